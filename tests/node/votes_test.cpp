// Whole nodes and their memory of votes: power cuts, lost and damaged records, empty directories,
// disks of long ago, and validators that say two things.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "chain/consensus/evidence.hpp"
#include "chain/consensus/extra_data.hpp"
#include "tests/node/cluster.hpp"

namespace dure::chain {
namespace {

using namespace testing;

Bytes payment(std::uint64_t nonce) { return raw(transfer(nonce, account(1), 1), 0); }

/// Every vote that left a node, by place; a second digest in one place is a double signature.
class Ledger {
 public:
    explicit Ledger(Cluster& cluster) {
        cluster.on_message = [this](std::size_t from, const QbftMessage& message) {
            const auto vote = vote_of(message);
            const auto at = std::tuple{from, vote.height, vote.round, vote.step};
            if (votes_.emplace(at, vote.digest).first->second != vote.digest) ++doubles;
            ++said[from];
        };
    }
    std::size_t doubles = 0;
    std::map<std::size_t, std::size_t> said;

 private:
    std::map<std::tuple<std::size_t, std::uint64_t, std::uint32_t, VoteStep>, Hash256> votes_;
};

/// Makes `count` blocks and lets the clock pass those that could be from before anybody started.
void make_blocks(Cluster& cluster, std::uint64_t& nonce, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        cluster.submit(payment(nonce++));
        cluster.pass(2'000);
    }
}

TEST(Votes, the_memory_of_a_new_community_is_whole_after_its_first_seconds) {
    Cluster cluster(4);
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_EQ(cluster[i].vote_standing(), VoteStanding::kFounding);
    std::uint64_t nonce = 0;
    make_blocks(cluster, nonce, 4);
    EXPECT_EQ(cluster[0].height(), 4U);
    for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(cluster[i].vote_standing(), VoteStanding::kWhole);
}

// K13: the whole building, at any moment, again and again.
RC_GTEST_PROP(Votes, nobody_signs_twice_however_the_power_is_cut, ()) {
    Cluster cluster(4, *rc::gen::arbitrary<std::uint64_t>());
    Ledger ledger(cluster);
    std::uint64_t nonce = 0;
    const auto cuts = *rc::gen::inRange(1, 6);
    for (int i = 0; i < cuts; ++i) {
        cluster.submit(payment(nonce));
        cluster.pass(*rc::gen::inRange(0, 1'500));
        const auto whole = *rc::gen::arbitrary<bool>();
        for (std::size_t n = 0; n < 4; ++n) {
            if (whole || *rc::gen::inRange(0, 3) == 0) cluster.cut_power(n);
        }
        cluster.pass(*rc::gen::inRange(0, 300));
        for (std::size_t n = 0; n < 4; ++n) {
            if (!cluster.runs(n)) cluster.open(n);
        }
        nonce = cluster[0].next_nonce(account(0));
    }
    const auto height = cluster[0].height();
    cluster.submit(payment(nonce));
    RC_ASSERT(cluster.pass_until([&] { return cluster.all_at(height + 1); }, 30'000));
    RC_ASSERT(ledger.doubles == 0U);
    cluster.expect_agreement();
}

TEST(Votes, a_cut_at_any_operation_of_the_disk_signs_nothing_twice) {
    for (std::uint64_t at = 0; at < 60; at += 3) {
        Cluster cluster(4, at);
        Ledger ledger(cluster);
        cluster.pass(3'000);
        const auto start = cluster.disk(1).operations();
        cluster.disk(1).on_operation([&](const sim::DiskOperation& operation) {
            return operation.changes() && cluster.disk(1).operations() > start + at
                       ? sim::DiskFault::kDeath
                       : sim::DiskFault::kNone;
        });
        cluster.submit(payment(0));
        cluster.pass(1'000);
        cluster.disk(1).on_operation({});
        cluster.cut_power(1);
        cluster.open(1);
        cluster.submit(payment(1));
        EXPECT_TRUE(cluster.pass_until([&] { return cluster.all_at(2); }, 20'000)) << at;
        EXPECT_EQ(ledger.doubles, 0U) << at;
        cluster.expect_agreement();
    }
}

TEST(Votes, a_node_cut_after_it_committed_shows_what_it_had_prepared) {
    Cluster cluster(4);
    cluster.pass(5'000);
    // Commits do not arrive: everybody has prepared and nobody decides.
    cluster.lost = [](std::size_t, std::size_t, const QbftMessage& message) {
        return std::holds_alternative<Commit>(message);
    };
    std::set<std::size_t> committed;
    cluster.on_message = [&](std::size_t from, const QbftMessage& message) {
        if (std::holds_alternative<Commit>(message)) committed.insert(from);
    };
    cluster.submit(payment(0));
    cluster.pass_until([&] { return committed.size() == 4; }, 1'000);
    ASSERT_EQ(committed.size(), 4U);
    for (std::size_t n = 0; n < 4; ++n) cluster.cut_power(n);
    cluster.pass(1'000);  // what was under way reaches nobody
    cluster.lost = {};
    std::optional<PreparedRound> shown;
    std::optional<Hash256> digest;
    cluster.on_message = [&](std::size_t, const QbftMessage& message) {
        if (const auto* change = std::get_if<RoundChange>(&message)) {
            shown = change->asked.payload.prepared;
            digest = block_hash(change->prepared_block->header);
        }
    };
    for (std::size_t n = 0; n < 4; ++n) cluster.open(n);
    ASSERT_TRUE(cluster.pass_until([&] { return cluster.all_at(1); }, 5'000));
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->round, 0U);
    EXPECT_EQ(cluster[0].block(1)->hash, *digest) << "the block that was prepared, not another";
    EXPECT_EQ(cluster[0].block(1)->block.transactions.size(), 1U);
}

TEST(Votes, a_validator_that_forgot_is_silent_until_the_others_have_made_a_block) {
    Cluster cluster(4);
    std::uint64_t nonce = 0;
    make_blocks(cluster, nonce, 4);
    cluster.kill(2);
    ASSERT_TRUE(cluster.disk(2).remove("votes"));
    cluster.open(2);
    EXPECT_EQ(cluster[2].vote_standing(), VoteStanding::kForgetful);
    Ledger ledger(cluster);
    cluster.pass(5'000);
    cluster.submit(payment(nonce++));
    ASSERT_TRUE(cluster.pass_until([&] { return cluster.all_at(5); }, 10'000));
    EXPECT_EQ(ledger.said[2], 0U);
    EXPECT_EQ(cluster[2].vote_standing(), VoteStanding::kWhole) << "that block is from after";
    cluster.kill(3);
    cluster.submit(payment(nonce++));
    EXPECT_TRUE(cluster.pass_until([&] { return cluster.all_at(6); }, 10'000))
        << "now its vote is needed, and it votes";
    cluster.expect_agreement();
}

TEST(Votes, a_damaged_record_is_forgetful_too) {
    Cluster cluster(4);
    std::uint64_t nonce = 0;
    make_blocks(cluster, nonce, 4);
    cluster.kill(2);
    for (std::uint64_t copy = 0; copy < 4; ++copy) cluster.disk(2).flip("votes", copy * 2'048, 1);
    cluster.open(2);
    EXPECT_EQ(cluster[2].vote_standing(), VoteStanding::kForgetful);
}

// One forgot and another is gone: the two that remember cannot decide alone.
TEST(Votes, a_validator_that_forgot_helps_when_the_others_are_stuck_without_it) {
    Cluster cluster(4);
    std::uint64_t nonce = 0;
    make_blocks(cluster, nonce, 4);
    cluster.kill(2);
    ASSERT_TRUE(cluster.disk(2).remove("votes"));
    cluster.open(2);
    cluster.kill(3);
    cluster.submit(payment(nonce++));
    cluster.pass(3'000);
    EXPECT_EQ(cluster[0].height(), 4U);
    EXPECT_TRUE(cluster.pass_until([&] { return cluster.all_at(5); }, 30'000));
    cluster.expect_agreement();
}

// Chaos seed 558: of those by whose word it rejoins one is heard no more, and another who remembers
// comes late. Its question for the first round shows that it does: who rejoins asks for later ones.
TEST(Votes, a_validator_that_forgot_believes_who_asks_late_for_the_first_round) {
    Cluster cluster(4);
    std::uint64_t nonce = 0;
    make_blocks(cluster, nonce, 4);
    cluster.kill(2);
    ASSERT_TRUE(cluster.disk(2).remove("votes"));
    cluster.open(2);
    std::set<std::size_t> asked;
    cluster.on_message = [&](std::size_t from, const QbftMessage& message) {
        if (std::holds_alternative<RoundChange>(message)) asked.insert(from);
    };
    cluster.connected = [](std::size_t from, std::size_t to) { return from != 1 && to != 1; };
    cluster.submit(payment(nonce++));
    ASSERT_TRUE(cluster.pass_until([&] { return asked.size() == 2; }, 10'000)) << "0 and 3";
    cluster.pass(3'000);  // more than half the longest round
    cluster.kill(3);
    cluster.heal();
    EXPECT_TRUE(cluster.pass_until([&] { return cluster.all_at(5); }, 90'000));
    cluster.expect_agreement();
}

// What it forgot was a vote for a block that only the one who is gone has decided.
TEST(Votes, a_forgotten_commit_cannot_be_voted_down_by_the_one_that_forgot) {
    Cluster cluster(4);
    std::uint64_t nonce = 0;
    make_blocks(cluster, nonce, 4);
    // Only node 3 hears commits: it decides block 5 and can tell nobody.
    cluster.lost = [](std::size_t, std::size_t to, const QbftMessage& message) {
        return to != 3 && std::holds_alternative<Commit>(message);
    };
    cluster.connected = [&](std::size_t from, std::size_t) {
        return from != 3 || cluster[3].height() < 5;
    };
    cluster.submit(payment(nonce++));
    cluster.pass(2'000);
    ASSERT_EQ(cluster[3].height(), 5U);
    ASSERT_EQ(cluster[0].height(), 4U);
    const auto decided = cluster[3].block(5)->hash;
    cluster.lost = {};
    cluster.kill(3);
    cluster.kill(2);
    ASSERT_TRUE(cluster.disk(2).remove("votes"));
    cluster.open(2);
    cluster.heal();
    ASSERT_TRUE(cluster.pass_until([&] { return cluster[0].height() == 5; }, 60'000));
    EXPECT_EQ(cluster[0].block(5)->hash, decided);
    cluster.open(3);
    cluster.pass(5'000);
    cluster.expect_agreement();
}

// K7
TEST(Votes, one_validator_with_an_empty_directory_stalls_nobody) {
    Cluster cluster(4);
    std::uint64_t nonce = 0;
    make_blocks(cluster, nonce, 6);
    cluster.kill(1);
    cluster.disk(1).replace_by_empty();
    cluster.open(1);
    Ledger ledger(cluster);
    ASSERT_TRUE(cluster.pass_until([&] { return cluster.all_at(6); }, 5'000));
    EXPECT_EQ(cluster[1].vote_standing(), VoteStanding::kForgetful);
    cluster.pass(4'000);
    EXPECT_EQ(ledger.said[1], 0U);
    make_blocks(cluster, nonce, 2);
    EXPECT_TRUE(cluster.all_at(8));
    EXPECT_EQ(cluster[1].vote_standing(), VoteStanding::kWhole);
    cluster.expect_agreement();
}

TEST(Votes, a_validator_with_an_empty_directory_votes_on_no_first_block_before_it_has_asked) {
    Cluster cluster(4);
    std::uint64_t nonce = 0;
    make_blocks(cluster, nonce, 6);
    cluster.kill(1);
    cluster.disk(1).replace_by_empty();
    // It is alone for longer than the heartbeat, then hears nothing but votes of far above.
    cluster.connected = [](std::size_t, std::size_t to) { return to != 1; };
    std::vector<Bytes> votes;
    Ledger ledger(cluster);
    const auto count = std::exchange(cluster.on_message, {});
    cluster.on_message = [&](std::size_t from, const QbftMessage& message) {
        count(from, message);
        if (from != 1) votes.push_back(encode(message));
    };
    cluster.open(1);
    cluster.pass(40'000);
    make_blocks(cluster, nonce, 20);
    for (const auto& vote : votes) cluster[1].hear_consensus(vote, 0);
    cluster.pass(40'000);
    EXPECT_EQ(cluster[1].height(), 0U);
    EXPECT_EQ(ledger.said[1], 0U);
    cluster.heal();
    EXPECT_TRUE(cluster.pass_until([&] { return cluster.all_at(26); }, 60'000));
    cluster.expect_agreement();
}

TEST(Votes, an_own_vote_of_far_above_is_the_memory_of_a_lost_disk) {
    Cluster cluster(4);
    std::uint64_t nonce = 0;
    Bytes sent;
    cluster.on_message = [&](std::size_t from, const QbftMessage& message) {
        if (from == 1) sent = encode(message);
    };
    make_blocks(cluster, nonce, 20);
    ASSERT_FALSE(sent.empty());
    cluster.kill(1);
    cluster.disk(1).replace_by_empty();
    cluster.connected = [](std::size_t, std::size_t to) { return to != 1; };
    cluster.open(1);
    ASSERT_EQ(cluster[1].vote_standing(), VoteStanding::kFounding);
    cluster[1].hear_consensus(sent, 0);
    EXPECT_EQ(cluster[1].vote_standing(), VoteStanding::kForgetful);
}

// K7
TEST(Votes, half_of_the_validators_with_empty_directories_go_on_with_those_who_remember) {
    Cluster cluster(4);
    std::uint64_t nonce = 0;
    make_blocks(cluster, nonce, 6);
    for (const std::size_t n : {1U, 2U}) {
        cluster.kill(n);
        cluster.disk(n).replace_by_empty();
        cluster.open(n);
    }
    ASSERT_TRUE(cluster.pass_until([&] { return cluster.all_at(6); }, 5'000));
    cluster.submit(payment(nonce++));
    EXPECT_TRUE(cluster.pass_until([&] { return cluster.all_at(7); }, 60'000));
    cluster.expect_agreement();
}

// K7
TEST(Votes, a_community_that_lost_everything_begins_again) {
    Cluster cluster(4);
    std::uint64_t nonce = 0;
    make_blocks(cluster, nonce, 4);
    for (std::size_t n = 0; n < 4; ++n) cluster.kill(n);
    for (std::size_t n = 0; n < 4; ++n) cluster.disk(n).replace_by_empty();
    for (std::size_t n = 0; n < 4; ++n) cluster.open(n);
    cluster.submit(payment(0));
    EXPECT_TRUE(cluster.pass_until([&] { return cluster.all_at(1); }, 5'000));
}

TEST(Votes, a_disk_of_long_ago_shows_when_own_votes_come_back) {
    Cluster cluster(4);
    std::uint64_t nonce = 0;
    make_blocks(cluster, nonce, 3);
    cluster.kill(2);
    const auto old = cluster.disk(2).image();
    cluster.open(2);
    Bytes sent;
    cluster.on_message = [&](std::size_t from, const QbftMessage& message) {
        if (from == 2 && std::holds_alternative<Prepare>(message)) sent = encode(message);
    };
    make_blocks(cluster, nonce, 1);
    ASSERT_FALSE(sent.empty());
    cluster.kill(2);
    cluster.disk(2).restore(old);
    cluster.connected = [](std::size_t, std::size_t to) { return to != 2; };
    cluster.open(2);
    ASSERT_EQ(cluster[2].vote_standing(), VoteStanding::kWhole);
    cluster[2].hear_consensus(sent, 0);
    EXPECT_EQ(cluster[2].vote_standing(), VoteStanding::kForgetful);
}

TEST(Votes, a_vote_that_cannot_be_remembered_is_not_cast_and_the_node_stops) {
    Cluster cluster(4);
    Ledger ledger(cluster);
    cluster.pass(3'000);
    cluster.disk(1).on_operation([](const sim::DiskOperation& operation) {
        return operation.file == "votes" && operation.changes() ? sim::DiskFault::kIo
                                                                : sim::DiskFault::kNone;
    });
    cluster.submit(payment(0));
    EXPECT_TRUE(cluster.pass_until([&] { return cluster[0].height() == 1; }, 10'000));
    ASSERT_EQ(cluster.stopped(1).size(), 1U);
    EXPECT_NE(cluster.stopped(1)[0].find("vote"), std::string::npos);
    EXPECT_EQ(ledger.said[1], 0U);
}

TEST(Votes, two_prepares_of_one_validator_are_kept_as_evidence_across_a_restart) {
    Cluster cluster(4);
    cluster.pass(3'000);
    cluster.connected = [](std::size_t, std::size_t) { return false; };
    const auto prepare = [&](Byte tag) {
        const PreparePayload payload{.height = 1, .round = 0, .digest = Hash256{{tag}}};
        return encode(QbftMessage{Prepare{
            .payload = payload, .signature = cluster.signer(3).sign(signing_hash(payload))}});
    };
    std::vector<Evidence> told;
    const auto subscription =
        cluster[0].on_evidence([&](const Evidence& evidence) { told.push_back(evidence); });
    cluster[0].hear_consensus(prepare(1), 0);
    EXPECT_TRUE(cluster[0].evidence().empty());
    cluster[0].hear_consensus(prepare(2), 0);
    ASSERT_EQ(cluster[0].evidence().size(), 1U);
    EXPECT_EQ(cluster[0].evidence()[0].author, cluster.signer(3).address());
    EXPECT_EQ(told, cluster[0].evidence());
    cluster.cut_power(0);
    cluster.open(0);
    EXPECT_EQ(cluster[0].evidence(), told);
    EXPECT_FALSE(cluster[0].stopped()) << "one liar is borne";
}

TEST(Votes, a_lone_validator_writes_no_vote_per_block) {
    Cluster cluster(1);
    cluster.submit(payment(0));
    cluster.pass(1'000);
    ASSERT_EQ(cluster[0].height(), 1U);
    EXPECT_EQ(cluster[0].vote_standing(), VoteStanding::kWhole);
    std::size_t touched = 0;
    cluster.disk(0).on_operation([&](const sim::DiskOperation& operation) {
        if (operation.file == "votes" && operation.changes()) ++touched;
        return sim::DiskFault::kNone;
    });
    for (std::uint64_t i = 1; i < 6; ++i) {
        cluster.submit(payment(i));
        cluster.pass(1'000);
    }
    EXPECT_EQ(cluster[0].height(), 6U);
    EXPECT_EQ(touched, 0U);
    EXPECT_EQ(cluster.messages, 0U);
}

}  // namespace
}  // namespace dure::chain
