#include "chain/api/outbox.hpp"

#include <vector>

#include "chain/api/question.hpp"
#include "chain/api/reasons.hpp"

namespace dure::chain::api {
namespace {

core::Outcome unsent(std::string reason) {
    return {
        .state = core::Outcome::State::kFailed, .reason = std::move(reason), .block = 0, .tx = {}};
}

}  // namespace

std::string Outbox::check(const Address& from, const Message& message) const {
    const auto outcome =
        ask(node_, from, message.to, message.data, message.gas_limit, CallContext::kNext);
    if (outcome.status == evm::Status::success) return {};
    return reason_of(outcome.output);
}

void Outbox::send(const SecretKey& key, const Message& message, Done done) {
    const auto from = address_of(key);
    if (auto reason = check(from, message); !reason.empty()) return done(unsent(std::move(reason)));

    Transaction tx;
    tx.type = TransactionType::dynamic_fee;
    tx.chain_id = node_.chain_id();
    tx.nonce = node_.next_nonce(from);
    tx.gas_limit = message.gas_limit;
    tx.to = message.to;
    tx.data = message.data;
    const auto hash = node_.submit(encode(sign(std::move(tx), key)));
    if (!hash) return done(unsent(reason_of(hash.error())));

    waiting_.emplace(*hash, Waiting{.from = from, .message = message, .done = done});
    done({.state = core::Outcome::State::kPending, .reason = {}, .block = 0, .tx = hash->bytes});
}

void Outbox::take(const BlockRecord& block) {
    struct Told {
        Done done;
        core::Outcome outcome;
    };
    std::vector<Told> told;
    for (std::size_t i = 0; i < block.transaction_hashes.size(); ++i) {
        auto found = waiting_.extract(block.transaction_hashes[i]);
        if (found.empty()) continue;
        auto& waiting = found.mapped();
        core::Outcome outcome{.state = core::Outcome::State::kFinal,
                              .reason = {},
                              .block = block.header().number,
                              .tx = block.transaction_hashes[i].bytes};
        if (!block.receipts[i].succeeded) {
            // Receipts do not say why: asking again on the new state does, in all but odd cases.
            auto reason = check(waiting.from, waiting.message);
            outcome.state = core::Outcome::State::kFailed;
            outcome.reason = reason.empty() ? "failed" : std::move(reason);
        }
        told.push_back({std::move(waiting.done), std::move(outcome)});
    }
    for (auto it = waiting_.begin(); it != waiting_.end();) {
        if (node_.pool().find(it->first) != nullptr) {
            ++it;
            continue;
        }
        auto outcome = unsent("dropped");
        outcome.tx = it->first.bytes;
        told.push_back({std::move(it->second.done), std::move(outcome)});
        it = waiting_.erase(it);
    }
    for (const auto& [done, outcome] : told) done(outcome);
}

}  // namespace dure::chain::api
