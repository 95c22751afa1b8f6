#include "core/meterlog/power_integral.hpp"

#include <algorithm>

namespace dure::core {
namespace {
constexpr std::int64_t kWattMsPerWh = 3'600'000;
}

void PowerIntegral::add_span(Slot slot, std::int64_t watts, std::int64_t ms) {
    Sum& sum = sums_[slot];
    (watts >= 0 ? sum.positive : sum.negative) += (watts >= 0 ? watts : -watts) * ms;
}

void PowerIntegral::add(UtcTime at, std::optional<Watt> power) {
    if (!power) return;
    if (last_ && at > last_->first && at - last_->first <= most_gap_) {
        const std::int64_t mean = (last_->second.value + power->value) / 2;
        for (UtcTime from = last_->first; from < at;) {
            const Slot slot = rules_.slot_at(from);
            const UtcTime to = std::min(at, rules_.end(slot));
            add_span(slot, mean, (to - from).count());
            from = to;
        }
    }
    if (!last_ || at > last_->first) last_ = {at, *power};
}

TwoWayEnergy PowerIntegral::take(Slot slot) {
    const auto found = sums_.find(slot);
    if (found == sums_.end()) return {};
    const std::int64_t positive = found->second.positive + carried_.positive;
    const std::int64_t negative = found->second.negative + carried_.negative;
    sums_.erase(sums_.begin(), std::next(found));
    carried_ = {positive % kWattMsPerWh, negative % kWattMsPerWh};
    return {Wh{positive / kWattMsPerWh}, Wh{negative / kWattMsPerWh}};
}

}  // namespace dure::core
