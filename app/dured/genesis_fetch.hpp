// The genesis of a community that is known by its hash alone: asked of the nodes an invite names.
// Whoever gives it is not believed, the hash is.
#pragma once

#include <chrono>
#include <cstdint>
#include <stop_token>

#include "chain/net/noise.hpp"
#include "chain/node/genesis.hpp"
#include "chain/node/invite.hpp"
#include "trouble.hpp"

namespace dure::app {

enum class GenesisFault : std::uint8_t {
    kUnreachable,  ///< nobody answers, or none has the key that the invite says
    kAnothers,     ///< what was given is another community's
    kNone,         ///< who answers gives none
    kStopped,
};

chain::Result<chain::Genesis, GenesisFault> fetch_genesis(
    const chain::Invite& invite, std::shared_ptr<const chain::NodeIdentity> identity,
    std::chrono::milliseconds patience, const std::stop_token& stop = {});

/// For operators.
Trouble describe(GenesisFault, const chain::Invite&);

}  // namespace dure::app
