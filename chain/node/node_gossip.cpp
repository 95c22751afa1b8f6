// Transactions and votes on their way through this node.
#include <algorithm>

#include "chain/base/mutant.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/node/admission.hpp"
#include "chain/node/node_peers.hpp"

namespace dure::chain {

namespace {

// A member's share of the pool: one that floods it leaves room for the others.
constexpr std::size_t kShareTransactions = 512;
constexpr std::size_t kShareBytes = 2 * 1024 * 1024;
constexpr std::int64_t kAnnounceMs = 2'000;
constexpr std::int64_t kAnnounceSeldomMs = 8'000;
constexpr std::int64_t kAskAgainMs = 2'000;
/// Transactions that one peer announced, asked of it and not come yet.
constexpr std::size_t kAskedOfOne = 2 * wire::kMostWanted;
/// Of one frame of transactions; one more may follow the limit.
constexpr std::size_t kFrameBytes = wire::kFrameBytes - wire::kTransactionBytes - 64;

/// How often a transaction that has waited for `age_ms` was announced: after 2, 4 and 8 seconds,
/// then every 8.
std::int64_t announcements(std::int64_t age_ms) {
    if (age_ms >= kAnnounceSeldomMs) return 2 + age_ms / kAnnounceSeldomMs;
    return age_ms / kAnnounceMs - (age_ms >= 3 * kAnnounceMs ? 1 : 0);
}

/// Whether a transaction can never be taken, whatever the state: nobody honest passes it on.
bool is_hopeless(Rejection rejection) {
    switch (rejection) {
        case Rejection::bad_encoding:
        case Rejection::unsupported_type:
        case Rejection::wrong_chain:
        case Rejection::bad_signature:
        case Rejection::bad_fees:
        case Rejection::too_large:
            return true;
        default:
            return false;
    }
}

}  // namespace

void NodePeers::hear(Peer& peer, wire::Transactions transactions) {
    const auto count = static_cast<std::int64_t>(transactions.raw.size());
    std::int64_t size = 0;
    for (const auto& raw : transactions.raw) size += static_cast<std::int64_t>(raw.size());
    if (!peer.rates.transactions.take(count, now()) ||
        !peer.rates.transaction_bytes.take(size, now()))
        return offend(peer.id, Offence::kTooMuch);
    if (peer.standing == Standing::kGuest && !guest_may_send(transactions))
        return offend(peer.id, Offence::kUnasked);
    std::vector<ByteView> taken;
    std::vector<Hash256> hashes;
    std::size_t bytes = 0;
    for (const auto& raw : transactions.raw) {
        const auto hash = keccak256(raw);
        peer.transactions.add(hash);
        asked_transactions_.erase(hash);
        if (node_.pool_.find(hash) != nullptr || !has_room_in_pool(peer, bytes + raw.size()))
            continue;
        bytes += raw.size();
        taken.emplace_back(raw);
        hashes.push_back(hash);
    }
    const auto results = node_.submit(taken);
    int hopeless = 0;
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (results[i]) {
            origins_[hashes[i]] = {.key = peer.key, .bytes = taken[i].size()};
            auto& share = shares_[peer.key];
            ++share.transactions;
            share.bytes += taken[i].size();
        } else if (is_hopeless(results[i].error())) {
            ++hopeless;
        }
    }
    if (hopeless > 0) offend(peer.id, Offence::kBadTransaction, hopeless);
}

bool NodePeers::guest_may_send(const wire::Transactions& transactions) const {
    if (transactions.raw.size() != 1) return false;
    const auto transaction = decode_transaction(transactions.raw.front());
    return transaction && is_redeem(*transaction);
}

bool NodePeers::has_room_in_pool(const Peer& peer, std::size_t bytes) const {
    if (is_validator(peer)) return true;  // it passes on those of many
    const auto share = shares_.find(peer.key);
    if (share == shares_.end()) return bytes <= kShareBytes;
    return share->second.transactions < kShareTransactions &&
           share->second.bytes + bytes <= kShareBytes;
}

void NodePeers::forget_left_pool() {
    for (auto it = origins_.begin(); it != origins_.end();) {
        if (node_.pool_.find(it->first) != nullptr) {
            ++it;
            continue;
        }
        const auto share = shares_.find(it->second.key);
        share->second.bytes -= it->second.bytes;
        if (--share->second.transactions == 0) shares_.erase(share);
        it = origins_.erase(it);
    }
}

void NodePeers::hear(Peer& peer, wire::TransactionHashes announced) {
    wire::GetTransactions wanted;
    const auto most = std::min<std::int64_t>(static_cast<std::int64_t>(wire::kMostWanted),
                                             peer.rates.transactions.available(now()));
    std::erase_if(asked_transactions_,
                  [&](const auto& entry) { return now() - entry.second.at_ms >= kAskAgainMs; });
    // Who announces what is nowhere uses up its own share of the questions only.
    auto asked = static_cast<std::size_t>(
        std::count_if(asked_transactions_.begin(), asked_transactions_.end(),
                      [&](const auto& entry) { return entry.second.peer == peer.id; }));
    for (const auto& hash : announced.hashes) {
        if (static_cast<std::int64_t>(wanted.hashes.size()) >= most) break;
        if (asked >= kAskedOfOne) break;
        peer.transactions.add(hash);
        if (node_.pool_.find(hash) != nullptr || asked_transactions_.contains(hash)) continue;
        asked_transactions_[hash] = {.peer = peer.id, .at_ms = now()};
        ++asked;
        wanted.hashes.push_back(hash);
    }
    if (!wanted.hashes.empty()) send(peer.id, wanted);
}

