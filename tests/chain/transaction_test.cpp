#include "chain/block/transaction.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "chain/crypto/hash.hpp"
#include "vectors.hpp"

namespace dure::chain {
namespace {

SecretKey key_of(Byte seed) { return *SecretKey::from_bytes(keccak256(Bytes{seed})); }

Transaction example(TransactionType type) {
    Transaction tx;
    tx.type = type;
    tx.chain_id = 1337;
    tx.nonce = 9;
    tx.set_gas_price(uint256{20'000'000'000});
    if (type == TransactionType::dynamic_fee) tx.max_priority_fee_per_gas = uint256{1};
    tx.gas_limit = 100'000;
    tx.to = Address{{0x35, 0x35}};
    tx.value = uint256{0, 1, 0, 0};
    tx.data = {0, 1, 0x80, 0xff};
    if (type != TransactionType::legacy) {
        tx.access_list = {{Address{{1}}, {Hash256{{2}}, Hash256{{3}}}}, {Address{{4}}, {}}};
    }
    return tx;
}

const TransactionType kTypes[] = {TransactionType::legacy, TransactionType::access_list,
                                  TransactionType::dynamic_fee};

TEST(Transaction, the_example_of_eip_155_has_its_published_hash_and_signature) {
    Transaction tx;
    tx.chain_id = 1;
    tx.nonce = 9;
    tx.set_gas_price(uint256{20'000'000'000});
    tx.gas_limit = 21'000;
    tx.to = fixed_from_hex<Address>("3535353535353535353535353535353535353535");
    tx.value = *parse_decimal("1000000000000000000");
    EXPECT_EQ(to_hex(signing_hash(tx)),
              "0xdaf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53");
    const auto key = *SecretKey::from_bytes(Bytes(32, 0x46));
    EXPECT_EQ(
        to_hex(encode(sign(tx, key))),
        "0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a764000080"
        "25a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a067cbe9d8997f761a"
        "ecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83");
}

TEST(Transaction, every_type_comes_back_from_its_encoding_with_its_sender) {
    for (const auto type : kTypes) {
        for (const bool creates : {false, true}) {
            auto tx = example(type);
            if (creates) tx.to.reset();
            tx = sign(std::move(tx), key_of(1));
            const auto back = decode_transaction(encode(tx));
            ASSERT_TRUE(back.has_value());
            EXPECT_EQ(*back, tx);
            EXPECT_EQ(sender(*back), address_of(key_of(1)));
            EXPECT_EQ(hash(tx), keccak256(encode(tx)));
        }
    }
}

TEST(Transaction, a_legacy_one_may_lack_a_chain_id) {
    auto tx = example(TransactionType::legacy);
    tx.chain_id.reset();
    tx = sign(std::move(tx), key_of(2));
    const auto back = decode_transaction(encode(tx));
    ASSERT_TRUE(back.has_value());
    EXPECT_FALSE(back->chain_id.has_value());
    EXPECT_EQ(sender(*back), address_of(key_of(2)));
}

TEST(Transaction, the_mirrored_signature_is_refused) {
    auto tx = sign(example(TransactionType::dynamic_fee), key_of(1));
    tx.signature.s = secp256k1_order() - tx.signature.s;
    tx.signature.y_parity ^= 1;
    EXPECT_FALSE(sender(tx).has_value());
    const auto back = decode_transaction(encode(tx));
    ASSERT_FALSE(back.has_value());
    EXPECT_EQ(back.error(), TransactionError::bad_signature);
}

TEST(Transaction, unknown_types_and_blobs_are_refused) {
    const auto refusal = [](const char* hex) { return decode_transaction(*from_hex(hex)).error(); };
    EXPECT_EQ(refusal(""), TransactionError::bad_encoding);
    EXPECT_EQ(refusal("00c0"), TransactionError::unsupported_type);
    EXPECT_EQ(refusal("03c0"), TransactionError::unsupported_type);
    EXPECT_EQ(refusal("7fc0"), TransactionError::unsupported_type);
    EXPECT_EQ(refusal("02c0"), TransactionError::bad_encoding);
    EXPECT_EQ(refusal("c0"), TransactionError::bad_encoding);
}

TEST(Transaction, stands_in_a_list_as_itself_or_wrapped) {
    for (const auto type : kTypes) {
        const auto tx = sign(example(type), key_of(3));
        rlp::Encoder out;
        append_to_list(out, tx);
        const auto error = rlp::decode(out.bytes(), [&](rlp::Reader& reader) {
            const auto back = read_from_list(reader);
            ASSERT_TRUE(back.has_value());
            EXPECT_EQ(*back, tx);
        });
        EXPECT_EQ(error, std::nullopt);
    }
}

TEST(Transaction, a_legacy_one_wrapped_in_a_string_is_refused) {
    const auto tx = sign(example(TransactionType::legacy), key_of(3));
    rlp::Encoder out;
    out.string(encode(tx));
    rlp::Reader reader(out.bytes());
    EXPECT_FALSE(read_from_list(reader).has_value());
}

struct StatelessCase {
    const char* name;
    std::optional<TransactionError> expected;
    void (*change)(Transaction&);
};

TEST(Transaction, stateless_checks_name_the_reason) {
    const StatelessCase cases[] = {
        {"fine", std::nullopt, [](Transaction&) {}},
        {"nonce", TransactionError::nonce_too_high, [](Transaction& t) { t.nonce = ~0ULL; }},
        {"priority", TransactionError::priority_above_fee,
         [](Transaction& t) { t.max_priority_fee_per_gas = t.max_fee_per_gas + uint256{1}; }},
        {"overflow", TransactionError::fee_overflow,
         [](Transaction& t) { t.max_fee_per_gas = uint256::max(); }},
        {"code", TransactionError::init_code_too_large,
         [](Transaction& t) {
             t.to.reset();
             t.data.resize(49'153);
             t.gas_limit = 10'000'000;
         }},
        {"gas", TransactionError::gas_below_intrinsic,
         [](Transaction& t) { t.gas_limit = intrinsic_gas(t) - 1; }},
    };
    for (const auto& test : cases) {
        auto tx = example(TransactionType::dynamic_fee);
        test.change(tx);
        EXPECT_EQ(check_stateless(tx), test.expected) << test.name;
    }
}

TEST(Transaction, decoding_a_mutated_one_fails_or_gives_its_own_encoding) {
    EXPECT_TRUE(rc::check([] {
        const auto type = *rc::gen::elementOf(std::vector(std::begin(kTypes), std::end(kTypes)));
        auto bytes = encode(sign(example(type), key_of(4)));
        const auto cuts = *rc::gen::inRange(0, 4);
        for (int i = 0; i < cuts; ++i) {
            const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
            switch (*rc::gen::inRange(0, 3)) {
                case 0:
                    bytes[at] = *rc::gen::arbitrary<Byte>();
                    break;
                case 1:
                    bytes.erase(bytes.begin() + static_cast<std::ptrdiff_t>(at));
                    break;
                default:
                    bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                                 *rc::gen::arbitrary<Byte>());
            }
            if (bytes.empty()) return;
        }
        const auto back = decode_transaction(bytes);
        if (!back) return;
        RC_ASSERT(encode(*back) == bytes);
        sender(*back);  // may be anybody, must not crash
    }));
}

/// The strictest fork a vector speaks about.
const boost::json::object& result_of(const boost::json::value& test) {
    const auto& results = test.at("result").as_object();
    for (const auto* fork : {"Cancun", "Shanghai", "London"}) {
        if (const auto* found = results.if_contains(fork)) return found->as_object();
    }
    throw std::runtime_error("no fork");
}

TEST(TransactionVectors, accepts_and_refuses_what_the_public_tests_say) {
    DURE_NEEDS_VECTORS();
    int seen = 0;
    for (const auto& file : vectors::files_below("TransactionTests")) {
        for (const auto& [name, test] : vectors::load_object(file)) {
            if (name == "_info") continue;
            ++seen;
            const auto& expected = result_of(test);
            const auto tx =
                decode_transaction(vectors::from_plain_hex(vectors::text(test.at("txbytes"))));
            const auto from = tx ? sender(*tx) : std::nullopt;
            const bool accepted = from && !check_stateless(*tx) && tx->chain_id.value_or(1) == 1;
            ASSERT_EQ(accepted, !expected.contains("exception")) << file;
            if (!accepted) continue;
            EXPECT_EQ(to_hex(hash(*tx)), vectors::text(expected.at("hash"))) << file;
            EXPECT_EQ(to_hex(*from), vectors::text(expected.at("sender"))) << file;
            const auto gas = parse_uint256(vectors::text(expected.at("intrinsicGas")));
            EXPECT_EQ(uint256{intrinsic_gas(*tx)}, gas) << file;
        }
    }
    EXPECT_GE(seen, 90);
}

}  // namespace
}  // namespace dure::chain
