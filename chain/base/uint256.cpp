#include "chain/base/uint256.hpp"

#include <algorithm>

namespace dure::chain {

namespace {

using Limb = std::uint64_t;
using Wide = unsigned __int128;

constexpr Limb low(Wide v) { return static_cast<Limb>(v); }
constexpr Limb high(Wide v) { return static_cast<Limb>(v >> 64); }
constexpr Wide wide(Limb h, Limb l) { return Wide{h} << 64 | l; }

/// floor((2^128 - 1) / d) - 2^64 for a normalised d (top bit set).
/// Source: Möller and Granlund, "Improved division by invariant integers", 2011.
Limb reciprocal_of_limb(Limb d) {
#if defined(__x86_64__)
    // The quotient fits a limb: one instruction instead of the library's 128-bit division.
    Limb quotient = ~Limb{0}, remainder = ~d;
    __asm__("divq %[d]" : "+a"(quotient), "+d"(remainder) : [d] "rm"(d) : "cc");
    return quotient;
#else
    return low(wide(~d, ~Limb{0}) / d);
#endif
}

/// The same for two limbs, from the reciprocal of the high one (algorithm 6 there).
Limb reciprocal_of_pair(Limb d1, Limb d0) {
    Limb v = reciprocal_of_limb(d1);
    Limb p = d1 * v + d0;
    if (p < d0) {
        --v;
        if (p >= d1) {
            --v;
            p -= d1;
        }
        p -= d1;
    }
    const Wide t = Wide{v} * d0;
    p += high(t);
    if (p < high(t)) {
        --v;
        if (wide(p, low(t)) >= wide(d1, d0)) --v;
    }
    return v;
}

struct LimbQuotient {
    Limb quotient;
    Limb remainder;
};

/// (u1, u0) / d with u1 < d, d normalised (algorithm 4).
LimbQuotient divide_2by1(Limb u1, Limb u0, Limb d, Limb reciprocal) {
    const Wide q = Wide{reciprocal} * u1 + wide(u1, u0);
    Limb q1 = high(q) + 1;
    Limb r = u0 - q1 * d;
    if (r > low(q)) {
        --q1;
        r += d;
    }
    if (r >= d) [[unlikely]] {
        ++q1;
        r -= d;
    }
    return {q1, r};
}

struct PairQuotient {
    Limb quotient;
    Wide remainder;
};

/// (u2, u1, u0) / (d1, d0) with (u2, u1) < (d1, d0), d normalised (algorithm 5).
PairQuotient divide_3by2(Limb u2, Limb u1, Limb u0, Limb d1, Limb d0, Limb reciprocal) {
    const Wide q = Wide{reciprocal} * u2 + wide(u2, u1);
    Limb q1 = high(q) + 1;
    const Wide d = wide(d1, d0);
    Wide r = wide(u1 - high(q) * d1, u0) - Wide{d0} * high(q) - d;
    if (high(r) >= low(q)) {
        --q1;
        r += d;
    }
    if (r >= d) [[unlikely]] {
        ++q1;
        r -= d;
    }
    return {q1, r};
}

/// Divides the `n` limbs of `u` (little endian, n ≥ 1) by one limb; the quotient replaces `u`.
Limb divide_by_limb(Limb* u, unsigned n, Limb divisor) {
    const auto shift = static_cast<unsigned>(std::countl_zero(divisor));
    const Limb d = divisor << shift;
    const Limb reciprocal = reciprocal_of_limb(d);
    const auto spill = [shift](Limb v) { return (v >> 1) >> (63 - shift); };
    Limb r = spill(u[n - 1]);
    for (unsigned i = n; i-- > 0;) {
        const Limb digit = u[i] << shift | (i > 0 ? spill(u[i - 1]) : 0);
        const auto step = divide_2by1(r, digit, d, reciprocal);
        u[i] = step.quotient;
        r = step.remainder;
    }
    return r >> shift;
}

/// Knuth's algorithm D with the 3-by-2 step. `u`: m + 1 normalised limbs (the top one the spill of
/// the normalisation), becomes the remainder in its low n limbs; `d`: n ≥ 2 normalised limbs; `q`:
/// m - n + 1 limbs of quotient.
void divide_knuth(Limb* u, unsigned m, const Limb* d, unsigned n, Limb* q) {
    const Limb d1 = d[n - 1], d0 = d[n - 2];
    const Limb reciprocal = reciprocal_of_pair(d1, d0);
    for (unsigned j = m - n + 1; j-- > 0;) {
        Limb* const w = u + j;
        const Limb u2 = w[n], u1 = w[n - 1], u0 = w[n - 2];
        Limb digit = 0;
        if (wide(u2, u1) >= wide(d1, d0)) [[unlikely]] {
            // The quotient digit overflows the step; all ones is at most one too large.
            digit = ~Limb{0};
            Limb carry = 0;
            for (unsigned i = 0; i < n; ++i) {
                const Wide product = Wide{digit} * d[i] + carry;
                carry = high(product) + (w[i] < low(product) ? 1 : 0);
                w[i] -= low(product);
            }
            w[n] = u2 - carry;
        } else {
            const auto step = divide_3by2(u2, u1, u0, d1, d0, reciprocal);
            digit = step.quotient;
            Limb carry = 0;
            for (unsigned i = 0; i + 2 < n; ++i) {
                const Wide product = Wide{digit} * d[i] + carry;
                carry = high(product) + (w[i] < low(product) ? 1 : 0);
                w[i] -= low(product);
            }
            const Wide rest = step.remainder - carry;
            w[n - 2] = low(rest);
            w[n - 1] = high(rest);
            w[n] = step.remainder < carry ? ~Limb{0} : 0;
        }
        if (w[n] != 0) [[unlikely]] {
            --digit;
            Limb carry = 0;
            for (unsigned i = 0; i < n; ++i) {
                const Wide sum = Wide{w[i]} + d[i] + carry;
                w[i] = low(sum);
                carry = high(sum);
            }
            w[n] = 0;
        }
        q[j] = digit;
    }
}

unsigned significant_limbs(const Limb* v, unsigned n) {
    while (n > 0 && v[n - 1] == 0) --n;
    return n;
}

/// u (m limbs, m ≤ 8) mod d; u < 2^512. The quotient's low four limbs go with it.
DivMod divide_limbs(const Limb* dividend, unsigned m, const uint256& divisor) {
    const Limb divisor_limbs[4] = {divisor[0], divisor[1], divisor[2], divisor[3]};
    m = significant_limbs(dividend, m);
    const unsigned n = significant_limbs(divisor_limbs, 4);
    if (n == 0) return {};
    if (m < n) {
        uint256 rest;
        for (unsigned i = 0; i < m; ++i) rest[i] = dividend[i];
        return {.quotient = {}, .remainder = rest};
    }
    if (n == 1) {
        Limb u[8]{};
        for (unsigned i = 0; i < m; ++i) u[i] = dividend[i];
        const Limb r = divide_by_limb(u, m, divisor_limbs[0]);
        return {.quotient = {u[0], u[1], u[2], u[3]}, .remainder = r};
    }
    const auto shift = static_cast<unsigned>(std::countl_zero(divisor_limbs[n - 1]));
    const auto spill = [shift](Limb v) { return (v >> 1) >> (63 - shift); };
    Limb u[9]{}, d[4]{}, q[8]{};
    for (unsigned i = 0; i < n; ++i) {
        d[i] = divisor_limbs[i] << shift | (i > 0 ? spill(divisor_limbs[i - 1]) : 0);
    }
    for (unsigned i = 0; i < m; ++i) {
        u[i] = dividend[i] << shift | (i > 0 ? spill(dividend[i - 1]) : 0);
    }
    u[m] = spill(dividend[m - 1]);
    divide_knuth(u, m, d, n, q);
    uint256 rest;
    for (unsigned i = 0; i < n; ++i) rest[i] = u[i];
    return {.quotient = {q[0], q[1], q[2], q[3]}, .remainder = rest >> shift};
}

}  // namespace

DivMod divmod(const uint256& dividend, const uint256& divisor) {
    if (dividend.fits_uint64() && divisor.fits_uint64()) {
        if (divisor[0] == 0) return {};
        return {.quotient = dividend[0] / divisor[0], .remainder = dividend[0] % divisor[0]};
    }
    const Limb u[4] = {dividend[0], dividend[1], dividend[2], dividend[3]};
    return divide_limbs(u, 4, divisor);
}

uint256 operator/(const uint256& a, const uint256& b) { return divmod(a, b).quotient; }
uint256 operator%(const uint256& a, const uint256& b) { return divmod(a, b).remainder; }

uint256 sdiv(const uint256& a, const uint256& b) {
    const auto q = divmod(a.is_negative() ? -a : a, b.is_negative() ? -b : b).quotient;
    return a.is_negative() != b.is_negative() ? -q : q;
}

uint256 smod(const uint256& a, const uint256& b) {
    const auto r = divmod(a.is_negative() ? -a : a, b.is_negative() ? -b : b).remainder;
    return a.is_negative() ? -r : r;
}

uint256 addmod(const uint256& a, const uint256& b, const uint256& m) {
    const auto sum = a + b;
    const Limb u[5] = {sum[0], sum[1], sum[2], sum[3], sum < a ? Limb{1} : Limb{0}};
    return divide_limbs(u, 5, m).remainder;
}

uint256 mulmod(const uint256& a, const uint256& b, const uint256& m) {
    Limb u[8]{};
    for (unsigned j = 0; j < 4; ++j) {
        Limb carry = 0;
        for (unsigned i = 0; i < 4; ++i) {
            const Wide t = Wide{a[i]} * b[j] + u[i + j] + carry;
            u[i + j] = low(t);
            carry = high(t);
        }
        u[j + 4] = carry;
    }
    return divide_limbs(u, 8, m).remainder;
}

uint256 exp(uint256 base, const uint256& exponent) {
    uint256 result{1};
    const auto bits = bit_length(exponent);
    // A power of two is by far the commonest base in compiled code.
    if (base == uint256{2}) return exponent.fits_uint64() ? result << exponent[0] : uint256{};
    for (unsigned i = 0; i < bits; ++i) {
        if ((exponent[i / 64] >> (i % 64) & 1) != 0) result *= base;
        base *= base;
    }
    return result;
}

std::string to_decimal(const uint256& v) {
    constexpr Limb kChunk = 10'000'000'000'000'000'000ULL;
    constexpr int kChunkDigits = 19;
    std::string out;
    auto rest = v;
    do {
        const auto step = divmod(rest, kChunk);
        auto chunk = step.remainder[0];
        rest = step.quotient;
        for (int i = 0; i < kChunkDigits && (rest || chunk != 0); ++i) {
            out += static_cast<char>('0' + chunk % 10);
            chunk /= 10;
        }
    } while (rest);
    if (out.empty()) out += '0';
    std::reverse(out.begin(), out.end());
    return out;
}

std::string to_hex_quantity(const uint256& v) {
    static constexpr char kDigits[] = "0123456789abcdef";
    const unsigned digits = std::max(1u, (bit_length(v) + 3) / 4);
    std::string out = "0x";
    for (unsigned i = digits; i-- > 0;) out += kDigits[v[i / 16] >> (4 * (i % 16)) & 15];
    return out;
}

std::optional<uint256> parse_decimal(std::string_view text) {
    if (text.empty() || text.size() > 78) return std::nullopt;
    uint256 v;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        const auto digit = static_cast<Limb>(c - '0');
        const uint256 kLargest = uint256::max() / 10;
        if (v > kLargest) return std::nullopt;
        const auto tens = v * 10;
        v = tens + digit;
        if (v < tens) return std::nullopt;
    }
    return v;
}

std::optional<uint256> parse_hex_quantity(std::string_view text) {
    if (!text.starts_with("0x") && !text.starts_with("0X")) return std::nullopt;
    text.remove_prefix(2);
    if (text.empty() || text.size() > 64) return std::nullopt;
    uint256 v;
    for (const char c : text) {
        Limb digit = 0;
        if (c >= '0' && c <= '9') {
            digit = static_cast<Limb>(c - '0');
        } else if (c >= 'a' && c <= 'f') {
            digit = static_cast<Limb>(c - 'a' + 10);
        } else if (c >= 'A' && c <= 'F') {
            digit = static_cast<Limb>(c - 'A' + 10);
        } else {
            return std::nullopt;
        }
        v = v << 4 | uint256{digit};
    }
    return v;
}

std::optional<uint256> parse_uint256(std::string_view text) {
    if (text.starts_with("0x") || text.starts_with("0X")) return parse_hex_quantity(text);
    return parse_decimal(text);
}

}  // namespace dure::chain
