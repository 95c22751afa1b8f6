// The overlay goes back exactly, and what it says it changed is what a world becomes.
#include "chain/state/state.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/evm/world.hpp"

namespace dure::chain::test {
namespace {

WorldState some_world() {
    return world_of({{.address = kAlice, .nonce = 3, .balance = 100},
                     {.address = kBob, .balance = 7},
                     {.address = kContract,
                      .nonce = 1,
                      .code = push(1) + return_top(),
                      .storage = {{.key = 1, .value = 11}, {.key = 2, .value = 22}}}});
}

/// One random change of one of a few accounts.
void change_something(State& state) {
    const auto who = *rc::gen::element(kAlice, kBob, kContract, kOther, numbered(9));
    const auto key = uint256{*rc::gen::inRange<std::uint64_t>(0, 4)};
    const auto value = uint256{*rc::gen::inRange<std::uint64_t>(0, 3)};
    auto& entry = state.entry(who);
    switch (*rc::gen::inRange(0, 9)) {
        case 0:
            return state.set_balance(entry, value);
        case 1:
            return state.set_nonce(entry, entry.account.nonce + 1);
        case 2:  // only running code stores, and a contract has a nonce from its creation on
            if (entry.account.nonce == 0) return;
            return state.set_storage(entry, state.access(entry, key).slot, value);
        case 3:
            return state.set_transient(entry, key, value);
        case 4:
            return state.touch(entry);
        case 5:
            return state.selfdestruct(entry);
        case 6:
            static_cast<void>(state.access(entry));
            return;
        case 7:
            if (state.is_in_use(entry)) return;
            state.create(entry);
            return state.set_nonce(entry, 1);
        default:
            if (!state.created_in_transaction(entry)) return;
            if (entry.account.code_hash == kEmptyCodeHash) state.set_code(entry, Bytes{1, 2, 3});
    }
}

struct Visible {
    std::vector<Account> accounts;
    std::vector<uint256> slots;
    std::vector<uint256> transient;
    std::vector<bool> flags;
    bool operator==(const Visible&) const = default;
};

Visible look(State& state) {
    Visible out;
    for (const auto& who : {kAlice, kBob, kContract, kOther, numbered(9)}) {
        auto& entry = state.entry(who);
        out.accounts.push_back(entry.account);
        for (std::uint64_t key = 0; key < 4; ++key) {
            out.slots.push_back(state.storage(entry, key));
            out.transient.push_back(state.transient(entry, key));
        }
        out.flags.push_back(state.created_in_transaction(entry));
        out.flags.push_back(state.selfdestructed(entry));
        out.flags.push_back(state.is_in_use(entry));
        out.flags.push_back(state.code(entry).size() != 0);
    }
    return out;
}

RC_GTEST_PROP(State, going_back_restores_everything_seen, ()) {
    const auto world = some_world();
    State state(world);
    state.begin_transaction();
    for (int i = *rc::gen::inRange(0, 10); i > 0; --i) change_something(state);
    const auto before = look(state);
    const auto point = state.snapshot();
    for (int i = *rc::gen::inRange(0, 20); i > 0; --i) change_something(state);
    state.revert(point);
    RC_ASSERT(look(state) == before);
}

RC_GTEST_PROP(State, a_reverted_transaction_changes_nothing, ()) {
    const auto world = some_world();
    State state(world);
    state.begin_transaction();
    const auto point = state.snapshot();
    for (int i = *rc::gen::inRange(0, 20); i > 0; --i) change_something(state);
    state.revert(point);
    state.finish_transaction();
    RC_ASSERT(state.diff().empty());
}

RC_GTEST_PROP(State, the_world_becomes_what_the_overlay_showed, ()) {
    auto world = some_world();
    State state(world);
    for (int tx = *rc::gen::inRange(1, 4); tx > 0; --tx) {
        state.begin_transaction();
        for (int i = *rc::gen::inRange(0, 12); i > 0; --i) change_something(state);
        state.finish_transaction();
    }
    state.begin_transaction();
    const auto shown = look(state);
    world.apply(state.diff());
    State fresh(world);
    fresh.begin_transaction();
    RC_ASSERT(look(fresh) == shown);
}

TEST(State, the_next_transaction_finds_everything_cold_and_transients_gone) {
    const auto world = some_world();
    State state(world);
    state.begin_transaction();
    auto& entry = state.entry(kContract);
    EXPECT_EQ(state.access(entry), Access::cold);
    EXPECT_EQ(state.access(entry), Access::warm);
    EXPECT_EQ(state.access(entry, 1).before, Access::cold);
    state.set_storage(entry, state.access(entry, 1).slot, 12);
    state.set_transient(entry, 5, 6);
    state.finish_transaction();

    state.begin_transaction();
    EXPECT_EQ(state.access(entry), Access::cold);
    const auto [slot, before] = state.access(entry, 1);
    EXPECT_EQ(before, Access::cold);
    EXPECT_EQ(slot.original, uint256{12});
    EXPECT_EQ(state.transient(entry, 5), uint256{});
}

TEST(State, a_diff_is_sorted_and_leaves_out_what_ended_as_it_began) {
    const auto world = some_world();
    State state(world);
    state.begin_transaction();
    for (const std::uint64_t key : {9u, 3u, 2u}) {
        auto& entry = state.entry(kContract);
        state.set_storage(entry, state.access(entry, key).slot, 5);
    }
    state.set_balance(state.entry(kBob), 8);
    state.set_balance(state.entry(kBob), 7);
    state.set_balance(state.entry(kAlice), 101);
    state.finish_transaction();
    const auto diff = state.diff();
    ASSERT_EQ(diff.accounts.size(), 2u);
    EXPECT_EQ(diff.accounts[0].address, kAlice);
    EXPECT_EQ(diff.accounts[1].address, kContract);
    const std::vector<StorageChange> expected{
        {.key = 2, .value = 5}, {.key = 3, .value = 5}, {.key = 9, .value = 5}};
    EXPECT_EQ(diff.accounts[1].storage, expected);
}

TEST(State, an_empty_account_goes_when_touched) {
    const auto world = world_of({{.address = kBob}});
    State state(world);
    state.begin_transaction();
    state.touch(state.entry(kBob));
    state.touch(state.entry(kOther));  // never was there
    state.finish_transaction();
    EXPECT_EQ(state.diff().deleted, std::vector<Address>{kBob});
}

RC_GTEST_PROP(WorldState, the_incremental_root_is_the_root_from_scratch, ()) {
    WorldState world;
    for (int step = *rc::gen::inRange(1, 6); step > 0; --step) {
        State state(world);
        state.begin_transaction();
        for (int i = *rc::gen::inRange(0, 8); i > 0; --i) change_something(state);
        state.finish_transaction();
        world.apply(state.diff());
        if (*rc::gen::arbitrary<bool>()) world.root();
    }
    StateDiff everything;
    world.for_each_account([&](const Address& address, const Account& account) {
        AccountChange change{
            .address = address, .account = account, .old_storage = OldStorage::keep, .storage = {}};
        world.for_each_slot(address, [&](const uint256& key, const uint256& value) {
            change.storage.push_back({.key = key, .value = value});
        });
        everything.accounts.push_back(std::move(change));
    });
    WorldState fresh;
    fresh.apply(everything);
    RC_ASSERT(world.root() == fresh.root());
    RC_ASSERT(world.clone().root() == fresh.root());
}

TEST(WorldState, a_clone_goes_its_own_way) {
    auto world = some_world();
    const auto root = world.root();
    auto copy = world.clone();
    StateDiff diff;
    diff.deleted.push_back(kContract);
    copy.apply(diff);
    EXPECT_NE(copy.root(), root);
    EXPECT_EQ(world.root(), root);
    EXPECT_EQ(world.storage(kContract, 1), uint256{11});
}

TEST(WorldState, proofs_hold_under_the_root) {
    auto world = some_world();
    const auto root = world.root();
    const std::vector<uint256> keys{1, 5};
    const auto proof = world.prove(kContract, keys);
    const auto account = verify_proof(root, keccak256(kContract), proof.proof);
    EXPECT_EQ(account.verdict, ProofVerdict::present);
    const auto present =
        verify_proof(proof.storage_root, keccak256(uint256{1}.to_be32()), proof.storage[0].proof);
    EXPECT_EQ(present.verdict, ProofVerdict::present);
    EXPECT_EQ(present.value, Bytes{11});
    const auto absent =
        verify_proof(proof.storage_root, keccak256(uint256{5}.to_be32()), proof.storage[1].proof);
    EXPECT_EQ(absent.verdict, ProofVerdict::absent);
    const auto nobody = world.prove(kOther, {});
    EXPECT_EQ(verify_proof(root, keccak256(kOther), nobody.proof).verdict, ProofVerdict::absent);
}

}  // namespace
}  // namespace dure::chain::test
