#include "app/demo/history.hpp"

#include <cmath>

namespace dure::app {

namespace {

struct Counters {
    core::Wh generated, imported, exported, stored;
};

/// Whole Wh at a moment: differences telescope, so no Wh is lost between slots.
Counters counters_of(const devices::HouseModel& model) {
    const auto whole = [](double wh) {
        return core::Wh{static_cast<std::int64_t>(std::floor(wh))};
    };
    const auto& state = model.state();
    return {whole(state.generated_wh), whole(state.imported_wh), whole(state.exported_wh),
            whole(state.charge * model.parameters().battery_wh)};
}

}  // namespace

std::vector<core::SlotEnergy> live_the_past(devices::HouseModel& model,
                                            const core::SlotRules& rules, core::UtcTime now,
                                            std::chrono::days days) {
    std::vector<core::SlotEnergy> slots;
    auto slot = rules.slot_at(now - days);
    model.advance(rules.start(slot));
    auto before = counters_of(model);
    for (; rules.end(slot) <= now; slot = slot + 1) {
        model.advance(rules.end(slot));
        const auto after = counters_of(model);
        core::SlotEnergy energy;
        energy.start = rules.start(slot);
        energy.end = rules.end(slot);
        energy.generated = after.generated - before.generated;
        energy.imported = after.imported - before.imported;
        energy.exported = after.exported - before.exported;
        const auto stored = after.stored - before.stored;
        (stored > core::Wh{} ? energy.charged : energy.discharged) =
            core::Wh{std::abs(stored.value)};
        energy.consumed = energy.generated + energy.imported + energy.discharged - energy.exported -
                          energy.charged;
        if (energy.consumed < core::Wh{}) energy.consumed = core::Wh{};
        energy.quality = core::Quality::kMeasured;
        slots.push_back(energy);
        before = after;
    }
    model.advance(now);
    return slots;
}

}  // namespace dure::app