void NodePeers::hear(Peer& peer, wire::GetTransactions wanted) {
    auto raw = raw_transactions(wanted.hashes);
    std::size_t bytes = 0;
    for (const auto& each : raw) bytes += each.size();
    // What it may not have now it asks for again, here or elsewhere.
    if (!peer.rates.served_bytes.take(static_cast<std::int64_t>(bytes), now()))
        return offend(peer.id, Offence::kTooMuch);
    send_transactions(peer.id, std::move(raw));
}

std::vector<Bytes> NodePeers::raw_transactions(const std::vector<Hash256>& hashes) const {
    std::vector<Bytes> out;
    for (const auto& hash : hashes) {
        if (const auto* entry = node_.pool_.find(hash)) out.push_back(encode(entry->transaction));
    }
    return out;
}

void NodePeers::send_transactions(PeerId id, std::vector<Bytes> transactions) {
    wire::Transactions frame;
    std::size_t bytes = 0;
    const auto flush = [&] {
        if (!frame.raw.empty()) send(id, frame);
        frame.raw.clear();
        bytes = 0;
    };
    for (auto& raw : transactions) {
        bytes += raw.size() + 8;
        frame.raw.push_back(std::move(raw));
        if (bytes >= kFrameBytes || frame.raw.size() == wire::kMostTransactions) flush();
    }
    flush();
}

void NodePeers::transaction_taken(const Hash256& hash) {
    if (mutant(Mutant::kNoGossip)) return;
    if (peers_.size() > 0) fresh_.push_back(hash);
}

void NodePeers::pass_on_transactions() {
    if (fresh_.empty()) return;
    const auto fresh = std::exchange(fresh_, {});
    for (const auto id : transaction_receivers(peers_, validators().members)) {
        auto* peer = peers_.find(id);
        std::vector<Hash256> news;
        for (const auto& hash : fresh) {
            if (peer->transactions.add(hash)) news.push_back(hash);
        }
        send_transactions(id, raw_transactions(news));
    }
}

void NodePeers::look_after_pool() {
    if (now() - announced_ms_ < kAnnounceMs) return;
    node_.pool_.expire(now());
    forget_left_pool();
    announce_waiting(std::exchange(announced_ms_, now()));
}

void NodePeers::announce_waiting(std::int64_t before_ms) {
    // What waits long may never have arrived where blocks are made.
    std::vector<Hash256> waiting;
    for (const auto* entry : node_.pool_.ready()) {
        const auto is_due = announcements(now() - entry->arrived_ms) >
                            announcements(std::max<std::int64_t>(0, before_ms - entry->arrived_ms));
        if (is_due && waiting.size() < wire::kMostHashes) waiting.push_back(entry->hash);
    }
    if (waiting.empty() || mutant(Mutant::kNoGossip)) return;
    send(transaction_receivers(peers_, validators().members),
         wire::TransactionHashes{std::move(waiting)});
}

void NodePeers::hear(Peer& peer, wire::Consensus consensus) {
    const auto id = peer.id;
    const auto hash = keccak256(consensus.message);
    if (votes_.contains(hash)) return;
    const auto heard = node_.hear_consensus(consensus.message, id);
    switch (heard.verdict) {
        case ConsensusHeard::Verdict::kOld:
            return;
        case ConsensusHeard::Verdict::kInvalid:
            votes_.add(hash);
            return offend(id, Offence::kBadConsensus);
        case ConsensusHeard::Verdict::kNew:
            break;
    }
    votes_.add(hash);
    if (!may_pass_on(id, *heard.author, consensus.message.size())) return;
    send(vote_receivers(peers_, validators().members, id, *heard.author), std::move(consensus));
}

bool NodePeers::may_pass_on(PeerId id, const Address& author, std::size_t bytes) {
    auto* peer = peers_.find(id);
    if (peer == nullptr) return true;  // it went over what the vote led to
    std::erase_if(peer->passed_on,
                  [&](const auto& entry) { return !validators().contains(entry.first); });
    auto& budget = peer->passed_on[author];
    return budget.votes.take(1, now()) &&
           budget.bytes.take(static_cast<std::int64_t>(bytes), now());
}

void NodePeers::broadcast_consensus(Bytes message) {
    votes_.add(keccak256(message));
    send(vote_receivers(peers_, validators().members), wire::Consensus{std::move(message)});
}

void NodePeers::send_consensus(PeerId id, Bytes message) {
    if (peers_.find(id) != nullptr) send(id, wire::Consensus{std::move(message)});
}

}  // namespace dure::chain
