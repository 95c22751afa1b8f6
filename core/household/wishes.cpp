#include "core/household/wishes.hpp"

#include <sstream>

#include "core/auction/schedule.hpp"

namespace dure::core {
namespace {

/// What a slot's reading can hold on chain.
constexpr std::int64_t kMostReading = 32'767;

std::int64_t most_wh(const WishLimits& limits, Side side) {
    const bool sells = side == Side::kSell;
    const Watt most = sells && limits.rated > Watt{} ? limits.rated : limits.grid_limit;
    return std::min<std::int64_t>(kMostReading, most.value * limits.slot_seconds / 3600);
}

}  // namespace

std::string_view refuse_condition(const Conditions& wishes, const PutCondition& put,
                                  const WishLimits& limits) {
    if (put.place >= wishes.size()) return "beyond-limits";
    if (put.condition.empty()) return "empty";
    Conditions next = wishes;
    next[put.place] = put.condition;
    if (const auto reason = check_conditions(next); !reason.empty()) return reason;
    if (put.condition.wh > most_wh(limits, put.condition.side)) return "beyond-limits";
    return {};
}

std::string encode_wishes(const Conditions& wishes) {
    std::ostringstream out;
    out << '1';
    for (const Condition& c : wishes)
        out << ' ' << c.wh << ' ' << int{c.limit.value} << ' ' << static_cast<int>(c.side) << ' '
            << int{c.from_quarter} << ' ' << int{c.to_quarter} << ' ' << int{c.weekdays} << ' '
            << c.scaled << ' ' << c.green << ' ' << c.feeder_only;
    return out.str();
}

std::optional<Conditions> decode_wishes(std::string_view text) {
    std::istringstream in{std::string{text}};
    int version = 0;
    if (!(in >> version) || version != 1) return std::nullopt;
    Conditions wishes;
    for (Condition& c : wishes) {
        unsigned limit = 0, side = 0, from = 0, to = 0, weekdays = 0;
        if (!(in >> c.wh >> limit >> side >> from >> to >> weekdays >> c.scaled >> c.green >>
              c.feeder_only))
            return std::nullopt;
        if (limit > 255 || side > 1 || from > 255 || to > 255 || weekdays > 255)
            return std::nullopt;
        c.limit = Tick{static_cast<std::uint8_t>(limit)};
        c.side = static_cast<Side>(side);
        c.from_quarter = static_cast<std::uint8_t>(from);
        c.to_quarter = static_cast<std::uint8_t>(to);
        c.weekdays = static_cast<std::uint8_t>(weekdays);
    }
    if (!check_conditions(wishes).empty()) return std::nullopt;
    return wishes;
}

std::vector<ConditionView> condition_views(const Conditions& wishes, const Conditions& in_effect,
                                           const Conditions& on_chain, const std::string& failure) {
    using State = ConditionView::State;
    std::vector<ConditionView> views;
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        const Condition& wish = wishes[i];
        const Condition& there = on_chain[i];
        if (wish.empty() && there.empty()) continue;
        ConditionView view;
        view.place = static_cast<std::uint8_t>(i);
        view.condition = wish.empty() ? there : wish;
        const Condition& due = in_effect[i];
        view.state = due == there  ? State::kActive
                     : due.empty() ? State::kRemoving
                                   : State::kPending;
        if (view.state != State::kActive && !failure.empty()) {
            view.state = State::kFailed;
            view.reason = failure;
        }
        views.push_back(std::move(view));
    }
    return views;
}

}  // namespace dure::core
