#include "chain/crypto/mnemonic.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "chain/crypto/hd_key.hpp"
#include "chain/crypto/mnemonic_words.hpp"

namespace dure::chain {
namespace {

struct MnemonicCase {
    const char *entropy, *words, *seed;
};

// From the vectors that BIP-39 points to; the passphrase of all seeds is "TREZOR".
const MnemonicCase kCases[] = {
    {"00000000000000000000000000000000",
     "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon "
     "about",
     "0xc55257c360c07c72029aebc1b53c05ed0362ada38ead3e3e9efa3708e5349553"
     "1f09a6987599d18264c1e1c92f2cf141630c7a3c4ab7c81b2f001698e7463b04"},
    {"7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f",
     "legal winner thank year wave sausage worth useful legal winner thank yellow",
     "0x2e8905819b8723fe2c1d161860e5ee1830318dbf49a83bd451cfb8440c28bd6f"
     "a457fe1296106559a3c80937a1c1069be3a3a5bd381ee6260e8d9739fce1f607"},
    {"80808080808080808080808080808080",
     "letter advice cage absurd amount doctor acoustic avoid letter advice cage above",
     "0xd71de856f81a8acc65e6fc851a38d4d7ec216fd0796d0a6827a3ad6ed5511a30"
     "fa280f12eb2e47ed2ac03b5c462a0358d18d69fe4f985ec81778c1b370b652a8"},
    {"ffffffffffffffffffffffffffffffff", "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong",
     "0xac27495480225222079d7be181583751e86f571027b0497b5b5d11218e0a8a13"
     "332572917f0f8e5a589620c6f15b11c61dee327651a14c34e18231052e48c069"},
    {"9e885d952ad362caeb4efe34a8e91bd2",
     "ozone drill grab fiber curtain grace pudding thank cruise elder eight picnic",
     "0x274ddc525802f7c828d8ef7ddbcdc5304e87ac3535913611fbbfa986d0c9e547"
     "6c91689f9c8a54fd55bd38606aa6a8595ad213d4c9c9f9aca3fb217069a41028"},
    {"000000000000000000000000000000000000000000000000",
     "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon "
     "abandon abandon abandon abandon abandon abandon agent",
     "0x035895f2f481b1b0f01fcf8c289c794660b289981a78f8106447707fdd9666ca"
     "06da5a9a565181599b79f53b844d8a71dd9f439c52a3d7b3e8a79c906ac845fa"},
    {"f585c11aec520db57dd353c69554b21a89b20fb0650966fa0a9d6f74fd989d8f",
     "void come effort suffer camp survey warrior heavy shoot primary clutch crush open amazing "
     "screen patrol group space point ten exist slush involve unfold",
     "0x01f5bced59dec48e362f2c45b5de68b9fd6c92c6634f44d6d40aab69056506f0"
     "e35524a518034ddc1192e1dacd32c1ed3eaa3c3b131c88ed8e7e54c49a5d0998"},
};

TEST(Mnemonic, gives_the_words_and_seeds_of_the_public_vectors) {
    for (const auto& test : kCases) {
        const auto words = mnemonic_from_entropy(*from_hex(test.entropy));
        ASSERT_TRUE(words.has_value());
        EXPECT_EQ(words->text(), test.words);
        EXPECT_EQ(to_hex(seed_of(*words, "TREZOR").view()), test.seed);
        const auto parsed = parse_mnemonic(test.words);
        ASSERT_TRUE(parsed.has_value());
        EXPECT_EQ(parsed->text(), test.words);
    }
}

TEST(Mnemonic, takes_any_case_and_spacing) {
    const auto parsed = parse_mnemonic(
        "  Legal WINNER thank\tyear wave  sausage\nworth useful legal winner thank yellow ");
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(parsed->text(), kCases[1].words);
}

TEST(Mnemonic, refuses_wrong_words_numbers_and_checksums) {
    const std::string eleven = "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo";
    EXPECT_FALSE(parse_mnemonic("").has_value());
    EXPECT_FALSE(parse_mnemonic(eleven).has_value());
    EXPECT_FALSE(parse_mnemonic(eleven + " zoo").has_value());
    EXPECT_FALSE(parse_mnemonic(eleven + " wrongg").has_value());
    EXPECT_FALSE(parse_mnemonic(eleven + " 두레").has_value());
    EXPECT_TRUE(parse_mnemonic(eleven + " wrong").has_value());
    std::string many;
    for (int i = 0; i < 30; ++i) many += "zoo ";
    EXPECT_FALSE(parse_mnemonic(many).has_value());
    EXPECT_FALSE(mnemonic_from_entropy(Bytes(15)).has_value());
    EXPECT_FALSE(mnemonic_from_entropy(Bytes(36)).has_value());
    EXPECT_FALSE(mnemonic_from_entropy({}).has_value());
}

TEST(Mnemonic, one_changed_word_is_noticed_fifteen_times_in_sixteen) {
    int accepted = 0;
    const auto changed = [](std::size_t word) {
        std::string text;
        for (std::size_t i = 0; i < 11; ++i) text += "abandon ";
        return text + std::string(kMnemonicWords[word]);
    };
    for (std::size_t word = 0; word < kMnemonicWords.size(); ++word) {
        if (parse_mnemonic(changed(word))) ++accepted;
    }
    EXPECT_EQ(accepted, 2048 / 16);
}

TEST(Mnemonic, completes_words) {
    EXPECT_TRUE(std::ranges::is_sorted(kMnemonicWords));
    EXPECT_EQ(words_starting_with("zo"), (std::vector<std::string_view>{"zone", "zoo"}));
    EXPECT_TRUE(words_starting_with("xq").empty());
    EXPECT_EQ(words_starting_with("").size(), 2048U);
    EXPECT_TRUE(is_mnemonic_word("village"));
    EXPECT_FALSE(is_mnemonic_word("villag"));
}

TEST(HdKey, derives_the_first_vector_of_bip_32) {
    const auto master =
        HdKey::from_seed(SecretBytes::copy_of(*from_hex("000102030405060708090a0b0c0d0e0f")));
    ASSERT_TRUE(master.has_value());
    EXPECT_EQ(to_hex(master->key().view()),
              "0xe8f32e723decf4051aefac8e2c93c9c5b214313817cdb01a1494b917c8436b35");
    EXPECT_EQ(to_hex(master->chain_code()),
              "0x873dff81c02f525623fd1fe5167eac3a55a049de3d314bb42ee227ffed37d508");
    const std::uint32_t path[] = {kHardened, 1, 2 + kHardened, 2, 1'000'000'000};
    const char* keys[] = {"0xedb2e14f9ee77d26dd93b4ecede8d16ed408ce149b6cd80b0715a2d911a0afea",
                          "0x3c6cb8d0f6a264c91ea8b5030fadaa8e538b020f0a387421a12de9319dc93368",
                          "0xcbce0d719ecf7431d88e6a89fa1483e02e35092af60c042b1df2ff59fa424dca",
                          "0x0f479245fb19a38a1954c5c7c0ebab2f9bdfd96a17563ef28a6a4b1a2a764ef4",
                          "0x471b76e389e528d6de6d816857e012c5455051cad6660850e58372a6c3e6e7c8"};
    for (std::size_t depth = 1; depth <= std::size(path); ++depth) {
        const auto at = master->descend(std::span{path}.first(depth));
        ASSERT_TRUE(at.has_value());
        EXPECT_EQ(to_hex(at->key().view()), keys[depth - 1]) << depth;
    }
}

TEST(HdKey, derives_the_well_known_development_accounts) {
    const auto words =
        parse_mnemonic("test test test test test test test test test test test junk");
    ASSERT_TRUE(words.has_value());
    const auto seed = seed_of(*words);
    const char* addresses[] = {"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
                               "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                               "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"};
    for (std::uint32_t i = 0; i < std::size(addresses); ++i) {
        EXPECT_EQ(checksum_address(address_of(*account_key(seed, i))), addresses[i]);
    }
    EXPECT_EQ(to_hex(account_key(seed)->view()),
              "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
}

TEST(HdKey, refuses_seeds_of_odd_sizes) {
    EXPECT_FALSE(HdKey::from_seed(SecretBytes(15)).has_value());
    EXPECT_FALSE(HdKey::from_seed(SecretBytes(65)).has_value());
}

}  // namespace
}  // namespace dure::chain
