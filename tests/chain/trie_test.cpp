#include "chain/trie/trie.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>

#include "chain/base/rlp.hpp"
#include "chain/crypto/hash.hpp"
#include "vectors.hpp"

namespace dure::chain {
namespace {

namespace json = boost::json;

enum class Keys { plain, hashed };

Bytes key_of(const Bytes& key, Keys keys) {
    if (keys == Keys::plain) return key;
    const auto digest = keccak256(key);
    return {digest.bytes.begin(), digest.bytes.end()};
}

/// Key and value, no value to erase.
std::vector<std::pair<Bytes, Bytes>> steps_of(const json::value& in) {
    std::vector<std::pair<Bytes, Bytes>> out;
    const auto value_of = [](const json::value& v) {
        return v.is_null() ? Bytes{} : vectors::hex_or_text(vectors::text(v));
    };
    if (const auto* object = in.if_object()) {
        for (const auto& [key, value] : *object) {
            out.emplace_back(vectors::hex_or_text(key), value_of(value));
        }
        return out;
    }
    for (const auto& pair : in.as_array()) {
        out.emplace_back(vectors::hex_or_text(vectors::text(pair.at(0))), value_of(pair.at(1)));
    }
    return out;
}

struct VectorFile {
    const char* path;
    Keys keys;
};

TEST(TrieVectors, gives_the_public_roots) {
    DURE_NEEDS_VECTORS();
    const VectorFile files[] = {{"TrieTests/trietest.json", Keys::plain},
                                {"TrieTests/trieanyorder.json", Keys::plain},
                                {"TrieTests/trietest_secureTrie.json", Keys::hashed},
                                {"TrieTests/trieanyorder_secureTrie.json", Keys::hashed},
                                {"TrieTests/hex_encoded_securetrie_test.json", Keys::hashed}};
    int seen = 0;
    for (const auto& file : files) {
        for (const auto& [name, test] : vectors::load_object(file.path)) {
            const auto expected = vectors::text(test.at("root"));
            const auto steps = steps_of(test.at("in"));
            Trie lazy, eager;
            for (const auto& [key, value] : steps) {
                lazy.put(key_of(key, file.keys), value);
                eager.put(key_of(key, file.keys), value);
                eager.root();
            }
            EXPECT_EQ(to_hex(lazy.root()), expected) << file.path << ' ' << name;
            EXPECT_EQ(to_hex(eager.root()), expected) << file.path << ' ' << name;
            ++seen;
        }
    }
    EXPECT_GE(seen, 20);
}

TEST(Trie, is_empty_at_first_and_after_the_last_erase) {
    Trie trie;
    EXPECT_TRUE(trie.empty());
    EXPECT_EQ(trie.root(), kEmptyTrieRoot);
    trie.put(Bytes{1, 2}, Bytes{3});
    EXPECT_NE(trie.root(), kEmptyTrieRoot);
    trie.erase(Bytes{1, 2});
    EXPECT_EQ(trie.root(), kEmptyTrieRoot);
    EXPECT_TRUE(trie.empty());
}

using Model = std::map<Bytes, Bytes>;

Hash256 fresh_root(const Model& model) {
    Trie trie;
    for (const auto& [key, value] : model) trie.put(key, value);
    return trie.root();
}

/// Short keys over few symbols collide, nest and share prefixes; some are prefixes of others.
rc::Gen<Bytes> short_key() {
    return rc::gen::resize(
        4, rc::gen::container<Bytes>(rc::gen::element<Byte>(0x00, 0x01, 0x10, 0x11, 0xff)));
}

rc::Gen<Bytes> any_value() {
    return rc::gen::oneOf(rc::gen::container<Bytes>(3, rc::gen::arbitrary<Byte>()),
                          rc::gen::container<Bytes>(40, rc::gen::arbitrary<Byte>()));
}

void apply(Trie& trie, Model& model, const Bytes& key, const Bytes& value) {
    trie.put(key, value);
    model[key] = value;
}

TEST(Trie, any_history_gives_the_root_of_a_fresh_trie) {
    EXPECT_TRUE(rc::check([] {
        Trie trie;
        Model model;
        const auto steps = *rc::gen::inRange(0, 40);
        for (int i = 0; i < steps; ++i) {
            const auto key = *short_key();
            const auto action = *rc::gen::inRange(0, 4);
            if (action == 0) {
                trie.erase(key);
                model.erase(key);
            } else {
                apply(trie, model, key, *any_value());
            }
            if (action == 3) RC_ASSERT(trie.root() == fresh_root(model));
        }
        RC_ASSERT(trie.root() == fresh_root(model));
        for (const auto& [key, value] : model) {
            const auto found = trie.get(key);
            RC_ASSERT(found.has_value());
            RC_ASSERT(Bytes(found->begin(), found->end()) == value);
        }
    }));
}

TEST(Trie, a_clone_goes_its_own_way) {
    Trie trie;
    Model model;
    for (Byte i = 0; i < 50; ++i) apply(trie, model, Bytes{i, i}, Bytes(40, i));
    auto copy = trie.clone();
    EXPECT_EQ(copy.root(), trie.root());
    copy.put(Bytes{7, 7}, Bytes{1});
    EXPECT_NE(copy.root(), trie.root());
    EXPECT_EQ(trie.root(), fresh_root(model));
}

TEST(Trie, proves_presence_and_absence) {
    EXPECT_TRUE(rc::check([] {
        Trie trie;
        Model model;
        const auto keys = *rc::gen::container<std::vector<Bytes>>(short_key());
        for (const auto& key : keys) apply(trie, model, key, *any_value());
        const auto root = trie.root();
        const auto asked = *short_key();
        const auto proof = trie.prove(asked);
        const auto result = verify_proof(root, asked, proof);
        const auto at = model.find(asked);
        RC_ASSERT(result.verdict ==
                  (at == model.end() ? ProofVerdict::absent : ProofVerdict::present));
        if (at != model.end()) RC_ASSERT(result.value == at->second);
    }));
}

TEST(Trie, a_changed_proof_proves_nothing) {
    EXPECT_TRUE(rc::check([](std::uint32_t where, Byte flip) {
        RC_PRE(flip != 0);
        Trie trie;
        for (Byte i = 0; i < 60; ++i) trie.put(keccak256(Bytes{i}), Bytes(40, i));
        const auto key = keccak256(Bytes{7});
        auto proof = trie.prove(key);
        auto& node = proof[where % proof.size()];
        node[where / 7 % node.size()] ^= flip;
        RC_ASSERT(verify_proof(trie.root(), key, proof).verdict == ProofVerdict::invalid);
    }));
}

TEST(Trie, a_proof_with_too_few_or_too_many_nodes_is_none) {
    Trie trie;
    for (Byte i = 0; i < 60; ++i) trie.put(keccak256(Bytes{i}), Bytes(40, i));
    const auto key = keccak256(Bytes{7});
    auto proof = trie.prove(key);
    ASSERT_GE(proof.size(), 2U);
    EXPECT_EQ(verify_proof(trie.root(), key, proof).verdict, ProofVerdict::present);
    auto longer = proof;
    longer.push_back(proof.back());
    EXPECT_EQ(verify_proof(trie.root(), key, longer).verdict, ProofVerdict::invalid);
    proof.pop_back();
    EXPECT_EQ(verify_proof(trie.root(), key, proof).verdict, ProofVerdict::invalid);
    EXPECT_EQ(verify_proof(trie.root(), key, {}).verdict, ProofVerdict::invalid);
    EXPECT_EQ(verify_proof(kEmptyTrieRoot, key, {}).verdict, ProofVerdict::absent);
}

TEST(Trie, proofs_of_garbage_are_refused_without_a_crash) {
    EXPECT_TRUE(rc::check([](const Bytes& node, const Bytes& key) {
        // The hash matches, so the walk looks inside.
        const auto result = verify_proof(keccak256(node), key, {&node, 1});
        if (result.verdict == ProofVerdict::present) RC_ASSERT(!rlp::check(node).has_value());
    }));
}

TEST(Trie, ordered_root_is_the_trie_of_encoded_indexes) {
    std::vector<Bytes> values;
    Trie trie;
    for (std::uint64_t i = 0; i < 300; ++i) {
        values.push_back(Bytes(i % 70 + 1, static_cast<Byte>(i)));
        trie.put(rlp::Encoder().integer(i).bytes(), values.back());
    }
    EXPECT_EQ(ordered_root(values), trie.root());
    EXPECT_EQ(ordered_root({}), kEmptyTrieRoot);
}

TEST(Trie, ordered_root_is_the_trie_s_for_any_number_of_values) {
    EXPECT_TRUE(rc::check([] {
        const auto count = *rc::gen::inRange<std::size_t>(0, 400);
        std::vector<Bytes> values;
        Trie trie;
        for (std::uint64_t i = 0; i < count; ++i) {
            values.push_back(Bytes(*rc::gen::inRange<std::size_t>(0, 40), static_cast<Byte>(i)));
            trie.put(rlp::Encoder().integer(i).bytes(), values.back());
        }
        RC_ASSERT(ordered_root(values) == trie.root());
    }));
}

}  // namespace
}  // namespace dure::chain
