// The home's power at this moment. A value older than three polls is stale, whatever the market
// clock says; what a device never spoke of does not flow.
#pragma once

#include <chrono>
#include <optional>

#include "core/ports/devices.hpp"

namespace dure::core {

struct PowerView {
    Reading<Watt> generation, consumption, grid, battery;
    Reading<std::int32_t> charge_permille;
};

class PowerNow {
 public:
    explicit PowerNow(std::chrono::milliseconds poll_period) : poll_period_(poll_period) {}

    void take(const PlantSample& sample, MonotonicTime now);
    /// Consumption = generation + battery + grid; missing while one of them should be there and is
    /// not.
    PowerView at(MonotonicTime now) const;
    bool fresh(MonotonicTime now) const;

 private:
    template <class T>
    struct Held {
        Reading<T> reading;
        MonotonicTime heard{};
    };
    template <class T>
    Reading<T> aged(const Held<T>& held, MonotonicTime now) const;
    bool old(MonotonicTime heard, MonotonicTime now) const {
        return now - heard > 3 * poll_period_;
    }

    std::chrono::milliseconds poll_period_;
    Held<Watt> generation_, grid_, battery_;
    Held<std::int32_t> charge_;
    std::optional<MonotonicTime> heard_;
};

}  // namespace dure::core
