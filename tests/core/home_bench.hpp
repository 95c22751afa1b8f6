// A home under test: its plant speaks once a second, its chain makes a block a second.
#pragma once

#include <memory>

#include "core/household/household.hpp"
#include "core/slot/local_time.hpp"
#include "tests/core/fakes.hpp"

namespace dure::core::fakes {

/// Counters and powers of a home with constant flows; battery power is part of what the grid sees.
struct SteadyPlant {
    SpeakingPlant port;
    Watt generation{}, consumption{}, battery{};
    std::optional<std::int32_t> charge_permille;
    bool silent = false;
    std::int64_t imported_ws = 1'000 * 3600, exported_ws = 1'000 * 3600,
                 generated_ws = 1'000 * 3600;

    /// Lets flows run for a span that ends at `now`, then speaks.
    void speak(UtcTime now, std::chrono::milliseconds span) {
        const Watt grid = consumption - generation - battery;
        const auto ws = [span](Watt w) { return w.value * span.count() / 1000; };
        (grid > Watt{} ? imported_ws : exported_ws) += ws(grid > Watt{} ? grid : -grid);
        generated_ws += ws(generation);
        if (silent) return;
        PlantSample sample;
        sample.at = now;
        sample.grid = {grid, now, Quality::kMeasured};
        sample.generation = {generation, now, Quality::kMeasured};
        if (charge_permille) {
            sample.battery = {battery, now, Quality::kMeasured};
            sample.charge_permille = {*charge_permille, now, Quality::kMeasured};
        }
        sample.counters = {Wh{imported_ws / 3600}, Wh{exported_ws / 3600}, Wh{generated_ws / 3600}};
        sample.rated = Watt{5'000};
        port.samples.tell(sample);
    }
};

}  // namespace dure::core::fakes
