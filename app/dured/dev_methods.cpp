#include "dev_methods.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "chain/block/transaction.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/rpc/shapes.hpp"

namespace dure::app {

namespace {

using namespace chain;
using namespace chain::rpc;
namespace json = boost::json;
using Answered = Answer<json::value>;
using Accounts = std::shared_ptr<const std::vector<DevAccount>>;

/// Blocks in one request: the node answers nobody while it makes them.
constexpr std::uint64_t kMostBlocks = 100'000;

/// A number as testers' tools write it: 5, "5" or "0x5".
std::uint64_t number_of(Params& params, const json::value& value, const char* what) {
    if (value.is_int64() && value.get_int64() >= 0)
        return static_cast<std::uint64_t>(value.get_int64());
    if (value.is_uint64()) return value.get_uint64();
    if (const auto* text = value.if_string()) {
        if (const auto hex = parse_hex_quantity(*text); hex && hex->fits_uint64())
            return static_cast<std::uint64_t>(*hex);
        std::uint64_t out = 0;
        const auto end = text->data() + text->size();
        if (const auto [at, error] = std::from_chars(text->data(), end, out);
            error == std::errc{} && at == end && !text->empty()) {
            return out;
        }
    }
    params.fail(std::string(what) + " must be a number");
    return 0;
}

Error stopped() { return {kServerError, "the node has stopped"}; }

Answered mine(DevChain& dev, Node& node, std::uint64_t blocks, std::uint64_t seconds_between) {
    if (blocks > kMostBlocks)
        return Error{kLimitExceeded, "more than " + std::to_string(kMostBlocks) + " blocks"};
    for (std::uint64_t i = 0; i < blocks; ++i) {
        if (i > 0 && seconds_between > 0 &&
            !dev.set_next_timestamp(node.head().timestamp + seconds_between)) {
            return Error{kInvalidParams, "the time is too far ahead"};
        }
        if (!dev.mine()) return stopped();
    }
    return json::value("0x0");
}

Answered evm_mine(DevChain& dev, Node& node, Params& params) {
    std::uint64_t blocks = 1;
    std::optional<std::uint64_t> timestamp;
    if (const auto* object = params.value(0).if_object()) {
        for (const auto& [name, value] : *object) {
            if (value.is_null()) continue;
            if (name == "blocks") {
                blocks = number_of(params, value, "blocks");
            } else if (name == "timestamp") {
                timestamp = number_of(params, value, "timestamp");
            } else {
                params.fail("unknown key " + std::string(name));
            }
        }
    } else if (params.has(0)) {
        timestamp = number_of(params, params.value(0), "timestamp");
    }
    if (params.error()) return *params.error();
    if (timestamp && !dev.set_next_timestamp(*timestamp))
        return Error{kInvalidParams, "the timestamp is not after the last block's"};
    return mine(dev, node, blocks, 0);
}

Answered mine_many(DevChain& dev, Node& node, Params& params) {
    const auto blocks = params.has(0) ? number_of(params, params.value(0), "blocks") : 1;
    const auto between = params.has(1) ? number_of(params, params.value(1), "interval") : 0;
    if (params.error()) return *params.error();
    auto mined = mine(dev, node, blocks, between);
    if (!mined) return mined;
    return json::value(nullptr);
}

Answered snapshot(DevChain& dev, Node&, Params&) {
    if (dev.mining == Mining::kAtOnce) dev.mine_waiting();
    return json::value(quantity(dev.snapshot()));
}

Answered revert(DevChain& dev, Node& node, Params& params) {
    const auto id = number_of(params, params.value(0), "id");
    if (params.error()) return *params.error();
    const bool done = dev.revert(id);
    if (node.stopped()) return stopped();
    return json::value(done);
}

Answered increase_time(DevChain& dev, Node&, Params& params) {
    const auto seconds = number_of(params, params.value(0), "seconds");
    if (seconds > UINT32_MAX) params.fail("too many seconds");
    if (params.error()) return *params.error();
    return json::value(dev.increase_time(static_cast<std::int64_t>(seconds)));
}

Answered set_next_timestamp(DevChain& dev, Node&, Params& params) {
    const auto time = number_of(params, params.value(0), "timestamp");
    if (params.error()) return *params.error();
    if (!dev.set_next_timestamp(time))
        return Error{kInvalidParams, "the timestamp is not after the last block's"};
    return json::value(nullptr);
}

Answered set_automine(DevChain& dev, Node&, Params& params) {
    const bool at_once = params.flag(0);
    if (params.error()) return *params.error();
    dev.mining = at_once ? Mining::kAtOnce : Mining::kByHand;
    return json::value(nullptr);
}

Answered get_automine(DevChain& dev, Node&, Params&) {
    return json::value(dev.mining == Mining::kAtOnce);
}

Answered set_interval(DevChain& dev, Node&, Params& params) {
    const auto seconds = number_of(params, params.value(0), "seconds");
    if (seconds > UINT32_MAX) params.fail("too many seconds");
    if (params.error()) return *params.error();
    dev.mining = Mining::kByHand;
    dev.set_interval(static_cast<std::int64_t>(seconds) * 1'000);
    return json::value(nullptr);
}

// In the name of the known accounts

const DevAccount* owner(const Accounts& accounts, const Address& address, Params& params) {
    const auto found = std::find_if(accounts->begin(), accounts->end(),
                                    [&](const auto& a) { return a.address == address; });
    if (found != accounts->end()) return &*found;
    params.fail("no key for " + to_hex(address));
    return nullptr;
}

/// What the sender left out is filled in as a wallet would: nonce, gas, a type 2 without fees.
Answer<Transaction> signed_transaction(const Accounts& accounts, Node& node, Params& params) {
    auto request = params.call(0, node.head().gas_limit);
    const auto* signer = owner(accounts, request.from, params);
    if (params.error()) return *params.error();
    const auto& object = params.value(0).get_object();
    const auto given = [&](const char* key) {
        const auto* value = object.if_contains(key);
        return value != nullptr && value->is_null() ? nullptr : value;
    };
    Transaction out;
    out.chain_id = node.chain_id();
    out.type = TransactionType::dynamic_fee;
    if (given("gasPrice") != nullptr)
        out.type =
            given("accessList") != nullptr ? TransactionType::access_list : TransactionType::legacy;
    out.set_gas_price(request.gas_price);
    if (const auto* tip = given("maxPriorityFeePerGas")) {
        const auto* text = tip->if_string();
        const auto value = text != nullptr ? parse_hex_quantity(*text) : std::nullopt;
        if (!value) params.fail("maxPriorityFeePerGas must be a 0x quantity");
        out.max_priority_fee_per_gas = value.value_or(uint256{});
    }
    const auto* nonce = given("nonce");
    out.nonce =
        nonce != nullptr ? number_of(params, *nonce, "nonce") : node.next_nonce(signer->address);
    if (params.error()) return *params.error();
    if (given("gas") == nullptr) {
        const auto estimated = node.estimate_gas(request);
        if (!estimated) return call_error(estimated.error());
        request.gas = *estimated;
    }
    out.gas_limit = request.gas;
    out.to = request.to;
    out.value = request.value;
    out.data = std::move(request.data);
    out.access_list = std::move(request.access_list);
    return chain::sign(std::move(out), signer->key);
}

Answered send_transaction(const Accounts& accounts, Node& node, Params& params) {
    const auto transaction = signed_transaction(accounts, node, params);
    if (!transaction) return transaction.error();
    return submitted(node.submit(encode(*transaction)));
}

Answered sign_transaction(const Accounts& accounts, Node& node, Params& params) {
    const auto transaction = signed_transaction(accounts, node, params);
    if (!transaction) return transaction.error();
    return json::value(to_hex(encode(*transaction)));
}

/// EIP-191, version 0x45.
Answered sign_message(const Accounts& accounts, const Address& address, const Bytes& message,
                      Params& params) {
    const auto* signer = owner(accounts, address, params);
    if (params.error()) return *params.error();
    const auto prefix =
        "\x19"
        "Ethereum Signed Message:\n" +
        std::to_string(message.size());
    Bytes text(prefix.begin(), prefix.end());
    text.insert(text.end(), message.begin(), message.end());
    const auto signature = chain::sign(keccak256(text), signer->key);
    std::array<Byte, 65> out{};
    signature.r.store_be32(out.data());
    signature.s.store_be32(out.data() + 32);
    out[64] = static_cast<Byte>(27 + signature.y_parity);
    return json::value(to_hex(out));
}

}  // namespace

ExtraMethods dev_methods(std::shared_ptr<DevChain> dev, Accounts accounts) {
    ExtraMethods out;
    using OnChain = Answered (*)(DevChain&, Node&, Params&);
    const auto add = [&](std::initializer_list<const char*> names, OnChain method) {
        for (const char* name : names) {
            out[name] = [dev, method](Node& node, Params& params) {
                return method(*dev, node, params);
            };
        }
    };
    add({"evm_mine"}, evm_mine);
    add({"anvil_mine", "hardhat_mine"}, mine_many);
    add({"evm_snapshot", "anvil_snapshot"}, snapshot);
    add({"evm_revert", "anvil_revert"}, revert);
    add({"evm_increaseTime", "anvil_increaseTime"}, increase_time);
    add({"evm_setNextBlockTimestamp", "anvil_setNextBlockTimestamp"}, set_next_timestamp);
    add({"evm_setAutomine", "anvil_setAutomine"}, set_automine);
    add({"anvil_getAutomine", "hardhat_getAutomine"}, get_automine);
    add({"evm_setIntervalMining", "anvil_setIntervalMining"}, set_interval);

    out["eth_accounts"] = [accounts](Node&, Params&) -> Answered {
        json::array list;
        for (const auto& account : *accounts) list.emplace_back(to_hex(account.address));
        return json::value(std::move(list));
    };
    out["eth_sendTransaction"] = [accounts](Node& node, Params& params) {
        return send_transaction(accounts, node, params);
    };
    out["eth_signTransaction"] = [accounts](Node& node, Params& params) {
        return sign_transaction(accounts, node, params);
    };
    out["eth_sign"] = [accounts](Node&, Params& params) {
        return sign_message(accounts, params.address(0), params.bytes(1), params);
    };
    out["personal_sign"] = [accounts](Node&, Params& params) {
        return sign_message(accounts, params.address(1), params.bytes(0), params);
    };
    return out;
}

}  // namespace dure::app
