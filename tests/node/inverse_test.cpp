// The way back from a proposal that was executed and not decided.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "chain/node/execution_check.hpp"
#include "chain/state/merge_diffs.hpp"
#include "tests/node/chain_fixture.hpp"

namespace dure::chain {
namespace {

StateDiff random_diff(const WorldState& state) {
    StateDiff diff;
    for (std::uint64_t i = 0; i < 6; ++i) {
        const auto address = testing::account(i);
        const auto kind = *rc::gen::inRange(0, 4);
        if (kind == 0) continue;
        if (kind == 1) {
            if (state.account(address)) diff.deleted.push_back(address);
            continue;
        }
        AccountChange change{.address = address, .account = {}, .storage = {}};
        change.account.nonce = *rc::gen::inRange<std::uint64_t>(1, 5);
        change.old_storage = kind == 2 ? OldStorage::keep : OldStorage::wipe;
        for (std::uint64_t slot = 0; slot < 4; ++slot) {
            if (*rc::gen::inRange(0, 2) == 0) continue;
            change.storage.push_back(
                {.key = uint256{slot}, .value = uint256{*rc::gen::inRange<std::uint64_t>(0, 3)}});
        }
        diff.accounts.push_back(std::move(change));
    }
    const auto by_address = [](const auto& a, const auto& b) { return a.address < b.address; };
    std::sort(diff.accounts.begin(), diff.accounts.end(), by_address);
    std::sort(diff.deleted.begin(), diff.deleted.end());
    return diff;
}

RC_GTEST_PROP(Inverse, brings_back_every_account_and_slot, ()) {
    WorldState state;
    for (int block = 0; block < 4; ++block) {
        const auto diff = random_diff(state);
        const auto before = state.root();
        const auto inverse = inverse_of(diff, state);
        state.apply(diff);
        const auto after = state.root();
        state.apply(inverse);
        RC_ASSERT(state.root() == before);
        state.apply(diff);
        RC_ASSERT(state.root() == after);
    }
}

RC_GTEST_PROP(Merge, gives_what_each_diff_in_turn_gives, ()) {
    WorldState state, merged;
    std::vector<StateDiff> diffs;
    for (int block = 0; block < 3; ++block) {
        const auto first = random_diff(state);
        merged.apply(first);
        state.apply(first);
        diffs.clear();
        for (int i = 0; i < 5; ++i) {
            diffs.push_back(random_diff(state));
            state.apply(diffs.back());
        }
        const auto all = merge(diffs);
        merged.apply(all);
        RC_ASSERT(merged.root() == state.root());
        RC_ASSERT(merged.account_count() == state.account_count());
        RC_ASSERT(std::ranges::is_sorted(all.accounts, {}, &AccountChange::address));
        RC_ASSERT(std::ranges::is_sorted(all.deleted));
    }
}

}  // namespace
}  // namespace dure::chain
