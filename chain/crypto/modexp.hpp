// base^exponent mod modulus on big-endian numbers of any length, as precompile 0x05 wants it.
#pragma once

#include "chain/base/types.hpp"

namespace dure::chain {

/// As many bytes as the modulus; zeros when the modulus is 0 or 1. The caller bounds the lengths
/// (gas, EIP-2565).
Bytes modexp(ByteView base, ByteView exponent, ByteView modulus);

}  // namespace dure::chain
