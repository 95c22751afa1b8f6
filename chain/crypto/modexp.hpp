// base^exponent mod modulus on big-endian numbers of any length, as precompile 0x05 wants it.
#pragma once

#include <optional>

#include "chain/base/may_go_on.hpp"
#include "chain/base/types.hpp"

namespace dure::chain {

/// As many bytes as the modulus; zeros when the modulus is 0 or 1. The caller bounds the lengths
/// (gas, EIP-2565).
Bytes modexp(ByteView base, ByteView exponent, ByteView modulus);
/// The same in pieces of some milliseconds; nothing when it must not go on.
std::optional<Bytes> modexp(ByteView base, ByteView exponent, ByteView modulus,
                            const MayGoOn& may_go_on);

}  // namespace dure::chain
