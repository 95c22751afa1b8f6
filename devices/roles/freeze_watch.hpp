// A device that answers but no longer measures: every register the same for minutes although the
// power it shows must have moved its counters (design 04 section 4, lesson b).
#pragma once

#include <chrono>
#include <cstdlib>
#include <optional>

#include "core/units/units.hpp"
#include "devices/sunspec/register_plan.hpp"

namespace dure::devices {

class FreezeWatch {
 public:
    explicit FreezeWatch(core::MonotonicTime after) : after_(after) {}

    /// After each poll; `power` is the largest power the device shows. True while it looks frozen.
    bool frozen(const sunspec::Image& image, core::Watt power, core::MonotonicTime now) {
        if (!since_ || !image.same_registers(last_)) {
            last_ = image;
            since_ = now;
            return false;
        }
        // Two counts of a 1 Wh register; slower counters only make this later.
        constexpr double kMustHaveMoved = 2.0;
        const auto still = now - *since_;
        const double hours = static_cast<double>(still.count()) / 3'600'000.0;
        const double energy = static_cast<double>(std::abs(power.value)) * hours;
        return still >= after_ && energy >= kMustHaveMoved;
    }
    void reset() { since_.reset(); }

 private:
    core::MonotonicTime after_;
    sunspec::Image last_;
    std::optional<core::MonotonicTime> since_;
};

}  // namespace dure::devices
