#include "chain/crypto/bn254_pairing.hpp"

#include <vector>

namespace dure::chain::bn254 {

namespace {

/// The number u that generates the curve's family: p, r and t are polynomials in it.
constexpr std::uint64_t kU = 4965661367192848881;

constexpr std::size_t kLoopDigits = 66;
/// 6u + 2 in signed binary digits without two non-zero neighbours, least significant first.
constexpr std::array<int, kLoopDigits> kLoop = [] {
    auto rest = static_cast<unsigned __int128>(kU) * 6 + 2;
    std::array<int, kLoopDigits> out{};
    for (auto& digit : out) {
        if (rest % 2 == 1) {
            digit = rest % 4 == 1 ? 1 : -1;
            rest = digit == 1 ? rest - 1 : rest + 1;
        }
        rest /= 2;
    }
    return out;
}();

/// To the power p in the twist's coordinates.
TwistPoint frobenius(const TwistPoint& q) {
    const auto& factor = frobenius_factors();
    return {q.x.conjugate() * factor[2], q.y.conjugate() * factor[3]};
}

/// A point of the twist walking through Miller's loop; x = X/Z, y = Y/Z. Lines are scaled by
/// elements of Fp2, which the final exponentiation takes away. Formulas: Costello, Lange and
/// Naehrig, "Faster pairing computations on curves with high-degree twists".
class Walker {
 public:
    explicit Walker(const TwistPoint& q) : x_(q.x), y_(q.y), z_(Fp2::one()) {}

    /// Doubles and returns the tangent at `p`.
    Line double_at(const Point& p) {
        const auto a = (x_ * y_).halved();
        const auto b = y_.squared(), c = z_.squared();
        const auto e = (c.doubled() + c) * twist_b();
        const auto f = e.doubled() + e;
        const auto g = (b + f).halved();
        const auto h = (y_ + z_).squared() - b - c;
        const auto j = x_.squared(), e2 = e.squared();
        x_ = a * (b - f);
        y_ = g.squared() - e2.doubled() - e2;
        z_ = b * h;
        return {h * p.y, -((j.doubled() + j) * p.x), b - e};
    }

    /// Adds `q` and returns the line through both at `p`.
    Line add_at(const TwistPoint& q, const Point& p) {
        const auto theta = y_ - q.y * z_, lambda = x_ - q.x * z_;
        const auto d = lambda.squared(), e = lambda * d;
        const auto f = z_ * theta.squared(), g = x_ * d;
        const auto h = e + f - g.doubled();
        x_ = lambda * h;
        y_ = theta * (g - h) - e * y_;
        z_ = z_ * e;
        return {lambda * p.y, -(theta * p.x), theta * q.x - lambda * q.y};
    }

 private:
    Fp2 x_, y_, z_;
};

Fp12 power_of_u(const Fp12& f) {
    auto out = f;
    for (int i = 61; i >= 0; --i) {
        out = out.cyclotomic_squared();
        if ((kU >> i & 1) != 0) out = out * f;
    }
    return out;
}
static_assert(kU >> 62 == 1, "the highest bit of u is bit 62");

/// To the power (p¹² − 1)/r.
Fp12 final_exponentiation(const Fp12& miller) {
    auto f = miller.conjugate() * miller.inverse();
    f = f.frobenius().frobenius() * f;
    // (p⁴ − p² + 1)/r in base p: Scott, Benger, Charlemagne, Dominguez Perez and Kachisa, "On the
    // final exponentiation for calculating pairings on ordinary elliptic curves".
    const auto fu = power_of_u(f), fu2 = power_of_u(fu), fu3 = power_of_u(fu2);
    const auto fp = f.frobenius(), fp2 = fp.frobenius(), fp3 = fp2.frobenius();
    const auto fu_p = fu.frobenius(), fu2_p = fu2.frobenius(), fu3_p = fu3.frobenius();
    const auto y0 = fp * fp2 * fp3;
    const auto y1 = f.conjugate();
    const auto y2 = fu2_p.frobenius();
    const auto y3 = fu_p.conjugate();
    const auto y4 = (fu * fu2_p).conjugate();
    const auto y5 = fu2.conjugate();
    const auto y6 = (fu3 * fu3_p).conjugate();
    auto t0 = y6.cyclotomic_squared() * y4 * y5;
    auto t1 = y3 * y5 * t0;
    t0 = t0 * y2;
    t1 = (t1.cyclotomic_squared() * t0).cyclotomic_squared();
    t0 = t1 * y1;
    t1 = t1 * y0;
    return t0.cyclotomic_squared() * t1;
}

}  // namespace

bool is_in_subgroup(const TwistPoint& q) {
    // The Frobenius map π satisfies π² − tπ + p = 0 on the whole twist. If π(q) = (t − 1)·q, then
    // (p − t + 1)·q = r·q = 0; in the subgroup π is multiplication by p ≡ t − 1 = 6u² (mod r).
    const auto six_u2 = uint256{kU} * uint256{kU} * uint256{6};
    return same_point(Jacobian<Fp2>::from(q).multiplied(six_u2), frobenius(q));
}

std::optional<Fp12> pairing_product(std::span<const PointPair> pairs, const MayGoOn& may_go_on) {
    struct Runner {
        Point p;
        TwistPoint q, minus_q;
        Walker walker;
    };
    std::vector<Runner> runners;
    for (const auto& pair : pairs) {
        if (pair.p.is_infinity() || pair.q.is_infinity()) continue;
        runners.push_back({pair.p, pair.q, {pair.q.x, -pair.q.y}, Walker{pair.q}});
    }
    if (runners.empty()) return Fp12::one();

    auto top = kLoopDigits - 1;
    while (kLoop[top] == 0) --top;
    auto f = Fp12::one();
    for (auto i = top; i-- > 0;) {
        if (!goes_on(may_go_on)) return std::nullopt;
        f = f.squared();
        for (auto& runner : runners) {
            f = f * runner.walker.double_at(runner.p);
            if (kLoop[i] == 0) continue;
            const auto& q = kLoop[i] > 0 ? runner.q : runner.minus_q;
            f = f * runner.walker.add_at(q, runner.p);
        }
    }
    for (auto& runner : runners) {
        const auto q1 = frobenius(runner.q);
        const auto q2 = frobenius(q1);
        f = f * runner.walker.add_at(q1, runner.p);
        f = f * runner.walker.add_at({q2.x, -q2.y}, runner.p);
    }
    return final_exponentiation(f);
}

}  // namespace dure::chain::bn254
