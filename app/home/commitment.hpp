// What stands on the chain for a home's number: a salted hash. The number itself stays at home.
#pragma once

#include <functional>

#include "chain/crypto/secp256k1.hpp"
#include "core/ports/home.hpp"

namespace dure::app {

std::function<core::HashBytes(const core::JoinCommunity&)> unit_commitment(chain::SecretKey salt);

}  // namespace dure::app
