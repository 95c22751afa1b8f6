#include "chain/node/genesis.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <set>

#include "chain/consensus/extra_data.hpp"
#include "chain/consensus/header_rules.hpp"
#include "chain/node/json.hpp"
#include "chain/state/world_state.hpp"

namespace dure::chain {

namespace {

namespace json = boost::json;

constexpr std::size_t kMaxBytes = 16 * 1024 * 1024;
constexpr std::size_t kMaxDepth = 8;

/// Reads values and remembers the first complaint; later reads give defaults.
class GenesisReader {
 public:
    const std::optional<GenesisError>& error() const { return error_; }

    Genesis genesis(const json::value& value) {
        Genesis out;
        const auto* object = as_object(value, "genesis");
        if (object == nullptr) return out;
        for (const char* key : {"chainId", "timestamp", "validators"}) {
            if (!object->contains(key)) fail(key, "is missing");
        }
        for (const auto& [key, member] : *object) {
            if (key == "chainId") {
                out.chain_id = number64(member, "chainId");
            } else if (key == "timestamp") {
                out.timestamp = number64(member, "timestamp");
            } else if (key == "gasLimit") {
                out.gas_limit = number64(member, "gasLimit");
            } else if (key == "validators") {
                out.validators = validators(member);
            } else if (key == "alloc") {
                out.alloc = alloc(member);
            } else if (key == "governance") {
                out.governance = governance(member);
            } else {
                fail(std::string(key), "is not known");
            }
        }
        return out;
    }

 private:
    void fail(const std::string& key, const std::string& why) {
        if (!error_) error_ = GenesisError{key + " " + why};
    }

    const json::object* as_object(const json::value& value, const std::string& key) {
        if (!value.is_object()) fail(key, "must be an object");
        return value.if_object();
    }

    uint256 number(const json::value& value, const std::string& key) {
        if (value.is_int64() && value.get_int64() >= 0)
            return uint256{static_cast<std::uint64_t>(value.get_int64())};
        if (value.is_uint64()) return uint256{value.get_uint64()};
        if (const auto* text = value.if_string()) {
            if (const auto parsed = parse_hex_quantity(*text)) return *parsed;
        }
        fail(key, "must be a whole number or a 0x string of at most 256 bits");
        return {};
    }

    std::uint64_t number64(const json::value& value, const std::string& key) {
        const auto wide = number(value, key);
        if (!wide.fits_uint64()) fail(key, "is larger than 64 bits");
        return static_cast<std::uint64_t>(wide);
    }

    Address address(std::string_view text, const std::string& key) {
        const auto parsed = text.starts_with("0x") ? fixed_from_hex<Address>(text) : std::nullopt;
        if (!parsed) fail(key, "must be 0x and 40 hex digits");
        return parsed.value_or(Address{});
    }

    std::vector<Address> validators(const json::value& value) {
        std::vector<Address> out;
        if (!value.is_array()) {
            fail("validators", "must be a list");
            return out;
        }
        for (const auto& item : value.get_array()) {
            const auto* text = item.if_string();
            out.push_back(address(text != nullptr ? std::string_view(*text) : "", "validators"));
        }
        return out;
    }

    std::map<Address, GenesisAccount> alloc(const json::value& value) {
        std::map<Address, GenesisAccount> out;
        const auto* object = as_object(value, "alloc");
        if (object == nullptr) return out;
        for (const auto& [key, member] : *object) {
            const auto name = "alloc." + std::string(key);
            // Two spellings of one address are a duplicate that the JSON reader cannot see.
            if (!out.emplace(address(key, name), account(member, name)).second)
                fail(name, "stands there twice");
        }
        return out;
    }

    GenesisGovernance governance(const json::value& value) {
        GenesisGovernance out{.manager = {}, .nodes = {}, .code = governance_code()};
        const auto* object = as_object(value, "governance");
        if (object == nullptr) return out;
        if (!object->contains("manager")) fail("governance.manager", "is missing");
        for (const auto& [key, member] : *object) {
            const auto path = "governance." + std::string(key);
            if (key == "manager") {
                out.manager = address(text(member), path);
            } else if (key == "code") {
                out.code = code(member, path);
            } else if (key == "nodes") {
                if (!member.is_array()) {
                    fail(path, "must be a list");
                    continue;
                }
                for (const auto& item : member.get_array()) out.nodes.push_back(node(item));
            } else {
                fail(path, "is not known");
            }
        }
        return out;
    }

