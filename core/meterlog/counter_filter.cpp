#include "core/meterlog/counter_filter.hpp"

#include <array>

namespace dure::core {
namespace {

constexpr std::int64_t kMsPerHour = 3'600'000;

/// A clock that went back by more than this had been wrong before: counting begins anew.
constexpr std::chrono::hours kClockCorrected{1};

/// Where an acc32 register wraps, with the scale factors 0…3 of real meters.
constexpr std::array<std::int64_t, 4> kModuli = {
    std::int64_t{1} << 32, (std::int64_t{1} << 32) * 10, (std::int64_t{1} << 32) * 100,
    (std::int64_t{1} << 32) * 1000};

}  // namespace

std::optional<Wh> CounterFilter::step(const Sample& from, const Sample& to) const {
    const std::int64_t elapsed = (to.at - from.at).count();
    const std::int64_t most =
        limits_.most.value * elapsed * 11 / (10 * kMsPerHour) + limits_.resolution.value;
    const Wh rise = to.shown - from.shown;
    if (rise.value >= 0) return rise.value <= most ? std::optional{rise} : std::nullopt;
    for (const std::int64_t modulus : kModuli) {
        if (from.shown.value >= modulus) continue;
        const Wh wrapped{rise.value + modulus};
        if (wrapped.value <= most) return wrapped;
    }
    return std::nullopt;
}

std::optional<CounterPoint> CounterFilter::believe(const Sample& sample) {
    using Continuity = CounterPoint::Continuity;
    if (!last_) {
        last_ = State{sample.at, sample.shown, Wh{}};
        return CounterPoint{sample.at, Wh{}, Continuity::kBegins};
    }
    const auto rise = step({last_->at, last_->shown}, sample);
    if (!rise) return std::nullopt;  // the limits were tightened meanwhile
    last_ = State{sample.at, sample.shown, last_->total + *rise};
    return CounterPoint{sample.at, last_->total, Continuity::kContinues};
}

std::optional<CounterPoint> CounterFilter::doubt_low(const Sample& sample,
                                                     std::uint32_t identity_reads) {
    if (!low_ || !step(*low_, sample)) {
        low_ = low_first_ = sample;
        low_count_ = 1;
        low_identity_ = identity_reads;
        return std::nullopt;
    }
    low_ = sample;
    ++low_count_;
    if (low_count_ < limits_.reset_samples || identity_reads == low_identity_) return std::nullopt;
    last_ = State{sample.at, sample.shown, last_->total};
    low_.reset();
    return CounterPoint{sample.at, last_->total, CounterPoint::Continuity::kBegins};
}

std::optional<CounterPoint> CounterFilter::add(UtcTime at, std::optional<Wh> shown,
                                               std::uint32_t identity_reads) {
    if (!shown || shown->value <= 0) return std::nullopt;
    const Sample sample{at, *shown};
    if (last_ && last_->at - at > kClockCorrected) {
        last_.reset();
        candidate_.reset();
        low_.reset();
    }
    if (last_ && at <= last_->at) return std::nullopt;
    if (candidate_) {
        if (at <= candidate_->at) return std::nullopt;
        if (step(*candidate_, sample)) {
            const auto point = believe(*candidate_);
            candidate_ = sample;
            low_.reset();
            return point;
        }
        candidate_.reset();
    }
    if (!last_ || step({last_->at, last_->shown}, sample)) {
        candidate_ = sample;
        return std::nullopt;
    }
    if (sample.shown < last_->shown) return doubt_low(sample, identity_reads);
    return std::nullopt;
}

}  // namespace dure::core
