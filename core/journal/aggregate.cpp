#include "core/journal/aggregate.hpp"

#include <algorithm>

#include "core/slot/local_time.hpp"

namespace dure::core {
namespace {

using std::chrono::days;

std::vector<UtcTime> boundaries(Period period, UtcTime start, UtcTime end,
                                std::uint32_t slot_seconds) {
    std::vector<UtcTime> edges;
    switch (period) {
        case Period::kDay:
            for (UtcTime t = start; t < end; t += std::chrono::seconds{slot_seconds})
                edges.push_back(t);
            break;
        case Period::kWeek:
        case Period::kMonth:
            for (UtcTime t = start; t < end; t += days{1}) edges.push_back(t);
            break;
        case Period::kYear:
            for (auto month = local_month(start); month_start(month) < end;
                 month += std::chrono::months{1})
                edges.push_back(month_start(month));
            break;
    }
    edges.push_back(end);
    return edges;
}

UsageBucket empty_bucket(UtcTime start, UtcTime end, std::uint32_t slot_seconds) {
    UsageBucket bucket;
    bucket.start = bucket.sum.start = start;
    bucket.end = bucket.sum.end = end;
    const auto span = std::chrono::duration_cast<std::chrono::seconds>(end - start).count();
    bucket.slots = static_cast<std::uint32_t>(std::max<std::int64_t>(1, span / slot_seconds));
    return bucket;
}

}  // namespace

std::pair<UtcTime, UtcTime> period_around(Period period, UtcTime moment) {
    const auto day = local_day(moment);
    switch (period) {
        case Period::kDay:
            return {day_start(day), day_start(day + days{1})};
        case Period::kWeek: {
            const auto monday = day - (std::chrono::weekday{day} - std::chrono::Monday);
            return {day_start(monday), day_start(monday + days{7})};
        }
        case Period::kMonth: {
            const auto month = local_month(moment);
            return {month_start(month), month_start(month + std::chrono::months{1})};
        }
        case Period::kYear: {
            const auto year = local_month(moment).year();
            return {month_start(year / std::chrono::January),
                    month_start((year + std::chrono::years{1}) / std::chrono::January)};
        }
    }
    return {};
}

void add_slot(UsageBucket& bucket, const SlotEnergy& slot) {
    SlotEnergy& sum = bucket.sum;
    sum.generated += slot.generated;
    sum.consumed += slot.consumed;
    sum.imported += slot.imported;
    sum.exported += slot.exported;
    sum.charged += slot.charged;
    sum.discharged += slot.discharged;
    sum.sold += slot.sold;
    sum.bought += slot.bought;
    sum.earned += slot.earned;
    sum.paid += slot.paid;
    if (slot.quality < Quality::kEstimated) return;
    ++bucket.covered;
    if (slot.quality == Quality::kEstimated) ++bucket.estimated;
    const bool first = bucket.covered == 1;
    sum.quality = first ? slot.quality : std::min(sum.quality, slot.quality);
}

UsageSeries aggregate(Period period, UtcTime moment, std::uint32_t slot_seconds,
                      std::span<const SlotEnergy> slots) {
    UsageSeries series;
    series.period = period;
    std::tie(series.start, series.end) = period_around(period, moment);
    const auto edges = boundaries(period, series.start, series.end, slot_seconds);
    for (std::size_t i = 0; i + 1 < edges.size(); ++i)
        series.buckets.push_back(empty_bucket(edges[i], edges[i + 1], slot_seconds));
    series.total = empty_bucket(series.start, series.end, slot_seconds);
    std::size_t at = 0;
    for (const SlotEnergy& slot : slots) {
        if (slot.start < series.start || slot.start >= series.end) continue;
        while (slot.start >= series.buckets[at].end) ++at;
        add_slot(series.buckets[at], slot);
        add_slot(series.total, slot);
    }
    return series;
}

}  // namespace dure::core
