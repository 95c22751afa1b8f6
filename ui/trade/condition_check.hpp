// What stands in the way of a condition before it is sent: limits of the 64-bit condition word and
// quarrels with the home's other conditions (design 02 section 2). The chain checks again.
#pragma once

#include <span>
#include <vector>

#include "core/ports/home.hpp"
#include "ui/trade/deal.hpp"

namespace dure::ui {

constexpr std::uint32_t kMostWh = (1u << 20) - 1;  ///< 20 bits of the word
constexpr int kMostTick = 255;                     ///< 8 bits

struct ConditionQuarrel {
    deal::Problem problem{};
    std::optional<std::uint8_t> place;  ///< of the other condition
    bool blocks() const { return problem != deal::Problem::SameSide; }
};

/// `wh` beyond the word is told from the draft, so it is passed wide. `place` is the one that this
/// condition will take; its present holder is replaced and does not count.
std::vector<ConditionQuarrel> check_condition(const core::Condition&, std::int64_t wh,
                                              std::optional<std::uint8_t> place,
                                              std::span<const core::ConditionView> others);

/// The lowest place without a condition; none when all four are taken.
std::optional<std::uint8_t> free_place(std::span<const core::ConditionView> conditions);

}  // namespace dure::ui
