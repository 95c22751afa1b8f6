// Instructions that look at or change the world: storage, other accounts, hashes of regions, logs,
// calls. They take the frame and the top of the stack, read their operands from `top` down, and
// leave a result where the interpreter's stack will have its top afterwards.
#pragma once

#include "chain/evm/frame.hpp"
#include "chain/evm/opcodes.hpp"

namespace dure::chain::evm {

using Instruction = Status (*)(Frame&, uint256* top);

Status keccak256_region(Frame&, uint256* top);
Status balance(Frame&, uint256* top);
Status block_hash(Frame&, uint256* top);
Status calldata_copy(Frame&, uint256* top);
Status code_copy(Frame&, uint256* top);
Status return_data_copy(Frame&, uint256* top);
Status memory_copy(Frame&, uint256* top);
Status external_code_size(Frame&, uint256* top);
Status external_code_copy(Frame&, uint256* top);
Status external_code_hash(Frame&, uint256* top);
Status storage_load(Frame&, uint256* top);
Status storage_store(Frame&, uint256* top);
Status transient_load(Frame&, uint256* top);
Status transient_store(Frame&, uint256* top);
Status exponentiate(Frame&, uint256* top);
Status selfdestruct(Frame&, uint256* top);
Status finish(Frame&, uint256* top);  ///< RETURN and REVERT: sets the output

template <int kTopics>
Status log(Frame&, uint256* top);
template <op::Opcode kOp>
Status call_family(Frame&, uint256* top);
template <op::Opcode kOp>
Status create_family(Frame&, uint256* top);

}  // namespace dure::chain::evm
