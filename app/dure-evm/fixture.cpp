#include "fixture.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "chain/block/execution.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/crypto/secp256k1.hpp"

namespace dure::app {

using namespace chain;
namespace json = boost::json;

json::value load_json(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw FixtureError("cannot read " + path.string());
    const std::string content{std::istreambuf_iterator<char>(in), {}};
    json::parse_options options;
    options.max_depth = 64;
    return json::parse(content, json::make_shared_resource<json::monotonic_resource>(), options);
}

const json::value& member(const json::value& object, std::string_view key) {
    const auto* fields = object.if_object();
    const auto* found = fields == nullptr ? nullptr : fields->if_contains(key);
    if (found == nullptr) throw FixtureError("no field " + std::string(key));
    return *found;
}

std::string_view text(const json::value& v) {
    const auto* s = v.if_string();
    if (s == nullptr) throw FixtureError("not a string");
    return {s->data(), s->size()};
}

uint256 number(const json::value& v) {
    if (v.is_int64()) return {static_cast<std::uint64_t>(v.get_int64())};
    const auto s = text(v);
    if (s == "0x") return {};
    const auto parsed = parse_uint256(s);
    if (!parsed) throw FixtureError("not a number: " + std::string(s));
    return *parsed;
}

std::uint64_t number64(const json::value& v) {
    const auto n = number(v);
    if (!n.fits_uint64()) throw FixtureError("number above 64 bits");
    return n[0];
}

Bytes bytes(const json::value& v) {
    auto parsed = from_hex(text(v));
    if (!parsed) throw FixtureError("not bytes");
    return std::move(*parsed);
}

Address address(std::string_view s) {
    const auto parsed = fixed_from_hex<Address>(s);
    if (!parsed) throw FixtureError("not an address: " + std::string(s));
    return *parsed;
}

Hash256 hash(const json::value& v) {
    const auto parsed = fixed_from_hex<Hash256>(text(v));
    if (!parsed) throw FixtureError("not a hash");
    return *parsed;
}

StateDiff accounts(const json::value& all) {
    StateDiff diff;
    for (const auto& [key, fields] : all.as_object()) {
        AccountChange change{.address = address({key.data(), key.size()}),
                             .account = {.nonce = number64(member(fields, "nonce")),
                                         .balance = number(member(fields, "balance"))},
                             .old_storage = OldStorage::keep,
                             .storage = {}};
        if (const auto code = bytes(member(fields, "code")); !code.empty()) {
            change.account.code_hash = keccak256(code);
            diff.new_code.push_back(
                {.hash = change.account.code_hash, .code = std::make_shared<const Code>(code)});
        }
        for (const auto& [slot, value] : member(fields, "storage").as_object()) {
            const auto parsed = parse_uint256({slot.data(), slot.size()});
            if (!parsed) throw FixtureError("not a slot");
            change.storage.push_back({.key = *parsed, .value = number(value)});
        }
        diff.accounts.push_back(std::move(change));
    }
    return diff;
}

WorldState made_anew(const WorldState& world) {
    StateDiff all;
    world.for_each_code([&](const Hash256& hash, const SharedCode& code) {
        all.new_code.push_back({.hash = hash, .code = std::make_shared<const Code>(code->view())});
    });
    world.for_each_account([&](const Address& who, const Account& account) {
        AccountChange change{
            .address = who, .account = account, .old_storage = OldStorage::keep, .storage = {}};
        world.for_each_slot(who, [&](const uint256& key, const uint256& value) {
            change.storage.push_back({.key = key, .value = value});
        });
        all.accounts.push_back(std::move(change));
    });
    WorldState fresh;
    fresh.apply(all);
    return fresh;
}

evm::BlockContext environment(const json::value& env) {
    evm::BlockContext block{.number = number64(member(env, "currentNumber")),
                            .timestamp = number64(member(env, "currentTimestamp")),
                            .gas_limit = number64(member(env, "currentGasLimit")),
                            .coinbase = address(text(member(env, "currentCoinbase"))),
                            .prev_randao = to_hash(number(member(env, "currentRandom"))),
                            .base_fee = number(member(env, "currentBaseFee")),
                            .blob_base_fee = 1,
                            .chain_id = 1,
                            .block_hash = [](std::uint64_t n) {
                                const auto decimal = std::to_string(n);
                                return keccak256(Bytes(decimal.begin(), decimal.end()));
                            }};
    if (const auto* excess = env.as_object().if_contains("currentExcessBlobGas")) {
        block.blob_base_fee = blob_base_fee(number64(*excess));
    }
    return block;
}

CaseIndex case_index(const json::value& indexes) {
    return {.data = number64(member(indexes, "data")),
            .gas = number64(member(indexes, "gas")),
            .value = number64(member(indexes, "value"))};
}

namespace {

AccessList access_list(const json::value& list) {
    AccessList out;
    for (const auto& item : list.as_array()) {
        AccessListEntry entry{.address = address(text(member(item, "address"))),
                              .storage_keys = {}};
        for (const auto& key : member(item, "storageKeys").as_array()) {
            entry.storage_keys.push_back(to_hash(number(key)));
        }
        out.push_back(std::move(entry));
    }
    return out;
}

Address signer(const json::value& fields) {
    if (const auto* sender = fields.as_object().if_contains("sender"))
        return address(text(*sender));
    const auto key = SecretKey::from_bytes(bytes(member(fields, "secretKey")));
    if (!key) throw FixtureError("not a secret key");
    return address_of(*key);
}

}  // namespace

FixtureTransaction fixture_transaction(const json::value& fields, const CaseIndex& index) {
    const auto& object = fields.as_object();
    Transaction tx;
    tx.nonce = number64(member(fields, "nonce"));
    tx.gas_limit = number64(member(fields, "gasLimit").as_array().at(index.gas));
    tx.value = number(member(fields, "value").as_array().at(index.value));
    tx.data = bytes(member(fields, "data").as_array().at(index.data));
    if (const auto to = text(member(fields, "to")); !to.empty()) tx.to = address(to);
    if (const auto* price = object.if_contains("gasPrice")) {
        tx.set_gas_price(number(*price));
    } else {
        tx.type = TransactionType::dynamic_fee;
        tx.max_fee_per_gas = number(member(fields, "maxFeePerGas"));
        tx.max_priority_fee_per_gas = number(member(fields, "maxPriorityFeePerGas"));
    }
    if (const auto* lists = object.if_contains("accessLists")) {
        if (const auto& list = lists->as_array().at(index.data); !list.is_null()) {
            if (tx.type == TransactionType::legacy) tx.type = TransactionType::access_list;
            tx.access_list = access_list(list);
        }
    }
    if (tx.type != TransactionType::legacy) tx.chain_id = 1;
    return {.transaction = std::move(tx), .sender = signer(fields)};
}

}  // namespace dure::app
