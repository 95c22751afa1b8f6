// The machine: when blocks are made, what goes into them, what can be read afterwards.
#include <gtest/gtest.h>

#include "chain/consensus/extra_data.hpp"
#include "chain/consensus/header_rules.hpp"
#include "tests/node/chain_fixture.hpp"

namespace dure::chain {
namespace {

using namespace testing;

class NodeTest : public ::testing::Test {
 protected:
    void SetUp() override { ASSERT_FALSE(node.open()); }
    TemporaryDirectory directory;
    TestNode node{directory.path()};
};

TEST_F(NodeTest, starts_with_the_block_of_its_genesis) {
    EXPECT_EQ(node->height(), 0U);
    EXPECT_EQ(node->head_hash(), genesis_hash(test_genesis()));
    EXPECT_EQ(node->block(std::uint64_t{0})->hash, node->head_hash());
}

TEST_F(NodeTest, makes_no_block_without_transactions_until_the_heartbeat) {
    node.pass(59'999);
    EXPECT_EQ(node->height(), 0U);
    node.pass(1);
    EXPECT_EQ(node->height(), 1U);
    EXPECT_TRUE(node->block(1)->block.transactions.empty());
}

TEST_F(NodeTest, puts_a_transaction_into_a_block_within_one_period) {
    const auto before = node->state().account(account(1))->balance;
    const auto sent = node->submit(raw(transfer(0, account(1), 5), 0));
    ASSERT_TRUE(sent);
    node.pass(1'000);
    ASSERT_EQ(node->height(), 1U);
    EXPECT_EQ(node->state().account(account(1))->balance, before + uint256{5});
    const auto place = node->transaction(*sent);
    ASSERT_TRUE(place);
    EXPECT_TRUE(place->receipt().succeeded);
    EXPECT_EQ(place->block->senders[place->index], account(0));
    EXPECT_EQ(place->block->gas_used(place->index), 21'000U);
    EXPECT_EQ(node->pool().status().pending, 0U);
}

TEST_F(NodeTest, blocks_are_at_least_a_period_apart_and_timestamps_rise) {
    for (std::uint64_t i = 0; i < 5; ++i) {
        ASSERT_TRUE(node->submit(raw(transfer(i, account(1), 1), 0)));
        node.pass(400);
    }
    node.pass(1'000);
    ASSERT_EQ(node->height(), 2U) << "sent over 1.6 s";
    for (std::uint64_t n = 1; n <= 2; ++n)
        EXPECT_GT(node->header(n)->timestamp, node->header(n - 1)->timestamp);
}

TEST_F(NodeTest, block_timestamps_follow_the_wall_clock_given) {
    node.clock.now += 3'600'000;
    node.make_block({raw(transfer(0, account(1), 1), 0)});
    EXPECT_GE(node->head().timestamp, kGenesisTime + 3'600);
}

TEST_F(NodeTest, every_header_proves_itself) {
    for (std::uint64_t i = 0; i < 3; ++i) node.make_block({raw(transfer(i, account(1), 1), 0)});
    const ValidatorSet validators{.members = {account(kValidator)}};
    const auto signer = make_signer(key(0));
    for (std::uint64_t n = 1; n <= 3; ++n) {
        EXPECT_FALSE(
            check_final_header(*node->header(n), *node->header(n - 1), validators, *signer))
            << n;
        auto unsealed = *node->header(n);
        auto extra = *decode_extra_data(unsealed.extra_data);
        extra.seals.clear();
        unsealed.extra_data = encode(extra);
        EXPECT_EQ(check_final_header(unsealed, *node->header(n - 1), validators, *signer),
                  HeaderFault::no_quorum);
        EXPECT_EQ(block_hash(unsealed), node->block(n)->hash);
    }
}

TEST_F(NodeTest, one_senders_transactions_go_by_nonce_whatever_their_arrival) {
    ASSERT_TRUE(node->submit(raw(transfer(2, account(1), 3), 0)));
    ASSERT_TRUE(node->submit(raw(transfer(1, account(1), 2), 0)));
    node.pass(2'000);
    EXPECT_EQ(node->height(), 0U) << "nothing is ready behind a gap";
    ASSERT_TRUE(node->submit(raw(transfer(0, account(1), 1), 0)));
    EXPECT_EQ(node->next_nonce(account(0)), 3U);
    node.pass(1'000);
    const auto block = node->block(1);
    ASSERT_EQ(block->block.transactions.size(), 3U);
    for (std::uint64_t i = 0; i < 3; ++i) EXPECT_EQ(block->block.transactions[i].nonce, i);
}

TEST_F(NodeTest, tells_listeners_of_each_block_until_they_go) {
    std::vector<std::uint64_t> heard;
    {
        const auto subscription =
            node->on_block([&](const BlockRecord& b) { heard.push_back(b.header().number); });
        node.make_block({raw(transfer(0, account(1), 1), 0)});
        node.make_block({raw(transfer(1, account(1), 1), 0)});
    }
    node.make_block({raw(transfer(2, account(1), 1), 0)});
    EXPECT_EQ(heard, (std::vector<std::uint64_t>{1, 2}));
}

TEST_F(NodeTest, a_listener_may_submit_and_its_transaction_is_in_the_next_block) {
    const auto subscription = node->on_block([&](const BlockRecord& b) {
        if (b.header().number > 1) return;
        EXPECT_TRUE(node->submit(raw(transfer(1, account(2), 7), 0)));
    });
    node.make_block({raw(transfer(0, account(1), 1), 0)});
    node.pass(1'000);
    ASSERT_EQ(node->height(), 2U);
    EXPECT_EQ(node->block(2)->block.transactions.size(), 1U);
}

TEST_F(NodeTest, a_call_leaves_no_trace) {
    const auto root = node->head().state_root;
    CallRequest request;
    request.from = account(0);
    request.to = account(1);
    request.gas = 100'000;
    request.value = uint256{9};
    const auto outcome = node->call(request);
    EXPECT_EQ(outcome.status, evm::Status::success);
    EXPECT_EQ(node->state().account(account(1))->nonce, 0U);
    node.pass(60'000);
    EXPECT_EQ(node->head().state_root, root);
}

TEST_F(NodeTest, finds_logs_by_address_topic_and_range) {
    Transaction create;
    create.chain_id = kChainId;
    create.gas_limit = 100'000;
    // PUSH1 7 (topic) PUSH1 0 (size) PUSH1 0 (offset) LOG1 STOP
    create.data = *from_hex("0x600760006000a100");
    const auto block = node.make_block({raw(create, 0)});
    ASSERT_TRUE(block->receipts[0].succeeded);
    node.make_block({raw(transfer(1, account(1), 1), 0)});

    const auto seven = to_hash(uint256{7});
    EXPECT_EQ(node->logs({}, 10).size(), 1U);
    EXPECT_EQ(node->logs({.topics = {{seven}}}, 10).size(), 1U);
    EXPECT_EQ(node->logs({.topics = {{to_hash(uint256{8}), seven}}}, 10).size(), 1U);
    EXPECT_EQ(node->logs({.topics = {{to_hash(uint256{8})}}}, 10).size(), 0U);
    EXPECT_EQ(node->logs({.topics = {{}, {}}}, 10).size(), 0U) << "too few topics";
    EXPECT_EQ(node->logs({.from = 2}, 10).size(), 0U);
    EXPECT_EQ(node->logs({.addresses = {account(1)}}, 10).size(), 0U);
    const auto found = node->logs({.to = 1, .topics = {{seven}}}, 10);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].block_hash, block->hash);
    EXPECT_EQ(found[0].transaction_hash, block->transaction_hashes[0]);
}

TEST_F(NodeTest, a_proof_holds_under_the_heads_root) {
    node.make_block({raw(transfer(0, account(1), 1), 0)});
    const auto proof = node->prove(account(1), {});
    const auto verdict = verify_proof(node->head().state_root, keccak256(account(1)), proof.proof);
    EXPECT_EQ(verdict.verdict, ProofVerdict::present);
}

struct Refused {
    const char* name;
    Bytes raw;
    Rejection why;
};

TEST_F(NodeTest, refuses_what_can_never_be_in_a_block_and_says_why) {
    auto foreign = transfer(0, account(1), 1);
    foreign.chain_id = 1;
    auto unprotected = transfer(0, account(1), 1);
    unprotected.type = TransactionType::legacy;
    unprotected.chain_id.reset();
    auto poor = transfer(0, account(1), 1);
    auto greedy = transfer(0, account(1), 1);
    greedy.gas_limit = kDefaultGasLimit + 1;
    auto starved = transfer(0, account(1), 1);
    starved.gas_limit = 20'999;
    auto inverted = transfer(0, account(1), 1);
    inverted.max_priority_fee_per_gas = uint256{1};
    auto far = transfer(32, account(1), 1);
    auto large = transfer(0, account(1), 1);
    large.data.resize(40 * 1024);
    large.gas_limit = 10'000'000;
    auto truncated = raw(transfer(0, account(1), 1), 0);
    truncated.pop_back();
    auto trailing = raw(transfer(0, account(1), 1), 0);
    trailing.push_back(0);
    auto blob = raw(transfer(0, account(1), 1), 0);
    blob[0] = 3;

    const Refused all[] = {
        {"empty", {}, Rejection::bad_encoding},
        {"garbage", Bytes(100, 0xff), Rejection::bad_encoding},
        {"truncated", truncated, Rejection::bad_encoding},
        {"trailing byte", trailing, Rejection::bad_encoding},
        {"blob transaction", blob, Rejection::unsupported_type},
        {"another chain", raw(foreign, 0), Rejection::wrong_chain},
        {"no chain id", raw(unprotected, 0), Rejection::wrong_chain},
        {"no coin", raw(poor, 50), Rejection::insufficient_funds},
        {"gas above block", raw(greedy, 0), Rejection::bad_gas},
        {"gas below intrinsic", raw(starved, 0), Rejection::bad_gas},
        {"priority above fee", raw(inverted, 0), Rejection::bad_fees},
        {"nonce too far", raw(far, 0), Rejection::nonce_too_high},
        {"too large", raw(large, 0), Rejection::too_large},
    };
    for (const auto& [name, bytes, why] : all) {
        const auto result = node->submit(bytes);
        ASSERT_FALSE(result) << name;
        EXPECT_EQ(to_string(result.error()), to_string(why)) << name;
    }
    EXPECT_EQ(node->pool().status().pending, 0U);

    const auto good = raw(transfer(0, account(1), 1), 0);
    ASSERT_TRUE(node->submit(good));
    EXPECT_EQ(node->submit(good).error(), Rejection::already_known);
    EXPECT_EQ(node->submit(raw(transfer(0, account(2), 1), 0)).error(), Rejection::underpriced);
    node.pass(1'000);
    EXPECT_EQ(node->submit(good).error(), Rejection::nonce_too_low);
}

TEST_F(NodeTest, a_block_that_is_full_leaves_the_rest_for_the_next) {
    auto config = test_config();
    config.block_bytes = 300;
    TemporaryDirectory other;
    TestNode small(other.path(), config);
    ASSERT_FALSE(small.open());
    for (std::uint64_t i = 0; i < 5; ++i)
        ASSERT_TRUE(small->submit(raw(transfer(i, account(1), 1), 0)));
    small.pass(1'000);
    EXPECT_EQ(small->height(), 1U);
    EXPECT_LT(small->block(1)->block.transactions.size(), 5U);
    small.pass(4'000);
    EXPECT_EQ(small->state().account(account(0))->nonce, 5U);
}

}  // namespace
}  // namespace dure::chain
