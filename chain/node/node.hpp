// The node: a community's chain as one single-threaded value. Events go in, effects come out, and
// all it cannot compute comes through Env; the program drives it from its node thread
// (node_host.hpp), a simulation from a queue. Reads are of the last final block unless they name
// another.
//
// A block is made when there is something to put in it (at most one a block period) and as a
// heartbeat. Only final blocks are ever shown, synced and with a quorum of seals; a lone validator
// makes them by itself.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "chain/base/result.hpp"
#include "chain/base/types.hpp"
#include "chain/block/block.hpp"
#include "chain/block/execution.hpp"
#include "chain/consensus/evidence.hpp"
#include "chain/consensus/future_messages.hpp"
#include "chain/consensus/qbft.hpp"
#include "chain/net/peer.hpp"
#include "chain/net/wire.hpp"
#include "chain/node/env.hpp"
#include "chain/node/founding.hpp"
#include "chain/node/genesis.hpp"
#include "chain/node/letter_reader.hpp"
#include "chain/node/peer_view.hpp"
#include "chain/node/subscription.hpp"
#include "chain/pool/pool.hpp"
#include "chain/state/world_state.hpp"
#include "chain/store/block_record.hpp"
#include "chain/store/evidence_file.hpp"
#include "chain/store/room.hpp"
#include "chain/store/store.hpp"
#include "chain/store/vote_record.hpp"

namespace dure::chain {

struct NodeConfig {
    /// Least time between two blocks. Below 1,000 a busy chain's timestamps, which are whole
    /// seconds and strictly increasing, run ahead of the wall clock: for demos and tests.
    std::int64_t block_period_ms = 1'000;
    std::int64_t heartbeat_ms = 60'000;  ///< an empty block after so long without any
    PoolLimits pool;
    StoreOptions store;
    RoomLimits room;
    /// Bodies so much older than the last block go, by whole segments of the log; 0: none does.
    /// Thirteen months, so that a month can be compared with the year before's.
    std::uint64_t keep_bodies_s = 13 * 366ULL * 86'400 / 12;
    /// So many of the last blocks keep theirs however little room there is and whatever a clock
    /// says: a month and a half of heartbeats.
    std::uint64_t keep_blocks = 1 << 16;
    /// Transactions in a block this node proposes: it must fit one message with what justifies it.
    std::size_t block_bytes = 960 * 1024;
    RoundTiming rounds;

