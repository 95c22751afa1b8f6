// The state as a transaction sees it before it runs: a few const questions. The committed world, a
// snapshot on disk or a test's table answer them.
#pragma once

#include <optional>

#include "chain/base/types.hpp"
#include "chain/base/uint256.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/state/code.hpp"

namespace dure::chain {

struct Account {
    std::uint64_t nonce = 0;
    uint256 balance;  ///< wei
    Hash256 code_hash = kEmptyCodeHash;

    /// EIP-161: such an account is deleted when touched.
    bool is_empty() const { return nonce == 0 && !balance && code_hash == kEmptyCodeHash; }
    friend bool operator==(const Account&, const Account&) = default;
};

class StateReader {
 public:
    virtual ~StateReader() = default;
    virtual std::optional<Account> account(const Address&) const = 0;
    /// 0 when absent.
    virtual uint256 storage(const Address&, const uint256& key) const = 0;
    /// Whether any slot is not 0: a contract may not be created on such an account (EIP-7610).
    virtual bool has_storage(const Address&) const = 0;
    /// Never null for a code hash that an account has; `empty_code()` for kEmptyCodeHash.
    virtual SharedCode code(const Hash256&) const = 0;
};

}  // namespace dure::chain
