// Networks in network namespaces: nobody but the relay listens, cables are pulled, the building is
// parted, lines are bad.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <chrono>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <thread>

#include "chain/crypto/random.hpp"
#include "chain/net/network.hpp"
#include "tests/net/building.hpp"
#include "tests/net/noise_mutation.hpp"

namespace dure::chain {
namespace {

using namespace testing;

constexpr std::uint16_t kPort = 7'077;

/// A network with its own thread on one machine of the building.
class Inhabitant final : public PeerSink {
 public:
    Inhabitant(const Building& building, std::size_t machine, NetworkOptions options,
               Services services) {
        building.on(machine, [&] {
            NetworkEnv env{.prologue = channel_prologue(1, Hash256{}),
                           .services = services,
                           .random =
                               [](std::span<Byte> out) {
                                   const auto bytes = chain::random_secret(out.size());
                                   std::copy(bytes.view().begin(), bytes.view().end(), out.begin());
                               },
                           .log = {}};
            network_.emplace(io_, std::move(options), std::move(env), *this);
            EXPECT_EQ(network_->start(), std::nullopt);
            thread_ = std::thread([this] { io_.run(); });
        });
    }
    ~Inhabitant() override {
        boost::asio::post(io_, [this] {
            network_.reset();
            work_.reset();
        });
        thread_.join();
    }
    Inhabitant(const Inhabitant&) = delete;

    void peer_connected(PeerId peer, const NodeKey& key) override { peers_[peer] = key; }
    void peer_disconnected(PeerId peer) override { peers_.erase(peer); }
    void message_received(PeerId peer, Bytes bytes) override {
        heard_[peers_.at(peer)] = std::move(bytes);
    }

    template <class Question>
    auto ask(Question question) {
        std::promise<decltype(question())> answer;
        boost::asio::post(io_, [&] { answer.set_value(question()); });
        return answer.get_future().get();
    }
    std::size_t peers() {
        return ask([this] { return peers_.size(); });
    }
    void say(const Bytes& message) {
        boost::asio::post(io_, [this, message] {
            for (const auto& [peer, key] : peers_) network_->send(peer, message);
        });
    }
    Bytes heard_from(const NodeKey& key) {
        return ask([this, key] { return heard_[key]; });
    }

 private:
    boost::asio::io_context io_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_ =
        boost::asio::make_work_guard(io_);
    std::map<PeerId, NodeKey> peers_;
    std::map<NodeKey, Bytes> heard_;
    std::optional<Network> network_;
    std::thread thread_;
};

bool within(int seconds, const std::function<bool()>& done) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
    while (!done()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return true;
}

class BuildingTest : public ::testing::Test {
 protected:
    void SetUp() override {
        if (const auto why = Building::unavailable()) GTEST_SKIP() << *why;
    }
    std::shared_ptr<const NodeIdentity> identity() { return random_identity(random_); }
    TestRandom random_{7};
};

TEST_F(BuildingTest, nodes_of_a_mesh_find_each_other_again_after_a_partition) {
    Building building(4);
    std::vector<std::shared_ptr<const NodeIdentity>> identities;
    std::vector<PeerAddress> addresses;
    for (std::size_t i = 0; i < 4; ++i) {
        identities.push_back(identity());
        addresses.push_back({Building::ip(i), kPort, identities[i]->key()});
    }
    std::vector<std::unique_ptr<Inhabitant>> nodes;
    for (std::size_t i = 0; i < 4; ++i) {
        NetworkOptions options{.identity = identities[i],
                               .listen = ListenAddress{"0.0.0.0", kPort},
                               .peers = addresses};
        nodes.push_back(
            std::make_unique<Inhabitant>(building, i, std::move(options), Services::kChain));
    }
    const auto all_have = [&](std::size_t count) {
        return within(40, [&] {
            return std::ranges::all_of(nodes, [&](auto& node) { return node->peers() == count; });
        });
    };
    ASSERT_TRUE(all_have(3));
    building.part({{0, 1}, {2, 3}});
    ASSERT_TRUE(all_have(1)) << "those who are silent are given up";
    building.heal();
    ASSERT_TRUE(all_have(3));
    building.unplug(3);
    ASSERT_TRUE(within(40, [&] { return nodes[0]->peers() == 2 && nodes[3]->peers() == 0; }));
    building.plug(3);
    ASSERT_TRUE(all_have(3));
}

TEST_F(BuildingTest, wallpads_that_listen_nowhere_speak_over_a_bad_line_through_the_relay) {
    Building building(3);
    const auto relay_identity = identity();
    NetworkOptions relay{.identity = relay_identity,
                         .listen = ListenAddress{"0.0.0.0", kPort},
                         .relay = RelayService::kOn};
    auto tower = std::make_unique<Inhabitant>(building, 0, relay, Services::kRelay);
    NetworkOptions wallpad;
    wallpad.relays = {{Building::ip(0), kPort, relay_identity->key()}};
    for (const std::size_t machine : {1U, 2U})
        building.set_line(machine, {.delay_ms = 50, .jitter_ms = 10, .loss_percent = 3});
    auto of = wallpad;
    of.identity = identity();
    const auto a_key = of.identity->key();
    Inhabitant a(building, 1, of, Services::kChain);
    of.identity = identity();
    Inhabitant b(building, 2, of, Services::kChain);
    const auto connected = [&] {
        return within(40, [&] { return a.peers() == 1 && b.peers() == 1; });
    };
    ASSERT_TRUE(connected());
    a.say({1});
    EXPECT_TRUE(within(20, [&] { return b.heard_from(a_key) == Bytes{1}; }));
    tower.reset();
    ASSERT_TRUE(within(40, [&] { return a.peers() == 0 && b.peers() == 0; }));
    tower = std::make_unique<Inhabitant>(building, 0, relay, Services::kRelay);
    ASSERT_TRUE(connected());
    a.say({2});
    EXPECT_TRUE(within(20, [&] { return b.heard_from(a_key) == Bytes{2}; }));
}

}  // namespace
}  // namespace dure::chain
