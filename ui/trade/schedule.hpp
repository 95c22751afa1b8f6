// A condition against the calendar: how many slots a day, when first. Whether it applies at a
// moment is core/auction's rule. Asia/Seoul has no summer time, so local time is UTC + 9 h always.
#pragma once

#include <bitset>
#include <cstdint>

#include "core/ports/market.hpp"

namespace dure::ui {

constexpr int kQuartersPerDay = 96;
constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::int64_t kSecondsPerQuarter = 900;
constexpr std::chrono::hours kLocalOffset{9};

using Quarters = std::bitset<kQuartersPerDay>;

/// The quarters of a day in which the condition applies; from > to wraps over midnight.
Quarters quarters_of(const core::Condition&);

/// Days since 1970-01-01, local.
std::int64_t local_day(core::UtcTime);

/// Slots of one day on which the condition applies.
std::int64_t slots_a_day(const core::Condition&, const core::SlotRules&);

/// The first slot from `now` on whose gate is still open and in which the condition applies;
/// nothing within a week means it never applies.
std::optional<core::Slot> first_slot(const core::Condition&, const core::SlotRules&,
                                     core::UtcTime now);

}  // namespace dure::ui
