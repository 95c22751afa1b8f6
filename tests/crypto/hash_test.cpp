#include "chain/crypto/hash.hpp"

#include <cryptopp/keccak.h>
#include <gtest/gtest.h>

#include "chain/crypto/blake2f.hpp"
#include "chain/crypto/keccak_many.hpp"
#include "chain/crypto/modexp.hpp"

namespace dure::chain {
namespace {

ByteView text(std::string_view value) {
    return {reinterpret_cast<const Byte*>(value.data()), value.size()};
}

TEST(Keccak, hashes_known_texts) {
    EXPECT_EQ(keccak256({}), kEmptyCodeHash);
    EXPECT_EQ(keccak256(Bytes{0x80}), kEmptyTrieRoot);
    EXPECT_EQ(keccak256(Bytes{0xc0}), kEmptyListHash);
    // The topic of every ERC-20 transfer.
    EXPECT_EQ(to_hex(keccak256(text("Transfer(address,address,uint256)"))),
              "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
}

TEST(Keccak, many_together_are_what_each_is_alone) {
    // Every length up to four blocks, in groups of every size up to a few vectors and one beyond
    // what is sorted at once.
    std::vector<Bytes> messages;
    for (std::size_t size = 0; size < 600; ++size) {
        const auto mixed = size * 211 % 600;
        messages.emplace_back(mixed);
        for (std::size_t i = 0; i < mixed; ++i)
            messages.back()[i] = static_cast<Byte>(i * 5 + mixed);
    }
    for (const std::size_t group : {1U, 2U, 3U, 4U, 5U, 7U, 8U, 13U, 64U, 65U, 150U}) {
        for (std::size_t at = 0; at < messages.size(); at += group) {
            const auto count = std::min(group, messages.size() - at);
            const std::vector<ByteView> in(
                messages.begin() + static_cast<std::ptrdiff_t>(at),
                messages.begin() + static_cast<std::ptrdiff_t>(at + count));
            std::vector<Hash256> out(count);
            keccak256_each(in, out);
            for (std::size_t i = 0; i < count; ++i) ASSERT_EQ(out[i], keccak256(in[i])) << group;
        }
    }
}

TEST(Keccak, agrees_with_the_library_at_every_length) {
    for (std::size_t size = 0; size < 600; ++size) {
        Bytes data(size);
        for (std::size_t i = 0; i < size; ++i) data[i] = static_cast<Byte>(i * 7 + size);
        Hash256 expected;
        CryptoPP::Keccak_256().CalculateDigest(expected.bytes.data(), data.data(), data.size());
        ASSERT_EQ(keccak256(data), expected) << size;
    }
}

TEST(Hash, known_digests_of_abc) {
    EXPECT_EQ(to_hex(sha256(text("abc"))),
              "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(to_hex(ripemd160(text("abc"))), "0x8eb208f7e05d987a9b044a8e98c6b087f15a0bfc");
}

TEST(Modexp, computes_small_and_edge_cases) {
    EXPECT_EQ(modexp(Bytes{3}, Bytes{5}, Bytes{0, 7}), (Bytes{0, 5}));
    EXPECT_EQ(modexp(Bytes{3}, Bytes{}, Bytes{7}), Bytes{1});
    EXPECT_EQ(modexp(Bytes{}, Bytes{}, Bytes{7}), Bytes{1});
    EXPECT_EQ(modexp(Bytes{3}, Bytes{}, Bytes{1}), Bytes{0});
    EXPECT_EQ(modexp(Bytes{3}, Bytes{5}, Bytes{0, 0, 0}), Bytes(3));
    EXPECT_EQ(modexp(Bytes{3}, Bytes{5}, Bytes{}), Bytes{});
}

TEST(Modexp, fermats_little_theorem_holds_for_the_secp256k1_prime) {
    // EIP-198's first example.
    const auto p = from_hex("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f");
    const auto e = from_hex("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2e");
    Bytes one(32);
    one[31] = 1;
    EXPECT_EQ(modexp(Bytes{3}, *e, *p), one);
}

// Vectors of EIP-152.
const std::string kState =
    "48c9bdf267e6096a3ba7ca8485ae67bb2bf894fe72f36e3cf1361d5f3af54fa5"
    "d182e6ad7f520e511f6c3e2b8c68059b6bbd41fbabd9831f79217e1319cde05b"
    "6162630000000000000000000000000000000000000000000000000000000000"
    "0000000000000000000000000000000000000000000000000000000000000000"
    "0000000000000000000000000000000000000000000000000000000000000000"
    "0000000000000000000000000000000000000000000000000000000000000000"
    "03000000000000000000000000000000";

struct BlakeCase {
    std::string rounds, flag, expected;
};

TEST(Blake2f, gives_the_vectors_of_the_proposal) {
    const BlakeCase cases[] = {
        {"00000000", "01",
         "0x08c9bcf367e6096a3ba7ca8485ae67bb2bf894fe72f36e3cf1361d5f3af54fa5"
         "d282e6ad7f520e511f6c3e2b8c68059b9442be0454267ce079217e1319cde05b"},
        {"0000000c", "01",
         "0xba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
         "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"},
        {"0000000c", "00",
         "0x75ab69d3190a562c51aef8d88f1c2775876944407270c42c9844252c26d28752"
         "98743e7f6d5ea2f2d3e8d226039cd31b4e426ac4f2d3d666a610c2116fde4735"},
        {"00000001", "01",
         "0xb63a380cb2897d521994a85234ee2c181b5f844d2c624c002677e9703449d2fb"
         "a551b3a8333bcdf5f2f7e08993d53923de3d64fcc68c034e717b9293fed7a421"},
    };
    for (const auto& test : cases) {
        const auto out = blake2f(*from_hex(test.rounds + kState + test.flag));
        ASSERT_TRUE(out.has_value());
        EXPECT_EQ(to_hex(*out), test.expected);
    }
}

TEST(Blake2f, refuses_wrong_sizes_and_flags) {
    EXPECT_FALSE(blake2f({}).has_value());
    EXPECT_FALSE(blake2f(*from_hex("0000000c" + kState)).has_value());
    EXPECT_FALSE(blake2f(*from_hex("0000000c" + kState + "0100")).has_value());
    EXPECT_FALSE(blake2f(*from_hex("0000000c" + kState + "02")).has_value());
}

}  // namespace
}  // namespace dure::chain