    RegisteredNode node(const json::value& value) {
        RegisteredNode out;
        const auto* object = as_object(value, "governance.nodes");
        if (object == nullptr) return out;
        for (const auto& [key, member] : *object) {
            const auto path = "governance.nodes." + std::string(key);
            if (key == "key") {
                const auto bytes = fixed_from_hex<Hash256>(text(member));
                if (!bytes) fail(path, "must be 0x and 64 hex digits");
                out.key = NodeKey{bytes.value_or(Hash256{}).bytes};
            } else if (key == "role") {
                const auto role = node_role(text(member));
                if (!role) fail(path, "must be validator, relay or follower");
                out.role = role.value_or(NodeRole::kNone);
            } else if (key == "owner") {
                out.owner = address(text(member), path);
            } else if (key == "unit") {
                const auto unit = number64(member, path);
                if (unit > UINT32_MAX) fail(path, "is larger than 32 bits");
                out.unit = static_cast<std::uint32_t>(unit);
            } else {
                fail(path, "is not known");
            }
        }
        return out;
    }

    static std::string_view text(const json::value& value) {
        const auto* string = value.if_string();
        return string != nullptr ? std::string_view(*string) : std::string_view();
    }

    GenesisAccount account(const json::value& value, const std::string& name) {
        GenesisAccount out;
        const auto* object = as_object(value, name);
        if (object == nullptr) return out;
        for (const auto& [key, member] : *object) {
            const auto path = name + "." + std::string(key);
            if (key == "balance") {
                out.balance = number(member, path);
            } else if (key == "nonce") {
                out.nonce = number64(member, path);
            } else if (key == "code") {
                out.code = code(member, path);
            } else if (key == "storage") {
                out.storage = storage(member, path);
            } else {
                fail(path, "is not known");
            }
        }
        return out;
    }

    Bytes code(const json::value& value, const std::string& key) {
        const auto* text = value.if_string();
        auto bytes = text != nullptr && text->starts_with("0x") ? from_hex(*text) : std::nullopt;
        if (!bytes) fail(key, "must be 0x and bytes in hex");
        return std::move(bytes).value_or(Bytes{});
    }

    std::map<uint256, uint256> storage(const json::value& value, const std::string& name) {
        std::map<uint256, uint256> out;
        const auto* object = as_object(value, name);
        if (object == nullptr) return out;
        for (const auto& [key, member] : *object) {
            const auto slot = parse_hex_quantity(key);
            if (!slot) fail(name, "has a slot that is no 0x number");
            if (!out.emplace(slot.value_or(uint256{}), number(member, name)).second)
                fail(name, "has a slot twice");
        }
        return out;
    }

