#include "chain/crypto/web3_keystore.hpp"

#include <cryptopp/aes.h>
#include <cryptopp/modes.h>
#include <cryptopp/pwdbased.h>
#include <cryptopp/sha.h>
#include <sodium.h>

#include <bit>
#include <boost/json.hpp>

#include "chain/crypto/hash.hpp"
#include "chain/crypto/random.hpp"

namespace dure::chain {

namespace {

namespace json = boost::json;

constexpr std::size_t kDerivedSize = 32;
constexpr std::size_t kIvSize = 16;
constexpr std::size_t kMaxSaltSize = 64;

/// A value of an object, if it is there and of that kind.
const json::object* object_at(const json::object& in, std::string_view key) {
    const auto* value = in.if_contains(key);
    return value ? value->if_object() : nullptr;
}

std::string_view text_at(const json::object& in, std::string_view key) {
    const auto* value = in.if_contains(key);
    const auto* text = value ? value->if_string() : nullptr;
    return text ? std::string_view{*text} : std::string_view{};
}

std::optional<Bytes> bytes_at(const json::object& in, std::string_view key) {
    const auto text = text_at(in, key);
    if (text.empty()) return std::nullopt;
    return from_hex(text);
}

/// 0 when missing or no positive integer, which no cost may be.
std::uint64_t number_at(const json::object& in, std::string_view key) {
    const auto* value = in.if_contains(key);
    const auto* number = value ? value->if_int64() : nullptr;
    return number && *number > 0 ? static_cast<std::uint64_t>(*number) : 0;
}

std::optional<Web3Error> check_scrypt(std::uint64_t n, std::uint64_t r, std::uint64_t p) {
    if (n < 2 || !std::has_single_bit(n) || r == 0 || p == 0) return Web3Error::malformed;
    if (n > kMaxScryptMemory / 128 || r > kMaxScryptMemory / 128 / n) return Web3Error::too_costly;
    if (p > kMaxScryptParallelism) return Web3Error::too_costly;
    return std::nullopt;
}

Result<SecretBytes, Web3Error> run_scrypt(const SecretBytes& password, ByteView salt,
                                          std::uint64_t n, std::uint64_t r, std::uint64_t p) {
    if (const auto error = check_scrypt(n, r, p)) return *error;
    SecretBytes out(kDerivedSize);
    if (crypto_pwhash_scryptsalsa208sha256_ll(password.view().data(), password.size(), salt.data(),
                                              salt.size(), n, static_cast<std::uint32_t>(r),
                                              static_cast<std::uint32_t>(p), out.span().data(),
                                              out.size()) != 0) {
        return Web3Error::too_costly;
    }
    return out;
}

Result<SecretBytes, Web3Error> run_pbkdf2(const SecretBytes& password, ByteView salt,
                                          std::uint64_t rounds) {
    if (rounds == 0) return Web3Error::malformed;
    if (rounds > kMaxPbkdf2Rounds) return Web3Error::too_costly;
    SecretBytes out(kDerivedSize);
    CryptoPP::PKCS5_PBKDF2_HMAC<CryptoPP::SHA256>().DeriveKey(
        out.span().data(), out.size(), 0, password.view().data(), password.size(), salt.data(),
        salt.size(), static_cast<unsigned>(rounds));
    return out;
}

Result<SecretBytes, Web3Error> derive(const json::object& crypto, const SecretBytes& password) {
    const auto* parameters = object_at(crypto, "kdfparams");
    if (parameters == nullptr) return Web3Error::malformed;
    const auto salt = bytes_at(*parameters, "salt");
    if (!salt || salt->size() > kMaxSaltSize) return Web3Error::malformed;
    if (number_at(*parameters, "dklen") != kDerivedSize) return Web3Error::unsupported;
    const auto kdf = text_at(crypto, "kdf");
    if (kdf == "scrypt") {
        return run_scrypt(password, *salt, number_at(*parameters, "n"), number_at(*parameters, "r"),
                          number_at(*parameters, "p"));
    }
    if (kdf != "pbkdf2" || text_at(*parameters, "prf") != "hmac-sha256") {
        return Web3Error::unsupported;
    }
    return run_pbkdf2(password, *salt, number_at(*parameters, "c"));
}

/// Keccak of the second half of the derived key and the ciphertext.
Hash256 authentication_code(const SecretBytes& derived, ByteView ciphertext) {
    SecretBytes both(16 + ciphertext.size());
    std::memcpy(both.span().data(), derived.view().data() + 16, 16);
    std::memcpy(both.span().data() + 16, ciphertext.data(), ciphertext.size());
    return keccak256(both.view());
}

/// Encrypts and decrypts alike.
SecretBytes aes_128_ctr(const SecretBytes& derived, ByteView iv, ByteView in) {
    CryptoPP::CTR_Mode<CryptoPP::AES>::Encryption cipher(derived.view().data(), 16, iv.data());
    SecretBytes out(in.size());
    cipher.ProcessData(out.span().data(), in.data(), in.size());
    return out;
}

std::string plain_hex(ByteView bytes) { return to_hex(bytes).substr(2); }

/// A random UUID, version 4.
std::string new_uuid() {
    auto bytes = random_bytes(16);
    bytes[6] = static_cast<Byte>((bytes[6] & 0x0f) | 0x40);
    bytes[8] = static_cast<Byte>((bytes[8] & 0x3f) | 0x80);
    auto text = plain_hex(bytes);
    for (const std::size_t at : {20U, 16U, 12U, 8U}) text.insert(at, 1, '-');
    return text;
}

}  // namespace

std::string_view to_string(Web3Error error) {
    switch (error) {
        case Web3Error::malformed:
            return "not a wallet file of version 3";
        case Web3Error::unsupported:
            return "a kind of wallet file that is not supported";
        case Web3Error::too_costly:
            return "the wallet file asks for too much work";
        case Web3Error::wrong_password:
            return "wrong password, or the file is damaged";
        case Web3Error::not_a_key:
            return "the wallet file holds no key";
    }
    return "unknown";
}

Result<SecretKey, Web3Error> import_web3(std::string_view text, const SecretBytes& password) {
    if (text.size() > kMaxWeb3FileSize) return Web3Error::malformed;
    boost::system::error_code error;
    const auto parsed = json::parse(text, error, {}, {.max_depth = 8});
    const auto* file = error ? nullptr : parsed.if_object();
    if (file == nullptr) return Web3Error::malformed;
    if (number_at(*file, "version") != 3) return Web3Error::unsupported;
    const auto* crypto = object_at(*file, "crypto");
    if (crypto == nullptr) crypto = object_at(*file, "Crypto");  // old files of go-ethereum
    if (crypto == nullptr) return Web3Error::malformed;
    if (text_at(*crypto, "cipher") != "aes-128-ctr") return Web3Error::unsupported;
    const auto* cipher = object_at(*crypto, "cipherparams");
    const auto iv = cipher ? bytes_at(*cipher, "iv") : std::nullopt;
    const auto ciphertext = bytes_at(*crypto, "ciphertext");
    const auto mac = bytes_at(*crypto, "mac");
    if (!iv || iv->size() != kIvSize || !ciphertext || !mac || mac->size() != 32) {
        return Web3Error::malformed;
    }
    const auto derived = derive(*crypto, password);
    if (!derived) return derived.error();
    const auto expected = authentication_code(*derived, *ciphertext);
    if (sodium_memcmp(expected.bytes.data(), mac->data(), mac->size()) != 0) {
        return Web3Error::wrong_password;
    }
    auto key = SecretKey::from_bytes(aes_128_ctr(*derived, *iv, *ciphertext).view());
    if (!key) return Web3Error::not_a_key;
    return std::move(*key);
}

std::optional<std::string> export_web3(const SecretKey& key, const SecretBytes& password,
                                       ScryptCost cost) {
    const auto salt = random_bytes(32), iv = random_bytes(kIvSize);
    const auto derived = run_scrypt(password, salt, cost.n, cost.r, cost.p);
    if (!derived) return std::nullopt;
    const auto ciphertext = aes_128_ctr(*derived, iv, key.view());
    const auto mac = authentication_code(*derived, ciphertext.view());
    const json::object file{{"version", 3},
                            {"id", new_uuid()},
                            {"address", plain_hex(address_of(key))},
                            {"crypto",
                             {{"cipher", "aes-128-ctr"},
                              {"cipherparams", {{"iv", plain_hex(iv)}}},
                              {"ciphertext", plain_hex(ciphertext.view())},
                              {"kdf", "scrypt"},
                              {"kdfparams",
                               {{"dklen", kDerivedSize},
                                {"n", cost.n},
                                {"r", cost.r},
                                {"p", cost.p},
                                {"salt", plain_hex(salt)}}},
                              {"mac", plain_hex(mac)}}}};
    return json::serialize(file);
}

}  // namespace dure::chain
