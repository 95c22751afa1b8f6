// How fast a stream is read: what was read is paid for afterwards, and while there is a debt
// nothing more is read. So a peer's excess waits in its own send queue and costs nobody else.
#pragma once

#include <algorithm>
#include <cstdint>

namespace dure::chain {

class Pace {
 public:
    /// `burst` may be read at once after a rest.
    Pace(std::int64_t per_second, std::int64_t burst)
        : per_second_(per_second), burst_(burst), balance_(burst) {}

    void spend(std::int64_t amount, std::int64_t now_ms) {
        earn(now_ms);
        const auto asked_for = std::min(credit_, amount);
        credit_ -= asked_for;
        balance_ -= amount - asked_for;
    }
    /// So much more was asked for: it costs nothing, up to `most` outstanding.
    void allow(std::int64_t amount, std::int64_t most) {
        credit_ = std::min(most, credit_ + amount);
    }
    /// The debt in milliseconds of waiting; 0: go on.
    std::int64_t wait_ms(std::int64_t now_ms) {
        earn(now_ms);
        return balance_ >= 0 ? 0 : (-balance_ * 1'000 + per_second_ - 1) / per_second_;
    }
    bool exhausted(std::int64_t now_ms) { return wait_ms(now_ms) > 0; }

 private:
    void earn(std::int64_t now_ms) {
        if (now_ms <= at_ms_) return;
        // A rest longer than it takes to fill is as good as a full one; keeps the product small.
        const auto rest = std::min(now_ms - at_ms_, kLongestRestMs);
        fraction_ += rest * per_second_;
        balance_ = std::min(burst_, balance_ + fraction_ / 1'000);
        fraction_ %= 1'000;
        at_ms_ = now_ms;
    }
    static constexpr std::int64_t kLongestRestMs = 3'600'000;

    std::int64_t per_second_;
    std::int64_t burst_;
    std::int64_t balance_;
    std::int64_t credit_ = 0;
    std::int64_t fraction_ = 0;  ///< thousandths
    std::int64_t at_ms_ = 0;
};

}  // namespace dure::chain
