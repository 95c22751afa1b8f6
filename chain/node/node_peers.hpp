// How a node lives among peers: whom it admits, what it passes on to whom, how it catches up. The
// deciding parts are pure (chain/net: peer_set, gossip, sync); here they meet the chain. Owned by
// Node and spoken to through Node's events; what it wants done goes into Node's effects.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "chain/net/gossip.hpp"
#include "chain/net/letter_box.hpp"
#include "chain/net/peer_set.hpp"
#include "chain/net/sync.hpp"
#include "chain/net/wire.hpp"
#include "chain/node/header_proof.hpp"
#include "chain/node/node.hpp"

namespace dure::chain {

class NodePeers {
 public:
    explicit NodePeers(Node& node);
    NodePeers(const NodePeers&) = delete;
    NodePeers& operator=(const NodePeers&) = delete;

    // Events
    void connected(PeerId id, const NodeKey& key);
    void disconnected(PeerId id);
    void frame(PeerId id, ByteView frame);
    void tick();  ///< NodeTimer::kPeers

    // From the node
    void head_moved(const SharedBlock& block);
    /// What the registry says may have changed.
    void review_standing();
    void transaction_taken(const Hash256& hash);
    Result<LetterSubject, LetterFault> take_letter(Bytes letter);
    void broadcast_consensus(Bytes message);
    void send_consensus(PeerId id, Bytes message);
    /// What was put off to the end of an event: fresh transactions, a new head.
    void settle();

    const LetterBox& letters() const { return letters_; }
    SyncStatus status() const;
    std::vector<PeerView> view() const;

 private:
    std::int64_t now() const;
    void send(PeerId id, const wire::Message& message);
    void send(const std::vector<PeerId>& ids, const wire::Message& message);
    void drop(PeerId id, std::string_view reason);
    void offend(PeerId id, Offence offence, int times = 1);
    void wake_at(std::int64_t at_ms);
    void wake_again();

    // Who is who: node_peers.cpp.
    Standing standing_of(const NodeKey& key, ByteView invite) const;
    wire::Hello hello_for_others() const;
    wire::Status my_status() const;
    const ValidatorSet& validators() const;
    bool is_validator(const Peer& peer) const;
    PeerRates rates_of(const Peer& peer) const;
    void greeted(Peer& peer);
    bool admits(Peer& peer, wire::Kind kind, std::size_t bytes);
    void receive(Peer& peer, wire::Message message);
    void hear(Peer& peer, wire::Hello hello);
    void hear(Peer& peer, wire::Status status);
    void hear(Peer& peer, const wire::Ping& ping);
    void hear(Peer& peer, const wire::Pong& pong);
    void hear(Peer& peer, const wire::Refusal& refusal);
    wire::Refusal refusal_of(const Peer& peer) const;
    void ping(Peer& peer);

    // Transactions and votes: node_gossip.cpp.
    void hear(Peer& peer, wire::Transactions transactions);
    void hear(Peer& peer, wire::TransactionHashes announced);
    void hear(Peer& peer, wire::GetTransactions wanted);
    void hear(Peer& peer, wire::Consensus consensus);
    void pass_on_transactions();
    /// From time to time: what is too old, whose share has left, what to announce again.
    void look_after_pool();
    void announce_waiting(std::int64_t before_ms);
    bool has_room_in_pool(const Peer& peer, std::size_t bytes) const;
    bool guest_may_send(const wire::Transactions& transactions) const;
    void forget_left_pool();
    std::vector<Bytes> raw_transactions(const std::vector<Hash256>& hashes) const;
    void send_transactions(PeerId id, std::vector<Bytes> transactions);
    bool may_pass_on(PeerId from, const Address& author, std::size_t bytes);

    // Letters: node_letters.cpp.
    void hear(Peer& peer, wire::Letters letters);
    void offer_all_letters(Peer& peer);
    void settle_letters();
    void send_letters(Peer& peer);

    // Blocks: node_sync.cpp.
    void hear(Peer& peer, wire::NewBlock announced);
    void hear(Peer& peer, wire::GetHeaders question);
    void hear(Peer& peer, wire::Headers answer);
    void hear(Peer& peer, wire::GetBlocks question);
    void hear(Peer& peer, wire::Blocks answer);
    void hear(Peer& peer, wire::GetGenesis question);
    void hear(Peer& peer, const wire::GenesisPart& part);
    void serve(Peer& peer);
    void answer(Peer& peer, const wire::GetHeaders& question);
    void answer(Peer& peer, const wire::GetBlocks& question);
    void announce_head();
    void drive_sync();
    void import_ready();
    void import_row();
    std::optional<std::int64_t> row_due_ms() const;
    ProveHeaders prover() const;

    Node& node_;
    PeerSet peers_;
    Sync sync_;
    RecentHashes votes_{8'192};
    Hash256 genesis_;
    std::vector<Address> known_validators_;     ///< when rates were last given
    std::uint64_t proven_height_ = 0;           ///< the highest whose seals were seen
    std::uint64_t judge_again_ = 0;             ///< headers up to here, proven to other validators
    std::optional<std::uint64_t> behind_from_;  ///< where catching up began

    /// What is ready to be imported, in order.
    struct Row {
        Node::ProvenRow blocks;
        std::vector<PeerId> headers_from;
        std::int64_t since_ms = 0;
    };
    std::deque<Row> rows_;

    LetterBox letters_;
    std::vector<Letter> fresh_letters_;  ///< taken in this event
    std::uint64_t letters_height_ = 0;   ///< up to which closed topics are gone

    std::vector<Hash256> fresh_;     ///< taken in this event
    SharedBlock new_head_;           ///< since the last announcement
    std::int64_t status_ms_ = 0;     ///< when it was last told
    std::int64_t announced_ms_ = 0;  ///< when the pool was looked after
    std::uint64_t ping_id_ = 0;
    std::optional<wire::Refusal::Why> refused_;
    std::vector<Address> told_links_;

    struct Share {
        std::size_t transactions = 0;
        std::size_t bytes = 0;
    };
    struct Origin {
        NodeKey key;
        std::size_t bytes = 0;
    };
    std::unordered_map<Hash256, Origin> origins_;  ///< of what waits in the pool
    std::map<NodeKey, Share> shares_;
    struct AskedOf {
        PeerId peer = 0;
        std::int64_t at_ms = 0;
    };
    std::unordered_map<Hash256, AskedOf> asked_transactions_;

    using Question = std::variant<wire::GetHeaders, wire::GetBlocks>;
    std::map<PeerId, std::deque<Question>> unserved_;
    std::string genesis_json_;
    std::optional<std::int64_t> timer_ms_;
};

}  // namespace dure::chain
