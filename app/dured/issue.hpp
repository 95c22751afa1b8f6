// Invites made with the manager's key of a data directory.
#pragma once

#include "home.hpp"

namespace dure::app {

struct InviteTerms {
    chain::NodeRole role = chain::NodeRole::kFollower;
    std::uint32_t unit = 0;
    std::uint64_t seconds = chain::kInviteSeconds;
    std::optional<chain::InviteBinding> bound{};
    /// Beside this node's own address.
    std::vector<chain::DialAddress> addresses{};
};

Outcome<chain::Invite> issue_invite(const Home&, const chain::SecretKey& manager,
                                    const InviteTerms&);

/// What a node shows so that an invite can be made for it alone: "DURENODE:" ‖ key ‖ owner in hex.
std::string node_name(const chain::NodeKey&, const chain::Address& owner);
std::optional<chain::InviteBinding> parse_node_name(std::string_view);

}  // namespace dure::app
