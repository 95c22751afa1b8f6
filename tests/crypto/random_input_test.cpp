// What contracts may hand to the precompiles is any bytes: results agree with slower arithmetic,
// and nothing crashes.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "chain/crypto/blake2f.hpp"
#include "chain/crypto/bn254.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/crypto/modexp.hpp"
#include "chain/crypto/secp256k1.hpp"

namespace dure::chain {
namespace {

rc::Gen<Bytes> bytes_of(std::size_t size) {
    return rc::gen::container<Bytes>(size, rc::gen::arbitrary<Byte>());
}

/// Numbers at the edges are likelier than in random bytes: 0, 1, 2 and all ones.
rc::Gen<Bytes> word() {
    const auto low = [](Byte value) {
        Bytes out(32);
        out[31] = value;
        return out;
    };
    return rc::gen::weightedOneOf<Bytes>({{2, rc::gen::element(low(0), low(1), low(2))},
                                          {1, rc::gen::just(Bytes(32, 0xff))},
                                          {2, bytes_of(32)}});
}

Bytes words(std::size_t count) {
    Bytes out;
    for (std::size_t i = 0; i < count; ++i) {
        const auto next = *word();
        out.insert(out.end(), next.begin(), next.end());
    }
    return out;
}

TEST(RandomInput, modexp_agrees_with_word_arithmetic) {
    EXPECT_TRUE(rc::check([] {
        const auto b = *word(), e = *bytes_of(2), m = *word();
        const auto modulus = uint256::from_be(m);
        auto expected = modulus == uint256{1} ? uint256{} : uint256{1};
        const auto base = uint256::from_be(b);
        for (std::uint64_t i = 0, n = uint256::from_be(e)[0] % 512; i < n; ++i) {
            expected = mulmod(expected, base, modulus);
        }
        const auto exponent = uint256{uint256::from_be(e)[0] % 512}.to_be32();
        if (!modulus) expected = {};
        RC_ASSERT(uint256::from_be(modexp(b, exponent, m)) == expected);
    }));
}

TEST(RandomInput, modexp_takes_any_lengths) {
    EXPECT_TRUE(rc::check([](const Bytes& b, const Bytes& e, const Bytes& m) {
        const auto out = modexp(b, e, m);
        RC_ASSERT(out.size() == m.size());
    }));
}

TEST(RandomInput, curve_points_are_valid_or_refused) {
    EXPECT_TRUE(rc::check([] {
        const auto in = words(4);
        const auto sum = bn254::add(std::span<const Byte, 128>{in});
        const auto product = bn254::multiply(std::span<const Byte, 96>{in.data(), 96});
        // What comes out is a point that can go in again.
        for (const auto& point : {sum, product}) {
            if (!point) continue;
            Bytes again(point->begin(), point->end());
            again.resize(128);
            RC_ASSERT(bn254::add(std::span<const Byte, 128>{again}) == point);
        }
    }));
}

TEST(RandomInput, pairings_of_anything_are_decided_or_refused) {
    EXPECT_TRUE(rc::check([] {
        const auto in = words(*rc::gen::inRange<std::size_t>(0, 13));
        const auto result = bn254::pairing_check(in);
        if (in.size() % 192 != 0) RC_ASSERT(!result.has_value());
    }));
}

TEST(RandomInput, recovery_of_anything_is_a_key_or_nothing) {
    EXPECT_TRUE(rc::check([](Byte parity) {
        const auto digest = Hash256::right_aligned(*word());
        const Signature signature{uint256::from_be(*word()), uint256::from_be(*word()), parity};
        const auto key = recover_key(digest, signature);
        if (key) RC_ASSERT(recover(digest, signature) == address_of(*key));
        if (parity > 1) RC_ASSERT(!key.has_value());
    }));
}

TEST(RandomInput, blake2f_takes_exactly_its_size) {
    EXPECT_TRUE(rc::check([](Bytes in) {
        RC_ASSERT(blake2f(in).has_value() == (in.size() == 213 && in[212] < 2));
        in.resize(213);
        in[0] = in[1] = 0;  // rounds below 2^16
        RC_ASSERT(blake2f(in).has_value() == (in[212] < 2));
    }));
}

}  // namespace
}  // namespace dure::chain
