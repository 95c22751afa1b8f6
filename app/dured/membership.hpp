// A node's way into its community and to its neighbours: redeems the invite, announces where it
// listens, and learns from the chain whom to call. On the node's thread.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "chain/node/admission.hpp"
#include "chain/node/node.hpp"
#include "home.hpp"

namespace dure::app {

class Membership {
 public:
    /// `call` is given whom to keep connected whenever that changes.
    Membership(const Home& home, std::function<void(std::vector<chain::DialAddress>)> call);

    /// A block that has become the head.
    void heard(const chain::BlockRecord& block);
    /// Some times a minute, and after each block.
    void tick(chain::Node& node, std::int64_t steady_ms);
    std::optional<chain::RegisteredNode> standing(const chain::Node& node) const;
    /// Why the invite will not be redeemed; nothing while it may.
    const std::optional<chain::InviteFault>& fault() const { return fault_; }

 private:
    void redeem(chain::Node& node, std::int64_t now);
    void announce(chain::Node& node, std::int64_t now);
    void learn_addresses(const chain::Node& node);
    bool send(chain::Node& node, chain::Bytes call, std::int64_t now);

    const Home& home_;
    std::function<void(std::vector<chain::DialAddress>)> call_;
    std::optional<chain::Invite> invite_;
    std::optional<chain::InviteFault> fault_;
    std::vector<chain::DialAddress> called_;
    chain::NodeStanding seen_ = chain::NodeStanding::kUnknown;
    bool is_changed_ = true;             ///< governance, since addresses were learnt
    std::int64_t again_ms_ = INT64_MIN;  ///< when what was sent may be sent again
};

/// Whom a node of this role calls: validators each other, the rest relays, or validators where
/// there is no relay; and whom its settings name.
std::vector<chain::DialAddress> neighbours(const chain::StateReader&, const Settings&,
                                           const chain::NodeKey& self);

/// What the running node of this directory knows; empty when none runs.
std::vector<chain::DialAddress> announced_addresses(const Home&);

std::string describe(chain::InviteFault);

}  // namespace dure::app
