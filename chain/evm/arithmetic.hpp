// What the instructions on two words compute: for the loop, and for words known when code is made
// into a program.
#pragma once

#include "chain/base/uint256.hpp"
#include "chain/evm/opcodes.hpp"

/// X(name) for each of them.
// clang-format off
#define DURE_BINARY_OPCODES(X) \
    X(ADD) X(MUL) X(SUB) X(DIV) X(SDIV) X(MOD) X(SMOD) X(SIGNEXTEND) \
    X(LT) X(GT) X(SLT) X(SGT) X(EQ) X(AND) X(OR) X(XOR) X(BYTE) X(SHL) X(SHR) X(SAR)
// clang-format on

namespace dure::chain::evm {

[[gnu::always_inline]] inline uint256 multiply(const uint256& a, const uint256& b) {
    // Most numbers of most programs are small.
    if (!a.fits_uint64() || !b.fits_uint64()) return a * b;
    const auto product = static_cast<unsigned __int128>(a[0]) * b[0];
    return {static_cast<std::uint64_t>(product), static_cast<std::uint64_t>(product >> 64), 0, 0};
}

/// `a` was on top of the stack, `b` below it.
template <op::Opcode kOp>
[[gnu::always_inline]] inline uint256 apply(const uint256& a, const uint256& b) {
    const auto truth = [](bool holds) { return uint256{holds ? 1u : 0u}; };
    // clang-format off
    if constexpr (kOp == op::ADD) return a + b;
    else if constexpr (kOp == op::MUL) return multiply(a, b);
    else if constexpr (kOp == op::SUB) return a - b;
    else if constexpr (kOp == op::DIV) return a / b;
    else if constexpr (kOp == op::SDIV) return sdiv(a, b);
    else if constexpr (kOp == op::MOD) return a % b;
    else if constexpr (kOp == op::SMOD) return smod(a, b);
    else if constexpr (kOp == op::SIGNEXTEND) return signextend(a, b);
    else if constexpr (kOp == op::LT) return truth(a < b);
    else if constexpr (kOp == op::GT) return truth(b < a);
    else if constexpr (kOp == op::SLT) return truth(slt(a, b));
    else if constexpr (kOp == op::SGT) return truth(slt(b, a));
    else if constexpr (kOp == op::EQ) return truth(a == b);
    else if constexpr (kOp == op::AND) return a & b;
    else if constexpr (kOp == op::OR) return a | b;
    else if constexpr (kOp == op::XOR) return a ^ b;
    else if constexpr (kOp == op::BYTE) return byte(a, b);
    else if constexpr (kOp == op::SHL) return a.fits_uint64() ? b << a[0] : uint256{};
    else if constexpr (kOp == op::SHR) return a.fits_uint64() ? b >> a[0] : uint256{};
    else {
        static_assert(kOp == op::SAR);
        return sar(b, a);
    }
    // clang-format on
}

}  // namespace dure::chain::evm
