// The EVM's word: an unsigned 256-bit integer in four 64-bit limbs, least significant first.
// Arithmetic wraps modulo 2^256; division and modulo by zero give zero, as the Yellow Paper wants.
// Signed operations read the same bits as two's complement. Nothing here throws or allocates,
// except the text functions.
#pragma once

#include <array>
#include <bit>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "chain/base/types.hpp"

namespace dure::chain {

class uint256 {
 public:
    constexpr uint256() = default;
    constexpr uint256(std::uint64_t low)
        : limbs_{low, 0, 0, 0} {}  // NOLINT: a small number is a word
    /// Limbs from the least significant one.
    constexpr uint256(std::uint64_t l0, std::uint64_t l1, std::uint64_t l2, std::uint64_t l3)
        : limbs_{l0, l1, l2, l3} {}

    /// Limb `i`, 0 is the least significant.
    constexpr std::uint64_t operator[](std::size_t i) const { return limbs_[i]; }
    constexpr std::uint64_t& operator[](std::size_t i) { return limbs_[i]; }

    constexpr explicit operator bool() const {
        return (limbs_[0] | limbs_[1] | limbs_[2] | limbs_[3]) != 0;
    }
    /// The low 64 bits.
    constexpr explicit operator std::uint64_t() const { return limbs_[0]; }
    constexpr bool fits_uint64() const { return (limbs_[1] | limbs_[2] | limbs_[3]) == 0; }
    constexpr bool is_negative() const { return (limbs_[3] >> 63) != 0; }

    friend constexpr bool operator==(const uint256& a, const uint256& b) {
        return ((a.limbs_[0] ^ b.limbs_[0]) | (a.limbs_[1] ^ b.limbs_[1]) |
                (a.limbs_[2] ^ b.limbs_[2]) | (a.limbs_[3] ^ b.limbs_[3])) == 0;
    }
    friend constexpr std::strong_ordering operator<=>(const uint256& a, const uint256& b) {
        if (a == b) return std::strong_ordering::equal;
        return a < b ? std::strong_ordering::less : std::strong_ordering::greater;
    }
    friend constexpr bool operator<(const uint256& a, const uint256& b) {
#if defined(__x86_64__)
        if (!std::is_constant_evaluated()) {
            bool borrow = false;
            auto a1 = a[1], a2 = a[2], a3 = a[3];
            __asm__(
                "cmpq %[b0], %[a0]\n\tsbbq %[b1], %[a1]\n\tsbbq %[b2], %[a2]\n\tsbbq %[b3], %[a3]"
                : "=@ccc"(borrow), [a1] "+&r"(a1), [a2] "+&r"(a2), [a3] "+&r"(a3)
                :
                [a0] "r"(a[0]), [b0] "rm"(b[0]), [b1] "rm"(b[1]), [b2] "rm"(b[2]), [b3] "rm"(b[3]));
            return borrow;
        }
#endif
        std::uint64_t borrow = 0;
        for (std::size_t i = 0; i < 4; ++i) subtract_limb(a.limbs_[i], b.limbs_[i], borrow);
        return borrow != 0;
    }
    friend constexpr bool operator>(const uint256& a, const uint256& b) { return b < a; }
    friend constexpr bool operator<=(const uint256& a, const uint256& b) { return !(b < a); }
    friend constexpr bool operator>=(const uint256& a, const uint256& b) { return !(a < b); }

