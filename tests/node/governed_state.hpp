// The state of a governed genesis, and calls that change it: the contract itself runs, without a
// node around it.
#pragma once

#include <gtest/gtest.h>

#include "chain/api/abi.hpp"
#include "chain/node/genesis.hpp"
#include "chain/state/world_state.hpp"
#include "tests/node/chain_fixture.hpp"

namespace dure::chain::testing {

constexpr std::uint64_t kBoss = 60;  // key number of the manager

inline NodeKey node_key(Byte last) {
    NodeKey key;
    key.bytes[0] = 0xa0;
    key.bytes[31] = last;
    return key;
}
inline Hash256 word(const NodeKey& key) { return Hash256{key.bytes}; }

/// Validators are accounts 0 … n − 1, with nodes 0 … n − 1.
inline Genesis governed_genesis(std::size_t validators) {
    Genesis genesis;
    genesis.chain_id = kChainId;
    genesis.timestamp = kGenesisTime;
    genesis.governance =
        GenesisGovernance{.manager = account(kBoss), .nodes = {}, .code = governance_code()};
    for (std::size_t i = 0; i < validators; ++i) {
        genesis.validators.push_back(account(i));
        RegisteredNode node;
        node.key = node_key(static_cast<Byte>(i));
        node.owner = account(i);
        node.role = NodeRole::kValidator;
        node.unit = static_cast<std::uint32_t>(100 + i);
        genesis.governance->nodes.push_back(node);
    }
    return genesis;
}

class GovernedState {
 public:
    explicit GovernedState(const Genesis& genesis) { state.apply(genesis_state(genesis)); }

    /// Executes and keeps what changed. Reverts are failures unless told otherwise.
    CallOutcome send(std::uint64_t from, const Bytes& data) {
        auto outcome = call(from, data);
        if (outcome.status == evm::Status::success) {
            state.apply(outcome.diff);
            last_diff = std::move(outcome.diff);
        }
        return outcome;
    }
    CallOutcome call(std::uint64_t from, const Bytes& data) const {
        Header header;
        header.number = 1;
        header.timestamp = now;
        header.gas_limit = kDefaultGasLimit;
        CallRequest request;
        request.from = account(from);
        request.to = kGovernanceAddress;
        request.gas = 10'000'000;
        request.data = data;
        return simulate(state, block_context(header, kChainId, [](auto) { return Hash256{}; }),
                        request);
    }
    void vote(std::uint64_t from, const Bytes& action) {
        EXPECT_EQ(send(from, api_vote(action)).status, evm::Status::success);
    }
    static Bytes api_vote(const Bytes& action) {
        return abi::Encoder("vote(bytes)").bytes(action).finish();
    }
    static Bytes change(const Address& removed, const Address& added) {
        return abi::Encoder("changeValidators(address,address)")
            .address(removed)
            .address(added)
            .finish();
    }

    WorldState state;
    StateDiff last_diff;
    std::uint64_t now = kGenesisTime + 60;
};

}  // namespace dure::chain::testing
