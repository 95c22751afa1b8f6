// Points of alt_bn128 (over Fp: y² = x³ + 3) and of its twist (over Fp2: y² = x³ + 3/ξ), one code
// for both fields; a = 0 in the curve equation.
#pragma once

#include "chain/crypto/bn254_tower.hpp"

namespace dure::chain::bn254 {

template <class Field>
struct Affine {
    Field x, y;  ///< (0, 0), on neither curve, stands for infinity
    bool is_infinity() const { return x.is_zero() && y.is_zero(); }
    friend bool operator==(const Affine&, const Affine&) = default;
};
using Point = Affine<Fp>;
using TwistPoint = Affine<Fp2>;

inline Fp curve_b() { return Fp::from_small(3); }
inline Fp2 twist_b() {
    static const auto b = Fp2::one().times_xi().inverse() * curve_b();
    return b;
}

template <class Field>
bool is_on_curve(const Affine<Field>& point, const Field& b) {
    return point.is_infinity() || point.y.squared() == point.x.squared() * point.x + b;
}

/// x = X/Z², y = Y/Z³; Z = 0 is infinity.
template <class Field>
struct Jacobian {
    Field x, y, z;

    static Jacobian infinity() { return {Field::one(), Field::one(), {}}; }
    static Jacobian from(const Affine<Field>& point) {
        return point.is_infinity() ? infinity() : Jacobian{point.x, point.y, Field::one()};
    }
    bool is_infinity() const { return z.is_zero(); }

    Jacobian doubled() const {
        const auto a = x.squared(), b = y.squared(), c = b.squared();
        const auto d = ((x + b).squared() - a - c).doubled();
        const auto e = a.doubled() + a;
        const auto x3 = e.squared() - d.doubled();
        return {x3, e * (d - x3) - c.doubled().doubled().doubled(), (y * z).doubled()};
    }

    friend Jacobian operator+(const Jacobian& p, const Jacobian& q) {
        if (p.is_infinity()) return q;
        if (q.is_infinity()) return p;
        const auto pz2 = p.z.squared(), qz2 = q.z.squared();
        const auto u1 = p.x * qz2, u2 = q.x * pz2;
        const auto s1 = p.y * q.z * qz2, s2 = q.y * p.z * pz2;
        const auto h = u2 - u1, r = s2 - s1;
        if (h.is_zero()) return r.is_zero() ? p.doubled() : infinity();
        const auto h2 = h.squared(), h3 = h2 * h, v = u1 * h2;
        const auto x3 = r.squared() - h3 - v.doubled();
        return {x3, r * (v - x3) - s1 * h3, p.z * q.z * h};
    }

    /// Windows of four bits.
    Jacobian multiplied(const uint256& scalar) const {
        std::array<Jacobian, 16> multiples;
        multiples[0] = infinity();
        for (std::size_t i = 1; i < multiples.size(); ++i) {
            multiples[i] = i % 2 == 0 ? multiples[i / 2].doubled() : multiples[i - 1] + *this;
        }
        auto out = infinity();
        for (auto i = (bit_length(scalar) + 3) / 4; i-- > 0;) {
            if (!out.is_infinity()) out = out.doubled().doubled().doubled().doubled();
            const auto digit = scalar[i / 16] >> (4 * (i % 16)) & 15;
            if (digit != 0) out = out + multiples[digit];
        }
        return out;
    }

    Affine<Field> to_affine() const {
        if (is_infinity()) return {};
        const auto k = z.inverse(), k2 = k.squared();
        return {x * k2, y * k2 * k};
    }

    /// Whether both are the same point.
    friend bool same_point(const Jacobian& p, const Affine<Field>& q) {
        if (p.is_infinity() || q.is_infinity()) return p.is_infinity() && q.is_infinity();
        const auto z2 = p.z.squared();
        return p.x == q.x * z2 && p.y == q.y * z2 * p.z;
    }
};

}  // namespace dure::chain::bn254
