// How a node begins: the store is opened and checked against the genesis, the state loaded or
// rebuilt, and the blocks after it executed again.
#include "chain/consensus/header_rules.hpp"
#include "chain/node/execution_check.hpp"
#include "chain/node/governance.hpp"
#include "chain/node/node.hpp"
#include "chain/node/node_peers.hpp"

namespace dure::chain {

NodeError node_error(const DiskError& error) {
    switch (error.kind) {
        case DiskError::Kind::kNotWritable:
            return {NodeError::Kind::kNotWritable, error.what};
        case DiskError::Kind::kLocked:
            return {NodeError::Kind::kInUse, error.what};
        case DiskError::Kind::kNoSpace:
            return {NodeError::Kind::kNoSpace, error.what};
        case DiskError::Kind::kNotFound:
        case DiskError::Kind::kIo:
            break;
    }
    return {NodeError::Kind::kStore, error.what};
}

namespace {

NodeError wrong_genesis(const Hash256& theirs, const Hash256& ours) {
    return {NodeError::Kind::kWrongGenesis, "the data directory holds the chain of genesis " +
                                                to_hex(theirs) + ", not " + to_hex(ours)};
}

}  // namespace

Node::Node(Env env, Genesis genesis, NodeConfig config)
    : env_(env),
      genesis_(std::move(genesis)),
      config_(config),
      room_(env_.disk, config.room),
      pool_(config.pool) {}

Node::~Node() = default;

Result<std::unique_ptr<Node>, NodeError> Node::open(Env env, Genesis genesis, NodeConfig config) {
    if (const auto error = check(genesis))
        return NodeError{NodeError::Kind::kBadGenesis, error->what};
    auto node = std::unique_ptr<Node>(new Node(env, std::move(genesis), config));
    if (auto error = node->open_store()) return *std::move(error);

    const auto now = env.clock.steady_ms();
    node->opened_ms_ = node->last_block_ms_ = now;
    node->effects_.emplace_back(
        SetTimer{.timer = NodeTimer::kFlush, .at_ms = now + config.store.flush_ms});
    if (node->room_.free_bytes()) {
        node->effects_.emplace_back(
            SetTimer{.timer = NodeTimer::kRoom, .at_ms = now + config.room.look_ms});
    }
    node->resume_votes();
    node->settle();
    for (const auto& notice : node->notices()) env.log.write(LogLevel::kWarning, notice.what);
    return node;
}

std::optional<NodeError> Node::open_store() {
    const auto ours = genesis_hash(genesis_);
    // On a full disk the reserve makes the room that opening needs.
    if (auto looked = room_.look(); !looked) return node_error(looked.error());
    auto store = Store::open(env_.disk, config_.store);
    if (!store) return node_error(store.error());
    store_ = *std::move(store);

    auto first = store_->first_hash();
    if (!first) return node_error(first.error());
    if (*first && **first != ours) return wrong_genesis(**first, ours);
    // After a discarded one there may be an older copy.
    while (auto snapshot = store_->take_snapshot()) {
        if (snapshot->genesis_hash != ours) return wrong_genesis(snapshot->genesis_hash, ours);
        state_.apply(snapshot->state);
        if (state_.root() == snapshot->head.state_root) {
            head_ = snapshot->head;
            head_hash_ = block_hash(head_);
            validators_ = read_validators();
            break;
        }
        state_ = WorldState{};
        auto discarded = store_->discard_state("the state does not have its head's root");
        if (!discarded) return node_error(discarded.error());
    }

    auto replayed = store_->replay([&](const SharedBlock& block) { return replay_block(block); });
    if (!replayed) return node_error(replayed.error());
    if (const auto error = open_votes()) return node_error(*error);
    if (head_hash_.is_zero()) {
        if (const auto error = found_chain()) return node_error(*error);
    }
    adopt_head(head_, head_hash_);
    peers_ = std::make_unique<NodePeers>(*this);
    return std::nullopt;
}

std::optional<StateDiff> Node::replay_block(const SharedBlock& block) {
    const auto& header = block->header();
    if (header.number == 0) {
        if (block->hash != genesis_hash(genesis_)) return std::nullopt;
        auto diff = genesis_state(genesis_);
        state_.apply(diff);
        head_ = header;
        head_hash_ = block->hash;
        validators_ = read_validators();
        return diff;
    }
    if (head_hash_.is_zero() || check_final_header(header, head_, validators_, env_.signer))
        return std::nullopt;
    auto result = execute_block(state_, {.header = header,
                                         .transactions = block->block.transactions,
                                         .senders = block->senders,
                                         .withdrawals = {},
                                         .chain_id = genesis_.chain_id,
                                         .block_hash = block_hashes()});
    if (!result || !matches(header, *result)) return std::nullopt;
    auto inverse = inverse_of(result->diff, state_);
    state_.apply(result->diff);
    if (state_.root() != header.state_root) {
        state_.apply(inverse);
        return std::nullopt;
    }
    if (touches_governance(result->diff)) validators_ = read_validators();
    head_ = header;
    head_hash_ = block->hash;
    return std::move(result->diff);
}

std::optional<DiskError> Node::found_chain() {
    auto record = std::make_shared<BlockRecord>();
    record->block = genesis_block(genesis_);
    record->hash = block_hash(record->header());
    head_ = record->header();
    head_hash_ = record->hash;
    auto state = genesis_state(genesis_);
    state_.apply(state);
    auto appended = store_->append(record, std::move(state));
    if (!appended) return appended.error();
    auto flushed = store_->flush();
    if (!flushed) return flushed.error();
    return std::nullopt;
}

}  // namespace dure::chain
