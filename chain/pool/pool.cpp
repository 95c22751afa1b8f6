#include "chain/pool/pool.hpp"

#include <algorithm>

namespace dure::chain {

namespace {

/// A replacement pays at least a tenth more, by both prices, and never the same.
bool pays_more(const Transaction& next, const Transaction& waiting) {
    const auto above = [](const uint256& price, const uint256& old) {
        return price > old && price >= old + old / uint256{10};
    };
    return above(next.max_fee_per_gas, waiting.max_fee_per_gas) &&
           above(next.max_priority_fee_per_gas, waiting.max_priority_fee_per_gas);
}

}  // namespace

std::string_view to_string(Rejection rejection) {
    switch (rejection) {
        case Rejection::bad_encoding:
            return "transaction is not canonical RLP";
        case Rejection::unsupported_type:
            return "transaction type not supported";
        case Rejection::wrong_chain:
            return "invalid chain id for signer";
        case Rejection::bad_signature:
            return "invalid sender";
        case Rejection::bad_fees:
            return "max priority fee per gas higher than max fee per gas";
        case Rejection::too_large:
            return "oversized data";
        case Rejection::bad_gas:
            return "intrinsic gas too low or gas limit above the block's";
        case Rejection::already_known:
            return "already known";
        case Rejection::nonce_too_low:
            return "nonce too low";
        case Rejection::nonce_too_high:
            return "nonce too high";
        case Rejection::underpriced:
            return "replacement transaction underpriced";
        case Rejection::insufficient_funds:
            return "insufficient funds for gas * price + value";
        case Rejection::sender_is_contract:
            return "sender not an eoa";
        case Rejection::sender_full:
            return "too many transactions waiting for this sender";
        case Rejection::pool_full:
            return "txpool is full";
        case Rejection::node_stopped:
            return "node has stopped";
        case Rejection::no_room:
            return "the node's disk is full";
    }
    return "unknown";
}

Result<Hash256, Rejection> Pool::add(Transaction transaction, const Hash256& hash,
                                     const Address& sender, std::size_t bytes,
                                     std::uint64_t account_nonce, std::int64_t now_ms) {
    if (bytes > limits_.transaction_bytes) return Failure{Rejection::too_large};
    if (by_hash_.contains(hash)) return Failure{Rejection::already_known};
    const auto nonce = transaction.nonce;
    if (nonce < account_nonce) return Failure{Rejection::nonce_too_low};
    if (nonce - account_nonce >= limits_.per_sender) return Failure{Rejection::nonce_too_high};

    const PooledTransaction* replaced = nullptr;
    if (const auto queue = queues_.find(sender); queue != queues_.end()) {
        const auto waiting = queue->second.by_nonce.find(nonce);
        if (waiting != queue->second.by_nonce.end()) replaced = &waiting->second;
        if (replaced != nullptr && !pays_more(transaction, replaced->transaction))
            return Failure{Rejection::underpriced};
        if (replaced == nullptr && queue->second.by_nonce.size() >= limits_.per_sender)
            return Failure{Rejection::sender_full};
    }
    const auto freed = replaced != nullptr ? replaced->bytes : 0;
    const auto fits_without = [&](std::size_t count, std::size_t its_bytes) {
        return (replaced != nullptr || by_hash_.size() - count < limits_.transactions) &&
               bytes_ - freed - its_bytes + bytes <= limits_.bytes;
    };
    if (!fits_without(0, 0)) {
        // What a block could take displaces what waits behind a gap, the youngest first: else
        // transactions that never come to a block would keep all others out.
        if (nonce > next_nonce(sender, account_nonce)) return Failure{Rejection::pool_full};
        std::vector<const PooledTransaction*> waiting;
        for (const auto& [other, queue] : queues_) {
            const auto gap = next_nonce(other, queue.account_nonce);
            for (auto it = queue.by_nonce.lower_bound(gap); it != queue.by_nonce.end(); ++it)
                waiting.push_back(&it->second);
        }
        std::sort(waiting.begin(), waiting.end(),
                  [](const auto* a, const auto* b) { return a->sequence > b->sequence; });
        std::vector<Hash256> displaced;
        std::size_t its_bytes = 0;
        for (const auto* entry : waiting) {
            if (fits_without(displaced.size(), its_bytes)) break;
            displaced.push_back(entry->hash);
            its_bytes += entry->bytes;
        }
        if (!fits_without(displaced.size(), its_bytes)) return Failure{Rejection::pool_full};
        for (const auto& each : displaced) remove(each);
    }
    if (replaced != nullptr) remove(Hash256{replaced->hash});

    auto& queue = queues_[sender];
    queue.account_nonce = account_nonce;
    queue.by_nonce.emplace(nonce, PooledTransaction{.transaction = std::move(transaction),
                                                    .hash = hash,
                                                    .sender = sender,
                                                    .bytes = bytes,
                                                    .arrived_ms = now_ms,
                                                    .sequence = next_sequence_++});
    by_hash_.emplace(hash, Where{.sender = sender, .nonce = nonce});
    bytes_ += bytes;
    return hash;
}

std::vector<const Pool::Queue*> Pool::ready_senders() const {
    std::vector<const Queue*> out;
    for (const auto& [sender, queue] : queues_) {
        if (queue.by_nonce.contains(queue.account_nonce)) out.push_back(&queue);
    }
    return out;
}

std::vector<const PooledTransaction*> Pool::ready() const {
    // Every sender's gapless run; a run is as old as its youngest transaction so far, so that order
    // of arrival never breaks the order of nonces.
    struct Item {
        std::uint64_t since;
        const PooledTransaction* entry;
    };
    std::vector<Item> items;
    for (const auto* queue : ready_senders()) {
        auto since = std::uint64_t{0};
        auto nonce = queue->account_nonce;
        for (auto it = queue->by_nonce.find(nonce);
             it != queue->by_nonce.end() && it->first == nonce; ++it, ++nonce) {
            since = std::max(since, it->second.sequence);
            items.push_back({.since = since, .entry = &it->second});
        }
    }
    std::stable_sort(items.begin(), items.end(),
                     [](const Item& a, const Item& b) { return a.since < b.since; });
    std::vector<const PooledTransaction*> out;
    out.reserve(items.size());
    for (const auto& item : items) out.push_back(item.entry);
    return out;
}

void Pool::erase(std::map<Address, Queue>::iterator queue,
                 std::map<std::uint64_t, PooledTransaction>::iterator entry) {
    bytes_ -= entry->second.bytes;
    by_hash_.erase(entry->second.hash);
    queue->second.by_nonce.erase(entry);
    if (queue->second.by_nonce.empty()) queues_.erase(queue);
}

void Pool::advance(const Address& sender, std::uint64_t account_nonce) {
    auto queue = queues_.find(sender);
    while (queue != queues_.end() && queue->second.by_nonce.begin()->first < account_nonce) {
        erase(queue, queue->second.by_nonce.begin());
        queue = queues_.find(sender);
    }
    if (queue != queues_.end()) queue->second.account_nonce = account_nonce;
}

void Pool::remove(const Hash256& hash) {
    const auto where = by_hash_.find(hash);
    if (where == by_hash_.end()) return;
    const auto queue = queues_.find(where->second.sender);
    erase(queue, queue->second.by_nonce.find(where->second.nonce));
}

void Pool::expire(std::int64_t now_ms) {
    std::vector<Hash256> old;
    for (const auto& [sender, queue] : queues_) {
        for (const auto& [nonce, entry] : queue.by_nonce) {
            if (now_ms - entry.arrived_ms >= limits_.lifetime_ms) old.push_back(entry.hash);
        }
    }
    for (const auto& hash : old) remove(hash);
}

const PooledTransaction* Pool::find(const Hash256& hash) const {
    const auto where = by_hash_.find(hash);
    if (where == by_hash_.end()) return nullptr;
    return &queues_.at(where->second.sender).by_nonce.at(where->second.nonce);
}

std::uint64_t Pool::next_nonce(const Address& sender, std::uint64_t account_nonce) const {
    const auto queue = queues_.find(sender);
    auto nonce = account_nonce;
    if (queue == queues_.end()) return nonce;
    while (queue->second.by_nonce.contains(nonce)) ++nonce;
    return nonce;
}

Pool::Status Pool::status() const {
    Status status{.pending = 0, .queued = 0, .bytes = bytes_};
    for (const auto& [sender, queue] : queues_) {
        auto nonce = queue.account_nonce;
        while (queue.by_nonce.contains(nonce)) ++nonce;
        const auto run = static_cast<std::size_t>(nonce - queue.account_nonce);
        status.pending += run;
        status.queued += queue.by_nonce.size() - run;
    }
    return status;
}

}  // namespace dure::chain
