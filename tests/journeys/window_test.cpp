// The real window, touched as a resident touches it: first run, approval, a condition, and then the
// wait for contract, delivery and settlement. Coins must have moved exactly Wh × price: in the
// contract's own words over JSON-RPC, in the home's view, and on the coins page.
#include <gtest/gtest.h>
#include <unistd.h>

#include <QApplication>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTest>
#include <QTimer>
#include <filesystem>

#include "app/demo/community.hpp"
#include "app/dure/screen.hpp"
#include "tests/journeys/rpc_client.hpp"
#include "tests/journeys/touch.hpp"
#include "ui/format/format.hpp"
#include "ui/wizard/key_service.hpp"

namespace {

using namespace dure;
using journeys::kStepMs;
using journeys::wait_for;

constexpr int kTradeMs = 90'000;

QStringList g_warnings;

void keep_warning(QtMsgType type, const QMessageLogContext&, const QString& text) {
    // The platform's own words about its runtime directory are not the pages'.
    if (type != QtDebugMsg && type != QtInfoMsg && !text.contains(u"XDG_RUNTIME_DIR"))
        g_warnings += text;
}

class Resident {
 public:
    Resident(const std::filesystem::path& directory, core::Side side) : side_(side) {
        app::CommunityOptions options;
        options.data_dir = directory;
        options.time_factor = 300;  // a slot lasts three seconds
        options.pin_memory_kib = 64;
        auto opened = app::open_community(options);
        EXPECT_TRUE(opened.community) << opened.error.text;
        community_ = std::move(opened.community);
        keys_ = std::make_unique<ui::KeyService>(community_->keys());
        app::Screen::Setup setup;
        setup.preferences = QString::fromStdString((directory / "screen.ini").string());
        screen_ = std::make_unique<app::Screen>(community_->home(), community_->office(), setup);
        EXPECT_TRUE(screen_->load());
        screen_->window()->show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(screen_->window()));
        touch_ = std::make_unique<journeys::Touch>(*screen_->window());
    }

    app::Community& community() { return *community_; }
    std::shared_ptr<const core::HomeView> view() { return community_->home().view(); }
    app::Screen& screen() { return *screen_; }
    journeys::Touch& touch() { return *touch_; }

    void first_run() {
        touch_->press(qtTrId("dure.condition.next"));  // language
        touch_->press(qtTrId("dure.condition.next"));  // network
        touch_->type_into(qtTrId("dure.wizard.building"), "103");
        touch_->type_into(qtTrId("dure.wizard.unit"), "1204");
        touch_->type_into(qtTrId("dure.wizard.invite"), "SUNNY7");
        touch_->press(qtTrId("dure.condition.next"));
        touch_->press(qtTrId("dure.wizard.show-words"));
        const auto words = touch_->shown_words();
        ASSERT_EQ(words.size(), 12);
        touch_->press(qtTrId("dure.wizard.written"));
        for (const auto position : community_->keys().asked_words()) touch_->press(words[position]);
        touch_->press(qtTrId("dure.condition.next"));
        touch_->enter_pin();
        touch_->enter_pin();
        ASSERT_TRUE(wait_for([&] { return community_->keys().stage() == core::KeyStage::kStored; },
                             kStepMs));
        touch_->press(qtTrId("dure.condition.next"));
        touch_->press(qtTrId("dure.wizard.sign-right"));
        touch_->press(qtTrId("dure.condition.next"));
        touch_->press(qtTrId("dure.wizard.agree"));
        touch_->press(qtTrId("dure.condition.next"));
        touch_->press(qtTrId("dure.wizard.approve-here"));  // the manager's one click
        touch_->press(qtTrId("dure.wizard.begin"));
        ASSERT_EQ(view()->membership, core::Membership::kApproved);
        ASSERT_GT(view()->coins.balance, core::MilliWon{});
    }

    void enter_condition() {
        screen_->navigator().open("condition", side_ == core::Side::kSell ? QStringLiteral("sell")
                                                                          : QStringLiteral("buy"));
        touch_->press(qtTrId("dure.condition.next"));  // quantity as offered
        // A price that meets the neighbours': ten won at a time.
        const auto step =
            side_ == core::Side::kSell ? QStringLiteral("−10") : QStringLiteral("+10");
        for (int i = 0; i < 4; ++i)
            if (touch_->find(step) != nullptr) touch_->press(step);
        touch_->press(qtTrId("dure.condition.next"));
        touch_->press(qtTrId("dure.condition.all-day"));
        touch_->press(qtTrId("dure.condition.next"));
        touch_->hold(qtTrId("dure.condition.register"));
        touch_->enter_pin();
        ASSERT_TRUE(wait_for(
            [&] {
                const auto home = view();
                return !home->conditions.empty() &&
                       home->conditions.front().state == core::ConditionView::State::kActive;
            },
            kStepMs))
            << "the condition never stood on the chain";
    }

