// The machine of one height: rounds, locks, jumps and what it refuses. Numbers in comments (K1…K13)
// name known bugs of other engines: design 06 section 1.
#include <gtest/gtest.h>

#include "chain/consensus/header_rules.hpp"
#include "tests/node/validators_fixture.hpp"

namespace dure::chain {
namespace {

using namespace testing;

Hash256 digest_of(const Block& block) { return proposal_digest(block.header); }

template <class Message>
const Message* find(const std::vector<QbftMessage>& messages) {
    for (const auto& message : messages) {
        if (const auto* found = std::get_if<Message>(&message)) return found;
    }
    return nullptr;
}

TEST(Qbft, validators_decide_the_same_block_with_a_quorum_of_seals) {
    for (std::size_t n = 1; n <= 10; ++n) {
        Height height(n);
        std::set<std::size_t> awake;
        for (std::size_t i = 0; i < n - tolerated_faults(n); ++i) awake.insert(i);
        ASSERT_TRUE(height.machines[0].wants_block());
        height.spread(height.propose(0), awake);
        for (const auto m : awake) {
            ASSERT_TRUE(height.machines[m].decided()) << n << " validators, machine " << m;
            const auto& header = height.machines[m].decided()->header;
            EXPECT_EQ(block_hash(header), block_hash(height.block(0, 0).header));
            EXPECT_FALSE(check_final_header(header, height.about.parent, height.about.validators,
                                            *height.signers[0]));
        }
    }
}

TEST(Qbft, nothing_is_decided_without_a_quorum) {
    Height height(4);
    height.spread(height.propose(0), {0, 1});
    EXPECT_FALSE(height.machines[0].decided());
    EXPECT_FALSE(height.machines[1].decided());
}

// K1: with ⌊2n/3⌋+… or n−f−1 two quorums may miss an honest validator.
TEST(Qbft, one_vote_short_of_two_thirds_decides_nothing) {
    for (std::size_t n = 2; n <= 10; ++n) {
        Height height(n);
        const auto block = height.block(0, 0);
        const auto observer = n - 1;
        height.hosts[observer]->may_vote = false;
        height.tell(observer, height.proposal(0, block, 0));
        for (std::size_t i = 0; i + 1 < quorum(n); ++i)
            height.tell(observer, height.commit(i, 0, digest_of(block)));
        EXPECT_FALSE(height.machines[observer].decided()) << n;
        height.tell(observer, height.commit(quorum(n) - 1, 0, digest_of(block)));
        EXPECT_TRUE(height.machines[observer].decided()) << n;
    }
}

TEST(Qbft, votes_of_strangers_repeated_or_for_another_block_do_not_count) {
    Height height(4);
    const auto block = height.block(0, 0);
    height.tell(1, height.proposal(0, block, 0));  // its own prepare is the first
    const auto digest = digest_of(block);
    for (int i = 0; i < 5; ++i) EXPECT_TRUE(height.tell(1, height.prepare(2, 0, digest)).empty());
    FastSigner stranger(account(50));
    const PreparePayload payload{.height = 1, .round = 0, .digest = digest};
    EXPECT_TRUE(
        height
            .tell(1, Prepare{.payload = payload, .signature = stranger.sign(signing_hash(payload))})
            .empty());
    EXPECT_TRUE(height.tell(1, height.prepare(3, 0, Hash256{})).empty());
    const auto said = height.tell(1, height.prepare(0, 0, digest));
    ASSERT_EQ(said.size(), 1U) << "three of four: commit";
    EXPECT_TRUE(std::holds_alternative<Commit>(said[0]));
}

TEST(Qbft, a_commit_with_somebody_elses_seal_does_not_count) {
    Height height(4);
    const auto block = height.block(0, 0);
    height.tell(3, height.proposal(0, block, 0));
    for (std::size_t i = 0; i < 2; ++i) height.tell(3, height.commit(i, 0, digest_of(block)));
    auto payload = height.commit(2, 0, digest_of(block)).payload;
    payload.seal = height.signers[1]->sign(digest_of(block));
    height.tell(
        3, Commit{.payload = payload, .signature = height.signers[2]->sign(signing_hash(payload))});
    EXPECT_FALSE(height.machines[3].decided());
}

TEST(Qbft, a_proposal_out_of_turn_or_with_other_results_gets_no_vote) {
    Height height(4);
    const auto fair = height.proposal(0, height.block(0, 0), 0);
    height.hosts[1]->agrees = [](const Block&) { return false; };
    EXPECT_TRUE(height.tell(1, fair).empty());
    height.hosts[1]->agrees = [](const Block&) { return true; };
    EXPECT_TRUE(height.tell(1, height.proposal(2, height.block(2, 0), 0)).empty());
    EXPECT_TRUE(height.tell(1, height.proposal(0, height.block(2, 0), 0)).empty())
        << "a new block is its proposer's own";
    EXPECT_EQ(height.tell(1, fair).size(), 1U);
}

// K5
TEST(Qbft, a_proposer_says_nothing_about_a_block_that_it_would_refuse) {
    Height height(4);
    height.hosts[0]->agrees = [](const Block&) { return false; };
    EXPECT_TRUE(height.propose(0).empty());
    EXPECT_TRUE(height.hosts[0]->votes.empty());
}

TEST(Qbft, a_silent_proposer_is_replaced_when_the_timers_run_out) {
    Height height(4);
    const std::set<std::size_t> awake{1, 2, 3};
    std::vector<QbftMessage> said;
    for (const auto i : awake) {
        height.machines[i].wake();
        for (auto& message : height.expire(i)) said.push_back(std::move(message));
    }
    height.spread(said, awake);
    for (const auto i : awake) {
        ASSERT_TRUE(height.machines[i].decided()) << i;
        const auto& header = height.machines[i].decided()->header;
        EXPECT_EQ(decode_extra_data(header.extra_data)->round, 1U);
        EXPECT_EQ(header.coinbase, height.members[1]);
    }
}

TEST(Qbft, without_anything_to_decide_no_timer_runs) {
    Height height(4);
    EXPECT_FALSE(height.machines[1].awake());
    EXPECT_TRUE(height.expire(1).empty()) << "a timer of an earlier height";
    EXPECT_EQ(height.machines[1].round(), 0U);
    EXPECT_EQ(height.machines[1].wake().size(), 1U);
    EXPECT_TRUE(height.machines[1].wake().empty()) << "running already";
    height.tell(2, height.prepare(1, 0, Hash256{}));
    EXPECT_TRUE(height.machines[2].awake()) << "others are deciding";
}

// K9
TEST(Qbft, the_round_timer_doubles_up_to_its_cap) {
    const RoundTiming timing{.base_ms = 2'000, .cap_ms = 30'000};
    const std::int64_t wanted[] = {2'000, 4'000, 8'000, 16'000, 30'000, 30'000};
    for (std::uint32_t round = 0; round < 6; ++round)
        EXPECT_EQ(timing.timeout_ms(round), wanted[round]);
    EXPECT_EQ(timing.timeout_ms(kMaxRound), 30'000);
    EXPECT_EQ((RoundTiming{.base_ms = 9'000, .cap_ms = 4'000}.timeout_ms(0)), 4'000);
}

/// Two others ask for `round`: a quorum with the node itself. What its timer is set to.
std::optional<std::int64_t> timer_after(Height& height, std::size_t node,
                                        const std::vector<QbftMessage>& heard) {
    std::optional<std::int64_t> out;
    for (const auto& message : heard) {
        const auto author = author_of(message, *height.signers[node]);
        for (const auto& effect :
             height.machines[node].hear(message, *author, *height.hosts[node])) {
            if (const auto* timer = std::get_if<SetRoundTimer>(&effect)) out = timer->after_ms;
        }
    }
    return out;
}

TEST(Qbft, a_proposer_that_did_not_ask_for_its_round_is_waited_for_the_base_time_only) {
    Height height(4);
    const auto base = height.timing.base_ms;
    const auto full = height.timing.timeout_ms(2);
    ASSERT_GT(full, base);
    EXPECT_EQ(timer_after(height, 3, {height.round_change(0, 2), height.round_change(1, 2)}), base);
    EXPECT_EQ(height.machines[3].round(), 2U);
    EXPECT_EQ(timer_after(height, 3, {height.round_change(2, 2)}), full) << "it lives";
    EXPECT_EQ(timer_after(height, 3, {height.round_change(2, 2)}), std::nullopt)
        << "repeating itself gains it nothing";
    // The next one's round, which its proposer is in already.
    EXPECT_EQ(timer_after(height, 0, {height.round_change(2, 2), height.round_change(1, 2)}), full);
}

TEST(Qbft, a_proposer_that_asked_for_a_later_round_than_its_own_is_not_waited_for) {
    Height height(4);
    EXPECT_EQ(timer_after(height, 3,
                          {height.round_change(2, 3), height.round_change(0, 2),
                           height.round_change(1, 2)}),
              height.timing.base_ms);
    EXPECT_EQ(height.machines[3].round(), 2U);
}

// Whoever's line is slower than the others' by more than the base time always seems dead.
TEST(Qbft, in_every_eighth_turn_of_the_validators_everyone_has_the_whole_time) {
    const auto asked = [](std::uint32_t round) {
        Height height(4);
        return timer_after(height, 3,
                           {height.round_change(0, round), height.round_change(1, round)});
    };
    const Height height(4);
    for (const std::uint32_t turn : {7U, 15U}) {
        EXPECT_EQ(asked(4 * turn - 2), height.timing.base_ms);
        EXPECT_EQ(asked(4 * turn + 2), height.timing.cap_ms);
        EXPECT_EQ(asked(4 * turn + 6), height.timing.base_ms);
    }
}

// K12
TEST(Qbft, f_plus_one_who_ask_for_later_rounds_take_a_node_along) {
    Height height(4);
    EXPECT_TRUE(height.tell(0, height.round_change(1, 5)).empty()) << "one may be lying";
    EXPECT_EQ(height.machines[0].round(), 0U);
    const auto said = height.tell(0, height.round_change(2, 3));
    ASSERT_TRUE(find<RoundChange>(said));
    EXPECT_EQ(find<RoundChange>(said)->asked.payload.round, 3U) << "at least one honest is there";
    EXPECT_EQ(height.machines[0].round(), 3U);
}

TEST(Qbft, a_liar_at_an_immense_round_moves_nobody) {
    Height height(4);
    for (std::uint32_t i = 0; i < 10; ++i) height.tell(0, height.round_change(3, kMaxRound - i));
    EXPECT_EQ(height.machines[0].round(), 0U);
    height.machines[0].wake();
    height.expire(0);
    EXPECT_EQ(height.machines[0].round(), 1U);
    height.tell(0, height.round_change(1, 1));
    height.tell(0, height.round_change(2, 1));
    EXPECT_EQ(height.machines[0].round(), 1U);
    EXPECT_TRUE(height.tell(1, height.round_change(3, kMaxRound)).empty());
}

TEST(Qbft, a_node_cut_off_repeats_its_question_and_does_not_run_ahead) {
    Height height(4);
    height.machines[2].wake();
    const auto first = height.expire(2);
    ASSERT_EQ(first.size(), 1U);
    for (int i = 0; i < 20; ++i) EXPECT_EQ(height.expire(2), first);
    EXPECT_EQ(height.machines[2].round(), 1U);
    // Two others ask for the same: now its time runs, and a silent proposer of round 1 is left.
    height.tell(2, height.round_change(0, 1));
    height.tell(2, height.round_change(3, 1));
    height.expire(2);
    EXPECT_EQ(height.machines[2].round(), 2U);
}

// Chaos seed 7473: three of seven were not sure yet that the community was new when they were taken
// along to a round, and did not ask for it when they were.
TEST(Qbft, a_node_that_might_not_ask_when_it_came_to_a_round_asks_when_it_may) {
    Height height(4);
    height.hosts[2]->may_vote = false;
    EXPECT_TRUE(height.tell(2, height.round_change(0, 1)).empty());
    EXPECT_TRUE(height.tell(2, height.round_change(3, 1)).empty());
    EXPECT_EQ(height.machines[2].round(), 1U) << "taken along";
    EXPECT_TRUE(height.expire(2).empty());
    height.hosts[2]->may_vote = true;
    const auto said = height.expire(2);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(said[0], QbftMessage{height.round_change(2, 1)});
}

TEST(Qbft, who_rejoins_asks_for_no_round_that_shows_who_remembers) {
    Height height(4);
    auto& machine = height.machines[3];
    const auto said =
        Height::said(machine.rejoin({height.members[0], height.members[1]}, *height.hosts[3]));
    ASSERT_TRUE(find<RoundChange>(said));
    EXPECT_EQ(find<RoundChange>(said)->asked.payload.round, Qbft::kRejoinRound);
    EXPECT_EQ(machine.round(), Qbft::kRejoinRound);
}

/// Four validators of which 0, 1 and 2 prepared the first block in round 0 and nobody committed.
class Prepared : public ::testing::Test {
 protected:
    void SetUp() override {
        const auto proposal = height.propose(0);
        const auto digest = digest_of(block);
        for (const std::size_t i : {1U, 2U}) height.tell(i, proposal[0]);
        for (const std::size_t i : {0U, 1U, 2U}) {
            for (const std::size_t by : {0U, 1U, 2U}) height.tell(i, height.prepare(by, 0, digest));
        }
    }
    /// Round changes for `round` of those given.
    std::vector<QbftMessage> expire(const std::set<std::size_t>& who) {
        std::vector<QbftMessage> out;
        for (const auto i : who) {
            height.machines[i].wake();
            for (auto& message : height.expire(i)) out.push_back(std::move(message));
        }
        return out;
    }
    Height height{4};
    Block block = height.block(0, 0);
};

// K2 and K5: the lock goes with the highest certificate, and the block is proposed again as it was.
TEST_F(Prepared, a_prepared_block_is_proposed_again_and_decided_in_the_next_round) {
    height.spread(expire({1, 2, 3}), {1, 2, 3});
    for (const std::size_t i : {1U, 2U, 3U}) {
        ASSERT_TRUE(height.machines[i].decided()) << i;
        const auto& header = height.machines[i].decided()->header;
        EXPECT_EQ(block_hash(header), block_hash(block.header));
        EXPECT_EQ(header.coinbase, height.members[0]) << "its maker, who is silent now";
        EXPECT_EQ(decode_extra_data(header.extra_data)->round, 1U);
        EXPECT_FALSE(check_final_header(header, height.about.parent, height.about.validators,
                                        *height.signers[0]));
    }
}

// K4: the same block decided in two rounds is one block.
TEST_F(Prepared, late_commits_of_an_earlier_round_decide_the_same_block) {
    const auto digest = digest_of(block);
    expire({0});
    EXPECT_EQ(height.machines[0].round(), 1U);
    height.tell(0, height.commit(1, 0, digest));
    height.tell(0, height.commit(2, 0, digest));
    ASSERT_TRUE(height.machines[0].decided()) << "its own commit of round 0 was the third";
    height.spread(expire({1, 2, 3}), {1, 2, 3});
    ASSERT_TRUE(height.machines[3].decided());
    EXPECT_NE(height.machines[0].decided()->header.extra_data,
              height.machines[3].decided()->header.extra_data);
    EXPECT_EQ(block_hash(height.machines[0].decided()->header),
              block_hash(height.machines[3].decided()->header));
}

TEST_F(Prepared, a_proposer_cannot_pass_over_a_prepared_block) {
    const auto said = expire({1, 2});
    std::vector<Signed<RoundChangePayload>> changes{height.asks(3, 1)};
    for (const auto& message : said) changes.push_back(std::get<RoundChange>(message).asked);
    const auto other = height.block(1, 1, 7);
    EXPECT_TRUE(height.tell(3, height.proposal(1, other, 1, changes)).empty());
    EXPECT_FALSE(
        is_justified(height.proposal(1, other, 1, changes), height.about, *height.signers[0]));
    // Nor take another block for the prepared one.
    const auto certificate = height.certificate(block, 0);
    EXPECT_FALSE(is_justified(height.proposal(1, other, 1, changes, certificate.prepares),
                              height.about, *height.signers[0]));
    auto again = block;
    again.header = with_round(again.header, 1);
    EXPECT_TRUE(is_justified(height.proposal(1, again, 1, changes, certificate.prepares),
                             height.about, *height.signers[0]));
}

TEST(Justification, a_later_round_needs_a_quorum_that_asked_for_it) {
    Height height(4);
    const auto& signer = *height.signers[0];
    const auto block = height.block(1, 1);
    const auto proposal = [&](std::vector<Signed<RoundChangePayload>> changes) {
        return height.proposal(1, block, 1, std::move(changes));
    };
    const auto a = height.asks(0, 1), b = height.asks(2, 1), c = height.asks(3, 1);
    EXPECT_TRUE(is_justified(proposal({a, b, c}), height.about, signer));
    EXPECT_FALSE(is_justified(proposal({}), height.about, signer));
    EXPECT_FALSE(is_justified(proposal({a, b}), height.about, signer)) << "no quorum";
    EXPECT_FALSE(is_justified(proposal({a, b, b}), height.about, signer)) << "one twice";
    EXPECT_FALSE(is_justified(proposal({a, b, height.asks(3, 2)}), height.about, signer));
    auto forged = c;
    forged.signature = b.signature;
    EXPECT_FALSE(is_justified(proposal({a, b, forged}), height.about, signer));
    EXPECT_FALSE(
        is_justified(height.proposal(0, height.block(0, 0), 0, {a, b, c}), height.about, signer))
        << "round 0 needs no reason";
    EXPECT_FALSE(
        is_justified(height.proposal(1, height.block(1, 0), 1, {a, b, c}), height.about, signer))
        << "the block names another round";
    EXPECT_FALSE(
        is_justified(height.proposal(1, height.block(2, 1), 1, {a, b, c}), height.about, signer))
        << "somebody else's new block";
}

TEST(Justification, the_highest_certificate_binds_and_must_be_whole) {
    Height height(4);
    const auto& signer = *height.signers[0];
    const auto old_block = height.block(0, 0, 1), later = height.block(1, 1, 2);
    const PreparedRound in_0{.round = 0, .digest = digest_of(old_block)};
    const PreparedRound in_1{.round = 1, .digest = digest_of(later)};
    const std::vector changes{height.asks(0, 2, in_0), height.asks(1, 2, in_1), height.asks(3, 2)};
    const auto again = [](Block block) {
        block.header = with_round(block.header, 2);
        return block;
    };
    const auto with = [&](const Block& block, std::vector<Prepare> prepares) {
        return height.proposal(2, again(block), 2, changes, std::move(prepares));
    };
    const auto first = height.certificate(old_block, 0).prepares;
    const auto second = height.certificate(later, 1).prepares;
    EXPECT_TRUE(is_justified(with(later, second), height.about, signer));
    EXPECT_FALSE(is_justified(with(old_block, first), height.about, signer)) << "not the highest";
    EXPECT_FALSE(is_justified(with(later, first), height.about, signer));
    EXPECT_FALSE(is_justified(with(later, {second[0], second[1]}), height.about, signer));
    EXPECT_FALSE(
        is_justified(with(later, {second[0], second[1], second[1]}), height.about, signer));

    auto contradicting = changes;
    contradicting[2] = height.asks(3, 2, PreparedRound{.round = 1, .digest = in_0.digest});
    EXPECT_FALSE(is_justified(height.proposal(2, again(later), 2, contradicting, second),
                              height.about, signer));
    auto from_the_future = changes;
    from_the_future[2] = height.asks(3, 2, PreparedRound{.round = 2, .digest = in_0.digest});
    EXPECT_FALSE(is_justified(height.proposal(2, again(later), 2, from_the_future, second),
                              height.about, signer));
}

TEST(Justification, a_round_change_shows_what_it_claims_to_have_prepared) {
    Height height(4);
    const auto& signer = *height.signers[0];
    const auto block = height.block(0, 0, 1);
    const auto certificate = height.certificate(block, 0);
    const PreparedRound prepared{.round = 0, .digest = digest_of(block)};
    const RoundChange good{.asked = height.asks(1, 1, prepared),
                           .prepared_block = block,
                           .prepares = certificate.prepares};
    EXPECT_TRUE(is_justified(good, height.about, signer));
    EXPECT_TRUE(is_justified(height.round_change(1, 1), height.about, signer));
    EXPECT_FALSE(is_justified(height.round_change(1, 0), height.about, signer));

    auto bad = good;
    bad.prepared_block.reset();
    EXPECT_FALSE(is_justified(bad, height.about, signer));
    bad = good;
    bad.prepares.pop_back();
    EXPECT_FALSE(is_justified(bad, height.about, signer));
    bad = good;
    bad.prepared_block = height.block(0, 0, 2);
    EXPECT_FALSE(is_justified(bad, height.about, signer)) << "another block";
    bad = good;
    bad.prepared_block->transactions.emplace_back();
    EXPECT_FALSE(is_justified(bad, height.about, signer)) << "another body";
    bad = good;
    bad.asked = height.asks(1, 1);
    EXPECT_FALSE(is_justified(bad, height.about, signer)) << "a block without a claim";
    bad.asked = height.asks(1, 1, PreparedRound{.round = 1, .digest = prepared.digest});
    EXPECT_FALSE(is_justified(bad, height.about, signer)) << "prepared in the round asked for";
}

TEST(Qbft, a_justified_proposal_of_a_later_round_takes_a_node_there) {
    Height height(4);
    const std::vector changes{height.asks(1, 2), height.asks(2, 2), height.asks(3, 2)};
    const auto said = height.tell(0, height.proposal(2, height.block(2, 2), 2, changes));
    EXPECT_EQ(height.machines[0].round(), 2U);
    ASSERT_TRUE(find<Prepare>(said));
    EXPECT_EQ(find<Prepare>(said)->payload.round, 2U);
    height.expire(0);
    EXPECT_EQ(height.machines[0].round(), 3U) << "a quorum was in round 2";
}

TEST(Qbft, a_second_proposal_of_the_round_gets_no_vote) {
    Height height(4);
    EXPECT_EQ(height.tell(1, height.proposal(0, height.block(0, 0, 1), 0)).size(), 1U);
    EXPECT_TRUE(height.tell(1, height.proposal(0, height.block(0, 0, 2), 0)).empty());
    EXPECT_EQ(height.hosts[1]->votes.size(), 1U);
}

TEST(Qbft, what_may_not_be_remembered_is_not_said) {
    Height height(4);
    height.hosts[1]->may_vote = false;
    EXPECT_TRUE(height.tell(1, height.proposal(0, height.block(0, 0), 0)).empty());
    height.machines[1].wake();
    EXPECT_TRUE(height.expire(1).empty());
    const auto digest = digest_of(height.block(0, 0));
    for (const std::size_t by : {0U, 2U, 3U}) {
        EXPECT_TRUE(height.tell(1, height.commit(by, 0, digest)).empty());
    }
    EXPECT_TRUE(height.machines[1].decided()) << "it still follows the others";
}

TEST(Qbft, a_restarted_node_leaves_the_round_it_voted_in_and_shows_what_it_prepared) {
    Height height(4);
    const auto certificate = height.certificate(height.block(1, 1, 3), 1);
    const auto said = Height::said(height.machines[2].resume(
        {.round = 1, .voted = true, .prepared = certificate}, *height.hosts[2]));
    ASSERT_EQ(said.size(), 1U);
    const auto& change = std::get<RoundChange>(said[0]);
    EXPECT_EQ(change.asked.payload.round, 2U);
    EXPECT_TRUE(is_justified(change, height.about, *height.signers[0]));
    EXPECT_EQ(change.prepared_block, certificate.block);
    EXPECT_TRUE(height.machines[2].awake());
}

TEST(Qbft, a_restarted_node_that_only_asked_repeats_its_question) {
    Height height(4);
    const auto said = Height::said(
        height.machines[2].resume({.round = 3, .voted = false, .prepared = {}}, *height.hosts[2]));
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(said[0], QbftMessage{height.round_change(2, 3)});
}

TEST(Qbft, what_was_said_in_a_round_can_be_said_again_to_whoever_missed_it) {
    Height height(4);
    const auto messages = height.propose(0);
    EXPECT_EQ(height.machines[0].said(), messages);
    for (const std::size_t i : {1U, 2U}) height.spread(height.machines[0].said(), {i});
}

TEST(Qbft, a_node_that_is_no_validator_decides_without_a_word) {
    Height height(4);
    FastSigner signer(account(77));
    Qbft follower(signer, height.about, height.timing);
    TestHost host;
    const auto block = height.block(0, 0);
    EXPECT_TRUE(follower.hear(height.proposal(0, block, 0), height.members[0], host).empty());
    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_TRUE(
            follower.hear(height.commit(i, 0, digest_of(block)), height.members[i], host).empty());
    EXPECT_TRUE(follower.decided());
    EXPECT_TRUE(host.votes.empty());
}

}  // namespace
}  // namespace dure::chain
