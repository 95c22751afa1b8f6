// Code made into blocks and kept, and code made anew instruction by instruction, do the same.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "chain/evm/stack_account.hpp"
#include "tests/evm/world.hpp"

namespace dure::chain::test {
namespace {

using namespace evm;

constexpr std::int64_t kGas = 200'000;

struct Outcome {
    Status status;
    std::int64_t gas_left;
    Bytes output;
    std::vector<Log> logs;
    StateDiff diff;
};

Outcome run(const WorldState& world, Caches caches) {
    State state(world);
    Machine machine(state, context(), caches);
    state.begin_transaction();
    machine.begin_transaction({.origin = kAlice, .gas_price = 1});
    const Bytes input(40, Byte{0x5a});
    const auto result = machine.execute({.kind = MessageKind::call,
                                         .is_static = false,
                                         .depth = 0,
                                         .gas = kGas,
                                         .sender = kAlice,
                                         .recipient = kContract,
                                         .code_address = kContract,
                                         .value = {},
                                         .input = input,
                                         .salt = {}});
    Outcome out{.status = result.status,
                .gas_left = result.gas_left,
                .output = {result.output.begin(), result.output.end()},
                .logs = machine.take_logs(),
                .diff = {}};
    state.finish_transaction();
    out.diff = state.diff();
    return out;
}

void expect_the_same_both_ways(const Bytecode& code) {
    const auto world = world_of({{.address = kAlice, .balance = 1'000'000},
                                 {.address = kContract, .balance = 5, .code = code},
                                 {.address = kBob, .code = push(7) + return_top()}});
    const auto with = run(world, Caches::kOn), without = run(world, Caches::kOff);
    RC_ASSERT(to_string(with.status) == to_string(without.status));
    RC_ASSERT(with.gas_left == without.gas_left);
    RC_ASSERT(with.output == without.output);
    RC_ASSERT(with.logs == without.logs);
    RC_ASSERT(with.diff.accounts == without.diff.accounts);
    RC_ASSERT(with.diff.deleted == without.diff.deleted);
}

uint256 some_word() {
    const auto limb = rc::gen::arbitrary<std::uint64_t>();
    switch (*rc::gen::inRange(0, 4)) {
        case 0:
            return *rc::gen::inRange<std::uint64_t>(0, 300);
        case 1:
            return *limb;
        case 2:
            return uint256::max() - uint256{*rc::gen::inRange<std::uint64_t>(0, 40)};
        default:
            return {*limb, *limb, *limb, *limb};
    }
}

op::Opcode plus(op::Opcode first, int most) {
    return static_cast<op::Opcode>(first + *rc::gen::inRange(0, most));
}

/// Mostly what compilers emit: the stack is shuffled more than computed with.
Bytecode some_instruction() {
    switch (*rc::gen::inRange(0, 20)) {
        case 0:
        case 1:
        case 2:
            return push(some_word());
        case 3:
        case 4:
        case 5:
        case 6:
            return plus(op::DUP1, 16);
        case 7:
        case 8:
        case 9:
        case 10:
            return plus(op::SWAP1, 16);
        case 11:
            return op::POP;
        case 12:
        case 13:
            return plus(op::ADD, 9);
        case 14:
            return plus(op::LT, 14);
        case 15:
            return push(*rc::gen::inRange<std::uint64_t>(0, 100)) +
                   *rc::gen::element(op::MLOAD, op::MSTORE);
        case 16:
            return push(*rc::gen::inRange<std::uint64_t>(0, 3)) +
                   *rc::gen::element(op::SLOAD, op::SSTORE, op::TLOAD, op::TSTORE);
        case 17:
            return *rc::gen::element(op::PC, op::GAS, op::MSIZE, op::CALLER, op::CODESIZE,
                                     op::CALLDATASIZE, op::ISZERO, op::NOT, op::JUMPDEST);
        case 18:
            return *rc::gen::element(
                push(32) + push(0) + op::KECCAK256, push(1) + op::EXP, push(3) + op::CALLDATALOAD,
                call(op::CALL, kBob, 3'000) + op::RETURNDATASIZE, push(9) + push(8) + op::LOG1);
        default:
            // Forward over one instruction, or not.
            return Bytecode{op::DUP1} + op::PC + push(5) + op::ADD + op::JUMPI + op::POP +
                   op::JUMPDEST;
    }
}

RC_GTEST_PROP(Program, random_code_does_the_same_with_caches_and_without, ()) {
    Bytecode code;
    for (int i = 0; i < 20; ++i) code = code + push(some_word());
    const auto length = *rc::gen::inRange(0, 80);
    for (int i = 0; i < length; ++i) code = code + some_instruction();
    // Everything within reach becomes the output.
    for (std::uint64_t i = 0; i < 12; ++i) code = code + push(32 * i) + op::MSTORE;
    expect_the_same_both_ways(code + return_region(0, 32 * 12));
}

RC_GTEST_PROP(Program, random_bytes_do_the_same_with_caches_and_without, ()) {
    expect_the_same_both_ways(Bytecode{*rc::gen::arbitrary<Bytes>()});
}

RC_GTEST_PROP(Program, random_loops_do_the_same_with_caches_and_without, ()) {
    Bytecode body;
    const auto length = *rc::gen::inRange(1, 12);
    for (int i = 0; i < length; ++i) body = body + some_instruction();
    auto code = 18 * push(some_word());
    const auto start = code.size();
    code = code + op::JUMPDEST + body + op::DUP1 + *rc::gen::element(op::ISZERO, op::NOT) +
           *rc::gen::element(Bytecode{}, Bytecode{op::ISZERO}) + push(start) + op::JUMPI;
    expect_the_same_both_ways(code + return_top());
}

/// What a real stack would be after the same.
class Mirror {
 public:
    std::vector<int> words;
    void duplicate(int n) { words.push_back(words[words.size() - static_cast<std::size_t>(n)]); }
    void swap(int n) {
        std::swap(words.back(), words[words.size() - 1 - static_cast<std::size_t>(n)]);
    }
};

RC_GTEST_PROP(StackAccount, moves_bring_every_word_to_its_place, ()) {
    // Slots from -40 on; old words are numbered by their slot, constants from 1000.
    constexpr int kOld = 40;
    std::map<int, int> slots;
    Mirror mirror;
    for (int slot = 1 - kOld; slot <= 0; ++slot) {
        slots[slot] = slot;
        mirror.words.push_back(slot);
    }
    StackAccount account;
    account.begin_block();
    const auto steps = *rc::gen::inRange(1, 200);
    for (int i = 0; i < steps; ++i) {
        const auto n = *rc::gen::inRange(1, 17);
        switch (*rc::gen::inRange(0, 6)) {
            case 0:
                account.push(Word::constant(i));
                mirror.words.push_back(1000 + i);
                break;
            case 1:
                account.duplicate(n);
                mirror.duplicate(n);
                break;
            case 2:
            case 3:
                account.swap(n);
                mirror.swap(n);
                break;
            case 4:
                if (mirror.words.size() <= 20) break;
                account.drop();
                mirror.words.pop_back();
                break;
            default: {
                StackAccount::Moves moves;
                account.settle(moves);
                for (const auto& [kind, to, from] : moves) {
                    if (kind == StackAccount::Move::Kind::kExchange) {
                        std::swap(slots[to], slots[from.index]);
                    } else {
                        slots[to] = from.is_constant() ? 1000 + from.index : slots[from.index];
                    }
                }
                const auto size = static_cast<int>(mirror.words.size());
                RC_ASSERT(account.height() == size - kOld);
                for (int k = 0; k < size; ++k) {
                    RC_ASSERT(slots[k + 1 - kOld] == mirror.words[static_cast<std::size_t>(k)]);
                }
                break;
            }
        }
    }
}

}  // namespace
}  // namespace dure::chain::test
