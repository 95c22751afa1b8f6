// What the public tests do not pin down by themselves: single prices, borders and what callers see.
#include <gtest/gtest.h>

#include "tests/evm/world.hpp"

namespace dure::chain::test {
namespace {

using namespace evm;

CallOutcome run(const Bytecode& code, std::uint64_t gas = 1'000'000) {
    return simulate(world_of({{.address = kContract, .code = code}}), context(),
                    request_to(kContract, {}, gas));
}

uint256 returned(const CallOutcome& outcome) { return uint256::from_be(outcome.output); }

struct Price {
    const char* name;
    Bytecode code;
    std::uint64_t gas;  ///< Yellow Paper appendix G and the EIPs named in gas.hpp
};

TEST(Machine, prices_follow_the_yellow_paper) {
    const std::vector<Price> table{
        {"nothing", {}, 0},
        {"add", push(1) + push(2) + op::ADD, 9},
        {"exp of two bytes", push(0x100) + push(3) + op::EXP, 6 + 10 + 2 * 50},
        {"keccak of 33 bytes", push(33) + push(0) + op::KECCAK256, 3 + 2 + 30 + 2 * 6 + 2 * 3},
        {"memory of 1 KiB", push(0) + push(992) + op::MSTORE, 2 + 3 + 3 + 32 * 3 + 2},
        {"cold balance", push(kBob) + op::BALANCE, 3 + 2600},
        {"own balance, warm", push(kContract) + op::BALANCE, 3 + 100},
        {"precompile, warm", push(4) + op::BALANCE, 3 + 100},
        {"cold slot", push(0) + op::SLOAD, 2 + 2100},
        {"cold slot twice", 2 * (push(0) + op::SLOAD), 2 + 2100 + 2 + 100},
        {"new slot", set_slot(0, 1), 3 + 2 + 2100 + 20'000},
        {"log of one topic and 2 bytes", push(5) + push(2) + push(0) + op::LOG1,
         3 + 3 + 2 + 375 + 375 + 2 * 8 + 3},
        {"transient store", push(1) + push(0) + op::TSTORE, 3 + 2 + 100},
        {"a jump to the second of two jumpdests", push(4) + op::JUMP + op::JUMPDEST + op::JUMPDEST,
         3 + 8 + 1},
        {"a computed jump there", push(3) + push(3) + op::ADD + op::JUMP + op::JUMPDEST, 9 + 8 + 1},
        {"a jump not taken", push(0) + push(4) + op::JUMPI + op::JUMPDEST, 2 + 3 + 10 + 1},
        {"cold call", call(op::CALL, kBob, 0), 6 * 2 + 3 + 2600},
    };
    for (const auto& [name, code, gas] : table) {
        const auto outcome = run(code);
        EXPECT_EQ(outcome.status, Status::success) << name;
        EXPECT_EQ(outcome.gas_used, kIntrinsic + gas) << name;
    }
}

TEST(Machine, a_program_ends_as_its_last_instruction_says) {
    struct End {
        Bytecode code;
        Status status;
    };
    const std::vector<End> table{
        {op::STOP, Status::success},
        {op::ADD, Status::stack_underflow},
        {1024 * push(0), Status::success},
        {1025 * push(0), Status::stack_overflow},
        {1024 * push(0) + op::DUP1, Status::stack_overflow},
        {push(0) + op::JUMP, Status::bad_jump_destination},
        {push(4) + op::JUMP + push(op::JUMPDEST), Status::bad_jump_destination},
        {push(4) + op::JUMP + op::STOP + op::JUMPDEST, Status::success},
        {push(uint256::max()) + op::JUMP, Status::bad_jump_destination},
        {push(1) + push(uint256{0, 1, 0, 0}) + op::JUMPI, Status::bad_jump_destination},
        {push(0) + push(7) + op::JUMPI, Status::success},
        {op::INVALID, Status::invalid_instruction},
        {Bytecode{Bytes{0x0c}}, Status::undefined_instruction},
        {revert_empty(), Status::revert},
        {push(1) + push(0) + push(0) + op::RETURNDATACOPY, Status::return_data_out_of_bounds},
        {push(0) + push(uint256::max()) + op::MSTORE, Status::out_of_gas},
        {push(0) + push(uint256{1} << 40) + op::MSTORE, Status::out_of_gas},
        {push(0) + push(uint256::max()) + op::RETURN, Status::success},  // nothing, from anywhere
    };
    for (std::size_t i = 0; i < table.size(); ++i) {
        EXPECT_EQ(run(table[i].code).status, table[i].status) << "row " << i;
    }
}

TEST(Machine, a_push_cut_off_by_the_end_is_filled_with_zeros) {
    // The code is only the PUSH and its first byte; running past the end stops.
    EXPECT_EQ(run(Bytecode{Bytes{op::PUSH32, 0xff}}).status, Status::success);
    for (int bytes = 1; bytes <= 32; ++bytes) {
        Bytes full(static_cast<std::size_t>(bytes), 0xab);
        full.insert(full.begin(), static_cast<Byte>(op::PUSH0 + bytes));
        const auto outcome = run(Bytecode{full} + return_top());
        auto expected = uint256::from_be(Bytes(static_cast<std::size_t>(bytes), 0xab));
        EXPECT_EQ(returned(outcome), expected) << bytes;
    }
}

TEST(Machine, gas_shows_what_is_left_after_itself) {
    const auto outcome = run(Bytecode{op::GAS} + return_top(), kIntrinsic + 1000);
    EXPECT_EQ(returned(outcome), uint256{998});
}

TEST(Machine, nothing_changes_in_a_static_call) {
    const std::vector<Bytecode> changes{
        set_slot(0, 1),
        push(1) + push(0) + op::TSTORE,
        push(0) + push(0) + op::LOG0,
        3 * push(0) + op::CREATE,
        4 * push(0) + op::CREATE2,
        push(kBob) + op::SELFDESTRUCT,
        4 * push(0) + push(1) + push(kBob) + push(0) + op::CALL,
    };
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const auto world = world_of(
            {{.address = kContract, .code = call(op::STATICCALL, kOther, 100'000) + return_top()},
             {.address = kOther, .balance = 5, .code = changes[i]}});
        const auto outcome = simulate(world, context(), request_to(kContract));
        EXPECT_EQ(returned(outcome), uint256{0}) << "row " << i;
        EXPECT_GT(outcome.gas_used, 100'000u) << "row " << i;
    }
}

TEST(Machine, calls_end_softly_at_depth_1024) {
    // Calls itself with all its gas and counts in transient storage how often it got so far.
    const auto code = push(1) + push(0) + op::TLOAD + op::ADD + op::DUP1 + push(0) + op::TSTORE +
                      op::POP + 5 * push(0) + op::ADDRESS + op::GAS + op::CALL + op::POP + push(0) +
                      op::TLOAD + return_top();
    const auto world = world_of({{.address = kContract, .code = code}});
    const auto outcome = simulate(world, context(), request_to(kContract, {}, 1ULL << 50));
    EXPECT_EQ(outcome.status, Status::success);
    EXPECT_EQ(returned(outcome), uint256{1025});
}

TEST(Machine, returned_bytes_outlive_later_memory_growth) {
    const auto world = world_of(
        {{.address = kContract,
          .code = call(op::CALL, kOther, 50'000) + op::POP + store_word(100'000, push(1)) +
                  push(32) + push(0) + push(0) + op::RETURNDATACOPY + return_region(0, 32)},
         {.address = kOther, .code = push(0xfeed) + return_top()}});
    EXPECT_EQ(returned(simulate(world, context(), request_to(kContract))), uint256{0xfeed});
}

TEST(Machine, point_evaluation_always_fails) {
    const auto outcome = run(call(op::CALL, to_address(uint256{0x0a}), 60'000) + return_top());
    EXPECT_EQ(returned(outcome), uint256{0});
    EXPECT_GT(outcome.gas_used, kIntrinsic + 60'000);
}

TEST(Machine, blobs_are_not_there) {
    EXPECT_EQ(returned(run(push(0) + op::BLOBHASH + return_top())), uint256{0});
    EXPECT_EQ(returned(run(Bytecode{op::BLOBBASEFEE} + return_top())), uint256{1});
}

TEST(Machine, a_refund_is_at_most_a_fifth) {
    // Clearing 30 slots would give back more than a fifth of what it costs.
    Bytecode code;
    std::vector<StorageChange> slots;
    for (std::uint64_t i = 0; i < 30; ++i) {
        code = code + set_slot(i, 0);
        slots.push_back({.key = i, .value = 1});
    }
    const auto world = world_of({{.address = kContract, .code = code, .storage = slots}});
    const auto cleared = simulate(world, context(), request_to(kContract));
    const auto paid =
        kIntrinsic + 30 * 5000 + 30 * 2 + 29 * 3 + 2;  // a value of 0 is a PUSH0, so is the key 0
    EXPECT_EQ(cleared.gas_used, paid - paid / 5);
}

}  // namespace
}  // namespace dure::chain::test
