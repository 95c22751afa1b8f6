#include "devices/control/register_lease.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace dure::devices {

namespace {

constexpr int kMostMisses = 3;
constexpr std::size_t kSentKept = 4;
constexpr std::uint16_t kAbsent = 0xFFFF;

Request block(std::uint16_t start, std::vector<std::uint16_t> values) {
    const auto count = static_cast<std::uint16_t>(values.size());
    return {.function = Function::kWriteBlock,
            .start = start,
            .count = count,
            .values = std::move(values)};
}

bool temporary(std::uint8_t code) {
    return code == exception::kDeviceFailure || code == exception::kBusy ||
           code == exception::kGatewayPath || code == exception::kGatewayTarget;
}

}  // namespace

void RegisterLease::contact(const RecordStore& store) {
    if (store_ == store) return;
    disconnected();
    store_ = store;
    record_ = store_->load();
    sent_.clear();
    in_blocks_ = true;
    single_ = Function::kWriteSingle;
}

void RegisterLease::disconnected() {
    queue_.clear();
    read_back_due_ = false;
    releasing_ = false;
    misses_ = 0;
    effective_since_.reset();
    last_applied_.reset();
    not_before_.reset();
    if (phase_ == Phase::kActive || phase_ == Phase::kVerified || phase_ == Phase::kIgnored) {
        phase_ = Phase::kRequested;
        reason_ = "unreachable";
    }
}

void RegisterLease::begin_order() {
    refused_ = false;
    reason_.clear();
    misses_ = 0;
    not_before_.reset();
    if (phase_ == Phase::kNone || phase_ == Phase::kRefused || phase_ == Phase::kReleasing) {
        phase_ = Phase::kRequested;
    }
}

void RegisterLease::refuse(const std::string& reason) {
    refused_ = true;
    queue_.clear();
    phase_ = Phase::kRefused;
    reason_ = reason;
}

void RegisterLease::forget() {
    if (store_) store_->erase();
    record_.reset();
    queue_.clear();
    sent_.clear();
    read_back_due_ = false;
    releasing_ = false;
    effective_since_.reset();
    last_applied_.reset();
}

bool RegisterLease::same_value(std::uint16_t seen, std::uint16_t sent,
                               std::uint16_t tolerance) const {
    return std::abs(int{seen} - int{sent}) <= tolerance;
}

/// Ours is what carries a value we wrote; after a restart, what carries our reversion time.
bool RegisterLease::is_ours(const Sight& sight) const {
    if (!record_) return false;
    const auto value = sight.seen.settings[sight.shape.value];
    if (sent_.empty()) {
        return record_->reversion == 0 ||
               sight.seen.settings[sight.shape.reversion] == record_->reversion;
    }
    return std::ranges::any_of(sent_,
                               [&](auto sent) { return same_value(value, sent, sight.tolerance); });
}

std::optional<Request> RegisterLease::step(const Sight& sight) {
    if (!store_ || sight.seen.settings.empty()) return std::nullopt;
    if (sight.wanted && !refused_) {
        hold(sight);
    } else if (record_) {
        release(sight);
    } else if (!sight.wanted) {
        phase_ = Phase::kNone;
        reason_.clear();
        refused_ = false;
    }
    if (queue_.empty()) return std::nullopt;
    return queue_.front();
}

void RegisterLease::hold(const Sight& sight) {
    const auto& wanted = *sight.wanted;
    const auto& seen = sight.seen;
    if (seen.on != 0 && !is_ours(sight)) {
        if (record_) forget();
        return refuse("foreign-limit");
    }
    if (seen.settings[sight.shape.reversion] == kAbsent) return refuse("no-fail-safe");
    if (!record_) {
        LeaseRecord record{.value = wanted.settings[sight.shape.value],
                           .reversion = wanted.settings[sight.shape.reversion],
                           .until = sight.until,
                           .previous = seen.settings};
        if (!store_->save(record)) return refuse("no-record");
        record_ = std::move(record);
        phase_ = Phase::kRequested;
    }
    if (std::exchange(releasing_, false)) queue_.clear();
    if (!queue_.empty()) return;

    const auto reversion = seen.settings[sight.shape.reversion];
    const bool stands = seen.on == wanted.on && reversion != 0 &&
                        same_value(seen.settings[sight.shape.value],
                                   wanted.settings[sight.shape.value], sight.tolerance) &&
                        last_applied_.has_value();
    if (std::exchange(read_back_due_, false)) {
        if (stands) {
            misses_ = 0;
            reversion_ = reversion;
            if (!effective_since_) effective_since_ = last_applied_;
            if (phase_ == Phase::kRequested || phase_ == Phase::kReleasing ||
                reason_ == "not-taken") {
                phase_ = Phase::kActive;
                reason_.clear();
            }
        } else if (seen.on == wanted.on && reversion == 0) {
            return refuse("no-fail-safe");
        } else if (++misses_ >= kMostMisses) {
            phase_ = Phase::kIgnored;
            reason_ = "not-taken";
            not_before_ = sight.now + timing_.refresh;
        }
    }
    if (stands) {
        judge_effect(sight);
        if (sight.now - *last_applied_ < timing_.refresh) return;
    } else if (not_before_ && sight.now < *not_before_) {
        return;
    } else {
        effective_since_.reset();
        const bool dropped = seen.on != wanted.on && phase_ != Phase::kIgnored;
        if (dropped) phase_ = Phase::kRequested;
    }
    queue_apply(sight.shape, wanted);
}

