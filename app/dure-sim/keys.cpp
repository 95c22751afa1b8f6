#include "keys.hpp"

#include <cstring>
#include <map>
#include <utility>
#include <vector>

#include "chain/crypto/hash.hpp"

namespace dure::sim {

using namespace chain;

namespace {

std::uint64_t mixed(std::uint64_t x) {
    x ^= x >> 32;
    x *= 0xd6e8feb86659fd93ULL;
    x ^= x >> 32;
    x *= 0xd6e8feb86659fd93ULL;
    return x ^ (x >> 32);
}

/// 128 bits over the digest, keyed by who signs.
std::array<std::uint64_t, 2> keyed_hash(const Address& who, const Hash256& digest) {
    std::array<std::uint64_t, 7> words{};
    std::memcpy(words.data(), who.bytes.data(), 20);
    std::memcpy(words.data() + 3, digest.bytes.data(), 32);
    std::uint64_t a = 0x5175696574536967ULL, b = 0x6e6572204b657921ULL;
    for (const auto word : words) {
        a = mixed(a ^ word);
        b = mixed(b + word) ^ a;
    }
    return {a, b};
}

class FastSigner final : public Signer {
 public:
    explicit FastSigner(const Address& address) : address_(address) {}

    Address address() const override { return address_; }
    Seal sign(const Hash256& digest) override {
        Seal seal{};
        const auto tag = keyed_hash(address_, digest);
        std::memcpy(seal.data(), address_.bytes.data(), 20);
        std::memcpy(seal.data() + 20, tag.data(), sizeof tag);
        return seal;
    }
    std::optional<Address> recover(const Hash256& digest, const Seal& seal) const override {
        Address who;
        std::memcpy(who.bytes.data(), seal.data(), 20);
        const auto tag = keyed_hash(who, digest);
        if (std::memcmp(seal.data() + 20, tag.data(), sizeof tag) != 0) return std::nullopt;
        return who;
    }

 private:
    Address address_;
};

/// What secp256k1 said of a digest and a seal, kept as long as nothing else takes its place.
/// Fifteen computers in one thread ask the same of every vote; the answer depends on nothing else.
class Recovered {
 public:
    std::optional<Address> ask(const Hash256& digest, const Seal& seal) {
        std::uint64_t place = 0;
        std::memcpy(&place, seal.data(), sizeof place);
        auto& slot = slots_[place % slots_.size()];
        if (!slot.is_known || slot.digest != digest || slot.seal != seal)
            slot = {true, digest, seal, sealed_by(digest, seal)};
        return slot.signer;
    }

 private:
    struct Slot {
        bool is_known = false;
        Hash256 digest;
        Seal seal{};
        std::optional<Address> signer;
    };
    std::vector<Slot> slots_{4'093};
};

class RealSigner final : public Signer {
 public:
    explicit RealSigner(const SecretKey& key) : signer_(make_signer(key)) {}

    Address address() const override { return signer_->address(); }
    Seal sign(const Hash256& digest) override { return signer_->sign(digest); }
    std::optional<Address> recover(const Hash256& digest, const Seal& seal) const override {
        static Recovered known;
        return known.ask(digest, seal);
    }

 private:
    std::unique_ptr<Signer> signer_;
};

}  // namespace

const SecretKey& key(KeyKind kind, std::size_t index) {
    // Guarded memory is dear: each key is made once.
    static std::map<std::pair<KeyKind, std::size_t>, SecretKey> known;
    const auto found = known.find({kind, index});
    if (found != known.end()) return found->second;
    Hash256 bytes;
    bytes.bytes[0] = 1;
    bytes.bytes[30] = static_cast<Byte>(static_cast<unsigned>(kind) + 1);
    bytes.bytes[31] = static_cast<Byte>(index + 1);
    return known.emplace(std::pair{kind, index}, *SecretKey::from_bytes(bytes)).first->second;
}

Address address(KeyKind kind, std::size_t index) {
    static std::map<std::pair<KeyKind, std::size_t>, Address> known;
    auto [it, is_new] = known.try_emplace({kind, index});
    if (is_new) it->second = address_of(key(kind, index));
    return it->second;
}

const std::shared_ptr<const NodeIdentity>& identity(std::size_t computer) {
    static std::map<std::size_t, std::shared_ptr<const NodeIdentity>> known;
    auto& found = known[computer];
    if (!found) {
        SecretBytes secret(32);
        secret.span()[0] = 0xd0;
        secret.span()[31] = static_cast<Byte>(computer + 1);
        found = NodeIdentity::from_secret(std::move(secret));
    }
    return found;
}

NodeKey node_key(std::size_t computer) { return identity(computer)->key(); }

std::unique_ptr<Signer> fast_signer(const Address& address) {
    return std::make_unique<FastSigner>(address);
}

std::unique_ptr<Signer> real_signer(const SecretKey& key) {
    return std::make_unique<RealSigner>(key);
}

}  // namespace dure::sim
