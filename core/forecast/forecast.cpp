#include "core/forecast/forecast.hpp"

#include <algorithm>
#include <vector>

#include "core/slot/local_time.hpp"

namespace dure::core {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr int kDaysBack = 7;           ///< of history for a slot
constexpr std::size_t kUsedDays = 14;  ///< of history for a month
constexpr std::uint32_t kWholeDayPercent = 80;

/// The lower middle of an even number; empty of nothing.
std::optional<std::int64_t> median(std::vector<std::int64_t> values) {
    if (values.empty()) return std::nullopt;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

const SlotEnergy* find(std::span<const SlotEnergy> history, UtcTime start) {
    const auto it = std::lower_bound(history.begin(), history.end(), start,
                                     [](const SlotEnergy& s, UtcTime t) { return s.start < t; });
    const bool good =
        it != history.end() && it->start == start && it->quality >= Quality::kEstimated;
    return good ? &*it : nullptr;
}

std::int64_t net(const SlotEnergy& slot) { return (slot.exported - slot.imported).value; }

std::optional<std::int64_t> usual(std::span<const SlotEnergy> history, UtcTime start) {
    std::vector<std::int64_t> same_time;
    for (int day = 1; day <= kDaysBack; ++day)
        if (const auto* slot = find(history, start - days{day})) same_time.push_back(net(*slot));
    return median(std::move(same_time));
}

}  // namespace

Wh utility_use(const SlotEnergy& sum) { return std::max(Wh{}, sum.imported - sum.bought); }

Wh month_projection(std::span<const UsageBucket> day_buckets, UtcTime now) {
    const auto month = local_month(now);
    const UtcTime end = month_start(month + std::chrono::months{1});
    const UtcTime today = day_start(local_day(now));
    Wh used{};
    std::vector<std::int64_t> whole_days;
    std::uint64_t covered = 0, slots = 0;
    for (const auto& day : day_buckets) {
        const Wh use = utility_use(day.sum);
        if (day.start >= month_start(month) && day.start <= today) {
            used += use;
            covered += day.covered;
            slots = day.slots;
        }
        if (day.start < today && day.covered * 100 >= day.slots * kWholeDayPercent)
            whole_days.push_back(use.value);
    }
    if (whole_days.size() > kUsedDays)
        whole_days.erase(whole_days.begin(),
                         whole_days.end() - static_cast<std::ptrdiff_t>(kUsedDays));
    constexpr std::int64_t kDayMs = std::chrono::milliseconds{days{1}}.count();
    const std::int64_t rest_ms = std::max<std::int64_t>(0, (end - now).count());
    if (const auto a_day = median(whole_days)) return used + Wh{*a_day * rest_ms / kDayMs};
    if (covered == 0) return used;
    // of the time that was measured, in slots of the day
    const auto measured_ms =
        static_cast<std::int64_t>(covered) * kDayMs / static_cast<std::int64_t>(slots);
    return used + Wh{used.value * (rest_ms / 1000) / std::max<std::int64_t>(1, measured_ms / 1000)};
}

std::optional<Wh> next_net(std::span<const SlotEnergy> history, UtcTime slot_start) {
    const auto base = usual(history, slot_start);
    if (!base) return std::nullopt;
    std::int64_t shift = 0, count = 0;
    const auto first = std::lower_bound(history.begin(), history.end(), slot_start - hours{1},
                                        [](const SlotEnergy& s, UtcTime t) { return s.start < t; });
    for (auto it = first; it != history.end() && it->start < slot_start; ++it) {
        if (it->quality < Quality::kEstimated) continue;
        if (const auto then = usual(history, it->start)) {
            shift += net(*it) - *then;
            ++count;
        }
    }
    return Wh{*base + (count == 0 ? 0 : shift / count / 2)};
}

}  // namespace dure::core
