#include "chain/state/merge_diffs.hpp"

#include <algorithm>
#include <unordered_map>

namespace dure::chain {

namespace {

struct Merged {
    Account account;
    bool exists = false;
    OldStorage old_storage = OldStorage::keep;
    std::unordered_map<uint256, uint256> slots;

    void forget_slots() {
        slots.clear();
        old_storage = OldStorage::wipe;
    }
};

AccountChange change_of(const Address& address, const Merged& merged) {
    AccountChange out{.address = address,
                      .account = merged.account,
                      .old_storage = merged.old_storage,
                      .storage = {}};
    out.storage.reserve(merged.slots.size());
    for (const auto& [key, value] : merged.slots) out.storage.push_back({key, value});
    std::ranges::sort(out.storage, {}, &StorageChange::key);
    return out;
}

}  // namespace

StateDiff merge(std::span<const StateDiff> diffs) {
    std::unordered_map<Address, Merged> accounts;
    StateDiff out;
    for (const auto& diff : diffs) {
        for (const auto& address : diff.deleted) {
            auto& gone = accounts[address];
            gone.exists = false;
            gone.forget_slots();
        }
        for (const auto& change : diff.accounts) {
            auto& merged = accounts[change.address];
            merged.account = change.account;
            merged.exists = true;
            if (change.old_storage == OldStorage::wipe) merged.forget_slots();
            for (const auto& [key, value] : change.storage) merged.slots[key] = value;
        }
        out.new_code.insert(out.new_code.end(), diff.new_code.begin(), diff.new_code.end());
    }
    for (const auto& [address, merged] : accounts) {
        if (merged.exists) {
            out.accounts.push_back(change_of(address, merged));
        } else {
            out.deleted.push_back(address);
        }
    }
    std::ranges::sort(out.accounts, {}, &AccountChange::address);
    std::ranges::sort(out.deleted);
    std::ranges::sort(out.new_code, {}, &NewCode::hash);
    // Not std::ranges::unique: clang 14, which builds the fuzzers, cannot read the library's
    // subrange.
    const auto same =
        std::unique(out.new_code.begin(), out.new_code.end(),
                    [](const NewCode& a, const NewCode& b) { return a.hash == b.hash; });
    out.new_code.erase(same, out.new_code.end());
    return out;
}

}  // namespace dure::chain