    // Towards peers:
    /// This node's transport key. Without it no peer takes this node for the validator it is.
    std::optional<NodeKey> node_key{};
    wire::Role role = wire::Role::kFollower;  ///< a validator's is known by its signer
    std::size_t most_peers = 32;              ///< connected at a time; a quarter of them guests
    Bytes invite{};                           ///< shown to peers until the registry knows node_key
    std::string program{};  ///< its version, told to peers; at most wire::kProgramBytes
    /// Who understands letters; null: none are sent nor carried.
    std::shared_ptr<const LetterReader> letters{};
    LetterDuty letter_duty = LetterDuty::kOwn;
};

// Events

struct TransactionReceived {
    Bytes raw;
};
enum class NodeTimer : std::uint8_t { kBlock, kFlush, kRound, kPeers, kRoom };
struct TimerFired {
    NodeTimer timer{};
};
/// A secure channel to a node that proved it holds `key`; whether the community knows that key is
/// for the node to decide.
struct PeerConnected {
    PeerId peer = 0;
    NodeKey key;
};
struct PeerDisconnected {
    PeerId peer = 0;
};
/// One whole message of a peer, decrypted; at most 1 MiB.
struct FrameReceived {
    PeerId peer = 0;
    Bytes frame;
};
using Event =
    std::variant<TransactionReceived, TimerFired, PeerConnected, PeerDisconnected, FrameReceived>;

// Effects

/// Replaces the timer's earlier setting. `at_ms` on Env's steady clock.
struct SetTimer {
    NodeTimer timer{};
    std::int64_t at_ms = 0;
};
/// Nothing is accepted or sealed any more; reads go on. The store failed (restart and re-read), or
/// what the community signed contradicts itself.
struct Stopped {
    std::string reason;
};
/// One whole message to a connected peer. In order; lost when the connection is.
struct SendFrame {
    PeerId peer = 0;
    Bytes frame;
};
/// Ends the connection. PeerDisconnected follows.
struct DropPeer {
    PeerId peer = 0;
    std::string reason;  ///< for the log
};
/// The disk fills, or has room again. With kNone nothing is accepted, voted or stored until it has;
/// from kScarce on the program should store no log.
struct RoomChanged {
    Room room{};
};
using Effect = std::variant<SetTimer, Stopped, SendFrame, DropPeer, RoomChanged>;

/// Why a node could not be opened.
struct NodeError {
    enum class Kind : std::uint8_t {
        kBadGenesis,    ///< no validator, or its parts contradict
        kWrongGenesis,  ///< the data directory belongs to another chain
        kNotWritable,
        kInUse,  ///< another program holds the data directory
        kNoSpace,
        kStore,    ///< the store fails even after what is damaged was kept aside
        kNetwork,  ///< it cannot listen where it was told to
    };
    Kind kind{};
    std::string what;
};

NodeError node_error(const DiskError&);

struct TransactionPlace {
    SharedBlock block;
    std::size_t index = 0;
    const Transaction& transaction() const { return block->block.transactions[index]; }
    const Receipt& receipt() const { return block->receipts[index]; }
};

/// Where a creating transaction puts its contract.
Address created_address(const Address& sender, std::uint64_t nonce);

/// eth_getLogs' filter: an empty list means anything; topics by position, alternatives within.
struct LogFilter {
    std::uint64_t from = 0;
    std::uint64_t to = UINT64_MAX;  ///< inclusive
    std::vector<Address> addresses{};
    std::vector<std::vector<Hash256>> topics{};  ///< at most 4
};

struct FoundLog {
    Log log;
    std::uint64_t block = 0;
    Hash256 block_hash;
    std::uint64_t timestamp = 0;
    Hash256 transaction_hash;
    std::size_t transaction_index = 0;
    std::size_t log_index = 0;  ///< in the block
};

/// Which block a call pretends to be in.
enum class CallContext : std::uint8_t {
    kHead,  ///< the last block: its number and time
    kNext,  ///< the one that would be made now
};

/// What a validator's message was worth.
struct ConsensusHeard {
    enum class Verdict : std::uint8_t {
        kNew,      ///< by a validator about a height that matters: worth passing on
        kOld,      ///< of a height that is over or too far ahead
        kInvalid,  ///< does not decode, no signature, or nobody who may vote
    };
    Verdict verdict = Verdict::kOld;
    std::optional<Address> author;
};

/// Why a validator holds its tongue.
enum class VoteSilence : std::uint8_t {
    kForgetful,  ///< votes may be missing from its record; until it has rejoined
    kTwin,       ///< another machine votes with its key; until it is started again
};

class NodePeers;

/// Why a block of others was not taken over.
enum class ImportFault : std::uint8_t {
    stopped,
    no_room,        ///< the disk is full
    not_next,       ///< its parent is not the head
    bad_header,     ///< not what a final header must be, or without a quorum of seals
    bad_body,       ///< transactions that are not the header's
    bad_execution,  ///< the header does not claim what execution gives
    conflicts,      ///< another final block stands at its height: the node has stopped
};
std::string_view to_string(ImportFault);

class Node {
 public:
    /// Opens or founds the chain of `genesis` in Env's directory and replays what was not flushed.
    static Result<std::unique_ptr<Node>, NodeError> open(Env env, Genesis genesis,
                                                         NodeConfig config = {});
    ~Node();
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;

