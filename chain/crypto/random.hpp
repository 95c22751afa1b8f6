// Randomness of the system, for new keys only: the chain's rules never draw any.
#pragma once

#include "chain/crypto/secp256k1.hpp"

namespace dure::chain {

SecretBytes random_secret(std::size_t size);
Bytes random_bytes(std::size_t size);
SecretKey random_key();

}  // namespace dure::chain
