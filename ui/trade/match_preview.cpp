#include "ui/trade/match_preview.hpp"

#include <algorithm>

#include "core/auction/schedule.hpp"
#include "ui/trade/schedule.hpp"

namespace dure::ui {

namespace {

__extension__ using Wide = __int128;

bool would_match(const core::Condition& condition, core::Tick price) {
    return condition.side == core::Side::kSell ? price >= condition.limit
                                               : price <= condition.limit;
}

/// whole × part / total without overflow; total > 0.
std::int64_t share(std::int64_t whole, Wide part, Wide total) {
    return static_cast<std::int64_t>(Wide{whole} * part / total);
}

}  // namespace

DayShape surplus_shape(const core::UsageSeries& day) {
    if (day.total.covered == 0) return {};
    DayShape shape(kQuartersPerDay);
    for (const auto& bucket : day.buckets) {
        shape[core::local_quarter(bucket.start).quarter] += bucket.sum.exported;
    }
    return shape;
}

MatchPreview preview_match(const core::Condition& condition, const core::PriceView& prices,
                           const core::SlotRules& rules, std::span<const core::Wh> surplus) {
    const auto quarters = quarters_of(condition);
    const bool shaped = condition.scaled && surplus.size() == kQuartersPerDay;

    MatchPreview preview;
    if (shaped) {
        for (std::size_t quarter = 0; quarter < quarters.size(); ++quarter)
            if (quarters.test(quarter)) preview.asked += surplus[quarter];
        const auto most = core::Wh{condition.wh} * slots_a_day(condition, rules);
        preview.asked = std::min(preview.asked, most);
    } else {
        preview.asked = core::Wh{condition.wh} * slots_a_day(condition, rules);
    }

    Wide weight_seen = 0, weight_matched = 0, value_matched = 0;
    std::int64_t price_sum = 0;
    for (const auto& [slot, price] : prices.recent) {
        const auto when = core::local_quarter(rules.start(slot));
        if (!quarters.test(when.quarter) || (condition.weekdays >> when.weekday & 1) == 0) continue;
        const std::int64_t weight = shaped ? surplus[when.quarter].value : 1;
        ++preview.seen;
        weight_seen += weight;
        if (!would_match(condition, price)) continue;
        ++preview.matched;
        price_sum += price.value;
        weight_matched += weight;
        value_matched += Wide{weight} * price.value;
    }
    if (preview.matched > 0)
        preview.price = core::Tick{static_cast<std::uint8_t>(price_sum / preview.matched)};
    if (weight_seen > 0) {
        preview.expected = core::Wh{share(preview.asked.value, weight_matched, weight_seen)};
        preview.money = core::MilliWon{share(preview.asked.value, value_matched, weight_seen)};
    }
    const auto utility =
        condition.side == core::Side::kSell ? prices.utility_sell : prices.utility_buy;
    preview.utility = preview.expected * utility;
    return preview;
}

std::optional<core::Tick> mean_price(const core::PriceView& prices) {
    if (prices.recent.empty()) return std::nullopt;
    std::int64_t sum = 0;
    for (const auto& [slot, price] : prices.recent) sum += price.value;
    const auto count = static_cast<std::int64_t>(prices.recent.size());
    return core::Tick{static_cast<std::uint8_t>((sum + count / 2) / count)};
}

std::vector<PriceBar> price_bars(const core::PriceView& prices, int width) {
    std::vector<PriceBar> bars;
    if (prices.recent.empty() || width <= 0) return bars;
    const auto [low, high] = std::minmax_element(
        prices.recent.begin(), prices.recent.end(),
        [](const auto& a, const auto& b) { return a.second.value < b.second.value; });
    const int first = low->second.value / width * width;
    for (int from = first; from <= high->second.value; from += width)
        bars.push_back({from, from + width, 0});
    for (const auto& [slot, price] : prices.recent)
        ++bars[static_cast<std::size_t>((price.value - first) / width)].slots;
    return bars;
}

}  // namespace dure::ui