    /// The machine. Effects of calls made in between (submit, open) come with the next answer.
    std::vector<Effect> on_event(const Event&);
    std::vector<Effect> take_effects();

    /// Checks and takes a raw transaction; its hash.
    Result<Hash256, Rejection> submit(ByteView raw);
    /// Many in order, their senders recovered together; an answer each.
    std::vector<Result<Hash256, Rejection>> submit(std::span<const ByteView> raws);
    /// A block that others decided: checked, executed and stored like one's own. One that is known
    /// already is fine. Two final blocks at a height stop the node: more validators lie than the
    /// community can bear, and no one's block may be taken back.
    std::optional<ImportFault> import_final(const Block& sealed);
    /// A letter of one's own: judged like anybody's, kept, and told to the peers that ask for
    /// letters until its topic is closed.
    Result<LetterSubject, LetterFault> send_letter(Bytes letter);
    /// What a validator's machine says, wherever it came from.
    ConsensusHeard hear_consensus(ByteView raw, PeerId from);
    /// Says again to this peer what this node last voted: it may have missed it.
    void greet_consensus(PeerId);
    /// Writes state and indexes to disk; the program's clean end.
    void flush();

    /// Final blocks, in order, each when it is on the medium. While catching up those of a row are
    /// told after its last one: the state may be ahead of the block.
    [[nodiscard]] Subscription on_block(std::function<void(const BlockRecord&)>);
    [[nodiscard]] Subscription on_transaction(std::function<void(const PooledTransaction&)>);

    /// Letters, each once, when the event that brought them is over.
    [[nodiscard]] Subscription on_letter(std::function<void(const Letter&)>);

    [[nodiscard]] Subscription on_evidence(std::function<void(const Evidence&)>);

    // What the store had to say when it was opened or read: damage found, kept aside, rebuilt.
    const std::vector<StoreNotice>& notices() const { return store_->notices(); }
    const std::optional<Stopped>& stopped() const { return stopped_; }
    /// What the disk has room for, and how many bytes where that is known.
    const RoomKeeper& room() const { return room_; }
    /// A forgetful validator does not vote yet.
    VoteStanding vote_standing() const { return votes_->state().standing; }
    /// Why this validator does not vote; nothing when it does or is none.
    std::optional<VoteSilence> vote_silence() const;
    /// A vote in this validator's name that its record does not know was heard since the start.
    bool heard_foreign_vote() const { return heard_foreign_vote_; }
    /// Validators that said two things, oldest first; few of each.
    const std::vector<Evidence>& evidence() const { return evidence_->all(); }

    // Reads
    const Genesis& genesis() const { return genesis_; }
    const NodeConfig& config() const { return config_; }
    std::uint64_t chain_id() const { return genesis_.chain_id; }
    std::uint64_t height() const { return head_.number; }
    const Header& head() const { return head_; }
    const Hash256& head_hash() const { return head_hash_; }
    /// Nothing when unknown, or when its record on disk is damaged (then also a notice).
    std::optional<Header> header(std::uint64_t number) const;
    /// Also nothing when its body was pruned: see oldest_body.
    SharedBlock block(std::uint64_t number) const;
    SharedBlock block(const Hash256& hash) const;
    std::optional<std::uint64_t> number_of(const Hash256& block_hash) const;
    /// The first block whose body is here.
    std::uint64_t oldest_body() const { return store_->oldest_body(); }
    std::optional<TransactionPlace> transaction(const Hash256& hash) const;
    /// Oldest first, at most `most`.
    std::vector<FoundLog> logs(const LogFilter&, std::size_t most) const;

    const WorldState& state() const { return state_; }  ///< at the head
    AccountProof prove(const Address& address, std::span<const uint256> keys) {
        return state_.prove(address, keys);
    }
    /// Executes without a trace on the head's state.
    CallOutcome call(const CallRequest&, CallContext context = CallContext::kHead) const;
    /// The least gas limit with which the call succeeds in the next block, or the failing outcome.
    Result<std::uint64_t, CallOutcome> estimate_gas(const CallRequest&) const;

