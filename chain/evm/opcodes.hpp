// Every instruction of Cancun in one table: OP(opcode, name, gas that is always paid, words taken,
// words given) and GAP(opcode) where there is none, all 256 in order. Gas that depends on operands
// stands in gas.hpp, its use beside the instruction. Source: Yellow Paper appendix H; EIPs 145,
// 1014, 1052, 1153, 1344, 2929, 3198, 3855, 4399, 5656, 7516.
#pragma once

#include <array>
#include <string_view>

#include "chain/base/types.hpp"
#include "chain/evm/gas.hpp"

// clang-format off
#define DURE_OPCODES(OP, GAP) \
    OP(0x00, STOP, 0, 0, 0)                                                          \
    OP(0x01, ADD, 3, 2, 1)                                                           \
    OP(0x02, MUL, 5, 2, 1)                                                           \
    OP(0x03, SUB, 3, 2, 1)                                                           \
    OP(0x04, DIV, 5, 2, 1)                                                           \
    OP(0x05, SDIV, 5, 2, 1)                                                          \
    OP(0x06, MOD, 5, 2, 1)                                                           \
    OP(0x07, SMOD, 5, 2, 1)                                                          \
    OP(0x08, ADDMOD, 8, 3, 1)                                                        \
    OP(0x09, MULMOD, 8, 3, 1)                                                        \
    OP(0x0a, EXP, 10, 2, 1)                                                          \
    OP(0x0b, SIGNEXTEND, 5, 2, 1)                                                    \
    GAP(0x0c) GAP(0x0d) GAP(0x0e) GAP(0x0f)                                          \
    OP(0x10, LT, 3, 2, 1)                                                            \
    OP(0x11, GT, 3, 2, 1)                                                            \
    OP(0x12, SLT, 3, 2, 1)                                                           \
    OP(0x13, SGT, 3, 2, 1)                                                           \
    OP(0x14, EQ, 3, 2, 1)                                                            \
    OP(0x15, ISZERO, 3, 1, 1)                                                        \
    OP(0x16, AND, 3, 2, 1)                                                           \
    OP(0x17, OR, 3, 2, 1)                                                            \
    OP(0x18, XOR, 3, 2, 1)                                                           \
    OP(0x19, NOT, 3, 1, 1)                                                           \
    OP(0x1a, BYTE, 3, 2, 1)                                                          \
    OP(0x1b, SHL, 3, 2, 1)                                                           \
    OP(0x1c, SHR, 3, 2, 1)                                                           \
    OP(0x1d, SAR, 3, 2, 1)                                                           \
    GAP(0x1e) GAP(0x1f)                                                              \
    OP(0x20, KECCAK256, 30, 2, 1)                                                    \
    GAP(0x21) GAP(0x22) GAP(0x23) GAP(0x24) GAP(0x25) GAP(0x26) GAP(0x27) GAP(0x28)  \
    GAP(0x29) GAP(0x2a) GAP(0x2b) GAP(0x2c) GAP(0x2d) GAP(0x2e) GAP(0x2f)            \
    OP(0x30, ADDRESS, 2, 0, 1)                                                       \
    OP(0x31, BALANCE, kWarmAccess, 1, 1)                                             \
    OP(0x32, ORIGIN, 2, 0, 1)                                                        \
    OP(0x33, CALLER, 2, 0, 1)                                                        \
    OP(0x34, CALLVALUE, 2, 0, 1)                                                     \
    OP(0x35, CALLDATALOAD, 3, 1, 1)                                                  \
    OP(0x36, CALLDATASIZE, 2, 0, 1)                                                  \
    OP(0x37, CALLDATACOPY, 3, 3, 0)                                                  \
    OP(0x38, CODESIZE, 2, 0, 1)                                                      \
    OP(0x39, CODECOPY, 3, 3, 0)                                                      \
    OP(0x3a, GASPRICE, 2, 0, 1)                                                      \
    OP(0x3b, EXTCODESIZE, kWarmAccess, 1, 1)                                         \
    OP(0x3c, EXTCODECOPY, kWarmAccess, 4, 0)                                         \
    OP(0x3d, RETURNDATASIZE, 2, 0, 1)                                                \
    OP(0x3e, RETURNDATACOPY, 3, 3, 0)                                                \
    OP(0x3f, EXTCODEHASH, kWarmAccess, 1, 1)                                         \
    OP(0x40, BLOCKHASH, 20, 1, 1)                                                    \
    OP(0x41, COINBASE, 2, 0, 1)                                                      \
    OP(0x42, TIMESTAMP, 2, 0, 1)                                                     \
    OP(0x43, NUMBER, 2, 0, 1)                                                        \
    OP(0x44, PREVRANDAO, 2, 0, 1)                                                    \
    OP(0x45, GASLIMIT, 2, 0, 1)                                                      \
    OP(0x46, CHAINID, 2, 0, 1)                                                       \
    OP(0x47, SELFBALANCE, 5, 0, 1)                                                   \
    OP(0x48, BASEFEE, 2, 0, 1)                                                       \
    OP(0x49, BLOBHASH, 3, 1, 1)                                                      \
    OP(0x4a, BLOBBASEFEE, 2, 0, 1)                                                   \
    GAP(0x4b) GAP(0x4c) GAP(0x4d) GAP(0x4e) GAP(0x4f)                                \
    OP(0x50, POP, 2, 1, 0)                                                           \
    OP(0x51, MLOAD, 3, 1, 1)                                                         \
    OP(0x52, MSTORE, 3, 2, 0)                                                        \
    OP(0x53, MSTORE8, 3, 2, 0)                                                       \
    OP(0x54, SLOAD, kWarmAccess, 1, 1)                                               \
    OP(0x55, SSTORE, kWarmAccess, 2, 0)                                              \
    OP(0x56, JUMP, 8, 1, 0)                                                          \
    OP(0x57, JUMPI, 10, 2, 0)                                                        \
    OP(0x58, PC, 2, 0, 1)                                                            \
    OP(0x59, MSIZE, 2, 0, 1)                                                         \
    OP(0x5a, GAS, 2, 0, 1)                                                           \
    OP(0x5b, JUMPDEST, 1, 0, 0)                                                      \
    OP(0x5c, TLOAD, kWarmAccess, 1, 1)                                               \
    OP(0x5d, TSTORE, kWarmAccess, 2, 0)                                              \
    OP(0x5e, MCOPY, 3, 3, 0)                                                         \
    OP(0x5f, PUSH0, 2, 0, 1)                                                         \
    OP(0x60, PUSH1, 3, 0, 1)                                                         \
    OP(0x61, PUSH2, 3, 0, 1)                                                         \
    OP(0x62, PUSH3, 3, 0, 1)                                                         \
    OP(0x63, PUSH4, 3, 0, 1)                                                         \
    OP(0x64, PUSH5, 3, 0, 1)                                                         \
    OP(0x65, PUSH6, 3, 0, 1)                                                         \
    OP(0x66, PUSH7, 3, 0, 1)                                                         \
    OP(0x67, PUSH8, 3, 0, 1)                                                         \
    OP(0x68, PUSH9, 3, 0, 1)                                                         \
    OP(0x69, PUSH10, 3, 0, 1)                                                        \
    OP(0x6a, PUSH11, 3, 0, 1)                                                        \
    OP(0x6b, PUSH12, 3, 0, 1)                                                        \
    OP(0x6c, PUSH13, 3, 0, 1)                                                        \
    OP(0x6d, PUSH14, 3, 0, 1)                                                        \
    OP(0x6e, PUSH15, 3, 0, 1)                                                        \
    OP(0x6f, PUSH16, 3, 0, 1)                                                        \
    OP(0x70, PUSH17, 3, 0, 1)                                                        \
    OP(0x71, PUSH18, 3, 0, 1)                                                        \
    OP(0x72, PUSH19, 3, 0, 1)                                                        \
    OP(0x73, PUSH20, 3, 0, 1)                                                        \
    OP(0x74, PUSH21, 3, 0, 1)                                                        \
    OP(0x75, PUSH22, 3, 0, 1)                                                        \
    OP(0x76, PUSH23, 3, 0, 1)                                                        \
    OP(0x77, PUSH24, 3, 0, 1)                                                        \
    OP(0x78, PUSH25, 3, 0, 1)                                                        \
    OP(0x79, PUSH26, 3, 0, 1)                                                        \
    OP(0x7a, PUSH27, 3, 0, 1)                                                        \
    OP(0x7b, PUSH28, 3, 0, 1)                                                        \
    OP(0x7c, PUSH29, 3, 0, 1)                                                        \
    OP(0x7d, PUSH30, 3, 0, 1)                                                        \
    OP(0x7e, PUSH31, 3, 0, 1)                                                        \
    OP(0x7f, PUSH32, 3, 0, 1)                                                        \
    OP(0x80, DUP1, 3, 1, 2)                                                          \
    OP(0x81, DUP2, 3, 2, 3)                                                          \
    OP(0x82, DUP3, 3, 3, 4)                                                          \
    OP(0x83, DUP4, 3, 4, 5)                                                          \
    OP(0x84, DUP5, 3, 5, 6)                                                          \
    OP(0x85, DUP6, 3, 6, 7)                                                          \
    OP(0x86, DUP7, 3, 7, 8)                                                          \
    OP(0x87, DUP8, 3, 8, 9)                                                          \
    OP(0x88, DUP9, 3, 9, 10)                                                         \
    OP(0x89, DUP10, 3, 10, 11)                                                       \
    OP(0x8a, DUP11, 3, 11, 12)                                                       \
    OP(0x8b, DUP12, 3, 12, 13)                                                       \
    OP(0x8c, DUP13, 3, 13, 14)                                                       \
    OP(0x8d, DUP14, 3, 14, 15)                                                       \
    OP(0x8e, DUP15, 3, 15, 16)                                                       \
    OP(0x8f, DUP16, 3, 16, 17)                                                       \
    OP(0x90, SWAP1, 3, 2, 2)                                                         \
    OP(0x91, SWAP2, 3, 3, 3)                                                         \
    OP(0x92, SWAP3, 3, 4, 4)                                                         \
    OP(0x93, SWAP4, 3, 5, 5)                                                         \
    OP(0x94, SWAP5, 3, 6, 6)                                                         \
    OP(0x95, SWAP6, 3, 7, 7)                                                         \
    OP(0x96, SWAP7, 3, 8, 8)                                                         \
    OP(0x97, SWAP8, 3, 9, 9)                                                         \
    OP(0x98, SWAP9, 3, 10, 10)                                                       \
    OP(0x99, SWAP10, 3, 11, 11)                                                      \
    OP(0x9a, SWAP11, 3, 12, 12)                                                      \
    OP(0x9b, SWAP12, 3, 13, 13)                                                      \
    OP(0x9c, SWAP13, 3, 14, 14)                                                      \
    OP(0x9d, SWAP14, 3, 15, 15)                                                      \
    OP(0x9e, SWAP15, 3, 16, 16)                                                      \
    OP(0x9f, SWAP16, 3, 17, 17)                                                      \
    OP(0xa0, LOG0, kLog, 2, 0)                                                       \
    OP(0xa1, LOG1, kLog + 1 * kLogTopic, 3, 0)                                       \
    OP(0xa2, LOG2, kLog + 2 * kLogTopic, 4, 0)                                       \
    OP(0xa3, LOG3, kLog + 3 * kLogTopic, 5, 0)                                       \
    OP(0xa4, LOG4, kLog + 4 * kLogTopic, 6, 0)                                       \
    GAP(0xa5) GAP(0xa6) GAP(0xa7) GAP(0xa8) GAP(0xa9) GAP(0xaa) GAP(0xab) GAP(0xac)  \
    GAP(0xad) GAP(0xae) GAP(0xaf) GAP(0xb0) GAP(0xb1) GAP(0xb2) GAP(0xb3) GAP(0xb4)  \
    GAP(0xb5) GAP(0xb6) GAP(0xb7) GAP(0xb8) GAP(0xb9) GAP(0xba) GAP(0xbb) GAP(0xbc)  \
    GAP(0xbd) GAP(0xbe) GAP(0xbf) GAP(0xc0) GAP(0xc1) GAP(0xc2) GAP(0xc3) GAP(0xc4)  \
    GAP(0xc5) GAP(0xc6) GAP(0xc7) GAP(0xc8) GAP(0xc9) GAP(0xca) GAP(0xcb) GAP(0xcc)  \
    GAP(0xcd) GAP(0xce) GAP(0xcf) GAP(0xd0) GAP(0xd1) GAP(0xd2) GAP(0xd3) GAP(0xd4)  \
    GAP(0xd5) GAP(0xd6) GAP(0xd7) GAP(0xd8) GAP(0xd9) GAP(0xda) GAP(0xdb) GAP(0xdc)  \
    GAP(0xdd) GAP(0xde) GAP(0xdf) GAP(0xe0) GAP(0xe1) GAP(0xe2) GAP(0xe3) GAP(0xe4)  \
    GAP(0xe5) GAP(0xe6) GAP(0xe7) GAP(0xe8) GAP(0xe9) GAP(0xea) GAP(0xeb) GAP(0xec)  \
    GAP(0xed) GAP(0xee) GAP(0xef)                                                    \
    OP(0xf0, CREATE, kCreate, 3, 1)                                                  \
    OP(0xf1, CALL, kWarmAccess, 7, 1)                                                \
    OP(0xf2, CALLCODE, kWarmAccess, 7, 1)                                            \
    OP(0xf3, RETURN, 0, 2, 0)                                                        \
    OP(0xf4, DELEGATECALL, kWarmAccess, 6, 1)                                        \
    OP(0xf5, CREATE2, kCreate, 4, 1)                                                 \
    GAP(0xf6) GAP(0xf7) GAP(0xf8) GAP(0xf9)                                          \
    OP(0xfa, STATICCALL, kWarmAccess, 6, 1)                                          \
    GAP(0xfb) GAP(0xfc)                                                              \
    OP(0xfd, REVERT, 0, 2, 0)                                                        \
    OP(0xfe, INVALID, 0, 0, 0)                                                       \
    OP(0xff, SELFDESTRUCT, kSelfdestruct, 1, 0)
// clang-format on

namespace dure::chain::evm {

#define DURE_NOTHING(code)

/// op::ADD, op::PUSH1, …
namespace op {
enum Opcode : Byte {
#define DURE_ENUMERATOR(code, name, gas, in, out) name = code,
    DURE_OPCODES(DURE_ENUMERATOR, DURE_NOTHING)
#undef DURE_ENUMERATOR
};
}  // namespace op

struct OpcodeTraits {
    std::string_view name;  ///< empty: no such instruction
    std::int64_t gas = 0;
    int in = 0;
    int out = 0;
};

inline constexpr auto kOpcodes = [] {
    std::array<OpcodeTraits, 256> table{};
#define DURE_ROW(code, opcode, cost, taken, given) \
    table[code] = {.name = #opcode, .gas = cost, .in = taken, .out = given};
    DURE_OPCODES(DURE_ROW, DURE_NOTHING)
#undef DURE_ROW
    return table;
}();

#undef DURE_NOTHING

}  // namespace dure::chain::evm
