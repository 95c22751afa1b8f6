// Against a device that is not ours: what it says must be its truth, whatever it does to the wire.
// Constant sun and load and a full battery make every true value known in advance.
#include <gtest/gtest.h>

#include <QJsonArray>
#include <cmath>
#include <thread>

#include "core/meterlog/counter_filter.hpp"
#include "tests/devices/fast_options.hpp"
#include "tests/devices/simdev.hpp"
#include "tests/devices/watcher.hpp"

namespace dure::devices::test {
namespace {

using core::Commander;
using core::LinkState;
using Phase = core::LeaseState::Phase;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr core::Watt kSun{4000}, kGrid{-3200};
const QStringList kSteady = {"--pv", "4000", "--load", "800", "--soc", "100"};

PlantOptions eager_options(const RecordFolder& folder) {
    auto options = fast_options(folder);
    options.timing.poll = milliseconds(50);
    options.timing.request = milliseconds(200);
    options.timing.backoff_first = milliseconds(20);
    options.timing.backoff_last = milliseconds(100);
    options.timing.frozen_after = milliseconds(1000);
    return options;
}

bool nothing_wrong(const core::PlantSample& s) {
    const auto is = [](const auto& reading, auto value) {
        return !reading.value || *reading.value == value;
    };
    return is(s.generation, kSun) && is(s.grid, kGrid) && is(s.battery, core::Watt{0}) &&
           is(s.charge_permille, 1000) && s.rated == core::Watt{5000};
}

bool complete(const core::PlantSample& s) {
    return s.generation.value && s.grid.value && s.battery.value && s.charge_permille.value &&
           s.counters.imported && s.counters.exported && s.counters.generated;
}

class SimdevTest : public testing::Test {
 protected:
    void SetUp() override {
        if (const auto why = Simdev::missing(); !why.empty()) GTEST_SKIP() << why;
    }
    void start(const QStringList& more = {}) {
        device = std::make_unique<Simdev>(kSteady + more);
        ASSERT_TRUE(device->running()) << device->log();
        // Its registers are zero until its first step.
        while (device->plant("ac") == 0) std::this_thread::sleep_for(milliseconds(10));
    }
    void begin(const QStringList& more = {}) {
        start(more);
        open(eager_options(folder));
        ASSERT_TRUE(watcher->link(LinkState::kOnline)) << watcher->describe();
    }
    void open(const PlantOptions& options) {
        plant = open_plant(device->endpoint(), options);
        watcher = std::make_unique<Watcher>(*plant);
    }
    void close() {
        watcher.reset();
        plant.reset();
    }
    void expect_nothing_wrong() {
        for (const auto& sample : watcher->all()) {
            ASSERT_TRUE(nothing_wrong(sample))
                << "generation " << sample.generation.value.value_or(core::Watt{-1}).value
                << " grid " << sample.grid.value.value_or(core::Watt{-1}).value << " battery "
                << sample.battery.value.value_or(core::Watt{-1}).value << " charge "
                << sample.charge_permille.value.value_or(-1);
        }
    }
    ~SimdevTest() override { close(); }

