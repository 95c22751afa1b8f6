#include "chain/node/governance.hpp"

#include <algorithm>

#include "chain/base/uint256.hpp"
#include "chain/node/genesis.hpp"
#include "chain/node/governance_code.hpp"

namespace dure::chain {

namespace {

// Slots of chain/contracts/src/Governance.sol.
constexpr std::uint64_t kManager = 0, kValidators = 1, kPlaces = 2, kNodes = 3, kRoll = 4,
                        kInvitesSpent = 5, kEndpoints = 8;
constexpr std::uint64_t kLongestEndpoint = 69;

/// Where element 0 of the dynamic array at `slot` is.
uint256 elements_of(std::uint64_t slot) {
    return uint256::from_be(keccak256(uint256{slot}.to_be32()));
}

uint256 entry_of(const uint256& key, std::uint64_t mapping) {
    std::array<Byte, 64> both{};
    const auto high = key.to_be32();
    const auto low = uint256{mapping}.to_be32();
    std::copy(high.begin(), high.end(), both.begin());
    std::copy(low.begin(), low.end(), both.begin() + 32);
    return uint256::from_be(keccak256(both));
}

uint256 word_of(const Address& address) { return uint256::from_be(address); }
uint256 word_of(const NodeKey& key) { return uint256::from_be(key.bytes); }

// The contract's struct Node: owner in the low 160 bits, then role, state, unit and since.
constexpr unsigned kRoleAt = 160, kStandingAt = 168, kUnitAt = 176, kSinceAt = 208;

uint256 pack(const RegisteredNode& node) {
    return word_of(node.owner) | (uint256{static_cast<std::uint64_t>(node.role)} << kRoleAt) |
           (uint256{static_cast<std::uint64_t>(node.standing)} << kStandingAt) |
           (uint256{node.unit} << kUnitAt) | (uint256{node.since} << kSinceAt);
}

std::uint64_t bits(const uint256& word, unsigned at, unsigned count) {
    return (word >> at)[0] & ((std::uint64_t{1} << count) - 1);
}

RegisteredNode unpack(const NodeKey& key, const uint256& word) {
    return {.key = key,
            .owner = to_address(word),
            .role = static_cast<NodeRole>(bits(word, kRoleAt, 8)),
            .standing = static_cast<NodeStanding>(bits(word, kStandingAt, 8)),
            .unit = static_cast<std::uint32_t>(bits(word, kUnitAt, 32)),
            .since = bits(word, kSinceAt, 40)};
}

std::uint64_t length_of(const StateReader& state, std::uint64_t slot) {
    return state.storage(kGovernanceAddress, uint256{slot})[0];
}

}  // namespace

std::string_view to_string(NodeRole role) {
    switch (role) {
        case NodeRole::kValidator:
            return "validator";
        case NodeRole::kRelay:
            return "relay";
        case NodeRole::kFollower:
            return "follower";
        case NodeRole::kNone:
            break;
    }
    return "none";
}

std::optional<NodeRole> node_role(std::string_view name) {
    for (const auto role : {NodeRole::kValidator, NodeRole::kRelay, NodeRole::kFollower}) {
        if (name == to_string(role)) return role;
    }
    return std::nullopt;
}

Bytes governance_code() { return from_hex(kGovernanceCode).value_or(Bytes{}); }

GenesisAccount governance_account(const GenesisGovernance& governance,
                                  const std::vector<Address>& validators, std::uint64_t timestamp) {
    // Nonce 1 as of any contract that was created (EIP-161).
    GenesisAccount out{.balance = {}, .nonce = 1, .code = governance.code, .storage = {}};
    auto& slots = out.storage;
    slots[uint256{kManager}] = word_of(governance.manager);
    slots[uint256{kValidators}] = uint256{validators.size()};
    for (std::size_t i = 0; i < validators.size(); ++i) {
        slots[elements_of(kValidators) + uint256{i}] = word_of(validators[i]);
        slots[entry_of(word_of(validators[i]), kPlaces)] = uint256{i + 1};
    }
    slots[uint256{kRoll}] = uint256{governance.nodes.size()};
    for (std::size_t i = 0; i < governance.nodes.size(); ++i) {
        auto node = governance.nodes[i];
        node.standing = NodeStanding::kActive;
        node.since = std::max<std::uint64_t>(1, timestamp);  // 0 means never entered
        slots[elements_of(kRoll) + uint256{i}] = word_of(node.key);
        slots[entry_of(word_of(node.key), kNodes)] = pack(node);
    }
    return out;
}

bool is_governed(const StateReader& state) {
    const auto account = state.account(kGovernanceAddress);
    return account && account->code_hash != kEmptyCodeHash;
}

bool touches_governance(const StateDiff& diff) {
    const auto at = std::lower_bound(
        diff.accounts.begin(), diff.accounts.end(), kGovernanceAddress,
        [](const AccountChange& change, const Address& a) { return change.address < a; });
    return at != diff.accounts.end() && at->address == kGovernanceAddress;
}

std::vector<Address> governed_validators(const StateReader& state) {
    std::vector<Address> out;
    const auto count = std::min<std::uint64_t>(length_of(state, kValidators), kMostValidators);
    const auto first = elements_of(kValidators);
    for (std::uint64_t i = 0; i < count; ++i)
        out.push_back(to_address(state.storage(kGovernanceAddress, first + uint256{i})));
    std::sort(out.begin(), out.end());
    return out;
}

Address governance_manager(const StateReader& state) {
    return to_address(state.storage(kGovernanceAddress, uint256{kManager}));
}

std::optional<RegisteredNode> registered_node(const StateReader& state, const NodeKey& key) {
    const auto word = state.storage(kGovernanceAddress, entry_of(word_of(key), kNodes));
    if (!word) return std::nullopt;
    return unpack(key, word);
}

std::vector<RegisteredNode> registered_nodes(const StateReader& state) {
    std::vector<RegisteredNode> out;
    const auto count = length_of(state, kRoll);
    const auto first = elements_of(kRoll);
    for (std::uint64_t i = 0; i < count; ++i) {
        const NodeKey key{state.storage(kGovernanceAddress, first + uint256{i}).to_be32()};
        if (const auto node = registered_node(state, key)) out.push_back(*node);
    }
    return out;
}

std::string announced_endpoint(const StateReader& state, const NodeKey& key) {
    // Solidity's `bytes`: up to 31 stand in the slot with twice their length in its last byte; of
    // more the slot has twice the length plus one, and the bytes follow where its hash points.
    const auto slot = entry_of(word_of(key), kEndpoints);
    const auto head = state.storage(kGovernanceAddress, slot);
    const bool is_long = (head[0] & 1) != 0;
    const auto length = is_long ? std::min(head[0] / 2, kLongestEndpoint) : (head[0] & 0xff) / 2;
    std::string out;
    const auto append = [&](const uint256& word) {
        const auto bytes = word.to_be32();
        const auto count = std::min<std::uint64_t>(32, length - out.size());
        out.append(reinterpret_cast<const char*>(bytes.data()), count);
    };
    if (!is_long) append(head);
    const auto first = uint256::from_be(keccak256(slot.to_be32()));
    for (std::uint64_t i = 0; is_long && out.size() < length; ++i)
        append(state.storage(kGovernanceAddress, first + uint256{i}));
    return out;
}

bool is_invite_spent(const StateReader& state, const InviteId& id) {
    // bytes16 stands in the high half of its word.
    const auto key = uint256::from_be(id) << 128;
    return static_cast<bool>(state.storage(kGovernanceAddress, entry_of(key, kInvitesSpent)));
}

}  // namespace dure::chain
