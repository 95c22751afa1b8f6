// The whole way on our own simulator: discovery, samples, leases, loss and return of the device.
#include "devices/simulator/simulated_home.hpp"

#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "devices/roles/open_plant.hpp"
#include "tests/devices/fast_options.hpp"
#include "tests/devices/watcher.hpp"

namespace dure::devices::test {
namespace {

using core::Commander;
using core::LinkState;
using Phase = core::LeaseState::Phase;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// 2,600 W of sun, 500 W of load, battery full: 2,100 W go to the grid.
HouseModel sunny_house() {
    auto parameters = house_parameters(HouseKind::kSolarHome, 1);
    parameters.start_charge = 1.0;
    HouseModel model(parameters);
    model.fix_sun(2600);
    model.fix_load(500);
    return model;
}

class SimulatedHomeTest : public testing::Test {
 protected:
    void begin(HouseModel model = sunny_house(), Obedience obedience = Obedience::kObeys) {
        SimulatedHomeOptions options;
        options.obedience = obedience;
        home = std::make_unique<SimulatedHome>(std::move(model), options);
        ASSERT_TRUE(home->listening()) << home->error();
        open();
    }
    void open() {
        plant = open_plant(home->endpoint(), fast_options(folder));
        watcher = std::make_unique<Watcher>(*plant);
        ASSERT_TRUE(watcher->link(LinkState::kOnline)) << watcher->describe();
    }
    void close() {
        watcher.reset();
        plant.reset();
    }
    ~SimulatedHomeTest() override { close(); }

