// What a lifetime energy counter says, before and after doubt. Real counters bounce to 0, jump,
// step back and repeat yesterday (design 04 section 4, lesson a), so a value is believed only when
//
//  * it is present and greater than 0,
//  * it does not fall and does not rise faster than the connection's power allows, and
//  * the next sample bears it out: one bad sample alone never passes, whatever it says.
//
// A lower counter is believed after several samples that agree with each other and a fresh reading
// of the device's identity; it opens a new run, and nothing is counted over the change. A 16- or
// 32-bit counter that wraps goes on counting.
#pragma once

#include <optional>

#include "core/ports/devices.hpp"
#include "core/units/units.hpp"

namespace dure::core {

struct CounterLimits {
    Watt most{30'000};      ///< no more than this flows, plus a tenth
    Wh resolution{1};       ///< the counter's step
    int reset_samples = 5;  ///< agreeing samples before a lower counter is believed
};

/// A believed value. `total` goes on counting over wraps and resets and never falls.
struct CounterPoint {
    UtcTime at{};
    Wh total{};
    enum class Continuity : std::uint8_t {
        kContinues,
        kBegins
    } continuity = Continuity::kContinues;
};

class CounterFilter {
 public:
    explicit CounterFilter(CounterLimits limits) : limits_(limits) {}

    /// Takes one sample; returns the earlier sample that this one bore out, if any.
    /// Samples not later than the last are ignored. `identity_reads` as in PlantSample.
    std::optional<CounterPoint> add(UtcTime at, std::optional<Wh> shown,
                                    std::uint32_t identity_reads);

    void set_limits(CounterLimits limits) { limits_ = limits; }
    bool seen() const { return last_.has_value(); }
    /// Shown value and running total of the last believed sample: all a restart needs.
    struct State {
        UtcTime at{};
        Wh shown{}, total{};
    };
    std::optional<State> state() const { return last_; }
    void restore(const State& state) { last_ = state; }

 private:
    struct Sample {
        UtcTime at{};
        Wh shown{};
    };
    std::optional<Wh> step(const Sample& from, const Sample& to) const;
    std::optional<CounterPoint> believe(const Sample& sample);
    std::optional<CounterPoint> doubt_low(const Sample& sample, std::uint32_t identity_reads);

    CounterLimits limits_;
    std::optional<State> last_;
    std::optional<Sample> candidate_;
    // a lower counter on trial
    std::optional<Sample> low_;
    Sample low_first_{};
    int low_count_ = 0;
    std::uint32_t low_identity_ = 0;
};

}  // namespace dure::core
