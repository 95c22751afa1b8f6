// What the simulated home did before the demo began: its model lives the days before, so that
// charts and the bill have a past. Only for simulated homes; a real home's past is unknown and
// stays so.
#pragma once

#include <vector>

#include "core/ports/journal.hpp"
#include "core/slot/slot.hpp"
#include "devices/simulator/house_model.hpp"

namespace dure::app {

/// Moves `model` from `days` before `now` to `now` and returns its whole slots.
std::vector<core::SlotEnergy> live_the_past(devices::HouseModel& model,
                                            const core::SlotRules& rules, core::UtcTime now,
                                            std::chrono::days days);

}  // namespace dure::app
