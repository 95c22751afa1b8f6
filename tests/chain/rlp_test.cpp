#include "chain/base/rlp.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "vectors.hpp"

namespace dure::chain::rlp {
namespace {

namespace json = boost::json;

/// The item that a vector describes: string, list, number, or "#" and a decimal number.
void append(Encoder& out, const json::value& value) {
    if (const auto* list = value.if_array()) {
        out.list([&](Encoder& inner) {
            for (const auto& item : *list) append(inner, item);
        });
    } else if (value.is_number()) {
        out.integer(value.to_number<std::uint64_t>());
    } else if (const auto text = vectors::text(value); text.starts_with('#')) {
        out.integer(parse_decimal(text.substr(1)).value());
    } else {
        out.string({reinterpret_cast<const Byte*>(text.data()), text.size()});
    }
}

TEST(RlpVectors, encodes_and_accepts_the_public_examples) {
    DURE_NEEDS_VECTORS();
    for (const auto& [name, test] : vectors::load_object("RLPTests/rlptest.json")) {
        const auto expected = vectors::from_plain_hex(vectors::text(test.at("out")));
        EXPECT_EQ(check(expected), std::nullopt) << name;
        if (name == "bigint") continue;  // 2^256: one digit more than any integer of the chain
        Encoder out;
        append(out, test.at("in"));
        EXPECT_EQ(to_hex(out.bytes()), to_hex(expected)) << name;
    }
}

TEST(RlpVectors, refuses_the_public_malformed_examples) {
    DURE_NEEDS_VECTORS();
    int seen = 0;
    for (const auto* file :
         {"RLPTests/invalidRLPTest.json", "RLPTests/RandomRLPTests/example.json"}) {
        for (const auto& [name, test] : vectors::load_object(file)) {
            const auto bytes = vectors::from_plain_hex(vectors::text(test.at("out")));
            const bool is_valid = vectors::text(test.at("in")) == "VALID";
            EXPECT_EQ(check(bytes).has_value(), !is_valid) << name;
            ++seen;
        }
    }
    EXPECT_GE(seen, 20);
}

struct BadCase {
    const char* hex;
    Error error;
};

TEST(Rlp, names_what_is_wrong) {
    const BadCase cases[] = {
        {"", Error::input_too_short},     {"8100", Error::non_canonical},
        {"b801ff", Error::non_canonical}, {"b90100", Error::input_too_short},
        {"c102", Error::leftover},        {"bfffffffffffffffff", Error::input_too_short},
    };
    for (const auto& test : cases) {
        const auto bytes = *from_hex(test.hex);
        if (test.error == Error::leftover) {
            EXPECT_EQ(decode(bytes, [](Reader& r) { r.list([](Reader&) {}); }), test.error);
        } else {
            EXPECT_EQ(check(bytes), test.error) << test.hex;
        }
    }
}

TEST(Rlp, integers_have_no_leading_zero_and_fit_their_type) {
    const auto read64 = [](const char* hex) {
        const auto bytes = *from_hex(hex);
        return decode(bytes, [](Reader& r) { r.integer64(); });
    };
    EXPECT_EQ(read64("80"), std::nullopt);
    EXPECT_EQ(read64("00"), Error::leading_zero);
    EXPECT_EQ(read64("820001"), Error::leading_zero);
    EXPECT_EQ(read64("88ffffffffffffffff"), std::nullopt);
    EXPECT_EQ(read64("89010000000000000000"), Error::overflow);
    EXPECT_EQ(read64("c0"), Error::unexpected_list);
}

TEST(Rlp, lists_nest_sixteen_deep_and_not_deeper) {
    Bytes nested{0xc0};
    for (int depth = 1; depth < kMaxDepth; ++depth)
        nested = Encoder().list([&](Encoder& e) { e.raw(nested); }).take();
    EXPECT_EQ(check(nested), std::nullopt);
    const auto deeper = Encoder().list([&](Encoder& e) { e.raw(nested); }).take();
    EXPECT_EQ(check(deeper), Error::too_deep);
    // A megabyte of opening brackets costs no stack.
    EXPECT_TRUE(check(Bytes(1'000'000, 0xc1)).has_value());
}

TEST(Rlp, the_first_error_sticks) {
    const auto bytes = *from_hex("c3000102");
    std::uint64_t second = 9;
    const auto error = decode(bytes, [&](Reader& r) {
        r.list([&](Reader& inner) {
            inner.integer64();
            second = inner.integer64();
        });
    });
    EXPECT_EQ(error, Error::leading_zero);
    EXPECT_EQ(second, 0U);
}

/// Reads any item and writes it again.
void copy_item(Reader& in, Encoder& out) {
    if (!in.at_list()) {
        out.string(in.string());
        return;
    }
    out.list([&](Encoder& inner_out) {
        in.list([&](Reader& inner_in) {
            while (inner_in.more()) copy_item(inner_in, inner_out);
        });
    });
}

TEST(Rlp, what_decodes_encodes_to_the_same_bytes) {
    int accepted = 0;
    EXPECT_TRUE(rc::check([&] {
        // Small bytes and headers make valid input likely.
        const auto input = *rc::gen::container<Bytes>(
            rc::gen::weightedOneOf<Byte>({{3, rc::gen::inRange<Byte>(0x80, 0x84)},
                                          {3, rc::gen::inRange<Byte>(0xc0, 0xc8)},
                                          {3, rc::gen::inRange<Byte>(0, 0x80)},
                                          {1, rc::gen::arbitrary<Byte>()}}));
        Encoder out;
        if (decode(input, [&](Reader& in) { copy_item(in, out); })) return;
        ++accepted;
        RC_ASSERT(out.bytes() == input);
    }));
    EXPECT_GT(accepted, 0);
}

TEST(Rlp, strings_of_every_header_size_come_back) {
    for (const std::size_t size : {0U, 1U, 2U, 55U, 56U, 255U, 256U, 65'535U, 65'536U, 70'000U}) {
        const Bytes data(size, 0xab);
        const auto encoded = Encoder().list([&](Encoder& e) { e.string(data); }).take();
        Bytes back;
        EXPECT_EQ(decode(encoded,
                         [&](Reader& r) {
                             r.list([&](Reader& inner) {
                                 const auto view = inner.string();
                                 back.assign(view.begin(), view.end());
                             });
                         }),
                  std::nullopt);
        EXPECT_EQ(back, data);
    }
}

}  // namespace
}  // namespace dure::chain::rlp
