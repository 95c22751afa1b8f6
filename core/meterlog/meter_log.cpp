#include "core/meterlog/meter_log.hpp"

#include <algorithm>
#include <sstream>

namespace dure::core {
namespace {

/// Slots kept waiting for a device that is away; older ones stay as they were given.
constexpr std::size_t kMostWaiting = SlotMeter::kMostSlots;
/// An array may be larger than its inverter, and charge a battery with the rest.
constexpr std::int64_t kArrayOverRating = 2;

}  // namespace

std::optional<Wh> SlotReading::net() const {
    if (!imported || !exported) return std::nullopt;
    return *exported - *imported;
}

MeterLog::MeterLog(SlotRules rules, MeterLimits limits, UtcTime begin)
    : rules_(rules),
      limits_(limits),
      channels_{Channel{CounterFilter{{.most = limits.grid}}, SlotMeter{rules, limits.most_gap}},
                Channel{CounterFilter{{.most = limits.grid}}, SlotMeter{rules, limits.most_gap}},
                Channel{CounterFilter{{.most = limits.grid}}, SlotMeter{rules, limits.most_gap}}},
      next_(rules.slot_at(begin)) {}

std::vector<SlotReading> MeterLog::add(const PlantSample& sample) {
    if (sample.rated && sample.rated->value > 0)
        channels_[kGenerated].filter.set_limits({.most = *sample.rated * kArrayOverRating});
    const std::array shown = {sample.counters.imported, sample.counters.exported,
                              sample.counters.generated};
    for (std::size_t i = 0; i < kCounters; ++i) {
        const auto point = channels_[i].filter.add(sample.at, shown[i], sample.identity_reads);
        if (!point) continue;
        for (const SlotPart& part : channels_[i].slots.add(*point))
            entries_[part.slot].parts[i] = part;
    }
    return take(next_);
}

std::vector<SlotReading> MeterLog::close(UtcTime now) {
    const Slot current = rules_.slot_at(now);
    if (next_ > current + 1) {  // the clock was set back
        next_ = current;
        entries_.clear();
    }
    if (current.index - next_.index > SlotMeter::kMostSlots && current > next_)
        next_ = current - SlotMeter::kMostSlots;
    Slot end = next_;
    while (end < current &&
           now >= rules_.end(end) + std::chrono::seconds{rules_.reading_seconds} / 2)
        end = end + 1;
    return take(end);
}

bool MeterLog::complete(const Entry& entry) const {
    for (std::size_t i = 0; i < kCounters; ++i)
        if (channels_[i].filter.seen() && !entry.parts[i]) return false;
    return true;
}

SlotReading MeterLog::reading(Slot slot, const Entry& entry) const {
    SlotReading result{.slot = slot, .doubt = Doubt::kNone, .amended = entry.given};
    std::array<std::optional<Wh>*, kCounters> fields = {&result.imported, &result.exported,
                                                        &result.generated};
    const bool any = std::any_of(entry.parts.begin(), entry.parts.end(),
                                 [](const auto& part) { return part.has_value(); });
    if (!any) {
        result.doubt = Doubt::kSilent;
        return result;
    }
    const bool grid_heard = entry.parts[kImported] || entry.parts[kExported];
    for (std::size_t i = 0; i < kCounters; ++i) {
        if (entry.parts[i]) {
            *fields[i] = entry.parts[i]->energy;
            result.doubt = worse(result.doubt, entry.parts[i]->doubt);
        } else if (channels_[i].filter.seen()) {
            result.doubt = Doubt::kSilent;
        } else if (i == kGenerated || grid_heard) {
            *fields[i] = Wh{};
        }
    }
    result.quality = result.doubt == Doubt::kNone ? Quality::kMeasured : Quality::kEstimated;
    return result;
}

std::vector<SlotReading> MeterLog::take(Slot give_up_before) {
    std::vector<SlotReading> readings;
    // late parts of slots already given
    for (auto it = entries_.begin(); it != entries_.end() && it->first < next_;) {
        if (!complete(it->second)) {
            ++it;
            continue;
        }
        readings.push_back(reading(it->first, it->second));
        it = entries_.erase(it);
    }
    for (;; next_ = next_ + 1) {
        const auto found = entries_.find(next_);
        const bool whole = found != entries_.end() && complete(found->second);
        if (!whole && next_ >= give_up_before) break;
        Entry& entry = entries_[next_];
        readings.push_back(reading(next_, entry));
        entry.given = true;
        if (whole) entries_.erase(next_);
    }
    while (entries_.size() > kMostWaiting) entries_.erase(entries_.begin());
    return readings;
}

SlotReading MeterLog::so_far() const {
    Entry entry;
    Slot newest{};
    for (std::size_t i = 0; i < kCounters; ++i) {
        entry.parts[i] = channels_[i].slots.so_far();
        if (entry.parts[i]) newest = std::max(newest, entry.parts[i]->slot);
    }
    for (auto& part : entry.parts)
        if (part && part->slot != newest) part.reset();
    return reading(newest, entry);
}

std::string MeterLog::state() const {
    std::ostringstream out;
    out << "1 " << rules_.slot_seconds;
    for (const Channel& channel : channels_) {
        const auto filter = channel.filter.state();
        const auto slots = channel.slots.state();
        if (!filter || !slots) {
            out << " 0";
            continue;
        }
        out << " 1 " << filter->at.time_since_epoch().count() << ' ' << filter->shown.value << ' '
            << filter->total.value << ' ' << slots->slot.index << ' ' << slots->base.value << ' '
            << static_cast<int>(slots->doubt);
    }
    return out.str();
}

void MeterLog::restore(std::string_view state) {
    std::istringstream in{std::string{state}};
    int version = 0;
    std::uint32_t slot_seconds = 0;
    if (!(in >> version >> slot_seconds) || version != 1 || slot_seconds != rules_.slot_seconds)
        return;
    struct Kept {
        CounterFilter::State filter;
        SlotMeter::State slots;
    };
    std::array<std::optional<Kept>, kCounters> kept;
    for (auto& channel : kept) {
        int present = 0;
        if (!(in >> present)) return;
        if (present == 0) continue;
        std::int64_t at = 0, shown = 0, total = 0, base = 0;
        std::uint32_t slot = 0;
        int doubt = 0;
        if (!(in >> at >> shown >> total >> slot >> base >> doubt)) return;
        if (doubt < 0 || doubt > static_cast<int>(Doubt::kSilent) || base > total || shown <= 0)
            return;
        const UtcTime time{std::chrono::milliseconds{at}};
        if (rules_.slot_at(time) != Slot{slot}) return;
        channel = Kept{{time, Wh{shown}, Wh{total}},
                       {{time, Wh{total}}, Slot{slot}, Wh{base}, static_cast<Doubt>(doubt)}};
    }
    for (std::size_t i = 0; i < kCounters; ++i) {
        if (!kept[i]) continue;
        channels_[i].filter.restore(kept[i]->filter);
        channels_[i].slots.restore(kept[i]->slots);
        next_ = std::min(next_, kept[i]->slots.slot);
    }
}

}  // namespace dure::core