    /// How far this node has come among its peers.
    SyncStatus sync_status() const;
    std::vector<PeerView> peers() const;
    /// Who makes the next block, sorted.
    const std::vector<Address>& validators() const { return validators_.members; }
    Address signer_address() const { return env_.signer.address(); }
    /// From a proposal that this node takes for good to the final block, median of the last 32
    /// blocks that it saw decided.
    std::optional<std::int64_t> decision_ms() const;

    /// Those whose topic is open.
    const LetterBox& letters() const;

    const Pool& pool() const { return pool_; }
    /// The nonce for the sender's next transaction, waiting ones counted.
    std::uint64_t next_nonce(const Address&) const;

 private:
    friend class DevChain;  // makes blocks when told and goes back; dev_chain.hpp
    friend class NodePeers;

    /// A block that was executed and is not final yet.
    struct Candidate {
        Hash256 hash;
        BlockRecord record;  ///< block without seals
        StateDiff diff;
        StateDiff inverse;
    };
    /// A transaction that may be pooled once its sender is known.
    struct Submission {
        Transaction transaction;
        Hash256 hash;
        std::size_t bytes = 0;  ///< encoded
    };

    Node(Env env, Genesis genesis, NodeConfig config);

    // The disk's room: node_room.cpp.
    void look_for_room();
    void prune();
    void take_room_for_votes();
    bool has_room() const { return room_.room() != Room::kNone; }
    std::optional<NodeError> open_store();
    std::optional<StateDiff> replay_block(const SharedBlock&);
    std::optional<DiskError> found_chain();

    // Consensus: node_consensus.cpp.
    /// Who may vote on the block after the state: the contract's, or the genesis' where there is
    /// none.
    ValidatorSet read_validators() const;
    void schedule_block();
    std::int64_t block_due_ms() const;
    void block_time();
    void round_time();
    void propose();
    /// Makes a block now, with or without transactions; with one validator it is then final.
    void produce_block();
    void act(const std::vector<QbftEffect>&);
    void set_round_timer(std::int64_t at_ms);
    void settle();
    void hear_waiting();
    void adopt_head(const Header& header, const Hash256& hash);
    // Many blocks at once, while catching up: node_import.cpp.
    /// Blocks whose headers were proven, and whose bodies are the headers'; their senders are being
    /// recovered.
    struct ProvenRow {
        std::vector<Block> blocks;
        std::unique_ptr<SenderRecovery::Stream> senders;  ///< reads the blocks: goes before them
    };
    ProvenRow prepare(std::vector<Block> blocks);
    struct Imported {
        std::size_t count = 0;
        std::optional<ImportFault> fault{};  ///< of the block after them
    };
    /// `holds(number)`: the proof is by the validators in force at its parent; otherwise it is
    /// judged again. One sync of the log for all, and nobody is told of one before. What the chain
    /// has reached meanwhile counts as imported.
    Imported import_proven(ProvenRow row, const std::function<bool(std::uint64_t)>& holds);
    struct Batch {
        std::vector<std::optional<Address>> senders;  ///< of the next block
        std::vector<SharedBlock> done;                ///< to be told of after the sync
    };
    std::optional<Batch> batch_;

    enum class BlockOrigin : std::uint8_t { kDecided, kImported };
    void finalise(Block sealed, BlockOrigin origin);
    std::optional<ImportFault> compare_with_ours(const Header&);

