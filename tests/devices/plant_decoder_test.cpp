// From registers to core's sample, for the kinds of plant that the simulators do not play.
#include "devices/roles/plant_decoder.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "devices/simulator/register_image.hpp"
#include "devices/sunspec/chain_walk.hpp"

namespace dure::devices::test {
namespace {

constexpr core::UtcTime kNow{std::chrono::milliseconds(1'760'886'000'000)};
constexpr std::uint16_t kBase = 40000;

/// A device map, discovered and read as a session does it.
class Plate {
 public:
    explicit Plate(std::vector<RegisterImage::Model> models) : image(kBase, models) {}

    Decoded decode(PlantDecoder& decoder) const {
        sunspec::ChainWalk walk;
        while (const auto ask = walk.next()) walk.answer(image.read(ask->start, ask->count));
        const auto map = map_plant(walk.models());
        std::vector<core::RegisterModel> all = map.polled();
        for (const auto* place : {&map.nameplate, &map.settings}) {
            if (*place) all.push_back(**place);
        }
        sunspec::Image read;
        for (const auto& window : sunspec::plan_reads(all, 125)) {
            read.add(window.start, image.read(window.start, window.count));
        }
        return decoder.decode(read, read, map, decode_ratings(read, map), kNow);
    }
    Decoded decode() const {
        PlantDecoder decoder(MeterSign::kImportPositive);
        return decode(decoder);
    }

    RegisterImage image;
};

TEST(PlantDecoder, an_inverter_without_battery_generates_what_it_puts_out) {
    Plate plate({{1, 0}, {101, 0}, {120, 0}});
    plate.image.put_scale(101, "W_SF", 1);
    plate.image.put_scale(101, "WH_SF", 0);
    plate.image.put_scale(120, "WRtg_SF", 0);
    plate.image.put(101, "W", 2340);
    plate.image.put(101, "WH", 9'876'543);
    plate.image.put(120, "WRtg", 3000);
    const auto sample = plate.decode().sample;
    EXPECT_EQ(sample.generation.value, core::Watt{2340});
    EXPECT_EQ(sample.counters.generated, core::Wh{9'876'543});
    EXPECT_EQ(sample.rated, core::Watt{3000});
    EXPECT_FALSE(sample.grid.value || sample.battery.value || sample.counters.imported);
}

TEST(PlantDecoder, the_newer_models_give_the_same_vocabulary) {
    Plate plate({{1, 0}, {701, 0}, {713, 0}, {714, 2}, {203, 0}});
    auto& image = plate.image;
    image.put_scale(701, "W_SF", 0);
    image.put(701, "W", 1500);
    image.put_scale(713, "Pct_SF", -1);
    image.put(713, "SoC", 64.5);
    image.put_scale(714, "DCW_SF", 0);
    image.put_scale(714, "DCWH_SF", 0);
    image.put_block(714, 0, "PrtTyp", 0);  // PV
    image.put_block(714, 0, "DCW", 2000);
    image.put_block(714, 0, "DCWhInj", 5'000'000);
    image.put_block(714, 1, "PrtTyp", 1);  // storage
    image.put_block(714, 1, "DCW", -500);
    image.put_scale(203, "W_SF", 0);
    image.put(203, "W", -700);
    const auto decoded = plate.decode();
    EXPECT_EQ(decoded.output, core::Watt{1500});
    EXPECT_EQ(decoded.sample.generation.value, core::Watt{2000});
    EXPECT_EQ(decoded.sample.battery.value, core::Watt{-500});
    EXPECT_EQ(decoded.sample.charge_permille.value, 645);
    EXPECT_EQ(decoded.sample.counters.generated, core::Wh{5'000'000});
    EXPECT_EQ(decoded.sample.grid.value, core::Watt{-700});
}

TEST(PlantDecoder, battery_inputs_of_a_hybrid_are_no_sun) {
    Plate plate({{1, 0}, {103, 0}, {124, 0}, {160, 3}});
    auto& image = plate.image;
    image.put_scale(103, "W_SF", 0);
    image.put(103, "W", 900);
    image.put_scale(160, "DCW_SF", 0);
    image.put_scale(160, "DCWH_SF", 0);
    const char* names[] = {"String 1", "StCha 3", "StDisCha 4"};
    for (std::uint16_t i = 0; i < 3; ++i) {
        image.put_block_text(160, i, "IDStr", names[i]);
        image.put_block(160, i, "DCW", i == 0 ? 600 : 300);
        image.put_block(160, i, "DCWH", 1000 + i);
    }
    const auto sample = plate.decode().sample;
    EXPECT_EQ(sample.generation.value, core::Watt{600});
    EXPECT_EQ(sample.battery.value, core::Watt{300});
    EXPECT_EQ(sample.counters.generated, core::Wh{1000});
}

TEST(PlantDecoder, one_missing_string_makes_the_sum_missing) {
    Plate plate({{1, 0}, {103, 0}, {160, 2}});
    plate.image.put_scale(160, "DCW_SF", 0);
    plate.image.put_block(160, 0, "DCW", 600);
    EXPECT_FALSE(plate.decode().sample.generation.value.has_value());
}

TEST(PlantDecoder, an_impossible_power_is_missing_and_said) {
    Plate plate({{1, 0}, {103, 0}, {120, 0}, {203, 0}});
    plate.image.put_scale(103, "W_SF", 0);
    plate.image.put_scale(120, "WRtg_SF", 0);
    plate.image.put(103, "W", 30000);
    plate.image.put(120, "WRtg", 3000);
    plate.image.put_scale(203, "W_SF", 3);
    plate.image.put(203, "W", 200'000);
    const auto decoded = plate.decode();
    EXPECT_TRUE(decoded.implausible);
    EXPECT_FALSE(decoded.sample.generation.value || decoded.sample.grid.value || decoded.output);
}

TEST(PlantDecoder, a_counter_that_runs_over_goes_on) {
    Plate plate({{1, 0}, {203, 0}});
    plate.image.put_scale(203, "TotWh_SF", 0);
    PlantDecoder decoder(MeterSign::kImportPositive);
    plate.image.put(203, "TotWhImp", 4'294'967'290.0);
    EXPECT_EQ(plate.decode(decoder).sample.counters.imported, core::Wh{4'294'967'290});
    plate.image.put(203, "TotWhImp", 4'294'967'296.0 + 10);
    EXPECT_EQ(plate.decode(decoder).sample.counters.imported, core::Wh{4'294'967'306});
}

}  // namespace
}  // namespace dure::devices::test
