#include "core/meterlog/slot_meter.hpp"

namespace dure::core {

void SlotMeter::begin(const CounterPoint& point) {
    const Slot slot = rules_.slot_at(point.at);
    const Doubt doubt = rules_.start(slot) == point.at ? Doubt::kNone : Doubt::kBegun;
    state_ = State{point, slot, point.total, doubt};
}

std::vector<SlotPart> SlotMeter::add(const CounterPoint& point) {
    const bool back = state_ && point.at < state_->last.at;
    if (!state_ || back || rules_.slot_at(point.at).index - state_->slot.index > kMostSlots) {
        begin(point);
        return {};
    }
    State& now = *state_;
    ensure(point.total >= now.last.total, "a counter's total rises");
    const bool reset = point.continuity == CounterPoint::Continuity::kBegins;
    const bool gap = point.at - now.last.at > most_gap_;
    const Doubt edge = reset ? Doubt::kReset : gap ? Doubt::kGap : Doubt::kNone;
    if (reset) now.doubt = worse(now.doubt, Doubt::kReset);

    const std::int64_t span = (point.at - now.last.at).count();
    const Wh rise = point.total - now.last.total;
    std::vector<SlotPart> finished;
    while (rules_.end(now.slot) <= point.at) {
        const UtcTime boundary = rules_.end(now.slot);
        const std::int64_t part = (boundary - now.last.at).count();
        const bool on_point = part == 0 || part == span;
        const Wh total = span == 0 ? point.total : now.last.total + Wh{rise.value * part / span};
        const Doubt here = on_point ? (reset ? Doubt::kReset : Doubt::kNone) : edge;
        finished.push_back({now.slot, total - now.base, worse(now.doubt, here)});
        now.slot = now.slot + 1;
        now.base = total;
        now.doubt = boundary == point.at ? Doubt::kNone : here;
    }
    now.last = point;
    return finished;
}

std::optional<SlotPart> SlotMeter::so_far() const {
    if (!state_) return std::nullopt;
    return SlotPart{state_->slot, state_->last.total - state_->base, state_->doubt};
}

}  // namespace dure::core
