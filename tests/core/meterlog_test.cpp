// Counters as real devices show them (design 04 section 4): whatever they do, a slot's energy is
// the counter's own difference or says that it is not.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>

#include "core/meterlog/meter_log.hpp"
#include "core/meterlog/power_integral.hpp"

namespace dure::core {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr SlotRules kRules{};
const UtcTime kStart = kRules.start(Slot{1'900'000});

UtcTime at(std::int64_t s) { return kStart + seconds{s}; }

PlantSample sample(UtcTime time, std::optional<std::int64_t> imported,
                   std::optional<std::int64_t> exported = {},
                   std::optional<std::int64_t> generated = {}, std::uint32_t identity = 0) {
    const auto wh = [](std::optional<std::int64_t> v) {
        return v ? std::optional{Wh{*v}} : std::nullopt;
    };
    PlantSample result;
    result.at = time;
    result.counters = {wh(imported), wh(exported), wh(generated)};
    result.rated = Watt{3'000};
    result.identity_reads = identity;
    return result;
}

struct Feed {
    MeterLog log{kRules, {.grid = Watt{10'000}}, kStart};
    std::map<Slot, SlotReading> readings;

    void take(const std::vector<SlotReading>& fresh) {
        for (const auto& r : fresh) readings[r.slot] = r;
    }
    void add(const PlantSample& s) { take(log.add(s)); }
    void close(UtcTime now) { take(log.close(now)); }
    const SlotReading& slot(std::uint32_t n) { return readings.at(Slot{1'900'000} + n); }
};

TEST(MeterLog, a_slot_is_the_counter_difference) {
    Feed feed;
    for (int s = 0; s <= 1000; ++s)
        feed.add(sample(at(s), 50'000 + s, 7'000 + 2 * s, 9'000 + s / 2));
    ASSERT_EQ(feed.readings.size(), 1u);
    EXPECT_EQ(feed.slot(0).imported, Wh{900});
    EXPECT_EQ(feed.slot(0).exported, Wh{1800});
    EXPECT_EQ(feed.slot(0).generated, Wh{450});
    EXPECT_EQ(feed.slot(0).net(), Wh{900});
    EXPECT_EQ(feed.slot(0).quality, Quality::kMeasured);
}

TEST(MeterLog, a_boundary_between_two_samples_is_cut_by_time_and_loses_nothing) {
    Feed feed;
    feed.add(sample(at(0), 1000));
    feed.add(sample(at(870), 1087));
    feed.add(sample(at(930), 1094));  // 7 Wh over the boundary, half of the time on each side
    feed.add(sample(at(1770), 1200));
    feed.add(sample(at(1801), 1204));
    feed.add(sample(at(1802), 1204));
    EXPECT_EQ(feed.slot(0).imported, Wh{87 + 3});
    EXPECT_EQ(feed.slot(0).imported.value() + feed.slot(1).imported.value(), Wh{203});
}

struct BadSample {
    const char* name;
    std::optional<std::int64_t> shown;
};

TEST(MeterLog, one_bad_sample_never_reaches_a_slot) {
    const std::vector<BadSample> bad = {{"missing", {}},
                                        {"zero", 0},
                                        {"negative", -5},
                                        {"a step back", 49'999},
                                        {"a jump", 237'000},
                                        {"half a register", 65'535},
                                        {"all ones", 4'294'967'295},
                                        {"small jump", 50'400}};
    for (const auto& b : bad) {
        for (const int where : {0, 1, 450, 899, 900, 901}) {
            SCOPED_TRACE(std::string{b.name} + " at " + std::to_string(where));
            Feed feed;
            for (int s = 0; s <= 910; ++s) {
                const auto truth = 50'000 + s / 10;
                feed.add(sample(at(s), s == where ? b.shown : std::optional<std::int64_t>{truth}));
            }
            ASSERT_EQ(feed.readings.size(), 1u);
            const auto energy = feed.slot(0).imported.value();
            EXPECT_NEAR(static_cast<double>(energy.value), 90, 1);
        }
    }
}

TEST(MeterLog, a_jump_after_a_long_silence_needs_a_second_sample) {
    Feed feed;
    feed.add(sample(at(0), 1000));
    feed.add(sample(at(10), 1001));
    feed.add(sample(at(4 * 3600), 9'000));  // possible for 10 kW over four hours, but false
    feed.add(sample(at(4 * 3600 + 1), 2'000));
    feed.add(sample(at(4 * 3600 + 2), 2'000));
    feed.add(sample(at(4 * 3600 + 900), 2'000));
    feed.add(sample(at(4 * 3600 + 901), 2'000));
    Wh sum{};
    for (const auto& [slot, r] : feed.readings) sum += r.imported.value_or(Wh{});
    EXPECT_EQ(sum, Wh{1000});
}

TEST(MeterLog, a_gap_carries_the_energy_the_counter_tells_and_is_flagged) {
    Feed feed;
    for (int s = 0; s <= 600; s += 10) feed.add(sample(at(s), 1000 + s / 10));
    feed.close(at(1900));
    ASSERT_EQ(feed.readings.size(), 1u) << "the second slot may still be heard of";
    EXPECT_EQ(feed.slot(0).quality, Quality::kMissing);
    EXPECT_EQ(feed.slot(0).net(), std::nullopt);

    feed.add(sample(at(2400), 1300));
    feed.add(sample(at(2410), 1301));
    EXPECT_TRUE(feed.slot(0).amended);
    EXPECT_EQ(feed.slot(0).quality, Quality::kEstimated);
    EXPECT_EQ(feed.slot(0).doubt, Doubt::kGap);
    EXPECT_EQ(feed.slot(1).doubt, Doubt::kGap);
    EXPECT_EQ(feed.slot(0).imported, Wh{60 + 240 * 300 / 1800});
    EXPECT_EQ(feed.slot(1).imported, Wh{120});
}

TEST(MeterLog, a_reset_is_believed_only_after_agreement_and_a_fresh_identity) {
    Feed feed;
    std::int64_t shown = 80'000;
    int s = 0;
    for (; s < 100; ++s) feed.add(sample(at(s), ++shown));
    for (shown = 5; s < 200; ++s) feed.add(sample(at(s), ++shown, {}, {}, 1));
    EXPECT_EQ(feed.log.so_far().imported, Wh{98}) << "the same identity reading as at first sight";
    const auto before = shown;
    for (; s < 300; ++s) feed.add(sample(at(s), ++shown, {}, {}, 2));
    const auto counted = shown - before;
    EXPECT_NEAR(static_cast<double>(feed.log.so_far().imported->value),
                static_cast<double>(98 + counted), 3);
    for (; s <= 905; ++s) feed.add(sample(at(s), ++shown, {}, {}, 2));
    EXPECT_EQ(feed.slot(0).doubt, Doubt::kReset);
    EXPECT_EQ(feed.slot(0).quality, Quality::kEstimated);
}

TEST(MeterLog, a_32_bit_counter_wraps_without_a_reset) {
    Feed feed;
    const std::int64_t top = std::int64_t{1} << 32;
    for (int s = 0; s <= 910; ++s) feed.add(sample(at(s), (top - 450 + s) % top));
    // the sample that shows exactly 0 is dropped like every 0
    EXPECT_EQ(feed.slot(0).imported, Wh{900});
    EXPECT_EQ(feed.slot(0).quality, Quality::kMeasured);
}

TEST(MeterLog, an_inverter_asleep_does_not_hold_back_the_grid_reading) {
    Feed feed;
    for (int s = 0; s <= 300; ++s) feed.add(sample(at(s), 1000 + s, 500, 700));
    for (int s = 301; s <= 905; ++s) feed.add(sample(at(s), 1000 + s, 500));
    EXPECT_TRUE(feed.readings.empty());
    feed.close(at(1050));
    EXPECT_EQ(feed.slot(0).net(), Wh{-900});
    EXPECT_EQ(feed.slot(0).generated, std::nullopt);
    EXPECT_EQ(feed.slot(0).quality, Quality::kEstimated);
}

TEST(MeterLog, a_home_without_export_counter_has_a_net_reading) {
    Feed feed;
    for (int s = 0; s <= 905; ++s) feed.add(sample(at(s), 1000 + s));
    EXPECT_EQ(feed.slot(0).net(), Wh{-900});
}

TEST(MeterLog, nothing_heard_is_missing_and_not_zero) {
    Feed feed;
    feed.close(at(900 + 149));
    EXPECT_TRUE(feed.readings.empty());
    feed.close(at(900 + 150));
    EXPECT_EQ(feed.slot(0).quality, Quality::kMissing);
    EXPECT_EQ(feed.slot(0).net(), std::nullopt);
    EXPECT_EQ(feed.slot(0).imported, std::nullopt);
}

TEST(MeterLog, a_restart_goes_on_from_the_counters) {
    Feed before;
    for (int s = 0; s <= 1000; ++s) before.add(sample(at(s), 1000 + s));
    Feed after;
    after.log = MeterLog{kRules, {.grid = Watt{10'000}}, at(1020)};
    after.log.restore(before.log.state());
    for (int s = 1020; s <= 1810; ++s) after.add(sample(at(s), 1000 + s));
    EXPECT_EQ(after.slot(1).imported, Wh{900});
    EXPECT_EQ(after.slot(1).quality, Quality::kMeasured);
}

TEST(MeterLog, a_clock_set_back_begins_anew_and_invents_nothing) {
    Feed feed;
    for (int s = 0; s <= 100; ++s) feed.add(sample(at(9'000'000 + s), 1000 + s));
    feed.close(at(9'000'100));
    feed.readings.clear();
    for (int s = 890; s <= 1810; ++s) {
        feed.add(sample(at(s), 1200 + s));
        feed.close(at(s));
    }
    EXPECT_EQ(feed.slot(0).doubt, Doubt::kBegun);
    EXPECT_EQ(feed.slot(1).imported, Wh{900});
    EXPECT_EQ(feed.slot(1).quality, Quality::kMeasured);
}

TEST(MeterLog, an_array_larger_than_its_inverter_is_believed) {
    Feed feed;  // rated 3 kW, the array gives 5 kW and charges a battery; a poll is 30 s of market
                // time
    for (int s = 0; s <= 990; s += 30) feed.add(sample(at(s), 1000, 1000, 1000 + s * 5000 / 3600));
    EXPECT_EQ(feed.slot(0).generated, Wh{1250});
    EXPECT_EQ(feed.slot(0).quality, Quality::kMeasured);
}

TEST(MeterLog, a_state_it_does_not_understand_is_ignored) {
    for (const char* bad :
         {"", "2 900", "1 900 1 5", "1 30 0 0 0", "1 900 1 1 1 1 1 5 0 0 0", "x"}) {
        MeterLog log{kRules, {}, kStart};
        log.restore(bad);
        EXPECT_EQ(log.state(), "1 900 0 0 0") << bad;
    }
}

TEST(MeterLog, slots_sum_to_the_counter_and_are_never_negative) {
    EXPECT_TRUE(rc::check([] {
        Feed feed;
        std::int64_t shown = *rc::gen::inRange<std::int64_t>(1, 5'000'000'000);
        std::int64_t ms = *rc::gen::inRange<std::int64_t>(0, 900'000);
        std::optional<std::int64_t> first;
        const auto steps = *rc::gen::container<std::vector<std::pair<int, int>>>(
            rc::gen::pair(rc::gen::inRange(1, 400'000), rc::gen::inRange(0, 100)));
        for (const auto& [gap, percent] : steps) {
            ms += gap;
            shown += std::int64_t{10'000} * gap / 3'600'000 * percent / 100;
            const auto time = kStart + milliseconds{ms};
            feed.add(sample(time, shown));
            if (!first) first = shown;
        }
        // bear the last sample out, and pass the end of its slot
        const Slot last = kRules.slot_at(kStart + milliseconds{ms}) + 1;
        for (int s = 0; s < 3; ++s) feed.add(sample(kRules.start(last) + seconds{s}, shown));
        feed.close(kRules.start(last + 1));
        std::int64_t sum = 0;
        for (const auto& [slot, r] : feed.readings) {
            const auto energy = r.imported.value_or(Wh{}).value;
            RC_ASSERT(energy >= 0);
            sum += energy;
        }
        RC_ASSERT(sum == (first ? shown - *first : 0));
    }));
}

TEST(MeterLog, faults_never_add_energy) {
    EXPECT_TRUE(rc::check([] {
        Feed feed;
        std::int64_t truth = 40'000;
        const auto faults = *rc::gen::container<std::vector<int>>(2000, rc::gen::inRange(0, 60));
        for (int s = 0; s < 2000; ++s) {
            truth += s % 3;
            std::optional<std::int64_t> shown = truth;
            const int fault = faults[static_cast<std::size_t>(s)];
            const bool alone = s > 0 && faults[static_cast<std::size_t>(s - 1)] >= 6;
            if (alone) {
                if (fault == 0) shown = std::nullopt;
                if (fault == 1) shown = 0;
                if (fault == 2) shown = truth / 2;
                if (fault == 3) shown = truth + 187'000;
                if (fault == 4) shown = truth & 0xff;
                if (fault == 5) shown = truth + 2;
            }
            feed.add(sample(at(s), shown));
        }
        // 1 Wh a second on average; a boundary is at most some lost samples away
        for (std::uint32_t n : {0u, 1u}) {
            const auto energy = feed.slot(n).imported.value().value;
            RC_ASSERT(energy >= 900 - 20);
            RC_ASSERT(energy <= 900 + 20);
        }
    }));
}

TEST(PowerIntegral, constant_power_over_slots_keeps_every_watt_hour) {
    PowerIntegral integral{kRules, milliseconds{90'000}};
    for (int s = 0; s <= 2700; s += 30) integral.add(at(s), Watt{-700});
    Wh charged{};
    for (std::uint32_t n = 0; n < 3; ++n) {
        const auto energy = integral.take(Slot{1'900'000} + n);
        EXPECT_EQ(energy.positive, Wh{});
        charged += energy.negative;
    }
    EXPECT_EQ(charged, Wh{525});
}

TEST(PowerIntegral, a_gap_is_not_filled) {
    PowerIntegral integral{kRules, milliseconds{90'000}};
    integral.add(at(0), Watt{3600});
    integral.add(at(10), Watt{3600});
    integral.add(at(500), Watt{3600});
    integral.add(at(510), Watt{3600});
    EXPECT_EQ(integral.take(Slot{1'900'000}).positive, Wh{20});
}

}  // namespace
}  // namespace dure::core
