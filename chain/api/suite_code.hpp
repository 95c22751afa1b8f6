// Creation code of the contracts, made at build time from chain/contracts/artifacts (embed.cmake).
#pragma once

#include <string_view>

namespace dure::chain::api {

// Hex without 0x.
extern const std::string_view kAccessManagerCode;
extern const std::string_view kRegistryCode;
extern const std::string_view kCoinCode;
extern const std::string_view kAgentPolicyCode;
extern const std::string_view kMarketCode;

}  // namespace dure::chain::api
