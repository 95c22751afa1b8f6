// Several validators as whole nodes: blocks on demand, proposers that are gone, partitions,
// restarts.
#include <gtest/gtest.h>

#include "chain/consensus/extra_data.hpp"
#include "chain/consensus/validators.hpp"
#include "tests/node/cluster.hpp"

namespace dure::chain {
namespace {

using namespace testing;

Bytes payment(std::uint64_t nonce) { return raw(transfer(nonce, account(1), 1), 0); }

/// The round that decided the head.
std::uint32_t round_of_head(const Node& node) {
    return decode_extra_data(node.head().extra_data)->round;
}

class ClusterOf : public ::testing::TestWithParam<std::size_t> {
 protected:
    Cluster cluster{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Sizes, ClusterOf, ::testing::Values(2, 3, 4, 7));

TEST_P(ClusterOf, decides_a_block_for_a_transaction_within_a_period_and_three_messages) {
    cluster.pass(5'000);
    cluster.submit(payment(0));
    EXPECT_TRUE(cluster.pass_until([&] { return cluster.all_at(1); }, 4 * 2 * Cluster::kDelay));
    EXPECT_EQ(cluster[0].block(1)->block.transactions.size(), 1U);
    EXPECT_EQ(round_of_head(cluster[0]), 0U);
    cluster.expect_agreement();
}

// K6: blocks on demand and an empty one now and then stall nobody.
TEST_P(ClusterOf, says_nothing_until_the_heartbeat_and_then_makes_one_empty_block) {
    cluster.pass(59'000);
    EXPECT_EQ(cluster.messages, 0U);
    cluster.pass(5'000);
    EXPECT_TRUE(cluster.all_at(1));
    EXPECT_EQ(cluster[0].height(), 1U);
    EXPECT_EQ(round_of_head(cluster[0]), 0U);
    cluster.pass(50'000);
    EXPECT_EQ(cluster[0].height(), 1U);
    cluster.pass(600'000);
    cluster.expect_agreement();
    for (std::uint64_t h = 1; h <= cluster[0].height(); ++h)
        EXPECT_EQ(decode_extra_data(cluster[0].header(h)->extra_data)->round, 0U) << h;
    EXPECT_GE(cluster[0].height(), 10U);
}

TEST_P(ClusterOf, proposers_take_turns_and_all_stay_together) {
    for (std::uint64_t i = 0; i < 10; ++i) {
        cluster.submit(payment(i));
        ASSERT_TRUE(cluster.pass_until([&] { return cluster.all_at(i + 1); }, 2'000)) << i;
        EXPECT_EQ(cluster[0].head().coinbase, cluster.genesis().validators[i % cluster.size()]);
    }
    cluster.expect_agreement();
    for (std::size_t i = 1; i < cluster.size(); ++i)
        EXPECT_EQ(cluster[i].head().state_root, cluster[0].head().state_root);
}

// Every validator that has the transaction waits for the proposer, not only for messages.
TEST(Cluster, an_idle_proposer_that_is_gone_is_replaced_when_a_transaction_comes) {
    Cluster cluster(4);
    cluster.pass(10'000);
    cluster.kill(0);
    cluster.submit(payment(0));
    ASSERT_TRUE(cluster.pass_until([&] { return cluster.all_at(1); }, 3'000));
    EXPECT_EQ(round_of_head(cluster[1]), 1U);
    EXPECT_EQ(cluster[1].block(1)->block.transactions.size(), 1U);
    cluster.open(0);
    ASSERT_TRUE(cluster.pass_until([&] { return cluster.all_at(1); }, 1'000));
    cluster.submit(payment(1));
    ASSERT_TRUE(cluster.pass_until([&] { return cluster.all_at(2); }, 2'000));
    EXPECT_EQ(round_of_head(cluster[0]), 0U) << "the next after whoever proposed";
    cluster.expect_agreement();
}

TEST(Cluster, goes_on_with_f_validators_down) {
    Cluster cluster(7);
    cluster.kill(2);
    cluster.kill(5);
    for (std::uint64_t i = 0; i < 14; ++i) {
        cluster.submit(payment(i));
        ASSERT_TRUE(cluster.pass_until([&] { return cluster.all_at(i + 1); }, 10'000)) << i;
    }
    cluster.expect_agreement();
}

TEST(Cluster, a_transaction_that_only_one_validator_knows_still_gets_a_turn) {
    Cluster cluster(4);
    cluster.pass(5'000);
    ASSERT_TRUE(cluster[3].submit(payment(0)));
    ASSERT_TRUE(
        cluster.pass_until([&] { return cluster[3].pool().status().pending == 0; }, 60'000));
    cluster.expect_agreement();
}

TEST(Cluster, halves_decide_nothing_and_the_whole_soon_after_it_heals) {
    Cluster cluster(4);
    cluster.connected = [](std::size_t a, std::size_t b) { return (a < 2) == (b < 2); };
    cluster.submit(payment(0));
    cluster.pass(600'000);
    for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(cluster[i].height(), 0U);
    cluster.heal();
    EXPECT_TRUE(cluster.pass_until([&] { return cluster.all_at(1); }, 1'000))
        << "they greet each other with what they asked for";
    EXPECT_LE(round_of_head(cluster[0]), 3U) << "nobody ran ahead";
    cluster.expect_agreement();
}

TEST(Cluster, seven_in_a_partition_go_on_where_there_is_a_quorum) {
    Cluster cluster(7);
    cluster.connected = [](std::size_t a, std::size_t b) { return (a < 2) == (b < 2); };
    for (std::uint64_t i = 0; i < 7; ++i) {
        cluster.submit(payment(i));
        cluster.pass(10'000);
    }
    EXPECT_EQ(cluster[6].height(), 7U);
    EXPECT_EQ(cluster[0].height(), 0U);
    cluster.heal();
    EXPECT_TRUE(cluster.pass_until([&] { return cluster.all_at(7); }, 2'000));
    for (std::size_t n = 0; n < 7; ++n) cluster.cut_power(n);
    for (std::size_t n = 0; n < 7; ++n) cluster.open(n);
    cluster.submit(payment(7));
    EXPECT_TRUE(cluster.pass_until([&] { return cluster.all_at(8); }, 10'000));
    cluster.expect_agreement();
}

TEST(Cluster, a_lone_validator_cut_off_catches_up_and_takes_part_again) {
    Cluster cluster(4);
    cluster.connected = [](std::size_t a, std::size_t b) { return a != 1 && b != 1; };
    for (std::uint64_t i = 0; i < 8; ++i) {
        cluster.submit(payment(i));
        cluster.pass(6'000);
    }
    EXPECT_EQ(cluster[0].height(), 8U);
    EXPECT_EQ(cluster[1].height(), 0U);
    cluster.heal();
    ASSERT_TRUE(cluster.pass_until([&] { return cluster.all_at(8); }, 2'000));
    cluster.kill(0);  // now its vote is needed
    cluster.submit(payment(8));
    EXPECT_TRUE(cluster.pass_until([&] { return cluster.all_at(9); }, 10'000));
    cluster.expect_agreement();
}

// K3: the timer of a height that an import has ended fires afterwards.
TEST(Cluster, a_round_timer_that_fires_after_an_import_means_nothing) {
    Cluster cluster(4);
    cluster.connected = [](std::size_t, std::size_t to) { return to != 3; };
    cluster.submit(payment(0));
    ASSERT_TRUE(cluster.pass_until([&] { return cluster[0].height() == 1; }, 5'000));
    ASSERT_EQ(cluster[3].height(), 0U) << "its timer is running";
    const auto before = cluster.messages;
    ASSERT_FALSE(cluster[3].import_final(cluster[0].block(1)->block));
    for (const auto& effect : cluster[3].on_event(TimerFired{NodeTimer::kRound})) {
        const auto* frame = std::get_if<SendFrame>(&effect);
        EXPECT_FALSE(frame != nullptr &&
                     static_cast<wire::Kind>(frame->frame.front()) == wire::Kind::kConsensus);
    }
    EXPECT_EQ(cluster.messages, before);
    cluster.heal();
    cluster.submit(payment(1));
    ASSERT_TRUE(cluster.pass_until([&] { return cluster.all_at(2); }, 5'000));
    cluster.expect_agreement();
}

// K8: a block that was executed for a proposal and not decided is in nobody's state.
TEST(Cluster, a_proposal_that_came_to_nothing_leaves_no_trace_in_the_state) {
    Cluster cluster(4);
    const auto before = cluster[1].state().account(account(1))->balance;
    bool silent = true;
    cluster.on_message = [&](std::size_t, const QbftMessage& message) {
        if (std::holds_alternative<Prepare>(message)) silent = false;
    };
    // The proposal arrives, the votes on it do not.
    cluster.connected = [&](std::size_t from, std::size_t) { return from == 0; };
    cluster.submit(payment(0));
    cluster.pass(1'500);
    ASSERT_FALSE(silent);
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_EQ(cluster[i].state().account(account(1))->balance, before) << i;
    cluster.heal();
    ASSERT_TRUE(cluster.pass_until([&] { return cluster.all_at(1); }, 10'000));
    EXPECT_EQ(cluster[1].state().account(account(1))->balance, before + uint256{1});
    cluster.expect_agreement();
}

TEST(Cluster, everybody_restarts_at_once_and_goes_on) {
    Cluster cluster(4);
    for (std::uint64_t i = 0; i < 5; ++i) {
        cluster.submit(payment(i));
        cluster.pass(1'000 + static_cast<std::int64_t>(i) * 7);
        for (std::size_t n = 0; n < 4; ++n) cluster.kill(n);
        for (std::size_t n = 0; n < 4; ++n) cluster.open(n);
        cluster.submit(payment(i));  // pools are empty after a restart
        const auto paid = [&] {
            for (std::size_t n = 0; n < 4; ++n) {
                if (cluster[n].state().account(account(0))->nonce <= i) return false;
            }
            return true;
        };
        ASSERT_TRUE(cluster.pass_until(paid, 10'000)) << i;
    }
    cluster.expect_agreement();
}

// K10: what fills up is the liar's own share, and what ends a height is no message in a queue.
TEST(Cluster, a_flood_of_messages_to_come_hides_no_block) {
    Cluster cluster(4);
    cluster.connected = [](std::size_t, std::size_t to) { return to != 3; };
    for (std::uint64_t height = 1; height < 5; ++height) {
        for (std::uint32_t round = 0; round < 300; ++round) {
            const PreparePayload payload{
                .height = height, .round = round, .digest = Hash256{{static_cast<Byte>(round)}}};
            cluster[3].hear_consensus(
                encode(QbftMessage{
                    Prepare{.payload = payload,
                            .signature = cluster.signer(2).sign(signing_hash(payload))}}),
                2);
        }
    }
    cluster.submit(payment(0));
    ASSERT_TRUE(cluster.pass_until([&] { return cluster[0].height() == 1; }, 5'000));
    cluster.heal();
    ASSERT_TRUE(cluster.pass_until([&] { return cluster.all_at(1); }, 1'000));
    cluster.submit(payment(1));
    EXPECT_TRUE(cluster.pass_until([&] { return cluster.all_at(2); }, 5'000));
    cluster.expect_agreement();
}

TEST(Cluster, two_final_blocks_at_a_height_stop_the_node) {
    Cluster ours(1), theirs(1);
    ours.submit(payment(0));
    ours.pass(1'000);
    theirs.submit(raw(transfer(0, account(2), 2), 0));
    theirs.pass(1'000);
    ASSERT_EQ(ours[0].height(), 1U);
    ASSERT_EQ(theirs[0].height(), 1U);
    EXPECT_FALSE(ours[0].import_final(ours[0].block(1)->block)) << "its own is known";
    EXPECT_EQ(ours[0].import_final(theirs[0].block(1)->block), ImportFault::conflicts);
    ASSERT_TRUE(ours[0].stopped());
    EXPECT_NE(ours[0].stopped()->reason.find("two final blocks"), std::string::npos);
    EXPECT_EQ(ours[0].import_final(theirs[0].block(1)->block), ImportFault::stopped);
    EXPECT_EQ(ours[0].head_hash(), ours[0].block(1)->hash) << "never taken back";
}

TEST(Cluster, a_block_with_a_wrong_body_or_without_seals_is_not_imported) {
    Cluster cluster(4);
    cluster.connected = [](std::size_t, std::size_t to) { return to != 3; };
    cluster.submit(payment(0));
    ASSERT_TRUE(cluster.pass_until([&] { return cluster[0].height() == 1; }, 5'000));
    const auto good = cluster[0].block(1)->block;
    auto bad = good;
    bad.transactions.clear();
    EXPECT_EQ(cluster[3].import_final(bad), ImportFault::bad_body);
    bad = good;
    auto extra = *decode_extra_data(bad.header.extra_data);
    extra.seals.pop_back();
    extra.seals.resize(quorum(4) - 1);
    bad.header.extra_data = encode(extra);
    EXPECT_EQ(cluster[3].import_final(bad), ImportFault::bad_header);
    bad = good;
    bad.header.number = 5;
    EXPECT_EQ(cluster[3].import_final(bad), ImportFault::not_next);
    EXPECT_FALSE(cluster[3].stopped());
    EXPECT_FALSE(cluster[3].import_final(good));
}

TEST(Cluster, bytes_that_are_no_message_change_nothing) {
    Cluster cluster(4);
    using Verdict = ConsensusHeard::Verdict;
    const auto verdict = [&](ByteView raw) { return cluster[1].hear_consensus(raw, 0).verdict; };
    EXPECT_EQ(verdict({}), Verdict::kInvalid);
    EXPECT_EQ(verdict(Bytes{0x13, 0xc0}), Verdict::kInvalid);
    Bytes proposal;
    cluster.on_message = [&](std::size_t, const QbftMessage& message) {
        if (std::holds_alternative<Proposal>(message)) proposal = encode(message);
    };
    cluster.connected = [](std::size_t, std::size_t) { return false; };
    cluster.submit(payment(0));
    cluster.pass(1'000);
    ASSERT_FALSE(proposal.empty());
    auto strange = proposal;
    strange.back() ^= 1;
    EXPECT_EQ(verdict(strange), Verdict::kInvalid);
    const auto heard = cluster[1].hear_consensus(proposal, 0);
    EXPECT_EQ(heard.verdict, Verdict::kNew);
    EXPECT_EQ(heard.author, cluster.genesis().validators[0]);
}

}  // namespace
}  // namespace dure::chain
