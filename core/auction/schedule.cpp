#include "core/auction/schedule.hpp"

#include <algorithm>

namespace dure::core {
namespace {

constexpr std::uint32_t kWhEnd = 1U << 20;
constexpr std::uint8_t kQuarters = 96;

bool in_hours(const Condition& c, std::uint8_t quarter) {
    if (c.from_quarter < c.to_quarter) return quarter >= c.from_quarter && quarter < c.to_quarter;
    return quarter >= c.from_quarter || quarter < c.to_quarter;
}

bool valid(const Condition& c) {
    return c.wh < kWhEnd && c.from_quarter < kQuarters && c.to_quarter >= 1 &&
           c.to_quarter <= kQuarters && c.from_quarter != c.to_quarter && c.weekdays != 0 &&
           c.weekdays < 0x80;
}

}  // namespace

LocalQuarter local_quarter(UtcTime slot_start) {
    using namespace std::chrono;
    const auto local = floor<seconds>(slot_start).time_since_epoch().count() + 9 * 3600;
    // 1970-01-01 was a Thursday.
    return {.quarter = static_cast<std::uint8_t>(local % 86400 / 900),
            .weekday = static_cast<std::uint8_t>((local / 86400 + 3) % 7)};
}

bool applies(const Condition& condition, LocalQuarter when) {
    return !condition.empty() && (condition.weekdays >> when.weekday & 1) != 0 &&
           in_hours(condition, when.quarter);
}

bool overlap(const Condition& a, const Condition& b) {
    if (a.empty() || b.empty() || (a.weekdays & b.weekdays) == 0) return false;
    return in_hours(a, b.from_quarter) || in_hours(b, a.from_quarter);
}

std::uint32_t quantity(const Condition& condition, std::uint8_t percent) {
    if (!condition.scaled) return condition.wh;
    return std::min(condition.wh * percent / 100, kWhEnd - 1);
}

void append_orders(std::vector<Order>& orders, Seat seat, const Conditions& conditions,
                   LocalQuarter when, std::uint8_t percent, MilliWon free) {
    for (const auto& condition : conditions) {
        if (!applies(condition, when)) continue;
        auto wh = quantity(condition, percent);
        if (condition.side == Side::kBuy && condition.limit.value != 0) {
            const auto reach = std::max<std::int64_t>(free.value, 0) / condition.limit.value;
            wh = static_cast<std::uint32_t>(std::min<std::int64_t>(wh, reach));
            free -= Wh{wh} * condition.limit;
        }
        if (wh != 0) {
            orders.push_back(
                {.seat = seat, .side = condition.side, .wh = wh, .limit = condition.limit});
        }
    }
}

std::string_view check_conditions(const Conditions& conditions) {
    for (const auto& c : conditions) {
        if (c.empty()) continue;
        if (c.wh >= kWhEnd) return "too-much-energy";
        if (!valid(c)) return "bad-hours";
        if (c.green || c.feeder_only) return "wish-not-supported";
    }
    for (const auto& a : conditions) {
        for (const auto& b : conditions) {
            if (a.side == Side::kSell && b.side == Side::kBuy && a.limit <= b.limit &&
                overlap(a, b)) {
                return "conditions-crossed";
            }
        }
    }
    return {};
}

}  // namespace dure::core
