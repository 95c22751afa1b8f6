// From recurring conditions to the orders of one slot: which conditions apply at the slot's local
// time, how much a scaled one means today, and how far a buyer's coin reaches (rule: design 02
// section 2). The contract does the same bit for bit.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/auction/clearing.hpp"
#include "core/ports/market.hpp"

namespace dure::core {

/// Where a slot's start lies in the week of Asia/Seoul (UTC + 9, no daylight saving).
struct LocalQuarter {
    std::uint8_t quarter = 0;  ///< 0…95
    std::uint8_t weekday = 0;  ///< 0 = Monday
    friend constexpr bool operator==(LocalQuarter, LocalQuarter) = default;
};
LocalQuarter local_quarter(UtcTime slot_start);

/// Does the condition apply to slots that begin there? An empty place never does.
bool applies(const Condition& condition, LocalQuarter when);

/// Do two conditions ever apply to the same slot?
bool overlap(const Condition& a, const Condition& b);

/// A condition's Wh in a slot whose forecast index is `percent` (100 = as entered), at most 2^20
/// − 1.
std::uint32_t quantity(const Condition& condition, std::uint8_t percent);

/// Appends one seat's orders for a slot. `free` is balance − locked: buys are cut to it at their
/// own limit, in the order of their places, so that no price can overdraw the buyer.
void append_orders(std::vector<Order>& orders, Seat seat, const Conditions& conditions,
                   LocalQuarter when, std::uint8_t percent, MilliWon free);

/// Why a set of conditions would be refused; empty when it is fine. Stable ids as in
/// Outcome::reason.
std::string_view check_conditions(const Conditions& conditions);

}  // namespace dure::core
