// What the models say about made-up homes, and that their lists keep the rules of Qt's models.
#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QCoreApplication>
#include <thread>

#include "core/fake/fake_home.hpp"
#include "core/fake/fake_office.hpp"
#include "ui/frame/preferences.hpp"
#include "ui/frame/security.hpp"
#include "ui/frame/strip_model.hpp"
#include "ui/pages/alarms_model.hpp"
#include "ui/pages/devices_model.hpp"
#include "ui/pages/home_model.hpp"
#include "ui/pages/usage_model.hpp"

namespace dure::ui {
namespace {

using core::fake::Scenario;
using namespace std::chrono_literals;

struct Stage {
    explicit Stage(Scenario scenario)
        : home(scenario),
          office(scenario),
          preferences({}, {}),
          security(preferences),
          session(home, office, AppSession::Clock::kFixed) {}
    void settle() {
        for (int i = 0; i < 5; ++i) QCoreApplication::processEvents();
    }
    core::fake::FakeHome home;
    core::fake::FakeOffice office;
    Preferences preferences;
    Security security;
    AppSession session;
};

TEST(HomePageModel, selling_home_shows_its_trade_and_a_resting_grid) {
    Stage stage(Scenario::kNormal);
    HomeModel model;
    EXPECT_EQ(model.hero(), HomeModel::Hero::Selling);
    EXPECT_EQ(model.heroPower().text(), u"1.20 kW");
    EXPECT_EQ(model.grid().flow, 0);
    EXPECT_EQ(model.grid().quantity.text(), u"0 W");
    EXPECT_EQ(model.battery().flow, -1);
    EXPECT_EQ(model.battery().label, u"배터리 77% · 충전");
    EXPECT_EQ(model.neighbours().label, u"이웃 3곳");
}

TEST(HomePageModel, a_silent_battery_is_a_dash_with_its_age_and_stops_nothing_else) {
    Stage stage(Scenario::kStale);
    HomeModel model;
    EXPECT_TRUE(model.battery().stale);
    EXPECT_EQ(model.battery().quantity.text(), u"–");
    EXPECT_EQ(model.battery().label, u"배터리 · 3분 전 값");
    EXPECT_EQ(model.hero(), HomeModel::Hero::Selling);
    EXPECT_EQ(model.solar().quantity.text(), u"2.10 kW");
}

TEST(HomePageModel, without_a_meter_nothing_is_claimed) {
    Stage stage(Scenario::kFaulty);
    HomeModel model;
    EXPECT_EQ(model.hero(), HomeModel::Hero::Unknown);
    EXPECT_EQ(model.heroPower().text(), u"–");
}

TEST(HomePageModel, follows_a_view_shown_from_another_thread) {
    Stage stage(Scenario::kNormal);
    HomeModel model;
    auto view = core::fake::home_view(Scenario::kNormal);
    view.trading = {};
    view.trading_side.reset();
    view.grid.value = core::Watt{830};
    std::thread([&] {
        for (int i = 0; i < 50; ++i) stage.home.show(view);
    }).join();
    stage.settle();
    EXPECT_EQ(model.hero(), HomeModel::Hero::Importing);
    EXPECT_EQ(model.heroPower().text(), u"830 W");
}

TEST(Session, a_dead_listener_is_not_called) {
    core::fake::FakeHome home(Scenario::kNormal);
    core::fake::FakeOffice office(Scenario::kNormal);
    {
        Preferences preferences({}, {});
        Security security(preferences);
        AppSession session(home, office);
        home.show(core::fake::home_view(Scenario::kStale));
    }
    QCoreApplication::processEvents();
    home.show(core::fake::home_view(Scenario::kNormal));
    QCoreApplication::processEvents();
}

TEST(UsagePageModel, in_equals_out_in_every_bar_and_the_days_make_the_month) {
    Stage stage(Scenario::kNormal);
    UsageModel model;
    stage.settle();
    ASSERT_EQ(model.bars().size(), 96u);
    for (const auto& bar : model.bars())
        EXPECT_EQ(bar.in[0] + bar.in[1] + bar.in[2] + bar.in[3],
                  bar.out[0] + bar.out[1] + bar.out[2] + bar.out[3]);

    const auto now = core::fake::scenario_now();
    const core::SlotRules rules;
    const auto since = core::fake::readings_since(Scenario::kNormal);
    core::UsageSeries month, day;
    stage.home.usage(core::Period::kMonth, now,
                     [&](core::UsageSeries series) { month = std::move(series); });
    core::Wh sum{};
    for (int i = 0; i < 30; ++i) {
        stage.home.usage(core::Period::kDay, month.start + 24h * i,
                         [&](core::UsageSeries series) { day = std::move(series); });
        sum += day.total.sum.consumed;
    }
    EXPECT_EQ(sum, month.total.sum.consumed);
    EXPECT_LT(since, month.start);
    EXPECT_GT(rules.slot_seconds, 0u);
}

TEST(UsagePageModel, goes_back_and_not_past_the_present) {
    Stage stage(Scenario::kNormal);
    UsageModel model;
    stage.settle();
    EXPECT_EQ(model.title(), u"오늘 11월 22일 (일)");
    EXPECT_FALSE(model.canGoForward());
    model.goBack();
    stage.settle();
    EXPECT_EQ(model.title(), u"11월 21일 (토)");
    model.goForward();
    stage.settle();
    model.goForward();
    stage.settle();
    EXPECT_EQ(model.title(), u"오늘 11월 22일 (일)");
    model.setPeriod(UsageModel::Period::Year);
    stage.settle();
    EXPECT_EQ(model.bars().size(), 12u);
    EXPECT_EQ(model.title(), u"2026년");
}

TEST(UsagePageModel, a_selected_slot_reads_as_power_and_the_day_as_energy) {
    Stage stage(Scenario::kNormal);
    UsageModel model;
    stage.settle();
    EXPECT_EQ(model.consumed().unit, u"kWh");
    model.setSelected(46);
    EXPECT_EQ(model.span(), u"11:30~11:45");
    EXPECT_TRUE(model.generated().unit == u"kW" || model.generated().unit == u"W");
    model.setSelected(4711);
    EXPECT_EQ(model.selected(), -1);
}

TEST(DevicesPageModel, an_order_of_the_resident_stands_on_the_device_with_its_end) {
    Stage stage(Scenario::kNormal);
    DevicesModel model;
    const QAbstractItemModelTester tester(model.list(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    EXPECT_EQ(model.count(), 3);
    EXPECT_FALSE(model.limited());
    model.limitOutput(60, 60);
    stage.settle();
    EXPECT_TRUE(model.limited());
    const auto index = model.list()->index(0);
    EXPECT_EQ(model.list()->data(index, DeviceList::OrderRole).toString(),
              u"출력을 60%로 제한했어요");
    EXPECT_EQ(model.list()->data(index, DeviceList::CountdownRole).toString(), u"1시간 0분 남음");
    model.stopSelling();
    stage.settle();
    EXPECT_TRUE(model.sellingStopped());
    EXPECT_TRUE(std::holds_alternative<core::StopSelling>(stage.home.requests().back()));
}

TEST(DevicesPageModel, an_order_to_a_lost_device_says_why_not) {
    Stage stage(Scenario::kFaulty);
    DevicesModel model;
    model.limitOutput(60, 60);
    stage.settle();
    EXPECT_FALSE(model.limited());
    EXPECT_FALSE(model.lastFault().isEmpty());
}

TEST(AlarmsPageModel, keeps_the_rules_of_models_while_alarms_come_and_go) {
    Stage stage(Scenario::kFaulty);
    AlarmsModel model;
    const QAbstractItemModelTester tester(model.list(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    EXPECT_EQ(model.count(), 5);
    for (const auto scenario :
         {Scenario::kStale, Scenario::kMaximal, Scenario::kNormal, Scenario::kFaulty}) {
        stage.home.show(core::fake::home_view(scenario));
        stage.settle();
        EXPECT_EQ(model.count(), static_cast<int>(core::fake::home_view(scenario).alarms.size()));
    }
    for (int row = 0; row < model.count(); ++row) {
        const auto title =
            model.list()->data(model.list()->index(row), AlarmList::TitleRole).toString();
        EXPECT_FALSE(title.contains(u"an-id")) << title.toStdString();
    }
}

TEST(Strip, says_simulation_with_its_speed_and_the_worst_alarm) {
    Stage stage(Scenario::kMaximal);
    const StripModel model;
    EXPECT_EQ(model.simulation(), u"시뮬레이션 · 30배속");
    EXPECT_EQ(model.alarm(), u"코인 부족");
    EXPECT_FALSE(model.alarmUrgent());
    EXPECT_EQ(model.chain(), u"거래망 정상");
    EXPECT_EQ(model.chainAge(), u"12초 전");
}

}  // namespace
}  // namespace dure::ui
