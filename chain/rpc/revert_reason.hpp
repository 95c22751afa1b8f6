// Why a call reverted, in words, when it says so in one of Solidity's two built-in errors.
#pragma once

#include <string>

#include "chain/base/types.hpp"

namespace dure::chain::rpc {

/// Error(string): the string (cut at 1 KiB); Panic(uint256): the code; else empty.
std::string revert_reason(ByteView output);

}  // namespace dure::chain::rpc
