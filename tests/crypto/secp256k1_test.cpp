#include "chain/crypto/secp256k1.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "chain/crypto/hash.hpp"

namespace dure::chain {
namespace {

SecretKey key_from(std::string_view hex) { return *SecretKey::from_bytes(*from_hex(hex)); }

TEST(SecretKey, refuses_what_is_no_key) {
    EXPECT_FALSE(SecretKey::from_bytes(Bytes(32)).has_value());
    EXPECT_FALSE(SecretKey::from_bytes(Bytes(31, 1)).has_value());
    EXPECT_FALSE(SecretKey::from_bytes(secp256k1_order().to_be32()).has_value());
    EXPECT_TRUE(SecretKey::from_bytes((secp256k1_order() - uint256{1}).to_be32()).has_value());
}

TEST(Secp256k1, derives_the_known_address_of_key_one) {
    const auto key = SecretKey::from_bytes(uint256{1}.to_be32());
    EXPECT_EQ(checksum_address(address_of(*key)), "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf");
    EXPECT_EQ(to_hex(compress(public_key(*key))),
              "0x0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
}

TEST(Secp256k1, writes_the_checksum_of_the_proposals_examples) {
    // EIP-55.
    for (const auto* expected : {"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                                 "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
                                 "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
                                 "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"}) {
        EXPECT_EQ(checksum_address(*fixed_from_hex<Address>(expected)), expected);
    }
}

TEST(Secp256k1, recovers_the_signer_of_any_digest) {
    EXPECT_TRUE(rc::check([](std::uint64_t secret, std::uint64_t message) {
        const auto key = SecretKey::from_bytes(uint256{secret | 1}.to_be32());
        const auto digest = keccak256(uint256{message}.to_be32());
        const auto signature = sign(digest, *key);
        RC_ASSERT(signature.s <= secp256k1_half_order());
        RC_ASSERT(recover(digest, signature) == address_of(*key));
        // The same point from the other of the two possible s.
        const Signature mirrored{signature.r, secp256k1_order() - signature.s,
                                 static_cast<Byte>(1 - signature.y_parity)};
        RC_ASSERT(recover(digest, mirrored) == address_of(*key));
        const auto other = keccak256(digest);
        RC_ASSERT(recover(other, signature) != address_of(*key));
    }));
}

TEST(Secp256k1, refuses_signatures_out_of_range) {
    const auto digest = keccak256({});
    auto signature = sign(digest, key_from(std::string(63, '0') + "7"));
    auto bad = signature;
    bad.r = {};
    EXPECT_FALSE(recover(digest, bad).has_value());
    bad = signature;
    bad.s = secp256k1_order();
    EXPECT_FALSE(recover(digest, bad).has_value());
    bad = signature;
    bad.y_parity = 2;
    EXPECT_FALSE(recover(digest, bad).has_value());
}

TEST(SecretBytes, moves_and_clones_but_never_aliases) {
    auto a = SecretBytes::copy_of(std::string_view{"두레"});
    const auto copy = a.clone();
    EXPECT_EQ(a, copy);
    auto b = std::move(a);
    EXPECT_EQ(b, copy);
    b.span()[0] ^= 1;
    EXPECT_FALSE(b == copy);
    EXPECT_EQ(copy.text(), "두레");
    EXPECT_TRUE(SecretBytes{}.empty());
    EXPECT_EQ(SecretBytes{}, SecretBytes(0));
}

}  // namespace
}  // namespace dure::chain
