// The word's arithmetic against GMP, on numbers of every length and on the edges.
#include "chain/base/uint256.hpp"

#include <gmpxx.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "chain/base/repeated_modulus.hpp"

namespace {

using dure::chain::parse_uint256;
using dure::chain::RepeatedModulus;
using dure::chain::uint256;

mpz_class modulus() { return mpz_class{1} << 256; }

mpz_class big(const uint256& v) {
    mpz_class r;
    const auto be = v.to_be32();
    mpz_import(r.get_mpz_t(), be.size(), 1, 1, 1, 0, be.data());
    return r;
}

mpz_class signed_big(const uint256& v) { return v.is_negative() ? big(v) - modulus() : big(v); }

uint256 word(mpz_class v) {
    mpz_mod(v.get_mpz_t(), v.get_mpz_t(), modulus().get_mpz_t());
    std::array<dure::chain::Byte, 32> be{};
    const auto bytes = (mpz_sizeinbase(v.get_mpz_t(), 2) + 7) / 8;
    if (v != 0) mpz_export(be.data() + 32 - bytes, nullptr, 1, 1, 1, 0, v.get_mpz_t());
    return uint256::from_be(be);
}

/// Limbs from the edges as well as from the middle, so that carries, spills and short divisors
/// occur.
rc::Gen<std::uint64_t> limb() {
    return rc::gen::weightedOneOf<std::uint64_t>(
        {{3, rc::gen::resize(1000, rc::gen::arbitrary<std::uint64_t>())},
         {2, rc::gen::element<std::uint64_t>(0, 1, ~0ULL, ~0ULL - 1, 1ULL << 63, 0xffffffff)},
         {2, rc::gen::just<std::uint64_t>(0)}});
}

struct Word {
    uint256 value;
};

void showValue(const Word& w, std::ostream& os) { os << to_hex_quantity(w.value); }

}  // namespace

template <>
struct rc::Arbitrary<Word> {
    static rc::Gen<Word> arbitrary() {
        return rc::gen::map(rc::gen::tuple(limb(), limb(), limb(), limb()), [](const auto& limbs) {
            const auto& [a, b, c, d] = limbs;
            return Word{uint256{a, b, c, d}};
        });
    }
};

