// The machine: transactions in, blocks made, voted on, sealed, stored and told.
#include "chain/node/node.hpp"

#include <algorithm>
#include <set>
#include <type_traits>

#include "chain/node/execution_check.hpp"

namespace dure::chain {

namespace {

/// Marks our blocks for people who look at extra data.
constexpr Hash256 kVanity{{'d', 'u', 'r', 'e'}};

}  // namespace

std::vector<Effect> Node::on_event(const Event& event) {
    if (const auto* received = std::get_if<TransactionReceived>(&event)) {
        // A peer's bad transaction is the peer's business; its score comes with the network.
        static_cast<void>(submit(received->raw));
    } else if (const auto* fired = std::get_if<TimerFired>(&event)) {
        if (fired->timer == NodeTimer::kFlush) {
            flush();
            effects_.emplace_back(
                SetTimer{.timer = NodeTimer::kFlush,
                         .at_ms = env_.clock.steady_ms() + config_.store.flush_ms});
        } else {
            block_timer_ms_.reset();
            pool_.expire(env_.clock.steady_ms());
            if (env_.clock.steady_ms() >= block_due_ms()) produce_block();
            schedule_block();
        }
    } else if (const auto* message = std::get_if<MessageReceived>(&event)) {
        if (!stopped_) deliver(message->message);
        schedule_block();
    }
    return take_effects();
}

std::vector<Effect> Node::take_effects() { return std::exchange(effects_, {}); }

void Node::flush() {
    if (stopped_) return;
    if (const auto flushed = store_->flush(); !flushed) stop(flushed.error().what);
}

void Node::stop(const std::string& reason) {
    if (stopped_) return;
    stopped_ = Stopped{reason};
    effects_.emplace_back(*stopped_);
    env_.log.write(LogLevel::kError, reason);
}

Subscription Node::on_block(std::function<void(const BlockRecord&)> callback) {
    return block_listeners_.add(std::move(callback));
}

Subscription Node::on_transaction(std::function<void(const PooledTransaction&)> callback) {
    return transaction_listeners_.add(std::move(callback));
}

std::int64_t Node::block_due_ms() const {
    return last_block_ms_ + (pool_.has_ready() ? config_.block_period_ms : config_.heartbeat_ms);
}

bool Node::may_propose() const { return !stopped_ && !candidate_ && qbft_->my_turn(); }

void Node::schedule_block() {
    if (!may_propose()) return;
    const auto due = std::max(block_due_ms(), env_.clock.steady_ms());
    if (block_timer_ms_ && *block_timer_ms_ <= due) return;
    block_timer_ms_ = due;
    effects_.emplace_back(SetTimer{.timer = NodeTimer::kBlock, .at_ms = due});
}

Header Node::next_header() const {
    const auto wall = env_.clock.wall_ms() / 1'000;
    Header header;
    header.parent_hash = head_hash_;
    header.coinbase = env_.signer.address();
    header.difficulty = uint256{1};
    header.number = head_.number + 1;
    header.gas_limit = head_.gas_limit;
    header.timestamp =
        std::max(head_.timestamp + 1, static_cast<std::uint64_t>(std::max(std::int64_t{0}, wall)));
    header.extra_data = encode(qbft_->proposal_extra_data(kVanity));
    header.mix_hash = head_.mix_hash;
    return header;
}

Node::Candidate Node::build_block() {
    Candidate out;
    auto& block = out.record.block;
    block.header = next_header();
    BlockExecutor executor(state_, block.header, genesis_.chain_id, block_hashes());
    std::size_t bytes = 0;
    std::set<Address> waiting;  // senders whose next transaction did not fit
    std::vector<Hash256> invalid;
    for (const auto* entry : pool_.ready()) {
        if (waiting.contains(entry->sender)) continue;
        if (bytes + entry->bytes > config_.block_bytes) {
            waiting.insert(entry->sender);
            continue;
        }
        const auto result = executor.add(entry->transaction, entry->sender);
        if (!result) {
            waiting.insert(entry->sender);
            if (result.error() != ExecutionError::gas_above_block) invalid.push_back(entry->hash);
            continue;
        }
        bytes += entry->bytes;
        block.transactions.push_back(entry->transaction);
        out.record.senders.push_back(entry->sender);
        out.record.transaction_hashes.push_back(entry->hash);
    }
    for (const auto& hash : invalid) pool_.remove(hash);

    auto result = executor.finish();
    block.header.gas_used = result.gas_used;
    block.header.logs_bloom = result.logs_bloom;
    block.header.transactions_root = transactions_root(block.transactions);
    block.header.receipts_root = receipts_root(result.receipts);
    out.record.receipts = std::move(result.receipts);
    out.inverse = inverse_of(result.diff, state_);
    out.diff = std::move(result.diff);
    state_.apply(out.diff);
    state_ahead_ = true;
    block.header.state_root = state_.root();
    out.hash = block_hash(block.header);
    return out;
}

void Node::produce_block() {
    if (may_propose()) propose();
}

void Node::propose() {
    candidate_ = build_block();
    auto proposal = qbft_->propose(candidate_->record.block);
    if (validators_.size() > 1) effects_.emplace_back(SendMessage{proposal});
    deliver(std::move(proposal));
}

void Node::deliver(QbftMessage message) {
    std::vector<QbftMessage> heard{std::move(message)};
    for (std::size_t i = 0; i < heard.size(); ++i) {
        auto answers = qbft_->hear(heard[i], [&](const Block& b) { return execution_agrees(b); });
        for (auto& answer : answers) {
            if (validators_.size() > 1) effects_.emplace_back(SendMessage{answer});
            heard.push_back(std::move(answer));
        }
    }
    if (qbft_->decided()) {
        finalise(*qbft_->decided());
    } else if (state_ahead_) {
        state_.apply(candidate_->inverse);
        state_ahead_ = false;
    }
}

bool Node::execution_agrees(const Block& block) {
    const auto hash = block_hash(block.header);
    if (candidate_ && candidate_->hash == hash) return true;
    Candidate out;
    out.hash = hash;
    out.record.block = block;
    for (const auto& transaction : block.transactions)
        out.record.transaction_hashes.push_back(chain::hash(transaction));
    auto senders = senders_of(block.transactions, out.record.transaction_hashes);
    if (!senders) return false;
    out.record.senders = *std::move(senders);
    auto result = execute_block(state_, {.header = block.header,
                                         .transactions = block.transactions,
                                         .senders = out.record.senders,
                                         .withdrawals = block.withdrawals,
                                         .chain_id = genesis_.chain_id,
                                         .block_hash = block_hashes()});
    if (!result || !block.withdrawals.empty() || !matches(block.header, *result) ||
        block.header.transactions_root != transactions_root(block.transactions)) {
        return false;
    }
    out.record.receipts = std::move(result->receipts);
    out.inverse = inverse_of(result->diff, state_);
    out.diff = std::move(result->diff);
    state_.apply(out.diff);
    if (state_.root() != block.header.state_root) {
        state_.apply(out.inverse);
        return false;
    }
    candidate_ = std::move(out);
    state_ahead_ = true;
    return true;
}

void Node::finalise(Block sealed) {
    if (!state_ahead_) state_.apply(candidate_->diff);
    state_ahead_ = false;
    auto candidate = *std::exchange(candidate_, std::nullopt);
    auto record = std::make_shared<BlockRecord>(std::move(candidate.record));
    record->block = std::move(sealed);
    record->hash = candidate.hash;

    if (auto stored = store_->append(record, std::move(candidate.diff)); !stored) {
        state_.apply(candidate.inverse);
        stop(stored.error().what);
        return;
    }
    if (undo_) undo_->push_back(std::move(candidate.inverse));
    adopt_head(record->header(), record->hash);
    last_block_ms_ = env_.clock.steady_ms();
    std::set<Address> moved(record->senders.begin(), record->senders.end());
    for (const auto& sender : moved) pool_.advance(sender, state_.account(sender)->nonce);
    if (store_->wants_flush()) flush();
    block_listeners_.tell(*record);
}

void Node::adopt_head(const Header& header, const Hash256& hash) {
    head_ = header;
    head_hash_ = hash;
    candidate_.reset();
    qbft_.emplace(env_.signer, QbftHeight{.parent = head_, .validators = validators_, .round = 0});
}

}  // namespace dure::chain
