// All links of a node: streams that somebody else opens and carries (network.hpp: TCP; a
// simulation: a queue), a secure channel on each, and on streams to a relay the links that run
// through it. To the node they are all peers: connected, one message after the other, disconnected.
//
// Pure: bytes and times go in, actions come out. Between the same two nodes one link stays: a
// direct one before one through a relay, then the one that the smaller key opened, then the newer.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "chain/net/pace.hpp"
#include "chain/net/peer.hpp"
#include "chain/net/relay.hpp"
#include "chain/net/secure_channel.hpp"

namespace dure::chain {

struct LinkLimits {
    std::size_t peers = 32;          ///< nodes that speak of blocks; those we call have a place
    std::size_t relay_clients = 64;  ///< streams that only want packets passed on
    std::size_t pending_through_relay = 16;  ///< handshakes that others began, a relay
    std::size_t pending_of_one = 2;          ///< of these, one node behind it
    std::int64_t bytes_per_second = 1024 * 1024;
    std::int64_t burst_bytes = 4 * 1024 * 1024;
    std::int64_t most_expected = 8 * 1024 * 1024;  ///< asked for and not come yet
    std::int64_t messages_per_second = 200;
    std::int64_t burst_messages = 800;
    std::int64_t relay_factor = 8;  ///< a stream to our relay carries several links
    /// Waiting to be written to one peer; more than this and it is too slow for us.
    std::size_t queue_bytes = 2 * 1024 * 1024;
    /// Waiting to be written to all together. Beyond it who has more than an even share is too
    /// slow: many peers cost no more memory than a few.
    std::size_t all_queues_bytes = 64 * 1024 * 1024;
    std::int64_t retry_ms = 1'000;  ///< first pause before a link through a relay is tried again
    std::int64_t longest_retry_ms = 10'000;
    ChannelLimits channel{.idle_ms = 5'000, .silent_ms = 20'000};
};

struct LinksConfig {
    std::shared_ptr<const NodeIdentity> identity;
    Bytes prologue;
    Services services = Services::kChain;
    std::set<NodeKey> called;  ///< whose streams we open ourselves
    std::set<NodeKey> relays;  ///< of those: where we want to be reachable
    std::set<NodeKey> far;     ///< whom we want to reach through any relay
    /// With fewer peers than this, others whom a relay knows are called too.
    std::size_t enough_peers = 4;
    std::function<SecretBytes()> fresh_key;
    LinkLimits limits{};
};

// Actions

struct WriteStream {
    PeerId stream = 0;
    Bytes bytes;
};
/// What is not written yet need not be. The stream is already forgotten here.
struct CloseStream {
    PeerId stream = 0;
    std::string reason;
};
struct LinkUp {
    PeerId peer = 0;
    NodeKey key;
};
struct LinkDown {
    PeerId peer = 0;
};
struct LinkMessage {
    PeerId peer = 0;
    Bytes bytes;
};
using LinkAction = std::variant<WriteStream, CloseStream, LinkUp, LinkDown, LinkMessage>;

/// One connected peer, to be shown.
struct LinkInfo {
    PeerId peer = 0;
    NodeKey key;
    std::optional<NodeKey> relay;  ///< through which it runs
    NoiseRole role{};              ///< who opened it
    std::int64_t since_ms = 0;
};

class Links {
 public:
    explicit Links(LinksConfig config);
    ~Links();

    /// Replaces `called` and `relays`. Links that are there stay.
    void call(std::set<NodeKey> called, std::set<NodeKey> relays, std::int64_t now_ms);

    /// A stream to somebody we called, or from somebody who called us; its number.
    PeerId stream_opened(const NodeKey& called, std::int64_t now_ms);
    PeerId stream_accepted(std::int64_t now_ms);
    void stream_received(PeerId stream, ByteView bytes, std::int64_t now_ms);
    void stream_written(PeerId stream, std::size_t bytes);
    void stream_closed(PeerId stream, std::int64_t now_ms);
    /// How long not to read from the stream.
    std::int64_t pause_ms(PeerId stream, std::int64_t now_ms);
    /// Whether the other side of the stream has proved its key.
    bool is_established(PeerId stream) const;

    void send(PeerId peer, ByteView message, std::int64_t now_ms);
    /// The peer was asked for so many bytes: they do not count against its pace.
    void expect(PeerId peer, std::size_t bytes);
    void drop(PeerId peer, const std::string& reason, std::int64_t now_ms);
    /// Some times a second.
    void tick(std::int64_t now_ms);

    std::vector<LinkAction> take_actions() { return std::exchange(actions_, {}); }

    bool is_connected(const NodeKey&) const;  ///< directly or through a relay
    bool has_stream_to(const NodeKey&) const;
    std::vector<LinkInfo> peers() const;
    std::size_t relay_clients() const { return relay_.clients(); }

 private:
    struct Link;
    /// Where a link's packets go: its relay, the node behind it, and the opener's number for it.
    struct Path {
        PeerId relay = 0;
        NodeKey far;
        std::uint64_t number = 0;
        NoiseRole role{};
        friend auto operator<=>(const Path&, const Path&) = default;
    };
    struct Retry {
        std::int64_t pause_ms = 0;
        std::int64_t at_ms = 0;
    };

    Link* find(PeerId);
    const Link* find(PeerId) const;
    Link& open(NoiseRole, std::optional<NodeKey> expected, std::optional<Path>, std::int64_t now);
    void pump(PeerId, std::int64_t now);
    void flush(Link&, std::int64_t now);
    void write_stream(Link&, Bytes bytes);
    void established(PeerId, std::int64_t now);
    void enrol_at(Link&, std::int64_t now);
    Link* duplicate_of(const Link&);
    bool first_stays(const Link& old, const Link& fresh, std::int64_t now) const;
    bool has_place_for(const NodeKey&, Services) const;
    void end(PeerId, const std::string& reason, std::int64_t now);

    void send_packet(PeerId stream, const RelayPacket&, std::int64_t now);
    void send_on_path(const Path&, Byte kind, ByteView bytes, std::int64_t now);
    void on_packet(PeerId stream, ByteView packet, std::int64_t now);
    void pass_on(const std::vector<Relay::Out>&, std::int64_t now);
    void from_relay(PeerId stream, RelayPacket packet, std::int64_t now);
    void on_path_bytes(PeerId stream, const NodeKey& far, ByteView payload, std::int64_t now);
    void end_paths(PeerId relay, const std::optional<NodeKey>& far, const std::string& reason,
                   std::int64_t now);
    void call_through_relays(std::int64_t now);
    bool call_far(const NodeKey&, std::int64_t now);
    std::size_t chain_peers() const;
    bool is_too_slow(PeerId stream) const;
    std::size_t queue_room() const;

    LinksConfig config_;
    Relay relay_;
    std::map<PeerId, std::unique_ptr<Link>> links_;
    std::map<Path, PeerId> paths_;
    std::map<NodeKey, PeerId> streams_by_key_;       ///< established ones
    std::map<PeerId, std::set<NodeKey>> reachable_;  ///< by relay stream
    std::map<NodeKey, Retry> retries_;
    std::vector<LinkAction> actions_;
    std::size_t queued_ = 0;  ///< by all streams
    PeerId next_ = 1;
};

}  // namespace dure::chain