    // Whether to vote: node_votes.cpp.
    std::optional<DiskError> open_votes();
    void resume_votes();
    /// Every vote up to this height is moot: from here on the record is whole.
    void forget_nothing(std::uint64_t height);
    void record_standing(VoteState state);
    bool proposed_since_start(const Header&) const;
    void judge_memory(const Header& final_header, BlockOrigin origin);
    void notice_own_vote(const QbftMessage&);
    /// Of a height that this node is far from, so that nothing but its author matters.
    void notice_far_vote(const QbftMessage&);
    bool may_be_founding() const;
    void notice_equivocation(const QbftMessage&, const Address& author);
    void notice_elder(const RoundChange&, const Address& author);
    void rejoin_when_needed();

    // Execution: node_execution.cpp.
    Candidate build_block();
    bool execution_agrees(const Block&);
    /// Whether the header's root is known to be the transactions' already.
    enum class Body : std::uint8_t { kToBeChecked, kChecked };
    /// The block's outcome, without the block; the state is ahead by it. Nothing when it is not
    /// what the header claims: then the state is as before.
    std::optional<Candidate> run_block(const Block&, const Hash256& hash, Body);
    bool is_candidate(const Block&, const Hash256& hash) const;
    void step_back();
    void stop(const std::string& reason);

    /// The pool knows most of a block's senders already. Nothing when one has none.
    std::optional<std::vector<Address>> senders_of(std::span<const Transaction>,
                                                   std::span<const Hash256> hashes) const;
    Result<Submission, Rejection> decode_submission(ByteView raw) const;
    Result<Hash256, Rejection> admit(Submission, const std::optional<Address>& sender);
    std::optional<Rejection> against_state(const Transaction&, const Address& sender) const;
    Header next_header() const;
    BlockHashes block_hashes() const;

    Env env_;
    Genesis genesis_;
    NodeConfig config_;
    ValidatorSet validators_;  ///< of the block after the head
    RoomKeeper room_;
    std::unique_ptr<Store> store_;
    WorldState state_;
    Pool pool_;
    Header head_;
    Hash256 head_hash_;
    /// What the machine asks of the node.
    struct ConsensusHost final : QbftHost {
        explicit ConsensusHost(Node& of) : node(of) {}
        bool keep(const Vote&) override;
        bool execution_agrees(const Block&) override;
        Node& node;
    } host_{*this};
    std::optional<VoteRecord> votes_;
    Founding founding_;  ///< looked at while there is no block
    EquivocationWatch watch_;
    std::optional<EvidenceFile> evidence_;
    Listeners<const Evidence&> evidence_listeners_;
    /// Others who asked for another round at this height, counted by a node that has forgotten.
    std::set<Address> elders_;
    std::optional<std::int64_t> elders_since_ms_;  ///< steady; enough of them
    bool rejoining_ = false;                       ///< at this height
    std::uint32_t decided_in_a_row_ = 0;           ///< blocks since one was imported
    bool heard_foreign_vote_ = false;
    bool has_twin_ = false;  ///< seen since the start: another machine with this key
    std::optional<Qbft> qbft_;
    std::unique_ptr<NodePeers> peers_;
    FutureMessages future_;
    std::optional<std::int64_t> round_deadline_ms_;  ///< steady
    std::optional<Candidate> candidate_;             ///< the last block that was executed
    bool state_ahead_ = false;  ///< state_ has the candidate's changes; never between two events
    /// How to undo each block since; kept only while a developer's snapshot wants it.
    std::optional<std::vector<StateDiff>> undo_;
    std::int64_t opened_ms_ = 0;                    ///< steady
    std::int64_t last_block_ms_ = 0;                ///< steady
    std::optional<std::int64_t> proposal_seen_ms_;  ///< steady; the first of this height
    std::deque<std::int64_t> decisions_ms_;
    std::optional<std::int64_t> block_timer_ms_;
    std::vector<Effect> effects_;
    std::optional<Stopped> stopped_;
    Listeners<const BlockRecord&> block_listeners_;
    Listeners<const PooledTransaction&> transaction_listeners_;
    Listeners<const Letter&> letter_listeners_;
};

}  // namespace dure::chain
