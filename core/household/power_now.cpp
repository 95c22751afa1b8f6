#include "core/household/power_now.hpp"

#include <algorithm>

namespace dure::core {
namespace {

template <class Held, class Value>
void hold(Held& held, const Value& reading, MonotonicTime now) {
    if (!reading.value) return;
    held.reading = reading;
    held.heard = now;
}

}  // namespace

void PowerNow::take(const PlantSample& sample, MonotonicTime now) {
    hold(generation_, sample.generation, now);
    hold(grid_, sample.grid, now);
    hold(battery_, sample.battery, now);
    hold(charge_, sample.charge_permille, now);
    heard_ = now;
}

bool PowerNow::fresh(MonotonicTime now) const { return heard_ && !old(*heard_, now); }

template <class T>
Reading<T> PowerNow::aged(const Held<T>& held, MonotonicTime now) const {
    Reading<T> reading = held.reading;
    if (reading.value && old(held.heard, now))
        reading.quality = std::min(reading.quality, Quality::kStale);
    return reading;
}

PowerView PowerNow::at(MonotonicTime now) const {
    PowerView view;
    view.generation = aged(generation_, now);
    view.grid = aged(grid_, now);
    view.battery = aged(battery_, now);
    view.charge_permille = aged(charge_, now);
    if (!view.grid.value) return view;
    Reading<Watt>& sum = view.consumption;
    sum = view.grid;
    for (const Reading<Watt>* part : {&view.generation, &view.battery}) {
        if (!part->value) continue;
        *sum.value += *part->value;
        sum.quality = std::min(sum.quality, part->quality);
        sum.at = std::min(sum.at, part->at);
    }
    // Three meters are never read in the same instant: a small negative sum is nothing.
    sum.value = std::max(*sum.value, Watt{});
    return view;
}

}  // namespace dure::core