    std::optional<GenesisError> error_;
};

}  // namespace

Result<Genesis, GenesisError> parse_genesis(std::string_view text) {
    if (text.size() > kMaxBytes) return GenesisError{"genesis is larger than 16 MiB"};
    auto value = parse_json(text, kMaxDepth);
    if (!value) return GenesisError{"genesis is not JSON: " + value.error().what};
    GenesisReader reader;
    auto genesis = reader.genesis(*value);
    if (reader.error()) return *reader.error();
    if (auto error = check(genesis)) return *error;
    return genesis;
}

std::string to_json(const Genesis& genesis) {
    json::object out;
    out["chainId"] = genesis.chain_id;
    out["timestamp"] = genesis.timestamp;
    out["gasLimit"] = genesis.gas_limit;
    auto& validators = out["validators"].emplace_array();
    for (const auto& validator : genesis.validators) validators.emplace_back(to_hex(validator));
    auto& alloc = out["alloc"].emplace_object();
    for (const auto& [address, account] : genesis.alloc) {
        auto& entry = alloc[to_hex(address)].emplace_object();
        entry["balance"] = to_hex_quantity(account.balance);
        entry["nonce"] = account.nonce;
        entry["code"] = to_hex(account.code);
        auto& storage = entry["storage"].emplace_object();
        for (const auto& [slot, value] : account.storage)
            storage[to_hex_quantity(slot)] = to_hex_quantity(value);
    }
    if (const auto& governance = genesis.governance) {
        auto& entry = out["governance"].emplace_object();
        entry["manager"] = to_hex(governance->manager);
        entry["code"] = to_hex(governance->code);
        auto& nodes = entry["nodes"].emplace_array();
        for (const auto& node : governance->nodes) {
            auto& item = nodes.emplace_back(json::object{}).as_object();
            item["key"] = to_hex(node.key.bytes);
            item["role"] = to_string(node.role);
            item["owner"] = to_hex(node.owner);
            item["unit"] = node.unit;
        }
    }
    return json::serialize(out);
}

namespace {

std::optional<GenesisError> check_governance(const Genesis& genesis) {
    const auto& governance = *genesis.governance;
    if (genesis.validators.size() > kMostValidators)
        return GenesisError{"validators has more than governance can count"};
    if (genesis.alloc.contains(kGovernanceAddress))
        return GenesisError{"alloc has the address of governance"};
    if (governance.code.empty()) return GenesisError{"governance.code must not be empty"};
    std::set<NodeKey> keys;
    for (const auto& node : governance.nodes) {
        if (node.key == NodeKey{}) return GenesisError{"governance.nodes.key must not be zero"};
        if (node.role == NodeRole::kNone) return GenesisError{"governance.nodes.role is missing"};
        if (!keys.insert(node.key).second) return GenesisError{"governance.nodes has a key twice"};
    }
    return std::nullopt;
}

/// What stands in the first state beside what the file lists.
std::map<Address, GenesisAccount> accounts_of(const Genesis& genesis) {
    auto out = genesis.alloc;
    if (genesis.governance) {
        out.emplace(
            kGovernanceAddress,
            governance_account(*genesis.governance, sorted_validators(genesis), genesis.timestamp));
    }
    return out;
}

}  // namespace

std::optional<GenesisError> check(const Genesis& genesis) {
    if (genesis.chain_id == 0) return GenesisError{"chainId must not be 0"};
    if (genesis.gas_limit == 0) return GenesisError{"gasLimit must not be 0"};
    if (genesis.validators.empty()) return GenesisError{"validators must not be empty"};
    const auto sorted = sorted_validators(genesis);
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end())
        return GenesisError{"validators has one twice"};
    return genesis.governance ? check_governance(genesis) : std::nullopt;
}

std::vector<Address> sorted_validators(const Genesis& genesis) {
    auto out = genesis.validators;
    std::sort(out.begin(), out.end());
    return out;
}

StateDiff genesis_state(const Genesis& genesis) {
    StateDiff state;
    std::map<Hash256, SharedCode> codes;
    for (const auto& [address, account] : accounts_of(genesis)) {
        const auto code_hash = keccak256(account.code);
        auto& change = state.accounts.emplace_back(AccountChange{
            .address = address,
            .account = {.nonce = account.nonce, .balance = account.balance, .code_hash = code_hash},
            .old_storage = OldStorage::keep,
            .storage = {}});
        for (const auto& [slot, value] : account.storage) {
            if (value) change.storage.push_back({.key = slot, .value = value});
        }
        if (!account.code.empty()) codes.emplace(code_hash, std::make_shared<Code>(account.code));
    }
    for (const auto& [hash, code] : codes) state.new_code.push_back({.hash = hash, .code = code});
    return state;
}

Block genesis_block(const Genesis& genesis) {
    WorldState state;
    state.apply(genesis_state(genesis));
    Block block;
    auto& header = block.header;
    header.state_root = state.root();
    header.difficulty = uint256{1};
    header.gas_limit = genesis.gas_limit;
    header.timestamp = genesis.timestamp;
    header.extra_data = encode(QbftExtraData{
        .vanity = {},
        .validators = genesis.governance ? std::vector<Address>{} : sorted_validators(genesis),
        .vote = std::nullopt,
        .round = 0,
        .seals = {}});
    header.mix_hash = kQbftMixHash;
    return block;
}

Hash256 genesis_hash(const Genesis& genesis) { return block_hash(genesis_block(genesis).header); }

}  // namespace dure::chain
