// Networks on 127.0.0.1, all on the test's one thread, and sockets of those who mean no good.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "chain/net/network.hpp"
#include "tests/net/noise_mutation.hpp"

namespace dure::chain::testing {

namespace asio = boost::asio;
using asio::ip::tcp;

class TestPeer final : public PeerSink {
 public:
    TestPeer(asio::io_context& io, NetworkOptions options, NetworkEnv env)
        : identity(options.identity),
          network(std::in_place, io, std::move(options), std::move(env), *this) {}

    void peer_connected(PeerId peer, const NodeKey& key) override { peers[peer] = key; }
    void peer_disconnected(PeerId peer) override { peers.erase(peer); }
    void message_received(PeerId peer, Bytes bytes) override {
        const auto at = peers.find(peer);
        if (at != peers.end()) messages[at->second].push_back(std::move(bytes));
    }
    bool knows(const NodeKey& key) const {
        return std::ranges::any_of(peers, [&](const auto& entry) { return entry.second == key; });
    }
    void send_all(const Bytes& message) {
        for (const auto& [peer, key] : peers) network->send(peer, message);
    }

    std::shared_ptr<const NodeIdentity> identity;
    std::map<PeerId, NodeKey> peers;
    std::map<NodeKey, std::vector<Bytes>> messages;
    std::optional<Network> network;  ///< last: it ends before what it tells
};

class NetworkBench {
 public:
    std::shared_ptr<const NodeIdentity> identity() { return random_identity(random_); }

    /// A node that listens on a port of 127.0.0.1 unless it is told not to.
    TestPeer& add(NetworkOptions options = {}, Services services = Services::kChain,
                  std::uint64_t chain_id = 1, const Hash256& genesis = {}) {
        if (!options.identity) options.identity = identity();
        NetworkEnv env{.prologue = channel_prologue(chain_id, genesis),
                       .services = services,
                       .random =
                           [this](std::span<Byte> out) {
                               for (auto& byte : out) byte = static_cast<Byte>(random_());
                           },
                       .log = {}};
        nodes.push_back(std::make_unique<TestPeer>(io, std::move(options), std::move(env)));
        EXPECT_EQ(nodes.back()->network->start(), std::nullopt);
        return *nodes.back();
    }
    static NetworkOptions listening() {
        NetworkOptions out;
        out.listen = ListenAddress{"127.0.0.1", 0};
        return out;
    }
    static PeerAddress address(const TestPeer& node) {
        return {"127.0.0.1", node.network->port(), node.identity->key()};
    }

    bool until(const std::function<bool()>& done, int seconds = 20) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
        while (!done()) {
            if (std::chrono::steady_clock::now() > end) return false;
            io.run_for(std::chrono::milliseconds(5));
        }
        return true;
    }
    void run(int ms) { io.run_for(std::chrono::milliseconds(ms)); }

    /// Somebody who speaks TCP and nothing else.
    tcp::socket stranger(const TestPeer& node, const char* from = "127.0.0.1") {
        tcp::socket socket(io);
        socket.open(tcp::v4());
        socket.bind({asio::ip::make_address(from), 0});
        socket.connect({asio::ip::make_address("127.0.0.1"), node.network->port()});
        socket.non_blocking(true);
        return socket;
    }
    /// Whether the other side has closed it.
    static bool is_closed(tcp::socket& socket) {
        Byte byte = 0;
        boost::system::error_code error;
        (void)socket.read_some(asio::buffer(&byte, 1), error);
        return error && error != asio::error::would_block;
    }

    asio::io_context io{1};
    std::vector<std::unique_ptr<TestPeer>> nodes;

 private:
    TestRandom random_{20'350};
};

}  // namespace dure::chain::testing
