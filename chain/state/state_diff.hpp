// What a block or a call changed, as a value: the store writes it, the world applies it. Everything
// is sorted, so the same execution gives the same bytes everywhere.
#pragma once

#include <vector>

#include "chain/state/state_reader.hpp"

namespace dure::chain {

struct StorageChange {
    uint256 key;
    uint256 value;  ///< 0 erases the slot
    friend bool operator==(const StorageChange&, const StorageChange&) = default;
};

/// Whether slots from before live on beside the changes.
enum class OldStorage : std::uint8_t { keep, wipe };

struct AccountChange {
    Address address;
    Account account;  ///< the account afterwards
    OldStorage old_storage = OldStorage::keep;
    std::vector<StorageChange> storage;  ///< by key
    friend bool operator==(const AccountChange&, const AccountChange&) = default;
};

struct NewCode {
    Hash256 hash;
    SharedCode code;
};

struct StateDiff {
    std::vector<AccountChange> accounts;  ///< created or changed, by address
    std::vector<Address> deleted;         ///< gone with all their storage, by address
    std::vector<NewCode> new_code;        ///< by hash

    bool empty() const { return accounts.empty() && deleted.empty() && new_code.empty(); }
};

}  // namespace dure::chain
