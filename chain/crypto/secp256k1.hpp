// Keys and recoverable signatures on secp256k1, over Bitcoin Core's library.
#pragma once

#include <optional>

#include "chain/base/types.hpp"
#include "chain/base/uint256.hpp"
#include "chain/crypto/secret_bytes.hpp"

namespace dure::chain {

/// x ‖ y, big endian, without the 0x04.
using PublicKey = FixedBytes<64, struct PublicKeyTag>;

struct Signature {
    uint256 r, s;
    Byte y_parity = 0;  ///< 0 or 1; recovery ids 2 and 3 do not exist on Ethereum
    friend bool operator==(const Signature&, const Signature&) = default;
};

/// Order of the group, and half of it: EIP-2 transactions need s ≤ half.
uint256 secp256k1_order();
uint256 secp256k1_half_order();

/// 32 bytes in 1 … order−1, kept in SecretBytes.
class SecretKey {
 public:
    /// Nothing when the bytes are not a key.
    static std::optional<SecretKey> from_bytes(ByteView);
    SecretKey clone() const { return SecretKey{secret_.clone()}; }
    ByteView view() const { return secret_.view(); }

 private:
    explicit SecretKey(SecretBytes secret) : secret_(std::move(secret)) {}
    SecretBytes secret_;
};

PublicKey public_key(const SecretKey&);
/// 33 bytes, 0x02 or 0x03 first.
std::array<Byte, 33> compress(const PublicKey&);
Address address_of(const PublicKey&);
Address address_of(const SecretKey&);
/// EIP-55: mixed case as checksum, with 0x.
std::string checksum_address(const Address&);

/// Deterministic (RFC 6979), low s.
Signature sign(const Hash256& digest, const SecretKey&);
/// High s allowed (precompile 0x01); callers that need low s check it first.
std::optional<PublicKey> recover_key(const Hash256& digest, const Signature&);
std::optional<Address> recover(const Hash256& digest, const Signature&);

/// (parent + tweak) mod order, BIP-32's child key; nothing when the sum is no key.
std::optional<SecretKey> add_tweak(const SecretKey& parent, ByteView tweak32);

}  // namespace dure::chain
