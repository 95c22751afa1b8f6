// The loop. Each step of a program is reached through the address it carries; gas and stack are
// checked when a block begins (program.hpp). The stack grows upwards; `base` is the word that was
// uppermost when the block began, and operands are counted from there.
#include "chain/evm/instructions.hpp"
#include "chain/evm/program.hpp"

namespace dure::chain::evm {

namespace {

// What is rare or needs temporaries stays out of the loop: its frame is on the stack 1,024 times.
[[gnu::noinline]] bool make_memory(Frame& f, const uint256& offset, std::uint64_t length) {
    return f.expand(offset, length);
}
[[gnu::noinline]] bool make_word(Frame& f, std::uint64_t offset) {
    return offset < Memory::kMaxSize && f.expand_to(offset + 32);
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

#define SLOT(OFFSET) (*reinterpret_cast<uint256*>(base + (OFFSET)))
#define LITERAL(OFFSET) \
    (*reinterpret_cast<const uint256*>(reinterpret_cast<const std::byte*>(constants) + (OFFSET)))

#define DISPATCH() goto*(pc->label)
#define NEXT()      \
    do {            \
        ++pc;       \
        DISPATCH(); \
    } while (false)

/// Begins the block at `pc` if there is gas and stack for all of it.
#define BEGIN_BLOCK()                                  \
    do {                                               \
        const auto needs = needs_of(*pc);              \
        const auto height = base - below;              \
        if ((gas -= needs.gas) < 0) goto out_of_slice; \
        if (height < needs.least) goto underflow;      \
        if (height > needs.most) goto overflow;        \
        NEXT();                                        \
    } while (false)

#define INSTRUCTION(NAME) \
    NAME:

/// An instruction of instructions.hpp.
#define OUTSIDE(NAME, FUNCTION)                                               \
    INSTRUCTION(NAME) {                                                       \
        f.gas = gas;                                                          \
        if (const auto s = FUNCTION(f, &SLOT(pc->a)); s != Status::success) { \
            gas = f.gas;                                                      \
            status = s;                                                       \
            goto end;                                                         \
        }                                                                     \
        gas = f.gas;                                                          \
        NEXT();                                                               \
    }

#define BINARY(NAME)                                                 \
    INSTRUCTION(NAME) {                                              \
        SLOT(pc->to) = apply<op::NAME>(SLOT(pc->a), SLOT(pc->b));    \
        NEXT();                                                      \
    }                                                                \
    INSTRUCTION(NAME##_CONSTANT_FIRST) {                             \
        SLOT(pc->to) = apply<op::NAME>(LITERAL(pc->a), SLOT(pc->b)); \
        NEXT();                                                      \
    }                                                                \
    INSTRUCTION(NAME##_CONSTANT_SECOND) {                            \
        SLOT(pc->to) = apply<op::NAME>(SLOT(pc->a), LITERAL(pc->b)); \
        NEXT();                                                      \
    }

#define GIVE(NAME, EXPRESSION)     \
    INSTRUCTION(NAME) {            \
        SLOT(pc->to) = EXPRESSION; \
        NEXT();                    \
    }

/// Makes memory for a word and pays for it.
#define ENSURE_WORD(OFFSET)                         \
    if (!memory.has_word(OFFSET)) [[unlikely]] {    \
        f.gas = gas;                                \
        if (!make_word(f, OFFSET)) goto out_of_gas; \
        gas = f.gas;                                \
    }

Status interpret(Frame& f) {
    static const void* const kLabels[] = {
#define DURE_LABEL(code, name, gas, in, out) &&name,
#define DURE_NO_LABEL(code) &&UNDEFINED,
        DURE_OPCODES(DURE_LABEL, DURE_NO_LABEL)
#undef DURE_NO_LABEL
#undef DURE_LABEL
            // clang-format off
        &&UNDEFINED, &&FALL, &&JUMP_TO, &&JUMP_IF_TO, &&JUMP_UNLESS_TO, &&bad_jump,
        &&CONSTANT, &&MOVE, &&MOVE_TWO, &&EXCHANGE, &&LOAD_AT, &&STORE_AT, &&STORE_CONSTANT, &&INPUT_AT,
#define DURE_LABEL(NAME) &&NAME##_CONSTANT_FIRST, &&NAME##_CONSTANT_SECOND,
        DURE_BINARY_OPCODES(DURE_LABEL)
#undef DURE_LABEL
        // clang-format on
    };
    static_assert(std::size(kLabels) == step::kCount);

    const auto& program = f.code.prepared<Program>([&f](const Code& code) {
        return Program(code, static_cast<Labels>(kLabels), f.translation);
    });
    const Step* pc = program.begin();
    const auto* const constants = program.constants();
    auto& memory = f.memory;
    // One word below the stack: where the height is 0.
    std::byte* const below = reinterpret_cast<std::byte*>(f.stack) - sizeof(uint256);
    std::byte* base = below;
    std::int64_t gas = f.gas;
    Status status = Status::success;

    BEGIN_BLOCK();

FALL:
    base += pc->b;
    ++pc;
    BEGIN_BLOCK();
JUMP_TO:
    base += pc->b;
    pc = program.at(pc->to);
    BEGIN_BLOCK();
JUMP_IF_TO : {
    const bool jumps = static_cast<bool>(SLOT(pc->a));
    base += pc->b;
    if (jumps) {
        pc = program.at(pc->to);
        BEGIN_BLOCK();
    }
    ++pc;
    BEGIN_BLOCK();
}
JUMP_UNLESS_TO : {
    const bool jumps = !SLOT(pc->a);
    base += pc->b;
    if (jumps) {
        pc = program.at(pc->to);
        BEGIN_BLOCK();
    }
    ++pc;
    BEGIN_BLOCK();
}

CONSTANT:
    SLOT(pc->to) = LITERAL(pc->a);
    NEXT();
MOVE:
    SLOT(pc->to) = SLOT(pc->a);
    NEXT();
MOVE_TWO:
    SLOT(pc->to) = SLOT(pc->a);
    SLOT(pc->b) = SLOT(pc->c);
    NEXT();
EXCHANGE : {
    const auto word = SLOT(pc->a);
    SLOT(pc->a) = SLOT(pc->b);
    SLOT(pc->b) = word;
    NEXT();
}
LOAD_AT:
    ENSURE_WORD(static_cast<std::uint64_t>(pc->a))
    SLOT(pc->to) = uint256::from_be32(memory.data() + pc->a);
    NEXT();
STORE_AT:
    ENSURE_WORD(static_cast<std::uint64_t>(pc->a))
    SLOT(pc->b).store_be32(memory.data() + pc->a);
    NEXT();
STORE_CONSTANT:
    if (!SLOT(pc->a).fits_uint64()) goto out_of_gas;
    ENSURE_WORD(SLOT(pc->a)[0])
    LITERAL(pc->b).store_be32(memory.data() + SLOT(pc->a)[0]);
    NEXT();
INPUT_AT:
    SLOT(pc->to) = calldata_word(f.message.input, static_cast<std::uint64_t>(pc->a));
    NEXT();

    INSTRUCTION(STOP) {
        status = Status::success;
        goto end;
    }

    // clang-format off
    DURE_BINARY_OPCODES(BINARY)
    // clang-format on
    INSTRUCTION(ADDMOD) {
        SLOT(pc->to) = addmod(SLOT(pc->a), SLOT(pc->b), SLOT(pc->c));
        NEXT();
    }
    INSTRUCTION(MULMOD) {
        SLOT(pc->to) = f.multiply_modulo(SLOT(pc->a), SLOT(pc->b), SLOT(pc->c));
        NEXT();
    }
    OUTSIDE(EXP, exponentiate)
    GIVE(ISZERO, SLOT(pc->a) ? 0u : 1u)
    GIVE(NOT, ~SLOT(pc->a))

    OUTSIDE(KECCAK256, keccak256_region)

    GIVE(ADDRESS, to_uint256(f.message.recipient))
    OUTSIDE(BALANCE, balance)
    GIVE(ORIGIN, to_uint256(f.transaction.origin))
    GIVE(CALLER, to_uint256(f.message.sender))
    GIVE(CALLVALUE, f.message.value)
    GIVE(CALLDATALOAD, calldata_word(f.message.input, SLOT(pc->a)))
    GIVE(CALLDATASIZE, f.message.input.size())
    OUTSIDE(CALLDATACOPY, calldata_copy)
    OUTSIDE(CODECOPY, code_copy)
    GIVE(GASPRICE, f.transaction.gas_price)
    OUTSIDE(EXTCODESIZE, external_code_size)
    OUTSIDE(EXTCODECOPY, external_code_copy)
    GIVE(RETURNDATASIZE, f.return_data.size())
    OUTSIDE(RETURNDATACOPY, return_data_copy)
    OUTSIDE(EXTCODEHASH, external_code_hash)

    OUTSIDE(BLOCKHASH, block_hash)
    GIVE(COINBASE, to_uint256(f.block.coinbase))
    GIVE(TIMESTAMP, f.block.timestamp)
    GIVE(NUMBER, f.block.number)
    GIVE(PREVRANDAO, to_uint256(f.block.prev_randao))
    GIVE(GASLIMIT, f.block.gas_limit)
    GIVE(CHAINID, f.block.chain_id)
    GIVE(SELFBALANCE, f.self.account.balance)
    GIVE(BASEFEE, f.block.base_fee)
    GIVE(BLOBBASEFEE, f.block.blob_base_fee)

    INSTRUCTION(MLOAD) {
        if (!SLOT(pc->a).fits_uint64()) goto out_of_gas;
        ENSURE_WORD(SLOT(pc->a)[0])
        SLOT(pc->to) = uint256::from_be32(memory.data() + SLOT(pc->a)[0]);
        NEXT();
    }
    INSTRUCTION(MSTORE) {
        if (!SLOT(pc->a).fits_uint64()) goto out_of_gas;
        ENSURE_WORD(SLOT(pc->a)[0])
        SLOT(pc->b).store_be32(memory.data() + SLOT(pc->a)[0]);
        NEXT();
    }
    INSTRUCTION(MSTORE8) {
        if (!SLOT(pc->a).fits_uint64() || SLOT(pc->a)[0] >= memory.size()) [[unlikely]] {
            f.gas = gas;
            if (!make_memory(f, SLOT(pc->a), 1)) goto out_of_gas;
            gas = f.gas;
        }
        memory.data()[SLOT(pc->a)[0]] = static_cast<Byte>(SLOT(pc->b)[0] & 0xff);
        NEXT();
    }
    OUTSIDE(SLOAD, storage_load)
    OUTSIDE(SSTORE, storage_store)
    INSTRUCTION(JUMP) {
        const auto* const to = program.destination(SLOT(pc->a));
        if (to == nullptr) goto bad_jump;
        base += pc->b;
        pc = to;
        BEGIN_BLOCK();
    }
    INSTRUCTION(JUMPI) {
        const auto* to = pc + 1;
        if (SLOT(pc->c)) to = program.destination(SLOT(pc->a));
        if (to == nullptr) goto bad_jump;
        base += pc->b;
        pc = to;
        BEGIN_BLOCK();
    }
    GIVE(MSIZE, memory.size())
    GIVE(GAS, static_cast<std::uint64_t>(gas + f.reserve))
    OUTSIDE(TLOAD, transient_load)
    OUTSIDE(TSTORE, transient_store)
    OUTSIDE(MCOPY, memory_copy)

    OUTSIDE(LOG0, log<0>)
    OUTSIDE(LOG1, log<1>)
    OUTSIDE(LOG2, log<2>)
    OUTSIDE(LOG3, log<3>)
    OUTSIDE(LOG4, log<4>)

    OUTSIDE(CREATE, create_family<op::CREATE>)
    OUTSIDE(CALL, call_family<op::CALL>)
    OUTSIDE(CALLCODE, call_family<op::CALLCODE>)
    OUTSIDE(DELEGATECALL, call_family<op::DELEGATECALL>)
    OUTSIDE(CREATE2, create_family<op::CREATE2>)
    OUTSIDE(STATICCALL, call_family<op::STATICCALL>)

    INSTRUCTION(RETURN) {
        f.gas = gas;
        status = finish(f, &SLOT(pc->a));
        gas = f.gas;
        goto end;
    }
    INSTRUCTION(REVERT) {
        f.gas = gas;
        status = finish(f, &SLOT(pc->a));
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
        status = selfdestruct(f, &SLOT(pc->a));
        gas = f.gas;
        goto end;
    }

// A program has no such steps: the translator keeps account of the stack, knows what they give, or
// has other steps for them.
JUMPDEST:
BLOBHASH:
CODESIZE:
PC:
POP:
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
DUP1:
DUP2:
DUP3:
DUP4:
DUP5:
DUP6:
DUP7:
DUP8:
DUP9:
DUP10:
DUP11:
DUP12:
DUP13:
DUP14:
DUP15:
DUP16:
SWAP1:
SWAP2:
SWAP3:
SWAP4:
SWAP5:
SWAP6:
SWAP7:
SWAP8:
SWAP9:
SWAP10:
SWAP11:
SWAP12:
SWAP13:
SWAP14:
SWAP15:
SWAP16:
UNDEFINED:
    status = Status::undefined_instruction;
    goto end;
out_of_slice : {
    // Once in thousands of blocks: what BEGIN_BLOCK would have gone on with.
    f.gas = gas;
    if (!f.refill()) goto out_of_gas;
    gas = f.gas;
    const auto needs = needs_of(*pc);
    const auto height = base - below;
    if (height < needs.least) goto underflow;
    if (height > needs.most) goto overflow;
    NEXT();
}
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
