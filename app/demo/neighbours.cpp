#include "app/demo/neighbours.hpp"

#include <algorithm>

namespace dure::app {

namespace {

constexpr std::uint32_t kTableSlotSeconds = 900;

struct Hours {
    std::uint8_t from = 0, to = 24;
};

core::Condition condition(core::Side side, std::uint32_t wh, std::uint8_t tick, Hours hours) {
    core::Condition c;
    c.side = side;
    c.wh = wh;
    c.limit = core::Tick{tick};
    c.from_quarter = static_cast<std::uint8_t>(hours.from * 4);
    c.to_quarter = static_cast<std::uint8_t>(hours.to * 4);
    return c;
}

core::Condition sell(std::uint32_t wh, std::uint8_t tick, Hours hours) {
    return condition(core::Side::kSell, wh, tick, hours);
}
core::Condition buy(std::uint32_t wh, std::uint8_t tick, Hours hours) {
    return condition(core::Side::kBuy, wh, tick, hours);
}

Neighbour producer(std::string_view id, std::uint16_t building, std::uint16_t unit,
                   std::uint64_t seed, double pv_peak_w, double battery_wh,
                   std::vector<core::Condition> conditions) {
    return {.id = id,
            .building = building,
            .unit = unit,
            .kind = core::MemberKind::kHome,
            .house = devices::HouseKind::kSolarHome,
            .seed = seed,
            .pv_peak_w = pv_peak_w,
            .battery_wh = battery_wh,
            .conditions = std::move(conditions)};
}

Neighbour consumer(std::string_view id, std::uint16_t building, std::uint16_t unit,
                   std::uint64_t seed, std::vector<core::Condition> conditions) {
    return {.id = id,
            .building = building,
            .unit = unit,
            .kind = core::MemberKind::kHome,
            .house = devices::HouseKind::kConsumerHome,
            .seed = seed,
            .conditions = std::move(conditions)};
}

// Sellers ask from a little above what the utility pays (120 won) in the sunny hours; buyers bid up
// to what their tariff tier costs them (174 or 242 won at high voltage). Households without a
// battery can sell only while the sun shines; those with one also offer the evening.
std::vector<Neighbour> make_neighbours() {
    std::vector<Neighbour> list;
    list.push_back(producer("101-1204", 101, 1204, 11, 3000, 0,
                            {sell(200, 124, {9, 11}), sell(380, 121, {11, 15})}));
    list.push_back(producer("102-0903", 102, 903, 12, 3300, 5000,
                            {sell(240, 132, {10, 15}), sell(150, 168, {18, 21})}));
    list.push_back(producer("103-1502", 103, 1502, 13, 2500, 0,
                            {sell(150, 128, {9, 11}), sell(260, 126, {11, 15})}));
    list.push_back(producer("104-0701", 104, 701, 14, 3000, 7000,
                            {sell(220, 138, {10, 15}), sell(250, 172, {18, 22})}));
    list.push_back(
        consumer("101-0302", 101, 302, 21, {buy(90, 158, {7, 17}), buy(180, 182, {17, 23})}));
    list.push_back(
        consumer("102-1101", 102, 1101, 22, {buy(120, 166, {8, 18}), buy(200, 190, {18, 24})}));
    list.push_back(
        consumer("103-0605", 103, 605, 23, {buy(100, 174, {0, 9}), buy(140, 171, {9, 24})}));
    list.push_back(
        consumer("104-1403", 104, 1403, 24, {buy(160, 150, {9, 16}), buy(220, 176, {16, 23})}));
    list.push_back(consumer("101-0801", 101, 801, 25, {buy(110, 162, {0, 24})}));
    Neighbour common;
    common.id = "common";
    common.building = 100;
    common.unit = 1;
    common.kind = core::MemberKind::kCommonArea;
    common.house = devices::HouseKind::kCommonArea;
    common.seed = 31;
    common.conditions = {buy(400, 146, {8, 18}), buy(260, 170, {18, 8})};
    list.push_back(common);
    return list;
}

}  // namespace

const Neighbour& your_home() {
    static const Neighbour home = producer("home", 103, 1204, 1, 3000, 5000, {});
    return home;
}

std::span<const Neighbour> neighbours() {
    static const std::vector<Neighbour> list = make_neighbours();
    return list;
}

core::Conditions conditions_for(const Neighbour& neighbour, std::uint32_t slot_seconds) {
    core::Conditions out{};
    for (std::size_t i = 0; i < neighbour.conditions.size() && i < out.size(); ++i) {
        out[i] = neighbour.conditions[i];
        const auto wh = std::uint64_t{out[i].wh} * slot_seconds / kTableSlotSeconds;
        out[i].wh = static_cast<std::uint32_t>(std::max<std::uint64_t>(wh, 1));
    }
    return out;
}

devices::HouseParameters parameters_of(const Neighbour& neighbour) {
    auto parameters = devices::house_parameters(neighbour.house, neighbour.seed);
    parameters.pv_peak_w = parameters.inverter_max_w = neighbour.pv_peak_w;
    parameters.battery_wh = neighbour.battery_wh;
    return parameters;
}

}  // namespace dure::app
