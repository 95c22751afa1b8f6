// What a block does: building one from the pool, and executing what others built. A block that is
// not decided leaves no trace in the state.
#include <algorithm>
#include <set>

#include "chain/base/mutant.hpp"
#include "chain/crypto/keccak_many.hpp"
#include "chain/node/execution_check.hpp"
#include "chain/node/node.hpp"
#include "chain/trie/trie.hpp"

namespace dure::chain {

namespace {

/// Marks our blocks for people who look at extra data.
constexpr Hash256 kVanity{{'d', 'u', 'r', 'e'}};

}  // namespace

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
    if (mutant(Mutant::kTimestampAnything)) header.timestamp = static_cast<std::uint64_t>(wall);
    header.extra_data = encode(qbft_->proposal_extra_data(kVanity));
    header.mix_hash = head_.mix_hash;
    return header;
}

Node::Candidate Node::build_block() {
    step_back();
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

bool Node::is_candidate(const Block& block, const Hash256& hash) const {
    return candidate_ && candidate_->hash == hash &&
           candidate_->record.block.transactions == block.transactions;
}

bool Node::execution_agrees(const Block& block) {
    const auto hash = block_hash(block.header);
    if (is_candidate(block, hash)) return true;
    step_back();
    auto candidate = run_block(block, hash, Body::kToBeChecked);
    if (!candidate) return false;
    candidate->record.block = block;
    candidate_ = std::move(candidate);
    state_ahead_ = true;
    return true;
}

std::optional<Node::Candidate> Node::run_block(const Block& block, const Hash256& hash, Body body) {
    Candidate out;
    out.hash = hash;
    const auto encoded = encode_each(block.transactions);
    out.record.transaction_hashes = keccak256_each(encoded);
    auto senders = senders_of(block.transactions, out.record.transaction_hashes);
    if (!senders) return std::nullopt;
    out.record.senders = *std::move(senders);
    auto result = execute_block(state_, {.header = block.header,
                                         .transactions = block.transactions,
                                         .senders = out.record.senders,
                                         .withdrawals = block.withdrawals,
                                         .chain_id = genesis_.chain_id,
                                         .block_hash = block_hashes()});
    if (!result || !block.withdrawals.empty() || !matches(block.header, *result) ||
        (body == Body::kToBeChecked && block.header.transactions_root != ordered_root(encoded))) {
        return std::nullopt;
    }
    out.record.receipts = std::move(result->receipts);
    out.inverse = inverse_of(result->diff, state_);
    out.diff = std::move(result->diff);
    state_.apply(out.diff);
    if (state_.root() != block.header.state_root) {
        state_.apply(out.inverse);
        return std::nullopt;
    }
    return out;
}

void Node::step_back() {
    if (state_ahead_ && !mutant(Mutant::kProposalStays)) state_.apply(candidate_->inverse);
    state_ahead_ = false;
}

}  // namespace dure::chain
