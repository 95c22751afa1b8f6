// Two simple, robust guesses in whole Wh: the month's use at its end, and the next slot's surplus
// or need. Medians, so that one odd day changes nothing; no guess where there is no history.
#pragma once

#include <optional>
#include <span>

#include "core/ports/journal.hpp"

namespace dure::core {

/// What the utility bills of a slot or a sum: imported, without what neighbours delivered.
Wh utility_use(const SlotEnergy& sum);

/// Use of the local month at its end, from the days so far (`days`: day buckets in order, of this
/// month and the weeks before, as Journal::usage gives them). Days with few readings are not
/// believed. Without any whole day the month goes on as it began.
Wh month_projection(std::span<const UsageBucket> days, UtcTime now);

/// Net energy of the slot that starts then, + surplus, − need: the median of the same time of day
/// on the last days, shifted by half of what the last hour differed from its own medians. `history`
/// in order of start. Empty without a single day of history at that time.
std::optional<Wh> next_net(std::span<const SlotEnergy> history, UtcTime slot_start);

}  // namespace dure::core