    RecordFolder folder;
    std::unique_ptr<SimulatedHome> home;
    std::unique_ptr<core::Plant> plant;
    std::unique_ptr<Watcher> watcher;
};

TEST_F(SimulatedHomeTest, is_discovered_with_its_models_and_identity) {
    begin();
    const auto state = watcher->now();
    std::vector<std::uint16_t> ids;
    for (const auto& model : state.models) ids.push_back(model.id);
    EXPECT_EQ(ids, (std::vector<std::uint16_t>{1, 103, 120, 121, 122, 123, 124, 160, 203}));
    ASSERT_EQ(state.devices.size(), 3u);
    EXPECT_EQ(state.devices[0].manufacturer, "Dure");
    EXPECT_EQ(state.devices[0].serial, "DURE-0001");
    EXPECT_EQ(state.devices[1].id, "battery");
    EXPECT_EQ(state.devices[2].id, "meter");
}

TEST_F(SimulatedHomeTest, samples_show_the_house_as_it_is) {
    begin();
    ASSERT_TRUE(watcher->samples(1));
    const auto sample = watcher->all().back();
    EXPECT_EQ(sample.generation.value, core::Watt{2600});
    EXPECT_EQ(sample.grid.value, core::Watt{-2100});
    EXPECT_EQ(sample.battery.value, core::Watt{0});
    EXPECT_EQ(sample.charge_permille.value, 1000);
    EXPECT_EQ(sample.rated, core::Watt{3000});
    EXPECT_EQ(sample.generation.quality, core::Quality::kMeasured);
    const auto truth = home->model().state();
    ASSERT_TRUE(sample.counters.generated && sample.counters.imported && sample.counters.exported);
    EXPECT_NEAR(static_cast<double>(sample.counters.generated->value), truth.generated_wh, 2);
    EXPECT_NEAR(static_cast<double>(sample.counters.imported->value), truth.imported_wh, 2);
    EXPECT_NEAR(static_cast<double>(sample.counters.exported->value), truth.exported_wh, 2);
}

TEST_F(SimulatedHomeTest, a_limit_acts_is_verified_refreshed_and_given_back) {
    begin();
    plant->order(core::LimitOutput{.permille = 400, .duration = seconds(60)}, Commander::kResident);
    ASSERT_TRUE(watcher->limit(Phase::kVerified)) << watcher->describe();
    EXPECT_EQ(watcher->now().devices[0].lease.commander, Commander::kResident);
    EXPECT_EQ(watcher->now().devices[0].lease.limit_permille, 400);
    EXPECT_EQ(watcher->now().devices[0].lease.reversion_seconds, 2u);
    EXPECT_TRUE(watcher->sample([](const auto& s) { return s.grid.value == core::Watt{-700}; }));
    EXPECT_FALSE(folder.empty());
    // Longer than the reversion time: the limit lives because it is refreshed.
    std::this_thread::sleep_for(milliseconds(2600));
    EXPECT_TRUE(watcher->sample([](const auto& s) { return s.grid.value == core::Watt{-700}; }));
    plant->order(core::ReleaseOutput{}, Commander::kResident);
    ASSERT_TRUE(watcher->limit(Phase::kNone)) << watcher->describe();
    EXPECT_TRUE(watcher->sample([](const auto& s) { return s.grid.value == core::Watt{-2100}; }));
    EXPECT_TRUE(folder.empty());
}

TEST_F(SimulatedHomeTest, an_order_ends_with_its_time) {
    begin();
    plant->order(core::LimitOutput{.permille = 500, .duration = seconds(1)}, Commander::kAgent);
    ASSERT_TRUE(watcher->limit(Phase::kVerified)) << watcher->describe();
    ASSERT_TRUE(watcher->limit(Phase::kNone)) << watcher->describe();
    EXPECT_TRUE(watcher->sample([](const auto& s) { return s.grid.value == core::Watt{-2100}; }));
}

TEST_F(SimulatedHomeTest, a_limit_that_changes_no_power_is_shown_as_ignored) {
    begin(sunny_house(), Obedience::kIgnores);
    plant->order(core::LimitOutput{.permille = 300, .duration = seconds(60)}, Commander::kResident);
    EXPECT_TRUE(watcher->limit(Phase::kIgnored, "power-above-limit")) << watcher->describe();
}

TEST_F(SimulatedHomeTest, a_battery_hold_keeps_what_is_stored) {
    auto model = sunny_house();
    model.fix_sun(0);
    begin(std::move(model));
    ASSERT_TRUE(watcher->sample([](const auto& s) { return s.battery.value == core::Watt{500}; }));
    plant->order(core::HoldBattery{.duration = seconds(60)}, Commander::kAgent);
    ASSERT_TRUE(watcher->hold(Phase::kVerified)) << watcher->describe();
    EXPECT_TRUE(watcher->sample([](const auto& s) {
        return s.battery.value == core::Watt{0} && s.grid.value == core::Watt{500};
    }));
    plant->order(core::ReleaseBattery{}, Commander::kAgent);
    ASSERT_TRUE(watcher->hold(Phase::kNone)) << watcher->describe();
    EXPECT_TRUE(watcher->sample([](const auto& s) { return s.battery.value == core::Watt{500}; }));
}

TEST_F(SimulatedHomeTest, stop_selling_follows_the_load) {
    begin();
    plant->order(core::StopSelling{}, Commander::kResident);
    ASSERT_TRUE(watcher->limit(Phase::kVerified)) << watcher->describe();
    EXPECT_TRUE(watcher->now().selling_stopped);
    const auto exports_nothing = [](const core::PlantSample& s) {
        return *s.grid.value >= core::Watt{-5};
    };
    EXPECT_TRUE(watcher->sample(exports_nothing));
    home->adjust([](HouseModel& model) { model.fix_load(300); });
    EXPECT_TRUE(
        watcher->sample([&](const auto& s) { return s.generation.value <= core::Watt{300}; }));
    plant->order(core::ResumeSelling{}, Commander::kResident);
    EXPECT_TRUE(watcher->sample([](const auto& s) { return s.grid.value == core::Watt{-2300}; }));
    EXPECT_FALSE(watcher->now().selling_stopped);
}

TEST_F(SimulatedHomeTest, the_agent_cannot_lift_the_residents_limit) {
    begin();
    plant->order(core::LimitOutput{.permille = 200, .duration = seconds(60)}, Commander::kResident);
    ASSERT_TRUE(watcher->limit(Phase::kVerified)) << watcher->describe();
    plant->order(core::LimitOutput{.permille = 900, .duration = seconds(60)}, Commander::kAgent);
    plant->order(core::ReleaseOutput{}, Commander::kAgent);
    ASSERT_TRUE(watcher->samples(5));
    EXPECT_EQ(watcher->now().devices[0].lease.limit_permille, 200);
    EXPECT_EQ(watcher->all().back().generation.value, core::Watt{600});
}

TEST_F(SimulatedHomeTest, leaving_gives_the_inverter_back) {
    begin();
    plant->order(core::LimitOutput{.permille = 300, .duration = seconds(600)}, Commander::kAgent);
    plant->order(core::HoldBattery{.duration = seconds(600)}, Commander::kAgent);
    ASSERT_TRUE(watcher->limit(Phase::kVerified)) << watcher->describe();
    ASSERT_TRUE(watcher->hold(Phase::kVerified)) << watcher->describe();
    close();
    EXPECT_EQ(home->model().powers().output_w, 2600);
    EXPECT_TRUE(folder.empty());
}

TEST_F(SimulatedHomeTest, a_pulled_plug_is_shown_and_the_device_is_found_again) {
    begin();
    home->pull_plug();
    ASSERT_TRUE(watcher->link(LinkState::kUnreachable, "refused")) << watcher->describe();
    EXPECT_GT(watcher->now().devices[0].last_good, core::UtcTime{});
    home->plug_in();
    EXPECT_TRUE(watcher->link(LinkState::kOnline)) << watcher->describe();
}

TEST_F(SimulatedHomeTest, the_installer_reads_registers_between_polls) {
    begin();
    std::promise<core::RegisterAnswer> answered;
    plant->read_registers(40000, 4, [&](const auto& answer) { answered.set_value(answer); });
    const auto answer = answered.get_future().get();
    EXPECT_EQ(answer.error, "");
    EXPECT_EQ(answer.registers, (std::vector<std::uint16_t>{0x5375, 0x6E53, 1, 66}));
    std::promise<core::RegisterAnswer> refused;
    plant->read_registers(100, 4, [&](const auto& result) { refused.set_value(result); });
    EXPECT_EQ(refused.get_future().get().error, "device-exception");
    EXPECT_TRUE(watcher->samples(2)) << "an exception must not end the connection";
}

TEST_F(SimulatedHomeTest, an_order_without_a_record_folder_is_refused) {
    home = std::make_unique<SimulatedHome>(sunny_house(), SimulatedHomeOptions{});
    auto options = fast_options(folder);
    options.record_dir.clear();
    plant = open_plant(home->endpoint(), options);
    watcher = std::make_unique<Watcher>(*plant);
    ASSERT_TRUE(watcher->link(LinkState::kOnline));
    plant->order(core::LimitOutput{.permille = 300, .duration = seconds(60)}, Commander::kResident);
    EXPECT_TRUE(watcher->limit(Phase::kRefused, "no-record")) << watcher->describe();
    ASSERT_TRUE(watcher->samples(2));
    EXPECT_EQ(watcher->all().back().generation.value, core::Watt{2600});
}

}  // namespace
}  // namespace dure::devices::test
