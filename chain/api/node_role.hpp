// A node's part in the network, from the registry's word to the screens'.
#pragma once

#include "chain/node/governance.hpp"
#include "core/ports/nodes.hpp"

namespace dure::chain::api {

/// kUnknown for none, and for a number that is no role.
constexpr core::NodeRole node_role_of(NodeRole role) {
    switch (role) {
        case NodeRole::kValidator:
            return core::NodeRole::kValidator;
        case NodeRole::kRelay:
            return core::NodeRole::kRelay;
        case NodeRole::kFollower:
            return core::NodeRole::kFollower;
        case NodeRole::kNone:
            break;
    }
    return core::NodeRole::kUnknown;
}

}  // namespace dure::chain::api
