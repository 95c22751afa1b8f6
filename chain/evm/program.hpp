// Contract code made ready to run: steps that name where their words are instead of a stack.
//
// Code is cut into blocks of instructions that run one after the other: a block begins at the
// start, at JUMPDEST and after every instruction that jumps, ends, or has to know exactly how much
// gas is left (GAS, SSTORE, calls, creations). Gas and stack are checked once for a block, because
// by then all its gas was due. A block that cannot be paid in full fails at its beginning instead
// of within: the frame's end is the same.
//
// Within a block the stack is known, so PUSH, DUP, SWAP and POP need no step at all: a translator
// (translator.hpp) keeps the account of which word lies in which slot, and only at the block's end,
// or where an instruction wants its words on the stack, are words moved to where they belong. Slots
// are counted from the top of the stack at the block's beginning: 0 is that word, 1 the first free
// one. The loop that runs the steps is interpreter.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "chain/base/uint256.hpp"
#include "chain/evm/arithmetic.hpp"
#include "chain/evm/opcodes.hpp"
#include "chain/evm/stack_account.hpp"
#include "chain/state/code.hpp"

namespace dure::chain::evm {

/// Steps that are no opcode; numbers go on where opcodes end.
namespace step {
enum Kind : std::uint16_t {
    kUndefined = 256,
    kFall,          ///< on into the next block; b: height
    kJumpTo,        ///< to: step; b: height
    kJumpIfTo,      ///< to: step; a: condition; b: height
    kJumpUnlessTo,  ///< the same for a condition that is 0
    kBadJump,
    kConstant,       ///< to, a: constant
    kMove,           ///< to, a
    kMoveTwo,        ///< to, a; then b, c
    kExchange,       ///< a, b
    kLoadAt,         ///< MLOAD; to; a: offset as a number
    kStoreAt,        ///< MSTORE; a: offset as a number; b: word
    kStoreConstant,  ///< MSTORE; a: offset; b: constant
    kInputAt,        ///< CALLDATALOAD; to; a: offset as a number
// An instruction on two words of which the first or the second is a constant.
#define DURE_KIND(NAME) k##NAME##ConstantFirst, k##NAME##ConstantSecond,
    DURE_BINARY_OPCODES(DURE_KIND)
#undef DURE_KIND
        kCount,
};
}  // namespace step

/// What an operand is depends on the step: a slot or a constant as an offset in bytes, a step as an
/// offset in bytes, a number, or a change of height in bytes.
struct Step {
    const void* label = nullptr;
    std::int32_t to = 0;
    std::int32_t a = 0;
    std::int32_t b = 0;
    std::int32_t c = 0;
};

/// A step that only says what the block behind it needs. Heights in bytes.
struct BlockNeeds {
    std::int32_t gas = 0;
    std::int32_t least = 0;  ///< on the stack
    std::int32_t most = 0;   ///< on the stack, so that what comes fits
};
inline BlockNeeds needs_of(const Step& step) {
    return {.gas = step.to, .least = step.a, .most = step.b};
}

/// The address of each kind of step's implementation: opcodes, then step::Kind.
using Labels = const void* const*;

/// How code becomes steps. The outcome of running them is the same.
enum class Translation : std::uint8_t {
    kBlocks,
    kInstructions,  ///< each instruction alone, words on the stack after every one: to compare
};

class Program {
 public:
    Program(const Code&, Labels, Translation = Translation::kBlocks);

    const Step* begin() const { return steps_.data(); }
    /// `offset` in bytes.
    const Step* at(std::int32_t offset) const {
        return reinterpret_cast<const Step*>(reinterpret_cast<const std::byte*>(steps_.data()) +
                                             offset);
    }
    const uint256* constants() const { return constants_.data(); }
    /// The step of the JUMPDEST at `offset`; null when there is none.
    const Step* destination(const uint256& offset) const {
        if (!offset.fits_uint64() || offset[0] >= code_size_) return nullptr;
        const auto index = destinations_.get()[offset[0]];
        return index == kNowhere ? nullptr : at(index);
    }

    /// Words above the stack's highest that steps may use.
    static constexpr int kScratch = StackAccount::kScratch;

 private:
    friend class Translator;
    static constexpr std::int32_t kNowhere = -1;

    std::vector<Step> steps_;
    std::vector<uint256> constants_;
    std::unique_ptr<std::int32_t[]> destinations_;  // NOLINT: no bounds check in the hot loop
    std::size_t code_size_;
};

}  // namespace dure::chain::evm
