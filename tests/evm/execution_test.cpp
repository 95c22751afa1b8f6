// Transactions, blocks and questions on a free-gas chain.
#include "chain/block/execution.hpp"

#include <gtest/gtest.h>

#include "tests/evm/world.hpp"

namespace dure::chain::test {
namespace {

Transaction transaction(std::optional<Address> to, std::uint64_t nonce = 0, Bytes data = {}) {
    Transaction tx;
    tx.chain_id = 1;
    tx.nonce = nonce;
    tx.gas_limit = 200'000;
    tx.to = to;
    tx.data = std::move(data);
    return tx;
}

TEST(Execution, a_resident_without_coin_can_act_for_free) {
    const auto world = world_of({{.address = kContract, .code = set_slot(0, 1)}});
    BlockExecutor block(world, block_header(), 1, {});
    const auto done = block.add(transaction(kContract), kAlice);
    ASSERT_TRUE(done);
    EXPECT_TRUE(done->receipt.succeeded);
    EXPECT_EQ(done->effective_gas_price, uint256{});
    const auto result = block.finish();
    EXPECT_EQ(result.gas_used, kIntrinsic + 3 + 2 + 22'100);
    // The sender's nonce and the slot; the coinbase earned nothing and is not made.
    ASSERT_EQ(result.diff.accounts.size(), 2u);
    EXPECT_EQ(result.diff.accounts[0].address, kAlice);
    EXPECT_EQ(result.diff.accounts[0].account.nonce, 1u);
}

TEST(Execution, fees_go_to_the_coinbase_above_the_base_fee) {
    const auto world = world_of({{.address = kAlice, .balance = 10'000'000}});
    auto header = block_header();
    header.base_fee_per_gas = 7;
    BlockExecutor block(world, header, 1, {});
    auto tx = transaction(kBob);
    tx.type = TransactionType::dynamic_fee;
    tx.max_fee_per_gas = 20;
    tx.max_priority_fee_per_gas = 3;
    const auto done = block.add(tx, kAlice);
    ASSERT_TRUE(done);
    EXPECT_EQ(done->effective_gas_price, uint256{10});
    WorldState after = world.clone();
    after.apply(block.finish().diff);
    EXPECT_EQ(after.account(kCoinbase)->balance, uint256{3 * kIntrinsic});
    EXPECT_EQ(after.account(kAlice)->balance, uint256{10'000'000 - 10 * kIntrinsic});
}

TEST(Execution, what_cannot_be_in_a_block_is_refused_and_leaves_no_trace) {
    const auto world = world_of({{.address = kAlice, .nonce = 5, .balance = 1000},
                                 {.address = kContract, .nonce = 5, .code = evm::op::STOP}});
    struct Row {
        const char* name;
        ExecutionError error;
        Address sender;
        void (*spoil)(Transaction&);
    };
    const std::vector<Row> table{
        {"chain", ExecutionError::wrong_chain_id, kAlice, [](auto& tx) { tx.chain_id = 2; }},
        {"block", ExecutionError::gas_above_block, kAlice,
         [](auto& tx) { tx.gas_limit = 100'000'001; }},
        {"old", ExecutionError::nonce_too_low, kAlice, [](auto& tx) { tx.nonce = 4; }},
        {"early", ExecutionError::nonce_too_high, kAlice, [](auto& tx) { tx.nonce = 6; }},
        {"last", ExecutionError::nonce_at_limit, kAlice, [](auto& tx) { tx.nonce = ~0ULL; }},
        {"contract", ExecutionError::sender_has_code, kContract, [](auto&) {}},
        {"poor", ExecutionError::insufficient_funds, kAlice, [](auto& tx) { tx.value = 1001; }},
        {"fee", ExecutionError::insufficient_funds, kAlice,
         [](auto& tx) { tx.set_gas_price(uint256::max()); }},
        {"tip", ExecutionError::priority_above_fee, kAlice,
         [](auto& tx) { tx.max_priority_fee_per_gas = 1; }},
        {"gas", ExecutionError::gas_below_intrinsic, kAlice,
         [](auto& tx) { tx.gas_limit = 20'999; }},
        {"init code", ExecutionError::init_code_too_large, kAlice,
         [](auto& tx) {
             tx.to = std::nullopt;
             tx.gas_limit = 10'000'000;
             tx.data.resize(49'153);
         }},
    };
    BlockExecutor block(world, block_header(), 1, {});
    for (const auto& row : table) {
        auto tx = transaction(kBob, 5);
        row.spoil(tx);
        const auto done = block.add(tx, row.sender);
        ASSERT_FALSE(done) << row.name;
        EXPECT_EQ(done.error(), row.error) << row.name << ": " << to_string(done.error());
    }
    EXPECT_TRUE(block.finish().diff.empty());
}

TEST(Execution, a_base_fee_is_asked_for) {
    auto header = block_header();
    header.base_fee_per_gas = 1;
    const WorldState world;
    BlockExecutor block(world, header, 1, {});
    const auto done = block.add(transaction(kBob), kAlice);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error(), ExecutionError::fee_below_base);
}

TEST(Execution, receipts_add_up_gas_and_logs) {
    const auto log = push(0xaa) + push(0) + push(0) + evm::op::LOG1;
    const auto world = world_of(
        {{.address = kContract, .code = log}, {.address = kOther, .code = log + revert_empty()}});
    const std::vector<Transaction> transactions{transaction(kContract, 0), transaction(kOther, 1),
                                                transaction(kContract, 2)};
    const std::vector<Address> senders(3, kAlice);
    const auto header = block_header();
    const auto done = execute_block(world, {.header = header,
                                            .transactions = transactions,
                                            .senders = senders,
                                            .withdrawals = {},
                                            .chain_id = 1,
                                            .block_hash = {}});
    ASSERT_TRUE(done);
    ASSERT_EQ(done->receipts.size(), 3u);
    EXPECT_EQ(done->receipts[0].logs.size(), 1u);
    EXPECT_FALSE(done->receipts[1].succeeded);
    EXPECT_TRUE(done->receipts[1].logs.empty());
    EXPECT_EQ(done->receipts[2].cumulative_gas_used, done->gas_used);
    EXPECT_EQ(done->gas_used_by[0] + done->gas_used_by[1] + done->gas_used_by[2], done->gas_used);
    EXPECT_TRUE(may_contain(done->logs_bloom, kContract));
    EXPECT_FALSE(may_contain(done->logs_bloom, kOther));
}

TEST(Execution, a_block_names_the_transaction_that_cannot_be_there) {
    const WorldState world;
    const std::vector<Transaction> transactions{transaction(kBob, 0), transaction(kBob, 0)};
    const std::vector<Address> senders(2, kAlice);
    const auto header = block_header();
    const auto done = execute_block(world, {.header = header,
                                            .transactions = transactions,
                                            .senders = senders,
                                            .withdrawals = {},
                                            .chain_id = 1,
                                            .block_hash = {}});
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().transaction, 1u);
    EXPECT_EQ(done.error().error, ExecutionError::nonce_too_low);
}

TEST(Execution, a_creating_transaction_says_where_the_contract_is) {
    const WorldState world;
    BlockExecutor block(world, block_header(), 1, {});
    const auto code = push(42) + return_top();
    const auto done = block.add(transaction(std::nullopt, 0, deploy(code).bytes()), kAlice);
    ASSERT_TRUE(done);
    ASSERT_TRUE(done->receipt.succeeded);
    WorldState after;
    after.apply(block.finish().diff);
    EXPECT_EQ(after.account(*done->contract_address)->nonce, 1u);
    const auto answer = simulate(after, context(), request_to(*done->contract_address));
    EXPECT_EQ(uint256::from_be(answer.output), uint256{42});
}

TEST(Execution, a_block_begins_with_the_beacon_root) {
    // EIP-4788's address with code that stores its input.
    const auto beacon = *fixed_from_hex<Address>("0x000f3df6d732807ef1319fb7b8bb8522d0beac02");
    const auto world =
        world_of({{.address = beacon,
                   .code = push(0) + evm::op::CALLDATALOAD + evm::op::CALLER + evm::op::SSTORE}});
    auto header = block_header();
    header.parent_beacon_block_root = to_hash(uint256{0xbeac});
    BlockExecutor block(world, header, 1, {});
    auto after = world.clone();
    after.apply(block.finish().diff);
    const auto system = *fixed_from_hex<Address>("0xfffffffffffffffffffffffffffffffffffffffe");
    EXPECT_EQ(after.storage(beacon, to_uint256(system)), uint256{0xbeac});
}

TEST(Execution, block_hashes_reach_256_blocks_back) {
    auto header = block_header();
    header.number = 1000;
    const auto hash_of = [](std::uint64_t number) { return to_hash(uint256{number * 3}); };
    const auto block = block_context(header, 1, hash_of);
    const auto ask = [&](const uint256& number) {
        const auto world = world_of(
            {{.address = kContract, .code = push(number) + evm::op::BLOCKHASH + return_top()}});
        return uint256::from_be(simulate(world, block, request_to(kContract)).output);
    };
    EXPECT_EQ(ask(999), uint256{2997});
    EXPECT_EQ(ask(744), uint256{2232});
    EXPECT_EQ(ask(743), uint256{});
    EXPECT_EQ(ask(1000), uint256{});
    EXPECT_EQ(ask(uint256::max()), uint256{});
}

TEST(Execution, a_question_changes_nothing_but_tells_what_it_would) {
    const auto world = world_of({{.address = kContract, .code = set_slot(1, 2)}});
    const auto outcome = simulate(world, context(), request_to(kContract));
    EXPECT_EQ(outcome.status, evm::Status::success);
    EXPECT_EQ(outcome.diff.accounts.size(), 2u);
    EXPECT_EQ(world.storage(kContract, 1), uint256{});
}

TEST(Execution, a_revert_brings_its_reason) {
    const auto world =
        world_of({{.address = kContract,
                   .code = store_word(0, push(0xbad)) + push(32) + push(0) + evm::op::REVERT}});
    const auto outcome = simulate(world, context(), request_to(kContract));
    EXPECT_EQ(outcome.status, evm::Status::revert);
    EXPECT_EQ(uint256::from_be(outcome.output), uint256{0xbad});
    EXPECT_TRUE(outcome.logs.empty());
}

TEST(Execution, the_estimate_is_the_least_gas_that_does) {
    const std::vector<Bytecode> programs{
        Bytecode{evm::op::STOP},
        set_slot(0, 1),
        set_slot(0, 1) + set_slot(0, 0),  // a refund: needs more than it uses
        // Fails unless the call inside has its gas, of which a 64th is held back.
        call(evm::op::CALL, kOther, uint256::max()) + evm::op::ISZERO + push(0) + evm::op::JUMPI,
    };
    for (std::size_t i = 0; i < programs.size(); ++i) {
        const auto world = world_of({{.address = kContract, .code = programs[i]},
                                     {.address = kOther, .code = set_slot(3, 4)}});
        auto request = request_to(kContract, {}, 10'000'000);
        const auto estimate = estimate_gas(world, context(), request);
        ASSERT_TRUE(estimate) << i;
        request.gas = *estimate;
        EXPECT_EQ(simulate(world, context(), request).status, evm::Status::success) << i;
        request.gas = *estimate - 1;
        EXPECT_NE(simulate(world, context(), request).status, evm::Status::success) << i;
    }
}

TEST(Execution, withdrawals_are_paid_in_gwei) {
    const WorldState world;
    BlockExecutor block(world, block_header(), 1, {});
    const std::vector<Withdrawal> withdrawals{
        {.index = 0, .validator_index = 0, .address = kBob, .amount_gwei = 3}};
    WorldState after;
    after.apply(block.finish(withdrawals).diff);
    EXPECT_EQ(after.account(kBob)->balance, uint256{3'000'000'000});
}

}  // namespace
}  // namespace dure::chain::test
