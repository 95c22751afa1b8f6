// Who lives in the demo community: your home on seat 0 and ten neighbours, four of them with solar
// panels, five without, and the common area. What they want is data; how they act is
// core::Household.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/ports/market.hpp"
#include "devices/simulator/house_model.hpp"

namespace dure::app {

struct Neighbour {
    std::string_view id;  ///< names its key files, for example "102-903"
    std::uint16_t building = 0, unit = 0;
    core::MemberKind kind = core::MemberKind::kHome;
    devices::HouseKind house = devices::HouseKind::kConsumerHome;
    std::uint64_t seed = 0;
    double pv_peak_w = 0, battery_wh = 0;
    std::vector<core::Condition> conditions;  ///< energies for a slot of 15 minutes
};

/// Your home in the demo, without conditions: those you enter yourself.
const Neighbour& your_home();
std::span<const Neighbour> neighbours();

/// The conditions for another slot length: energies in proportion, at least 1 Wh.
core::Conditions conditions_for(const Neighbour& neighbour, std::uint32_t slot_seconds);

devices::HouseParameters parameters_of(const Neighbour& neighbour);

}  // namespace dure::app
