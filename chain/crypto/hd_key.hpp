// Keys derived from a seed: BIP-32 over secp256k1, and Ethereum's path of BIP-44.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "chain/crypto/secp256k1.hpp"

namespace dure::chain {

inline constexpr std::uint32_t kHardened = 0x80000000;

class HdKey {
 public:
    /// Nothing for a seed outside 16 … 64 bytes (or, never in practice, one that gives no key).
    static std::optional<HdKey> from_seed(const SecretBytes& seed);
    /// Index with `kHardened` added for a hardened child.
    std::optional<HdKey> child(std::uint32_t index) const;
    std::optional<HdKey> descend(std::span<const std::uint32_t> path) const;

    const SecretKey& key() const { return key_; }
    ByteView chain_code() const { return chain_code_.view(); }

 private:
    HdKey(SecretKey key, SecretBytes chain_code)
        : key_(std::move(key)), chain_code_(std::move(chain_code)) {}

    SecretKey key_;
    SecretBytes chain_code_;
};

/// m/44'/60'/0'/0/index.
std::optional<SecretKey> account_key(const SecretBytes& seed, std::uint32_t index = 0);

}  // namespace dure::chain
