// Two ends of a channel with nothing but bytes and a clock between them.
#include "chain/net/secure_channel.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

#include "tests/net/noise_mutation.hpp"

namespace dure::chain {
namespace {

using namespace testing;
using Kind = SecureChannel::Delivery::Kind;

constexpr std::uint64_t kChain = 20'350;

struct Options {
    Bytes initiators_prologue = channel_prologue(kChain, Hash256{});
    Bytes responders_prologue = channel_prologue(kChain, Hash256{});
    std::optional<NodeKey> expected = std::nullopt;
    ChannelLimits limits{};
    std::uint64_t seed = 1;
};

/// Both ends, and what they have said.
class Pair {
 public:
    explicit Pair(const Options& options = {})
        : random_(std::make_shared<TestRandom>(options.seed)),
          initiator(random_identity(*random_)),
          responder(random_identity(*random_)),
          a(config(options, NoiseRole::kInitiator), now),
          b(config(options, NoiseRole::kResponder), now) {}

    /// Carries bytes both ways until nobody has more to say.
    void carry() {
        for (bool more = true; more;) {
            const auto to_b = a.take_output();
            const auto to_a = b.take_output();
            more = !to_a.empty() || !to_b.empty();
            for (std::size_t at = 0; at < to_b.size(); at += chunk)
                (void)b.receive(ByteView{to_b}.subspan(at, std::min(chunk, to_b.size() - at)), now);
            for (std::size_t at = 0; at < to_a.size(); at += chunk)
                (void)a.receive(ByteView{to_a}.subspan(at, std::min(chunk, to_a.size() - at)), now);
        }
    }
    void pass(std::int64_t ms) {
        for (const auto end = now + ms; now < end;) {
            now = std::min(end, std::max(now + 1, std::min(a.next_tick_ms(), b.next_tick_ms())));
            (void)a.tick(now);
            (void)b.tick(now);
            carry();
        }
    }
    bool connected() {
        carry();
        return a.established() && b.established();
    }

 private:
    ChannelConfig config(const Options& options, NoiseRole role) {
        const bool caller = role == NoiseRole::kInitiator;
        return {.role = role,
                .identity = caller ? initiator : responder,
                .prologue = caller ? options.initiators_prologue : options.responders_prologue,
                .expected = caller ? options.expected : std::nullopt,
                .services = caller ? Services::kChain : Services::kBoth,
                .fresh_key = [random = random_] { return random_secret(*random); },
                .limits = options.limits};
    }
    std::shared_ptr<TestRandom> random_;

