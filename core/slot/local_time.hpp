// The community's calendar: Asia/Seoul, fixed at UTC+9 without daylight saving since 1988. Days,
// weeks (from Monday), months and years of charts and bills begin at local midnight.
#pragma once

#include <chrono>

#include "core/units/units.hpp"

namespace dure::core {

inline constexpr std::chrono::hours kLocalOffset{9};

constexpr std::chrono::local_days local_day(UtcTime t) {
    return std::chrono::local_days{
        std::chrono::floor<std::chrono::days>(t + kLocalOffset).time_since_epoch()};
}

constexpr std::chrono::year_month local_month(UtcTime t) {
    const std::chrono::year_month_day date{local_day(t)};
    return date.year() / date.month();
}

/// UTC moment of local midnight.
constexpr UtcTime day_start(std::chrono::local_days day) {
    return UtcTime{day.time_since_epoch() - kLocalOffset};
}

constexpr UtcTime month_start(std::chrono::year_month month) {
    return day_start(std::chrono::local_days{month / 1});
}

static_assert(day_start(local_day(UtcTime{std::chrono::hours{15}})) ==
              UtcTime{std::chrono::hours{15}});

}  // namespace dure::core