    friend constexpr uint256 operator+(const uint256& a, const uint256& b) {
#if defined(__x86_64__)
        if (!std::is_constant_evaluated()) {
            auto r0 = a[0], r1 = a[1], r2 = a[2], r3 = a[3];
            __asm__(
                "addq %[b0], %[r0]\n\tadcq %[b1], %[r1]\n\tadcq %[b2], %[r2]\n\tadcq %[b3], %[r3]"
                : [r0] "+&r"(r0), [r1] "+&r"(r1), [r2] "+&r"(r2), [r3] "+&r"(r3)
                : [b0] "rm"(b[0]), [b1] "rm"(b[1]), [b2] "rm"(b[2]), [b3] "rm"(b[3])
                : "cc");
            return {r0, r1, r2, r3};
        }
#endif
        uint256 r;
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < 4; ++i) r.limbs_[i] = add_limb(a.limbs_[i], b.limbs_[i], carry);
        return r;
    }
    friend constexpr uint256 operator-(const uint256& a, const uint256& b) {
#if defined(__x86_64__)
        if (!std::is_constant_evaluated()) {
            auto r0 = a[0], r1 = a[1], r2 = a[2], r3 = a[3];
            __asm__(
                "subq %[b0], %[r0]\n\tsbbq %[b1], %[r1]\n\tsbbq %[b2], %[r2]\n\tsbbq %[b3], %[r3]"
                : [r0] "+&r"(r0), [r1] "+&r"(r1), [r2] "+&r"(r2), [r3] "+&r"(r3)
                : [b0] "rm"(b[0]), [b1] "rm"(b[1]), [b2] "rm"(b[2]), [b3] "rm"(b[3])
                : "cc");
            return {r0, r1, r2, r3};
        }
#endif
        uint256 r;
        std::uint64_t borrow = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            r.limbs_[i] = subtract_limb(a.limbs_[i], b.limbs_[i], borrow);
        }
        return r;
    }
    friend constexpr uint256 operator-(const uint256& a) { return uint256{} - a; }
    friend constexpr uint256 operator*(const uint256& a, const uint256& b) {
        // Column by column; c holds the carries into the next three columns.
        std::uint64_t r0 = 0, c1 = 0, c2 = 0, c3 = 0, none = 0;
        multiply_add(a[0], b[0], r0, c1, none);
        multiply_add(a[0], b[1], c1, c2, c3);
        multiply_add(a[1], b[0], c1, c2, c3);
        multiply_add(a[0], b[2], c2, c3, none);
        multiply_add(a[1], b[1], c2, c3, none);
        multiply_add(a[2], b[0], c2, c3, none);
        return {r0, c1, c2, c3 + a[0] * b[3] + a[1] * b[2] + a[2] * b[1] + a[3] * b[0]};
    }
    /// Quotient; 0 when `b` is 0.
    friend uint256 operator/(const uint256& a, const uint256& b);
    /// Remainder; 0 when `b` is 0.
    friend uint256 operator%(const uint256& a, const uint256& b);

    friend constexpr uint256 operator&(const uint256& a, const uint256& b) {
        return {a[0] & b[0], a[1] & b[1], a[2] & b[2], a[3] & b[3]};
    }
    friend constexpr uint256 operator|(const uint256& a, const uint256& b) {
        return {a[0] | b[0], a[1] | b[1], a[2] | b[2], a[3] | b[3]};
    }
    friend constexpr uint256 operator^(const uint256& a, const uint256& b) {
        return {a[0] ^ b[0], a[1] ^ b[1], a[2] ^ b[2], a[3] ^ b[3]};
    }
    friend constexpr uint256 operator~(const uint256& a) { return {~a[0], ~a[1], ~a[2], ~a[3]}; }

    /// Shifts by 256 and more give 0.
    friend constexpr uint256 operator<<(const uint256& a, std::uint64_t shift) {
        if (shift >= 256) [[unlikely]]
            return {};
        const auto bits = shift % 64;
        // The part that crosses a limb; two shifts, because a shift by 64 is undefined.
        const auto cross = [bits](std::uint64_t v) { return (v >> 1) >> (63 - bits); };
        switch (shift / 64) {
            case 0:
                return {a[0] << bits, a[1] << bits | cross(a[0]), a[2] << bits | cross(a[1]),
                        a[3] << bits | cross(a[2])};
            case 1:
                return {0, a[0] << bits, a[1] << bits | cross(a[0]), a[2] << bits | cross(a[1])};
            case 2:
                return {0, 0, a[0] << bits, a[1] << bits | cross(a[0])};
            default:
                return {0, 0, 0, a[0] << bits};
        }
    }
    friend constexpr uint256 operator>>(const uint256& a, std::uint64_t shift) {
        if (shift >= 256) [[unlikely]]
            return {};
        const auto bits = shift % 64;
        const auto cross = [bits](std::uint64_t v) { return (v << 1) << (63 - bits); };
        switch (shift / 64) {
            case 0:
                return {a[0] >> bits | cross(a[1]), a[1] >> bits | cross(a[2]),
                        a[2] >> bits | cross(a[3]), a[3] >> bits};
            case 1:
                return {a[1] >> bits | cross(a[2]), a[2] >> bits | cross(a[3]), a[3] >> bits, 0};
            case 2:
                return {a[2] >> bits | cross(a[3]), a[3] >> bits, 0, 0};
            default:
                return {a[3] >> bits, 0, 0, 0};
        }
    }

    constexpr uint256& operator+=(const uint256& b) { return *this = *this + b; }
    constexpr uint256& operator-=(const uint256& b) { return *this = *this - b; }
    constexpr uint256& operator*=(const uint256& b) { return *this = *this * b; }
    uint256& operator/=(const uint256& b) { return *this = *this / b; }
    uint256& operator%=(const uint256& b) { return *this = *this % b; }
    constexpr uint256& operator&=(const uint256& b) { return *this = *this & b; }
    constexpr uint256& operator|=(const uint256& b) { return *this = *this | b; }
    constexpr uint256& operator^=(const uint256& b) { return *this = *this ^ b; }
    constexpr uint256& operator<<=(std::uint64_t shift) { return *this = *this << shift; }
    constexpr uint256& operator>>=(std::uint64_t shift) { return *this = *this >> shift; }

    /// All 512 bits of a × b, limbs from the least significant one.
    static constexpr std::array<std::uint64_t, 8> full_product(const uint256& a, const uint256& b) {
        std::uint64_t r0 = 0, r1 = 0, r2 = 0, r3 = 0, r4 = 0, r5 = 0, r6 = 0, r7 = 0, none = 0;
        multiply_add(a[0], b[0], r0, r1, none);
        multiply_add(a[0], b[1], r1, r2, r3);
        multiply_add(a[1], b[0], r1, r2, r3);
        multiply_add(a[0], b[2], r2, r3, r4);
        multiply_add(a[1], b[1], r2, r3, r4);
        multiply_add(a[2], b[0], r2, r3, r4);
        multiply_add(a[0], b[3], r3, r4, r5);
        multiply_add(a[1], b[2], r3, r4, r5);
        multiply_add(a[2], b[1], r3, r4, r5);
        multiply_add(a[3], b[0], r3, r4, r5);
        multiply_add(a[1], b[3], r4, r5, r6);
        multiply_add(a[2], b[2], r4, r5, r6);
        multiply_add(a[3], b[1], r4, r5, r6);
        multiply_add(a[2], b[3], r5, r6, r7);
        multiply_add(a[3], b[2], r5, r6, r7);
        multiply_add(a[3], b[3], r6, r7, none);
        return {r0, r1, r2, r3, r4, r5, r6, r7};
    }

    static constexpr uint256 max() { return {~0ULL, ~0ULL, ~0ULL, ~0ULL}; }

    /// Reads up to 32 bytes as a big-endian number; the rightmost 32 bytes of longer input.
    static constexpr uint256 from_be(ByteView in) {
        if (in.size() == 32) return from_be32(in.data());
        uint256 r;
        const auto n = in.size() < 32 ? in.size() : 32;
        for (std::size_t i = 0; i < n; ++i) {
            r.limbs_[i / 8] |= std::uint64_t{in[in.size() - 1 - i]} << (8 * (i % 8));
        }
        return r;
    }
    /// Reads exactly 32 big-endian bytes at `in`.
    static constexpr uint256 from_be32(const Byte* in) {
        return {load_be(in + 24), load_be(in + 16), load_be(in + 8), load_be(in)};
    }
    constexpr std::array<Byte, 32> to_be32() const {
        std::array<Byte, 32> out{};
        store_be32(out.data());
        return out;
    }
    /// Writes exactly 32 big-endian bytes at `out`.
    constexpr void store_be32(Byte* out) const {
        store_be(out, limbs_[3]);
        store_be(out + 8, limbs_[2]);
        store_be(out + 16, limbs_[1]);
        store_be(out + 24, limbs_[0]);
    }

 private:
    static constexpr std::uint64_t add_limb(std::uint64_t a, std::uint64_t b,
                                            std::uint64_t& carry) {
        const auto wide = static_cast<unsigned __int128>(a) + b + carry;
        carry = static_cast<std::uint64_t>(wide >> 64);
        return static_cast<std::uint64_t>(wide);
    }
    static constexpr std::uint64_t subtract_limb(std::uint64_t a, std::uint64_t b,
                                                 std::uint64_t& borrow) {
        const auto wide = static_cast<unsigned __int128>(a) - b - borrow;
        borrow = static_cast<std::uint64_t>(wide >> 64) & 1;
        return static_cast<std::uint64_t>(wide);
    }
    /// (c2, c1, c0) += a × b
    static constexpr void multiply_add(std::uint64_t a, std::uint64_t b, std::uint64_t& c0,
                                       std::uint64_t& c1, std::uint64_t& c2) {
#if defined(__x86_64__)
        if (!std::is_constant_evaluated()) {
            __asm__("mulq %[b]\n\taddq %%rax, %[c0]\n\tadcq %%rdx, %[c1]\n\tadcq $0, %[c2]"
                    : [c0] "+&r"(c0), [c1] "+&r"(c1), [c2] "+&r"(c2), "+&a"(a)
                    : [b] "rm"(b)
                    : "rdx", "cc");
            return;
        }
#endif
        const auto product = static_cast<unsigned __int128>(a) * b;
        std::uint64_t carry = 0;
        c0 = add_limb(c0, static_cast<std::uint64_t>(product), carry);
        c1 = add_limb(c1, static_cast<std::uint64_t>(product >> 64), carry);
        c2 += carry;
    }
    static constexpr std::uint64_t load_be(const Byte* in) {
        std::uint64_t v = 0;
        if (std::is_constant_evaluated()) {
            for (int i = 0; i < 8; ++i) v = v << 8 | in[i];
            return v;
        }
        std::memcpy(&v, in, 8);
        return std::endian::native == std::endian::little ? __builtin_bswap64(v) : v;
    }
    static constexpr void store_be(Byte* out, std::uint64_t v) {
        if (std::is_constant_evaluated()) {
            for (int i = 0; i < 8; ++i) out[i] = static_cast<Byte>(v >> (56 - 8 * i));
            return;
        }
        if (std::endian::native == std::endian::little) v = __builtin_bswap64(v);
        std::memcpy(out, &v, 8);
    }

    std::uint64_t
        limbs_[4]{};  // NOLINT: a raw array, so that no bounds check stands in the hot loops
};

