// The machines behind the trading network, for screens: whom this node talks to, who makes the
// blocks and who misses turns, and what proves that somebody lied.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/ports/market.hpp"

namespace dure::core {

enum class NodeRole : std::uint8_t { kUnknown, kValidator, kRelay, kFollower };

/// What is in the way of an invite.
enum class EntranceFault : std::uint8_t {
    kNone,
    kNotAnInvite,     ///< the text is something else
    kDamaged,         ///< an invite with a letter missing or wrong
    kNewer,           ///< of a newer program
    kExpired,         ///< by the community's clock, or by this machine's before it was asked
    kSpent,           ///< used or cancelled
    kForAnother,      ///< made for another node
    kNotForHomes,     ///< a validator's or a relay's: dured's to use
    kNotTheManagers,  ///< signed by somebody else
    kOtherCommunity,  ///< its chain is another one
    kRevoked,         ///< this node was sent away
    kUnreachable,     ///< nobody answers at its addresses
    kWrongGenesis,    ///< who answers there shows another community's beginning
    kNoGenesis,       ///< who answers there shows none
    kMemberAlready,   ///< this wallpad is in a community
    kDisk,            ///< cannot be kept here
};

/// How far this home's own node has come into a community of others.
struct NodeEntry {
    enum class Standing : std::uint8_t {
        kUnknown,  ///< the invite is not redeemed yet
        kPending,  ///< the manager has to compare the words and admit it
        kAdmitted,
        kRevoked,
    };
    Standing standing = Standing::kUnknown;
    std::string words;  ///< six, of this node and its owner: what the manager compares
    EntranceFault fault = EntranceFault::kNone;  ///< why the invite would not be redeemed
    bool certain = false;  ///< the fault is by the newest block, or nobody lets this node in
};

/// A node whose invite is redeemed and that waits for the manager.
struct WaitingNode {
    HashBytes key{};  ///< its transport key
    AddressBytes owner{};
    NodeRole role = NodeRole::kUnknown;
    std::uint32_t unit = 0;  ///< as the invite says; 0: none
    std::string words;       ///< six; its own screen must show the same
    UtcTime since{};
};

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
    std::vector<WaitingNode> waiting;      ///< who waits longest first, ≤ 50
    std::optional<NodeEntry> entry;        ///< none: the community is in this program
};

}  // namespace dure::core
