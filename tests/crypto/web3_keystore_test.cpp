#include "chain/crypto/web3_keystore.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "chain/crypto/hash.hpp"
#include "vectors.hpp"

namespace dure::chain {
namespace {

namespace json = boost::json;

constexpr ScryptCost kQuick{.n = 2, .r = 1, .p = 1};

SecretBytes password() { return SecretBytes::copy_of(std::string_view{"통합 password"}); }
SecretKey key() { return *SecretKey::from_bytes(keccak256(Bytes{1})); }

TEST(Web3Vectors, opens_the_public_files) {
    DURE_NEEDS_VECTORS();
    int seen = 0;
    for (const auto& [name, test] : vectors::load_object("KeyStoreTests/basic_tests.json")) {
        const auto opened = import_web3(json::serialize(test.at("json")),
                                        SecretBytes::copy_of(vectors::text(test.at("password"))));
        ASSERT_TRUE(opened.has_value()) << name << ": " << to_string(opened.error());
        EXPECT_EQ(to_hex(opened->view()).substr(2), vectors::text(test.at("priv"))) << name;
        ++seen;
    }
    EXPECT_GE(seen, 2);
}

TEST(Web3, what_is_exported_can_be_imported) {
    const auto file = export_web3(key(), password(), kQuick);
    ASSERT_TRUE(file.has_value());
    EXPECT_LT(file->size(), kMaxWeb3FileSize);
    const auto back = import_web3(*file, password());
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(address_of(*back), address_of(key()));
    EXPECT_EQ(import_web3(*file, SecretBytes::copy_of(std::string_view{"guess"})).error(),
              Web3Error::wrong_password);
    EXPECT_FALSE(export_web3(key(), password(), {.n = 3, .r = 1, .p = 1}).has_value());
}

json::object exported() { return json::parse(*export_web3(key(), password(), kQuick)).as_object(); }

struct CostCase {
    const char *field, *name;
    std::int64_t value;
    Web3Error error;
};

TEST(Web3, costs_are_capped_before_any_work) {
    const CostCase cases[] = {
        {"scrypt", "n", std::int64_t{1} << 40, Web3Error::too_costly},
        {"scrypt", "n", std::int64_t{1} << 22, Web3Error::too_costly},
        {"scrypt", "n", 1000, Web3Error::malformed},
        {"scrypt", "n", -2, Web3Error::malformed},
        {"scrypt", "r", std::int64_t{1} << 33, Web3Error::too_costly},
        {"scrypt", "p", 9, Web3Error::too_costly},
        {"scrypt", "p", 0, Web3Error::malformed},
        {"scrypt", "dklen", 64, Web3Error::unsupported},
        {"pbkdf2", "c", 10'000'001, Web3Error::too_costly},
        {"pbkdf2", "c", 0, Web3Error::malformed},
    };
    for (const auto& test : cases) {
        auto file = exported();
        auto& crypto = file["crypto"].as_object();
        auto& parameters = crypto["kdfparams"].as_object();
        crypto["kdf"] = test.field;
        parameters["prf"] = "hmac-sha256";
        parameters["c"] = 1;
        if (std::string_view{test.name} == "r") parameters["n"] = 1024;
        parameters[test.name] = test.value;
        EXPECT_EQ(import_web3(json::serialize(file), password()).error(), test.error)
            << test.name << ' ' << test.value;
    }
}

TEST(Web3, other_kinds_of_files_are_named) {
    const auto refusal = [](auto change) {
        auto file = exported();
        change(file, file["crypto"].as_object());
        return import_web3(json::serialize(file), password()).error();
    };
    using Object = json::object;
    EXPECT_EQ(refusal([](Object& f, Object&) { f["version"] = 1; }), Web3Error::unsupported);
    EXPECT_EQ(refusal([](Object&, Object& c) { c["cipher"] = "aes-256-gcm"; }),
              Web3Error::unsupported);
    EXPECT_EQ(refusal([](Object&, Object& c) { c["kdf"] = "md5"; }), Web3Error::unsupported);
    EXPECT_EQ(refusal([](Object&, Object& c) { c["mac"] = "00"; }), Web3Error::malformed);
    EXPECT_EQ(refusal([](Object&, Object& c) { c["ciphertext"] = 5; }), Web3Error::malformed);
    EXPECT_EQ(refusal([](Object&, Object& c) { c.erase("kdfparams"); }), Web3Error::malformed);
    EXPECT_EQ(refusal([](Object& f, Object&) { f.erase("crypto"); }), Web3Error::malformed);
    EXPECT_EQ(import_web3("", password()).error(), Web3Error::malformed);
    EXPECT_EQ(import_web3("[]", password()).error(), Web3Error::malformed);
    EXPECT_EQ(import_web3(std::string(kMaxWeb3FileSize + 1, ' '), password()).error(),
              Web3Error::malformed);
    EXPECT_EQ(import_web3(std::string(5'000, '['), password()).error(), Web3Error::malformed);
}

TEST(Web3, mutated_files_never_give_another_key) {
    const auto good = *export_web3(key(), password(), kQuick);
    EXPECT_TRUE(rc::check([&] {
        auto text = good;
        const auto changes = *rc::gen::inRange(1, 5);
        for (int i = 0; i < changes; ++i) {
            text[*rc::gen::inRange<std::size_t>(0, text.size())] = *rc::gen::arbitrary<char>();
        }
        const auto back = import_web3(text, password());
        // The initialisation vector stands outside the authentication code in this format.
        if (back && text.find("\"iv\"") == good.find("\"iv\"")) {
            const auto iv_at = good.find("\"iv\"");
            if (text.substr(iv_at, 40) == good.substr(iv_at, 40)) {
                RC_ASSERT(address_of(*back) == address_of(key()));
            }
        }
    }));
}

}  // namespace
}  // namespace dure::chain
