// The public vectors of the contract ABI against the encoder of chain/api.
#include <gtest/gtest.h>

#include "chain/api/abi.hpp"
#include "vectors.hpp"

namespace dure::chain {
namespace {

namespace json = boost::json;

/// Characters from the left, as bytesN stands in a word.
uint256 left_aligned(const std::string& text) {
    std::array<Byte, 32> out{};
    for (std::size_t i = 0; i < text.size(); ++i) out[i] = static_cast<Byte>(text[i]);
    return uint256::from_be(out);
}

void append(abi::Encoder& out, const std::string& type, const json::value& value) {
    if (type == "uint256") {
        out.word(uint256{value.to_number<std::uint64_t>()});
    } else if (type == "uint32[]") {
        std::vector<uint256> words;
        for (const auto& item : value.as_array()) {
            words.emplace_back(item.to_number<std::uint64_t>());
        }
        out.words(words);
    } else if (type == "bytes10") {
        out.word(left_aligned(vectors::text(value)));
    } else if (type == "bytes") {
        const auto text = vectors::text(value);
        out.bytes({reinterpret_cast<const Byte*>(text.data()), text.size()});
    } else if (type == "address") {
        out.address(*fixed_from_hex<Address>(vectors::text(value)));
    } else {
        ADD_FAILURE() << "type " << type;
    }
}

TEST(AbiVectors, arguments_encode_as_the_public_examples) {
    DURE_NEEDS_VECTORS();
    int seen = 0;
    for (const auto& [name, test] : vectors::load_object("ABITests/basic_abi_tests.json")) {
        abi::Encoder out;
        const auto& types = test.at("types").as_array();
        for (std::size_t i = 0; i < types.size(); ++i) {
            append(out, vectors::text(types[i]), test.at("args").at(i));
        }
        EXPECT_EQ(to_hex(out.finish()).substr(2), vectors::text(test.at("result"))) << name;
        ++seen;
    }
    EXPECT_GE(seen, 3);
}

}  // namespace
}  // namespace dure::chain
