// A relay passes packets on between nodes that hold a channel to it and asked to be reachable. It
// sees who speaks with whom and how much, and may drop; what is inside it can neither read nor
// forge, because the nodes run a channel of their own inside the packets (links.hpp).
//
// Pure: packets in, packets out.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "chain/base/types.hpp"
#include "chain/net/pace.hpp"
#include "chain/net/peer.hpp"

namespace dure::chain {

// Packets. To a relay:

/// "I can be reached through you; tell me who else can."
struct RelayEnrol {
    friend bool operator==(const RelayEnrol&, const RelayEnrol&) = default;
};
struct RelayTo {
    NodeKey key;
    Bytes payload;
    friend bool operator==(const RelayTo&, const RelayTo&) = default;
};
// From a relay:
struct RelayPresent {
    std::vector<NodeKey> keys;
    friend bool operator==(const RelayPresent&, const RelayPresent&) = default;
};
/// Any link with it is over.
struct RelayAbsent {
    NodeKey key;
    friend bool operator==(const RelayAbsent&, const RelayAbsent&) = default;
};
struct RelayFrom {
    NodeKey key;
    Bytes payload;
    friend bool operator==(const RelayFrom&, const RelayFrom&) = default;
};
/// A packet to it was not passed on: a link with it has a gap.
struct RelayLost {
    NodeKey key;
    friend bool operator==(const RelayLost&, const RelayLost&) = default;
};
using RelayPacket =
    std::variant<RelayEnrol, RelayTo, RelayPresent, RelayAbsent, RelayFrom, RelayLost>;

constexpr std::size_t kRelayHeaderBytes = 1 + 32;
constexpr std::size_t kMostPresent = 1'024;  ///< keys in one packet

Bytes encode(const RelayPacket&);
/// Nothing for anything but exactly one packet.
std::optional<RelayPacket> decode_relay_packet(ByteView);

struct RelayLimits {
    std::size_t clients = 1'024;
    std::int64_t bytes_per_second = 1024 * 1024;  ///< passed on for one client
    std::int64_t burst_bytes = 4 * 1024 * 1024;
};

class Relay {
 public:
    struct Out {
        NodeKey to;
        RelayPacket packet;
    };
    /// Whether the client's queue has room for so many bytes more.
    using HasRoom = std::function<bool(const NodeKey&, std::size_t)>;

    explicit Relay(RelayLimits limits, HasRoom has_room)
        : limits_(limits), has_room_(std::move(has_room)) {}

    /// What to send because of it. Nothing when the packet breaks the rules: end the channel.
    std::optional<std::vector<Out>> on_packet(const NodeKey& from, ByteView packet,
                                              std::int64_t now_ms);
    std::vector<Out> gone(const NodeKey& client);
    std::size_t clients() const { return clients_.size(); }

 private:
    std::vector<Out> enrol(const NodeKey&);

    RelayLimits limits_;
    HasRoom has_room_;
    std::map<NodeKey, Pace> clients_;
};

}  // namespace dure::chain
