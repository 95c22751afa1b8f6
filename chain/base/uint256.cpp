#include "chain/base/uint256.hpp"

#include <algorithm>

#include "chain/base/repeated_modulus.hpp"

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
    // Half of the time and at random: a mask, not a branch.
    const Limb too_large = Limb{0} - static_cast<Limb>(r > low(q));
    q1 += too_large;
    r += d & too_large;
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
    const Limb too_large = Limb{0} - static_cast<Limb>(high(r) >= low(q));
    q1 += too_large;
    r += d & wide(too_large, too_large);
    if (r >= d) [[unlikely]] {
        ++q1;
        r -= d;
    }
    return {q1, r};
}

/// What a shift left by `shift` < 64 moves into the next limb.
Limb spill(Limb v, unsigned shift) { return (v >> 1) >> (63 - shift); }

/// Limbs without the leading zero ones.
unsigned significant_limbs(const Limb* v, unsigned n) {
    while (n > 0 && v[n - 1] == 0) --n;
    return n;
}

/// w -= digit × d over kCount limbs; returns the borrow out of them.
template <unsigned kCount>
Limb subtract_product(Limb* w, const Limb* d, Limb digit) {
    Limb carry = 0;
#pragma GCC unroll 4
    for (unsigned i = 0; i < kCount; ++i) {
#if defined(__x86_64__)
        Limb product = digit, carry_out = 0;
        __asm__(
            "mulq %[d]\n\taddq %[carry], %%rax\n\tadcq $0, %%rdx\n\t"
            "subq %%rax, %[w]\n\tadcq $0, %%rdx"
            : "+&a"(product), "=&d"(carry_out), [w] "+&r"(w[i])
            : [d] "rm"(d[i]), [carry] "r"(carry)
            : "cc");
        carry = carry_out;
#else
        const Wide product = Wide{digit} * d[i] + carry;
        carry = high(product) + (w[i] < low(product) ? 1 : 0);
        w[i] -= low(product);
#endif
    }
    return carry;
}

/// w += d over kCount limbs.
template <unsigned kCount>
void add_back(Limb* w, const Limb* d) {
    Limb carry = 0;
#pragma GCC unroll 4
    for (unsigned i = 0; i < kCount; ++i) {
        const Wide sum = Wide{w[i]} + d[i] + carry;
        w[i] = low(sum);
        carry = high(sum);
    }
}

/// Divides `m` limbs by the one limb `divisor`.
DivMod divide_by_limb(const Limb* dividend, unsigned m, Limb divisor) {
    const auto shift = static_cast<unsigned>(std::countl_zero(divisor));
    const Limb d = divisor << shift;
    const Limb reciprocal = reciprocal_of_limb(d);
    uint256 quotient;
    Limb r = spill(dividend[m - 1], shift);
    for (unsigned i = m; i-- > 0;) {
        const Limb digit = dividend[i] << shift | (i > 0 ? spill(dividend[i - 1], shift) : 0);
        const auto step = divide_2by1(r, digit, d, reciprocal);
        if (i < 4) quotient[i] = step.quotient;
        r = step.remainder;
    }
    return {.quotient = quotient, .remainder = r >> shift};
}

/// Knuth's algorithm D with the 3-by-2 step: `m` limbs by a divisor of kCount ≥ 2 limbs, m ≥
/// kCount.
template <unsigned kCount>
DivMod divide_long(const Limb* dividend, unsigned m, const Limb* divisor) {
    const auto shift = static_cast<unsigned>(std::countl_zero(divisor[kCount - 1]));
    Limb d[kCount], u[9];  // normalised; u has one limb more for what spills over
    d[0] = divisor[0] << shift;
#pragma GCC unroll 4
    for (unsigned i = 1; i < kCount; ++i) {
        d[i] = divisor[i] << shift | spill(divisor[i - 1], shift);
    }
    u[0] = dividend[0] << shift;
    for (unsigned i = 1; i < m; ++i) u[i] = dividend[i] << shift | spill(dividend[i - 1], shift);
    u[m] = spill(dividend[m - 1], shift);

    const Limb d1 = d[kCount - 1], d0 = d[kCount - 2];
    const Limb reciprocal = reciprocal_of_pair(d1, d0);
    uint256 quotient;
    for (unsigned j = m - kCount + 1; j-- > 0;) {
        Limb* const w = u + j;
        const Limb u2 = w[kCount], u1 = w[kCount - 1], u0 = w[kCount - 2];
        Limb digit = ~Limb{0};
        bool too_large = false;
        if (wide(u2, u1) >= wide(d1, d0)) [[unlikely]] {
            // The quotient overflows the step; all ones is at most one too large.
            too_large = subtract_product<kCount>(w, d, digit) > u2;
        } else {
            const auto step = divide_3by2(u2, u1, u0, d1, d0, reciprocal);
            digit = step.quotient;
            const Limb borrow = subtract_product<kCount - 2>(w, d, digit);
            const Wide rest = step.remainder - borrow;
            w[kCount - 2] = low(rest);
            w[kCount - 1] = high(rest);
            too_large = step.remainder < borrow;
        }
        if (too_large) [[unlikely]] {
            --digit;
            add_back<kCount>(w, d);
        }
        if (j < 4) quotient[j] = digit;
    }
    uint256 rest;
#pragma GCC unroll 4
    for (unsigned i = 0; i < kCount; ++i) rest[i] = u[i];
    return {.quotient = quotient, .remainder = rest >> shift};
}

