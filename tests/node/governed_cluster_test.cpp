// Validators that the governance contract names: added, removed and replaced by votes in
// transactions, from the block after the one that says so.
#include <gtest/gtest.h>

#include "chain/api/abi.hpp"
#include "chain/consensus/extra_data.hpp"
#include "chain/store/vote_record.hpp"
#include "tests/node/cluster.hpp"

namespace dure::chain {
namespace {

using namespace testing;

class Governed : public ::testing::Test {
 protected:
    /// Validators `voters` say that `added` takes the place of `removed`.
    void change(const std::set<std::size_t>& voters, const Address& removed, const Address& added) {
        const auto action = abi::Encoder("changeValidators(address,address)")
                                .address(removed)
                                .address(added)
                                .finish();
        for (const auto voter : voters) {
            Transaction tx;
            tx.type = TransactionType::dynamic_fee;
            tx.chain_id = kChainId;
            tx.nonce = cluster[voter].next_nonce(cluster.address(voter));
            tx.gas_limit = 1'000'000;
            tx.to = kGovernanceAddress;
            tx.data = abi::Encoder("vote(bytes)").bytes(action).finish();
            cluster.submit(encode(sign(tx, key(cluster.key_of(voter)))));
        }
        cluster.pass(3'000);
    }
    void expect_next_block() {
        const auto height = cluster[0].height();
        cluster.submit(raw(transfer(nonce++, account(2), 1), 0));
        EXPECT_TRUE(cluster.pass_until([&] { return cluster.all_at(height + 1); }, 10'000));
    }
    enum class Record : std::uint8_t { kNone, kOfNewKey };
    /// Its directory is empty but for the record of votes.
    void start_anew(std::size_t i, Record kind) {
        cluster.kill(i);
        cluster.disk(i).replace_by_empty();
        if (kind == Record::kOfNewKey) {
            auto record = VoteRecord::open(cluster.disk(i));
            ASSERT_TRUE(record && record->start_over({.standing = VoteStanding::kWhole}));
        }
        cluster.open(i);
        ASSERT_TRUE(cluster.pass_until([&] { return cluster.all_at(cluster[0].height()); }, 2'000));
    }
    Cluster cluster{4, 1, 2, Cluster::Rule::kGoverned};
    std::uint64_t nonce = 0;
};

TEST_F(Governed, headers_name_no_validators_and_followers_follow) {
    expect_next_block();
    const auto extra = decode_extra_data(cluster[4].head().extra_data);
    EXPECT_TRUE(extra->validators.empty());
    EXPECT_FALSE(extra->vote);
    EXPECT_GE(extra->seals.size(), 3U);
    cluster.expect_agreement();
}

TEST_F(Governed, one_who_was_added_takes_its_turn_and_its_vote_counts) {
    expect_next_block();
    change({0, 1, 2}, Address{}, cluster.address(4));
    std::set<Address> proposers;
    for (int i = 0; i < 6; ++i) {
        expect_next_block();
        proposers.insert(cluster[0].head().coinbase);
    }
    EXPECT_TRUE(proposers.contains(cluster.address(4)));
    EXPECT_EQ(proposers.size(), 5U);
    // Four of five are needed now: with one away the new one must vote.
    cluster.kill(3);
    expect_next_block();
    cluster.expect_agreement();
}

TEST_F(Governed, one_who_was_replaced_falls_silent_and_its_heir_takes_over) {
    expect_next_block();
    change({0, 1, 3}, cluster.address(2), cluster.address(5));
    expect_next_block();
    std::size_t said = 0;
    cluster.on_message = [&](std::size_t from, const QbftMessage&) { said += from == 2 ? 1 : 0; };
    std::set<Address> proposers;
    for (int i = 0; i < 5; ++i) {
        expect_next_block();
        proposers.insert(cluster[0].head().coinbase);
    }
    EXPECT_EQ(said, 0U);
    EXPECT_FALSE(proposers.contains(cluster.address(2)));
    EXPECT_TRUE(proposers.contains(cluster.address(5)));
    cluster.expect_agreement();
}

TEST_F(Governed, down_to_one_validator_and_back_to_two) {
    expect_next_block();
    change({0, 1, 2}, cluster.address(3), Address{});
    change({0, 1}, cluster.address(2), Address{});
    change({0, 1}, cluster.address(1), Address{});
    expect_next_block();
    EXPECT_EQ(decode_extra_data(cluster[0].head().extra_data)->seals.size(), 1U);
    EXPECT_EQ(cluster[0].head().coinbase, cluster.address(0));
    change({0}, Address{}, cluster.address(1));
    expect_next_block();
    EXPECT_EQ(decode_extra_data(cluster[0].head().extra_data)->seals.size(), 2U);
    cluster.expect_agreement();
}

// Its first vote is needed before a block could show that it forgot nothing.
TEST_F(Governed, one_with_a_new_key_votes_as_soon_as_it_has_a_seat) {
    expect_next_block();
    start_anew(4, Record::kOfNewKey);
    change({0, 1, 2}, Address{}, cluster.address(4));
    cluster.kill(3);
    const auto next = cluster[0].height() + 1;
    cluster.submit(raw(transfer(nonce++, account(2), 1), 0));
    EXPECT_TRUE(cluster.pass_until([&] { return cluster.all_at(next); }, 2'000));
    EXPECT_EQ(cluster[4].vote_standing(), VoteStanding::kWhole);
    cluster.expect_agreement();
}

// The same directory without that record: only what the others decide shows that it may vote.
TEST_F(Governed, one_without_a_record_waits_for_the_others) {
    expect_next_block();
    start_anew(4, Record::kNone);
    change({0, 1, 2}, Address{}, cluster.address(4));
    EXPECT_EQ(cluster[4].vote_standing(), VoteStanding::kForgetful);
}

TEST_F(Governed, a_record_of_a_new_key_is_not_believed_where_the_key_had_a_seat) {
    expect_next_block();
    change({0, 1, 2}, Address{}, cluster.address(4));
    for (int i = 0; i < 6; ++i) expect_next_block();
    cluster.pass(5'000);
    start_anew(4, Record::kOfNewKey);
    ASSERT_TRUE(cluster.pass_until([&] { return cluster.all_at(cluster[0].height()); }, 2'000));
    EXPECT_EQ(cluster[4].vote_standing(), VoteStanding::kForgetful);
    cluster.expect_agreement();
}

TEST_F(Governed, the_set_survives_a_restart_of_everybody) {
    expect_next_block();
    change({0, 1, 2}, Address{}, cluster.address(4));
    for (std::size_t i = 0; i < cluster.size(); ++i) cluster.cut_power(i);
    for (std::size_t i = 0; i < cluster.size(); ++i) cluster.open(i);
    for (int i = 0; i < 3; ++i) expect_next_block();
    EXPECT_GE(decode_extra_data(cluster[0].head().extra_data)->seals.size(), 4U);
    cluster.expect_agreement();
}

}  // namespace
}  // namespace dure::chain
