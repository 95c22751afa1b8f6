// Questions that must not take long: slow code of every kind ends when it is told to, all of it at
// once, and being asked changes nothing else.
#include <gtest/gtest.h>

#include "chain/crypto/modexp.hpp"
#include "chain/evm/precompiles.hpp"
#include "tests/evm/world.hpp"

namespace dure::chain::test {
namespace {

using namespace evm;

constexpr std::uint64_t kEndless = std::uint64_t{1} << 50;

/// Says yes so many times.
struct Patient {
    int questions = 0;
    MayGoOn for_questions(int most) {
        return [this, most] { return ++questions <= most; };
    }
};

Bytecode forever(const Bytecode& body) {
    return Bytecode{op::JUMPDEST} + body + push(0) + op::JUMP;
}
Bytecode call_precompile(Byte number, std::uint64_t input_size) {
    return 2 * push(0) + push(input_size) + push(0) + push(number) + op::GAS + op::STATICCALL +
           op::POP;
}
Bytecode call_itself() { return 5 * push(0) + op::ADDRESS + op::GAS + op::CALL + op::POP; }

TEST(Patience, ends_slow_code_of_every_kind) {
    const std::vector<std::pair<const char*, Bytecode>> table{
        {"a tight loop", forever({})},
        {"a loop of one long block", forever(3000 * (push(1) + op::POP))},
        {"a loop of cold accounts", forever(Bytecode{op::GAS} + op::BALANCE + op::POP)},
        {"a loop of signature recoveries", forever(call_precompile(1, 128))},
        {"a loop of calls to nobody",
         forever(5 * push(0) + push(kBob) + push(0) + op::CALL + op::POP)},
        {"a loop of creations", forever(3 * push(0) + op::CREATE + op::POP)},
        {"calls as deep as they go, again and again", forever(call_itself())},
        {"memory that grows", forever(push(1) + op::MSIZE + op::MSTORE)},
    };
    for (const auto& [name, code] : table) {
        const auto world = world_of({{.address = kContract, .code = code}});
        Patient patient;
        auto request = request_to(kContract, {}, kEndless);
        request.may_go_on = patient.for_questions(2'000);
        const auto outcome = simulate(world, context(), request);
        EXPECT_EQ(outcome.status, Status::interrupted) << name;
        EXPECT_EQ(patient.questions, 2'001) << name << ": after a no nothing goes on";
        EXPECT_TRUE(outcome.diff.accounts.empty()) << name;
    }
}

TEST(Patience, ends_the_caller_of_slow_code_too) {
    // Whoever calls with little gas, or survives a callee's failure, does not survive this.
    for (const auto kind : {op::CALL, op::DELEGATECALL, op::STATICCALL}) {
        const auto world =
            world_of({{.address = kContract, .code = call(kind, kOther, 50'000'000) + return_top()},
                      {.address = kOther, .code = forever({})}});
        Patient patient;
        auto request = request_to(kContract, {}, kEndless);
        request.may_go_on = patient.for_questions(10);
        EXPECT_EQ(simulate(world, context(), request).status, Status::interrupted);
        request.may_go_on = patient.for_questions(1'000'000'000);
        EXPECT_EQ(simulate(world, context(), request).status, Status::success);
    }
    const auto creator = world_of({{.address = kContract,
                                    .code = store_word(0, push(0x5b5f56)) + push(3) + push(29) +
                                            push(0) + op::CREATE + return_top()}});
    Patient patient;
    auto request = request_to(kContract, {}, kEndless);
    request.may_go_on = patient.for_questions(10);
    EXPECT_EQ(simulate(creator, context(), request).status, Status::interrupted);
}

TEST(Patience, ends_an_estimate_in_any_of_its_attempts) {
    // Needs more than it uses (EIP-150), so that the estimate takes attempts.
    const auto world =
        world_of({{.address = kContract, .code = call(op::CALL, kOther, 30'000) + return_top()},
                  {.address = kOther, .code = set_slot(0, 1)}});
    auto request = request_to(kContract);
    const auto wanted = estimate_gas(world, context(), request);
    ASSERT_TRUE(wanted);
    Patient all;
    request.may_go_on = all.for_questions(1'000'000);
    EXPECT_EQ(*estimate_gas(world, context(), request), *wanted);
    ASSERT_GT(all.questions, 10);
    for (int most = 0; most < all.questions; ++most) {
        Patient patient;
        request.may_go_on = patient.for_questions(most);
        const auto none = estimate_gas(world, context(), request);
        ASSERT_FALSE(none) << most;
        EXPECT_EQ(none.error().status, Status::interrupted) << most;
        EXPECT_EQ(patient.questions, most + 1);
    }
}

TEST(Patience, hides_its_slices_from_code) {
    // GAS, the 63/64 of EIP-150 and the sentry of EIP-2200 see all the gas that is left.
    const auto world =
        world_of({{.address = kContract,
                   .code = 4 * push(0) + push(kOther) + push(uint256::max()) + op::DELEGATECALL +
                           op::POP + push(32) + push(0) + push(0) + op::RETURNDATACOPY + op::GAS +
                           push(32) + op::MSTORE + set_slot(0, 1) + return_region(0, 64)},
                  {.address = kOther, .code = Bytecode{op::GAS} + return_top()}});
    auto request = request_to(kContract, {}, 3'000'000);
    const auto undivided = simulate(world, context(), request);
    request.may_go_on = [] { return true; };
    const auto divided = simulate(world, context(), request);
    ASSERT_EQ(undivided.status, Status::success);
    EXPECT_EQ(divided.status, Status::success);
    EXPECT_EQ(divided.output, undivided.output);
    EXPECT_EQ(divided.gas_used, undivided.gas_used);
    EXPECT_GT(uint256::from_be(ByteView{divided.output}.first(32)), uint256{2'900'000});
}

Bytes modexp_input(std::size_t base, std::size_t exponent, std::size_t modulus) {
    Bytes in;
    for (const auto size : {base, exponent, modulus}) {
        const auto word = uint256{size}.to_be32();
        in.insert(in.end(), word.begin(), word.end());
    }
    Byte next = 7;
    for (std::size_t i = 0; i < base + exponent + modulus; ++i)
        in.push_back(next = static_cast<Byte>(next * 167 + 13));
    return in;
}

/// e(P, Q) · e(−P, Q) of the generators of EIP-197.
Bytes pairs_whose_product_is_one() {
    const std::string twist =
        "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2"
        "1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed"
        "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b"
        "12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa";
    const std::string one = std::string(63, '0') + "1", two = std::string(63, '0') + "2";
    const std::string minus_two =
        "30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd45";
    return *from_hex("0x" + one + two + twist + one + minus_two + twist);
}

TEST(Patience, ends_a_long_precompile_on_its_way) {
    Bytes blake(213);
    blake[1] = 4;  // 262,144 rounds
    const std::vector<std::tuple<const char*, Byte, Bytes>> table{
        {"modexp of one limb", 5, modexp_input(8, 60'000, 8)},
        {"modexp of many limbs", 5, modexp_input(200, 3'000, 512)},
        {"modexp of an even length", 5, modexp_input(600, 600, 600)},
        {"pairings", 8, pairs_whose_product_is_one()},
        {"blake2f", 9, blake},
    };
    for (const auto& [name, number, input] : table) {
        Address address;
        address.bytes[19] = number;
        const auto run = [&](const MayGoOn& may_go_on) {
            return run_precompile(address, input, 1LL << 50, may_go_on);
        };
        const auto undivided = run({});
        ASSERT_EQ(undivided.status, Status::success) << name;
        Patient patient;
        const auto whole = run(patient.for_questions(1'000'000));
        EXPECT_EQ(whole.status, Status::success) << name;
        EXPECT_EQ(whole.output, undivided.output) << name;
        EXPECT_EQ(whole.gas_left, undivided.gas_left) << name;
        ASSERT_GT(patient.questions, 1) << name;
        EXPECT_EQ(run([] { return false; }).status, Status::interrupted) << name;
        Patient later;
        EXPECT_EQ(run([&] { return ++later.questions < patient.questions; }).status,
                  Status::interrupted)
            << name;
    }
}

}  // namespace
}  // namespace dure::chain::test
