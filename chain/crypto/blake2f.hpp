// The compression function F of BLAKE2b with a chosen number of rounds. Source: EIP-152, RFC 7693.
#pragma once

#include <array>
#include <optional>

#include "chain/base/may_go_on.hpp"
#include "chain/base/types.hpp"

namespace dure::chain {

/// Input of precompile 0x09: rounds (4, big endian) ‖ h (64) ‖ m (128) ‖ t (16) ‖ final flag (1).
/// Nothing when the size is not 213 or the flag not 0 or 1, or when it must not go on. Time grows
/// with rounds: gas bounds it.
std::optional<std::array<Byte, 64>> blake2f(ByteView input, const MayGoOn& may_go_on = {});

}  // namespace dure::chain