/// Number of significant bits: 0 for 0, 256 at most.
constexpr unsigned bit_length(const uint256& v) {
    for (unsigned i = 4; i-- > 0;) {
        if (v[i] != 0) return 64 * i + static_cast<unsigned>(std::bit_width(v[i]));
    }
    return 0;
}
/// Number of bytes without leading zeros.
constexpr unsigned byte_length(const uint256& v) { return (bit_length(v) + 7) / 8; }

struct DivMod {
    uint256 quotient;
    uint256 remainder;
};
/// Both zero when `divisor` is zero.
DivMod divmod(const uint256& dividend, const uint256& divisor);

uint256 sdiv(const uint256& a, const uint256& b);  ///< truncates towards zero; -2^255 / -1 = -2^255
uint256 smod(const uint256& a, const uint256& b);  ///< sign of the dividend
uint256 addmod(const uint256& a, const uint256& b, const uint256& m);  ///< 0 when `m` is 0
uint256 mulmod(const uint256& a, const uint256& b, const uint256& m);  ///< 0 when `m` is 0
uint256 exp(uint256 base, const uint256& exponent);

/// Extends the sign of the number held in the lowest `byte_index` + 1 bytes; unchanged from 31 on.
constexpr uint256 signextend(const uint256& byte_index, const uint256& v) {
    if (!byte_index.fits_uint64() || byte_index[0] >= 31) return v;
    const auto limb = static_cast<std::size_t>(byte_index[0] / 8);
    const auto shift = 56 - 8 * (byte_index[0] % 8);
    const auto extended =
        static_cast<std::uint64_t>(static_cast<std::int64_t>(v[limb] << shift) >> shift);
    const auto fill = static_cast<std::uint64_t>(static_cast<std::int64_t>(extended) >> 63);
    uint256 r{fill, fill, fill, fill};
    for (std::size_t i = 0; i < limb; ++i) r[i] = v[i];
    r[limb] = extended;
    return r;
}
/// Byte `index` from the most significant one; 0 from 32 on.
constexpr uint256 byte(const uint256& index, const uint256& v) {
    if (!index.fits_uint64() || index[0] >= 32) return {};
    const auto from_low = 31 - index[0];
    return {(v[from_low / 8] >> (8 * (from_low % 8))) & 0xff};
}
/// Arithmetic shift right; all sign bits from 256 on.
constexpr uint256 sar(const uint256& v, const uint256& shift) {
    const auto far = !shift.fits_uint64() || shift[0] >= 256;
    if (!v.is_negative()) return far ? uint256{} : v >> shift[0];
    if (far) return uint256::max();
    return ~(~v >> shift[0]);
}
/// Signed comparison.
constexpr bool slt(const uint256& a, const uint256& b) {
    return a.is_negative() != b.is_negative() ? a.is_negative() : a < b;
}

