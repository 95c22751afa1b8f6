// How much one peer may make a node do unasked: token buckets on the steady clock. What does not
// fit is not done; whether it also costs the peer is for the caller to say.
#pragma once

#include <cstdint>

namespace dure::chain {

class TokenBucket {
 public:
    /// Full at first.
    TokenBucket(std::int64_t per_second, std::int64_t burst)
        : per_second_(per_second), burst_(burst), thousandths_(burst * 1'000) {}

    /// Takes all of `amount` or nothing. A clock that goes back gives nothing.
    bool take(std::int64_t amount, std::int64_t now_ms);
    /// Takes what was done already, below nothing if need be.
    void spend(std::int64_t amount, std::int64_t now_ms);
    std::int64_t available(std::int64_t now_ms);

 private:
    void fill(std::int64_t now_ms);

    std::int64_t per_second_;
    std::int64_t burst_;
    std::int64_t thousandths_;
    std::int64_t filled_ms_ = 0;
    enum class Clock : std::uint8_t { kNotRead, kRead } clock_ = Clock::kNotRead;
};

/// Design 03 section 4: 1 MiB/s and 200 messages/s a peer, with room for a burst. Transactions are
/// fewer because each costs a signature; a validator passes on those of many.
struct PeerRates {
    TokenBucket messages{200, 800};
    TokenBucket bytes{1024 * 1024, 4 * 1024 * 1024};
    TokenBucket transactions{200, 1'024};
    /// A household sends a few hundred bytes now and then. Who sends large ones all the time would
    /// fill blocks and the pool: gas is free.
    TokenBucket transaction_bytes{128 * 1024, 1024 * 1024};
    /// Blocks and headers read from the disk for it, transactions, the genesis.
    TokenBucket served_bytes{8 * 1024 * 1024, 16 * 1024 * 1024};
};
/// Votes of one author that one peer may have passed on to others, who count them as this node's
/// own: a validator that says everything at once must not take the others' pace from them.
struct PassedOn {
    TokenBucket votes{16, 128};
    TokenBucket bytes{256 * 1024, 2 * 1024 * 1024};
};
PeerRates member_rates();
PeerRates validator_rates();
/// Somebody who holds an invite and nothing else yet.
PeerRates guest_rates();

}  // namespace dure::chain
