#include "chain/net/rate_limit.hpp"

#include <algorithm>

namespace dure::chain {

void TokenBucket::fill(std::int64_t now_ms) {
    if (clock_ == Clock::kNotRead) {
        clock_ = Clock::kRead;
        filled_ms_ = now_ms;
    }
    if (now_ms <= filled_ms_) return;
    // After so long it is full whatever its level; keeps the product small.
    const auto missing = burst_ * 1'000 - thousandths_;
    const auto full_after_ms = missing / per_second_ + 1;
    const auto passed = std::min(now_ms - filled_ms_, full_after_ms);
    thousandths_ = std::min(burst_ * 1'000, thousandths_ + passed * per_second_);
    filled_ms_ = now_ms;
}

bool TokenBucket::take(std::int64_t amount, std::int64_t now_ms) {
    fill(now_ms);
    if (thousandths_ < amount * 1'000) return false;
    thousandths_ -= amount * 1'000;
    return true;
}

void TokenBucket::spend(std::int64_t amount, std::int64_t now_ms) {
    fill(now_ms);
    thousandths_ -= amount * 1'000;
}

std::int64_t TokenBucket::available(std::int64_t now_ms) {
    fill(now_ms);
    return thousandths_ / 1'000;
}

PeerRates member_rates() { return {}; }

PeerRates validator_rates() {
    PeerRates rates;
    rates.messages = {1'000, 4'000};
    rates.bytes = {8 * 1024 * 1024, 16 * 1024 * 1024};
    rates.transactions = {4'000, 8'192};
    rates.transaction_bytes = {4 * 1024 * 1024, 8 * 1024 * 1024};
    return rates;
}

PeerRates guest_rates() {
    PeerRates rates;
    rates.messages = {20, 100};
    rates.bytes = {64 * 1024, 256 * 1024};
    rates.transactions = {1, 4};
    rates.served_bytes = {4 * 1024 * 1024, 8 * 1024 * 1024};
    return rates;
}

}  // namespace dure::chain
