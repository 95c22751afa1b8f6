// Contract code made ready to run: a row of steps, each with the address of its implementation and
// its operand, immediates decoded, jumps to constant places resolved.
//
// Gas and stack are checked once for a block of instructions that run one after the other: a block
// begins at the start, at JUMPDEST and after every instruction that jumps, ends, or has to know
// exactly how much gas is left (GAS, SSTORE, calls, creations), because by then all the block's gas
// was due. A block that cannot be paid in full fails at its beginning instead of within: the
// frame's end is the same.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "chain/base/uint256.hpp"
#include "chain/evm/opcodes.hpp"
#include "chain/state/code.hpp"

namespace dure::chain::evm {

/// Steps that are no opcode; numbers go on where opcodes end.
namespace step {
enum Kind : std::uint16_t {
    kUndefined = 256,
    kBlock,      ///< operand: Block
    kPushSmall,  ///< operand: the number, below 2^64
    kPushLarge,  ///< operand: index of a constant
    kJumpTo,     ///< PUSH, JUMP; operand: index of the step to go on with
    kJumpIfTo,   ///< PUSH, JUMPI; the same
    // PUSH of a number below 2^64 and what compiled code does with it most.
    kAddSmall,
    kLoadAt,   ///< MLOAD
    kStoreAt,  ///< MSTORE
    kShiftLeftBy,
    kShiftRightBy,
    kCount,
};
}  // namespace step

struct Step {
    const void* label = nullptr;
    std::uint64_t operand = 0;
};

/// What a block needs before it begins, packed into an operand. Stack figures above the stack's
/// size say no more than that it cannot do.
struct Block {
    std::uint32_t gas = 0;
    std::uint16_t needs = 0;  ///< words on the stack
    std::uint16_t grows = 0;  ///< words above the present height, at most
};

/// The address of each kind of step's implementation: opcodes, then step::Kind.
using Labels = const void* const*;

class Program {
 public:
    Program(const Code&, Labels);

    const Step* begin() const { return steps_.data(); }
    const Step* at(std::uint64_t index) const { return steps_.data() + index; }
    const uint256& constant(std::uint64_t index) const { return constants_.data()[index]; }
    /// The step of the JUMPDEST at `offset`; null when there is none.
    const Step* destination(const uint256& offset) const {
        if (!offset.fits_uint64() || offset[0] >= code_size_) return nullptr;
        const auto index = destinations_.get()[offset[0]];
        return index == kNowhere ? nullptr : at(index);
    }

 private:
    static constexpr std::uint32_t kNowhere = ~std::uint32_t{0};
    void translate(const Code&, Labels);

    std::vector<Step> steps_;
    std::vector<uint256> constants_;
    std::unique_ptr<std::uint32_t[]> destinations_;  // NOLINT: no bounds check in the hot loop
    std::size_t code_size_;
};

}  // namespace dure::chain::evm
