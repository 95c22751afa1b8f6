// Keys of the simulated community, and a signer that is quick: a keyed hash in place of secp256k1.
// It cannot be forged by a node's code, which only ever holds its own signer.
#pragma once

#include <cstdint>
#include <memory>

#include "chain/consensus/signer.hpp"
#include "chain/crypto/secp256k1.hpp"
#include "chain/net/noise.hpp"

namespace dure::sim {

enum class KeyKind : std::uint8_t { kValidator, kFollower, kResident, kHostile };

/// The same key for the same place in every run.
const chain::SecretKey& key(KeyKind kind, std::size_t index);
chain::Address address(KeyKind kind, std::size_t index);
const std::shared_ptr<const chain::NodeIdentity>& identity(std::size_t computer);
chain::NodeKey node_key(std::size_t computer);

std::unique_ptr<chain::Signer> fast_signer(const chain::Address& address);
/// secp256k1, each signature recovered once for all computers of the process.
std::unique_ptr<chain::Signer> real_signer(const chain::SecretKey& key);

}  // namespace dure::sim
