#include "chain/rpc/methods.hpp"

#include <algorithm>
#include <chrono>

#include "chain/rpc/shapes.hpp"

namespace dure::chain::rpc {

const std::map<std::string, Methods::Method, std::less<>>& Methods::table() {
    static const std::map<std::string, Method, std::less<>> methods{
        {"eth_chainId", &Methods::chain_id},
        {"eth_blockNumber", &Methods::block_number},
        {"eth_getBalance", &Methods::balance},
        {"eth_getCode", &Methods::code},
        {"eth_getStorageAt", &Methods::storage_at},
        {"eth_getTransactionCount", &Methods::transaction_count},
        {"eth_call", &Methods::call},
        {"eth_estimateGas", &Methods::estimate_gas},
        {"eth_gasPrice", &Methods::gas_price},
        {"eth_maxPriorityFeePerGas", &Methods::gas_price},
        {"eth_feeHistory", &Methods::fee_history},
        {"eth_sendRawTransaction", &Methods::send_raw_transaction},
        {"eth_getTransactionByHash", &Methods::transaction_by_hash},
        {"eth_getTransactionByBlockNumberAndIndex", &Methods::transaction_by_number},
        {"eth_getTransactionByBlockHashAndIndex", &Methods::transaction_by_block_hash},
        {"eth_getTransactionReceipt", &Methods::transaction_receipt},
        {"eth_getBlockByNumber", &Methods::block_by_number},
        {"eth_getBlockByHash", &Methods::block_by_hash},
        {"eth_getBlockReceipts", &Methods::block_receipts},
        {"eth_getBlockTransactionCountByNumber", &Methods::transaction_count_by_number},
        {"eth_getBlockTransactionCountByHash", &Methods::transaction_count_by_hash},
        {"eth_getLogs", &Methods::logs},
        {"eth_newFilter", &Methods::new_filter},
        {"eth_newBlockFilter", &Methods::new_block_filter},
        {"eth_newPendingTransactionFilter", &Methods::new_pending_filter},
        {"eth_getFilterChanges", &Methods::filter_changes},
        {"eth_getFilterLogs", &Methods::filter_logs},
        {"eth_uninstallFilter", &Methods::uninstall_filter},
        {"eth_subscribe", &Methods::subscribe},
        {"eth_unsubscribe", &Methods::unsubscribe},
        {"eth_getProof", &Methods::proof},
        {"eth_syncing", &Methods::syncing},
        {"eth_accounts", &Methods::accounts},
        {"net_version", &Methods::net_version},
        {"net_listening", &Methods::net_listening},
        {"net_peerCount", &Methods::net_peer_count},
        {"web3_clientVersion", &Methods::client_version},
        {"txpool_status", &Methods::pool_status},
    };
    return methods;
}

std::vector<json::value> Methods::answer(Node& node, std::span<const Answer<Request>> requests,
                                         std::int64_t now_ms, std::optional<ClientId> client) {
    const auto end = std::find_if(requests.begin(), requests.end(), [](const auto& request) {
        return !request || request->method != "eth_sendRawTransaction";
    });
    if (end - requests.begin() > 1) return send_raw_transactions(node, {requests.begin(), end});
    std::vector<json::value> out;
    out.push_back(answer_one(node, requests.front(), now_ms, client));
    return out;
}

json::value Methods::answer_one(Node& node, const Answer<Request>& request, std::int64_t now_ms,
                                std::optional<ClientId> client) {
    if (!request) return failure(nullptr, request.error());
    Params params(request->params);
    auto result = [&]() -> Result {
        if (const auto extra = extra_.find(request->method); extra != extra_.end())
            return extra->second(node, params);
        const auto method = table().find(request->method);
        if (method == table().end()) {
            return Error{kMethodNotFound,
                         "the method " + request->method + " does not exist or is not available"};
        }
        Call call{.node = node, .params = params, .now_ms = now_ms, .client = client};
        return (this->*method->second)(call);
    }();
    if (params.error()) return failure(request->id, *params.error());
    if (!result) return failure(request->id, result.error());
    return success(request->id, *std::move(result));
}

// The state of old blocks is not kept: a question about it gets an error, never the head's answer.
std::optional<Error> Methods::at_head(Call& c, const BlockRef& ref) {
    if (c.params.error()) return c.params.error();
    const auto head = c.node.height();
    if (const auto* tag = std::get_if<BlockTag>(&ref)) {
        if (*tag != BlockTag::kEarliest || head == 0) return std::nullopt;
        return Error{kServerError, "only the state of the latest block is kept"};
    }
    if (const auto* hash = std::get_if<Hash256>(&ref)) {
        if (*hash == c.node.head_hash()) return std::nullopt;
    } else if (std::get<std::uint64_t>(ref) == head) {
        return std::nullopt;
    }
    if (!block(c, ref)) return Error{kServerError, "block not found"};
    return Error{kServerError, "only the state of the latest block is kept"};
}

SharedBlock Methods::block(Call& c, const BlockRef& ref) {
    if (c.params.error()) return nullptr;
    if (const auto* hash = std::get_if<Hash256>(&ref)) return c.node.block(*hash);
    if (const auto* number = std::get_if<std::uint64_t>(&ref)) return c.node.block(*number);
    const bool first = std::get<BlockTag>(ref) == BlockTag::kEarliest;
    return c.node.block(first ? 0 : c.node.height());
}

Methods::Result Methods::missing(Call& c, const BlockRef& ref) {
    if (c.params.error()) return *c.params.error();
    std::optional<std::uint64_t> number = 0;  // the earliest
    if (const auto* hash = std::get_if<Hash256>(&ref)) number = c.node.number_of(*hash);
    if (const auto* given = std::get_if<std::uint64_t>(&ref)) number = *given;
    if (number && *number < c.node.oldest_body()) return pruned_history();
    return json::value(nullptr);
}

Methods::Result Methods::chain_id(Call& c) { return json::value(quantity(c.node.chain_id())); }
Methods::Result Methods::block_number(Call& c) { return json::value(quantity(c.node.height())); }

Methods::Result Methods::balance(Call& c) {
    const auto address = c.params.address(0);
    if (auto error = at_head(c, c.params.block(1))) return *error;
    return json::value(quantity(c.node.state().account(address).value_or(Account{}).balance));
}

Methods::Result Methods::code(Call& c) {
    const auto address = c.params.address(0);
    if (auto error = at_head(c, c.params.block(1))) return *error;
    const auto account = c.node.state().account(address).value_or(Account{});
    return json::value(to_hex(c.node.state().code(account.code_hash)->view()));
}

Methods::Result Methods::storage_at(Call& c) {
    const auto address = c.params.address(0);
    const auto slot = c.params.quantity(1);
    if (auto error = at_head(c, c.params.block(2))) return *error;
    return json::value(to_hex(to_hash(c.node.state().storage(address, slot))));
}

Methods::Result Methods::transaction_count(Call& c) {
    const auto address = c.params.address(0);
    const auto ref = c.params.block(1);
    if (auto error = at_head(c, ref)) return *error;
    if (ref == BlockRef{BlockTag::kPending})
        return json::value(quantity(c.node.next_nonce(address)));
    return json::value(quantity(c.node.state().account(address).value_or(Account{}).nonce));
}

namespace {

/// For so long from now.
MayGoOn patience(std::int64_t ms) {
    if (ms == 0) return {};
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
    return [end] { return std::chrono::steady_clock::now() < end; };
}

Error took_too_long(const Limits& limits) {
    return {kLimitExceeded,
            "the execution took more than " + std::to_string(limits.call_ms) + " ms"};
}

}  // namespace

Methods::Result Methods::call(Call& c) {
    auto request = c.params.call(0, limits_.call_gas);
    const auto ref = c.params.block(1);
    if (c.params.has(2)) c.params.fail("state overrides are not supported");
    if (auto error = at_head(c, ref)) return *error;
    const auto context =
        ref == BlockRef{BlockTag::kPending} ? CallContext::kNext : CallContext::kHead;
    request.may_go_on = patience(limits_.call_ms);
    const auto outcome = c.node.call(request, context);
    if (outcome.status == evm::Status::interrupted) return took_too_long(limits_);
    if (outcome.status != evm::Status::success) return call_error(outcome);
    return json::value(to_hex(outcome.output));
}

Methods::Result Methods::estimate_gas(Call& c) {
    const auto cap = std::min(limits_.call_gas, c.node.head().gas_limit);
    auto request = c.params.call(0, cap);
    if (auto error = at_head(c, c.params.block(1))) return *error;
    request.may_go_on = patience(limits_.call_ms);
    const auto gas = c.node.estimate_gas(request);
    if (!gas && gas.error().status == evm::Status::interrupted) return took_too_long(limits_);
    if (!gas) return call_error(gas.error());
    return json::value(quantity(*gas));
}

Methods::Result Methods::gas_price(Call&) { return json::value(quantity(std::uint64_t{0})); }

Answer<json::value> submitted(const chain::Result<Hash256, Rejection>& hash) {
    if (hash) return json::value(to_hex(*hash));
    const bool is_none = hash.error() == Rejection::bad_encoding;
    return Error{is_none ? kInvalidParams : kTransactionRejected,
                 std::string(to_string(hash.error()))};
}

Methods::Result Methods::send_raw_transaction(Call& c) {
    const auto raw = c.params.bytes(0);
    if (c.params.error()) return *c.params.error();
    return submitted(c.node.submit(raw));
}

std::vector<json::value> Methods::send_raw_transactions(Node& node,
                                                        std::span<const Answer<Request>> requests) {
    std::vector<Bytes> raws;
    std::vector<std::optional<Error>> errors;
    for (const auto& request : requests) {
        Params params(request->params);
        raws.push_back(params.bytes(0));
        errors.push_back(params.error());
    }
    std::vector<ByteView> good;
    for (std::size_t i = 0; i < raws.size(); ++i) {
        if (!errors[i]) good.emplace_back(raws[i]);
    }
    const auto hashes = node.submit(good);
    std::vector<json::value> out;
    auto hash = hashes.begin();
    for (std::size_t i = 0; i < raws.size(); ++i) {
        const auto result = errors[i] ? Answer<json::value>(*errors[i]) : submitted(*hash++);
        out.push_back(result ? success(requests[i]->id, *result)
                             : failure(requests[i]->id, result.error()));
    }
    return out;
}

Methods::Result Methods::transaction_by_hash(Call& c) {
    const auto hash = c.params.hash(0);
    if (const auto* waiting = c.node.pool().find(hash))
        return transaction_json(waiting->transaction, waiting->hash, waiting->sender);
    const auto place = c.node.transaction(hash);
    return place ? transaction_json(*place->block, place->index) : json::value(nullptr);
}

Methods::Result Methods::transaction_by_number(Call& c) {
    return transaction_in(c, c.params.block(0));
}

Methods::Result Methods::transaction_by_block_hash(Call& c) {
    return transaction_in(c, c.params.hash(0));
}

Methods::Result Methods::transaction_in(Call& c, const BlockRef& ref) {
    const auto index = c.params.quantity64(1);
    const auto found = block(c, ref);
    if (!found) return missing(c, ref);
    if (index >= found->transaction_hashes.size()) return json::value(nullptr);
    return transaction_json(*found, index);
}

Methods::Result Methods::transaction_receipt(Call& c) {
    const auto place = c.node.transaction(c.params.hash(0));
    return place ? receipt_json(*place->block, place->index) : json::value(nullptr);
}

Methods::Result Methods::block_by_number(Call& c) {
    const auto ref = c.params.block(0);
    const auto full = c.params.flag(1) ? Transactions::kFull : Transactions::kHashes;
    const auto found = block(c, ref);
    return found ? block_json(*found, full) : missing(c, ref);
}

Methods::Result Methods::block_by_hash(Call& c) {
    const auto hash = c.params.hash(0);
    const auto full = c.params.flag(1) ? Transactions::kFull : Transactions::kHashes;
    const auto found = block(c, hash);
    return found ? block_json(*found, full) : missing(c, hash);
}

Methods::Result Methods::block_receipts(Call& c) {
    const auto ref = c.params.block(0);
    const auto found = block(c, ref);
    if (!found) return missing(c, ref);
    json::array out;
    for (std::size_t i = 0; i < found->receipts.size(); ++i) out.push_back(receipt_json(*found, i));
    return json::value(std::move(out));
}

Methods::Result Methods::transaction_count_by_number(Call& c) {
    const auto ref = c.params.block(0);
    const auto found = block(c, ref);
    return found ? json::value(quantity(found->transaction_hashes.size())) : missing(c, ref);
}

Methods::Result Methods::transaction_count_by_hash(Call& c) {
    const auto hash = c.params.hash(0);
    const auto found = block(c, hash);
    return found ? json::value(quantity(found->transaction_hashes.size())) : missing(c, hash);
}

Methods::Result Methods::proof(Call& c) {
    const auto address = c.params.address(0);
    const auto slots = c.params.slots(1);
    if (auto error = at_head(c, c.params.block(2))) return *error;
    std::vector<uint256> keys;
    for (const auto& slot : slots) keys.push_back(slot.key);
    auto out = proof_json(address, c.node.prove(address, keys));
    // Keys come back as they were written.
    auto& proofs = out.at("storageProof").get_array();
    for (std::size_t i = 0; i < slots.size(); ++i) {
        if (slots[i].is_word) proofs[i].at("key") = to_hex(to_hash(slots[i].key));
    }
    return out;
}

Methods::Result Methods::syncing(Call& c) {
    const auto status = c.node.sync_status();
    if (!status.best || *status.best <= status.height || status.phase == SyncStatus::Phase::kLive) {
        return json::value(false);
    }
    json::object out;
    out["startingBlock"] = quantity(status.from);
    out["currentBlock"] = quantity(status.height);
    out["highestBlock"] = quantity(*status.best);
    return json::value(std::move(out));
}

Methods::Result Methods::accounts(Call&) { return json::value(json::array()); }
Methods::Result Methods::net_version(Call& c) {
    return json::value(std::to_string(c.node.chain_id()));
}
Methods::Result Methods::net_listening(Call&) { return json::value(true); }
Methods::Result Methods::net_peer_count(Call& c) {
    return json::value(quantity(std::uint64_t{c.node.sync_status().peers}));
}
Methods::Result Methods::client_version(Call&) { return json::value("Dure/v0.1.0/linux/cpp"); }

Methods::Result Methods::pool_status(Call& c) {
    const auto status = c.node.pool().status();
    json::object out;
    out["pending"] = quantity(status.pending);
    out["queued"] = quantity(status.queued);
    return json::value(std::move(out));
}

}  // namespace dure::chain::rpc
