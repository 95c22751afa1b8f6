#include "ui/trade/book_curve.hpp"

#include <algorithm>

#include "core/auction/clearing.hpp"

namespace dure::ui {

namespace {

constexpr int kTicks = 256;

std::int64_t at(const std::array<std::uint32_t, 256>& side, int tick) {
    return side[static_cast<std::size_t>(tick)];
}

}  // namespace

BookCurve book_curve(const core::Book& book) {
    BookCurve curve;
    for (int tick = 0; tick < kTicks; ++tick) {
        const auto wh = at(book.supply, tick);
        if (wh == 0) continue;
        curve.supply.push_back({curve.supply_wh, curve.supply_wh + wh, tick});
        curve.supply_wh += wh;
    }
    for (int tick = kTicks - 1; tick >= 0; --tick) {
        const auto wh = at(book.demand, tick);
        if (wh == 0) continue;
        curve.demand.push_back({curve.demand_wh, curve.demand_wh + wh, tick});
        curve.demand_wh += wh;
    }
    return curve;
}

std::optional<Crossing> crossing(const core::Book& book) {
    // The book's totals as one order a tick and side: price and volume do not depend on who
    // ordered.
    std::vector<core::Order> orders;
    for (int tick = 0; tick < kTicks; ++tick) {
        const core::Tick limit{static_cast<std::uint8_t>(tick)};
        const auto add = [&](core::Side side, std::int64_t wh) {
            if (wh > 0) orders.push_back({0, side, static_cast<std::uint32_t>(wh), limit});
        };
        add(core::Side::kSell, at(book.supply, tick));
        add(core::Side::kBuy, at(book.demand, tick));
    }
    const auto clearing = core::clear(orders, core::Slot{}, 1);
    if (clearing.volume.value == 0) return std::nullopt;
    return Crossing{clearing.price, clearing.volume};
}

std::vector<BookBand> book_bands(const core::Book& book, int width) {
    std::vector<BookBand> bands;
    if (width <= 0) return bands;
    int first = kTicks, last = -1;
    for (int tick = 0; tick < kTicks; ++tick) {
        if (at(book.supply, tick) == 0 && at(book.demand, tick) == 0) continue;
        first = std::min(first, tick);
        last = tick;
    }
    for (int from = first / width * width; from <= last; from += width) {
        BookBand band{from, from + width, 0, 0};
        for (int tick = from; tick < std::min(from + width, kTicks); ++tick) {
            band.supply += at(book.supply, tick);
            band.demand += at(book.demand, tick);
        }
        bands.push_back(band);
    }
    return bands;
}

}  // namespace dure::ui
