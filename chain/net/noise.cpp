#include "chain/net/noise.hpp"

#include <sodium.h>

#include <cstdlib>

namespace dure::chain {

namespace {

constexpr std::string_view kProtocolName = "Noise_XX_25519_ChaChaPoly_SHA256";
static_assert(kProtocolName.size() == 32, "exactly a hash: it is the first h as it stands");

constexpr std::size_t kKey = 32;
static_assert(kKey == crypto_scalarmult_BYTES && kKey == crypto_auth_hmacsha256_BYTES &&
              kKey == crypto_aead_chacha20poly1305_ietf_KEYBYTES);
static_assert(kNoiseTag == crypto_aead_chacha20poly1305_ietf_ABYTES);
constexpr std::uint64_t kRekeyNonce = UINT64_MAX;

using Nonce = std::array<Byte, crypto_aead_chacha20poly1305_ietf_NPUBBYTES>;

/// 32 zero bits, then the counter in little-endian order.
Nonce nonce_bytes(std::uint64_t counter) {
    Nonce out{};
    for (std::size_t i = 0; i < 8; ++i) out[4 + i] = static_cast<Byte>(counter >> (8 * i));
    return out;
}

void append_encrypted(Bytes& out, ByteView key, std::uint64_t counter, ByteView data,
                      ByteView plain) {
    const auto at = out.size();
    out.resize(at + plain.size() + kNoiseTag);
    const auto nonce = nonce_bytes(counter);
    crypto_aead_chacha20poly1305_ietf_encrypt(out.data() + at, nullptr, plain.data(), plain.size(),
                                              data.data(), data.size(), nullptr, nonce.data(),
                                              key.data());
}

Result<Bytes, NoiseError> decrypted(ByteView key, std::uint64_t counter, ByteView data,
                                    ByteView message) {
    if (message.size() < kNoiseTag) return NoiseError::kLength;
    Bytes plain(message.size() - kNoiseTag);
    const auto nonce = nonce_bytes(counter);
    if (crypto_aead_chacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, message.data(),
                                                  message.size(), data.data(), data.size(),
                                                  nonce.data(), key.data()) != 0) {
        return NoiseError::kNotAuthentic;
    }
    return plain;
}

void hmac(std::span<Byte> out, ByteView key, ByteView first, ByteView second) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key.data(), key.size());
    crypto_auth_hmacsha256_update(&state, first.data(), first.size());
    crypto_auth_hmacsha256_update(&state, second.data(), second.size());
    crypto_auth_hmacsha256_final(&state, out.data());
    sodium_memzero(&state, sizeof state);
}

/// Noise's HKDF with two outputs; `first` may be `chaining` itself.
void hkdf(std::span<Byte> first, std::span<Byte> second, std::span<Byte> scratch, ByteView chaining,
          ByteView input) {
    constexpr Byte kOne = 1, kTwo = 2;
    hmac(scratch, chaining, input, {});
    hmac(first, scratch, {&kOne, 1}, {});
    hmac(second, scratch, first, {&kTwo, 1});
    sodium_memzero(scratch.data(), scratch.size());
}

}  // namespace

std::string_view to_string(NoiseError error) {
    switch (error) {
        case NoiseError::kLength:
            return "wrong length";
        case NoiseError::kWeakKey:
            return "weak key";
        case NoiseError::kNotAuthentic:
            return "not authentic";
        case NoiseError::kOutOfTurn:
            return "out of turn";
        case NoiseError::kNonceExhausted:
            return "nonces exhausted";
    }
    return "unknown";
}

std::shared_ptr<const NodeIdentity> NodeIdentity::from_secret(SecretBytes secret) {
    if (secret.size() != kKey) return nullptr;
    NodeKey key;
    crypto_scalarmult_base(key.bytes.data(), secret.view().data());
    return std::shared_ptr<const NodeIdentity>(new NodeIdentity(std::move(secret), key));
}

Result<Bytes, NoiseError> NoiseCipher::encrypt(ByteView plain) {
    if (plain.size() > kNoiseMessage - kNoiseTag) return NoiseError::kLength;
    if (nonce_ == kRekeyNonce) return NoiseError::kNonceExhausted;
    Bytes out;
    append_encrypted(out, key_.view(), nonce_, {}, plain);
    ++nonce_;
    return out;
}

Result<Bytes, NoiseError> NoiseCipher::decrypt(ByteView message) {
    if (message.size() > kNoiseMessage) return NoiseError::kLength;
    if (nonce_ == kRekeyNonce) return NoiseError::kNonceExhausted;
    auto plain = decrypted(key_.view(), nonce_, {}, message);
    if (plain) ++nonce_;
    return plain;
}

void NoiseCipher::rekey() {
    constexpr std::array<Byte, kKey> kZeros{};
    const auto nonce = nonce_bytes(kRekeyNonce);
    SecretBytes out(kKey + kNoiseTag);
    crypto_aead_chacha20poly1305_ietf_encrypt(out.span().data(), nullptr, kZeros.data(),
                                              kZeros.size(), nullptr, 0, nullptr, nonce.data(),
                                              key_.view().data());
    std::memcpy(key_.span().data(), out.view().data(), kKey);
}

