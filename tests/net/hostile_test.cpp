// Neighbours that mean no good, where they can take something from others: places, pace, memory.
#include <gtest/gtest.h>

#include "tests/net/link_world.hpp"
#include "tests/net/network_bench.hpp"

namespace dure::chain {
namespace {

using namespace testing;

constexpr std::size_t kMiB = 1024 * 1024;

/// Two peers, and the second one's view of the first.
struct Pair {
    explicit Pair(LinksConfig config = {}) {
        world.add({});
        world.add(config);
        world.connect(0, 1);
        world.settle();
        peer = world[1].told.peers.begin()->first;
    }
    void receive(std::size_t mib) {
        for (std::size_t i = 0; i < mib; ++i) world.send(0, 1, Bytes(kMiB));
        world.settle();
    }
    std::int64_t pause() { return world[1].links->pause_ms(peer, world.now); }
    LinkWorld world;
    PeerId peer = 0;
};

TEST(Expect, what_was_asked_for_is_read_at_once) {
    Pair asked, unasked;
    asked.world[1].links->expect(asked.peer, 6 * kMiB);
    for (auto* pair : {&asked, &unasked}) {
        // The first message is a small one.
        pair->world.send(0, 1, Bytes(1));
        pair->receive(6);
    }
    EXPECT_EQ(asked.pause(), 0);
    EXPECT_GT(unasked.pause(), 1'900) << "six, of which a burst of four is free";
    asked.receive(4);
    EXPECT_LT(asked.pause(), 100) << "the burst is still there, but for the records' own bytes";
    asked.receive(1);
    EXPECT_GT(asked.pause(), 900);
}

TEST(Expect, no_more_is_outstanding_than_the_limit_however_often_it_is_asked) {
    Pair pair;
    pair.world.send(0, 1, Bytes(1));
    for (int i = 0; i < 100; ++i) pair.world[1].links->expect(pair.peer, kMiB);
    pair.receive(8 + 4);
    EXPECT_LT(pair.pause(), 100);  // the records' own bytes
    pair.receive(1);
    EXPECT_GT(pair.pause(), 900);
}

TEST(Expect, of_a_peer_that_is_gone_nothing_comes_and_nothing_happens) {
    Pair pair;
    pair.world.cut(0);
    pair.world[1].links->expect(pair.peer, kMiB);
    pair.world[1].links->expect(12'345, kMiB);
    EXPECT_EQ(pair.pause(), 0);
}

TEST(Expect, an_answer_through_the_relay_is_not_too_much) {
    for (const bool asks : {true, false}) {
        LinkWorld world;
        LinksConfig relay;
        relay.services = Services::kRelay;
        relay.limits.bytes_per_second = 100 * kMiB;  // its own pace is not what this is about
        relay.limits.burst_bytes = 100 * kMiB;
        relay.limits.queue_bytes = 64 * kMiB;
        world.add(relay);
        LinksConfig node;
        node.relays = node.called = {world.key(0)};
        node.limits.queue_bytes = 64 * kMiB;
        for (const std::size_t i : {1U, 2U}) {
            world.add(node);
            world.connect(i, 0);
        }
        world.settle();
        world.pass(2'000);
        ASSERT_EQ(world.links_between(2, 1), 1U);
        const auto peer = world[2].told.peers.begin()->first;
        world.send(1, 2, Bytes(1));
        for (int i = 0; i < 12; ++i) {
            if (asks) world[2].links->expect(peer, kMiB);
            world.send(1, 2, Bytes(kMiB));
        }
        world.settle();
        const auto came = world[2].told.messages[world.key(1)].size();
        if (asks) {
            EXPECT_EQ(came, 13U);
            EXPECT_EQ(world.links_between(2, 1), 1U);
        } else {
            EXPECT_LT(came, 13U) << "a link through a relay cannot be read more slowly, only ended";
        }
    }
}

/// A client of a relay that opens links to a neighbour and says nothing more on them: whether an
/// honest one still gets a link to that neighbour.
bool comes_in_beside_openings_without_end(const LinkLimits& limits) {
    LinkWorld world;
    LinksConfig relay;
    relay.services = Services::kRelay;
    world.add(relay);
    LinksConfig node;
    node.relays = node.called = {world.key(0)};
    auto quiet = node;
    quiet.enough_peers = 0;  // it calls nobody itself
    quiet.limits = limits;
    const auto victim = world.add(quiet);
    world.connect(victim, 0);
    world.settle();

    // A channel to the relay by hand.
    TestRandom random(5);
    auto& tower = *world[0].links;
    SecureChannel channel(ChannelConfig{.role = NoiseRole::kInitiator,
                                        .identity = random_identity(random),
                                        .prologue = channel_prologue(1, Hash256{}),
                                        .expected = world.key(0),
                                        .services = Services::kChain,
                                        .fresh_key = [&] { return random_secret(random); }},
                          world.now);
    const auto stream = tower.stream_accepted(world.now);
    const auto speak = [&] {
        for (bool more = true; more;) {
            const auto out = channel.take_output();
            more = !out.empty();
            if (more) tower.stream_received(stream, out, world.now);
            std::vector<LinkAction> others;
            for (auto& action : tower.take_actions()) {
                auto* write = std::get_if<WriteStream>(&action);
                if (write == nullptr || write->stream != stream) {
                    others.push_back(std::move(action));
                    continue;
                }
                tower.stream_written(stream, write->bytes.size());
                (void)channel.receive(write->bytes, world.now);
                more = true;
            }
            world.deliver(0, std::move(others));
        }
    };
    speak();
    EXPECT_TRUE(channel.established());
    (void)channel.send_packet(encode(RelayPacket{RelayEnrol{}}), world.now);
    speak();
    for (Byte number = 0; number < 60; ++number) {
        // An opening, its number, and less than a first message of a handshake.
        const Bytes payload{0, 0, 0, 0, 0, 0, 0, 0, number, 0, 32, 7};
        (void)channel.send_packet(encode(RelayPacket{RelayTo{world.key(victim), payload}}),
                                  world.now);
        speak();
        world.settle();
    }
    const auto friendly = world.add(node);
    world.connect(friendly, 0);
    world.settle();
    world.pass(500);
    return world.links_between(victim, friendly) == 1;
}

TEST(Relay, one_client_cannot_take_all_places_for_handshakes) {
    LinkLimits limits;
    EXPECT_TRUE(comes_in_beside_openings_without_end(limits));
    limits.pending_of_one = limits.pending_through_relay;
    EXPECT_FALSE(comes_in_beside_openings_without_end(limits)) << "there was no attack";
}

// After a power cut nobody has proved anything yet, and the flood is there first.
TEST(Network, whom_we_call_comes_in_while_strangers_hold_the_door) {
    NetworkBench bench;
    const auto friend_identity = bench.identity();
    auto options = NetworkBench::listening();
    // Called in vain: nobody listens there.
    options.peers = {{"127.0.9.9", 1, friend_identity->key()}};
    auto& b = bench.add(options);
    std::vector<tcp::socket> strangers;
    for (int i = 0; i < 200; ++i) {
        const auto from = "127.0.1." + std::to_string(1 + i % 100);
        strangers.push_back(bench.stranger(b, from.c_str()));
        if (i % 20 == 0) bench.run(5);
    }
    ASSERT_TRUE(bench.until([&] { return b.network->counts().accepted >= 200; }));
    ASSERT_EQ(b.network->counts().pending, 24U);
    const auto pending_of = [&](const char* from) {
        auto socket = bench.stranger(b, from);
        bench.run(100);
        return !NetworkBench::is_closed(socket);
    };
    EXPECT_FALSE(pending_of("127.0.2.1"));
    EXPECT_TRUE(pending_of("127.0.9.9"));
}

}  // namespace
}  // namespace dure::chain
