#include "core/agent/battery_plan.hpp"

#include <algorithm>

namespace dure::core {
namespace {

/// A held battery is freed again only this far above the reserve, so that it does not flutter.
constexpr std::int32_t kHysteresisPermille = 30;

bool in_force(const LeaseState& lease) {
    using Phase = LeaseState::Phase;
    return lease.phase == Phase::kRequested || lease.phase == Phase::kActive ||
           lease.phase == Phase::kVerified;
}

bool falls_short(std::optional<Wh> net, Wh sold) { return !net || *net < sold; }

}  // namespace

BatteryWish battery_wish(const BatteryFacts& facts) {
    if (!facts.charge_permille) return BatteryWish::kFree;
    const std::int32_t floor =
        facts.reserve_permille + (facts.held_by_agent ? kHysteresisPermille : 0);
    const bool at_reserve = *facts.charge_permille <= floor;
    if (facts.selling_now > Wh{}) {
        const bool needs_battery = falls_short(facts.net_now, facts.selling_now);
        return at_reserve && needs_battery ? BatteryWish::kHold : BatteryWish::kFree;
    }
    const bool save = facts.selling_next > Wh{} && falls_short(facts.net_next, facts.selling_next);
    return save ? BatteryWish::kHold : BatteryWish::kFree;
}

bool agent_may_order(const PlantState& plant) {
    if (plant.selling_stopped) return false;
    return std::none_of(plant.devices.begin(), plant.devices.end(), [](const DeviceState& device) {
        const LeaseState& lease = device.lease;
        const bool others =
            lease.commander == Commander::kResident || lease.commander == Commander::kForeign;
        return others && in_force(lease);
    });
}

bool agent_holds(const PlantState& plant) {
    return std::any_of(plant.devices.begin(), plant.devices.end(), [](const DeviceState& device) {
        return device.lease.commander == Commander::kAgent && !device.lease.limit_permille &&
               in_force(device.lease);
    });
}

}  // namespace dure::core
