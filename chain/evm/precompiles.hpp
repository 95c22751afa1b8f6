// The contracts that are not code: 0x01–0x0a. Gas and shapes stand here, mathematics in
// chain/crypto. 0x0a (EIP-4844's point evaluation) is warm and always fails: the chain carries no
// blobs.
#pragma once

#include "chain/base/types.hpp"
#include "chain/evm/message.hpp"

namespace dure::chain::evm {

inline constexpr Byte kLastPrecompile = 0x0a;

constexpr bool is_precompile(const Address& a) {
    for (std::size_t i = 0; i < 19; ++i) {
        if (a.bytes[i] != 0) return false;
    }
    return a.bytes[19] >= 1 && a.bytes[19] <= kLastPrecompile;
}

struct PrecompileResult {
    Status status = Status::success;
    std::int64_t gas_left = 0;
    Bytes output;
};

/// `address` is one of the precompiles. The longest of them ask on their way.
PrecompileResult run_precompile(const Address& address, ByteView input, std::int64_t gas,
                                const MayGoOn& may_go_on = {});

}  // namespace dure::chain::evm
