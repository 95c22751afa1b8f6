#include "genesis_fetch.hpp"

#include <sodium.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <map>

#include "chain/net/network.hpp"
#include "chain/net/secure_channel.hpp"
#include "chain/net/wire.hpp"

namespace dure::app {

namespace {

namespace asio = boost::asio;
namespace wire = chain::wire;

/// What a genesis file may be; the node's own reader has the same cap.
constexpr std::uint64_t kMostBytes = 16 * 1024 * 1024;

class Fetch final : public chain::PeerSink {
 public:
    Fetch(asio::io_context& io, const chain::Invite& invite) : io_(io), invite_(invite) {}

    void start(chain::Network& network) { network_ = &network; }
    void peer_connected(chain::PeerId peer, const chain::NodeKey&) override {
        reached_ = true;
        parts_[peer].clear();
        ask(peer);
    }
    void peer_disconnected(chain::PeerId peer) override { parts_.erase(peer); }
    void message_received(chain::PeerId peer, chain::Bytes bytes) override {
        const auto message = wire::decode(bytes);
        if (!message) return;  // of a newer node, or junk: others may do better
        const auto* part = std::get_if<wire::GenesisPart>(&*message);
        const auto it = parts_.find(peer);
        if (part == nullptr || it == parts_.end()) return;  // its Hello and Status
        auto& text = it->second;
        if (part->offset != text.size() || part->total > kMostBytes || part->bytes.empty() ||
            part->bytes.size() > part->total - text.size()) {
            return network_->drop(peer, "a part of a genesis that was not asked for");
        }
        text.append(part->bytes.begin(), part->bytes.end());
        if (text.size() < part->total) return ask(peer);
        finish(peer, text);
    }

    bool reached() const { return reached_; }
    bool lied() const { return lied_; }
    const std::optional<chain::Genesis>& genesis() const { return genesis_; }

 private:
    void ask(chain::PeerId peer) {
        network_->send(peer, wire::encode(wire::GetGenesis{.offset = parts_[peer].size()}));
    }
    void finish(chain::PeerId peer, const std::string& text) {
        auto genesis = chain::parse_genesis(text);
        if (!genesis || chain::genesis_hash(*genesis) != invite_.genesis ||
            genesis->chain_id != invite_.chain_id) {
            lied_ = true;
            return network_->drop(peer, "its genesis is another one");
        }
        genesis_ = *std::move(genesis);
        io_.stop();
    }

    asio::io_context& io_;
    const chain::Invite& invite_;
    chain::Network* network_ = nullptr;
    std::map<chain::PeerId, std::string> parts_;
    bool reached_ = false;
    bool lied_ = false;
    std::optional<chain::Genesis> genesis_;
};

std::vector<chain::PeerAddress> addresses_of(const chain::Invite& invite) {
    std::vector<chain::PeerAddress> out;
    for (const auto& address : invite.addresses)
        out.push_back({.host = address.host, .port = address.port, .key = address.key});
    return out;
}

}  // namespace

chain::Result<chain::Genesis, GenesisFault> fetch_genesis(
    const chain::Invite& invite, std::shared_ptr<const chain::NodeIdentity> identity,
    std::chrono::milliseconds patience, const std::stop_token& stop) {
    using chain::Failure;
    asio::io_context io{1};
    Fetch fetch(io, invite);
    chain::NetworkOptions options;
    options.identity = std::move(identity);
    options.peers = addresses_of(invite);
    chain::Network network(
        io, std::move(options),
        {.prologue = chain::channel_prologue(invite.chain_id, invite.genesis),
         .random = [](std::span<chain::Byte> out) { randombytes_buf(out.data(), out.size()); },
         .log = [](std::string_view) {}},
        fetch);
    fetch.start(network);
    if (network.start()) return Failure{GenesisFault::kUnreachable};
    asio::steady_timer timer(io, patience);
    timer.async_wait([&](boost::system::error_code error) {
        if (!error) io.stop();
    });
    const std::stop_callback on_stop(stop, [&io] { io.stop(); });
    io.run();
    if (fetch.genesis()) return *fetch.genesis();
    if (stop.stop_requested()) return Failure{GenesisFault::kStopped};
    if (fetch.lied()) return Failure{GenesisFault::kAnothers};
    return Failure{fetch.reached() ? GenesisFault::kNone : GenesisFault::kUnreachable};
}

Trouble describe(GenesisFault fault, const chain::Invite& invite) {
    std::string where;
    for (const auto& address : invite.addresses)
        where += (where.empty() ? "" : ", ") + address.host + ":" + std::to_string(address.port);
    switch (fault) {
        case GenesisFault::kAnothers:
            return {"what answers at " + where +
                    " gives another community's genesis; do not trust it, ask the manager"};
        case GenesisFault::kNone:
            return {"the nodes at " + where + " gave no genesis; try again"};
        case GenesisFault::kStopped:
            return {"ended before the genesis came"};
        case GenesisFault::kUnreachable:
            break;
    }
    return {"nobody answers at " + where +
            "; is this machine on the complex's network, and does the node there run?"};
}

}  // namespace dure::app
