// The community's first block: what every node must agree on before anything else.
//
//   { "chainId": 20350, "timestamp": 1700000000, "gasLimit": 100000000,
//     "validators": ["0x…"],
//     "alloc": { "0x…": { "balance": "0x…", "nonce": 0, "code": "0x…",
//                         "storage": { "0x…32 bytes": "0x…" } } },
//     "governance": { "manager": "0x…", "code": "0x…",
//                     "nodes": [ { "key": "0x…32 bytes", "role": "validator", "owner": "0x…",
//                                  "unit": 0 } ] } }
//
// Numbers are JSON integers or 0x strings. Unknown keys, duplicate keys and missing keys are errors
// (gasLimit, alloc, the parts of an account, governance, its code, owner and unit may be left out),
// so that two files that look alike cannot mean different chains. Roles: validator, relay,
// follower.
//
// With governance the validators are the contract's first ones and change by their votes; headers
// leave the list empty (Besu's contract mode). Without, they stay as they are.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chain/base/result.hpp"
#include "chain/base/types.hpp"
#include "chain/base/uint256.hpp"
#include "chain/block/block.hpp"
#include "chain/node/governance.hpp"
#include "chain/state/state_diff.hpp"

namespace dure::chain {

struct GenesisAccount {
    uint256 balance{};
    std::uint64_t nonce = 0;
    Bytes code;
    std::map<uint256, uint256> storage;
    friend bool operator==(const GenesisAccount&, const GenesisAccount&) = default;
};

constexpr std::uint64_t kDefaultGasLimit = 100'000'000;

struct Genesis {
    std::uint64_t chain_id = 0;   ///< > 0
    std::uint64_t timestamp = 0;  ///< seconds
    std::uint64_t gas_limit = kDefaultGasLimit;
    std::vector<Address> validators;  ///< at least one, none twice; any order
    std::map<Address, GenesisAccount> alloc;
    std::optional<GenesisGovernance> governance{};
    friend bool operator==(const Genesis&, const Genesis&) = default;
};

struct GenesisError {
    std::string what;  ///< the key and the reason, one line
};

/// Input is capped at 16 MiB.
Result<Genesis, GenesisError> parse_genesis(std::string_view json);
std::string to_json(const Genesis&);
/// What a genesis made by hand may get wrong.
std::optional<GenesisError> check(const Genesis&);

/// Block 0: QBFT extraData with the sorted validators (none with governance), state root of alloc
/// and governance, Cancun fields.
Block genesis_block(const Genesis&);
Hash256 genesis_hash(const Genesis&);
StateDiff genesis_state(const Genesis&);
std::vector<Address> sorted_validators(const Genesis&);

}  // namespace dure::chain