/// `m` ≤ 8 limbs by any divisor; of the quotient the low four limbs.
DivMod divide_limbs(const Limb* dividend, unsigned m, const uint256& divisor) {
    const Limb d[4] = {divisor[0], divisor[1], divisor[2], divisor[3]};
    const unsigned n = significant_limbs(d, 4);
    m = significant_limbs(dividend, m);
    if (n == 0) return {};
    if (m < n) {
        uint256 rest;
        for (unsigned i = 0; i < m; ++i) rest[i] = dividend[i];
        return {.quotient = {}, .remainder = rest};
    }
    switch (n) {
        case 1:
            return divide_by_limb(dividend, m, d[0]);
        case 2:
            return divide_long<2>(dividend, m, d);
        case 3:
            return divide_long<3>(dividend, m, d);
        default:
            return divide_long<4>(dividend, m, d);
    }
}

}  // namespace

DivMod divmod(const uint256& dividend, const uint256& divisor) {
    if (dividend.fits_uint64() && divisor.fits_uint64()) {
        if (divisor[0] == 0) return {};
        return {.quotient = dividend[0] / divisor[0], .remainder = dividend[0] % divisor[0]};
    }
    // Compilers and people divide by powers of two to shift.
    if (const auto below = divisor - uint256{1}; !(divisor & below)) {
        if (!divisor) return {};
        return {.quotient = dividend >> (bit_length(divisor) - 1), .remainder = dividend & below};
    }
    const Limb u[4] = {dividend[0], dividend[1], dividend[2], dividend[3]};
    return divide_limbs(u, 4, divisor);
}

DivMod divmod(const std::array<Limb, 8>& dividend, const uint256& divisor) {
    return divide_limbs(dividend.data(), 8, divisor);
}

namespace {

/// Both in one limb: the commonest division by far, and no need for the other half of a DivMod.
bool are_small(const uint256& a, const uint256& b) {
    return a.fits_uint64() && b.fits_uint64() && b[0] != 0;
}

uint256 quotient(const uint256& a, const uint256& b) {
    if (are_small(a, b)) return a[0] / b[0];
    return divmod(a, b).quotient;
}

uint256 remainder(const uint256& a, const uint256& b) {
    if (are_small(a, b)) return a[0] % b[0];
    return divmod(a, b).remainder;
}

uint256 magnitude(const uint256& v) { return v.is_negative() ? -v : v; }

}  // namespace

uint256 operator/(const uint256& a, const uint256& b) { return quotient(a, b); }
uint256 operator%(const uint256& a, const uint256& b) { return remainder(a, b); }

uint256 sdiv(const uint256& a, const uint256& b) {
    const auto q = quotient(magnitude(a), magnitude(b));
    return a.is_negative() != b.is_negative() ? -q : q;
}

uint256 smod(const uint256& a, const uint256& b) {
    const auto r = remainder(magnitude(a), magnitude(b));
    return a.is_negative() ? -r : r;
}

uint256 addmod(const uint256& a, const uint256& b, const uint256& m) {
    const auto sum = a + b;
    const auto overflow = sum < a;
    if (a < m && b < m) return overflow || !(sum < m) ? sum - m : sum;
    const Limb u[5] = {sum[0], sum[1], sum[2], sum[3], overflow ? Limb{1} : Limb{0}};
    return divide_limbs(u, 5, m).remainder;
}

uint256 mulmod(const uint256& a, const uint256& b, const uint256& m) {
    const auto product = uint256::full_product(a, b);
    return divide_limbs(product.data(), 8, m).remainder;
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
