// Links without sockets: who is connected to whom, directly and through relays that lie.
#include "chain/net/links.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "chain/net/dialer.hpp"
#include "chain/net/doorkeeper.hpp"
#include "tests/net/link_world.hpp"

namespace dure::chain {
namespace {

using namespace testing;

Bytes text(std::string_view words) { return {words.begin(), words.end()}; }

std::vector<Bytes> only(Bytes message) { return {std::move(message)}; }

bool contains(const Bytes& all, ByteView part) {
    return std::search(all.begin(), all.end(), part.begin(), part.end()) != all.end();
}

LinksConfig relay_config() {
    LinksConfig config;
    config.services = Services::kRelay;
    return config;
}

/// A relay (node 0) and so many nodes behind it, who call nobody but the relay.
struct Village {
    explicit Village(std::size_t nodes, LinksConfig config = {}, std::uint64_t seed = 1)
        : world(seed) {
        world.add(relay_config());
        config.relays = config.called = {world.key(0)};
        for (std::size_t i = 1; i <= nodes; ++i) {
            world.add(config);
            streams.push_back(world.connect(i, 0));
        }
        world.settle();
    }
    LinkWorld world;
    std::vector<std::size_t> streams;
};

TEST(Links, two_nodes_are_peers_and_hear_each_other) {
    LinkWorld world;
    const auto a = world.add({});
    const auto b = world.add({});
    world.connect(a, b);
    world.settle();
    ASSERT_EQ(world.links_between(a, b), 1U);
    ASSERT_EQ(world.links_between(b, a), 1U);
    world.send(a, b, text("hello"));
    world.send(b, a, text("yes"));
    world.settle();
    EXPECT_EQ(world[b].told.messages[world.key(a)], only(text("hello")));
    EXPECT_EQ(world[a].told.messages[world.key(b)], only(text("yes")));
}

TEST(Links, a_cut_stream_is_a_peer_gone_on_both_sides) {
    LinkWorld world;
    const auto a = world.add({});
    const auto b = world.add({});
    const auto stream = world.connect(a, b);
    world.settle();
    world.cut(stream);
    EXPECT_TRUE(world[a].told.peers.empty());
    EXPECT_TRUE(world[b].told.peers.empty());
}

TEST(Links, a_dropped_peer_is_told_as_disconnected_and_its_stream_ends) {
    LinkWorld world;
    const auto a = world.add({});
    const auto b = world.add({});
    world.connect(a, b);
    world.settle();
    world[a].links->drop(world[a].told.peers.begin()->first, "revoked", world.now);
    world.pass(250);
    EXPECT_TRUE(world[a].told.peers.empty());
    EXPECT_TRUE(world[b].told.peers.empty());
    EXPECT_EQ(world[a].told.ended, std::vector<std::string>{"revoked"});
}

TEST(Links, of_two_that_call_each_other_at_once_one_link_stays) {
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
        LinkWorld world(seed);
        const auto a = world.add({});
        const auto b = world.add({});
        const auto first = world.connect(a, b);
        const auto second = world.connect(b, a);
        for (int i = 0; i < 6; ++i) {
            world.step(seed % 2 == 0 ? first : second);
            if (i > 1) world.step(seed % 2 == 0 ? second : first);
        }
        world.settle();
        ASSERT_EQ(world.links_between(a, b), 1U);
        ASSERT_EQ(world.links_between(b, a), 1U);
        world.send(a, b, text("x"));
        world.settle();
        EXPECT_EQ(world[b].told.messages[world.key(a)].back(), text("x"));
    }
}

TEST(Links, a_node_that_started_again_is_not_kept_out_by_its_old_self) {
    LinkWorld world;
    const auto a = world.add({});
    const auto identity = world.new_identity();
    const auto before = world.add({}, identity);
    const bool before_is_smaller = identity->key() < world.key(a);
    const auto old = before_is_smaller ? world.connect(before, a) : world.connect(a, before);
    world.settle();
    ASSERT_EQ(world[a].told.peers.size(), 1U);
    // A power cut: nothing more comes, and nobody says so.
    world.wiretap = [&](std::size_t from, std::size_t to, Bytes&) {
        return from != before && to != before;
    };
    (void)old;
    world.pass(8'000);
    const auto after = world.add({}, identity);
    world.wiretap = nullptr;
    // It calls in the direction that would lose against the old link.
    if (before_is_smaller) {
        world.connect(a, after);
    } else {
        world.connect(after, a);
    }
    world.settle();
    EXPECT_EQ(world[a].told.peers.size(), 1U);
    EXPECT_EQ(world[after].told.peers.size(), 1U);
    world.send(after, a, text("back"));
    world.settle();
    EXPECT_EQ(world[a].told.messages[world.key(after)].back(), text("back"));
}

TEST(Links, a_node_does_not_speak_with_itself) {
    LinkWorld world;
    const auto identity = world.new_identity();
    const auto a = world.add({}, identity);
    const auto twin = world.add({}, identity);
    world.connect(a, twin);
    world.settle();
    EXPECT_TRUE(world[a].told.peers.empty());
    EXPECT_TRUE(world[twin].told.peers.empty());
}

TEST(Links, strangers_beyond_the_limit_are_sent_away_but_those_we_call_have_a_place) {
    LinkWorld world;
    const auto friend_identity = world.new_identity();
    LinksConfig config;
    config.limits.peers = 3;
    config.called = {friend_identity->key()};
    const auto full = world.add(config);
    for (int i = 0; i < 5; ++i) {
        const auto stranger = world.add({});
        world.connect(stranger, full);
    }
    world.settle();
    EXPECT_EQ(world[full].told.peers.size(), 3U);
    const auto known = world.add({}, friend_identity);
    world.connect(known, full);
    world.settle();
    EXPECT_EQ(world.links_between(full, known), 1U);
}

TEST(Links, who_does_not_take_what_it_is_sent_is_left) {
    LinkWorld world;
    LinksConfig config;
    config.limits.queue_bytes = 100'000;
    auto links = Links([&] {
        config.identity = world.new_identity();
        config.prologue = channel_prologue(1, Hash256{});
        config.fresh_key = [] { return SecretBytes(32); };
        return config;
    }());
    TestRandom random(5);
    SecureChannel other({.role = NoiseRole::kInitiator,
                         .identity = random_identity(random),
                         .prologue = config.prologue,
                         .expected = std::nullopt,
                         .fresh_key = [&] { return random_secret(random); }},
                        0);
    const auto stream = links.stream_accepted(0);
    std::optional<PeerId> peer;
    bool closed = false;
    std::size_t written = 0;
    const auto look = [&] {
        for (auto& action : links.take_actions()) {
            if (auto* write = std::get_if<WriteStream>(&action)) {
                written += write->bytes.size();
                if (!peer) (void)other.receive(write->bytes, 0);
            }
            if (auto* up = std::get_if<LinkUp>(&action)) peer = up->peer;
            if (std::holds_alternative<CloseStream>(action)) closed = true;
        }
    };
    links.stream_received(stream, other.take_output(), 0);
    look();
    links.stream_received(stream, other.take_output(), 0);
    look();
    ASSERT_TRUE(peer);
    for (int i = 0; i < 1'000 && !closed; ++i) {
        links.send(*peer, Bytes(4'000), 0);
        look();
    }
    EXPECT_TRUE(closed);
    EXPECT_LT(written, 110'000U);
}

TEST(Links, many_who_are_slow_cost_no_more_than_a_few) {
    LinkWorld world;
    LinksConfig config;
    config.limits.queue_bytes = 100'000;
    config.limits.all_queues_bytes = 300'000;
    config.limits.peers = 40;
    config.identity = world.new_identity();
    config.prologue = channel_prologue(1, Hash256{});
    config.fresh_key = [] { return SecretBytes(32); };
    Links links(config);
    TestRandom random(6);
    std::set<PeerId> peers;
    std::map<PeerId, std::size_t> waiting;
    std::map<PeerId, std::unique_ptr<SecureChannel>> others;
    const auto look = [&] {
        for (auto& action : links.take_actions()) {
            if (auto* write = std::get_if<WriteStream>(&action)) {
                if (peers.contains(write->stream)) {
                    waiting[write->stream] += write->bytes.size();
                } else {
                    (void)others[write->stream]->receive(write->bytes, 0);
                    links.stream_written(write->stream, write->bytes.size());
                }
            }
            if (auto* up = std::get_if<LinkUp>(&action)) peers.insert(up->peer);
            if (auto* down = std::get_if<LinkDown>(&action)) {
                peers.erase(down->peer);
                waiting.erase(down->peer);
            }
        }
    };
    for (int i = 0; i < 30; ++i) {
        auto channel = std::make_unique<SecureChannel>(
            ChannelConfig{.role = NoiseRole::kInitiator,
                          .identity = random_identity(random),
                          .prologue = config.prologue,
                          .expected = std::nullopt,
                          .fresh_key = [&] { return random_secret(random); }},
            0);
        const auto stream = links.stream_accepted(0);
        auto& other = *(others[stream] = std::move(channel));
        for (int half = 0; half < 2; ++half) {
            links.stream_received(stream, other.take_output(), 0);
            look();
        }
    }
    ASSERT_EQ(peers.size(), 30U);
    const auto reader = *peers.begin();
    std::size_t most = 0;
    for (int i = 0; i < 100; ++i) {
        for (const auto peer : std::set(peers)) links.send(peer, Bytes(4'000), 0);
        look();
        links.stream_written(reader, std::exchange(waiting[reader], 0));
        std::size_t all = 0;
        for (const auto& [peer, bytes] : waiting) all += bytes;
        most = std::max(most, all);
    }
    EXPECT_TRUE(peers.contains(reader)) << "who reads stays";
    EXPECT_LT(most, 300'000U + 30 * 5'000U);
    EXPECT_GT(most, 250'000U);
}

TEST(Links, a_flood_of_messages_is_read_more_slowly) {
    LinkWorld world;
    const auto a = world.add({});
    const auto b = world.add({});
    world.connect(a, b);
    world.settle();
    const auto stream = world[b].told.peers.begin()->first;
    EXPECT_EQ(world[b].links->pause_ms(stream, world.now), 0);
    for (int i = 0; i < 1'000; ++i) world.send(a, b, text("x"));
    world.settle();
    // 800 at once, the other 200 at 200 a second.
    EXPECT_NEAR(static_cast<double>(world[b].links->pause_ms(stream, world.now)), 1'000, 50);
    world.now += 1'100;
    EXPECT_EQ(world[b].links->pause_ms(stream, world.now), 0);
}

TEST(Relay, nodes_that_only_call_the_relay_are_peers_of_each_other) {
    Village village(3);
    auto& world = village.world;
    world.pass(2'000);
    for (std::size_t i = 1; i <= 3; ++i) {
        for (std::size_t j = 1; j <= 3; ++j) {
            if (i != j) {
                EXPECT_EQ(world.links_between(i, j), 1U) << i << j;
            }
        }
    }
    EXPECT_TRUE(world[0].told.peers.empty()) << "the relay is nobody's peer";
    const auto peers = world[1].links->peers();
    ASSERT_EQ(peers.size(), 2U);
    EXPECT_EQ(peers[0].relay, world.key(0));
}

TEST(Relay, a_large_message_goes_through_in_pieces) {
    Village village(2);
    auto& world = village.world;
    world.pass(2'000);
    world.send(1, 2, text("first"));
    Bytes large(kMessageBytes);
    for (std::size_t i = 0; i < large.size(); ++i) large[i] = static_cast<Byte>(i * 31);
    world.send(1, 2, large);
    world.settle();
    ASSERT_EQ(world[2].told.messages[world.key(1)].size(), 2U);
    EXPECT_EQ(world[2].told.messages[world.key(1)][1], large);
}

TEST(Relay, when_it_is_gone_its_links_are_and_when_it_is_back_they_come_back) {
    Village village(2);
    auto& world = village.world;
    world.pass(2'000);
    ASSERT_EQ(world.links_between(1, 2), 1U);
    world.cut(village.streams[0]);
    world.settle();
    EXPECT_EQ(world.links_between(1, 2), 0U);
    EXPECT_EQ(world.links_between(2, 1), 0U) << "the relay says who has left";
    world.connect(1, 0);
    world.pass(15'000);
    EXPECT_EQ(world.links_between(1, 2), 1U);
    EXPECT_EQ(world.links_between(2, 1), 1U);
}

TEST(Relay, a_direct_link_replaces_one_through_it) {
    Village village(2);
    auto& world = village.world;
    world.pass(2'000);
    ASSERT_TRUE(world[1].links->peers()[0].relay);
    const auto ups = world[1].told.ups;
    world.connect(1, 2);
    world.settle();
    ASSERT_EQ(world[1].links->peers().size(), 1U);
    EXPECT_FALSE(world[1].links->peers()[0].relay);
    world.pass(30'000);
    EXPECT_EQ(world.links_between(1, 2), 1U);
    EXPECT_EQ(world[1].told.ups, ups + 1) << "and stays";
}

TEST(Relay, of_many_nodes_each_calls_few_and_all_hang_together) {
    Village village(12);
    auto& world = village.world;
    world.pass(3'000);
    std::set<std::size_t> reached{1};
    for (bool grew = true; grew;) {
        grew = false;
        for (const auto node : std::set<std::size_t>(reached)) {
            for (std::size_t other = 1; other <= 12; ++other) {
                if (world.links_between(node, other) > 0) grew |= reached.insert(other).second;
            }
        }
    }
    EXPECT_EQ(reached.size(), 12U);
    for (std::size_t node = 1; node <= 12; ++node) {
        EXPECT_GE(world[node].told.peers.size(), 4U);
        EXPECT_LE(world[node].told.peers.size(), 11U);
    }
}

// A relay that is hostile: the packets of its clients pass through its hands.
class EvilRelay {
 public:
    explicit EvilRelay(std::uint64_t seed) : random_(seed), identity_(random_identity(random_)) {}
    const NodeKey& key() const { return identity_->key(); }

    /// Two clients and what they were told.
    struct Client {
        std::unique_ptr<Links> links;
        NodeKey key;
        PeerId stream = 0;
        std::unique_ptr<SecureChannel> channel;  ///< the relay's end
        std::map<PeerId, NodeKey> peers;
        std::vector<Bytes> messages;
    };
    void add_client() {
        Client client;
        const auto identity = random_identity(random_);
        client.key = identity->key();
        client.links = std::make_unique<Links>(
            LinksConfig{.identity = identity,
                        .prologue = channel_prologue(1, Hash256{}),
                        .called = {key()},
                        .relays = {key()},
                        .far = {},
                        .fresh_key = [this] { return random_secret(random_); }});
        client.stream = client.links->stream_opened(key(), now);
        client.channel = std::make_unique<SecureChannel>(
            ChannelConfig{.role = NoiseRole::kResponder,
                          .identity = identity_,
                          .prologue = channel_prologue(1, Hash256{}),
                          .expected = std::nullopt,
                          .services = Services::kRelay,
                          .fresh_key = [this] { return random_secret(random_); }},
            now);
        clients.push_back(std::move(client));
    }
    /// `attack` may change, repeat or swallow what is passed on: the payloads to deliver.
    using Attack = std::function<std::vector<Bytes>(std::size_t from, Bytes payload)>;
    void run(std::int64_t ms, const Attack& attack) {
        for (const auto end = now + ms; now < end; now += 250) {
            for (auto& client : clients) client.links->tick(now);
            for (bool more = true; more;) {
                more = false;
                for (std::size_t i = 0; i < clients.size(); ++i) more |= turn(i, attack);
            }
        }
    }
    std::vector<Client> clients;
    std::int64_t now = 0;
    TestRandom random_;

 private:
    bool turn(std::size_t index, const Attack& attack) {
        auto& client = clients[index];
        bool more = false;
        for (auto& action : client.links->take_actions()) {
            more = true;
            if (auto* write = std::get_if<WriteStream>(&action)) {
                client.links->stream_written(write->stream, write->bytes.size());
                (void)client.channel->receive(write->bytes, now);
            } else if (auto* up = std::get_if<LinkUp>(&action)) {
                client.peers[up->peer] = up->key;
            } else if (auto* down = std::get_if<LinkDown>(&action)) {
                client.peers.erase(down->peer);
            } else if (auto* message = std::get_if<LinkMessage>(&action)) {
                client.messages.push_back(std::move(message->bytes));
            }
        }
        for (auto& delivery : client.channel->take_deliveries()) {
            const auto packet = decode_relay_packet(delivery.bytes);
            if (!packet) continue;
            const auto other = 1 - index;
            if (std::holds_alternative<RelayEnrol>(*packet)) {
                give(index, RelayPresent{{clients[other].key}});
            } else if (const auto* to = std::get_if<RelayTo>(&*packet)) {
                for (auto& payload : attack(index, to->payload))
                    give(other, RelayFrom{client.key, std::move(payload)});
            }
        }
        const auto bytes = client.channel->take_output();
        if (!bytes.empty()) client.links->stream_received(client.stream, bytes, now);
        return more || !bytes.empty();
    }
    void give(std::size_t index, const RelayPacket& packet) {
        (void)clients[index].channel->send_packet(encode(packet), now);
    }
    std::shared_ptr<const NodeIdentity> identity_;
};

TEST(EvilRelay, that_behaves_connects_its_clients) {
    EvilRelay relay(1);
    relay.add_client();
    relay.add_client();
    std::vector<Bytes> seen;
    const auto honest = [&](std::size_t, Bytes payload) {
        seen.push_back(payload);
        return only(std::move(payload));
    };
    relay.run(2'000, honest);
    ASSERT_EQ(relay.clients[0].peers.size(), 1U);
    EXPECT_EQ(relay.clients[0].peers.begin()->second, relay.clients[1].key);
    const auto secret = text("meet me at the meter");
    relay.clients[0].links->send(relay.clients[0].peers.begin()->first, secret, relay.now);
    relay.run(250, honest);
    EXPECT_EQ(relay.clients[1].messages, only(secret));
    for (const auto& payload : seen) EXPECT_FALSE(contains(payload, secret));
}

TEST(EvilRelay, can_break_links_but_never_make_a_message) {
    // Every message sent is its sender's and its count; nothing else may ever arrive, and nothing
    // twice or out of order.
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        EvilRelay relay(seed);
        relay.add_client();
        relay.add_client();
        TestRandom random(seed);
        std::vector<Bytes> old;
        const auto attack = [&](std::size_t, Bytes payload) -> std::vector<Bytes> {
            old.push_back(payload);
            const auto pick = random() % 40;
            if (pick == 0) return {};
            if (pick == 1) return {payload, payload};
            if (pick == 2) return {old[random() % old.size()]};
            if (pick == 3 && !payload.empty()) payload[random() % payload.size()] ^= 1;
            if (pick == 4) payload.resize(random() % (payload.size() + 1));
            if (pick == 5) return {payload, Bytes(random() % 100, static_cast<Byte>(random()))};
            return {payload};
        };
        std::map<std::size_t, std::uint32_t> counts;
        for (int round = 0; round < 60; ++round) {
            for (std::size_t i = 0; i < 2; ++i) {
                auto& client = relay.clients[i];
                if (client.peers.empty()) continue;
                const auto count = ++counts[i];
                client.links->send(client.peers.begin()->first,
                                   Bytes{static_cast<Byte>(i), static_cast<Byte>(count >> 8),
                                         static_cast<Byte>(count)},
                                   relay.now);
            }
            relay.run(250, attack);
        }
        for (std::size_t i = 0; i < 2; ++i) {
            std::uint32_t last = 0;
            for (const auto& message : relay.clients[i].messages) {
                ASSERT_EQ(message.size(), 3U);
                ASSERT_EQ(message[0], 1 - i);
                const auto count = static_cast<std::uint32_t>(message[1] << 8 | message[2]);
                ASSERT_GT(count, last);
                ASSERT_LE(count, counts[1 - i]);
                last = count;
            }
        }
    }
}

TEST(Relay, speaks_in_packets_that_mean_what_was_meant) {
    TestRandom random(2);
    const auto a = random_identity(random)->key();
    const auto b = random_identity(random)->key();
    const std::vector<RelayPacket> all{RelayEnrol{},   RelayTo{a, text("to")}, RelayPresent{{a, b}},
                                       RelayAbsent{b}, RelayFrom{b, text("")}, RelayLost{a}};
    for (const auto& packet : all) {
        const auto bytes = encode(packet);
        EXPECT_EQ(decode_relay_packet(bytes), packet);
        EXPECT_EQ(decode_relay_packet(ByteView{bytes}.first(bytes.size() - 1)).has_value() &&
                      !std::holds_alternative<RelayTo>(packet),
                  false);
    }
}

TEST(Relay, passes_nothing_between_those_who_did_not_enrol) {
    TestRandom random(2);
    const auto a = random_identity(random)->key();
    const auto b = random_identity(random)->key();
    Relay relay({}, [](const NodeKey&, std::size_t) { return true; });
    EXPECT_FALSE(relay.on_packet(a, encode(RelayTo{b, {}}), 0));
    ASSERT_TRUE(relay.on_packet(a, encode(RelayEnrol{}), 0));
    const auto lost = relay.on_packet(a, encode(RelayTo{b, {}}), 0);
    ASSERT_EQ(lost->size(), 1U);
    EXPECT_EQ(lost->front().packet, RelayPacket{RelayLost{b}});
    EXPECT_FALSE(relay.on_packet(a, encode(RelayPresent{{b}}), 0)) << "a client is no relay";
}

TEST(Relay, passes_on_a_megabyte_a_second_for_one_and_says_what_it_lost) {
    TestRandom random(2);
    const auto a = random_identity(random)->key();
    const auto b = random_identity(random)->key();
    Relay relay({.bytes_per_second = 1'000'000, .burst_bytes = 100'000},
                [](const NodeKey&, std::size_t) { return true; });
    (void)relay.on_packet(a, encode(RelayEnrol{}), 0);
    (void)relay.on_packet(b, encode(RelayEnrol{}), 0);
    std::size_t passed = 0;
    for (std::int64_t now = 0; now < 10'000; ++now) {
        const auto out = relay.on_packet(a, encode(RelayTo{b, Bytes(10'000)}), now);
        if (std::holds_alternative<RelayFrom>(out->front().packet)) passed += 10'033;
    }
    EXPECT_NEAR(static_cast<double>(passed), 10'100'000, 50'000);
}

TEST(Doorkeeper, few_at_a_time_and_a_place_is_given_back) {
    Doorkeeper door;
    for (int i = 0; i < 8; ++i) EXPECT_TRUE(door.admit("a", 0));
    EXPECT_FALSE(door.admit("a", 0));
    for (const auto* source : {"b", "c"})
        for (int i = 0; i < 8; ++i) EXPECT_TRUE(door.admit(source, 0));
    EXPECT_FALSE(door.admit("d", 0)) << "24 strangers";
    door.released("b");
    EXPECT_TRUE(door.admit("d", 0));
}

TEST(Doorkeeper, a_known_source_has_a_place_that_strangers_cannot_take) {
    Doorkeeper door;
    door.proved("home", 0);
    for (int source = 0; source < 100; ++source)
        for (int i = 0; i < 8; ++i) (void)door.admit("s" + std::to_string(source), 0);
    EXPECT_EQ(door.pending(), 24U);
    EXPECT_TRUE(door.admit("home", 0));
}

TEST(Doorkeeper, is_bounded_in_memory_and_in_rate) {
    Doorkeeper door;
    std::size_t admitted = 0;
    for (std::int64_t now = 0; now < 10'000; ++now) {
        for (int i = 0; i < 10; ++i) {
            const auto source = std::to_string((now * 10 + i) % 5'000);
            if (door.admit(source, now)) {
                ++admitted;
                door.released(source);
            }
        }
    }
    EXPECT_LE(door.sources(), 1'024U);
    EXPECT_NEAR(static_cast<double>(admitted), 128 + 10 * 64, 10);
}

TEST(Dialer, pauses_grow_are_spread_and_shrink_when_the_node_answers) {
    TestRandom random(1);
    Dialer dialer;
    const PeerAddress address{"127.0.0.1", 1, random_identity(random)->key()};
    dialer.replace({address, address});
    ASSERT_EQ(dialer.addresses().size(), 1U);
    std::vector<std::int64_t> calls;
    for (std::int64_t now = 0; now < 60'000; ++now) {
        if (dialer.may_call(0, now, random())) calls.push_back(now);
    }
    EXPECT_EQ(calls.front(), 0);
    EXPECT_GE(calls.size(), 8U);
    for (std::size_t i = 1; i < calls.size(); ++i) {
        const auto pause = calls[i] - calls[i - 1];
        EXPECT_LE(pause, Dialer::kLongestPauseMs);
        EXPECT_GE(pause, Dialer::kFirstPauseMs / 2);
    }
    dialer.answered(address.key);
    EXPECT_TRUE(dialer.may_call(0, 100'000, 0));
    EXPECT_TRUE(dialer.may_call(0, 100'000 + Dialer::kFirstPauseMs, 0));
}

TEST(Dialer, a_node_is_called_at_each_of_its_addresses) {
    TestRandom random(1);
    Dialer dialer;
    const PeerAddress in_the_plan{"10.0.0.1", 1, random_identity(random)->key()};
    const PeerAddress from_here{"10.9.9.1", 1, in_the_plan.key};
    dialer.replace({in_the_plan, from_here});
    ASSERT_EQ(dialer.addresses().size(), 2U);
    EXPECT_TRUE(dialer.may_call(0, 0, 0));
    EXPECT_FALSE(dialer.may_call(0, 1, 0));
    EXPECT_TRUE(dialer.may_call(1, 1, 0)) << "the other need not wait for the first one's pause";
    dialer.answered(in_the_plan.key);
    EXPECT_TRUE(dialer.may_call(0, 1'000, 0));
    EXPECT_TRUE(dialer.may_call(1, 1'000, 0));
}

TEST(Dialer, new_addresses_keep_the_pauses_of_those_that_stay) {
    TestRandom random(1);
    Dialer dialer;
    const PeerAddress first{"127.0.0.1", 1, random_identity(random)->key()};
    const PeerAddress second{"127.0.0.1", 2, random_identity(random)->key()};
    dialer.replace({first});
    EXPECT_TRUE(dialer.may_call(0, 0, 0));
    dialer.replace({second, first});
    EXPECT_TRUE(dialer.may_call(0, 1, 0));
    EXPECT_FALSE(dialer.may_call(1, 1, 0));
}

TEST(Relay, a_node_that_learns_of_a_relay_later_enrols_on_the_stream_it_has) {
    LinkWorld world;
    LinksConfig both;
    both.services = Services::kBoth;
    world.add(both);
    for (int i = 0; i < 2; ++i) world.connect(world.add({}), 0);
    world.settle();
    EXPECT_EQ(world[0].links->relay_clients(), 0U);
    for (const std::size_t node : {1U, 2U})
        world[node].links->call({world.key(0)}, {world.key(0)}, world.now);
    world.pass(2'000);
    EXPECT_EQ(world.links_between(1, 2), 1U);
}

RC_GTEST_PROP(Links, whatever_happens_to_the_streams_two_nodes_agree_in_the_end, ()) {
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    Village village(3, {}, seed);
    auto& world = village.world;
    for (int i = 0; i < 60; ++i) {
        const auto what = *rc::gen::inRange(0, 10);
        const auto stream = *rc::gen::inRange<std::size_t>(0, world.streams());
        const auto from = *rc::gen::inRange<std::size_t>(0, 4);
        const auto to = *rc::gen::inRange<std::size_t>(0, 4);
        if (what < 5) world.step(stream);
        if (what == 5) world.cut(stream);
        if (what == 6 && from != to) world.connect(from, to);
        if (what == 7) world.send(from, to, text("m"));
        if (what == 8) world.pass(*rc::gen::inRange(0, 3'000));
        if (what == 9) world.settle();
    }
    for (std::size_t i = 1; i <= 3; ++i) world.connect(i, 0);
    world.pass(40'000);
    for (std::size_t i = 1; i <= 3; ++i) {
        for (std::size_t j = 1; j <= 3; ++j) {
            if (i != j) RC_ASSERT(world.links_between(i, j) == 1U);
        }
    }
}

}  // namespace
}  // namespace dure::chain
