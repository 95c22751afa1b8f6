// The community's time: a wall clock in the product, a compressed one in the demo. A compressed
// clock continues from the chain's last block after a restart, so market time never goes back.
#pragma once

#include <atomic>
#include <chrono>

#include "core/ports/clock.hpp"

namespace dure::app {

class MarketClock final : public core::Clock {
 public:
    /// `factor` market milliseconds a real millisecond, ≥ 1.
    explicit MarketClock(std::int32_t factor) : factor_(factor) {}

    /// Sets market time to `moment` now. With factor 1 the wall clock rules and this does nothing.
    void start_from(core::UtcTime moment);

    core::UtcTime now() const override;
    core::MonotonicTime monotonic() const override;
    std::int32_t factor() const { return factor_; }

 private:
    std::int32_t factor_;
    std::atomic<std::int64_t> base_market_ms_{0};
    std::atomic<std::int64_t> base_steady_ms_{0};
};

}  // namespace dure::app