    RecordFolder folder;
    std::unique_ptr<Simdev> device;
    std::unique_ptr<core::Plant> plant;
    std::unique_ptr<Watcher> watcher;
};

TEST_F(SimdevTest, values_and_counters_are_the_devices_truth) {
    begin();
    const auto before = device->truth()["plant"].toObject()["energy"].toObject();
    ASSERT_TRUE(watcher->samples(3));
    const auto sample = watcher->all().back();
    const auto after = device->truth()["plant"].toObject()["energy"].toObject();
    ASSERT_TRUE(complete(sample));
    expect_nothing_wrong();
    const auto between = [&](const char* key, core::Wh value, double slack) {
        EXPECT_GE(static_cast<double>(value.value), std::floor(before[key].toDouble()) - slack)
            << key;
        EXPECT_LE(static_cast<double>(value.value), std::ceil(after[key].toDouble()) + slack)
            << key;
    };
    between("import", *sample.counters.imported, 1);
    between("export", *sample.counters.exported, 1);
    between("pv", *sample.counters.generated, 2);  // two strings, each rounded by the device
    EXPECT_EQ(watcher->now().devices[0].manufacturer, "Simdev");
    EXPECT_EQ(device->count("max_open"), 1);
    EXPECT_LE(device->count("max_waiting"), 1);
}

TEST_F(SimdevTest, a_meter_on_its_own_unit_and_with_inverted_sign_is_read_right) {
    start({"--meter-unit", "2", "--meter-sign", "export"});
    auto options = eager_options(folder);
    options.meter_unit = 2;
    options.meter_sign = MeterSign::kExportPositive;
    open(options);
    ASSERT_TRUE(watcher->link(LinkState::kOnline)) << watcher->describe();
    ASSERT_TRUE(watcher->samples(2));
    EXPECT_TRUE(complete(watcher->all().back()));
    expect_nothing_wrong();
}

struct Manner {
    const char* name;
    QStringList arguments;
};

class MannerTest : public SimdevTest, public testing::WithParamInterface<Manner> {};

TEST_P(MannerTest, is_read_and_limited) {
    begin(GetParam().arguments);
    ASSERT_TRUE(watcher->sample(complete)) << watcher->describe();
    expect_nothing_wrong();
    plant->order(core::LimitOutput{.permille = 500, .duration = seconds(60)}, Commander::kResident);
    ASSERT_TRUE(watcher->limit(Phase::kVerified)) << watcher->describe();
    EXPECT_EQ(device->plant("ac"), 2500);
    close();
    EXPECT_EQ(device->plant("limit_target"), 100);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, MannerTest,
    testing::Values(Manner{"short_reads", {"--max-read", "70"}},
                    Manner{"quiet_after_connecting", {"--connect-delay", "0.25"}},
                    Manner{"one_connection", {"--single-connection", "first"}},
                    Manner{"limit_acts_with_the_switch_only", {"--latch"}},
                    Manner{"other_base", {"--base", "50000"}},
                    Manner{"one_phase", {"--chain", "1,101,120,121,122,123,124,160,201"}},
                    Manner{"slow", {"--latency", "30"}}),
    [](const auto& kind) { return std::string(kind.param.name); });

struct WireFault {
    const char* name;
    const char* often;   ///< the fault every few requests
    const char* always;  ///< the same on every request; empty: harmless, values must keep coming
};

class WireFaultTest : public SimdevTest, public testing::WithParamInterface<WireFault> {};

TEST_P(WireFaultTest, never_gives_a_wrong_value_and_recovers) {
    begin();
    device->fault(GetParam().often);
    std::this_thread::sleep_for(milliseconds(600));
    ASSERT_TRUE(watcher->samples(1)) << watcher->describe();
    device->clear();
    const std::string always = GetParam().always;
    if (always.empty()) {
        EXPECT_TRUE(watcher->link(LinkState::kOnline, ""));
    } else {
        device->fault(always);
        EXPECT_TRUE(watcher->state([](const auto& state) {
            return state.devices[0].link != LinkState::kOnline && !state.devices[0].error.empty();
        })) << watcher->describe();
        device->clear();
    }
    EXPECT_TRUE(watcher->link(LinkState::kOnline)) << watcher->describe();
    EXPECT_TRUE(watcher->sample(complete));
    expect_nothing_wrong();
    EXPECT_EQ(device->count("max_open"), 1);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, WireFaultTest,
    testing::Values(WireFault{"drop", "drop:every=7", "drop"},
                    WireFault{"silent", "silent:every=7", "silent"},
                    WireFault{"delay", "delay:every=7,ms=350", "delay:ms=350"},
                    WireFault{"exception", "exception:every=7,code=4", "exception:code=6"},
                    WireFault{"bytecount", "bytecount:every=7", "bytecount"},
                    WireFault{"shortframe", "shortframe:every=7", "shortframe"},
                    WireFault{"fewer", "fewer:every=7", "fewer"},
                    WireFault{"tid", "tid:every=7", "tid"}, WireFault{"unit", "unit:every=7", ""},
                    WireFault{"duplicate", "duplicate:every=2", ""},
                    WireFault{"split", "split:every=5,ms=10", ""},
                    WireFault{"garbage", "garbage:every=7", "garbage"}),
    [](const auto& kind) { return std::string(kind.param.name); });

TEST_F(SimdevTest, values_that_are_not_implemented_are_missing_not_zero) {
    begin();
    device->fault("nan:points=103.W+203.W");
    ASSERT_TRUE(watcher->sample([](const auto& s) {
        return !s.grid.value && !s.battery.value && s.grid.quality == core::Quality::kMissing;
    }));
    device->clear();
    EXPECT_TRUE(watcher->sample(complete));
    expect_nothing_wrong();
}

TEST_F(SimdevTest, a_scale_factor_may_change_between_two_polls) {
    begin();
    device->fault("sfchange:points=103.W_SF+203.W_SF+160.DCW_SF,shift=1");
    ASSERT_TRUE(watcher->samples(4));
    device->clear();
    ASSERT_TRUE(watcher->samples(4));
    EXPECT_TRUE(complete(watcher->all().back()));
    expect_nothing_wrong();
}

TEST_F(SimdevTest, counters_of_a_moving_day_stay_the_truth_under_faults) {
    device = std::make_unique<Simdev>(
        QStringList{"--clock", "10:00", "--speed", "300", "--clouds", "0.6"});
    ASSERT_TRUE(device->running()) << device->log();
    while (device->plant("ac") == 0) std::this_thread::sleep_for(milliseconds(10));
    const auto before = device->truth()["plant"].toObject()["energy"].toObject();
    open(eager_options(folder));
    ASSERT_TRUE(watcher->link(LinkState::kOnline)) << watcher->describe();
    for (const auto* fault :
         {"shortframe:every=23", "drop:every=31", "fewer:every=37", "garbage:every=41"}) {
        device->fault(fault);
    }
    std::this_thread::sleep_for(milliseconds(2500));
    device->clear();
    ASSERT_TRUE(watcher->sample(complete)) << watcher->describe();
    const auto samples = watcher->all();
    const auto after = device->truth()["plant"].toObject()["energy"].toObject();
    ASSERT_GT(samples.size(), 10u);
    const auto check = [&](const char* key, auto counter) {
        core::Wh last{static_cast<std::int64_t>(before[key].toDouble()) - 2};
        for (const auto& sample : samples) {
            const std::optional<core::Wh> value = sample.counters.*counter;
            if (!value) continue;
            EXPECT_GE(*value, last) << key;
            EXPECT_LE(static_cast<double>(value->value), after[key].toDouble() + 2) << key;
            last = *value;
        }
    };
    check("import", &core::EnergyCounters::imported);
    check("export", &core::EnergyCounters::exported);
    check("pv", &core::EnergyCounters::generated);
}

TEST_F(SimdevTest, a_frozen_device_is_stale_although_it_answers) {
    begin();
    device->fault("freeze");
    ASSERT_TRUE(watcher->link(LinkState::kStale, "frozen")) << watcher->describe();
    EXPECT_TRUE(watcher->sample([](const auto& s) {
        return s.grid.quality == core::Quality::kStale && !s.counters.imported;
    }));
    device->clear();
    EXPECT_TRUE(watcher->link(LinkState::kOnline)) << watcher->describe();
}

TEST_F(SimdevTest, a_restart_of_the_device_is_seen_and_survived) {
    begin();
    device->fault("restart:down=1,reset=1");
    ASSERT_TRUE(
        watcher->state([](const auto& s) { return s.devices[0].link != LinkState::kOnline; }));
    ASSERT_TRUE(watcher->link(LinkState::kOnline)) << watcher->describe();
    EXPECT_TRUE(watcher->sample([](const auto& s) { return s.grid.value == kGrid; }));
    expect_nothing_wrong();
}

/// What core makes of the exported counter: the points that opened a new run, and the last total.
struct Counted {
    int runs = 0;
    core::Wh total{};
};

Counted count_exported(const std::vector<core::PlantSample>& samples) {
    core::CounterFilter filter({.most = core::Watt{400'000}});
    Counted counted;
    for (const auto& sample : samples) {
        const auto point = filter.add(sample.at, sample.counters.exported, sample.identity_reads);
        if (!point) continue;
        counted.runs += point->continuity == core::CounterPoint::Continuity::kBegins ? 1 : 0;
        counted.total = point->total;
    }
    return counted;
}

TEST_F(SimdevTest, a_counter_that_really_began_anew_is_counted_after_its_identity_was_read_again) {
    start({"--speed", "60"});
    auto options = eager_options(folder);
    options.timing.identity = seconds(12);  // a fallen counter waits for a sixtieth of it
    open(options);
    ASSERT_TRUE(watcher->samples(5)) << watcher->describe();
    EXPECT_EQ(watcher->all().back().identity_reads, 0u) << "met, not met again";
    device->fault("restart:down=0.3,reset=1");
    ASSERT_TRUE(watcher->sample([](const auto& s) { return s.identity_reads == 1; }))
        << "the reconnection: " << watcher->describe();
    ASSERT_TRUE(watcher->sample([](const auto& s) { return s.identity_reads == 2; }))
        << "the fallen counter: " << watcher->describe();
    ASSERT_TRUE(watcher->samples(8));
    const auto counted = count_exported(watcher->all());
    EXPECT_EQ(counted.runs, 2);
    EXPECT_GT(counted.total, core::Wh{0});
    EXPECT_LT(counted.total, core::Wh{5'000}) << "the old counter's height is nobody's energy";
}

TEST_F(SimdevTest, the_identity_of_a_lasting_contact_is_read_again_from_time_to_time) {
    start();
    auto options = eager_options(folder);
    options.timing.identity = milliseconds(300);
    open(options);
    ASSERT_TRUE(watcher->sample([](const auto& s) { return s.identity_reads == 3; }))
        << watcher->describe();
    expect_nothing_wrong();
    EXPECT_EQ(device->count("max_open"), 1);
}

TEST_F(SimdevTest, a_killed_device_is_unreachable) {
    begin();
    device->kill();
    EXPECT_TRUE(watcher->link(LinkState::kUnreachable, "refused")) << watcher->describe();
}

TEST_F(SimdevTest, a_unit_nobody_has_is_a_timeout) {
    start();
    plant = open_plant(device->endpoint(9), eager_options(folder));
    watcher = std::make_unique<Watcher>(*plant);
    EXPECT_TRUE(watcher->link(LinkState::kUnreachable, "timeout")) << watcher->describe();
}

TEST_F(SimdevTest, a_limit_is_verified_on_power_and_released) {
    begin();
    plant->order(core::LimitOutput{.permille = 500, .duration = seconds(60)}, Commander::kResident);
    ASSERT_TRUE(watcher->limit(Phase::kVerified)) << watcher->describe();
    EXPECT_EQ(device->plant("limit_target"), 50);
    EXPECT_EQ(device->plant("ac"), 2500);
    const QJsonValue timer = device->truth()["timers"].toObject()["limit"];
    EXPECT_TRUE(timer.isDouble() && timer.toDouble() > 0) << "the reversion timer must run";
    close();
    EXPECT_EQ(device->plant("limit_target"), 100);
    EXPECT_TRUE(folder.empty());
}

TEST_F(SimdevTest, a_battery_hold_stops_discharge_and_ends) {
    begin({"--soc", "60"});
    device->set({{"pv", 0}});
    ASSERT_TRUE(watcher->sample([](const auto& s) { return s.battery.value == core::Watt{800}; }));
    plant->order(core::HoldBattery{.duration = seconds(60)}, Commander::kAgent);
    ASSERT_TRUE(watcher->hold(Phase::kVerified)) << watcher->describe();
    EXPECT_EQ(device->plant("battery"), 0);
    EXPECT_TRUE(device->truth()["timers"].toObject()["storage"].isDouble());
    plant->order(core::ReleaseBattery{}, Commander::kAgent);
    ASSERT_TRUE(watcher->hold(Phase::kNone)) << watcher->describe();
    EXPECT_EQ(device->plant("battery"), 800);
    EXPECT_TRUE(folder.empty());
}

TEST_F(SimdevTest, a_device_that_takes_single_registers_only_by_block_write_is_served) {
    begin({"--fc16-only", "--soc", "60"});
    device->set({{"pv", 0}});
    plant->order(core::HoldBattery{.duration = seconds(60)}, Commander::kAgent);
    ASSERT_TRUE(watcher->hold(Phase::kVerified)) << watcher->describe();
    plant->order(core::ReleaseBattery{}, Commander::kAgent);
    EXPECT_TRUE(watcher->hold(Phase::kNone)) << watcher->describe();
    EXPECT_TRUE(folder.empty());
}

TEST_F(SimdevTest, writes_that_are_acknowledged_and_forgotten_show_as_ignored) {
    begin();
    device->fault("ignorewrite");
    plant->order(core::LimitOutput{.permille = 500, .duration = seconds(60)}, Commander::kResident);
    ASSERT_TRUE(watcher->limit(Phase::kIgnored, "not-taken")) << watcher->describe();
    device->clear();
    EXPECT_TRUE(watcher->limit(Phase::kVerified)) << watcher->describe();
}

TEST_F(SimdevTest, refused_writes_show_as_refused) {
    begin();
    device->fault("rejectwrite:code=2");
    plant->order(core::LimitOutput{.permille = 500, .duration = seconds(60)}, Commander::kResident);
    ASSERT_TRUE(watcher->limit(Phase::kRefused, "device-refused")) << watcher->describe();
    device->clear();
    EXPECT_TRUE(watcher->samples(3));
    EXPECT_EQ(device->plant("limit_target"), 100);
    EXPECT_TRUE(folder.empty());
}

constexpr std::uint16_t kLimitRegisters = 40233;  // WMaxLimPct … WMaxLim_Ena of the default map

TEST_F(SimdevTest, a_foreign_limit_is_shown_and_never_touched) {
    begin();
    device->write(kLimitRegisters, {7000, 0, 0, 0, 1});
    ASSERT_TRUE(watcher->limit(Phase::kActive, "foreign-limit")) << watcher->describe();
    EXPECT_EQ(watcher->now().devices[0].lease.commander, Commander::kForeign);
    EXPECT_EQ(watcher->now().devices[0].lease.limit_permille, 700);
    plant->order(core::LimitOutput{.permille = 300, .duration = seconds(60)}, Commander::kResident);
    ASSERT_TRUE(watcher->limit(Phase::kRefused, "foreign-limit")) << watcher->describe();
    close();
    EXPECT_EQ(device->plant("limit_target"), 70);
    EXPECT_EQ(device->ask({{"cmd", "writes"}})["writes"].toArray().size(), 1)
        << "only the stranger wrote";
}

TEST_F(SimdevTest, a_limit_taken_over_by_somebody_else_is_left_to_him) {
    begin();
    plant->order(core::LimitOutput{.permille = 300, .duration = seconds(60)}, Commander::kResident);
    ASSERT_TRUE(watcher->limit(Phase::kVerified)) << watcher->describe();
    device->write(kLimitRegisters, {8000, 0, 0, 0, 1});
    ASSERT_TRUE(watcher->limit(Phase::kRefused, "foreign-limit")) << watcher->describe();
    close();
    EXPECT_EQ(device->plant("limit_target"), 80);
}

TEST_F(SimdevTest, no_more_writes_than_one_a_gap) {
    start();
    auto options = eager_options(folder);
    options.timing.write_gap = milliseconds(300);
    open(options);
    ASSERT_TRUE(watcher->link(LinkState::kOnline));
    plant->order(core::StopSelling{}, Commander::kResident);
    for (int load = 700; load > 200; load -= 100) {
        device->set({{"load", load}});
        std::this_thread::sleep_for(milliseconds(120));
    }
    double last = -1;
    for (const auto& entry : device->ask({{"cmd", "writes"}})["writes"].toArray()) {
        const double at = entry.toObject()["t"].toDouble();
        if (last >= 0) {
            EXPECT_GE(at - last, 0.25);
        }
        last = at;
    }
    EXPECT_GE(last, 0) << "something was written";
}

/// A program with a running limit that is killed: dure_devices_limit_helper.
class KilledControllerTest : public SimdevTest {
 protected:
    void limit_and_kill(int reversion) {
        start();
        QProcess helper;
        helper.start(QString::fromUtf8(DURE_LIMIT_HELPER),
                     {QString::fromStdString(to_string(device->endpoint())),
                      QString::fromStdString(folder.path().string()), QString::number(reversion)});
        ASSERT_TRUE(helper.waitForReadyRead(10000)) << "the helper's limit was never verified";
        EXPECT_EQ(device->plant("limit_target"), 20);
        helper.kill();
        ASSERT_TRUE(helper.waitForFinished(5000));
        EXPECT_EQ(device->plant("limit_target"), 20);
        EXPECT_FALSE(folder.empty()) << "the intent record must outlive the crash";
    }
};

TEST_F(KilledControllerTest, its_limit_ends_with_the_reversion_time) {
    limit_and_kill(1);
    const auto begin = std::chrono::steady_clock::now();
    while (device->plant("limit_target") < 100) {
        ASSERT_LT(std::chrono::steady_clock::now() - begin, seconds(5));
        std::this_thread::sleep_for(milliseconds(50));
    }
}

TEST_F(KilledControllerTest, its_limit_is_ended_by_the_next_start) {
    limit_and_kill(600);
    open(eager_options(folder));
    ASSERT_TRUE(watcher->sample([](const auto& s) { return s.generation.value == kSun; }));
    EXPECT_EQ(device->plant("limit_target"), 100);
    EXPECT_TRUE(watcher->limit(Phase::kNone)) << watcher->describe();
    EXPECT_TRUE(folder.empty());
}

}  // namespace
}  // namespace dure::devices::test
