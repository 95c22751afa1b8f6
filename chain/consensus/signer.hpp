// The validator's key behind an interface: real secp256k1 in the program, a fast stand-in in
// simulations, a separate process later.
#pragma once

#include <array>
#include <memory>
#include <optional>

#include "chain/base/types.hpp"
#include "chain/crypto/secp256k1.hpp"

namespace dure::chain {

/// r ‖ s ‖ v, v = 0 or 1: the form of QBFT commit seals.
using Seal = std::array<Byte, 65>;

class Signer {
 public:
    virtual ~Signer() = default;
    virtual Address address() const = 0;
    virtual Seal sign(const Hash256& digest) = 0;
};

std::unique_ptr<Signer> make_signer(const SecretKey&);

/// Who signed; nothing when the seal is no signature.
std::optional<Address> sealed_by(const Hash256& digest, const Seal&);

}  // namespace dure::chain
