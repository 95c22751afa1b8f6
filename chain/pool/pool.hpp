// Transactions waiting for a block. Within a sender by nonce without gaps, among senders in order
// of arrival (gas is free, so there is no price to order by). Bounded in every direction; what does
// not fit is refused with a reason, never dropped silently.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "chain/base/result.hpp"
#include "chain/base/types.hpp"
#include "chain/base/uint256.hpp"
#include "chain/block/transaction.hpp"

namespace dure::chain {

/// Design 03 section 4.
struct PoolLimits {
    std::size_t transactions = 2'048;
    std::size_t bytes = 8 * 1024 * 1024;
    std::size_t per_sender = 32;
    std::size_t transaction_bytes = 32 * 1024;
    std::int64_t lifetime_ms = 10 * 60 * 1'000;
};

/// Why a transaction was not taken. Everything up to `bad_gas` can never be taken on this chain.
enum class Rejection : std::uint8_t {
    bad_encoding,
    unsupported_type,
    wrong_chain,  ///< chain id of another chain, or none at all
    bad_signature,
    bad_fees,   ///< priority above fee, or a product beyond 256 bits
    too_large,  ///< bytes, or init code
    bad_gas,    ///< below intrinsic gas or above the block's limit
    already_known,
    nonce_too_low,
    nonce_too_high,  ///< further ahead than the sender may keep waiting
    underpriced,     ///< same nonce as a waiting one without paying a tenth more
    insufficient_funds,
    sender_is_contract,  ///< EIP-3607
    sender_full,
    pool_full,
    node_stopped,  ///< the store failed; nothing is taken any more
    no_room,       ///< the node's disk is full; nothing is taken until there is room again
};
std::string_view to_string(Rejection);

struct PooledTransaction {
    Transaction transaction;
    Hash256 hash;
    Address sender;
    std::size_t bytes = 0;
    std::int64_t arrived_ms = 0;  ///< steady
    std::uint64_t sequence = 0;   ///< order of arrival
};

class Pool {
 public:
    explicit Pool(PoolLimits limits = {}) : limits_(limits) {}

    const PoolLimits& limits() const { return limits_; }

    /// `account_nonce`: the sender's at the head. `now_ms` steady.
    Result<Hash256, Rejection> add(Transaction transaction, const Hash256& hash,
                                   const Address& sender, std::size_t bytes,
                                   std::uint64_t account_nonce, std::int64_t now_ms);

    /// What a block may take, in its order. Valid until the next change.
    std::vector<const PooledTransaction*> ready() const;
    bool has_ready() const { return !ready_senders().empty(); }

    /// The sender's nonce at the head moved: drops what is below.
    void advance(const Address& sender, std::uint64_t account_nonce);
    void remove(const Hash256& hash);
    void expire(std::int64_t now_ms);

    const PooledTransaction* find(const Hash256& hash) const;
    /// The nonce a new transaction of `sender` should have.
    std::uint64_t next_nonce(const Address& sender, std::uint64_t account_nonce) const;

    struct Status {
        std::size_t pending = 0;  ///< ready for a block
        std::size_t queued = 0;   ///< behind a gap
        std::size_t bytes = 0;
    };
    Status status() const;

 private:
    struct Queue {
        std::uint64_t account_nonce = 0;
        std::map<std::uint64_t, PooledTransaction> by_nonce;
    };
    std::vector<const Queue*> ready_senders() const;
    void erase(std::map<Address, Queue>::iterator queue,
               std::map<std::uint64_t, PooledTransaction>::iterator entry);

    PoolLimits limits_;
    std::map<Address, Queue> queues_;
    struct Where {
        Address sender;
        std::uint64_t nonce = 0;
    };
    std::unordered_map<Hash256, Where> by_hash_;
    std::size_t bytes_ = 0;
    std::uint64_t next_sequence_ = 0;
};

}  // namespace dure::chain
