#include "chain/node/execution_check.hpp"

#include <algorithm>

#include "chain/base/mutant.hpp"

namespace dure::chain {

namespace {

AccountChange whole_account(const Address& address, const Account& account,
                            const WorldState& state) {
    AccountChange change{
        .address = address, .account = account, .old_storage = OldStorage::wipe, .storage = {}};
    state.for_each_slot(address, [&](const uint256& key, const uint256& value) {
        change.storage.push_back({.key = key, .value = value});
    });
    std::sort(change.storage.begin(), change.storage.end(),
              [](const auto& a, const auto& b) { return a.key < b.key; });
    return change;
}

}  // namespace

bool matches(const Header& header, const BlockResult& result) {
    return header.gas_used == result.gas_used && header.logs_bloom == result.logs_bloom &&
           header.receipts_root == receipts_root(result.receipts);
}

StateDiff inverse_of(const StateDiff& diff, const WorldState& before) {
    StateDiff inverse;
    for (const auto& change : diff.accounts) {
        const auto account = before.account(change.address);
        if (!account) {
            inverse.deleted.push_back(change.address);
        } else if (change.old_storage == OldStorage::wipe) {
            inverse.accounts.push_back(whole_account(change.address, *account, before));
        } else {
            auto& back =
                inverse.accounts.emplace_back(AccountChange{.address = change.address,
                                                            .account = *account,
                                                            .old_storage = OldStorage::keep,
                                                            .storage = {}});
            if (mutant(Mutant::kInverseForgetsSlots)) continue;
            for (const auto& slot : change.storage) {
                back.storage.push_back(
                    {.key = slot.key, .value = before.storage(change.address, slot.key)});
            }
        }
    }
    for (const auto& address : diff.deleted) {
        if (const auto account = before.account(address))
            inverse.accounts.push_back(whole_account(address, *account, before));
    }
    std::sort(inverse.accounts.begin(), inverse.accounts.end(),
              [](const auto& a, const auto& b) { return a.address < b.address; });
    return inverse;
}

}  // namespace dure::chain
