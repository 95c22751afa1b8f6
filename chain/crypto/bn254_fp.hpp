// The prime field of alt_bn128 in Montgomery form: a number a is kept as a·2^256 mod p.
#pragma once

#include <array>
#include <optional>

#include "chain/base/types.hpp"
#include "chain/base/uint256.hpp"

namespace dure::chain::bn254 {

/// p, the field's prime.
inline constexpr uint256 kFieldPrime{0x3c208c16d87cfd47, 0x97816a916871ca8d, 0xb85045b68181585d,
                                     0x30644e72e131a029};

class Fp {
 public:
    constexpr Fp() = default;
    static constexpr Fp one() { return from_small(1); }
    static constexpr Fp from_small(std::uint64_t value) { return to_montgomery(uint256{value}); }
    /// Nothing when the number is ≥ p.
    static std::optional<Fp> from_be(ByteView bytes32) {
        const auto value = uint256::from_be(bytes32);
        if (value >= kFieldPrime) return std::nullopt;
        return to_montgomery(value);
    }
    std::array<Byte, 32> to_be() const {
        const auto plain = *this * Fp{1, 0, 0, 0};
        return uint256{plain.l0_, plain.l1_, plain.l2_, plain.l3_}.to_be32();
    }

    constexpr bool is_zero() const { return (l0_ | l1_ | l2_ | l3_) == 0; }
    friend constexpr bool operator==(const Fp&, const Fp&) = default;

    // p < 2^254, so sums of two elements never carry out of four limbs.
    friend constexpr Fp operator+(const Fp& a, const Fp& b) {
        Wide t = Wide{a.l0_} + b.l0_;
        const auto s0 = low(t);
        t = Wide{a.l1_} + b.l1_ + high(t);
        const auto s1 = low(t);
        t = Wide{a.l2_} + b.l2_ + high(t);
        return reduced(s0, s1, low(t), a.l3_ + b.l3_ + high(t));
    }
    friend constexpr Fp operator-(const Fp& a, const Fp& b) {
        Wide t = Wide{a.l0_} - b.l0_;
        const auto d0 = low(t);
        t = Wide{a.l1_} - b.l1_ - borrow(t);
        const auto d1 = low(t);
        t = Wide{a.l2_} - b.l2_ - borrow(t);
        const auto d2 = low(t);
        t = Wide{a.l3_} - b.l3_ - borrow(t);
        const auto d3 = low(t);
        // p once more when the difference is negative.
        const auto mask = high(t);
        t = Wide{d0} + (kP0 & mask);
        const auto r0 = low(t);
        t = Wide{d1} + (kP1 & mask) + high(t);
        const auto r1 = low(t);
        t = Wide{d2} + (kP2 & mask) + high(t);
        return {r0, r1, low(t), d3 + (kP3 & mask) + high(t)};
    }
    friend constexpr Fp operator-(const Fp& a) { return Fp{} - a; }
    friend constexpr Fp operator*(const Fp& a, const Fp& b) {
        Accumulator sum;
        sum.add_product_and_fold(a.l0_, b);
        sum.add_product_and_fold(a.l1_, b);
        sum.add_product_and_fold(a.l2_, b);
        sum.add_product_and_fold(a.l3_, b);
        return reduced(sum.t0, sum.t1, sum.t2, sum.t3);
    }
    constexpr Fp squared() const { return *this * *this; }
    constexpr Fp doubled() const { return *this + *this; }
    constexpr Fp halved() const {
        const auto mask = ~(l0_ & 1) + 1;  // all ones for an odd number, which p makes even
        Wide t = Wide{l0_} + (kP0 & mask);
        const auto s0 = low(t);
        t = Wide{l1_} + (kP1 & mask) + high(t);
        const auto s1 = low(t);
        t = Wide{l2_} + (kP2 & mask) + high(t);
        const auto s2 = low(t);
        const auto s3 = l3_ + (kP3 & mask) + high(t);
        return {s0 >> 1 | s1 << 63, s1 >> 1 | s2 << 63, s2 >> 1 | s3 << 63, s3 >> 1};
    }
    constexpr Fp power(const uint256& exponent) const {
        Fp out = one();
        for (auto i = bit_length(exponent); i-- > 0;) {
            out = out.squared();
            if ((exponent[i / 64] >> (i % 64) & 1) != 0) out = out * *this;
        }
        return out;
    }
    /// 0 for 0.
    constexpr Fp inverse() const { return power(kFieldPrime - uint256{2}); }

