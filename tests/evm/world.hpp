// A small world for tests: accounts by address, and a machine on them.
#pragma once

#include "chain/block/execution.hpp"
#include "chain/state/world_state.hpp"
#include "tests/evm/bytecode.hpp"

namespace dure::chain::test {

constexpr Address numbered(Byte n) {
    Address a;
    a.bytes[0] = 0xda;
    a.bytes[19] = n;
    return a;
}
inline constexpr Address kAlice = numbered(1), kBob = numbered(2), kCoinbase = numbered(0xcb);
inline constexpr Address kContract = numbered(0xc0), kOther = numbered(0xc1);

struct Given {
    Address address;
    std::uint64_t nonce = 0;
    uint256 balance{};
    Bytecode code{};
    std::vector<StorageChange> storage{};
};

inline WorldState world_of(const std::vector<Given>& all) {
    StateDiff diff;
    for (const auto& given : all) {
        AccountChange change{.address = given.address,
                             .account = {.nonce = given.nonce, .balance = given.balance},
                             .old_storage = OldStorage::keep,
                             .storage = given.storage};
        if (given.code.size() != 0) {
            change.account.code_hash = keccak256(given.code.bytes());
            diff.new_code.push_back({.hash = change.account.code_hash,
                                     .code = std::make_shared<const Code>(given.code.bytes())});
        }
        diff.accounts.push_back(std::move(change));
    }
    WorldState world;
    world.apply(diff);
    return world;
}

inline Header block_header() {
    Header header;
    header.number = 7;
    header.timestamp = 1'700'000'000;
    header.gas_limit = 100'000'000;
    header.coinbase = kCoinbase;
    return header;
}
inline evm::BlockContext context() { return block_context(block_header(), 1, {}); }

inline CallRequest request_to(const Address& to, Bytes data = {}, std::uint64_t gas = 1'000'000) {
    return {.from = kAlice,
            .to = to,
            .gas = gas,
            .gas_price = {},
            .value = {},
            .data = std::move(data),
            .access_list = {}};
}

inline constexpr std::uint64_t kIntrinsic = 21'000;

}  // namespace dure::chain::test
