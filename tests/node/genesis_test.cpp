// The genesis file: what is read, what is refused, and that the hash tells chains apart.
#include "chain/node/genesis.hpp"

#include <gtest/gtest.h>

#include "chain/consensus/extra_data.hpp"
#include "tests/node/chain_fixture.hpp"

namespace dure::chain {
namespace {

using namespace testing;

const std::string kGood = R"({"chainId": 7, "timestamp": 1700000000,
  "validators": ["0x0000000000000000000000000000000000000001"],
  "alloc": {"0x00000000000000000000000000000000000000aa":
      {"balance": "0xde0b6b3a7640000", "nonce": 1, "code": "0x6001", "storage": {"0x1": "0x2"}}}})";

TEST(GenesisFile, reads_what_it_writes) {
    const auto genesis = parse_genesis(kGood);
    ASSERT_TRUE(genesis) << genesis.error().what;
    EXPECT_EQ(genesis->chain_id, 7U);
    EXPECT_EQ(genesis->gas_limit, kDefaultGasLimit);
    const auto& account = genesis->alloc.begin()->second;
    EXPECT_EQ(account.balance, uint256{1'000'000'000'000'000'000ULL});
    EXPECT_EQ(account.storage.at(uint256{1}), uint256{2});
    const auto again = parse_genesis(to_json(*genesis));
    ASSERT_TRUE(again) << again.error().what;
    EXPECT_EQ(*again, *genesis);
}

TEST(GenesisFile, refuses_with_a_reason) {
    const auto with = [](const std::string& from, const std::string& to) {
        auto text = kGood;
        text.replace(text.find(from), from.size(), to);
        return text;
    };
    const struct {
        const char* name;
        std::string text;
        const char* reason;
    } all[] = {
        {"empty", "", "not JSON"},
        {"list", "[]", "must be an object"},
        {"text behind", kGood + "x", "not JSON"},
        {"unknown key", with("\"chainId\"", "\"extra\": 1, \"chainId\""), "extra is not known"},
        {"duplicate key", with("\"timestamp\"", "\"chainId\": 8, \"timestamp\""), "duplicate key"},
        {"missing key", with("\"timestamp\": 1700000000,", ""), "timestamp is missing"},
        {"zero chain", with("7", "0"), "chainId must not be 0"},
        {"fraction", with("7", "7.5"), "chainId must be"},
        {"negative", with("7", "-7"), "chainId must be"},
        {"too wide", with("7", "\"0x10000000000000000\""), "larger than 64 bits"},
        {"no validator", with("\"0x0000000000000000000000000000000000000001\"", ""), "empty"},
        {"validator twice",
         with("\"0x0000000000000000000000000000000000000001\"",
              "\"0x0000000000000000000000000000000000000001\","
              "\"0x0000000000000000000000000000000000000001\""),
         "twice"},
        {"short address", with("00aa", "aa"), "40 hex digits"},
        {"unknown part", with("\"nonce\"", "\"nonse\""), "nonse is not known"},
        {"duplicate part", with("\"nonce\": 1", "\"nonce\": 1, \"nonce\": 2"), "duplicate key"},
        {"odd code", with("0x6001", "0x601"), "bytes in hex"},
        {"deep", std::string(100, '[') + std::string(100, ']'), "not JSON"},
    };
    for (const auto& [name, text, reason] : all) {
        const auto result = parse_genesis(text);
        ASSERT_FALSE(result) << name;
        EXPECT_NE(result.error().what.find(reason), std::string::npos)
            << name << ": " << result.error().what;
    }
}

TEST(GenesisFile, an_address_in_two_spellings_is_twice) {
    const auto result = parse_genesis(R"({"chainId": 7, "timestamp": 1,
      "validators": ["0x0000000000000000000000000000000000000001"],
      "alloc": {"0x00000000000000000000000000000000000000aa": {},
                "0x00000000000000000000000000000000000000AA": {}}})");
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().what.find("twice"), std::string::npos);
}

TEST(GenesisBlock, every_choice_is_in_its_hash) {
    const auto base = test_genesis();
    auto time = base, gas = base, validators = base, alloc = base;
    ++time.timestamp;
    ++gas.gas_limit;
    validators.validators.push_back(account(3));
    alloc.alloc[account(77)].balance = uint256{1};
    const auto hash = genesis_hash(base);
    for (const auto& other : {time, gas, validators, alloc}) EXPECT_NE(genesis_hash(other), hash);

    auto reordered = validators;
    std::swap(reordered.validators[0], reordered.validators[1]);
    EXPECT_EQ(genesis_hash(reordered), genesis_hash(validators));
}

TEST(GenesisFile, a_flipped_byte_gives_an_error_or_a_genesis_but_no_crash) {
    for (std::size_t i = 0; i < kGood.size(); ++i) {
        for (const int bit : {1, 4, 64}) {
            auto text = kGood;
            text[i] = static_cast<char>(text[i] ^ bit);
            const auto result = parse_genesis(text);
            EXPECT_TRUE(!result || !result->validators.empty());
        }
    }
}

}  // namespace
}  // namespace dure::chain
