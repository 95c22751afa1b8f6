// The handshake against the public vectors (cacophony's, in ../shared) and against an attacker.
#include "chain/net/noise.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/net/noise_mutation.hpp"

namespace dure::chain {
namespace {

using namespace testing;

Bytes hex(const boost::json::value& text) { return *from_hex(std::string(text.as_string())); }

std::optional<boost::json::array> vectors() {
    const char* shared = std::getenv("DURE_SHARED");
    std::ifstream in(std::string(shared == nullptr ? "" : shared) + "/vectors/noise.json");
    if (!in) return std::nullopt;
    std::stringstream all;
    all << in.rdbuf();
    return boost::json::parse(all.str()).at("vectors").as_array();
}

NoiseHandshake from_vector(const boost::json::value& vector, NoiseRole role) {
    const std::string side = role == NoiseRole::kInitiator ? "init_" : "resp_";
    const auto key = [&](const char* name) {
        return SecretBytes::copy_of(ByteView{hex(vector.at(side + name))});
    };
    return {role, NodeIdentity::from_secret(key("static")), key("ephemeral"),
            hex(vector.at(side + "prologue"))};
}

TEST(Noise, every_xx_vector_is_spoken_and_understood) {
    const auto all = vectors();
    if (!all) GTEST_SKIP() << "../shared/vectors/noise.json is not there";
    int seen = 0;
    for (const auto& vector : *all) {
        if (vector.at("protocol_name").as_string() != "Noise_XX_25519_ChaChaPoly_SHA256") continue;
        ++seen;
        auto initiator = from_vector(vector, NoiseRole::kInitiator);
        auto responder = from_vector(vector, NoiseRole::kResponder);
        const auto& messages = vector.at("messages").as_array();
        ASSERT_GT(messages.size(), 3U);
        for (std::size_t i = 0; i < 3; ++i) {
            auto& writer = i % 2 == 0 ? initiator : responder;
            auto& reader = i % 2 == 0 ? responder : initiator;
            const auto message = writer.write(hex(messages[i].at("payload")));
            ASSERT_TRUE(message) << to_string(message.error());
            EXPECT_EQ(to_hex(*message), to_hex(hex(messages[i].at("ciphertext")))) << i;
            const auto payload = reader.read(*message);
            ASSERT_TRUE(payload) << to_string(payload.error());
            EXPECT_EQ(*payload, hex(messages[i].at("payload")));
        }
        ASSERT_TRUE(initiator.finished() && responder.finished());
        auto a = initiator.split();
        auto b = responder.split();
        EXPECT_EQ(to_hex(a.handshake_hash), to_hex(hex(vector.at("handshake_hash"))));
        EXPECT_EQ(a.handshake_hash, b.handshake_hash);
        EXPECT_EQ(a.remote, NodeIdentity::from_secret(
                                SecretBytes::copy_of(ByteView{hex(vector.at("resp_static"))}))
                                ->key());
        EXPECT_EQ(b.remote, NodeIdentity::from_secret(
                                SecretBytes::copy_of(ByteView{hex(vector.at("init_static"))}))
                                ->key());
        for (std::size_t i = 3; i < messages.size(); ++i) {
            auto& writer = i % 2 == 0 ? a : b;
            auto& reader = i % 2 == 0 ? b : a;
            const auto message = writer.send.encrypt(hex(messages[i].at("payload")));
            ASSERT_TRUE(message);
            EXPECT_EQ(to_hex(*message), to_hex(hex(messages[i].at("ciphertext")))) << i;
            const auto plain = reader.receive.decrypt(*message);
            ASSERT_TRUE(plain);
            EXPECT_EQ(*plain, hex(messages[i].at("payload")));
        }
    }
    EXPECT_GE(seen, 1);
}

TEST(Noise, no_mutated_handshake_is_accepted) {
    MutationTrial trial(20'261);
    ASSERT_TRUE(trial.untouched_succeeds());
    for (int i = 0; i < 10'000; ++i) {
        const auto attempt = trial.attempt();
        ASSERT_FALSE(attempt.accepted)
            << to_string(attempt.mutation) << " in message " << attempt.message << ", number " << i;
    }
}

struct Pair {
    NoiseSession a, b;
};
Pair connected(std::uint64_t seed) {
    TestRandom random(seed);
    NoiseHandshake a(NoiseRole::kInitiator, random_identity(random), random_secret(random), {});
    NoiseHandshake b(NoiseRole::kResponder, random_identity(random), random_secret(random), {});
    (void)b.read(*a.write({}));
    (void)a.read(*b.write({}));
    (void)b.read(*a.write({}));
    return {a.split(), b.split()};
}

TEST(Noise, a_side_out_of_turn_is_refused) {
    TestRandom random(1);
    NoiseHandshake a(NoiseRole::kInitiator, random_identity(random), random_secret(random), {});
    NoiseHandshake b(NoiseRole::kResponder, random_identity(random), random_secret(random), {});
    EXPECT_EQ(b.write({}).error(), NoiseError::kOutOfTurn);
    EXPECT_EQ(a.read({}).error(), NoiseError::kOutOfTurn);
    ASSERT_TRUE(a.write({}));
    EXPECT_EQ(a.write({}).error(), NoiseError::kOutOfTurn);
}

TEST(Noise, after_a_failure_the_handshake_is_over) {
    TestRandom random(2);
    NoiseHandshake a(NoiseRole::kInitiator, random_identity(random), random_secret(random), {});
    NoiseHandshake b(NoiseRole::kResponder, random_identity(random), random_secret(random), {});
    const auto first = *a.write({});
    ASSERT_EQ(b.read(ByteView{first}.first(31)).error(), NoiseError::kLength);
    EXPECT_EQ(b.read(first).error(), NoiseError::kOutOfTurn);
    EXPECT_FALSE(b.finished());
}

TEST(Noise, a_point_of_small_order_is_a_weak_key) {
    TestRandom random(3);
    NoiseHandshake b(NoiseRole::kResponder, random_identity(random), random_secret(random), {});
    ASSERT_TRUE(b.read(Bytes(32)));  // e itself is only used with the answer
    EXPECT_EQ(b.write({}).error(), NoiseError::kWeakKey);
}

TEST(Noise, a_forged_message_changes_nothing_and_the_true_one_still_counts) {
    auto pair = connected(4);
    const auto message = *pair.a.send.encrypt(Bytes{1, 2, 3});
    auto forged = message;
    forged.back() ^= 1;
    EXPECT_EQ(pair.b.receive.decrypt(forged).error(), NoiseError::kNotAuthentic);
    EXPECT_EQ(*pair.b.receive.decrypt(message), (Bytes{1, 2, 3}));
    EXPECT_EQ(pair.b.receive.decrypt(message).error(), NoiseError::kNotAuthentic) << "replayed";
}

TEST(Noise, after_a_rekey_of_one_side_only_nothing_is_understood) {
    auto pair = connected(5);
    pair.a.send.rekey();
    const auto message = *pair.a.send.encrypt(Bytes{1});
    EXPECT_EQ(pair.b.receive.decrypt(message).error(), NoiseError::kNotAuthentic);
    pair.b.receive.rekey();
    EXPECT_EQ(*pair.b.receive.decrypt(message), Bytes{1});
}

TEST(Noise, a_message_longer_than_the_protocol_allows_is_refused) {
    auto pair = connected(6);
    EXPECT_TRUE(pair.a.send.encrypt(Bytes(kNoiseMessage - kNoiseTag)));
    EXPECT_EQ(pair.a.send.encrypt(Bytes(kNoiseMessage - kNoiseTag + 1)).error(),
              NoiseError::kLength);
    EXPECT_EQ(pair.b.receive.decrypt(Bytes(kNoiseMessage + 1)).error(), NoiseError::kLength);
    EXPECT_EQ(pair.b.receive.decrypt(Bytes(kNoiseTag - 1)).error(), NoiseError::kLength);
}

RC_GTEST_PROP(Noise, whatever_is_sent_arrives_whole_and_in_order,
              (const std::vector<Bytes>& messages, std::uint64_t seed)) {
    auto pair = connected(seed);
    for (const auto& message : messages) {
        const auto sealed = pair.b.send.encrypt(message);
        RC_ASSERT(sealed.has_value());
        const auto plain = pair.a.receive.decrypt(*sealed);
        RC_ASSERT(plain.has_value());
        RC_ASSERT(*plain == message);
    }
}

RC_GTEST_PROP(Noise, arbitrary_bytes_open_no_handshake, (const Bytes& bytes, std::uint64_t seed)) {
    TestRandom random(seed);
    NoiseHandshake a(NoiseRole::kInitiator, random_identity(random), random_secret(random), {});
    RC_ASSERT(a.write({}).has_value());
    RC_ASSERT(!a.read(bytes).has_value());
}

}  // namespace
}  // namespace dure::chain
