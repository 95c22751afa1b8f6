#include "chain/crypto/bn254_tower.hpp"

namespace dure::chain::bn254 {

Fp2 Fp2::power(const uint256& exponent) const {
    auto out = one();
    for (auto i = bit_length(exponent); i-- > 0;) {
        out = out.squared();
        if ((exponent[i / 64] >> (i % 64) & 1) != 0) out = out * *this;
    }
    return out;
}

Fp6 operator*(const Fp6& a, const Fp6& b) {
    const auto v0 = a.c0 * b.c0, v1 = a.c1 * b.c1, v2 = a.c2 * b.c2;
    return {((a.c1 + a.c2) * (b.c1 + b.c2) - v1 - v2).times_xi() + v0,
            (a.c0 + a.c1) * (b.c0 + b.c1) - v0 - v1 + v2.times_xi(),
            (a.c0 + a.c2) * (b.c0 + b.c2) - v0 - v2 + v1};
}

Fp6 Fp6::times_sparse(const Fp2& b0, const Fp2& b1) const {
    const auto v0 = c0 * b0, v1 = c1 * b1;
    return {(c2 * b1).times_xi() + v0, (c0 + c1) * (b0 + b1) - v0 - v1, c2 * b0 + v1};
}

Fp6 Fp6::inverse() const {
    const auto t0 = c0.squared() - (c1 * c2).times_xi();
    const auto t1 = c2.squared().times_xi() - c0 * c1;
    const auto t2 = c1.squared() - c0 * c2;
    const auto k = (c0 * t0 + (c2 * t1 + c1 * t2).times_xi()).inverse();
    return {t0 * k, t1 * k, t2 * k};
}

Fp12 operator*(const Fp12& a, const Fp12& b) {
    const auto v0 = a.c0 * b.c0, v1 = a.c1 * b.c1;
    return {v0 + v1.times_v(), (a.c0 + a.c1) * (b.c0 + b.c1) - v0 - v1};
}

Fp12 operator*(const Fp12& a, const Line& line) {
    const auto v0 = a.c0 * line.at_1;
    const auto v1 = a.c1.times_sparse(line.at_w, line.at_vw);
    const auto cross = (a.c0 + a.c1).times_sparse(line.at_1 + line.at_w, line.at_vw);
    return {v0 + v1.times_v(), cross - v0 - v1};
}

Fp12 Fp12::squared() const {
    const auto product = c0 * c1;
    return {(c0 + c1) * (c0 + c1.times_v()) - product - product.times_v(), product + product};
}

Fp12 Fp12::cyclotomic_squared() const {
    // Granger and Scott, "Faster squaring in the cyclotomic subgroup of sixth degree extensions":
    // three squarings in Fp4 = Fp2[y]/(y² − ξ).
    const auto square = [](const Fp2& a, const Fp2& b) {
        const auto product = a * b;
        const auto re = (a + b) * (a + b.times_xi()) - product - product.times_xi();
        return std::array<Fp2, 2>{re, product.doubled()};
    };
    const auto triple_minus_double = [](const Fp2& t, const Fp2& z) {
        return (t - z).doubled() + t;
    };
    const auto triple_plus_double = [](const Fp2& t, const Fp2& z) {
        return (t + z).doubled() + t;
    };
    const auto [a_re, a_im] = square(c0.c0, c1.c1);
    const auto [b_re, b_im] = square(c1.c0, c0.c2);
    const auto [c_re, c_im] = square(c0.c1, c1.c2);
    return {{triple_minus_double(a_re, c0.c0), triple_minus_double(b_re, c0.c1),
             triple_minus_double(c_re, c0.c2)},
            {triple_plus_double(c_im.times_xi(), c1.c0), triple_plus_double(a_im, c1.c1),
             triple_plus_double(b_im, c1.c2)}};
}

Fp12 Fp12::inverse() const {
    const auto k = (c0 * c0 - (c1 * c1).times_v()).inverse();
    return {c0 * k, -(c1 * k)};
}

Fp12 Fp12::frobenius() const {
    const auto& factor = frobenius_factors();
    return {{c0.c0.conjugate(), c0.c1.conjugate() * factor[2], c0.c2.conjugate() * factor[4]},
            {c1.c0.conjugate() * factor[1], c1.c1.conjugate() * factor[3],
             c1.c2.conjugate() * factor[5]}};
}

const std::array<Fp2, 6>& frobenius_factors() {
    static const auto factors = [] {
        const auto xi = Fp2::one().times_xi();
        std::array<Fp2, 6> out{Fp2::one()};
        out[1] = xi.power((kFieldPrime - uint256{1}) / uint256{6});
        for (std::size_t k = 2; k < out.size(); ++k) out[k] = out[k - 1] * out[1];
        return out;
    }();
    return factors;
}

}  // namespace dure::chain::bn254
