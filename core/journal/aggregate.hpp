// The one way from slots to days, weeks, months and years (design 01 rule 5). A bucket is the sum
// of the slots that begin inside it; slots without a reading are counted, not invented.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "core/ports/journal.hpp"

namespace dure::core {

/// The local period around a moment: [start, end).
std::pair<UtcTime, UtcTime> period_around(Period period, UtcTime moment);

/// `slots` in order of start; those outside the period are ignored. `slot_seconds` tells how many
/// slots a bucket should have.
UsageSeries aggregate(Period period, UtcTime moment, std::uint32_t slot_seconds,
                      std::span<const SlotEnergy> slots);

/// Adds one slot to a bucket's sum and counts.
void add_slot(UsageBucket& bucket, const SlotEnergy& slot);

}  // namespace dure::core
