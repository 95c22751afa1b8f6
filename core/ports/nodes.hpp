// The machines behind the trading network, for screens: whom this node talks to, who makes the
// blocks and who misses turns, and what proves that somebody lied.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/ports/market.hpp"

namespace dure::core {

enum class NodeRole : std::uint8_t { kUnknown, kValidator, kRelay, kFollower };

/// A node at the other end of a connection.
struct PeerRow {
    HashBytes key{};  ///< its transport key
    NodeRole role = NodeRole::kUnknown;
    std::uint64_t height = 0;                ///< the last it told; 0: nothing yet
    std::optional<std::int32_t> latency_ms;  ///< there and back; nothing: it does not answer
    std::string version;                     ///< of its program, by its word; empty: not said
    std::optional<UtcTime> since;
};

struct ValidatorRow {
    AddressBytes address{};
    bool is_me = false;
    std::uint32_t turns = 0;       ///< in the last blocks looked at, rounds that failed counted
    std::uint32_t missed = 0;      ///< of these: another had to propose
    std::uint64_t last_block = 0;  ///< its newest among them; 0: none
    UtcTime last_at{};
};

/// Proof that a validator signed two different things where one was allowed.
struct EvidenceRow {
    AddressBytes validator{};
    std::uint64_t height = 0;
    std::uint32_t round = 0;
    std::string step;  ///< "proposal", "prepare", "commit", "round-change"
};

struct NodesView {
    bool known = false;                         ///< whoever runs the node told something
    bool connected = false;                     ///< false: this node has no network and needs none
    bool validator = false;                     ///< this node makes blocks
    std::string version;                        ///< of this program
    std::uint64_t best_height = 0;              ///< anybody is known to have; 0: nobody said
    std::optional<std::int32_t> block_time_ms;  ///< from proposal to final, median of the last
    std::uint32_t blocks_seen = 0;              ///< what `turns` were counted over
    std::vector<PeerRow> peers;
    std::vector<ValidatorRow> validators;  ///< by address
    std::vector<EvidenceRow> evidence;     ///< newest first, ≤ 100
};

}  // namespace dure::core