namespace {

RC_GTEST_PROP(Uint256, ring_operations_agree_with_gmp, (Word x, Word y)) {
    const auto &a = x.value, &b = y.value;
    RC_ASSERT(a + b == word(big(a) + big(b)));
    RC_ASSERT(a - b == word(big(a) - big(b)));
    RC_ASSERT(a * b == word(big(a) * big(b)));
    RC_ASSERT(-a == word(-big(a)));
    RC_ASSERT((a < b) == (big(a) < big(b)));
    RC_ASSERT((a <=> b == std::strong_ordering::greater) == (big(a) > big(b)));
    RC_ASSERT(slt(a, b) == (signed_big(a) < signed_big(b)));
}

RC_GTEST_PROP(Uint256, division_agrees_with_gmp, (Word x, Word y)) {
    const auto &a = x.value, &b = y.value;
    if (!b) {
        RC_ASSERT(a / b == uint256{});
        RC_ASSERT(a % b == uint256{});
        RC_ASSERT(sdiv(a, b) == uint256{});
        RC_ASSERT(smod(a, b) == uint256{});
        return;
    }
    RC_ASSERT(a / b == word(big(a) / big(b)));
    RC_ASSERT(a % b == word(big(a) % big(b)));
    RC_ASSERT(sdiv(a, b) == word(signed_big(a) / signed_big(b)));
    RC_ASSERT(smod(a, b) == word(signed_big(a) % signed_big(b)));
}

RC_GTEST_PROP(Uint256, modular_operations_agree_with_gmp, (Word x, Word y, Word z)) {
    const auto &a = x.value, &b = y.value, &m = z.value;
    RC_ASSERT(addmod(a, b, m) == (m ? word((big(a) + big(b)) % big(m)) : uint256{}));
    RC_ASSERT(mulmod(a, b, m) == (m ? word((big(a) * big(b)) % big(m)) : uint256{}));
    mpz_class power;
    mpz_powm(power.get_mpz_t(), big(a).get_mpz_t(), big(b).get_mpz_t(), modulus().get_mpz_t());
    RC_ASSERT(exp(a, b) == word(power));
}

RC_GTEST_PROP(Uint256, products_modulo_a_repeated_modulus_agree_with_gmp, (Word z)) {
    RepeatedModulus repeated;
    const auto& m = z.value;
    for (int i = 0; i < 4; ++i) {
        const auto a = (*rc::gen::arbitrary<Word>()).value, b = (*rc::gen::arbitrary<Word>()).value;
        const auto expected = m ? word((big(a) * big(b)) % big(m)) : uint256{};
        RC_ASSERT(repeated.mulmod(a, b, m) == expected);
        RC_ASSERT(repeated.mulmod(m - uint256{1}, b, m) == mulmod(m - uint256{1}, b, m));
    }
}

RC_GTEST_PROP(Uint256, a_power_of_two_is_a_shift, ()) {
    const auto shift = *rc::gen::inRange<std::uint64_t>(0, 300);
    RC_ASSERT(exp(uint256{2}, shift) == uint256{1} << shift);
}

RC_GTEST_PROP(Uint256, shifts_agree_with_gmp, (Word x)) {
    const auto& a = x.value;
    const auto shift = *rc::gen::inRange<std::uint64_t>(0, 300);
    RC_ASSERT(a << shift == word(big(a) << shift));
    RC_ASSERT(a >> shift == word(big(a) >> shift));
    RC_ASSERT(sar(a, shift) == word(signed_big(a) >> shift));  // GMP rounds down, as SAR does
}

RC_GTEST_PROP(Uint256, signextend_and_byte_agree_with_gmp, (Word x)) {
    const auto& a = x.value;
    const auto index = *rc::gen::inRange<std::uint64_t>(0, 40);
    mpz_class low = big(a) % (mpz_class{1} << (8 * (index + 1)));
    if (mpz_tstbit(low.get_mpz_t(), 8 * index + 7) != 0) low -= mpz_class{1} << (8 * (index + 1));
    RC_ASSERT(signextend(index, a) == (index < 31 ? word(low) : a));
    RC_ASSERT(byte(index, a) ==
              (index < 32 ? word((big(a) >> (8 * (31 - index))) % 256) : uint256{}));
}

RC_GTEST_PROP(Uint256, text_and_bytes_come_back, (Word x)) {
    const auto& a = x.value;
    RC_ASSERT(to_decimal(a) == big(a).get_str());
    RC_ASSERT(to_hex_quantity(a) == "0x" + big(a).get_str(16));
    RC_ASSERT(parse_uint256(to_decimal(a)) == a);
    RC_ASSERT(parse_uint256(to_hex_quantity(a)) == a);
    RC_ASSERT(uint256::from_be(a.to_be32()) == a);
    RC_ASSERT(bit_length(a) == (a ? mpz_sizeinbase(big(a).get_mpz_t(), 2) : 0));
}

TEST(Uint256, the_smallest_number_divided_by_minus_one_wraps) {
    const uint256 smallest{0, 0, 0, 1ULL << 63};
    EXPECT_EQ(sdiv(smallest, uint256::max()), smallest);
    EXPECT_EQ(smod(smallest, uint256::max()), uint256{});
}

// Dividends whose leading limbs equal the divisor's take the rare branch of the long division.
TEST(Uint256, equal_leading_limbs_divide_exactly) {
    constexpr std::uint64_t kTop = 1ULL << 63;
    const uint256 divisor{~0ULL, 1, kTop, 0};
    for (const auto& low : {uint256{0}, uint256{~0ULL}, uint256{5, 0, 0, 0}}) {
        const uint256 dividend = uint256{low[0], 0, 1, kTop};
        const auto [q, r] = divmod(dividend, divisor);
        EXPECT_EQ(q, word(big(dividend) / big(divisor)));
        EXPECT_EQ(r, word(big(dividend) % big(divisor)));
    }
}

TEST(Uint256, refuses_text_that_is_no_word) {
    for (const auto* text :
         {"", "0x", "-1", "1a", "0x1g", " 1",
          // 2^256
          "115792089237316195423570985008687907853269984665640564039457584007913129639936",
          "0x10000000000000000000000000000000000000000000000000000000000000000"}) {
        EXPECT_FALSE(parse_uint256(text)) << text;
    }
    EXPECT_EQ(parse_uint256(
                  "115792089237316195423570985008687907853269984665640564039457584007913129639935"),
              uint256::max());
}

}  // namespace
