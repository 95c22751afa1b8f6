#include "core/fake/day.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace dure::core::fake {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr hours kSeoul{9};
constexpr std::int64_t kWonPerKwh = 152;

sys_days local_day(UtcTime time) { return std::chrono::floor<days>(time + kSeoul); }
UtcTime utc_of(sys_days day) { return UtcTime{day} - kSeoul; }

double bump(double hour, double middle, double width) {
    const double distance = (hour - middle) / width;
    return std::exp(-distance * distance);
}

// A fixed small difference a slot, so that no day looks drawn with a ruler: 0.9…1.1.
double wobble(std::uint64_t index) {
    std::uint64_t mixed = index * 0x9E3779B97F4A7C15ULL;
    mixed ^= mixed >> 29;
    mixed *= 0xBF58476D1CE4E5B9ULL;
    return 0.9 + static_cast<double>(mixed >> 40) / static_cast<double>(1 << 24) * 0.2;
}

double season(UtcTime time) {
    static constexpr std::array<double, 12> kSun{0.85, 1.0,  1.15, 1.25, 1.3,  1.15,
                                                 1.0,  1.05, 1.05, 1.05, 0.97, 0.82};
    const year_month_day date{local_day(time)};
    return kSun.at(static_cast<unsigned>(date.month()) - 1);
}

double generation_watts(UtcTime time, double hour) {
    const double arc = std::sin(std::numbers::pi * (hour - 7.2) / 9.6);
    if (hour <= 7.2 || hour >= 16.8 || arc <= 0) return 0;
    return 2300 * season(time) * std::pow(arc, 1.4);
}

double consumption_watts(double hour) {
    return 370 + 800 * bump(hour, 7.5, 0.8) + 180 * bump(hour, 12.5, 1.2) +
           1300 * bump(hour, 18.7, 1.3) + 550 * bump(hour, 21.2, 1.4);
}

UsageBucket bucket(UtcTime start, UtcTime end, UtcTime since, UtcTime now, const SlotRules& rules) {
    UsageBucket sum;
    sum.start = start;
    sum.end = end;
    sum.sum.start = start;
    sum.sum.end = end;
    const auto length = std::chrono::seconds{rules.slot_seconds};
    for (auto at = start; at < end; at += length) {
        ++sum.slots;
        if (at < since || at + length > now) continue;
        const auto slot = slot_energy(at, rules);
        ++sum.covered;
        sum.sum.generated += slot.generated;
        sum.sum.consumed += slot.consumed;
        sum.sum.imported += slot.imported;
        sum.sum.exported += slot.exported;
        sum.sum.charged += slot.charged;
        sum.sum.discharged += slot.discharged;
        sum.sum.sold += slot.sold;
        sum.sum.bought += slot.bought;
        sum.sum.earned += slot.earned;
        sum.sum.paid += slot.paid;
        sum.sum.quality = Quality::kMeasured;
    }
    return sum;
}

void add(UsageBucket& total, const UsageBucket& part) {
    total.slots += part.slots;
    total.covered += part.covered;
    total.estimated += part.estimated;
    auto& sum = total.sum;
    sum.generated += part.sum.generated;
    sum.consumed += part.sum.consumed;
    sum.imported += part.sum.imported;
    sum.exported += part.sum.exported;
    sum.charged += part.sum.charged;
    sum.discharged += part.sum.discharged;
    sum.sold += part.sum.sold;
    sum.bought += part.sum.bought;
    sum.earned += part.sum.earned;
    sum.paid += part.sum.paid;
    if (part.covered > 0) sum.quality = Quality::kMeasured;
}

}  // namespace

SlotEnergy slot_energy(UtcTime start, const SlotRules& rules) {
    const auto slot = rules.slot_at(start);
    const auto length = std::chrono::seconds{rules.slot_seconds};
    const double share = static_cast<double>(rules.slot_seconds) / 3600;
    const auto into_day = start + length / 2 - utc_of(local_day(start));
    const double hour = std::chrono::duration<double, std::ratio<3600>>(into_day).count();

    const auto wh = [share](double watts) {
        return static_cast<std::int64_t>(std::llround(watts * share));
    };
    const auto generated =
        wh(generation_watts(start, hour) * (hour > 12.2 && hour < 12.6 ? 0.6 : wobble(slot.index)));
    const auto consumed =
        std::max<std::int64_t>(1, wh(consumption_watts(hour) * wobble(slot.index + 7)));
    const auto surplus = std::max<std::int64_t>(0, generated - consumed);
    const auto lack = std::max<std::int64_t>(0, consumed - generated);

    const auto charged = hour > 8.5 && hour < 15.5 ? std::min(surplus * 2 / 5, wh(900)) : 0;
    const bool from_battery = (hour > 6.5 && hour < 8.5) || hour > 17;
    const auto discharged = from_battery ? lack * 3 / 5 : 0;
    const auto exported = surplus - charged;
    const auto imported = lack - discharged;
    const auto sold = hour > 10 && hour < 15 ? std::min(exported, wh(1200)) : 0;
    const auto bought = hour > 18 && hour < 21 ? imported * 7 / 10 : 0;
    return {.start = start,
            .end = start + length,
            .generated = Wh{generated},
            .consumed = Wh{consumed},
            .imported = Wh{imported},
            .exported = Wh{exported},
            .charged = Wh{charged},
            .discharged = Wh{discharged},
            .sold = Wh{sold},
            .bought = Wh{bought},
            .earned = MilliWon{sold * kWonPerKwh},
            .paid = MilliWon{bought * kWonPerKwh},
            .quality = Quality::kMeasured};
}

UsageSeries usage(Period period, UtcTime moment, UtcTime since, UtcTime now,
                  const SlotRules& rules) {
    const auto today = local_day(moment);
    const year_month_day date{today};
    UsageSeries series;
    series.period = period;
    const auto put = [&](UtcTime start, UtcTime end) {
        series.buckets.push_back(bucket(start, end, since, now, rules));
    };
    switch (period) {
        case Period::kDay: {
            series.start = utc_of(today);
            series.end = utc_of(today + days{1});
            const auto length = std::chrono::seconds{rules.slot_seconds};
            for (auto at = series.start; at < series.end; at += length) put(at, at + length);
            break;
        }
        case Period::kWeek: {
            const std::chrono::weekday weekday{today};
            const auto monday = today - (weekday - std::chrono::Monday);
            series.start = utc_of(monday);
            series.end = utc_of(monday + days{7});
            for (int i = 0; i < 7; ++i) put(utc_of(monday + days{i}), utc_of(monday + days{i + 1}));
            break;
        }
        case Period::kMonth: {
            const sys_days first{date.year() / date.month() / 1};
            const sys_days next{(date.year() / date.month() / 1) + std::chrono::months{1}};
            series.start = utc_of(first);
            series.end = utc_of(next);
            for (auto day = first; day < next; day += days{1})
                put(utc_of(day), utc_of(day + days{1}));
            break;
        }
        case Period::kYear: {
            const auto first = date.year() / std::chrono::January / 1;
            series.start = utc_of(sys_days{first});
            series.end = utc_of(sys_days{first + std::chrono::years{1}});
            for (int i = 0; i < 12; ++i)
                put(utc_of(sys_days{first + std::chrono::months{i}}),
                    utc_of(sys_days{first + std::chrono::months{i + 1}}));
            break;
        }
    }
    series.total.start = series.start;
    series.total.end = series.end;
    series.total.sum.start = series.start;
    series.total.sum.end = series.end;
    for (const auto& part : series.buckets) add(series.total, part);
    return series;
}

}  // namespace dure::core::fake
