// What can be asked of a node.
#include <algorithm>
#include <memory>
#include <unordered_map>

#include "chain/node/node.hpp"

namespace dure::chain {

namespace {

bool may_match(const Bloom& bloom, const LogFilter& filter) {
    const auto any = [&](const auto& entries) {
        return entries.empty() || std::any_of(entries.begin(), entries.end(),
                                              [&](const auto& e) { return may_contain(bloom, e); });
    };
    return any(filter.addresses) && std::all_of(filter.topics.begin(), filter.topics.end(), any);
}

bool matches(const Log& log, const LogFilter& filter) {
    const auto is_among = [](const auto& entries, const auto& value) {
        return entries.empty() || std::find(entries.begin(), entries.end(), value) != entries.end();
    };
    if (!is_among(filter.addresses, log.address)) return false;
    for (std::size_t i = 0; i < filter.topics.size(); ++i) {
        if (filter.topics[i].empty() && i >= log.topics.size()) return false;
        if (i >= log.topics.size() || !is_among(filter.topics[i], log.topics[i])) return false;
    }
    return true;
}

}  // namespace

Address created_address(const Address& sender, std::uint64_t nonce) {
    rlp::Encoder out;
    out.list([&](rlp::Encoder& e) { e.string(sender).integer(nonce); });
    return Address::right_aligned(keccak256(out.bytes()));
}

std::optional<Header> Node::header(std::uint64_t number) const {
    if (number > head_.number) return std::nullopt;
    if (number == head_.number) return head_;
    return store_->header(number);
}

SharedBlock Node::block(std::uint64_t number) const {
    return number > head_.number ? nullptr : store_->block(number);
}

std::optional<std::uint64_t> Node::number_of(const Hash256& block_hash) const {
    return store_->height(block_hash);
}

SharedBlock Node::block(const Hash256& hash) const {
    const auto height = number_of(hash);
    return height ? block(*height) : nullptr;
}

std::optional<TransactionPlace> Node::transaction(const Hash256& hash) const {
    const auto found = store_->transaction(hash);
    if (!found) return std::nullopt;
    auto in = block(found->height);
    if (!in || found->position >= in->transaction_hashes.size()) return std::nullopt;
    return TransactionPlace{.block = std::move(in), .index = found->position};
}

std::vector<FoundLog> Node::logs(const LogFilter& filter, std::size_t most) const {
    std::vector<FoundLog> out;
    const auto last = std::min(filter.to, head_.number);
    for (auto number = filter.from; number <= last && out.size() < most; ++number) {
        const auto at = header(number);
        if (!at || !may_match(at->logs_bloom, filter)) continue;
        const auto found = block(number);
        if (!found) continue;
        std::size_t log_index = 0;
        for (std::size_t i = 0; i < found->receipts.size(); ++i) {
            for (const auto& log : found->receipts[i].logs) {
                const auto index = log_index++;
                if (!matches(log, filter) || out.size() >= most) continue;
                out.push_back({.log = log,
                               .block = number,
                               .block_hash = found->hash,
                               .timestamp = at->timestamp,
                               .transaction_hash = found->transaction_hashes[i],
                               .transaction_index = i,
                               .log_index = index});
            }
        }
    }
    return out;
}

CallOutcome Node::call(const CallRequest& request, CallContext context) const {
    const auto header = context == CallContext::kHead ? head_ : next_header();
    return simulate(state_, block_context(header, genesis_.chain_id, block_hashes()), request);
}

Result<std::uint64_t, CallOutcome> Node::estimate_gas(const CallRequest& request) const {
    return chain::estimate_gas(
        state_, block_context(next_header(), genesis_.chain_id, block_hashes()), request);
}

std::uint64_t Node::next_nonce(const Address& address) const {
    const auto account = state_.account(address);
    return pool_.next_nonce(address, account ? account->nonce : 0);
}

BlockHashes Node::block_hashes() const {
    // Code may ask for a few units of gas; the header's way from the disk is paid once.
    const auto known = std::make_shared<std::unordered_map<std::uint64_t, Hash256>>();
    return [this, known](std::uint64_t number) {
        if (number == head_.number) return head_hash_;
        const auto [at, is_new] = known->try_emplace(number);
        if (is_new) {
            if (const auto found = header(number)) at->second = block_hash(*found);
        }
        return at->second;
    };
}

}  // namespace dure::chain
