// What the trade, coin, wizard and desk models say and send. Requests go out once, money is exact
// and hidden from guests, drafts survive, lists keep the rules of Qt's models.
#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <random>
#include <set>

#include "core/fake/fake_home.hpp"
#include "core/fake/fake_keys.hpp"
#include "core/fake/fake_office.hpp"
#include "ui/format/format.hpp"
#include "ui/frame/page_table.hpp"
#include "ui/frame/preferences.hpp"
#include "ui/frame/security.hpp"
#include "ui/manager/dashboard_model.hpp"
#include "ui/manager/market_model.hpp"
#include "ui/manager/members_model.hpp"
#include "ui/manager/settlement_model.hpp"
#include "ui/trade/coins_model.hpp"
#include "ui/trade/condition_draft.hpp"
#include "ui/trade/contract_model.hpp"
#include "ui/trade/contracts_model.hpp"
#include "ui/trade/trade_model.hpp"
#include "ui/wizard/key_service.hpp"
#include "ui/wizard/wizard_model.hpp"

namespace dure::ui {
namespace {

using core::fake::Scenario;

constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

/// A home whose answers come when the test says so.
class SlowHome : public core::Home {
 public:
    explicit SlowHome(core::HomeView view)
        : view_(std::make_shared<const core::HomeView>(std::move(view))) {}
    std::shared_ptr<const core::HomeView> view() const override { return view_; }
    core::Handler on_view(
        std::function<void(std::shared_ptr<const core::HomeView>)> listener) override {
        listener_ = std::move(listener);
        return core::Handler([this] { listener_ = nullptr; });
    }
    void request(const core::HomeRequest& request, core::Answer answer) override {
        requests.push_back(request);
        answers.push_back(std::move(answer));
    }
    void usage(core::Period, core::UtcTime,
               std::function<void(core::UsageSeries)> answer) override {
        answer({});
    }
    void show(core::HomeView view) {
        view_ = std::make_shared<const core::HomeView>(std::move(view));
        if (listener_) listener_(view_);
    }

    std::vector<core::HomeRequest> requests;
    std::vector<core::Answer> answers;