    /// The newest contract that is settled.
    std::optional<core::ContractView> settled() {
        const auto home = view();
        for (const auto& contract : home->contracts)
            if (contract.stage == core::ContractStage::kSettled) return contract;
        return std::nullopt;
    }

 private:
    core::Side side_;
    std::unique_ptr<app::Community> community_;
    std::unique_ptr<ui::KeyService> keys_;
    std::unique_ptr<app::Screen> screen_;
    std::unique_ptr<journeys::Touch> touch_;
};

void trade_once(core::Side side) {
    const auto directory =
        std::filesystem::temp_directory_path() / ("dure-window-" + std::to_string(::getpid()) +
                                                  (side == core::Side::kSell ? "-sell" : "-buy"));
    std::filesystem::remove_all(directory);
    g_warnings.clear();
    {
        Resident resident(directory, side);
        resident.first_run();
        if (testing::Test::HasFatalFailure()) return;
        const journeys::RpcClient chain(resident.community().rpc_port(), directory);
        const auto before = journeys::balance_of(chain, resident.view()->address);
        ASSERT_EQ(before, resident.view()->coins.balance);

        resident.enter_condition();
        if (testing::Test::HasFatalFailure()) return;
        ASSERT_TRUE(wait_for([&] { return resident.settled().has_value(); }, kTradeMs))
            << "no contract was settled";

        const auto contract = *resident.settled();
        EXPECT_EQ(contract.side, side);
        EXPECT_GT(contract.contracted, core::Wh{});
        ASSERT_TRUE(contract.settlement.has_value());
        const auto sign = side == core::Side::kSell ? 1 : -1;
        EXPECT_EQ(contract.settlement->coins, contract.contracted * contract.price * sign);
        EXPECT_FALSE(contract.partners.empty());
        for (const auto block :
             {contract.matched_block, contract.metered_block, contract.settled_block})
            EXPECT_GT(block, 0U);

        // No more trades from here on, so that chain, view and screen can be compared at rest.
        resident.community().home().request(core::PauseAgent{true}, [](const core::Outcome&) {});
        ASSERT_TRUE(wait_for(
            [&] {
                const auto home = resident.view();
                return std::ranges::all_of(home->contracts,
                                           [](const core::ContractView& c) {
                                               return c.stage == core::ContractStage::kSettled ||
                                                      c.stage == core::ContractStage::kCancelled;
                                           }) &&
                       home->coins.locked == core::MilliWon{};
            },
            kTradeMs));
        QTest::qWait(500);
        const auto home = resident.view();
        core::MilliWon moved{};
        for (const auto& c : home->contracts) {
            if (c.stage == core::ContractStage::kSettled) moved += c.contracted * c.price * sign;
        }
        const auto after = journeys::balance_of(chain, home->address);
        EXPECT_EQ(after - before, moved) << "on the chain";
        EXPECT_EQ(home->coins.balance, after) << "in the home's view";

        resident.screen().navigator().show("coins");
        const auto amount = ui::format::won(after).number;
        EXPECT_TRUE(wait_for([&] { return resident.touch().sees(amount); }, kStepMs))
            << "the coins page does not say " << amount.toStdString();
        resident.screen().navigator().open("contract", QString::number(contract.slot.index));
        EXPECT_TRUE(wait_for(
            [&] { return resident.touch().sees_part(QString::number(contract.settled_block)); },
            kStepMs))
            << "the contract page does not name the block of its settlement";
    }
    EXPECT_EQ(g_warnings.join('\n').toStdString(), "");
    std::filesystem::remove_all(directory);
}

TEST(Window, a_home_joins_sells_and_is_paid_exactly) { trade_once(core::Side::kSell); }
TEST(Window, a_home_joins_buys_and_pays_exactly) { trade_once(core::Side::kBuy); }

}  // namespace

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    // A missed step ends the journey: what follows would only repeat it.
    testing::GTEST_FLAG(throw_on_failure) = true;
    app::prepare_application();
    const QApplication application(argc, argv);
    qInstallMessageHandler(keep_warning);
    return RUN_ALL_TESTS();
}
