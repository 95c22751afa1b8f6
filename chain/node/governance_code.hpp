// The governance contract as it stands on the chain, made at build time from
// chain/contracts/artifacts.
#pragma once

#include <string_view>

namespace dure::chain {

extern const std::string_view kGovernanceCode;  ///< hex without 0x

}  // namespace dure::chain
