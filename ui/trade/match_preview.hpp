// What a condition would have brought at the prices of the last days: the sentence of the price and
// confirm steps. Exact integers; an estimate only because tomorrow is not yesterday.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/ports/home.hpp"

namespace dure::ui {

/// Surplus (to sell) of each local quarter of a whole day, Wh; from the home's own meter.
using DayShape = std::vector<core::Wh>;

/// The shape of a measured day: a quarter is the sum of the slots that begin in it. Empty when not
/// a single slot was read.
DayShape surplus_shape(const core::UsageSeries& day);

struct MatchPreview {
    core::Wh asked{};          ///< a day on which the condition applies
    core::Wh expected{};       ///< of it, at recent prices
    core::MilliWon money{};    ///< a day: received by a seller, paid by a buyer
    core::MilliWon utility{};  ///< the same energy at the utility's price
    std::optional<core::Tick>
        price;  ///< mean price of the slots that would have matched, rounded down
    std::uint32_t matched = 0, seen = 0;  ///< recent slots in the condition's hours

    /// What the neighbours bring over the utility; negative when the utility is better.
    core::MilliWon gain(core::Side side) const {
        return side == core::Side::kSell ? money - utility : utility - money;
    }
};

/// A recent slot counts as matched when its price is at least the seller's limit or at most the
/// buyer's. With `scaled`, each slot weighs as much as the home's surplus at that time of day.
MatchPreview preview_match(const core::Condition&, const core::PriceView&, const core::SlotRules&,
                           std::span<const core::Wh> surplus);

/// Mean of recent prices, rounded to the nearest won; empty without recent slots.
std::optional<core::Tick> mean_price(const core::PriceView&);

/// Recent slots by price, for the histogram: bars of `width` won from `first` on.
struct PriceBar {
    int from = 0;  ///< won, inclusive
    int to = 0;    ///< exclusive
    std::uint32_t slots = 0;
};
std::vector<PriceBar> price_bars(const core::PriceView&, int width);

}  // namespace dure::ui