NoiseHandshake::NoiseHandshake(NoiseRole role, std::shared_ptr<const NodeIdentity> identity,
                               SecretBytes ephemeral, ByteView prologue)
    : role_(role), identity_(std::move(identity)), secrets_(kSecrets) {
    if (ephemeral.size() != kKey || !identity_) std::abort();
    std::memcpy(secret(kEphemeral).data(), ephemeral.view().data(), kKey);
    std::memcpy(secret(kChaining).data(), kProtocolName.data(), kKey);
    std::memcpy(hash_.bytes.data(), kProtocolName.data(), kKey);
    crypto_scalarmult_base(ephemeral_key_.bytes.data(), secret(kEphemeral).data());
    mix_hash(prologue);
}

bool NoiseHandshake::my_turn() const {
    const bool initiators = step_ % 2 == 0;
    return step_ < kSteps && initiators == (role_ == NoiseRole::kInitiator);
}

void NoiseHandshake::mix_hash(ByteView data) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, hash_.bytes.data(), hash_.bytes.size());
    crypto_hash_sha256_update(&state, data.data(), data.size());
    crypto_hash_sha256_final(&state, hash_.bytes.data());
}

void NoiseHandshake::mix_key(ByteView input) {
    hkdf(secret(kChaining), secret(kCipherKey), secret(kScratch), secret(kChaining), input);
    nonce_ = 0;
    has_key_ = true;
}

std::optional<NoiseError> NoiseHandshake::mix_dh(ByteView mine, const NodeKey& theirs) {
    const auto shared = secret(kShared);
    // Fails for a result of zero: the other's point has a small order.
    if (crypto_scalarmult(shared.data(), mine.data(), theirs.bytes.data()) != 0) {
        return NoiseError::kWeakKey;
    }
    mix_key(shared);
    sodium_memzero(shared.data(), shared.size());
    return std::nullopt;
}

std::optional<NoiseError> NoiseHandshake::append_sealed(Bytes& out, ByteView plain) {
    const auto at = out.size();
    if (has_key_) {
        append_encrypted(out, secret(kCipherKey), nonce_++, hash_, plain);
    } else {
        out.insert(out.end(), plain.begin(), plain.end());
    }
    if (out.size() > kNoiseMessage) return NoiseError::kLength;
    mix_hash(ByteView{out}.subspan(at));
    return std::nullopt;
}

Result<Bytes, NoiseError> NoiseHandshake::open_sealed(ByteView message) {
    if (!has_key_) {
        mix_hash(message);
        return Bytes(message.begin(), message.end());
    }
    auto plain = decrypted(secret(kCipherKey), nonce_, hash_, message);
    if (!plain) return plain;
    ++nonce_;
    mix_hash(message);
    return plain;
}

Result<Bytes, NoiseError> NoiseHandshake::write(ByteView payload) {
    if (!my_turn()) return NoiseError::kOutOfTurn;
    auto out = write_step(payload);
    step_ = out ? step_ + 1 : kFailed;
    return out;
}

Result<Bytes, NoiseError> NoiseHandshake::write_step(ByteView payload) {
    Bytes out;
    if (step_ < 2) {
        out.assign(ephemeral_key_.bytes.begin(), ephemeral_key_.bytes.end());
        mix_hash(out);
    }
    if (step_ == 1) {
        if (const auto error = mix_dh(secret(kEphemeral), remote_ephemeral_)) return *error;
    }
    if (step_ > 0) {
        if (const auto error = append_sealed(out, identity_->key().bytes)) return *error;
        // The writer's static key: `es` for the responder, `se` for the initiator.
        if (const auto error = mix_dh(identity_->secret(), remote_ephemeral_)) return *error;
    }
    if (const auto error = append_sealed(out, payload)) return *error;
    return out;
}

Result<Bytes, NoiseError> NoiseHandshake::read(ByteView message) {
    if (step_ >= kSteps || my_turn()) return NoiseError::kOutOfTurn;
    auto payload = read_step(message);
    step_ = payload ? step_ + 1 : kFailed;
    return payload;
}

Result<Bytes, NoiseError> NoiseHandshake::read_step(ByteView message) {
    if (message.size() > kNoiseMessage) return NoiseError::kLength;
    if (step_ < 2) {
        if (message.size() < kKey) return NoiseError::kLength;
        std::memcpy(remote_ephemeral_.bytes.data(), message.data(), kKey);
        mix_hash(message.first(kKey));
        message = message.subspan(kKey);
    }
    if (step_ == 1) {
        if (const auto error = mix_dh(secret(kEphemeral), remote_ephemeral_)) return *error;
    }
    if (step_ > 0) {
        if (message.size() < kKey + kNoiseTag) return NoiseError::kLength;
        const auto remote = open_sealed(message.first(kKey + kNoiseTag));
        if (!remote) return remote.error();
        std::memcpy(remote_.bytes.data(), remote->data(), kKey);
        message = message.subspan(kKey + kNoiseTag);
        if (const auto error = mix_dh(secret(kEphemeral), remote_)) return *error;
    }
    return open_sealed(message);
}

NoiseSession NoiseHandshake::split() {
    if (!finished()) std::abort();
    SecretBytes first(kKey), second(kKey);
    hkdf(first.span(), second.span(), secret(kScratch), secret(kChaining), {});
    sodium_memzero(secrets_.span().data(), secrets_.size());
    step_ = kFailed;
    auto& send = role_ == NoiseRole::kInitiator ? first : second;
    auto& receive = role_ == NoiseRole::kInitiator ? second : first;
    return {.send = NoiseCipher(std::move(send)),
            .receive = NoiseCipher(std::move(receive)),
            .remote = remote_,
            .handshake_hash = hash_};
}

}  // namespace dure::chain
