// One node's clocks over the world's time: steady with drift and a new start at each boot of the
// machine, wall with drift, jumps, a freeze and a boot in 1970. Inside in microseconds, what the
// node sees in milliseconds.
#pragma once

#include <cstdint>
#include <optional>

#include "chain/node/env.hpp"

namespace dure::sim {

using Micros = std::int64_t;
constexpr Micros kMillisecond = 1'000;
constexpr Micros kSecond = 1'000'000;

/// True wall time at the world's start, seconds since 1970.
constexpr std::int64_t kWorldStart = 1'800'000'000;

class NodeClock final : public chain::Clock {
 public:
    /// `now` is the world's time and outlives this clock.
    explicit NodeClock(const Micros& now) : now_(now) {}

    std::int64_t steady_ms() const override { return (elapsed() + steady_offset_) / kMillisecond; }
    std::int64_t wall_ms() const override {
        return (kWorldStart * kSecond + frozen_at_.value_or(elapsed()) + wall_offset_) /
               kMillisecond;
    }

    /// World time at which the node's steady clock shows `ms`.
    Micros world_time_of(std::int64_t ms) const {
        const auto ahead = ms * kMillisecond - (elapsed() + steady_offset_);
        // A little past what the drift's rounding could leave short.
        return ahead <= 0 ? now_ : now_ + ahead * kMillion / (kMillion + drift_ppm_) + 2;
    }

    void set_drift(std::int64_t ppm) {
        elapsed_ = elapsed();
        since_ = now_;
        drift_ppm_ = ppm;
    }
    /// The machine was off: its steady clock begins anew.
    void restart_steady(Micros at) { steady_offset_ = at - elapsed(); }
    void jump_wall(Micros by) { wall_offset_ += by; }
    void freeze_wall() { frozen_at_ = elapsed(); }
    /// No battery behind the clock: 1970 until the time is set.
    void boot_in_1970() { wall_offset_ = -(kWorldStart * kSecond + elapsed()); }
    void set_wall_right() {
        frozen_at_.reset();
        wall_offset_ = now_ - elapsed();
    }

 private:
    static constexpr Micros kMillion = 1'000'000;
    Micros elapsed() const {
        return elapsed_ + (now_ - since_) + (now_ - since_) * drift_ppm_ / kMillion;
    }

    const Micros& now_;
    Micros since_ = 0;
    Micros elapsed_ = 0;
    std::int64_t drift_ppm_ = 0;
    Micros steady_offset_ = 0;
    Micros wall_offset_ = 0;
    std::optional<Micros> frozen_at_;
};

}  // namespace dure::sim
