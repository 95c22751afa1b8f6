// The accounts of developers' chains: everybody knows their keys, as those of hardhat and anvil.
#pragma once

#include <string_view>
#include <vector>

#include "chain/base/types.hpp"
#include "chain/crypto/secp256k1.hpp"

namespace dure::app {

inline constexpr std::string_view kDevMnemonic =
    "test test test test test test test test test test test junk";

struct DevAccount {
    chain::Address address;
    chain::SecretKey key;
};

/// m/44'/60'/0'/0/0 … count − 1 of the mnemonic.
std::vector<DevAccount> dev_accounts(std::uint32_t count);

}  // namespace dure::app
