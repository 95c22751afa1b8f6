// Letters between nodes: they reach who collects them through whoever stands in between, once and
// again where they were lost, and nobody carries what is forged, twice or over.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "chain/net/letter_box.hpp"
#include "tests/node/town.hpp"

namespace dure::chain {
namespace {

using namespace testing;
using Index = Town::Index;

/// A letter of this test: topic, author, a word, and its author's signature: their sum.
Bytes letter(Byte topic, Byte author, Byte word = 0) {
    return {topic, author, word, static_cast<Byte>(topic + author + word)};
}
Bytes forged(Byte topic, Byte author) { return {topic, author, 0, 0xff}; }

/// Topic t is open from block `opens` on, and closed from block `closes[t]` on.
struct Reader final : LetterReader {
    Result<LetterSubject, LetterFault> read(const Node& node, ByteView bytes) const override {
        ++asked;
        if (bytes.size() != 4) return Failure{LetterFault::kForged};
        if (!is_open(node, bytes[0])) return Failure{LetterFault::kNotOpen};
        const auto sum = static_cast<Byte>(bytes[0] + bytes[1] + bytes[2]);
        if (bytes[3] != sum) return Failure{LetterFault::kForged};
        return LetterSubject{.topic = bytes[0], .author = bytes[1]};
    }
    bool is_open(const Node& node, std::uint64_t topic) const override {
        const auto closed = closes.find(topic);
        return node.height() >= opens && (closed == closes.end() || node.height() < closed->second);
    }
    std::uint64_t opens = 0;
    std::map<std::uint64_t, std::uint64_t> closes;
    mutable std::size_t asked = 0;
};

class Letters : public ::testing::Test {
 protected:
    Letters() : town(genesis()) {}

