// What a node says of its peers and of how far it has come: values for screens and RPC.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "chain/base/types.hpp"
#include "chain/net/peer.hpp"
#include "chain/net/peer_set.hpp"

namespace dure::chain {

struct SyncStatus {
    enum class Phase : std::uint8_t {
        kConnecting,  ///< nobody to learn from
        kHeaders,     ///< somebody says there is more; not seen yet
        kBlocks,      ///< carrying the chain on
        kLive,
    };
    Phase phase = Phase::kConnecting;
    std::uint64_t height = 0;  ///< ours
    std::uint64_t from = 0;    ///< ours when this catching up began; the same when live
    /// The highest block known to exist, by a quorum of seals. Nothing while that is not known.
    std::optional<std::uint64_t> best;
    std::size_t peers = 0;  ///< members connected
    /// What the last peer said that does not let us in; nothing since another did.
    std::optional<wire::Refusal::Why> refused{};
    friend bool operator==(const SyncStatus&, const SyncStatus&) = default;
};

struct PeerView {
    PeerId id = 0;
    NodeKey key;
    Standing standing = Standing::kStranger;
    std::optional<Address> signer;  ///< proven: which validator it is, or was
    wire::Role role = wire::Role::kFollower;
    std::optional<std::uint64_t> height;     ///< by its word
    std::optional<std::int64_t> latency_ms;  ///< there and back, of the last quarter of a minute
    std::string program;                     ///< its version, by its word; empty: not said
    std::int64_t points = 0;                 ///< of offences; dropped at kPointsToDrop
    std::int64_t connected_ms = 0;           ///< steady
    std::int64_t heard_ms = 0;               ///< steady
};

}  // namespace dure::chain
