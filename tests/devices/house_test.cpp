#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "devices/roles/plant_decoder.hpp"
#include "devices/simulator/day_curves.hpp"
#include "devices/simulator/house_model.hpp"
#include "devices/simulator/model_plant.hpp"

namespace dure::devices::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// 2025-10-20 00:00 in Seoul, a Monday.
constexpr core::UtcTime kMidnight{std::chrono::milliseconds(1'760'886'000'000)};

double consumed(const HouseState& before, const HouseState& after) {
    return after.output_wh - before.output_wh + after.imported_wh - before.imported_wh -
           (after.exported_wh - before.exported_wh);
}

TEST(House, the_same_seed_lives_the_same_day_however_often_it_is_asked) {
    HouseModel often(house_parameters(HouseKind::kSolarHome, 4));
    HouseModel seldom = often;
    often.advance(kMidnight);
    seldom.advance(kMidnight);
    for (int i = 1; i <= 24 * 360; ++i) often.advance(kMidnight + seconds(10 * i));
    seldom.advance(kMidnight + hours(24));
    EXPECT_EQ(often.powers().load_w, seldom.powers().load_w);
    EXPECT_EQ(often.powers().available_w, seldom.powers().available_w);
    EXPECT_NEAR(often.state().generated_wh, seldom.state().generated_wh, 60);
}

TEST(House, a_month_uses_what_its_kind_says) {
    for (const auto kind :
         {HouseKind::kSolarHome, HouseKind::kConsumerHome, HouseKind::kCommonArea}) {
        HouseModel house(house_parameters(kind, 3));
        house.advance(kMidnight);
        const auto before = house.state();
        for (int day = 1; day <= 30; ++day) house.advance(kMidnight + hours(24 * day));
        const double kwh = consumed(before, house.state()) / 1000;
        EXPECT_NEAR(kwh, house.parameters().monthly_load_kwh, 0.1 * kwh);
    }
}

TEST(House, the_sun_shines_by_day_and_highest_around_noon) {
    EXPECT_EQ(clear_sky(kMidnight + hours(3)), 0);
    EXPECT_EQ(clear_sky(kMidnight + hours(20)), 0);
    const auto noon = clear_sky(kMidnight + minutes(12 * 60 + 20));
    EXPECT_GT(noon, 0.6);
    EXPECT_LE(noon, 1.0);
    EXPECT_GT(noon, clear_sky(kMidnight + hours(9)));
    EXPECT_GT(noon, clear_sky(kMidnight + hours(16)));
}

TEST(House, restored_it_goes_on_where_it_was) {
    HouseModel house(house_parameters(HouseKind::kSolarHome, 2));
    house.advance(kMidnight);
    house.advance(kMidnight + hours(10));
    HouseModel next(house.parameters());
    next.restore(house.state());
    house.advance(kMidnight + hours(12));
    next.advance(kMidnight + hours(12));
    EXPECT_EQ(next.state(), house.state());
}

RC_GTEST_PROP(House, energy_is_never_made_of_nothing, (std::uint16_t seed)) {
    HouseModel house(house_parameters(HouseKind::kSolarHome, seed));
    house.advance(kMidnight);
    HouseControls controls;
    controls.output_limit_w = *rc::gen::inRange(0, 4000);
    controls.discharge_limit_w = *rc::gen::inRange(-2500, 2500);
    controls.charge_limit_w = *rc::gen::inRange(-2500, 2500);
    controls.charge_from_grid = seed % 2 == 0;
    house.control(controls);
    for (int i = 1; i < 48; ++i) {
        const auto before = house.state();
        house.advance(kMidnight + minutes(30 * i));
        const auto& p = house.powers();
        const auto& after = house.state();
        RC_ASSERT(p.generation_w >= 0 && p.generation_w <= p.available_w + 1e-9);
        RC_ASSERT(std::abs(p.generation_w + p.battery_w - p.output_w) < 1e-6);
        RC_ASSERT(std::abs(p.output_w + p.grid_w - p.load_w) < 1e-6);
        RC_ASSERT(p.output_w <= std::max(controls.output_limit_w, p.battery_w) + 1e-6);
        RC_ASSERT(after.charge >= 0 && after.charge <= 1);
        RC_ASSERT(after.imported_wh >= before.imported_wh &&
                  after.exported_wh >= before.exported_wh &&
                  after.generated_wh >= before.generated_wh);
    }
}

TEST(ModelPlant, publishes_samples_and_obeys_orders) {
    HouseModel house(house_parameters(HouseKind::kSolarHome, 1));
    house.fix_sun(2500);
    house.fix_load(400);
    house.set_charge(1);
    ModelPlant plant(house, "N-7");
    std::vector<core::PlantSample> samples;
    core::PlantState state;
    const auto on_sample = plant.on_sample([&](const auto& sample) { samples.push_back(sample); });
    const auto on_state = plant.on_state([&](const auto& now) { state = now; });
    plant.advance(kMidnight);
    EXPECT_EQ(samples.back().grid.value, core::Watt{-2100});
    EXPECT_EQ(state.devices.size(), 3u);
    plant.order(core::LimitOutput{.permille = 500, .duration = seconds(60)},
                core::Commander::kAgent);
    plant.advance(kMidnight + seconds(1));
    EXPECT_EQ(samples.back().grid.value, core::Watt{-1100});
    EXPECT_EQ(state.devices[0].lease.phase, core::LeaseState::Phase::kVerified);
    plant.advance(kMidnight + seconds(61));
    EXPECT_EQ(samples.back().grid.value, core::Watt{-2100});
    EXPECT_EQ(state.devices[0].lease.phase, core::LeaseState::Phase::kNone);
    plant.order(core::StopSelling{}, core::Commander::kResident);
    plant.advance(kMidnight + seconds(62));
    EXPECT_GE(*samples.back().grid.value, core::Watt{0});
    EXPECT_TRUE(state.selling_stopped);
}

TEST(ModelPlant, a_consumer_has_a_meter_only) {
    ModelPlant plant(HouseModel(house_parameters(HouseKind::kConsumerHome, 5)), "N-8");
    core::PlantSample sample;
    core::PlantState state;
    const auto on_sample = plant.on_sample([&](const auto& now) { sample = now; });
    const auto on_state = plant.on_state([&](const auto& now) { state = now; });
    plant.advance(kMidnight);
    EXPECT_EQ(state.devices.size(), 1u);
    EXPECT_GT(*sample.grid.value, core::Watt{0});
    EXPECT_FALSE(sample.battery.value.has_value());
}

TEST(RollingCounter, goes_on_over_the_turn_and_passes_a_reset_on) {
    constexpr std::int64_t kSpan = std::int64_t{1} << 32;
    RollingCounter counter;
    EXPECT_EQ(counter.follow(kSpan - 3, kSpan), core::Wh{kSpan - 3});
    EXPECT_EQ(counter.follow(2, kSpan), core::Wh{kSpan + 2});
    EXPECT_EQ(counter.follow(std::nullopt, kSpan), std::nullopt);
    EXPECT_EQ(counter.follow(9, kSpan), core::Wh{kSpan + 9});
    RollingCounter fresh;
    EXPECT_EQ(fresh.follow(5'000'000, kSpan), core::Wh{5'000'000});
    EXPECT_EQ(fresh.follow(7, kSpan), core::Wh{7}) << "a reset is for the filter behind to judge";
}

}  // namespace
}  // namespace dure::devices::test
