// The tower over the prime field that pairings of alt_bn128 live in:
// Fp2 = Fp[i]/(i² + 1), Fp6 = Fp2[v]/(v³ − ξ) with ξ = 9 + i, Fp12 = Fp6[w]/(w² − v).
#pragma once

#include "chain/crypto/bn254_fp.hpp"

namespace dure::chain::bn254 {

struct Fp2 {
    Fp re, im;

    static constexpr Fp2 one() { return {Fp::one(), {}}; }
    constexpr bool is_zero() const { return re.is_zero() && im.is_zero(); }
    friend constexpr bool operator==(const Fp2&, const Fp2&) = default;
    friend constexpr Fp2 operator+(const Fp2& a, const Fp2& b) {
        return {a.re + b.re, a.im + b.im};
    }
    friend constexpr Fp2 operator-(const Fp2& a, const Fp2& b) {
        return {a.re - b.re, a.im - b.im};
    }
    friend constexpr Fp2 operator-(const Fp2& a) { return {-a.re, -a.im}; }
    friend constexpr Fp2 operator*(const Fp2& a, const Fp2& b) {
        const auto re = a.re * b.re, im = a.im * b.im;
        return {re - im, (a.re + a.im) * (b.re + b.im) - re - im};
    }
    friend constexpr Fp2 operator*(const Fp2& a, const Fp& k) { return {a.re * k, a.im * k}; }
    constexpr Fp2 squared() const {
        const auto product = re * im;
        return {(re + im) * (re - im), product.doubled()};
    }
    constexpr Fp2 doubled() const { return {re.doubled(), im.doubled()}; }
    constexpr Fp2 halved() const { return {re.halved(), im.halved()}; }
    constexpr Fp2 conjugate() const { return {re, -im}; }
    constexpr Fp2 inverse() const {
        const auto k = (re.squared() + im.squared()).inverse();
        return {re * k, -(im * k)};
    }
    /// Times ξ.
    constexpr Fp2 times_xi() const {
        const auto nine_re = re.doubled().doubled().doubled() + re;
        const auto nine_im = im.doubled().doubled().doubled() + im;
        return {nine_re - im, nine_im + re};
    }
    Fp2 power(const uint256& exponent) const;
};

struct Fp6 {
    Fp2 c0, c1, c2;

    friend bool operator==(const Fp6&, const Fp6&) = default;
    friend Fp6 operator+(const Fp6& a, const Fp6& b) {
        return {a.c0 + b.c0, a.c1 + b.c1, a.c2 + b.c2};
    }
    friend Fp6 operator-(const Fp6& a, const Fp6& b) {
        return {a.c0 - b.c0, a.c1 - b.c1, a.c2 - b.c2};
    }
    friend Fp6 operator-(const Fp6& a) { return {-a.c0, -a.c1, -a.c2}; }
    friend Fp6 operator*(const Fp6& a, const Fp6& b);
    friend Fp6 operator*(const Fp6& a, const Fp2& k) { return {a.c0 * k, a.c1 * k, a.c2 * k}; }
    /// Times b0 + b1·v.
    Fp6 times_sparse(const Fp2& b0, const Fp2& b1) const;
    Fp6 times_v() const { return {c2.times_xi(), c0, c1}; }
    Fp6 inverse() const;
};

/// What a line through two points of the twist is at a point: at_1 + (at_w + at_vw·v)·w.
struct Line {
    Fp2 at_1, at_w, at_vw;
};

struct Fp12 {
    Fp6 c0, c1;

    static Fp12 one() { return {{Fp2::one(), {}, {}}, {}}; }
    friend bool operator==(const Fp12&, const Fp12&) = default;
    friend Fp12 operator*(const Fp12& a, const Fp12& b);
    friend Fp12 operator*(const Fp12& a, const Line& line);
    Fp12 squared() const;
    /// Squared, for elements of the cyclotomic subgroup only.
    Fp12 cyclotomic_squared() const;
    /// To the power p⁶; the inverse in the cyclotomic subgroup.
    Fp12 conjugate() const { return {c0, -c1}; }
    Fp12 inverse() const;
    /// To the power p.
    Fp12 frobenius() const;
};

/// ξ^(k(p−1)/6) for k = 0 … 5: what the Frobenius map multiplies the coefficient of w^k with.
const std::array<Fp2, 6>& frobenius_factors();

}  // namespace dure::chain::bn254
