// The loop. Each step of a program is reached through the address it carries; gas and stack were
// checked by its block (program.hpp). The stack grows upwards; `top` is the uppermost word.
#include "chain/evm/instructions.hpp"
#include "chain/evm/program.hpp"

namespace dure::chain::evm {

namespace {

/// Whether `length` bytes at `offset` are inside memory already: the common case, without pricing.
bool in_memory(const Frame& f, std::uint64_t offset, std::uint64_t length) {
    return offset < f.memory.size() && f.memory.size() - offset >= length;
}
bool in_memory(const Frame& f, const uint256& offset, std::uint64_t length) {
    return offset.fits_uint64() && in_memory(f, offset[0], length);
}

// What is rare or needs temporaries stays out of the loop: its frame is on the stack 1,024 times.
[[gnu::noinline]] bool make_memory(Frame& f, const uint256& offset, std::uint64_t length) {
    return f.expand(offset, length);
}

[[gnu::noinline]] uint256 calldata_word(ByteView input, const uint256& offset) {
    if (!offset.fits_uint64() || offset[0] >= input.size()) return {};
    const auto rest = input.subspan(offset[0]);
    if (rest.size() >= 32) return uint256::from_be32(rest.data());
    std::array<Byte, 32> padded{};
    std::memcpy(padded.data(), rest.data(), rest.size());
    return uint256::from_be32(padded.data());
}

}  // namespace

// NOLINTBEGIN(cppcoreguidelines-avoid-goto): computed goto predicts each instruction's successor by
// itself.

#define DISPATCH() goto*(pc->label)
#define NEXT()      \
    do {            \
        ++pc;       \
        DISPATCH(); \
    } while (false)

#define INSTRUCTION(NAME) \
    NAME:

/// An instruction of instructions.hpp.
#define OUTSIDE(NAME, FUNCTION)                                      \
    INSTRUCTION(NAME) {                                              \
        f.gas = gas;                                                 \
        if (const auto s = FUNCTION(f, top); s != Status::success) { \
            gas = f.gas;                                             \
            status = s;                                              \
            goto end;                                                \
        }                                                            \
        gas = f.gas;                                                 \
        top += kOpcodes[op::NAME].out - kOpcodes[op::NAME].in;       \
        NEXT();                                                      \
    }

#define BINARY(NAME, EXPRESSION)                 \
    INSTRUCTION(NAME) {                          \
        const uint256 &a = top[0], &b = top[-1]; \
        top[-1] = EXPRESSION;                    \
        --top;                                   \
        NEXT();                                  \
    }

#define CONSTANT(NAME, EXPRESSION) \
    INSTRUCTION(NAME) {            \
        *++top = EXPRESSION;       \
        NEXT();                    \
    }

#define DUP(N)                        \
    INSTRUCTION(DUP##N) {             \
        const auto word = top[1 - N]; \
        *++top = word;                \
        NEXT();                       \
    }

#define SWAP(N)                    \
    INSTRUCTION(SWAP##N) {         \
        const auto word = top[-N]; \
        top[-N] = *top;            \
        *top = word;               \
        NEXT();                    \
    }

/// Makes memory for a word or byte access and pays for it.
#define ENSURE_MEMORY(OFFSET, LENGTH)                         \
    if (!in_memory(f, OFFSET, LENGTH)) [[unlikely]] {         \
        f.gas = gas;                                          \
        if (!make_memory(f, OFFSET, LENGTH)) goto out_of_gas; \
        gas = f.gas;                                          \
    }

Status interpret(Frame& f) {
    static const void* const kLabels[] = {
#define DURE_LABEL(code, name, gas, in, out) &&name,
#define DURE_NO_LABEL(code) &&UNDEFINED,
        DURE_OPCODES(DURE_LABEL, DURE_NO_LABEL)
#undef DURE_NO_LABEL
#undef DURE_LABEL
            // clang-format off
        &&UNDEFINED, &&BLOCK, &&PUSH_SMALL, &&PUSH_LARGE, &&JUMP_TO, &&JUMPI_TO,
        &&ADD_SMALL, &&LOAD_AT, &&STORE_AT, &&SHIFT_LEFT_BY, &&SHIFT_RIGHT_BY,
        // clang-format on
    };
    static_assert(std::size(kLabels) == step::kCount);

    const auto& program = f.code.prepared<Program>(
        [](const Code& code) { return Program(code, static_cast<Labels>(kLabels)); });
    const Step* pc = program.begin();
    uint256* const bottom = f.stack;
    uint256* top = bottom - 1;
    std::int64_t gas = f.gas;
    Status status = Status::success;

    DISPATCH();

BLOCK : {
    const auto block = std::bit_cast<Block>(pc->operand);
    const auto height = top + 1 - bottom;
    if ((gas -= block.gas) < 0) goto out_of_gas;
    if (height < block.needs) goto underflow;
    if (height + block.grows > kMaxStack) goto overflow;
    NEXT();
}
PUSH_SMALL:
    *++top = uint256{pc->operand};
    NEXT();
PUSH_LARGE:
    *++top = program.constant(pc->operand);
    NEXT();
JUMP_TO:
    pc = program.at(pc->operand);
    DISPATCH();
JUMPI_TO : {
    const bool jumps = static_cast<bool>(*top);
    --top;
    if (jumps) {
        pc = program.at(pc->operand);
        DISPATCH();
    }
    pc += 2;
    DISPATCH();
}

ADD_SMALL:
    *top += uint256{pc->operand};
    NEXT();
LOAD_AT:
    ENSURE_MEMORY(pc->operand, 32)
    *++top = uint256::from_be32(f.memory.data() + pc->operand);
    NEXT();
STORE_AT:
    ENSURE_MEMORY(pc->operand, 32)
    top->store_be32(f.memory.data() + pc->operand);
    --top;
    NEXT();
SHIFT_LEFT_BY:
    *top <<= pc->operand;
    NEXT();
SHIFT_RIGHT_BY:
    *top >>= pc->operand;
    NEXT();

    INSTRUCTION(STOP) {
        status = Status::success;
        goto end;
    }

    BINARY(ADD, a + b)
    BINARY(MUL, a * b)
    BINARY(SUB, a - b)
    BINARY(DIV, a / b)
    BINARY(SDIV, sdiv(a, b))
    BINARY(MOD, a % b)
    BINARY(SMOD, smod(a, b))
    INSTRUCTION(ADDMOD) {
        top[-2] = addmod(top[0], top[-1], top[-2]);
        top -= 2;
        NEXT();
    }
    INSTRUCTION(MULMOD) {
        top[-2] = mulmod(top[0], top[-1], top[-2]);
        top -= 2;
        NEXT();
    }
    OUTSIDE(EXP, exponentiate)
    BINARY(SIGNEXTEND, signextend(a, b))

    BINARY(LT, uint256{a < b ? 1u : 0u})
    BINARY(GT, uint256{b < a ? 1u : 0u})
    BINARY(SLT, uint256{slt(a, b) ? 1u : 0u})
    BINARY(SGT, uint256{slt(b, a) ? 1u : 0u})
    BINARY(EQ, uint256{a == b ? 1u : 0u})
    INSTRUCTION(ISZERO) {
        *top = *top ? 0u : 1u;
        NEXT();
    }
    BINARY(AND, a & b)
    BINARY(OR, a | b)
    BINARY(XOR, a ^ b)
    INSTRUCTION(NOT) {
        *top = ~*top;
        NEXT();
    }
    BINARY(BYTE, byte(a, b))
    BINARY(SHL, a.fits_uint64() ? b << a[0] : uint256{})
    BINARY(SHR, a.fits_uint64() ? b >> a[0] : uint256{})
    BINARY(SAR, sar(b, a))

    OUTSIDE(KECCAK256, keccak256_region)

    CONSTANT(ADDRESS, to_uint256(f.message.recipient))
    OUTSIDE(BALANCE, balance)
    CONSTANT(ORIGIN, to_uint256(f.transaction.origin))
    CONSTANT(CALLER, to_uint256(f.message.sender))
    CONSTANT(CALLVALUE, f.message.value)
    INSTRUCTION(CALLDATALOAD) {
        *top = calldata_word(f.message.input, *top);
        NEXT();
    }
    CONSTANT(CALLDATASIZE, f.message.input.size())
    OUTSIDE(CALLDATACOPY, calldata_copy)
    CONSTANT(CODESIZE, f.code.size())
    OUTSIDE(CODECOPY, code_copy)
    CONSTANT(GASPRICE, f.transaction.gas_price)
    OUTSIDE(EXTCODESIZE, external_code_size)
    OUTSIDE(EXTCODECOPY, external_code_copy)
    CONSTANT(RETURNDATASIZE, f.return_data.size())
    OUTSIDE(RETURNDATACOPY, return_data_copy)
    OUTSIDE(EXTCODEHASH, external_code_hash)

    OUTSIDE(BLOCKHASH, block_hash)
    CONSTANT(COINBASE, to_uint256(f.block.coinbase))
    CONSTANT(TIMESTAMP, f.block.timestamp)
    CONSTANT(NUMBER, f.block.number)
    CONSTANT(PREVRANDAO, to_uint256(f.block.prev_randao))
    CONSTANT(GASLIMIT, f.block.gas_limit)
    CONSTANT(CHAINID, f.block.chain_id)
    CONSTANT(SELFBALANCE, f.self.account.balance)
    CONSTANT(BASEFEE, f.block.base_fee)
    INSTRUCTION(BLOBHASH) {
        *top = {};  // no transaction carries blobs
        NEXT();
    }
    CONSTANT(BLOBBASEFEE, f.block.blob_base_fee)

    INSTRUCTION(POP) {
        --top;
        NEXT();
    }
    INSTRUCTION(MLOAD) {
        ENSURE_MEMORY(*top, 32)
        *top = uint256::from_be32(f.memory.data() + (*top)[0]);
        NEXT();
    }
    INSTRUCTION(MSTORE) {
        ENSURE_MEMORY(*top, 32)
        top[-1].store_be32(f.memory.data() + (*top)[0]);
        top -= 2;
        NEXT();
    }
    INSTRUCTION(MSTORE8) {
        ENSURE_MEMORY(*top, 1)
        f.memory.data()[(*top)[0]] = static_cast<Byte>(top[-1][0] & 0xff);
        top -= 2;
        NEXT();
    }
    OUTSIDE(SLOAD, storage_load)
    OUTSIDE(SSTORE, storage_store)
    INSTRUCTION(JUMP) {
        pc = program.destination(*top);
        if (pc == nullptr) goto bad_jump;
        --top;
        DISPATCH();
    }
    INSTRUCTION(JUMPI) {
        if (!top[-1]) {
            top -= 2;
            NEXT();
        }
        pc = program.destination(*top);
        if (pc == nullptr) goto bad_jump;
        top -= 2;
        DISPATCH();
    }
    CONSTANT(PC, pc->operand)
    CONSTANT(MSIZE, f.memory.size())
    CONSTANT(GAS, static_cast<std::uint64_t>(gas))
    OUTSIDE(TLOAD, transient_load)
    OUTSIDE(TSTORE, transient_store)
    OUTSIDE(MCOPY, memory_copy)

    // clang-format off
    DUP(1) DUP(2) DUP(3) DUP(4) DUP(5) DUP(6) DUP(7) DUP(8)
    DUP(9) DUP(10) DUP(11) DUP(12) DUP(13) DUP(14) DUP(15) DUP(16)
    SWAP(1) SWAP(2) SWAP(3) SWAP(4) SWAP(5) SWAP(6) SWAP(7) SWAP(8)
    SWAP(9) SWAP(10) SWAP(11) SWAP(12) SWAP(13) SWAP(14) SWAP(15) SWAP(16)
        // clang-format on

        OUTSIDE(LOG0, log<0>) OUTSIDE(LOG1, log<1>) OUTSIDE(LOG2, log<2>) OUTSIDE(LOG3, log<3>)
            OUTSIDE(LOG4, log<4>)

                OUTSIDE(CREATE, create_family<op::CREATE>) OUTSIDE(CALL, call_family<op::CALL>)
                    OUTSIDE(CALLCODE, call_family<op::CALLCODE>)
                        OUTSIDE(DELEGATECALL, call_family<op::DELEGATECALL>)
                            OUTSIDE(CREATE2, create_family<op::CREATE2>)
                                OUTSIDE(STATICCALL, call_family<op::STATICCALL>)

                                    INSTRUCTION(RETURN) {
        f.gas = gas;
        status = finish(f, top);
        gas = f.gas;
        goto end;
    }
    INSTRUCTION(REVERT) {
        f.gas = gas;
        status = finish(f, top);
        gas = f.gas;
        if (status == Status::success) status = Status::revert;
        goto end;
    }
    INSTRUCTION(INVALID) {
        status = Status::invalid_instruction;
        goto end;
    }
    INSTRUCTION(SELFDESTRUCT) {
        f.gas = gas;
        status = selfdestruct(f, top);
        gas = f.gas;
        goto end;
    }

// A program has other steps for these.
JUMPDEST:
PUSH0:
PUSH1:
PUSH2:
PUSH3:
PUSH4:
PUSH5:
PUSH6:
PUSH7:
PUSH8:
PUSH9:
PUSH10:
PUSH11:
PUSH12:
PUSH13:
PUSH14:
PUSH15:
PUSH16:
PUSH17:
PUSH18:
PUSH19:
PUSH20:
PUSH21:
PUSH22:
PUSH23:
PUSH24:
PUSH25:
PUSH26:
PUSH27:
PUSH28:
PUSH29:
PUSH30:
PUSH31:
PUSH32:
UNDEFINED:
    status = Status::undefined_instruction;
    goto end;
underflow:
    status = Status::stack_underflow;
    goto end;
overflow:
    status = Status::stack_overflow;
    goto end;
out_of_gas:
    status = Status::out_of_gas;
    goto end;
bad_jump:
    status = Status::bad_jump_destination;
end:
    f.gas = gas;
    return status;
}

// NOLINTEND(cppcoreguidelines-avoid-goto)

}  // namespace dure::chain::evm
