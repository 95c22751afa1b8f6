// Who validates and which nodes the network knows, as the governance contract keeps it. The
// contract (chain/contracts/src/Governance.sol) stands in the genesis at a fixed address; here is
// what a genesis puts there and how a node reads it back: straight from the contract's storage,
// whose layout is part of the contract, so that reading executes nothing and costs a few lookups.
//
// A genesis without governance has a fixed list of validators, which then stands in every header.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chain/base/types.hpp"
#include "chain/net/peer.hpp"
#include "chain/state/state_diff.hpp"
#include "chain/state/state_reader.hpp"

namespace dure::chain {

struct GenesisAccount;

inline constexpr Address kGovernanceAddress{
    {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xd0, 0x7e, 0x00, 0x01}};
using InviteId = FixedBytes<16, struct InviteIdTag>;

/// A ballot of the contract keeps a bit a validator.
inline constexpr std::size_t kMostValidators = 100;

// Values as in the contract.
enum class NodeRole : std::uint8_t { kNone, kValidator, kRelay, kFollower };
/// As in genesis files: validator, relay, follower.
std::string_view to_string(NodeRole);
std::optional<NodeRole> node_role(std::string_view);
enum class NodeStanding : std::uint8_t {
    kUnknown,
    kPending,  ///< redeemed an open invite; the manager has not compared the words yet
    kActive,
    kRevoked,
};

struct RegisteredNode {
    NodeKey key;
    Address owner;  ///< who answers for it; a validator's sealing address
    NodeRole role = NodeRole::kNone;
    NodeStanding standing = NodeStanding::kUnknown;
    std::uint32_t unit = 0;   ///< household or room, the community's numbering
    std::uint64_t since = 0;  ///< seconds; of the last change
    bool is_active() const { return standing == NodeStanding::kActive; }
    friend bool operator==(const RegisteredNode&, const RegisteredNode&) = default;
};

/// The part of a genesis that founds governance; the validators stand beside it.
struct GenesisGovernance {
    Address manager;
    std::vector<RegisteredNode> nodes;  ///< `standing` and `since` are not read
    /// The contract. What a genesis file leaves out is the contract of this program; written files
    /// name it, so that a later program's newer contract does not change the chain.
    Bytes code;
    friend bool operator==(const GenesisGovernance&, const GenesisGovernance&) = default;
};
/// The contract that this program founds communities with.
Bytes governance_code();
GenesisAccount governance_account(const GenesisGovernance&, const std::vector<Address>& validators,
                                  std::uint64_t timestamp);

// Reads

bool is_governed(const StateReader&);
/// Whether what these reads say may have changed.
bool touches_governance(const StateDiff&);

/// Sorted; empty when the state is not governed.
std::vector<Address> governed_validators(const StateReader&);
Address governance_manager(const StateReader&);
/// Nothing for a key that was never entered.
std::optional<RegisteredNode> registered_node(const StateReader&, const NodeKey&);
/// Every key that was ever entered, oldest first.
std::vector<RegisteredNode> registered_nodes(const StateReader&);
/// Where the node listens, "host:port" by its owner's word; empty when it never said.
std::string announced_endpoint(const StateReader&, const NodeKey&);
/// Redeemed or cancelled.
bool is_invite_spent(const StateReader&, const InviteId&);

}  // namespace dure::chain
