#include "chain/crypto/bn254.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "chain/crypto/bn254_pairing.hpp"

namespace dure::chain::bn254 {
namespace {

/// Order of the groups (EIP-197).
constexpr uint256 kOrder{0x43e1f593f0000001, 0x2833e84879b97091, 0xb85045b68181585d,
                         0x30644e72e131a029};

Bytes word(const uint256& value) {
    const auto be = value.to_be32();
    return {be.begin(), be.end()};
}

void append(Bytes& out, const Bytes& more) { out.insert(out.end(), more.begin(), more.end()); }

/// (1, 2), the generator of the curve.
Bytes generator() {
    auto out = word(uint256{1});
    append(out, word(uint256{2}));
    return out;
}

/// The generator of the twist's subgroup, as EIP-197 gives it.
Bytes twist_generator() {
    return *from_hex(
        "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2"
        "1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed"
        "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b"
        "12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa");
}

Bytes negated(Bytes point) {
    const auto y = uint256::from_be(ByteView{point}.last(32));
    point.resize(32);
    append(point, word(kFieldPrime - y));
    return point;
}

std::optional<Bytes> times(const Bytes& point, const uint256& scalar) {
    auto in = point;
    append(in, word(scalar));
    const auto out = multiply(std::span<const Byte, 96>{in});
    if (!out) return std::nullopt;
    return Bytes{out->begin(), out->end()};
}

std::optional<Bytes> plus(const Bytes& a, const Bytes& b) {
    auto in = a;
    append(in, b);
    const auto out = add(std::span<const Byte, 128>{in});
    if (!out) return std::nullopt;
    return Bytes{out->begin(), out->end()};
}

std::optional<bool> check(std::initializer_list<Bytes> parts) {
    Bytes in;
    for (const auto& part : parts) append(in, part);
    return pairing_check(in);
}

TwistPoint twist_point() {
    const auto raw = twist_generator();
    const ByteView in = raw;
    return {{*Fp::from_be(in.subspan(32, 32)), *Fp::from_be(in.subspan(0, 32))},
            {*Fp::from_be(in.subspan(96, 32)), *Fp::from_be(in.subspan(64, 32))}};
}

/// As pairing_check reads it: imaginary parts first.
Bytes to_bytes(const TwistPoint& point) {
    Bytes out;
    for (const auto& part : {point.x.im, point.x.re, point.y.im, point.y.re}) {
        const auto be = part.to_be();
        out.insert(out.end(), be.begin(), be.end());
    }
    return out;
}

rc::Gen<uint256> arbitrary_word() {
    return rc::gen::apply(
        [](std::uint64_t a, std::uint64_t b, std::uint64_t c, std::uint64_t d) {
            return uint256{a, b, c, d};
        },
        rc::gen::arbitrary<std::uint64_t>(), rc::gen::arbitrary<std::uint64_t>(),
        rc::gen::arbitrary<std::uint64_t>(), rc::gen::arbitrary<std::uint64_t>());
}

Fp element(const uint256& value) { return *Fp::from_be((value % kFieldPrime).to_be32()); }

TEST(Bn254Field, agrees_with_word_arithmetic) {
    EXPECT_TRUE(rc::check([] {
        const auto a = *arbitrary_word() % kFieldPrime, b = *arbitrary_word() % kFieldPrime;
        const auto bytes = [](const uint256& v) { return v.to_be32(); };
        RC_ASSERT((element(a) * element(b)).to_be() == bytes(mulmod(a, b, kFieldPrime)));
        RC_ASSERT((element(a) + element(b)).to_be() == bytes(addmod(a, b, kFieldPrime)));
        RC_ASSERT((element(a) - element(b)).to_be() ==
                  bytes(addmod(a, kFieldPrime - b, kFieldPrime)));
        RC_ASSERT(element(a).halved().doubled() == element(a));
        if (a) RC_ASSERT(element(a) * element(a).inverse() == Fp::one());
    }));
}

TEST(Bn254Field, refuses_numbers_from_the_prime_on) {
    EXPECT_TRUE(Fp::from_be((kFieldPrime - uint256{1}).to_be32()).has_value());
    EXPECT_FALSE(Fp::from_be(kFieldPrime.to_be32()).has_value());
    EXPECT_FALSE(Fp::from_be(uint256::max().to_be32()).has_value());
}

TEST(Bn254, doubles_the_generator_to_the_known_point) {
    const auto expected = from_hex(
        "030644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd3"
        "15ed738c0e0a7c92e7845f96b2ae9c0a68a6a449e3538fc7ff3ebf7a5a18a2c4");
    EXPECT_EQ(plus(generator(), generator()), expected);
    EXPECT_EQ(times(generator(), uint256{2}), expected);
}

TEST(Bn254, has_the_published_order) {
    EXPECT_EQ(times(generator(), kOrder), Bytes(64));
    EXPECT_EQ(times(generator(), kOrder + uint256{1}), generator());
    EXPECT_EQ(plus(generator(), negated(generator())), Bytes(64));
    EXPECT_EQ(plus(generator(), Bytes(64)), generator());
    EXPECT_EQ(times(Bytes(64), uint256{7}), Bytes(64));
}

TEST(Bn254, refuses_points_off_the_curve) {
    auto off = generator();
    off[63] = 3;
    EXPECT_FALSE(plus(off, generator()).has_value());
    EXPECT_FALSE(times(off, uint256{1}).has_value());
    EXPECT_FALSE(check({off, twist_generator()}).has_value());
    auto too_large = word(kFieldPrime + uint256{1});
    append(too_large, word(uint256{2}));
    EXPECT_FALSE(plus(too_large, generator()).has_value());
}

TEST(Bn254, scalar_multiplication_distributes) {
    EXPECT_TRUE(rc::check([] {
        const auto a = *arbitrary_word(), b = *arbitrary_word();
        const auto sum = addmod(a, b, kOrder);
        RC_ASSERT(plus(*times(generator(), a), *times(generator(), b)) == times(generator(), sum));
    }));
}

TEST(Bn254Tower, cyclotomic_squaring_is_squaring_in_the_subgroup) {
    const auto f =
        *pairing_product(std::array{PointPair{{Fp::one(), Fp::from_small(2)}, twist_point()}});
    EXPECT_NE(f, Fp12::one());
    EXPECT_EQ(f.cyclotomic_squared(), f.squared());
    EXPECT_EQ(f * f.conjugate(), Fp12::one());
    EXPECT_EQ(f * f.inverse(), Fp12::one());
}

TEST(Bn254Pairing, results_have_the_order_of_the_group) {
    const auto f =
        *pairing_product(std::array{PointPair{{Fp::one(), Fp::from_small(2)}, twist_point()}});
    auto power = Fp12::one();
    for (unsigned i = 254; i-- > 0;) {
        power = power.squared();
        if ((kOrder[i / 64] >> (i % 64) & 1) != 0) power = power * f;
    }
    EXPECT_EQ(power, Fp12::one());
}

TEST(Bn254Pairing, is_bilinear_and_not_degenerate) {
    EXPECT_EQ(check({}), true);
    EXPECT_EQ(check({generator(), twist_generator()}), false);
    EXPECT_EQ(check({generator(), twist_generator(), negated(generator()), twist_generator()}),
              true);
    EXPECT_EQ(check({Bytes(64), twist_generator()}), true);
    EXPECT_EQ(check({generator(), Bytes(128)}), true);
    const auto q = twist_point();
    for (const std::uint64_t a : {2U, 3U, 65'537U}) {
        const auto b = 1'000'003 * a;
        const auto aq = Jacobian<Fp2>::from(q).multiplied(uint256{a}).to_affine();
        const auto bp =
            Jacobian<Fp>::from({Fp::one(), Fp::from_small(2)}).multiplied(uint256{b}).to_affine();
        const auto ab = uint256{a} * uint256{b};
        const auto minus_abp =
            Jacobian<Fp>::from({Fp::one(), Fp::from_small(2)}).multiplied(kOrder - ab).to_affine();
        EXPECT_EQ(pairing_product(std::array{PointPair{bp, aq}, PointPair{minus_abp, q}}),
                  Fp12::one());
    }
}

TEST(Bn254Pairing, refuses_a_twist_point_outside_the_subgroup) {
    // Most points of the twist are outside: take x = 0, 1, 2 … until y² has a root.
    const auto q = twist_point();
    EXPECT_TRUE(is_in_subgroup(q));
    EXPECT_EQ(to_bytes(q), twist_generator());
    EXPECT_TRUE(is_in_subgroup(Jacobian<Fp2>::from(q).multiplied(uint256{12345}).to_affine()));
    // Adding a point of small order would leave the subgroup too; here a root in Fp2 by the norm.
    int refused = 0;
    for (std::uint64_t x = 1; x < 40; ++x) {
        const Fp2 at{Fp::from_small(x), {}};
        const auto y2 = at.squared() * at + twist_b();
        const auto root_power = (kFieldPrime + uint256{1}) / uint256{4};
        const auto norm_root = (y2.re.squared() + y2.im.squared()).power(root_power);
        auto half = (y2.re + norm_root).halved();
        auto re = half.power(root_power);
        if (re.squared() != half) {
            half = (y2.re - norm_root).halved();
            re = half.power(root_power);
        }
        const Fp2 y{re, y2.im * re.doubled().inverse()};
        if (y.squared() != y2) continue;
        const TwistPoint point{at, y};
        ASSERT_TRUE(is_on_curve(point, twist_b()));
        EXPECT_FALSE(is_in_subgroup(point));
        EXPECT_FALSE(check({generator(), to_bytes(point)}).has_value());
        ++refused;
    }
    EXPECT_GT(refused, 5);
}

TEST(Bn254Pairing, refuses_a_length_that_is_no_number_of_pairs) {
    EXPECT_FALSE(pairing_check(Bytes(191)).has_value());
    EXPECT_FALSE(pairing_check(Bytes(193)).has_value());
    EXPECT_EQ(pairing_check(Bytes(192)), true);
}

}  // namespace
}  // namespace dure::chain::bn254
