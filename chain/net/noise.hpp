// Noise_XX_25519_ChaChaPoly_SHA256 (noiseprotocol.org, revision 34): two nodes prove their
// transport keys to each other and agree on a key for each direction. Pure: ephemeral keys are
// handed in. Secrets live in locked memory and are wiped.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "chain/base/result.hpp"
#include "chain/base/types.hpp"
#include "chain/crypto/secret_bytes.hpp"
#include "chain/net/peer.hpp"

namespace dure::chain {

constexpr std::size_t kNoiseTag = 16;          ///< bytes that encryption adds
constexpr std::size_t kNoiseMessage = 65'535;  ///< the longest message, tag included

enum class NoiseError : std::uint8_t {
    kLength,         ///< shorter than its keys and tags, or longer than a message may be
    kWeakKey,        ///< a public key of small order: the shared secret would be zero
    kNotAuthentic,   ///< forged, changed, out of order, or of another prologue
    kOutOfTurn,      ///< not this side's step
    kNonceExhausted  ///< 2^64 − 1 messages under one key
};
std::string_view to_string(NoiseError);

/// A node's static key pair.
class NodeIdentity {
 public:
    /// Any 32 random bytes; nothing for another size.
    static std::shared_ptr<const NodeIdentity> from_secret(SecretBytes secret);
    const NodeKey& key() const { return key_; }
    ByteView secret() const { return secret_.view(); }

 private:
    NodeIdentity(SecretBytes secret, const NodeKey& key) : secret_(std::move(secret)), key_(key) {}
    SecretBytes secret_;
    NodeKey key_;
};

/// One direction of a session. Each message is used once, in order.
class NoiseCipher {
 public:
    explicit NoiseCipher(SecretBytes key) : key_(std::move(key)) {}

    Result<Bytes, NoiseError> encrypt(ByteView plain);
    /// A message that fails changes nothing.
    Result<Bytes, NoiseError> decrypt(ByteView message);
    /// The key forgets its past; the nonce goes on.
    void rekey();
    std::uint64_t nonce() const { return nonce_; }

 private:
    SecretBytes key_;
    std::uint64_t nonce_ = 0;
};

enum class NoiseRole : std::uint8_t { kInitiator, kResponder };

struct NoiseSession {
    NoiseCipher send;
    NoiseCipher receive;
    NodeKey remote;
    Hash256 handshake_hash;  ///< the same on both sides, different for every session
};

/// → e, ← e ee s es, → s se. The initiator writes first; each side learns the other's key in the
/// other's last message.
class NoiseHandshake {
 public:
    /// `ephemeral`: 32 fresh random bytes, never used again.
    NoiseHandshake(NoiseRole role, std::shared_ptr<const NodeIdentity> identity,
                   SecretBytes ephemeral, ByteView prologue);

    Result<Bytes, NoiseError> write(ByteView payload);
    /// The payload. After an error the handshake is over.
    Result<Bytes, NoiseError> read(ByteView message);

    bool finished() const { return step_ == kSteps; }
    /// Proven once the message that brought it was read; zeros before.
    const NodeKey& remote() const { return remote_; }
    /// Once, when finished.
    NoiseSession split();

 private:
    static constexpr int kSteps = 3;
    static constexpr int kFailed = 100;
    // Where what stands in `secrets_`.
    static constexpr std::size_t kEphemeral = 0, kChaining = 32, kCipherKey = 64, kScratch = 96,
                                 kShared = 128, kSecrets = 160;

    std::span<Byte> secret(std::size_t at) { return secrets_.span().subspan(at, 32); }
    bool my_turn() const;
    void mix_hash(ByteView);
    void mix_key(ByteView input);
    std::optional<NoiseError> mix_dh(ByteView mine, const NodeKey& theirs);
    std::optional<NoiseError> append_sealed(Bytes& out, ByteView plain);
    Result<Bytes, NoiseError> open_sealed(ByteView message);
    Result<Bytes, NoiseError> write_step(ByteView payload);
    Result<Bytes, NoiseError> read_step(ByteView message);

    NoiseRole role_;
    std::shared_ptr<const NodeIdentity> identity_;
    SecretBytes secrets_;
    NodeKey ephemeral_key_;
    NodeKey remote_ephemeral_;
    NodeKey remote_;
    Hash256 hash_;
    std::uint64_t nonce_ = 0;
    bool has_key_ = false;
    int step_ = 0;
};

}  // namespace dure::chain
