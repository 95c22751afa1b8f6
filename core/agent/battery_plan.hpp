// What a contract asks of the battery. The inverter itself covers the home from the battery, so a
// free battery lets the sun's surplus go to the neighbours; holding it keeps what is stored.
//
//  * In a slot with a sell contract the battery is free down to the reserve, then held.
//  * Before such a slot, when the sun will not be enough, what is stored is held for it.
//  * A buy contract, or none, asks nothing.
#pragma once

#include <cstdint>
#include <optional>

#include "core/ports/devices.hpp"

namespace dure::core {

struct BatteryFacts {
    std::optional<std::int32_t> charge_permille;
    std::int32_t reserve_permille = 200;
    bool held_by_agent = false;  ///< our own hold is in force
    Wh selling_now{},
        selling_next{};  ///< contracted in this slot and the next; 0 = no sell contract
    std::optional<Wh> net_now, net_next;  ///< expected of the home without the battery, + surplus
};

enum class BatteryWish : std::uint8_t { kFree, kHold };
BatteryWish battery_wish(const BatteryFacts& facts);

/// May the agent give orders at all? Not over a resident's or a foreign order, nor after the local
/// stop.
bool agent_may_order(const PlantState& plant);
/// Is a hold of the agent in force on any device?
bool agent_holds(const PlantState& plant);

}  // namespace dure::core
