#include "core/journal/memory_journal.hpp"

#include "core/journal/aggregate.hpp"

namespace dure::core {

void MemoryJournal::put(const SlotEnergy& slot) {
    slots_[slot.start] = slot;
    slots_.erase(slots_.begin(), slots_.lower_bound(slots_.rbegin()->first - keep_));
}

std::vector<SlotEnergy> MemoryJournal::range(UtcTime from, UtcTime to) const {
    std::vector<SlotEnergy> result;
    for (auto it = slots_.lower_bound(from); it != slots_.end() && it->first < to; ++it)
        result.push_back(it->second);
    return result;
}

UsageSeries MemoryJournal::usage(Period period, UtcTime any_moment_in_period,
                                 std::uint32_t slot_seconds) const {
    const auto [from, to] = period_around(period, any_moment_in_period);
    return aggregate(period, any_moment_in_period, slot_seconds, range(from, to));
}

}  // namespace dure::core