 public:
    std::int64_t now = 0;
    std::size_t chunk = 1 << 16;
    std::shared_ptr<const NodeIdentity> initiator, responder;
    SecureChannel a, b;
};

std::vector<Bytes> messages_of(SecureChannel& channel) {
    std::vector<Bytes> out;
    for (auto& delivery : channel.take_deliveries()) {
        EXPECT_EQ(delivery.kind, Kind::kMessage);
        out.push_back(std::move(delivery.bytes));
    }
    return out;
}

Bytes pattern(std::size_t size) {
    Bytes out(size);
    std::iota(out.begin(), out.end(), Byte{0});
    return out;
}

TEST(SecureChannel, two_nodes_of_one_network_learn_each_others_keys_and_services) {
    Pair pair;
    ASSERT_TRUE(pair.connected());
    EXPECT_EQ(pair.a.remote(), pair.responder->key());
    EXPECT_EQ(pair.b.remote(), pair.initiator->key());
    EXPECT_EQ(pair.a.remote_services(), Services::kBoth);
    EXPECT_EQ(pair.b.remote_services(), Services::kChain);
}

TEST(SecureChannel, another_chain_genesis_or_version_fails_the_handshake) {
    auto other_version = channel_prologue(kChain, Hash256{});
    other_version.back() ^= 1;
    Hash256 other_genesis;
    other_genesis.bytes[31] = 1;
    for (const auto& prologue : {channel_prologue(kChain + 1, Hash256{}),
                                 channel_prologue(kChain, other_genesis), other_version}) {
        Pair pair({.responders_prologue = prologue});
        EXPECT_FALSE(pair.connected());
        EXPECT_EQ(pair.a.error(), ChannelError::kHandshake);
        EXPECT_FALSE(pair.b.established());
    }
}

TEST(SecureChannel, the_caller_hangs_up_on_another_node_and_does_not_say_who_it_is) {
    Pair pair({.expected = NodeKey{}});
    (void)pair.b.receive(pair.a.take_output(), 0);
    EXPECT_EQ(pair.a.receive(pair.b.take_output(), 0), ChannelError::kWrongKey);
    EXPECT_TRUE(pair.a.take_output().empty());
    EXPECT_FALSE(pair.b.established());
}

TEST(SecureChannel, a_handshake_has_five_seconds) {
    Pair pair;
    EXPECT_EQ(pair.b.next_tick_ms(), 5'000);
    EXPECT_EQ(pair.b.tick(4'999), std::nullopt);
    EXPECT_EQ(pair.b.tick(5'000), ChannelError::kTimeout);
    EXPECT_EQ(pair.b.receive(pair.a.take_output(), 5'001), ChannelError::kTimeout);
}

TEST(SecureChannel, garbage_is_seen_by_its_length_and_costs_no_key) {
    int keys = 0;
    TestRandom random(9);
    SecureChannel channel({.role = NoiseRole::kResponder,
                           .identity = random_identity(random),
                           .prologue = channel_prologue(kChain, Hash256{}),
                           .expected = std::nullopt,
                           .fresh_key =
                               [&] {
                                   ++keys;
                                   return random_secret(random);
                               }},
                          0);
    const std::string_view request = "GET / HTTP/1.1\r\n";
    EXPECT_EQ(channel.receive(Bytes(request.begin(), request.end()), 0), ChannelError::kHandshake);
    EXPECT_EQ(keys, 0);
}

TEST(SecureChannel, a_slow_sender_of_single_bytes_is_held_in_few_bytes_and_cut_off) {
    Pair pair;
    const auto hello = pair.a.take_output();
    for (std::size_t i = 0; i + 1 < hello.size(); ++i)
        ASSERT_EQ(pair.b.receive(ByteView{hello}.subspan(i, 1), static_cast<std::int64_t>(i)),
                  std::nullopt);
    EXPECT_TRUE(pair.b.take_output().empty());
    EXPECT_EQ(pair.b.tick(5'000), ChannelError::kTimeout);
}

TEST(SecureChannel, the_first_message_is_short_and_later_ones_up_to_a_mebibyte) {
    Pair pair;
    EXPECT_EQ(pair.a.send(pattern(1), 0), ChannelError::kNotReady);
    ASSERT_TRUE(pair.connected());
    EXPECT_EQ(pair.a.send(pattern(4'097), 0), ChannelError::kTooLong);
    EXPECT_EQ(pair.a.send(pattern(4'096), 0), std::nullopt);
    EXPECT_EQ(pair.a.send(pattern(kMessageBytes), 0), std::nullopt);
    EXPECT_EQ(pair.a.send(pattern(kMessageBytes + 1), 0), ChannelError::kTooLong);
    pair.carry();
    EXPECT_EQ(messages_of(pair.b), (std::vector<Bytes>{pattern(4'096), pattern(kMessageBytes)}));
    EXPECT_FALSE(pair.b.error());
}

TEST(SecureChannel, packets_for_a_relay_come_as_such_between_messages) {
    Pair pair;
    ASSERT_TRUE(pair.connected());
    EXPECT_EQ(pair.b.send_packet(pattern(kPacketBytes), 0), std::nullopt);
    EXPECT_EQ(pair.b.send(pattern(7), 0), std::nullopt);
    EXPECT_EQ(pair.b.send_packet(pattern(kPacketBytes + 1), 0), ChannelError::kTooLong);
    pair.carry();
    const auto got = pair.a.take_deliveries();
    ASSERT_EQ(got.size(), 2U);
    EXPECT_EQ(got[0].kind, Kind::kPacket);
    EXPECT_EQ(got[0].bytes, pattern(kPacketBytes));
    EXPECT_EQ(got[1].kind, Kind::kMessage);
    EXPECT_EQ(got[1].bytes, pattern(7));
}

TEST(SecureChannel, a_changed_repeated_or_dropped_record_ends_the_channel) {
    for (const int attack : {0, 1, 2}) {
        Pair pair;
        ASSERT_TRUE(pair.connected());
        (void)pair.a.send(pattern(9), 0);
        auto first = pair.a.take_output();
        (void)pair.a.send(pattern(10), 0);
        auto second = pair.a.take_output();
        if (attack == 0) first.back() ^= 1;
        if (attack != 2) (void)pair.b.receive(first, 0);
        const auto error = pair.b.receive(attack == 1 ? first : second, 0);
        EXPECT_EQ(error, ChannelError::kForged) << attack;
        EXPECT_EQ(messages_of(pair.b).size(), attack == 1 ? 1U : 0U);
    }
}

TEST(SecureChannel, an_idle_channel_lives_and_a_silent_one_ends) {
    Pair pair;
    ASSERT_TRUE(pair.connected());
    pair.pass(60 * 60'000);
    EXPECT_FALSE(pair.a.error());
    EXPECT_FALSE(pair.b.error());
    EXPECT_EQ(pair.a.tick(pair.now + 44'000 - 15'000), std::nullopt);
    EXPECT_EQ(pair.a.tick(pair.now + 45'000), ChannelError::kSilent);
}

TEST(SecureChannel, keys_change_after_so_many_records_and_messages_go_on) {
    Pair pair({.limits = {.rekey_records = 16}});
    ASSERT_TRUE(pair.connected());
    for (std::size_t i = 0; i < 200; ++i) {
        (void)pair.a.send(pattern(i), 0);
        (void)pair.b.send(pattern(i + 1), 0);
        if (i % 7 == 0) pair.carry();
    }
    pair.carry();
    const auto to_b = messages_of(pair.b);
    const auto to_a = messages_of(pair.a);
    ASSERT_EQ(to_b.size(), 200U);
    ASSERT_EQ(to_a.size(), 200U);
    for (std::size_t i = 0; i < 200; ++i) {
        EXPECT_EQ(to_b[i].size(), i);
        EXPECT_EQ(to_a[i].size(), i + 1);
    }
}

TEST(SecureChannel, a_peer_that_keeps_its_key_too_long_is_left) {
    Pair lax({.limits = {.rekey_records = 1'000}});
    Pair strict({.limits = {.rekey_records = 10}});
    (void)strict.b.receive(lax.a.take_output(), 0);
    (void)lax.a.receive(strict.b.take_output(), 0);
    (void)strict.b.receive(lax.a.take_output(), 0);
    ASSERT_TRUE(lax.a.established() && strict.b.established());
    for (int i = 0; i < 11; ++i) (void)lax.a.send(pattern(1), 0);
    EXPECT_EQ(strict.b.receive(lax.a.take_output(), 0), ChannelError::kWornKey);
    EXPECT_EQ(strict.b.take_deliveries().size(), 10U);
}

TEST(SecureChannel, once_a_day_a_new_handshake_runs_inside_and_nothing_is_lost) {
    Pair pair;
    ASSERT_TRUE(pair.connected());
    std::size_t sent = 0;
    constexpr std::int64_t kDay = 24 * 60 * 60'000;
    while (pair.now < 3 * kDay + 60'000) {
        (void)pair.a.send(pattern(sent % 100), pair.now);
        (void)pair.b.send(pattern(sent % 100), pair.now);
        ++sent;
        pair.pass(10 * 60'000);
    }
    EXPECT_FALSE(pair.a.error());
    EXPECT_FALSE(pair.b.error());
    EXPECT_EQ(pair.a.handshakes(), 4U);
    EXPECT_EQ(pair.b.handshakes(), 4U);
    EXPECT_EQ(messages_of(pair.a).size(), sent);
    EXPECT_EQ(messages_of(pair.b).size(), sent);
}

TEST(SecureChannel, messages_in_flight_cross_a_new_handshake_in_order) {
    Pair pair({.limits = {.rekey_records = 5, .renew_ms = 1'000}});
    ASSERT_TRUE(pair.connected());
    std::size_t sent = 0;
    // One step of the wire at a time, so that messages stand between the handshake's.
    for (int step = 0; step < 400; ++step) {
        pair.now += 100;
        (void)pair.a.tick(pair.now);
        (void)pair.b.tick(pair.now);
        (void)pair.a.send(pattern(sent % 251), pair.now);
        (void)pair.b.send(pattern(sent % 251), pair.now);
        ++sent;
        const auto to_b = pair.a.take_output();
        if (step % 2 == 0) {
            ASSERT_EQ(pair.a.receive(pair.b.take_output(), pair.now), std::nullopt);
        }
        ASSERT_EQ(pair.b.receive(to_b, pair.now), std::nullopt);
    }
    pair.carry();
    EXPECT_GT(pair.a.handshakes(), 20U);
    for (auto* end : {&pair.a, &pair.b}) {
        const auto got = messages_of(*end);
        ASSERT_EQ(got.size(), sent);
        for (std::size_t i = 0; i < sent; ++i) ASSERT_EQ(got[i].size(), i % 251);
    }
}

RC_GTEST_PROP(SecureChannel, any_cut_of_the_stream_delivers_the_same_messages, ()) {
    Pair pair({.limits = {.rekey_records = 4}, .seed = *rc::gen::arbitrary<std::uint64_t>()});
    pair.chunk = *rc::gen::inRange<std::size_t>(1, 400);
    RC_ASSERT(pair.connected());
    const auto sizes = *rc::gen::container<std::vector<std::size_t>>(
        rc::gen::inRange<std::size_t>(0, kFirstMessageBytes));
    for (const auto size : sizes) RC_ASSERT(!pair.a.send(pattern(size), 0));
    pair.carry();
    const auto got = messages_of(pair.b);
    RC_ASSERT(got.size() == sizes.size());
    for (std::size_t i = 0; i < sizes.size(); ++i) RC_ASSERT(got[i] == pattern(sizes[i]));
}

RC_GTEST_PROP(SecureChannel, arbitrary_bytes_connect_nobody_and_are_not_kept,
              (const std::vector<Bytes>& chunks, std::uint64_t seed)) {
    Pair pair({.seed = seed});
    (void)pair.b.receive(pair.a.take_output(), 0);
    (void)pair.b.take_output();
    for (const auto& chunk : chunks) (void)pair.b.receive(chunk, 0);
    RC_ASSERT(!pair.b.established());
    RC_ASSERT(pair.b.take_deliveries().empty());
}

}  // namespace
}  // namespace dure::chain