 private:
    std::shared_ptr<const core::HomeView> view_;
    std::function<void(std::shared_ptr<const core::HomeView>)> listener_;
};

template <class Home>
struct Stage {
    template <class Start>
    explicit Stage(Start start, Scenario scenario = Scenario::kNormal)
        : home(std::move(start)),
          office(scenario),
          preferences({}, {}),
          security(preferences),
          session(home, office, AppSession::Clock::kFixed) {}
    static void settle() {
        for (int i = 0; i < 5; ++i) QCoreApplication::processEvents();
    }
    Home home;
    core::fake::FakeOffice office;
    Preferences preferences;
    Security security;
    AppSession session;
};
using Quick = Stage<core::fake::FakeHome>;
using Slow = Stage<SlowHome>;

core::Outcome outcome(core::Outcome::State state, const char* reason = "") {
    core::Outcome made;
    made.state = state;
    made.reason = reason;
    return made;
}

core::HomeView normal() { return core::fake::home_view(Scenario::kNormal); }

TEST(ConditionDraft, is_sent_once_and_as_it_was_shown) {
    Slow stage(normal());
    ConditionDraft draft;
    draft.setSubject(QStringLiteral("sell"));
    draft.setWh(310);
    draft.setTick(172);
    draft.setHours(44, 56);
    draft.setWeekdays(0x15);
    for (int step = 1; step < ConditionDraft::kSteps; ++step) draft.setStep(step);
    EXPECT_EQ(draft.step(), 3);
    ASSERT_TRUE(draft.canSend());
    draft.send();
    draft.send();
    EXPECT_EQ(draft.sending(), deal::Sending::Pending);
    ASSERT_EQ(stage.home.requests.size(), 1U);
    const auto& put = std::get<core::PutCondition>(stage.home.requests[0]);
    EXPECT_EQ(put.place, 2);  // the first two are taken
    EXPECT_EQ(put.condition, (core::Condition{.wh = 310,
                                              .limit = core::Tick{172},
                                              .side = core::Side::kSell,
                                              .from_quarter = 44,
                                              .to_quarter = 56,
                                              .weekdays = 0x15}));

    int done = 0;
    QObject::connect(&draft, &ConditionDraft::sent, &draft, [&] { ++done; });
    stage.home.answers[0](outcome(core::Outcome::State::kPending));
    Slow::settle();
    EXPECT_EQ(done, 0) << "nothing is done before it is final";
    stage.home.answers[0](outcome(core::Outcome::State::kFinal));
    Slow::settle();
    EXPECT_EQ(done, 1);
    EXPECT_EQ(draft.sending(), deal::Sending::Done);
    EXPECT_FALSE(draft.canSend());
}

TEST(ConditionDraft, a_refusal_is_told_and_may_be_tried_again) {
    Slow stage(normal());
    ConditionDraft draft;
    draft.setSubject(QStringLiteral("buy"));
    draft.setTick(130);
    draft.send();
    ASSERT_EQ(stage.home.answers.size(), 1U);
    stage.home.answers[0](outcome(core::Outcome::State::kFailed, "no-coin"));
    Slow::settle();
    EXPECT_EQ(draft.sending(), deal::Sending::Failed);
    EXPECT_FALSE(draft.failure().isEmpty());
    draft.send();
    EXPECT_EQ(stage.home.requests.size(), 2U);
}

TEST(ConditionDraft, survives_leaving_and_is_forgotten_when_sent) {
    Slow stage(normal());
    {
        ConditionDraft draft;
        draft.setSubject(QStringLiteral("sell"));
        draft.setWh(470);
        draft.setTick(133);
        draft.setStep(1);
    }
    ConditionDraft draft;
    draft.setSubject(QStringLiteral("sell"));
    EXPECT_EQ(draft.wh(), 470);
    EXPECT_EQ(draft.tick(), 133);
    EXPECT_EQ(draft.step(), 1);
    draft.discard();
    ConditionDraft fresh;
    fresh.setSubject(QStringLiteral("sell"));
    EXPECT_EQ(fresh.step(), 0);
}

TEST(ConditionDraft, stays_within_the_condition_word) {
    Slow stage(normal());
    ConditionDraft draft;
    draft.setSubject(QStringLiteral("sell"));
    draft.setTick(300);
    EXPECT_EQ(draft.tick(), 255);
    draft.setTick(-4);
    EXPECT_EQ(draft.tick(), 0);
    draft.setTick(180);
    draft.setWh(1 << 20);
    EXPECT_FALSE(draft.stepDone());
    EXPECT_FALSE(draft.problem().isEmpty());
    draft.setStep(1);
    EXPECT_EQ(draft.step(), 0) << "a step with a problem is not left";
    draft.setWh((1 << 20) - 1);
    EXPECT_TRUE(draft.stepDone());
    EXPECT_EQ(draft.condition().wh, (1U << 20) - 1);
}

TEST(ConditionDraft, an_own_condition_that_would_trade_with_it_stops_it) {
    Slow stage(normal());  // buys up to 170 won from 18:00 to 21:00
    ConditionDraft draft;
    draft.setSubject(QStringLiteral("sell"));
    draft.setHours(76, 80);
    draft.setTick(170);
    EXPECT_FALSE(draft.canSend());
    draft.setTick(171);
    EXPECT_TRUE(draft.canSend());
    draft.setTick(170);
    draft.setHours(84, 92);
    EXPECT_TRUE(draft.canSend());
}

TEST(ConditionDraft, changing_one_keeps_its_place) {
    Slow stage(normal());
    ConditionDraft draft;
    draft.setSubject(QStringLiteral("place-0"));
    EXPECT_EQ(draft.tick(), 140);
    draft.setTick(145);
    draft.send();
    ASSERT_EQ(stage.home.requests.size(), 1U);
    EXPECT_EQ(std::get<core::PutCondition>(stage.home.requests[0]).place, 0);
}

TEST(ConditionDraft, a_home_that_is_no_member_sends_nothing) {
    auto view = normal();
    view.membership = core::Membership::kApplied;
    Slow stage(view);
    ConditionDraft draft;
    draft.setSubject(QStringLiteral("buy"));
    draft.send();
    EXPECT_TRUE(stage.home.requests.empty());
}

TEST(TradeModel, shows_one_side_and_removes_once) {
    Slow stage(normal());
    TradeModel model;
    QAbstractItemModelTester tester(model.conditions(), kFatal);
    EXPECT_EQ(model.shown(), 1);
    EXPECT_EQ(model.placesTaken(), 2);
    model.remove(0);
    model.remove(0);
    EXPECT_EQ(stage.home.requests.size(), 1U);
    EXPECT_EQ(model.conditions()->rows()[0].state, deal::ConditionState::Removing);
    model.setSide(deal::Side::Buy);
    EXPECT_EQ(model.shown(), 1);
    EXPECT_EQ(model.conditions()->rows()[0].id, 1);
    stage.home.answers[0](outcome(core::Outcome::State::kFailed, "offline"));
    Slow::settle();
    EXPECT_FALSE(model.failure().isEmpty());
}

TEST(TradeModel, says_to_each_home_that_may_not_trade_what_it_lacks) {
    using M = core::Membership;
    std::set<QString> said;
    for (const auto membership : {M::kUnknown, M::kNone, M::kLeft, M::kApplied, M::kDenied}) {
        auto view = normal();
        view.membership = membership;
        Slow stage(view);
        TradeModel model;
        EXPECT_FALSE(model.canAdd());
        EXPECT_EQ(model.mayJoin(), membership == M::kNone || membership == M::kLeft);
        said.insert(model.whyNot());
    }
    EXPECT_EQ(said.size(), 4U) << "who has not applied, or has left, does not wait for an approval";
}

TEST(TradeModel, four_conditions_are_all) {
    auto view = normal();
    for (std::uint8_t place = 2; place < 4; ++place) {
        view.conditions.push_back(view.conditions[0]);
        view.conditions.back().place = place;
    }
    Slow stage(view);
    EXPECT_FALSE(TradeModel().canAdd());
}

TEST(CoinsModel, masks_every_amount_from_a_guest) {
    Quick stage(Scenario::kNormal);
    stage.security.setPin(QStringLiteral("270419"));
    stage.security.enterGuest();
    CoinsModel model;
    Quick::settle();
    EXPECT_TRUE(model.masked());
    const auto hidden = QStringLiteral("•••");
    ASSERT_GT(model.count(), 0);
    for (const auto& line : model.moves()->rows()) EXPECT_EQ(line.amount, hidden);
    EXPECT_EQ(model.earned(), hidden);
    EXPECT_EQ(model.paid(), hidden);
    EXPECT_EQ(model.pendingIn(), hidden);
    model.send(QStringLiteral("0x") + QString(40, u'3'), 100);
    EXPECT_TRUE(stage.home.requests().empty());
    ASSERT_TRUE(stage.security.unlock(QStringLiteral("270419")));
    EXPECT_NE(model.earned(), hidden);
}

TEST(CoinsModel, says_checking_instead_of_zero_while_the_chain_catches_up) {
    Quick stage(Scenario::kSyncing);
    CoinsModel model;
    EXPECT_FALSE(model.known());
    EXPECT_FALSE(model.balance().known);
    EXPECT_FALSE(model.amountProblem(1).isEmpty());
}

TEST(CoinsModel, sends_whole_won_once_and_never_more_than_is_free) {
    Slow stage(normal());
    CoinsModel model;
    const auto free = model.spendable();
    EXPECT_EQ(free,
              (stage.home.view()->coins.balance - stage.home.view()->coins.locked).value / 1000);
    const auto to = QStringLiteral("0x") + QString(40, u'3');
    model.send(to, free + 1);
    model.send(model.address(), 100);
    model.send(QStringLiteral("0x12"), 100);
    EXPECT_TRUE(stage.home.requests.empty());
    model.send(to, 1500);
    model.send(to, 1500);
    ASSERT_EQ(stage.home.requests.size(), 1U);
    EXPECT_EQ(std::get<core::SendCoins>(stage.home.requests[0]).amount, core::MilliWon{1'500'000});
}

TEST(ContractModel, money_is_energy_times_price_exactly) {
    Quick stage(Scenario::kNormal);
    ContractModel model;
    model.setContract(QStringLiteral("newest"));
    ASSERT_TRUE(model.found());
    const auto& contracts = stage.home.view()->contracts;
    const auto running = std::find_if(contracts.begin(), contracts.end(), [](const auto& one) {
        return one.stage == core::ContractStage::kDelivering;
    });
    ASSERT_NE(running, contracts.end());
    EXPECT_EQ(model.amount(), format::won(running->contracted * running->price));
    core::Wh sum;
    for (const auto& partner : running->partners) sum += partner.wh;
    EXPECT_EQ(sum, running->contracted);
    EXPECT_EQ(model.partners().size(), static_cast<qsizetype>(running->partners.size()));
    EXPECT_EQ(model.steps().size(), 5);
    EXPECT_EQ(model.proof().size(), 66);
    model.setContract(QString::number(running->slot.index));
    EXPECT_TRUE(model.found());
    model.setContract(QStringLiteral("1-0"));
    EXPECT_FALSE(model.found());
}

TEST(Lists, keep_the_rules_of_models_under_random_views) {
    Slow stage(normal());
    ContractsModel contracts;
    CoinsModel coins;
    TradeModel trade;
    QAbstractItemModelTester first(contracts.contracts(), kFatal);
    QAbstractItemModelTester second(coins.moves(), kFatal);
    QAbstractItemModelTester third(trade.bands(), kFatal);
    std::mt19937 random(7);
    for (int round = 0; round < 40; ++round) {
        auto view = normal();
        std::shuffle(view.contracts.begin(), view.contracts.end(), random);
        view.contracts.resize(random() % view.contracts.size());
        view.coin_moves.resize(random() % view.coin_moves.size());
        view.prices.next_book.supply[random() % 256] = 100;
        stage.home.show(view);
        Slow::settle();
        ASSERT_EQ(contracts.count(), static_cast<int>(view.contracts.size()));
        ASSERT_EQ(coins.count(),
                  static_cast<int>(view.coin_moves.size() + view.pending_coins.size()));
    }
}

TEST(Wizard, goes_from_language_to_application_and_asks_once) {
    auto view = normal();
    view.membership = core::Membership::kNone;
    Slow stage(view);
    core::fake::FakeKeys keys;
    const KeyService service(keys);
    EXPECT_TRUE(WizardModel::needed());
    WizardModel model;
    model.next();  // language
    model.next();  // network
    EXPECT_EQ(model.step(), WizardModel::Step::Unit);
    model.next();
    EXPECT_EQ(model.step(), WizardModel::Step::Unit)
        << "without unit and invitation nobody goes on";
    model.setBuilding(QStringLiteral("103"));
    model.setUnit(QStringLiteral("1502"));
    model.setInvite(QStringLiteral(" dure-2026 "));
    model.next();
    EXPECT_EQ(model.step(), WizardModel::Step::Words);
    model.makeWords();
    const auto words = model.words();
    ASSERT_EQ(words.size(), 12);
    const auto asked = model.asked();
    EXPECT_FALSE(model.confirmWords({words[0], words[1], words[3]}));
    QStringList answers;
    for (const auto& place : asked) answers.append(words[place.toInt() - 1]);
    EXPECT_TRUE(model.confirmWords(answers));
    EXPECT_TRUE(model.words().isEmpty()) << "the words are not kept";
    model.next();
    for (const char* weak : {"111111", "123456", "987654", "121212", "901231", "103150", "12345"})
        EXPECT_FALSE(model.pinProblem(QString::fromLatin1(weak)).isEmpty()) << weak;
    model.setPin(QStringLiteral("739105"));
    for (QElapsedTimer timer; !model.pinSet() || model.pinBusy();) {
        if (!timer.isValid()) timer.start();
        ASSERT_LT(timer.elapsed(), 5000);
        QCoreApplication::processEvents();
    }
    EXPECT_TRUE(stage.security.hasPin());
    model.next();
    EXPECT_EQ(model.step(), WizardModel::Step::Devices);
    EXPECT_EQ(model.devices().size(), 3);
    EXPECT_FALSE(model.signQuestion().isEmpty());
    model.next();
    EXPECT_EQ(model.step(), WizardModel::Step::Devices);
    model.setSign(WizardModel::Sign::Right);
    model.next();
    model.next();
    EXPECT_EQ(model.step(), WizardModel::Step::Terms);
    model.setAgreed(true);
    model.next();
    model.apply();
    ASSERT_EQ(stage.home.requests.size(), 1U);
    const auto& join = std::get<core::JoinCommunity>(stage.home.requests[0]);
    EXPECT_EQ(join.building, 103);
    EXPECT_EQ(join.unit, 1502);
    EXPECT_EQ(join.invite, "DURE-2026");
    EXPECT_EQ(model.approval(), WizardModel::ApprovalState::Sending);

    // A power cut: the wizard is where it was.
    WizardModel again;
    EXPECT_EQ(again.step(), WizardModel::Step::Approval);

    view.membership = core::Membership::kApproved;
    stage.home.show(view);
    Slow::settle();
    EXPECT_EQ(model.approval(), WizardModel::ApprovalState::Approved);
    model.finish();
    EXPECT_FALSE(WizardModel::needed());
}

TEST(Wizard, the_known_pin_of_the_demo_never_guards_real_hardware) {
    auto view = normal();
    view.membership = core::Membership::kNone;
    view.simulation = true;
    view.time_factor = 1;
    Slow stage(view);
    core::fake::FakeKeys keys;
    const KeyService service(keys);
    WizardModel model;
    model.quickStart();
    EXPECT_FALSE(model.quick());
    EXPECT_EQ(keys.stage(), core::KeyStage::kNone);

    view.time_factor = 30;
    stage.home.show(view);
    Slow::settle();
    model.quickStart();
    EXPECT_TRUE(model.quick());
    EXPECT_NE(keys.stage(), core::KeyStage::kNone);
}

TEST(Wizard, words_that_no_pin_protected_are_made_anew_after_a_power_cut) {
    auto view = normal();
    view.membership = core::Membership::kNone;
    Slow stage(view);
    stage.preferences.set(QStringLiteral("wizard/step"),
                          static_cast<int>(WizardModel::Step::Terms));
    core::fake::FakeKeys keys;
    const KeyService service(keys);
    EXPECT_EQ(WizardModel().step(), WizardModel::Step::Words);
}

TEST(Members, are_approved_once_and_become_members) {
    Quick stage(Scenario::kNormal);
    MembersModel model;
    QAbstractItemModelTester first(model.applications(), kFatal);
    QAbstractItemModelTester second(model.members(), kFatal);
    ASSERT_GT(model.applicationCount(), 0);
    const auto members = model.memberCount();
    const auto waiting = model.applicationCount();
    const auto owner = model.applications()->rows()[0].id;
    model.approve(owner);
    model.approve(owner);
    EXPECT_EQ(stage.office.requests().size(), 1U);
    Quick::settle();
    EXPECT_EQ(model.memberCount(), members + 1);
    EXPECT_EQ(model.applicationCount(), waiting - 1);
}

TEST(Desk, shows_only_what_the_office_holds) {
    Quick stage(Scenario::kNormal);
    const auto view = stage.office.view();
    DashboardModel dashboard;
    EXPECT_EQ(dashboard.members(),
              static_cast<int>(
                  std::count_if(view->members.begin(), view->members.end(), [](const auto& row) {
                      return row.member.state == core::MemberState::kApproved;
                  })));
    MarketModel market;
    EXPECT_EQ(market.price(), format::price(view->slots.front().price));
    EXPECT_EQ(market.contracts()->rows().size(), view->last_contracts.size());
    for (const auto& task : dashboard.tasks()->rows())
        EXPECT_TRUE(task.page.isEmpty() || find_page(task.page) != nullptr)
            << qPrintable(task.page);
    SettlementModel settlement;
    EXPECT_EQ(settlement.count(), static_cast<int>(view->slots.size()));
    EXPECT_EQ(settlement.settledCount() + settlement.waitingCount() + settlement.disputedCount(),
              settlement.count());
    market.pause(true);
    market.pause(true);
    EXPECT_EQ(stage.office.requests().size(), 1U);
}

}  // namespace
}  // namespace dure::ui
