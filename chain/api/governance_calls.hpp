// Calls to the governance contract (chain/contracts/src/IGovernance.sol), and what its actions say.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chain/node/governance.hpp"

namespace dure::chain::api {

// What the manager sends, and what validators vote for.
/// One of both may be zero: only out, or only in.
Bytes change_validators(const Address& removed, const Address& added);
Bytes register_node(const RegisteredNode&);
Bytes approve_node(const NodeKey&, const Address& owner);
Bytes revoke_node(const NodeKey&);
Bytes cancel_invite(const InviteId&);
Bytes set_manager(const Address&);

// What validators and owners send.
Bytes vote_for(const Bytes& action);
Bytes withdraw_vote_for(const Bytes& action);
Bytes announce_endpoint(const NodeKey&, std::string_view endpoint);

// Questions, and their answers.
Bytes ask_open_actions(std::uint64_t first, std::uint64_t most);
std::vector<Bytes> open_actions(ByteView answer);
Bytes ask_voters(const Bytes& action);
std::vector<Address> voters(ByteView answer);

/// Why a call was refused, for operators; nothing when it is no error of governance.
std::optional<std::string_view> governance_refusal(ByteView revert_data);
/// One line in English, for operators: "replace 0x… by 0x…".
std::string describe_action(ByteView action);

}  // namespace dure::chain::api
