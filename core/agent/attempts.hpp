// Patience with one task that the chain may refuse, lose or finish for us: one try in flight, then
// waits that double, then none.
#pragma once

#include <algorithm>

#include "core/units/units.hpp"

namespace dure::core {

class Attempts {
 public:
    /// `first_wait` after the first failure; doubles each time up to `longest`. `most` tries in
    /// all, 0 = without end. An answer that has not come after `lost` never will.
    Attempts(MonotonicTime first_wait, MonotonicTime longest, int most,
             MonotonicTime lost = MonotonicTime{60'000})
        : first_wait_(first_wait), longest_(longest), lost_(lost), most_(most) {}

    /// The task is done: never ready.
    static Attempts over() { return {{}, {}, -1}; }

    bool ready(MonotonicTime now) const {
        if (most_ != 0 && tries_ >= most_ && !in_flight_) return false;
        return in_flight_ ? now >= begun_ + lost_ : now >= next_;
    }
    bool in_flight() const { return in_flight_; }
    void begin(MonotonicTime now) {
        in_flight_ = true;
        begun_ = now;
        ++tries_;
    }
    void failed(MonotonicTime now) {
        in_flight_ = false;
        next_ = now + std::min(longest_,
                               first_wait_ * (std::int64_t{1} << std::clamp(tries_ - 1, 0, 20)));
    }
    void succeeded() {
        in_flight_ = false;
        tries_ = 0;
        next_ = {};
    }

 private:
    MonotonicTime first_wait_, longest_, lost_;
    int most_;
    int tries_ = 0;
    bool in_flight_ = false;
    MonotonicTime begun_{}, next_{};
};

}  // namespace dure::core
