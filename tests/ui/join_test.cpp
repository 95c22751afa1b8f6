// Into a community with an invite: what the page says of it, and how far the first run lets a node
// go that nobody has admitted yet.
#include <gtest/gtest.h>

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>

#include "core/fake/fake_entrance.hpp"
#include "core/fake/fake_home.hpp"
#include "core/fake/fake_office.hpp"
#include "ui/frame/preferences.hpp"
#include "ui/frame/security.hpp"
#include "ui/wizard/entrance_service.hpp"
#include "ui/wizard/entrance_words.hpp"
#include "ui/wizard/join_model.hpp"
#include "ui/wizard/wizard_model.hpp"

namespace dure::ui {
namespace {

using core::EntranceFault;
using core::fake::FakeEntrance;
using core::fake::Scenario;
using State = JoinModel::State;

QString good() {
    return QString::fromUtf8(FakeEntrance::kGood.data(),
                             static_cast<qsizetype>(FakeEntrance::kGood.size()));
}

struct Stage {
    explicit Stage(Scenario scenario)
        : home(scenario),
          office(scenario),
          preferences({}, {}),
          security(preferences),
          session(home, office, AppSession::Clock::kFixed) {}
    void answer(EntranceFault fault) {
        entrance.answer(fault);
        for (int i = 0; i < 5; ++i) QCoreApplication::processEvents();
    }

    core::fake::FakeHome home;
    core::fake::FakeOffice office;
    Preferences preferences;
    Security security;
    AppSession session;
    FakeEntrance entrance;
    EntranceService service{entrance};
};

TEST(Join, a_text_is_judged_before_anybody_is_asked) {
    Stage stage(Scenario::kEmpty);
    JoinModel model;
    EXPECT_EQ(model.state(), State::Empty);
    model.setText(QStringLiteral("hello"));
    EXPECT_EQ(model.state(), State::Wrong);
    EXPECT_EQ(model.problem(), entrance_words(EntranceFault::kNotAnInvite));
    model.setText(QStringLiteral("DURE1:AB"));
    EXPECT_EQ(model.problem(), entrance_words(EntranceFault::kDamaged));
    model.join();
    EXPECT_TRUE(stage.entrance.entered.empty());
    model.setText(QString());
    EXPECT_EQ(model.state(), State::Empty);
    EXPECT_TRUE(model.problem().isEmpty());
    QGuiApplication::clipboard()->setText(good());
    model.paste();
    EXPECT_EQ(model.state(), State::Good);
    EXPECT_EQ(model.community(), QStringLiteral("731204518"));
    EXPECT_EQ(model.unit(), QStringLiteral("1502"));
    EXPECT_TRUE(model.asks().contains(QStringLiteral("10.20.0.2:30350")));
}

TEST(Join, who_is_not_answered_is_told_why_and_may_ask_again) {
    Stage stage(Scenario::kEmpty);
    JoinModel model;
    model.setText(good());
    model.join();
    model.join();
    EXPECT_EQ(model.state(), State::Asking);
    EXPECT_EQ(stage.entrance.entered, FakeEntrance::kGood);
    model.setText(QStringLiteral("other"));
    EXPECT_EQ(model.text(), good()) << "not while it is being asked for";
    stage.answer(EntranceFault::kUnreachable);
    EXPECT_EQ(model.state(), State::Refused);
    EXPECT_EQ(model.problem(), entrance_words(EntranceFault::kUnreachable, model.asks()));
    model.open();
    EXPECT_EQ(stage.entrance.opened, 0);
    model.join();
    stage.answer(EntranceFault::kNone);
    EXPECT_EQ(model.state(), State::Found);
    model.open();
    EXPECT_EQ(stage.entrance.opened, 1);
    EXPECT_EQ(WizardModel().step(), WizardModel::Step::Network) << "the first run goes on there";
}

TEST(Join, an_invite_that_asking_again_cannot_mend_is_not_asked_for_again) {
    Stage stage(Scenario::kEmpty);
    for (const auto fault : {EntranceFault::kSpent, EntranceFault::kNewer, EntranceFault::kRevoked,
                             EntranceFault::kOtherCommunity, EntranceFault::kMemberAlready}) {
        JoinModel model;
        model.setText(good());
        model.join();
        stage.answer(fault);
        EXPECT_EQ(model.state(), State::Wrong);
        EXPECT_EQ(model.problem(), entrance_words(fault, model.asks()));
        stage.entrance.entered.clear();
        model.join();
        EXPECT_TRUE(stage.entrance.entered.empty());
        model.setText(QString());
        model.setText(good());
        EXPECT_EQ(model.state(), State::Good) << "typed anew, it is judged anew";
    }
}

TEST(Join, an_answer_that_comes_after_the_page_has_gone_is_nobodys) {
    Stage stage(Scenario::kEmpty);
    {
        JoinModel model;
        model.setText(good());
        model.join();
    }
    stage.answer(EntranceFault::kNone);
    EXPECT_EQ(stage.entrance.opened, 0);
}

TEST(Join, the_first_run_offers_it_where_there_is_a_way_in) {
    {
        Stage stage(Scenario::kEmpty);
        EXPECT_TRUE(WizardModel().joinPossible());
    }
    Stage inside(Scenario::kJoining);
    EXPECT_FALSE(WizardModel().joinPossible());
    EXPECT_TRUE(WizardModel().byInvite());
}

TEST(Join, nothing_goes_on_before_the_manager_has_admitted) {
    const auto at_network = [](Stage& stage) {
        stage.preferences.set(QStringLiteral("wizard/step"),
                              static_cast<int>(WizardModel::Step::Network));
    };
    {
        Stage stage(Scenario::kJoining);
        at_network(stage);
        const WizardModel model;
        EXPECT_EQ(model.entry(), WizardModel::Entry::Syncing);
        EXPECT_EQ(model.syncPermille(), 217);
        EXPECT_EQ(model.syncWords(), qtTrId("dure.join.block-of").arg("1,234", "5,678"));
        EXPECT_FALSE(model.canGoOn());
    }
    {
        Stage stage(Scenario::kKnocking);
        at_network(stage);
        const WizardModel model;
        EXPECT_EQ(model.entry(), WizardModel::Entry::Knocking);
        EXPECT_EQ(model.entryWords().size(), 6);
        EXPECT_FALSE(model.canGoOn());
    }
    Stage stage(Scenario::kRefused);
    at_network(stage);
    WizardModel model;
    EXPECT_EQ(model.entry(), WizardModel::Entry::Refused);
    EXPECT_EQ(model.entryProblem(), entrance_words(EntranceFault::kSpent));
    EXPECT_FALSE(model.canGoOn());
    model.leave();
    EXPECT_EQ(stage.entrance.left, 0) << "not allowed";
    stage.entrance.leaves_allowed = true;
    model.leave();
    EXPECT_EQ(stage.entrance.left, 1);
    EXPECT_EQ(WizardModel().step(), WizardModel::Step::Language);
}

TEST(Join, every_fault_has_words) {
    QStringList seen;
    for (auto fault = 1; fault <= static_cast<int>(EntranceFault::kDisk); ++fault) {
        const auto words = entrance_words(static_cast<EntranceFault>(fault), QStringLiteral("x:1"));
        EXPECT_FALSE(words.isEmpty()) << fault;
        EXPECT_FALSE(seen.contains(words)) << fault;
        seen += words;
    }
}

}  // namespace
}  // namespace dure::ui
