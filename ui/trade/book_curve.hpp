// The two staircases of a slot's book and where they cross, ready to be drawn (design 02 section
// 1).
#pragma once

#include <vector>

#include "core/ports/market.hpp"

namespace dure::ui {

/// One step: from `from` to `to` Wh cumulative at `tick`.
struct CurveStep {
    std::int64_t from = 0, to = 0;
    int tick = 0;
};

struct BookCurve {
    std::vector<CurveStep> supply;  ///< cheapest offer first
    std::vector<CurveStep> demand;  ///< highest bid first
    std::int64_t supply_wh = 0, demand_wh = 0;
    bool empty() const { return supply.empty() && demand.empty(); }
};
BookCurve book_curve(const core::Book&);

/// Price and volume if the gate closed now; nothing when nobody would trade.
struct Crossing {
    core::Tick price{};
    core::Wh volume{};
};
std::optional<Crossing> crossing(const core::Book&);

/// A few bands of prices for the resident's summary: what is offered and wanted at about which
/// price.
struct BookBand {
    int from = 0, to = 0;  ///< won, from inclusive, to exclusive
    std::int64_t supply = 0, demand = 0;
};
std::vector<BookBand> book_bands(const core::Book&, int width);

}  // namespace dure::ui
