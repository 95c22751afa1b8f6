// The node's sockets: TCP with Boost.Asio, all on the io_context's one thread. Calls those it is
// told to call, listens when told to, and carries the bytes of Links, which does the thinking.
//
// Limits: design 03 section 4. A connection costs nothing but its descriptor before it has sent a
// whole first message, and descriptors are kept back for the store.
#pragma once

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chain/net/dialer.hpp"
#include "chain/net/doorkeeper.hpp"
#include "chain/net/links.hpp"
#include "chain/net/noise.hpp"
#include "chain/net/peer.hpp"

namespace dure::chain {

struct ListenAddress {
    std::string host = "0.0.0.0";  ///< a number
    std::uint16_t port = 0;        ///< 0: any free one, see Network::port
};

enum class RelayService : std::uint8_t { kOff, kOn };

struct NetworkOptions {
    std::shared_ptr<const NodeIdentity> identity;  ///< never null
    std::optional<ListenAddress> listen{};         ///< none: this node only calls
    std::vector<PeerAddress> peers{};
    std::vector<PeerAddress> relays{};        ///< called too, and reachable through them
    std::vector<NodeKey> far{};               ///< wanted through any relay
    RelayService relay = RelayService::kOff;  ///< whether this node passes packets on for others
    LinkLimits limits{};
    DoorLimits door{};
};

/// What the network is of, and what it cannot compute.
struct NetworkEnv {
    Bytes prologue;  ///< channel_prologue
    Services services = Services::kChain;
    std::function<void(std::span<Byte>)> random;
    std::function<void(std::string_view)> log;  ///< what may be of interest, not every event
};

/// Called on the io_context's thread, never from within a call to Network.
class PeerSink {
 public:
    virtual ~PeerSink() = default;
    virtual void peer_connected(PeerId, const NodeKey&) = 0;
    virtual void peer_disconnected(PeerId) = 0;
    virtual void message_received(PeerId, Bytes) = 0;
};

/// Connections that the limit of open files leaves to a network, beside what else is opened.
std::size_t most_streams();

struct NetworkCounts {
    std::uint64_t accepted = 0;
    std::uint64_t refused = 0;  ///< closed at once: too many of them
    std::uint64_t accept_failures = 0;
    std::uint64_t calls = 0;
    std::size_t streams = 0;  ///< now
    std::size_t pending = 0;  ///< accepted handshakes now
    std::size_t relay_clients = 0;
};

class Network {
 public:
    /// `sink` outlives the network.
    Network(boost::asio::io_context& io, NetworkOptions options, NetworkEnv env, PeerSink& sink);
    ~Network();  ///< closes
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;

    /// Why it cannot listen; nothing when all is well.
    std::optional<std::string> start();
    std::uint16_t port() const;

    /// Replaces whom to call. Connections that are there stay.
    void call(std::vector<PeerAddress> peers, std::vector<PeerAddress> relays);
    void send(PeerId, ByteView message);
    /// The peer was asked for so many bytes: it may send them at once.
    void expect(PeerId, std::size_t bytes);
    void drop(PeerId, const std::string& reason);

    std::vector<LinkInfo> peers() const;
    NetworkCounts counts() const;

 private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace dure::chain
