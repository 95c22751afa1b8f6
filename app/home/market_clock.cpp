#include "app/home/market_clock.hpp"

namespace dure::app {

namespace {
using namespace std::chrono;

std::int64_t steady_ms() {
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}
}  // namespace

void MarketClock::start_from(core::UtcTime moment) {
    base_steady_ms_ = steady_ms();
    base_market_ms_ = moment.time_since_epoch().count();
}

core::UtcTime MarketClock::now() const {
    if (factor_ == 1) return floor<milliseconds>(system_clock::now());
    return core::UtcTime{milliseconds{base_market_ms_ + (steady_ms() - base_steady_ms_) * factor_}};
}

core::MonotonicTime MarketClock::monotonic() const { return core::MonotonicTime{steady_ms()}; }

}  // namespace dure::app