std::string to_decimal(const uint256&);
std::string to_hex_quantity(
    const uint256&);  ///< "0x0", "0x1a…": no leading zeros, as JSON-RPC wants
std::optional<uint256> parse_decimal(std::string_view);
/// "0x" and 1 to 64 digits; leading zeros are taken.
std::optional<uint256> parse_hex_quantity(std::string_view);
/// Hex with 0x, else decimal.
std::optional<uint256> parse_uint256(std::string_view);

/// A word as the 32 bytes of a hash and back (storage keys, topics, block hashes on the stack).
constexpr Hash256 to_hash(const uint256& v) {
    Hash256 h;
    v.store_be32(h.bytes.data());
    return h;
}
constexpr uint256 to_uint256(const Hash256& h) { return uint256::from_be32(h.bytes.data()); }
constexpr uint256 to_uint256(const Address& a) { return uint256::from_be(a); }
/// The low 20 bytes.
constexpr Address to_address(const uint256& v) {
    Address a;
    const auto be = v.to_be32();
    for (std::size_t i = 0; i < a.bytes.size(); ++i) a.bytes[i] = be[12 + i];
    return a;
}

}  // namespace dure::chain

template <>
struct std::hash<dure::chain::uint256> {
    std::size_t operator()(const dure::chain::uint256& v) const noexcept {
        std::uint64_t h = 0x9e3779b97f4a7c15ULL;
        for (std::size_t i = 0; i < 4; ++i) {
            h = (h ^ v[i]) * 0xff51afd7ed558ccdULL;
            h ^= h >> 32;
        }
        return h;
    }
};
