// The genesis of a community that is known by its hash alone: asked of the nodes an invite names.
// Whoever gives it is not believed, the hash is.
#pragma once

#include <chrono>

#include "chain/net/noise.hpp"
#include "chain/node/genesis.hpp"
#include "chain/node/invite.hpp"
#include "trouble.hpp"

namespace dure::app {

Outcome<chain::Genesis> fetch_genesis(const chain::Invite& invite,
                                      std::shared_ptr<const chain::NodeIdentity> identity,
                                      std::chrono::milliseconds patience);

}  // namespace dure::app
