#include "dev_accounts.hpp"

#include "chain/crypto/hd_key.hpp"
#include "chain/crypto/mnemonic.hpp"

namespace dure::app {

std::vector<DevAccount> dev_accounts(std::uint32_t count) {
    const auto seed = chain::seed_of(*chain::parse_mnemonic(kDevMnemonic));
    std::vector<DevAccount> out;
    for (std::uint32_t i = 0; i < count; ++i) {
        auto key = *chain::account_key(seed, i);
        const auto address = chain::address_of(key);
        out.push_back({.address = address, .key = std::move(key)});
    }
    return out;
}

}  // namespace dure::app
