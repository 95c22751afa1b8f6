// The validator's key behind an interface: real secp256k1 in the program, a fast stand-in in
// simulations, a separate process later. Only vote.cpp asks it to sign.
#pragma once

#include <array>
#include <memory>
#include <optional>

#include "chain/base/types.hpp"
#include "chain/crypto/secp256k1.hpp"

namespace dure::chain {

/// r ‖ s ‖ v, v = 0 or 1: the form of QBFT commit seals and of messages' signatures.
using Seal = std::array<Byte, 65>;

class Signer {
 public:
    virtual ~Signer() = default;
    virtual Address address() const = 0;
    virtual Seal sign(const Hash256& digest) = 0;
    /// A message to the other validators; what goes into a block is always `sign`ed.
    virtual Seal sign_message(const Hash256& digest) { return sign(digest); }
    /// Who signed, in the same scheme as `sign`; nothing when the seal is no signature.
    virtual std::optional<Address> recover(const Hash256& digest, const Seal&) const;
};

std::unique_ptr<Signer> make_signer(const SecretKey&);

/// Recovery on secp256k1, what Signer::recover does unless told otherwise.
std::optional<Address> sealed_by(const Hash256& digest, const Seal&);

}  // namespace dure::chain
