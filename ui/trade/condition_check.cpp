#include "ui/trade/condition_check.hpp"

#include <algorithm>

#include "core/auction/schedule.hpp"
#include "ui/trade/schedule.hpp"

namespace dure::ui {

using deal::Problem;

std::vector<ConditionQuarrel> check_condition(const core::Condition& condition, std::int64_t wh,
                                              std::optional<std::uint8_t> place,
                                              std::span<const core::ConditionView> others) {
    std::vector<ConditionQuarrel> quarrels;
    if (wh <= 0) quarrels.push_back({Problem::NoQuantity, {}});
    if (wh > kMostWh) quarrels.push_back({Problem::TooMuch, {}});
    if (condition.from_quarter >= kQuartersPerDay || condition.to_quarter == 0 ||
        condition.to_quarter > kQuartersPerDay || condition.from_quarter == condition.to_quarter)
        quarrels.push_back({Problem::BadHours, {}});
    if ((condition.weekdays & 0x7f) == 0) quarrels.push_back({Problem::NoWeekday, {}});
    if (!place) quarrels.push_back({Problem::NoPlace, {}});

    auto timed = condition;
    timed.wh = 1;  // hours quarrel before a quantity is chosen
    for (const auto& other : others) {
        if (other.place == place || other.condition.empty()) continue;
        if (other.state == core::ConditionView::State::kFailed ||
            !core::overlap(timed, other.condition))
            continue;
        if (other.condition.side == condition.side) {
            quarrels.push_back({Problem::SameSide, other.place});
            continue;
        }
        const bool sells = condition.side == core::Side::kSell;
        const auto ask = sells ? condition.limit : other.condition.limit;
        const auto bid = sells ? other.condition.limit : condition.limit;
        if (ask <= bid) quarrels.push_back({Problem::SelfTrade, other.place});
    }
    return quarrels;
}

std::optional<std::uint8_t> free_place(std::span<const core::ConditionView> conditions) {
    for (std::uint8_t place = 0; place < core::kConditionsPerSeat; ++place) {
        const auto taken = [&](const core::ConditionView& view) {
            return view.place == place && !view.condition.empty();
        };
        if (std::none_of(conditions.begin(), conditions.end(), taken)) return place;
    }
    return std::nullopt;
}

}  // namespace dure::ui