void RegisterLease::judge_effect(const Sight& sight) {
    if (!effective_since_ || sight.effect == Effect::kUnknown) return;
    if (sight.effect == Effect::kObeyed) {
        phase_ = Phase::kVerified;
        reason_.clear();
    } else if (sight.now - *effective_since_ > timing_.verify + sight.ramp) {
        phase_ = Phase::kIgnored;
        reason_ = "power-above-limit";
    }
}

void RegisterLease::release(const Sight& sight) {
    const auto& seen = sight.seen;
    const bool off = seen.on == 0;
    const bool restored = record_->previous.empty() || seen.settings == record_->previous;
    if (!refused_) phase_ = Phase::kReleasing;
    if (!std::exchange(releasing_, true)) {
        // Half a sequence of applying is of no use any more.
        queue_.clear();
        misses_ = 0;
        not_before_.reset();
        read_back_due_ = false;
    }
    const bool settled = off && (restored || misses_ >= kMostMisses);
    if (settled || (!off && !is_ours(sight))) {
        forget();
        if (!refused_) phase_ = Phase::kNone;
        return;
    }
    if (!queue_.empty()) return;
    if (std::exchange(read_back_due_, false) && ++misses_ >= kMostMisses) {
        reason_ = "release-failed";
        not_before_ = sight.now + timing_.refresh;
    }
    if (not_before_ && sight.now < *not_before_) return;
    queue_release(sight.shape, seen);
}

void RegisterLease::remember_sent(std::uint16_t value) {
    std::erase(sent_, value);
    sent_.push_back(value);
    if (sent_.size() > kSentKept) sent_.erase(sent_.begin());
}

void RegisterLease::push_single(std::uint16_t address, std::uint16_t value) {
    auto request = block(address, {value});
    request.function = single_;
    queue_.push_back(std::move(request));
}

void RegisterLease::queue_apply(const LeaseShape& shape, const LeaseRegisters& wanted) {
    remember_sent(wanted.settings[shape.value]);
    const auto count = static_cast<std::uint16_t>(wanted.settings.size());
    if (in_blocks_) {
        auto values = wanted.settings;
        if (shape.on == shape.settings + count) {
            values.push_back(wanted.on);
            queue_.push_back(block(shape.settings, std::move(values)));
        } else {
            queue_.push_back(block(shape.settings, std::move(values)));
            queue_.push_back(block(shape.on, {wanted.on}));
        }
        return;
    }
    // The value after its times, the switch last: nothing acts before its fail-safe is set.
    for (std::uint16_t i = 0; i < count; ++i) {
        if (i != shape.value)
            push_single(static_cast<std::uint16_t>(shape.settings + i), wanted.settings[i]);
    }
    push_single(static_cast<std::uint16_t>(shape.settings + shape.value),
                wanted.settings[shape.value]);
    push_single(shape.on, wanted.on);
}

void RegisterLease::queue_release(const LeaseShape& shape, const LeaseRegisters& seen) {
    const auto& previous = record_->previous;
    const bool can_restore = previous.size() == seen.settings.size();
    const bool adjoining = shape.on == shape.settings + seen.settings.size();
    if (can_restore && in_blocks_ && adjoining) {
        auto values = previous;
        values.push_back(0);
        queue_.push_back(block(shape.settings, std::move(values)));
        return;
    }
    if (seen.on != 0) push_single(shape.on, 0);
    if (!can_restore || seen.settings == previous) return;
    if (in_blocks_) {
        queue_.push_back(block(shape.settings, previous));
        return;
    }
    for (std::uint16_t i = 0; i < previous.size(); ++i) {
        if (previous[i] != seen.settings[i]) {
            push_single(static_cast<std::uint16_t>(shape.settings + i), previous[i]);
        }
    }
}

void RegisterLease::written(const Answer& answer, core::MonotonicTime now) {
    if (queue_.empty()) return;
    if (answer.ok()) {
        queue_.pop_front();
        if (queue_.empty()) {
            read_back_due_ = true;
            last_applied_ = now;
        }
        return;
    }
    const auto function = queue_.front().function;
    const bool several = queue_.front().count > 1;
    queue_.clear();
    read_back_due_ = true;  // a lost reply says nothing: the next poll shows what the device took
    if (answer.fault != Fault::kException) return;
    if (temporary(answer.exception)) {
        if (++misses_ >= kMostMisses) refuse("device-busy");
        return;
    }
    read_back_due_ = false;
    if (several) {
        in_blocks_ = false;
    } else if (function == Function::kWriteSingle &&
               answer.exception == exception::kIllegalFunction) {
        single_ = Function::kWriteBlock;
    } else {
        refuse("device-refused");
    }
}

}  // namespace dure::devices
