// The "basic" public vectors that concern us: addresses and signatures of keys, signed
// transactions, half-byte paths, the first header. Not for us: crypto.json (AES-256 and ECIES of
// devp2p), blockgenesistest.json (headers of before the first release), trietestnextprev.json
// (walking a trie in the order of its keys).
#include <gtest/gtest.h>

#include "chain/block/transaction.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/trie/path.hpp"
#include "vectors.hpp"

namespace dure::chain {
namespace {

SecretKey key_at(const boost::json::value& test) {
    return *SecretKey::from_bytes(vectors::from_plain_hex(vectors::text(test.at("key"))));
}

TEST(BasicVectors, keys_come_from_their_seeds_and_have_their_addresses) {
    DURE_NEEDS_VECTORS();
    for (const auto& test : vectors::load_array("BasicTests/keyaddrtest.json")) {
        const auto seed = vectors::text(test.at("seed"));
        const auto key = key_at(test);
        const auto digest = keccak256({reinterpret_cast<const Byte*>(seed.data()), seed.size()});
        EXPECT_EQ(to_hex(key.view()), to_hex(digest));
        EXPECT_EQ(to_hex(address_of(key)).substr(2), vectors::text(test.at("addr")));
    }
}

TEST(BasicVectors, transactions_encode_and_recover) {
    DURE_NEEDS_VECTORS();
    for (const auto& test : vectors::load_array("BasicTests/txtest.json")) {
        const auto bytes = vectors::from_plain_hex(vectors::text(test.at("signed")));
        const auto tx = decode_transaction(bytes);
        // The second signature has a high s, legal before EIP-2.
        if (!tx) {
            EXPECT_EQ(tx.error(), TransactionError::bad_signature);
            continue;
        }
        EXPECT_EQ(encode(*tx), bytes);
        EXPECT_EQ(tx->nonce, test.at("nonce").to_number<std::uint64_t>());
        EXPECT_EQ(tx->gas_limit, test.at("startgas").to_number<std::uint64_t>());
        EXPECT_EQ(sender(*tx), address_of(key_at(test)));
    }
}

TEST(BasicVectors, paths_pack_as_the_examples) {
    DURE_NEEDS_VECTORS();
    for (const auto& [name, test] : vectors::load_object("BasicTests/hexencodetest.json")) {
        trie::Nibbles path;
        for (const auto& nibble : test.at("seq").as_array()) {
            path.push_back(static_cast<Byte>(nibble.to_number<int>()));
        }
        const auto end = test.at("term").as_bool() ? trie::PathEnd::leaf : trie::PathEnd::extension;
        const auto packed = trie::pack(path, end);
        EXPECT_EQ(to_hex(packed).substr(2), vectors::text(test.at("out"))) << name;
        const auto back = trie::PackedPath::parse(packed);
        ASSERT_TRUE(back.has_value());
        EXPECT_EQ(back->unpack(), path) << name;
        EXPECT_EQ(back->end(), end) << name;
    }
}

TEST(BasicVectors, the_first_header_has_its_hash) {
    DURE_NEEDS_VECTORS();
    const auto test = vectors::load("BasicTests/genesishashestest.json");
    const auto block = vectors::from_plain_hex(vectors::text(test.at("genesis_rlp_hex")));
    const auto error = rlp::decode(block, [&](rlp::Reader& reader) {
        reader.list([&](rlp::Reader& parts) {
            const auto header = parts.raw_item();
            EXPECT_EQ(to_hex(keccak256(header)).substr(2), vectors::text(test.at("genesis_hash")));
            parts.raw_item();
            parts.raw_item();
        });
    });
    EXPECT_EQ(error, std::nullopt);
}

}  // namespace
}  // namespace dure::chain
