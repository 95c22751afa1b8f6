#include "chain/api/abi.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <fstream>
#include <sstream>

#include "chain/api/conditions.hpp"
#include "chain/api/reasons.hpp"

namespace dure::chain {
namespace {

// Expected values: `cast abi-encode` of Foundry and the examples of Solidity's ABI specification.
TEST(Abi, selectors_and_topics_are_keccak) {
    EXPECT_EQ(to_hex(abi::selector("transfer(address,uint256)")), "0xa9059cbb");
    EXPECT_EQ(to_hex(abi::topic("Transfer(address,address,uint256)")),
              "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
}

TEST(Abi, dynamic_arguments_follow_the_head) {
    // sam(bytes,bool,uint256[]) with "dave", true, [1,2,3]
    const Bytes dave{'d', 'a', 'v', 'e'};
    const std::vector<uint256> numbers{1, 2, 3};
    EXPECT_EQ(
        to_hex(
            abi::Encoder("sam(bytes,bool,uint256[])").bytes(dave).word(1).words(numbers).finish()),
        "0xa5643bf2"
        "0000000000000000000000000000000000000000000000000000000000000060"
        "0000000000000000000000000000000000000000000000000000000000000001"
        "00000000000000000000000000000000000000000000000000000000000000a0"
        "0000000000000000000000000000000000000000000000000000000000000004"
        "6461766500000000000000000000000000000000000000000000000000000000"
        "0000000000000000000000000000000000000000000000000000000000000003"
        "0000000000000000000000000000000000000000000000000000000000000001"
        "0000000000000000000000000000000000000000000000000000000000000002"
        "0000000000000000000000000000000000000000000000000000000000000003");
}

TEST(Abi, what_was_written_is_read_and_nonsense_is_bad) {
    const Bytes dave{'d', 'a', 'v', 'e'};
    const std::vector<uint256> numbers{1, 2, 3};
    const auto data = abi::Encoder().bytes(dave).word(7).words(numbers).finish();
    const abi::Reader reader(data);
    EXPECT_TRUE(std::ranges::equal(reader.bytes(0), dave));
    EXPECT_EQ(reader.integer(1), 7U);
    EXPECT_EQ(reader.words(2), numbers);
    EXPECT_FALSE(reader.bad());
    EXPECT_TRUE(rc::check([&] {
        auto broken = data;
        broken.resize(*rc::gen::inRange<std::size_t>(0, data.size()));
        if (!broken.empty()) {
            broken[*rc::gen::inRange<std::size_t>(0, broken.size())] ^=
                *rc::gen::inRange<Byte>(1, 255);
        }
        const abi::Reader any(broken);
        any.bytes(0);
        any.words(2);
        any.words(1, 3);
        any.word(99);
        RC_ASSERT(any.bad());
    }));
}

TEST(Conditions, every_word_comes_back) {
    EXPECT_TRUE(rc::check([] {
        core::Conditions conditions;
        for (auto& c : conditions) {
            c.wh = *rc::gen::inRange<std::uint32_t>(0, 1 << 20);
            if (c.wh == 0) continue;
            c.limit.value = *rc::gen::arbitrary<std::uint8_t>();
            c.side = *rc::gen::element(core::Side::kSell, core::Side::kBuy);
            c.from_quarter = *rc::gen::inRange<std::uint8_t>(0, 96);
            c.to_quarter = *rc::gen::inRange<std::uint8_t>(1, 97);
            c.weekdays = *rc::gen::inRange<std::uint8_t>(1, 128);
            c.scaled = *rc::gen::arbitrary<bool>();
            c.green = *rc::gen::arbitrary<bool>();
            c.feeder_only = *rc::gen::arbitrary<bool>();
        }
        RC_ASSERT(api::unpack(api::pack(conditions)) == conditions);
    }));
}

TEST(Reasons, every_error_of_the_contracts_has_an_id) {
    std::size_t errors = 0;
    for (const auto* name : {"AccessManager", "Registry", "Coin", "AgentPolicy", "Market"}) {
        std::ifstream file(std::string{DURE_SOURCE_DIR} + "/chain/contracts/artifacts/" + name +
                           ".json");
        std::stringstream text;
        text << file.rdbuf();
        const auto artifact = boost::json::parse(text.str());
        for (const auto& entry : artifact.at("abi").as_array()) {
            if (entry.at("type").as_string() != "error") continue;
            std::string signature{entry.at("name").as_string()};
            signature += '(';
            for (const auto& input : entry.at("inputs").as_array()) {
                if (signature.back() != '(') signature += ',';
                signature += input.at("type").as_string();
            }
            signature += ')';
            EXPECT_NE(api::reason_of(abi::selector(signature)), "failed") << signature;
            ++errors;
        }
    }
    EXPECT_GT(errors, 40U);
    EXPECT_EQ(api::reason_of(Bytes{}), "failed");
    EXPECT_EQ(api::reason_of(abi::selector("NoCoin(uint256,uint256)")), "no-coin");
}

}  // namespace
}  // namespace dure::chain
