#include "chain/base/repeated_modulus.hpp"

namespace dure::chain {

namespace {

using Limb = std::uint64_t;
using Wide = unsigned __int128;

/// Sums of products column by column: three limbs of carry.
class Column {
 public:
    [[gnu::always_inline]] void add(Limb a, Limb b) {
#if defined(__x86_64__)
        __asm__("mulq %[b]\n\taddq %%rax, %[c0]\n\tadcq %%rdx, %[c1]\n\tadcq $0, %[c2]"
                : [c0] "+&r"(c0_), [c1] "+&r"(c1_), [c2] "+&r"(c2_), "+&a"(a)
                : [b] "rm"(b)
                : "rdx", "cc");
#else
        const auto product = static_cast<Wide>(a) * b;
        const auto low = static_cast<Wide>(c0_) + static_cast<Limb>(product);
        const auto high = static_cast<Wide>(c1_) + (product >> 64) + (low >> 64);
        c0_ = static_cast<Limb>(low);
        c1_ = static_cast<Limb>(high);
        c2_ += static_cast<Limb>(high >> 64);
#endif
    }
    /// The column's limb; the carries stay for the next.
    [[gnu::always_inline]] Limb next() {
        const auto limb = c0_;
        c0_ = c1_;
        c1_ = c2_;
        c2_ = 0;
        return limb;
    }

 private:
    Limb c0_ = 0, c1_ = 0, c2_ = 0;
};

}  // namespace

void RepeatedModulus::prepare() {
    is_ready_ = true;
    is_large_ = modulus_[3] != 0;
    if (!is_large_) return;
    std::array<Limb, 8> ones;
    ones.fill(~Limb{0});
    const auto low = divmod(ones, modulus_).quotient;
    const auto high = uint256::max() / modulus_;  // one limb, because the modulus has four
    inverse_ = {low[0], low[1], low[2], low[3], high[0]};
}

/// Columns below the third of product_high × inverse are left out: the quotient is at most three
/// too small.
uint256 RepeatedModulus::reduce(const std::array<Limb, 8>& x) const {
    const Limb* const q = x.data() + 3;
    const auto& u = inverse_;
    const auto& m = modulus_;
    Column high;
    high.add(q[0], u[3]);
    high.add(q[1], u[2]);
    high.add(q[2], u[1]);
    high.add(q[3], u[0]);
    high.next();
    high.add(q[0], u[4]);
    high.add(q[1], u[3]);
    high.add(q[2], u[2]);
    high.add(q[3], u[1]);
    high.add(q[4], u[0]);
    high.next();
    high.add(q[1], u[4]);
    high.add(q[2], u[3]);
    high.add(q[3], u[2]);
    high.add(q[4], u[1]);
    const auto q0 = high.next();
    high.add(q[2], u[4]);
    high.add(q[3], u[3]);
    high.add(q[4], u[2]);
    const auto q1 = high.next();
    high.add(q[3], u[4]);
    high.add(q[4], u[3]);
    const auto q2 = high.next();
    high.add(q[4], u[4]);
    const auto q3 = high.next();
    const auto q4 = high.next();

    Column low;
    low.add(q0, m[0]);
    const auto p0 = low.next();
    low.add(q0, m[1]);
    low.add(q1, m[0]);
    const auto p1 = low.next();
    low.add(q0, m[2]);
    low.add(q1, m[1]);
    low.add(q2, m[0]);
    const auto p2 = low.next();
    low.add(q0, m[3]);
    low.add(q1, m[2]);
    low.add(q2, m[1]);
    low.add(q3, m[0]);
    const auto p3 = low.next();
    const auto p4 = low.next() + q1 * m[3] + q2 * m[2] + q3 * m[1] + q4 * m[0];

    // The remainder plus at most a few times the modulus: five limbs.
    const uint256 x_low{x[0], x[1], x[2], x[3]}, p_low{p0, p1, p2, p3};
    auto rest = x_low - p_low;
    auto top = x[4] - p4 - (x_low < p_low ? 1U : 0U);
    while (top != 0 || !(rest < m)) {
        top -= rest < m ? 1U : 0U;
        rest -= m;
    }
    return rest;
}

}  // namespace dure::chain