    static Genesis genesis() {
        auto out = test_genesis();
        out.validators = {account(20)};
        return out;
    }
    Index add(std::uint64_t signer, LetterDuty duty, wire::Role role = wire::Role::kFollower) {
        auto config = test_config();
        config.block_period_ms = 100;
        config.role = role;
        config.program = "0.1.0";
        config.letters = reader;
        config.letter_duty = duty;
        return town.add(signer, std::move(config));
    }
    bool has(Index node, const Bytes& bytes) {
        const auto* here = town[node].letters().find({.topic = bytes[0], .author = bytes[1]});
        return here != nullptr && *here == bytes;
    }
    bool arrives(Index node, const Bytes& bytes, std::int64_t ms) {
        return town.run_until([&] { return has(node, bytes); }, ms);
    }
    /// A block more.
    void decide() {
        const auto height = town[validator].height() + 1;
        ASSERT_TRUE(town[validator].submit(raw(transfer(nonce++, account(3), 1), 0)));
        ASSERT_TRUE(town.run_until([&] { return town[validator].height() >= height; }, 10'000));
        town.pass(200);
    }

    std::shared_ptr<Reader> reader = std::make_shared<Reader>();
    Town town;
    Index validator = add(20, LetterDuty::kCarry);
    std::uint64_t nonce = 0;
};

TEST_F(Letters, of_a_home_reach_the_validator_through_a_relay) {
    const auto relay = add(1, LetterDuty::kCarry, wire::Role::kRelay);
    const auto home = add(2, LetterDuty::kOwn);
    const auto neighbour = add(3, LetterDuty::kOwn);
    std::vector<Letter> told;
    const auto heard = town[validator].on_letter([&](const Letter& one) { told.push_back(one); });
    town.connect(home, relay);
    town.connect(neighbour, relay);
    town.connect(relay, validator);
    town.pass(100);
    ASSERT_TRUE(town[home].send_letter(letter(1, 7)));
    ASSERT_TRUE(arrives(validator, letter(1, 7), 1'000));
    town.pass(40'000);
    ASSERT_EQ(told.size(), 1U) << "told once, though it is offered again";
    EXPECT_EQ(told[0].subject, (LetterSubject{.topic = 1, .author = 7}));
    EXPECT_EQ(told[0].bytes, letter(1, 7));
    EXPECT_FALSE(has(neighbour, letter(1, 7))) << "who does not collect is not told";
    EXPECT_EQ((town.sent[{relay, wire::Kind::kLetters}]), 3U) << "at once and every 15 seconds";
    EXPECT_EQ((town.sent[{validator, wire::Kind::kLetters}]), 0U) << "nothing comes back";
    EXPECT_TRUE(town.dropped.empty());
}

TEST_F(Letters, that_were_lost_or_came_too_early_come_again) {
    reader->opens = 1;
    const auto home = add(2, LetterDuty::kOwn);
    town.connect(home, validator);
    town.pass(100);
    EXPECT_EQ(town[home].send_letter(letter(1, 7)).error(), LetterFault::kNotOpen);
    decide();
    bool lost = true;
    town.on_the_way = [&](Index from, Index, Bytes frame) -> std::optional<Bytes> {
        if (lost && from == home && frame[0] == static_cast<Byte>(wire::Kind::kLetters))
            return std::nullopt;
        return frame;
    };
    ASSERT_TRUE(town[home].send_letter(letter(1, 7)));
    town.pass(2'000);
    EXPECT_FALSE(has(validator, letter(1, 7)));
    lost = false;
    EXPECT_TRUE(arrives(validator, letter(1, 7), 16'000));
    // A collector that lost everything is told by whom it meets.
    town.restart(validator);
    EXPECT_EQ(town[validator].letters().size(), 0U);
    town.connect(home, validator);
    EXPECT_TRUE(arrives(validator, letter(1, 7), 1'000));
}

TEST_F(Letters, are_gone_with_the_block_that_closes_their_topic) {
    const auto home = add(2, LetterDuty::kOwn);
    town.connect(home, validator);
    town.pass(100);
    ASSERT_TRUE(town[home].send_letter(letter(1, 7)));
    ASSERT_TRUE(town[home].send_letter(letter(2, 7)));
    ASSERT_TRUE(arrives(validator, letter(2, 7), 1'000));
    reader->closes[1] = 1;
    decide();
    for (const auto node : {home, validator}) {
        EXPECT_FALSE(has(node, letter(1, 7)));
        EXPECT_TRUE(has(node, letter(2, 7)));
    }
    EXPECT_EQ(town[home].send_letter(letter(1, 7)).error(), LetterFault::kNotOpen);
    EXPECT_EQ(town[validator].letters().topics(), std::vector<std::uint64_t>{2});
}

TEST_F(Letters, on_one_subject_are_one_and_the_first_stays) {
    const auto home = add(2, LetterDuty::kOwn);
    town.connect(home, validator);
    town.pass(100);
    ASSERT_TRUE(town[home].send_letter(letter(1, 7, 1)));
    EXPECT_TRUE(town[home].send_letter(letter(1, 7, 1))) << "the same again is no other";
    EXPECT_EQ(town[home].send_letter(letter(1, 7, 2)).error(), LetterFault::kOther);
    ASSERT_TRUE(arrives(validator, letter(1, 7, 1), 1'000));
    town.inject(home, validator, encode(wire::Message{wire::Letters{{letter(1, 7, 2)}}}));
    EXPECT_TRUE(has(validator, letter(1, 7, 1)));
    EXPECT_EQ(town[validator].letters().size(), 1U);
    EXPECT_TRUE(town.connected(home, validator)) << "its author lies, not who carries it";
}

TEST_F(Letters, that_are_forged_cost_the_connection_and_are_not_passed_on) {
    const auto other = add(21, LetterDuty::kCarry, wire::Role::kRelay);
    const auto liar = add(2, LetterDuty::kOwn);
    town.connect(liar, validator);
    town.connect(validator, other);
    town.pass(100);
    for (Byte author = 0; author < 9; ++author)
        town.inject(liar, validator, encode(wire::Message{wire::Letters{{forged(1, author)}}}));
    EXPECT_TRUE(town.connected(liar, validator));
    const auto judged = reader->asked;
    town.inject(liar, validator, encode(wire::Message{wire::Letters{{forged(1, 0)}}}));
    EXPECT_EQ(reader->asked, judged) << "a forgery that was seen costs no second look";
    town.inject(liar, validator, encode(wire::Message{wire::Letters{{forged(1, 9)}}}));
    EXPECT_FALSE(town.connected(liar, validator));
    town.pass(20'000);
    EXPECT_EQ(town[validator].letters().size(), 0U);
    EXPECT_EQ((town.sent[{validator, wire::Kind::kLetters}]), 0U);
    EXPECT_TRUE(town.connected(validator, other));
}

TEST_F(Letters, beyond_a_members_rate_are_not_judged) {
    const auto home = add(2, LetterDuty::kOwn);
    town.connect(home, validator);
    town.pass(100);
    wire::Letters frame;
    for (std::size_t i = 0; i < wire::kMostLetters; ++i)
        frame.letters.push_back(letter(static_cast<Byte>(i % 200), static_cast<Byte>(i / 200)));
    const auto before = reader->asked;
    for (Byte i = 0; i < 20; ++i) {
        for (auto& one : frame.letters) one = letter(one[0], one[1], i);  // each a new one
        town.inject(home, validator, encode(wire::Message{frame}));
    }
    EXPECT_LE(reader->asked - before, 1'024U + 200U);
    EXPECT_EQ(town[validator].letters().size(), wire::kMostLetters);
}

TEST_F(Letters, are_not_sent_to_a_peer_that_does_not_ask_for_them) {
    // As a program of before letters: without the word in its Hello, and with a reader for none.
    auto config = test_config();
    config.program = "0.1.0";
    const auto old = town.add(5, config);
    const auto home = add(2, LetterDuty::kOwn);
    town.connect(home, old);
    town.connect(validator, old);
    town.connect(home, validator);
    town.pass(100);
    ASSERT_TRUE(town[home].send_letter(letter(1, 7)));
    ASSERT_TRUE(arrives(validator, letter(1, 7), 1'000));
    town.pass(30'000);
    EXPECT_TRUE(town.connected(home, old) && town.connected(validator, old));
    EXPECT_EQ((town.sent[{validator, wire::Kind::kLetters}]), 0U);
    EXPECT_EQ(town[old].send_letter(letter(1, 8)).error(), LetterFault::kNoCarrier);
    for (const auto& peer : town[old].peers()) EXPECT_EQ(peer.program, "0.1.0");
}

TEST_F(Letters, of_a_thousand_homes_pass_a_relay_within_its_rate) {
    const auto relay = add(1, LetterDuty::kCarry, wire::Role::kRelay);
    town.connect(relay, validator);
    town.pass(100);
    for (int i = 0; i < 1'000; ++i) {
        const auto topic = static_cast<Byte>(i / 250), author = static_cast<Byte>(i % 250);
        ASSERT_TRUE(town[relay].send_letter(letter(topic, author)));
    }
    EXPECT_TRUE(town.run_until([&] { return town[validator].letters().size() == 1'000; }, 5'000));
    EXPECT_LE((town.sent[{relay, wire::Kind::kLetters}]), 40U);
    EXPECT_TRUE(town.dropped.empty());
    for (const auto& peer : town[validator].peers()) EXPECT_EQ(peer.points, 0);
}

RC_GTEST_PROP(LetterBox, holds_one_a_subject_within_its_bound_and_nothing_of_closed_topics, ()) {
    const auto most = *rc::gen::inRange<std::size_t>(1, 12);
    LetterBox box(most);
    std::map<LetterSubject, Bytes> model;
    const auto steps = *rc::gen::inRange(0, 60);
    for (int i = 0; i < steps; ++i) {
        const auto topic = *rc::gen::inRange<std::uint64_t>(0, 4);
        if (*rc::gen::inRange(0, 6) == 0) {
            box.close(topic);
            std::erase_if(model, [&](const auto& one) { return one.first.topic == topic; });
        } else {
            const LetterSubject subject{.topic = topic,
                                        .author = *rc::gen::inRange<std::uint64_t>(0, 5)};
            const Bytes bytes{*rc::gen::inRange<Byte>(0, 2)};
            const auto here = model.find(subject);
            auto expected = LetterBox::Taken::kNew;
            if (here != model.end()) {
                expected =
                    here->second == bytes ? LetterBox::Taken::kSame : LetterBox::Taken::kOther;
            } else if (model.size() == most) {
                expected = LetterBox::Taken::kFull;
            } else {
                model.emplace(subject, bytes);
            }
            RC_ASSERT(box.add({.subject = subject, .bytes = bytes}) == expected);
        }
        RC_ASSERT(box.size() == model.size() && box.size() <= most);
        std::size_t counted = 0;
        for (const auto each : box.topics()) {
            RC_ASSERT(box.count(each) == box.about(each).size() && box.count(each) > 0);
            counted += box.count(each);
        }
        RC_ASSERT(counted == model.size());
        for (const auto& [subject, bytes] : model)
            RC_ASSERT(box.find(subject) != nullptr && *box.find(subject) == bytes);
    }
}

}  // namespace
}  // namespace dure::chain
