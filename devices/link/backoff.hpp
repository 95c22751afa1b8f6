// How long to stay away from a device that failed: 1, 2, 4 … 60 s, each a little longer by chance
// so that a whole building does not knock at once after a power cut.
#pragma once

#include <algorithm>
#include <chrono>
#include <random>

namespace dure::devices {

class Backoff {
 public:
    using Milliseconds = std::chrono::milliseconds;

    Backoff(Milliseconds first, Milliseconds last, std::uint32_t seed)
        : first_(first), last_(last), next_(first), random_(seed) {}

    /// Between one and one and a quarter of the step, so never more often than the step says.
    Milliseconds next() {
        const auto step = next_;
        next_ = std::min(next_ * 2, last_);
        const auto most = std::max<Milliseconds::rep>(step.count() / 4, 0);
        return step +
               Milliseconds(std::uniform_int_distribution<Milliseconds::rep>(0, most)(random_));
    }
    void reset() { next_ = first_; }

 private:
    Milliseconds first_, last_, next_;
    std::minstd_rand random_;
};

}  // namespace dure::devices