 private:
    using Limb = std::uint64_t;
    using Wide = unsigned __int128;

    static constexpr Limb kP0 = kFieldPrime[0], kP1 = kFieldPrime[1], kP2 = kFieldPrime[2],
                          kP3 = kFieldPrime[3];
    /// −p⁻¹ mod 2^64, by Newton's iteration.
    static constexpr Limb kInverse = [] {
        Limb inverse = 1;
        for (int i = 0; i < 6; ++i) inverse *= 2 - kFieldPrime[0] * inverse;
        return ~inverse + 1;
    }();
    /// 2^512 mod p.
    static constexpr uint256 kRadix2 = [] {
        uint256 value{1};
        for (int i = 0; i < 512; ++i) {
            value = value + value;
            if (value >= kFieldPrime) value = value - kFieldPrime;
        }
        return value;
    }();

    static constexpr Limb low(Wide value) { return static_cast<Limb>(value); }
    static constexpr Limb high(Wide value) { return static_cast<Limb>(value >> 64); }
    static constexpr Limb borrow(Wide difference) { return high(difference) & 1; }

    /// Multiplication and reduction interleaved, a limb at a time; the prime's two free top bits
    /// let the running sum fit in four limbs.
    struct Accumulator {
        Limb t0 = 0, t1 = 0, t2 = 0, t3 = 0;

        [[gnu::always_inline]] constexpr void add_product_and_fold(Limb x, const Fp& b) {
            Wide sum = Wide{x} * b.l0_ + t0;
            const auto m = low(sum) * kInverse;
            Wide fold = Wide{m} * kP0 + low(sum);
            sum = Wide{x} * b.l1_ + t1 + high(sum);
            fold = Wide{m} * kP1 + low(sum) + high(fold);
            t0 = low(fold);
            sum = Wide{x} * b.l2_ + t2 + high(sum);
            fold = Wide{m} * kP2 + low(sum) + high(fold);
            t1 = low(fold);
            sum = Wide{x} * b.l3_ + t3 + high(sum);
            fold = Wide{m} * kP3 + low(sum) + high(fold);
            t2 = low(fold);
            t3 = high(fold) + high(sum);
        }
    };

    constexpr Fp(Limb l0, Limb l1, Limb l2, Limb l3) : l0_(l0), l1_(l1), l2_(l2), l3_(l3) {}
    /// Less p when the number, < 2p, is not below p; without a branch.
    static constexpr Fp reduced(Limb s0, Limb s1, Limb s2, Limb s3) {
        Wide t = Wide{s0} - kP0;
        const auto d0 = low(t);
        t = Wide{s1} - kP1 - borrow(t);
        const auto d1 = low(t);
        t = Wide{s2} - kP2 - borrow(t);
        const auto d2 = low(t);
        t = Wide{s3} - kP3 - borrow(t);
        const auto keep = high(t);  // all ones when it was below p
        return {(s0 & keep) | (d0 & ~keep), (s1 & keep) | (d1 & ~keep), (s2 & keep) | (d2 & ~keep),
                (s3 & keep) | (low(t) & ~keep)};
    }
    static constexpr Fp to_montgomery(const uint256& value) {
        return Fp{value[0], value[1], value[2], value[3]} *
               Fp{kRadix2[0], kRadix2[1], kRadix2[2], kRadix2[3]};
    }

    Limb l0_ = 0, l1_ = 0, l2_ = 0, l3_ = 0;
};

}  // namespace dure::chain::bn254
