#include "chain/crypto/secp256k1.hpp"

#include <secp256k1.h>
#include <secp256k1_recovery.h>
#include <sodium.h>

#include <cstdlib>

#include "chain/crypto/hash.hpp"

namespace dure::chain {

namespace {

/// One for the process. Its random blinding hides the secret from side channels and changes no
/// result.
const secp256k1_context* context() {
    static const secp256k1_context* const shared = [] {
        auto* created = secp256k1_context_create(SECP256K1_CONTEXT_SIGN | SECP256K1_CONTEXT_VERIFY);
        SecretBytes seed(32);
        randombytes_buf(seed.span().data(), seed.size());
        if (secp256k1_context_randomize(created, seed.view().data()) != 1) std::abort();
        return created;
    }();
    return shared;
}

PublicKey to_public_key(const secp256k1_pubkey& key) {
    std::array<Byte, 65> buffer{};
    std::size_t size = buffer.size();
    secp256k1_ec_pubkey_serialize(context(), buffer.data(), &size, &key, SECP256K1_EC_UNCOMPRESSED);
    PublicKey out;
    std::memcpy(out.bytes.data(), buffer.data() + 1, out.bytes.size());
    return out;
}

}  // namespace

uint256 secp256k1_order() {
    return {0xbfd25e8cd0364141, 0xbaaedce6af48a03b, 0xfffffffffffffffe, 0xffffffffffffffff};
}

uint256 secp256k1_half_order() { return secp256k1_order() >> 1; }

std::optional<SecretKey> SecretKey::from_bytes(ByteView bytes) {
    if (bytes.size() != 32) return std::nullopt;
    if (secp256k1_ec_seckey_verify(context(), bytes.data()) != 1) return std::nullopt;
    return SecretKey{SecretBytes::copy_of(bytes)};
}

PublicKey public_key(const SecretKey& secret) {
    secp256k1_pubkey key{};
    // Cannot fail: a SecretKey is in range.
    if (secp256k1_ec_pubkey_create(context(), &key, secret.view().data()) != 1) std::abort();
    return to_public_key(key);
}

std::array<Byte, 33> compress(const PublicKey& key) {
    std::array<Byte, 33> out{};
    out[0] = static_cast<Byte>(2 + (key.bytes[63] & 1));
    std::memcpy(out.data() + 1, key.bytes.data(), 32);
    return out;
}

Address address_of(const PublicKey& key) { return Address::right_aligned(keccak256(key)); }

Address address_of(const SecretKey& secret) { return address_of(public_key(secret)); }

std::string checksum_address(const Address& address) {
    auto text = to_hex(address);
    const auto digits = std::string_view{text}.substr(2);
    const auto mask = keccak256({reinterpret_cast<const Byte*>(digits.data()), digits.size()});
    for (std::size_t i = 0; i < 40; ++i) {
        const auto nibble = i % 2 == 0 ? mask.bytes[i / 2] >> 4 : mask.bytes[i / 2] & 15;
        char& digit = text[i + 2];
        if (nibble >= 8 && digit >= 'a') digit = static_cast<char>(digit - 'a' + 'A');
    }
    return text;
}

Signature sign(const Hash256& digest, const SecretKey& secret) {
    secp256k1_ecdsa_recoverable_signature raw{};
    if (secp256k1_ecdsa_sign_recoverable(context(), &raw, digest.bytes.data(), secret.view().data(),
                                         nullptr, nullptr) != 1) {
        std::abort();
    }
    std::array<Byte, 64> compact{};
    int recovery_id = 0;
    secp256k1_ecdsa_recoverable_signature_serialize_compact(context(), compact.data(), &recovery_id,
                                                            &raw);
    // Ids 2 and 3 need r ≥ the order before reduction: a chance of 2^−127.
    return {uint256::from_be32(compact.data()), uint256::from_be32(compact.data() + 32),
            static_cast<Byte>(recovery_id & 1)};
}

std::optional<PublicKey> recover_key(const Hash256& digest, const Signature& signature) {
    if (signature.y_parity > 1 || !signature.r || !signature.s) return std::nullopt;
    std::array<Byte, 64> compact{};
    signature.r.store_be32(compact.data());
    signature.s.store_be32(compact.data() + 32);
    secp256k1_ecdsa_recoverable_signature raw{};
    if (secp256k1_ecdsa_recoverable_signature_parse_compact(context(), &raw, compact.data(),
                                                            signature.y_parity) != 1) {
        return std::nullopt;
    }
    secp256k1_pubkey key{};
    if (secp256k1_ecdsa_recover(context(), &key, &raw, digest.bytes.data()) != 1) {
        return std::nullopt;
    }
    return to_public_key(key);
}

std::optional<Address> recover(const Hash256& digest, const Signature& signature) {
    const auto key = recover_key(digest, signature);
    if (!key) return std::nullopt;
    return address_of(*key);
}

std::optional<SecretKey> add_tweak(const SecretKey& parent, ByteView tweak32) {
    if (tweak32.size() != 32) return std::nullopt;
    auto sum = SecretBytes::copy_of(parent.view());
    if (secp256k1_ec_seckey_tweak_add(context(), sum.span().data(), tweak32.data()) != 1) {
        return std::nullopt;
    }
    return SecretKey::from_bytes(sum.view());
}

}  // namespace dure::chain
