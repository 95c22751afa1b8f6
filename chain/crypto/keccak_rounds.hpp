// Keccak-f[1600] over one state of words, or over several at once where a word is a vector of
// words. Inside keccak256 only: every function that calls these is compiled for one kind of
// processor. Source: The Keccak reference, version 3.0.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "chain/base/types.hpp"

namespace dure::chain::keccak {

using Word = std::uint64_t;
inline constexpr std::size_t kWords = 25;
inline constexpr std::size_t kRate = 136;  ///< bytes of a block of input

inline constexpr std::array<Word, 24> kRoundConstants{
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000,
    0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
    0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003,
    0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008};

// No function gives back a W: how a vector would be returned depends on the processor.

/// Chi over one row, whose words come turned left by so many bits.
template <class W>
[[gnu::always_inline]] inline void row(W* out, const W& x0, int r0, const W& x1, int r1,
                                       const W& x2, int r2, const W& x3, int r3, const W& x4,
                                       int r4) {
    const W b0 = (x0 << r0) | (x0 >> ((64 - r0) % 64));
    const W b1 = (x1 << r1) | (x1 >> (64 - r1));
    const W b2 = (x2 << r2) | (x2 >> (64 - r2));
    const W b3 = (x3 << r3) | (x3 >> (64 - r3));
    const W b4 = (x4 << r4) | (x4 >> (64 - r4));
    out[0] = b0 ^ (~b1 & b2);
    out[1] = b1 ^ (~b2 & b3);
    out[2] = b2 ^ (~b3 & b4);
    out[3] = b3 ^ (~b4 & b0);
    out[4] = b4 ^ (~b0 & b1);
}

template <class W>
[[gnu::always_inline]] inline void round(const W* a, W* e, Word constant) {
    const W c0 = a[0] ^ a[5] ^ a[10] ^ a[15] ^ a[20];
    const W c1 = a[1] ^ a[6] ^ a[11] ^ a[16] ^ a[21];
    const W c2 = a[2] ^ a[7] ^ a[12] ^ a[17] ^ a[22];
    const W c3 = a[3] ^ a[8] ^ a[13] ^ a[18] ^ a[23];
    const W c4 = a[4] ^ a[9] ^ a[14] ^ a[19] ^ a[24];
    const W d0 = c4 ^ ((c1 << 1) | (c1 >> 63));
    const W d1 = c0 ^ ((c2 << 1) | (c2 >> 63));
    const W d2 = c1 ^ ((c3 << 1) | (c3 >> 63));
    const W d3 = c2 ^ ((c4 << 1) | (c4 >> 63));
    const W d4 = c3 ^ ((c0 << 1) | (c0 >> 63));
    // Rho and pi stand in the indices and rotations.
    row(e, a[0] ^ d0, 0, a[6] ^ d1, 44, a[12] ^ d2, 43, a[18] ^ d3, 21, a[24] ^ d4, 14);
    e[0] ^= constant;
    row(e + 5, a[3] ^ d3, 28, a[9] ^ d4, 20, a[10] ^ d0, 3, a[16] ^ d1, 45, a[22] ^ d2, 61);
    row(e + 10, a[1] ^ d1, 1, a[7] ^ d2, 6, a[13] ^ d3, 25, a[19] ^ d4, 8, a[20] ^ d0, 18);
    row(e + 15, a[4] ^ d4, 27, a[5] ^ d0, 36, a[11] ^ d1, 10, a[17] ^ d2, 15, a[23] ^ d3, 56);
    row(e + 20, a[2] ^ d2, 62, a[8] ^ d3, 55, a[14] ^ d4, 39, a[15] ^ d0, 41, a[21] ^ d1, 2);
}

template <class W>
[[gnu::always_inline]] inline void permute_rounds(W* state) {
    W other[kWords];
    for (std::size_t i = 0; i < kRoundConstants.size(); i += 2) {
        round(state, other, kRoundConstants[i]);
        round(other, state, kRoundConstants[i + 1]);
    }
}

inline Word load(const Byte* in) {
    Word word = 0;
    std::memcpy(&word, in, 8);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    return word;
}

inline Hash256 digest(const Word* state) {
    Hash256 out;
    for (std::size_t i = 0; i < 4; ++i) {
        auto word = state[i];
        if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
        std::memcpy(out.bytes.data() + 8 * i, &word, 8);
    }
    return out;
}

/// Mixes the block that begins at `in` into a state whose words are `stride` apart, with the
/// padding when fewer than kRate bytes are left.
inline void absorb(Word* state, std::size_t stride, const Byte* in, std::size_t left) {
    const auto whole = (left < kRate ? left : kRate) / 8;
    for (std::size_t i = 0; i < whole; ++i) state[i * stride] ^= load(in + 8 * i);
    if (left >= kRate) return;
    Word last = Word{1} << (8 * (left % 8));
    for (std::size_t i = 8 * whole; i < left; ++i) last ^= Word{in[i]} << (8 * (i % 8));
    state[whole * stride] ^= last;
    state[(kRate / 8 - 1) * stride] ^= Word{1} << 63;
}

}  // namespace dure::chain::keccak
