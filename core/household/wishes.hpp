// The resident's conditions: which are refused before anything is sent, and how they are kept in
// the home's memory.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/ports/home.hpp"

namespace dure::core {

/// The most that this home can deliver or take in a slot.
struct WishLimits {
    Watt rated{};  ///< of the plant; 0 = not known
    Watt grid_limit{};
    std::uint32_t slot_seconds = 900;
};

/// Why a new condition at that place is refused; empty when it is fine. Ids: "beyond-limits",
/// "empty", and those of core/auction check_conditions.
std::string_view refuse_condition(const Conditions& wishes, const PutCondition& put,
                                  const WishLimits& limits);

std::string encode_wishes(const Conditions& wishes);
std::optional<Conditions> decode_wishes(std::string_view text);

/// What the trade page lists: wishes, of them those in effect (a paused agent has none), against
/// what the chain has.
std::vector<ConditionView> condition_views(const Conditions& wishes, const Conditions& in_effect,
                                           const Conditions& on_chain, const std::string& failure);

}  // namespace dure::core
