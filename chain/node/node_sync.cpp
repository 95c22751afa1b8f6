// Blocks on their way through this node: told when new, given when asked, fetched when missing.
#include <algorithm>

#include "chain/base/mutant.hpp"
#include "chain/consensus/extra_data.hpp"
#include "chain/node/node_peers.hpp"

namespace dure::chain {

namespace {

/// A larger block is announced only; who lacks it asks.
constexpr std::size_t kPushBytes = 256 * 1024;
constexpr std::size_t kBlocksAtOnce = 64;  ///< imported in one event
constexpr std::int64_t kRowWaitsMs = 50;
constexpr std::size_t kUnserved = 4;  ///< questions of one peer that wait for its rate

}  // namespace

void NodePeers::head_moved(const SharedBlock& block) {
    sync_.set_head(block->header(), block->hash);
    proven_height_ = std::max(proven_height_, block->header().number);
    new_head_ = block;
    // Of the height that begins not everything heard was kept; its authors say it again.
    votes_.forget_all();
    if (validators().members == known_validators_) return;
    judge_again_ = sync_.proven_height();
    known_validators_ = validators().members;
    for (auto& [id, peer] : peers_) peer.rates = rates_of(peer);
}

void NodePeers::announce_head() {
    const auto block = std::exchange(new_head_, nullptr);
    if (!block || peers_.size() == 0 || node_.stopped_) return;
    const auto number = block->header().number;
    status_ms_ = now();
    const auto status = encode(wire::Message{my_status()});
    std::optional<Bytes> pushed;
    for (const auto& [id, peer] : peers_) {
        if (!peer.admitted()) continue;
        // A validator takes part in making it; who is further behind asks for more than this one.
        const auto wants_it = !is_validator(peer) && peer.height && *peer.height + 1 == number;
        if (wants_it && !pushed) pushed = encode(wire::Message{wire::NewBlock{block->block}});
        const auto push = wants_it && pushed->size() <= kPushBytes;
        if (push && peer.standing != Standing::kGuest)
            node_.effects_.emplace_back(SendFrame{.peer = id, .frame = *pushed});
        node_.effects_.emplace_back(SendFrame{.peer = id, .frame = status});
    }
}

void NodePeers::hear(Peer& peer, wire::NewBlock announced) {
    const auto& header = announced.block.header;
    if (peer.height && *peer.height < header.number) {
        peer.height = header.number;
        sync_.peer_has(peer.id, header.number, now());
    }
    if (header.number == node_.head_.number + 1) {
        const auto id = peer.id;
        const auto fault = node_.import_final(announced.block);
        if (fault == ImportFault::bad_header) return offend(id, Offence::kWrongHeader);
        if (fault == ImportFault::bad_body) return offend(id, Offence::kWrongBlock);
    }
    drive_sync();
}

// Giving

void NodePeers::hear(Peer& peer, wire::GetHeaders question) {
    auto& waiting = unserved_[peer.id];
    if (waiting.size() >= kUnserved) return offend(peer.id, Offence::kTooMuch);
    waiting.emplace_back(question);
    serve(peer);
}

void NodePeers::hear(Peer& peer, wire::GetBlocks question) {
    auto& waiting = unserved_[peer.id];
    if (waiting.size() >= kUnserved) return offend(peer.id, Offence::kTooMuch);
    waiting.emplace_back(question);
    serve(peer);
}

void NodePeers::serve(Peer& peer) {
    const auto waiting = unserved_.find(peer.id);
    if (waiting == unserved_.end()) return;
    auto& questions = waiting->second;
    while (!questions.empty() && peer.rates.served_bytes.available(now()) > 0) {
        std::visit([&](const auto& question) { answer(peer, question); }, questions.front());
        questions.pop_front();
    }
    if (questions.empty()) {
        unserved_.erase(waiting);
    } else {
        wake_again();
    }
}

void NodePeers::answer(Peer& peer, const wire::GetHeaders& question) {
    wire::Headers out{.id = question.id, .headers = {}};
    std::size_t bytes = 0;
    for (std::uint64_t i = 0; i < question.count && bytes < wire::kAnswerBytes; ++i) {
        if (question.from > node_.head_.number || i > node_.head_.number - question.from) break;
        auto header = node_.header(question.from + i);
        if (!header) break;
        bytes += sizeof(Header) + header->extra_data.size();
        out.headers.push_back(*std::move(header));
    }
    peer.rates.served_bytes.spend(static_cast<std::int64_t>(bytes), now());
    send(peer.id, out);
}

void NodePeers::answer(Peer& peer, const wire::GetBlocks& question) {
    wire::Blocks out{.id = question.id, .bodies = {}};
    std::size_t bytes = 0;
    for (std::uint64_t i = 0; i < question.count && bytes < wire::kAnswerBytes; ++i) {
        if (question.from > node_.head_.number || i > node_.head_.number - question.from) break;
        const auto block = node_.block(question.from + i);
        if (!block) break;
        for (const auto& transaction : block->block.transactions)
            bytes += 160 + transaction.data.size() + 64 * transaction.access_list.size();
        bytes += 8;
        out.bodies.push_back(block->block.transactions);
    }
    peer.rates.served_bytes.spend(static_cast<std::int64_t>(bytes), now());
    send(peer.id, out);
}

void NodePeers::hear(Peer& peer, wire::GetGenesis question) {
    if (genesis_json_.empty()) genesis_json_ = to_json(node_.genesis_);
    const auto total = genesis_json_.size();
    if (question.offset >= total) return offend(peer.id, Offence::kUnasked);
    const auto size = std::min<std::size_t>(wire::kGenesisPartBytes, total - question.offset);
    if (!peer.rates.served_bytes.take(static_cast<std::int64_t>(size), now()))
        return offend(peer.id, Offence::kTooMuch);
    const auto begin = genesis_json_.begin() + static_cast<std::ptrdiff_t>(question.offset);
    send(peer.id, wire::GenesisPart{.total = total,
                                    .offset = question.offset,
                                    .bytes = {begin, begin + static_cast<std::ptrdiff_t>(size)}});
}

void NodePeers::hear(Peer& peer, const wire::GenesisPart&) {
    offend(peer.id, Offence::kUnasked);  // a running node knows its genesis
}

// Fetching

ProveHeaders NodePeers::prover() const {
    return [this](std::span<const Header> headers, const Header& parent) {
        return prove_headers(headers, parent, validators(), node_.env_.signer, node_.env_.senders);
    };
}

void NodePeers::hear(Peer& peer, wire::Headers answer) {
    sync_.hear(peer.id, std::move(answer), now(), prover());
    drive_sync();
}

void NodePeers::hear(Peer& peer, wire::Blocks answer) {
    sync_.hear(peer.id, std::move(answer), now());
    drive_sync();
}

void NodePeers::drive_sync() {
    if (node_.stopped_ || !node_.has_room()) return;
    if (mutant(Mutant::kEmptyStaysEmpty) && node_.head_.number == 0) return;
    import_ready();
    sync_.reconsider(now(), prover());
    for (const auto& blame : sync_.take_blames()) offend(blame.peer, blame.offence);
    for (const auto& question : sync_.ask(now())) {
        std::visit([&](const auto& message) { send(question.peer, message); }, question.message);
    }
    for (const auto& blame : sync_.take_blames()) offend(blame.peer, blame.offence);
    if (!sync_.is_behind(now())) {
        behind_from_.reset();
    } else if (!behind_from_) {
        behind_from_ = node_.head_.number;
    }
    if (peers_.size() > 0) wake_again();
}

void NodePeers::import_ready() {
    if (auto ready = sync_.take(kBlocksAtOnce); !ready.empty()) {
        std::vector<Block> blocks;
        std::vector<PeerId> headers_from;
        for (auto& each : ready) {
            headers_from.push_back(each.header_from);
            blocks.push_back({.header = std::move(each.header),
                              .transactions = std::move(each.body),
                              .withdrawals = {}});
        }
        rows_.push_back({.blocks = node_.prepare(std::move(blocks)),
                         .headers_from = std::move(headers_from),
                         .since_ms = now()});
    }
    while (const auto due = row_due_ms()) {
        if (*due > now()) break;
        import_row();
    }
}

/// While more is to come the last row waits, shortly: its senders are recovered while the one
/// before it is executed and synced, so that no core has to wait for either.
std::optional<std::int64_t> NodePeers::row_due_ms() const {
    if (rows_.empty()) return std::nullopt;
    const auto more_comes = sync_.ready() > 0 || sync_.awaits_bodies();
    return rows_.size() > 1 || !more_comes ? 0 : rows_.front().since_ms + kRowWaitsMs;
}

void NodePeers::import_row() {
    auto row = std::move(rows_.front());
    rows_.pop_front();
    const auto done = node_.import_proven(
        std::move(row.blocks), [this](std::uint64_t number) { return number > judge_again_; });
    if (!done.fault) return;
    // The validators that proved it were not those of its parent's state any more, or consensus was
    // faster than its import.
    if (done.fault == ImportFault::bad_header)
        offend(row.headers_from[done.count], Offence::kWrongHeader);
    rows_.clear();
    sync_.start_over();
}

}  // namespace dure::chain
