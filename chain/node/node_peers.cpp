// Who is connected, who they are, and whether they may stay.
#include "chain/node/node_peers.hpp"

#include <algorithm>

#include "chain/node/admission.hpp"

namespace dure::chain {

namespace {

constexpr std::int64_t kTickMs = 1'000;
constexpr std::int64_t kGreetingMs = 10'000;  ///< without a Hello the connection is useless
constexpr std::int64_t kStatusMs = 15'000;
constexpr std::int64_t kPingMs = 15'000;
constexpr std::int64_t kSilentMs = 60'000;
constexpr std::int64_t kLeastWakeMs = 50;

}  // namespace

NodePeers::NodePeers(Node& node)
    : node_(node),
      peers_({.peers = node.config_.most_peers, .guests = node.config_.most_peers / 4}) {
    const auto first = node_.header(0);
    genesis_ = first ? block_hash(*first) : genesis_hash(node_.genesis_);
    sync_.set_head(node_.head_, node_.head_hash_);
    known_validators_ = validators().members;
    proven_height_ = node_.head_.number;
}

std::int64_t NodePeers::now() const { return node_.env_.clock.steady_ms(); }

void NodePeers::send(PeerId id, const wire::Message& message) {
    node_.effects_.emplace_back(SendFrame{.peer = id, .frame = encode(message)});
}

void NodePeers::send(const std::vector<PeerId>& ids, const wire::Message& message) {
    if (ids.empty()) return;
    const auto frame = encode(message);
    for (const auto id : ids) node_.effects_.emplace_back(SendFrame{.peer = id, .frame = frame});
}

void NodePeers::drop(PeerId id, std::string_view reason) {
    node_.env_.log.write(LogLevel::kInfo,
                         "peer " + std::to_string(id) + " dropped: " + std::string(reason));
    node_.effects_.emplace_back(DropPeer{.peer = id, .reason = std::string(reason)});
    disconnected(id);
}

void NodePeers::offend(PeerId id, Offence offence, int times) {
    auto* peer = peers_.find(id);
    if (peer == nullptr) return;
    for (int i = 0; i < times; ++i) {
        if (peers_.offend(*peer, offence, now())) return drop(id, to_string(offence));
    }
}

// Admission

Standing NodePeers::standing_of(const NodeKey& key, ByteView invite) const {
    switch (admission_of(node_.state_, node_.genesis_.chain_id, genesis_, key, invite,
                         node_.head_.timestamp)) {
        case Admission::kStranger:
            return Standing::kStranger;
        case Admission::kGuest:
            return Standing::kGuest;
        case Admission::kMember:
            break;
    }
    return Standing::kMember;
}

void NodePeers::review_standing() {
    std::vector<PeerId> revoked;
    for (auto& [id, peer] : peers_) {
        const auto standing = standing_of(peer.key, peer.invite);
        if (standing == peer.standing) continue;
        if (standing == Standing::kStranger) {
            revoked.push_back(id);
            continue;
        }
        peer.standing = standing;
        peer.rates = rates_of(peer);
        offer_all_letters(peer);
    }
    for (const auto id : revoked) drop(id, "is no member any more");
}

const ValidatorSet& NodePeers::validators() const { return node_.qbft_->validators(); }

bool NodePeers::is_validator(const Peer& peer) const {
    return peer.signer && validators().contains(*peer.signer);
}

PeerRates NodePeers::rates_of(const Peer& peer) const {
    if (peer.standing != Standing::kMember) return guest_rates();
    return is_validator(peer) ? validator_rates() : member_rates();
}

wire::Hello NodePeers::hello_for_others() const {
    wire::Hello hello;
    hello.chain_id = node_.genesis_.chain_id;
    hello.genesis = genesis_;
    hello.role = node_.config_.role;
    if (node_.config_.node_key) {
        hello.signer = node_.env_.signer.sign(
            wire::hello_digest(hello.genesis, node_.config_.node_key->bytes));
    }
    hello.invite = node_.config_.invite;
    const auto wanted = node_.config_.letters && node_.config_.letter_duty == LetterDuty::kCarry
                            ? wire::kWantsLetters
                            : std::string_view();
    hello.program = node_.config_.program.substr(0, wire::kProgramBytes - wanted.size());
    hello.program += wanted;
    return hello;
}

wire::Status NodePeers::my_status() const {
    return {.head = node_.head_,
            .links = linked_validators(peers_, validators().members),
            .oldest = node_.oldest_body()};
}

void NodePeers::connected(PeerId id, const NodeKey& key) {
    auto added = peers_.add(id, key, standing_of(key, {}), now());
    for (const auto old : added.drop) drop(old, "connected again");
    if (added.peer == nullptr) {
        node_.effects_.emplace_back(DropPeer{.peer = id, .reason = std::string(added.refusal)});
        return;
    }
    send(id, hello_for_others());
    wake_at(now() + kTickMs);
}

void NodePeers::disconnected(PeerId id) {
    peers_.remove(id);
    unserved_.erase(id);
    sync_.forget(id);
    if (peers_.size() == 0) drive_sync();  // nothing wakes this node until somebody connects
}

bool NodePeers::admits(Peer& peer, wire::Kind kind, std::size_t bytes) {
    using wire::Kind;
    // An answer's size was bounded when it was asked for.
    const auto awaited = (kind == Kind::kHeaders || kind == Kind::kBlocks) && sync_.awaits(peer.id);
    if (!awaited && (!peer.rates.messages.take(1, now()) ||
                     !peer.rates.bytes.take(static_cast<std::int64_t>(bytes), now()))) {
        offend(peer.id, Offence::kTooMuch);
        return false;
    }
    if (kind == Kind::kHello || kind == Kind::kGetGenesis) return true;
    // Before its Hello nothing is understood; it may have been lost, and comes again.
    if (peer.greeting == Peer::Greeting::kAwaited) return false;
    if (peer.standing == Standing::kMember) return true;
    // Who is unknown here may be known further on in a chain that we are behind of: then its
    // answers prove themselves, and what else it says is not heard.
    if (kind == Kind::kStatus || kind == Kind::kRefusal || awaited) return true;
    if (peer.standing == Standing::kStranger) return false;
    if (kind == Kind::kPing || kind == Kind::kPong) return true;
    // A guest does not know that it is none of us yet and passes on what everybody does.
    if (kind == Kind::kNewBlock || kind == Kind::kConsensus || kind == Kind::kLetters) return false;
    const auto guests_may = kind == Kind::kGetHeaders || kind == Kind::kGetBlocks ||
                            kind == Kind::kTransactions || kind == Kind::kTransactionHashes;
    if (!guests_may) offend(peer.id, Offence::kUnasked);
    return guests_may;
}

void NodePeers::frame(PeerId id, ByteView frame) {
    auto* peer = peers_.find(id);
    if (peer == nullptr) return;
    peer->heard_ms = now();
    sync_.peer_heard(id, now());
    const auto kind = wire::kind_of(frame);
    if (!kind) return offend(id, Offence::kBadFrame);
    if (!admits(*peer, *kind, frame.size())) return;
    auto message = wire::decode(frame);
    if (!message) return offend(id, Offence::kBadFrame);
    receive(*peer, *std::move(message));
}

void NodePeers::receive(Peer& peer, wire::Message message) {
    std::visit([&](auto&& each) { hear(peer, std::forward<decltype(each)>(each)); },
               std::move(message));
}

void NodePeers::hear(Peer& peer, wire::Hello hello) {
    if (hello.protocol != wire::kProtocol) return drop(peer.id, "speaks another version");
    if (hello.chain_id != node_.genesis_.chain_id || hello.genesis != genesis_)
        return drop(peer.id, "belongs to another chain");
    if (peer.greeting == Peer::Greeting::kDone) {
        // It did not hear ours, or it would have gone on with its Status.
        if (!peer.height) send(peer.id, hello_for_others());
        return;
    }
    if (hello.signer) {
        peer.signer =
            node_.env_.signer.recover(wire::hello_digest(genesis_, peer.key.bytes), *hello.signer);
        if (!peer.signer) return offend(peer.id, Offence::kBadFrame);
    }
    peer.role = hello.role;
    peer.invite = std::move(hello.invite);
    peer.wants_letters = hello.program.ends_with(wire::kWantsLetters);
    peer.program = hello.program.substr(0, hello.program.find('+'));
    peer.standing = standing_of(peer.key, peer.invite);
    peer.greeting = Peer::Greeting::kDone;
    peer.rates = rates_of(peer);
    if (peer.standing == Standing::kStranger) return send(peer.id, refusal_of(peer));
    greeted(peer);
}

wire::Refusal NodePeers::refusal_of(const Peer& peer) const {
    using Why = wire::Refusal::Why;
    const auto known = registered_node(node_.state_, peer.key);
    if (known && known->standing == NodeStanding::kRevoked) return {Why::kRevoked};
    // Who was turned away while it waited was entered once, by an invite that is spent. It does not
    // have the block that says so, and would wait for ever.
    const auto without_invite = known ? Why::kRevoked : Why::kNotRegistered;
    const auto invite = decode_invite(peer.invite);
    if (!invite) return {without_invite};
    const auto fault = fault_of(node_.state_, node_.genesis_.chain_id, genesis_, *invite, peer.key,
                                node_.head_.timestamp);
    if (!fault) return {Why::kNotRegistered};
    switch (*fault) {
        case InviteFault::kOtherCommunity:
            return {Why::kOtherCommunity};
        case InviteFault::kNotTheManagers:
            return {Why::kNotTheManagers};
        case InviteFault::kExpired:
            return {Why::kExpired};
        case InviteFault::kSpent:
            return {known ? Why::kRevoked : Why::kSpent};
        case InviteFault::kForAnother:
            return {Why::kForAnother};
        case InviteFault::kRegistered:
            return {Why::kRegistered};
        case InviteFault::kRevoked:
            break;
    }
    return {Why::kRevoked};
}

void NodePeers::hear(Peer& peer, const wire::Refusal& refusal) {
    // Whoever is no member of what we know has no say about us.
    if (peer.standing == Standing::kMember) refused_ = refusal.why;
}

void NodePeers::greeted(Peer& peer) {
    send(peer.id, my_status());
    ping(peer);
    offer_all_letters(peer);
    if (!peer.member() || !passes_on(peer, validators().members)) return;
    node_.greet_consensus(peer.id);
    std::vector<Hash256> waiting;
    for (const auto* entry : node_.pool_.ready()) {
        if (waiting.size() < wire::kMostHashes) waiting.push_back(entry->hash);
    }
    if (!waiting.empty()) send(peer.id, wire::TransactionHashes{std::move(waiting)});
}

void NodePeers::hear(Peer& peer, wire::Status status) {
    const auto height = status.head.number;
    if (height > proven_height_ && is_sealed(status.head, validators(), node_.env_.signer))
        proven_height_ = height;
    if (peer.standing == Standing::kStranger &&
        (height <= node_.head_.number || (height > proven_height_ && peers_.members() > 0))) {
        return drop(peer.id, "is not in the registry");
    }
    peer.height = height;
    peer.links = std::move(status.links);
    if (node_.head_.number == 0 && peer.member()) {
        node_.founding_.heard(height, now());
        if (is_validator(peer)) node_.founding_.told(*peer.signer, height);
        if (proven_height_ > 0) node_.founding_.has_proof();
    }
    if (peer.standing != Standing::kGuest) {
        sync_.peer_has(peer.id, height, now());
        sync_.peer_keeps(peer.id, status.oldest);
    }
    drive_sync();
}

void NodePeers::ping(Peer& peer) {
    if (peer.ping) peer.latency_ms.reset();  // what was known is too old by now
    peer.ping = Peer::Asked{.id = ++ping_id_, .at_ms = now()};
    peer.pinged_ms = now();
    send(peer.id, wire::Ping{peer.ping->id});
}

void NodePeers::hear(Peer& peer, const wire::Ping& ping) { send(peer.id, wire::Pong{ping.id}); }

void NodePeers::hear(Peer& peer, const wire::Pong& pong) {
    if (!peer.ping || peer.ping->id != pong.id) return;  // to a question given up, or to none
    if (peer.member()) refused_.reset();                 // who does not let us in answers nothing
    peer.latency_ms = now() - peer.ping->at_ms;
    peer.ping.reset();
}

// Time

void NodePeers::wake_at(std::int64_t at_ms) {
    if (timer_ms_ && *timer_ms_ <= at_ms) return;
    timer_ms_ = at_ms;
    node_.effects_.emplace_back(SetTimer{.timer = NodeTimer::kPeers, .at_ms = at_ms});
}

void NodePeers::wake_again() {
    auto at = now() + kTickMs;
    if (const auto sync = sync_.wake_ms(now())) at = std::min(at, *sync);
    if (const auto row = row_due_ms()) at = std::min(at, *row);
    if (!unserved_.empty()) at = std::min(at, now() + kLeastWakeMs);
    wake_at(sync_.ready() > 0 ? now() : std::max(at, now() + kLeastWakeMs));
}

void NodePeers::tick() {
    timer_ms_.reset();
    if (peers_.size() == 0) return;  // the next connection starts it again
    std::vector<PeerId> mute, silent, late;
    const auto links = linked_validators(peers_, validators().members);
    const auto status_due = now() - status_ms_ >= kStatusMs || links != told_links_;
    for (auto& [id, peer] : peers_) {
        if (peer.greeting == Peer::Greeting::kAwaited) {
            (now() - peer.connected_ms >= kGreetingMs ? mute : late).push_back(id);
        } else if (now() - peer.heard_ms >= kSilentMs) {
            silent.push_back(id);
        }
    }
    for (const auto id : mute) drop(id, "does not say who it is");
    for (const auto id : silent) drop(id, "is silent");
    for (const auto id : late) send(id, hello_for_others());
    if (status_due) {
        status_ms_ = now();
        told_links_ = links;
        std::vector<PeerId> admitted;
        for (const auto& [id, peer] : peers_) {
            if (peer.admitted()) admitted.push_back(id);
        }
        send(admitted, my_status());
    }
    for (auto& [id, peer] : peers_) {
        if (peer.admitted() && now() - peer.pinged_ms >= kPingMs) ping(peer);
    }
    look_after_pool();
    for (auto& [id, peer] : peers_) serve(peer);
    drive_sync();
    wake_again();
}

void NodePeers::settle() {
    settle_letters();  // who hears of them may send a transaction
    pass_on_transactions();
    announce_head();
}

// What others may know of it

SyncStatus NodePeers::status() const {
    SyncStatus out;
    out.height = node_.head_.number;
    out.from = behind_from_.value_or(out.height);
    out.peers = peers_.members();
    out.refused = refused_;
    const auto proven = std::max(proven_height_, sync_.proven_height());
    if (out.peers > 0 || proven > out.height) out.best = std::max(out.height, proven);
    const auto alone =
        validators().size() == 1 && validators().contains(node_.env_.signer.address());
    if (alone) {
        out.best = out.height;
        out.phase = SyncStatus::Phase::kLive;
    } else if (out.peers == 0) {
        out.phase = SyncStatus::Phase::kConnecting;
    } else if (!sync_.is_behind(now())) {
        out.phase = SyncStatus::Phase::kLive;
    } else if (sync_.has_headers()) {
        out.phase = SyncStatus::Phase::kBlocks;
    } else {
        out.phase = SyncStatus::Phase::kHeaders;
        if (proven <= out.height) out.best.reset();  // somebody says there is more
    }
    return out;
}

std::vector<PeerView> NodePeers::view() const {
    std::vector<PeerView> out;
    for (const auto& [id, peer] : peers_) {
        out.push_back({.id = id,
                       .key = peer.key,
                       .standing = peer.standing,
                       .signer = peer.signer,
                       .role = peer.role,
                       .height = peer.height,
                       .latency_ms = peer.latency_ms,
                       .program = peer.program,
                       .points = peer.points,
                       .connected_ms = peer.connected_ms,
                       .heard_ms = peer.heard_ms});
    }
    return out;
}

}  // namespace dure::chain
