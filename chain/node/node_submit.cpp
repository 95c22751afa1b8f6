// How transactions come in: decoded and checked, their senders recovered together, then pooled.
#include "chain/node/node.hpp"
#include "chain/node/node_peers.hpp"

namespace dure::chain {

namespace {

Rejection from(TransactionError error) {
    switch (error) {
        case TransactionError::bad_encoding:
            return Rejection::bad_encoding;
        case TransactionError::unsupported_type:
            return Rejection::unsupported_type;
        case TransactionError::bad_v:
        case TransactionError::bad_signature:
            return Rejection::bad_signature;
        case TransactionError::nonce_too_high:
            return Rejection::nonce_too_high;
        case TransactionError::priority_above_fee:
        case TransactionError::fee_overflow:
            return Rejection::bad_fees;
        case TransactionError::init_code_too_large:
            return Rejection::too_large;
        case TransactionError::gas_below_intrinsic:
            return Rejection::bad_gas;
    }
    return Rejection::bad_encoding;
}

}  // namespace

std::optional<std::vector<Address>> Node::senders_of(std::span<const Transaction> transactions,
                                                     std::span<const Hash256> hashes) const {
    std::vector<Address> out(transactions.size());
    if (batch_) {
        for (std::size_t i = 0; i < out.size(); ++i) {
            if (!batch_->senders[i]) return std::nullopt;
            out[i] = *batch_->senders[i];
        }
        return out;
    }
    std::vector<std::size_t> unknown;
    std::vector<const Transaction*> asked;
    for (std::size_t i = 0; i < transactions.size(); ++i) {
        if (const auto* pooled = pool_.find(hashes[i])) {
            out[i] = pooled->sender;
        } else {
            unknown.push_back(i);
            asked.push_back(&transactions[i]);
        }
    }
    const auto recovered = env_.senders.recover(asked);
    for (std::size_t k = 0; k < unknown.size(); ++k) {
        if (!recovered[k]) return std::nullopt;
        out[unknown[k]] = *recovered[k];
    }
    return out;
}

Result<Hash256, Rejection> Node::submit(ByteView raw) { return submit({&raw, 1}).front(); }

std::vector<Result<Hash256, Rejection>> Node::submit(std::span<const ByteView> raws) {
    std::vector<Result<Submission, Rejection>> decoded;
    std::vector<const Transaction*> pointers;
    decoded.reserve(raws.size());
    for (const auto& raw : raws) decoded.push_back(decode_submission(raw));
    for (const auto& one : decoded) {
        if (one) pointers.push_back(&one->transaction);
    }
    const auto senders = env_.senders.recover(pointers);

    std::vector<Result<Hash256, Rejection>> out;
    out.reserve(raws.size());
    auto from = senders.begin();
    for (auto& one : decoded) {
        if (one) {
            out.push_back(admit(*std::move(one), *from++));
        } else {
            out.emplace_back(one.error());
        }
    }
    schedule_block();
    return out;
}

Result<Node::Submission, Rejection> Node::decode_submission(ByteView raw) const {
    if (stopped_) return Rejection::node_stopped;
    if (!has_room()) return Rejection::no_room;
    if (raw.size() > config_.pool.transaction_bytes) return Rejection::too_large;
    const auto id = keccak256(raw);
    if (pool_.find(id) != nullptr) return Rejection::already_known;
    auto transaction = decode_transaction(raw);
    if (!transaction) return from(transaction.error());
    if (transaction->chain_id != genesis_.chain_id) return Rejection::wrong_chain;
    if (const auto error = check_stateless(*transaction)) return from(*error);
    if (transaction->gas_limit > head_.gas_limit) return Rejection::bad_gas;
    return Submission{*std::move(transaction), id, raw.size()};
}

Result<Hash256, Rejection> Node::admit(Submission one, const std::optional<Address>& sender) {
    if (!sender) return Rejection::bad_signature;
    if (pool_.find(one.hash) != nullptr) return Rejection::already_known;  // twice in one call
    if (const auto rejection = against_state(one.transaction, *sender)) return *rejection;
    const auto account = state_.account(*sender);
    auto added = pool_.add(std::move(one.transaction), one.hash, *sender, one.bytes,
                           account ? account->nonce : 0, env_.clock.steady_ms());
    if (!added) return added;
    peers_->transaction_taken(*added);
    transaction_listeners_.tell(*pool_.find(*added));
    return added;
}

std::optional<Rejection> Node::against_state(const Transaction& transaction,
                                             const Address& sender) const {
    const auto account = state_.account(sender).value_or(Account{});
    if (account.code_hash != kEmptyCodeHash) return Rejection::sender_is_contract;
    if (transaction.nonce < account.nonce) return Rejection::nonce_too_low;
    const auto fee = transaction.max_fee_per_gas * uint256{transaction.gas_limit};
    if (account.balance < fee || account.balance - fee < transaction.value)
        return Rejection::insufficient_funds;
    return std::nullopt;
}

}  // namespace dure::chain
