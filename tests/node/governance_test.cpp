// What nodes read from the governance contract's storage is what the contract itself answers.
#include "chain/node/governance.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "chain/consensus/extra_data.hpp"
#include "tests/node/governed_state.hpp"

namespace dure::chain {
namespace {

using namespace testing;

std::vector<Address> sorted(std::vector<Address> list) {
    std::sort(list.begin(), list.end());
    return list;
}

std::vector<Address> answered_validators(const GovernedState& governed) {
    const auto outcome = governed.call(7, abi::selector("getValidators()"));
    std::vector<Address> out;
    for (const auto& word : abi::Reader(outcome.output).words(0)) out.push_back(to_address(word));
    return sorted(out);
}

/// The contract's answer to node(key), as the reader would say it.
RegisteredNode answered_node(const GovernedState& governed, const NodeKey& key) {
    const auto data = abi::Encoder("node(bytes32)").hash(word(key)).finish();
    const auto outcome = governed.call(7, data);
    const abi::Reader answer(outcome.output);
    return {.key = key,
            .owner = answer.address(0),
            .role = static_cast<NodeRole>(answer.integer(1)),
            .standing = static_cast<NodeStanding>(answer.integer(2)),
            .unit = static_cast<std::uint32_t>(answer.integer(3)),
            .since = answer.integer(4)};
}

TEST(Governance, a_genesis_stands_as_the_contract_reads_it) {
    for (const std::size_t n : {1U, 4U, 22U, 100U}) {
        const GovernedState governed(governed_genesis(n));
        ASSERT_TRUE(is_governed(governed.state));
        EXPECT_EQ(governed_validators(governed.state), answered_validators(governed));
        EXPECT_EQ(governed_validators(governed.state).size(), n);
        EXPECT_EQ(governance_manager(governed.state), account(kBoss));
        const auto nodes = registered_nodes(governed.state);
        ASSERT_EQ(nodes.size(), n);
        for (const auto& node : nodes) {
            EXPECT_EQ(node, answered_node(governed, node.key));
            EXPECT_TRUE(node.is_active());
            EXPECT_EQ(node.since, kGenesisTime);
        }
        const auto outcome =
            governed.call(7, abi::Encoder("nodes(uint256,uint256)").word(0).word(200).finish());
        EXPECT_EQ(abi::Reader(outcome.output).words(0).size(), n);
    }
}

TEST(Governance, votes_change_the_validators_that_are_read) {
    GovernedState governed(governed_genesis(4));
    const auto action = GovernedState::change(account(3), account(30));
    governed.vote(0, action);
    governed.vote(1, action);
    EXPECT_EQ(governed_validators(governed.state),
              sorted({account(0), account(1), account(2), account(3)}));
    EXPECT_TRUE(touches_governance(governed.last_diff));
    governed.vote(2, action);
    EXPECT_EQ(governed_validators(governed.state),
              sorted({account(0), account(1), account(2), account(30)}));
    const auto drop = GovernedState::change(account(0), {});
    for (const auto voter : {0U, 1U, 30U}) governed.vote(voter, drop);
    EXPECT_EQ(governed_validators(governed.state), answered_validators(governed));
    EXPECT_EQ(governed_validators(governed.state).size(), 3U);
}

TEST(Governance, the_managers_registrations_are_read) {
    GovernedState governed(governed_genesis(1));
    const auto key = node_key(9);
    EXPECT_FALSE(registered_node(governed.state, key));
    const auto enter = abi::Encoder("register(bytes32,uint8,uint32,address)")
                           .hash(word(key))
                           .word(static_cast<std::uint64_t>(NodeRole::kRelay))
                           .word(4'000'000'000U)
                           .address(account(5))
                           .finish();
    EXPECT_NE(governed.send(5, enter).status, evm::Status::success);
    ASSERT_EQ(governed.send(kBoss, enter).status, evm::Status::success);
    const auto node = registered_node(governed.state, key);
    ASSERT_TRUE(node);
    EXPECT_EQ(*node, answered_node(governed, key));
    EXPECT_EQ(node->role, NodeRole::kRelay);
    EXPECT_EQ(node->unit, 4'000'000'000U);
    EXPECT_EQ(node->since, governed.now);

    const auto revoke = abi::Encoder("revoke(bytes32)").hash(word(key)).finish();
    ASSERT_EQ(governed.send(kBoss, revoke).status, evm::Status::success);
    EXPECT_EQ(registered_node(governed.state, key)->standing, NodeStanding::kRevoked);
    EXPECT_EQ(registered_nodes(governed.state).size(), 2U);
}

TEST(Governance, a_cancelled_invite_is_spent) {
    GovernedState governed(governed_genesis(1));
    InviteId id;
    id.bytes[0] = 0x12;
    id.bytes[15] = 0x34;
    EXPECT_FALSE(is_invite_spent(governed.state, id));
    Hash256 argument;  // bytes16 stands left
    std::copy(id.bytes.begin(), id.bytes.end(), argument.bytes.begin());
    const auto cancel = abi::Encoder("cancelInvite(bytes16)").hash(argument).finish();
    ASSERT_EQ(governed.send(kBoss, cancel).status, evm::Status::success);
    EXPECT_TRUE(is_invite_spent(governed.state, id));
    id.bytes[15] = 0x35;
    EXPECT_FALSE(is_invite_spent(governed.state, id));
}

TEST(Governance, announced_endpoints_are_read_short_and_long) {
    GovernedState governed(governed_genesis(1));
    EXPECT_EQ(announced_endpoint(governed.state, node_key(0)), "");
    for (const std::size_t length : {14U, 30U, 31U, 32U, 33U, 63U, 64U, 65U, 69U, 1U, 0U}) {
        const Bytes endpoint(length, static_cast<Byte>('a' + length % 26));
        const auto announce = abi::Encoder("announce(bytes32,bytes)")
                                  .hash(word(node_key(0)))
                                  .bytes(endpoint)
                                  .finish();
        ASSERT_EQ(governed.send(0, announce).status, evm::Status::success) << length;
        EXPECT_EQ(announced_endpoint(governed.state, node_key(0)),
                  std::string(endpoint.begin(), endpoint.end()));
    }
}

TEST(Governance, an_ungoverned_state_has_none) {
    WorldState state;
    state.apply(genesis_state(test_genesis()));
    EXPECT_FALSE(is_governed(state));
    EXPECT_TRUE(governed_validators(state).empty());
    EXPECT_TRUE(registered_nodes(state).empty());
}

TEST(Governance, other_accounts_do_not_touch_it) {
    StateDiff diff;
    EXPECT_FALSE(touches_governance(diff));
    for (const Byte last : {Byte{0}, Byte{2}}) {
        auto address = kGovernanceAddress;
        address.bytes[19] = last;
        diff.accounts.push_back({.address = address, .account = {}, .storage = {}});
    }
    EXPECT_FALSE(touches_governance(diff));
    diff.accounts[1].address = kGovernanceAddress;
    EXPECT_TRUE(touches_governance(diff));
}

TEST(GovernedGenesis, leaves_validators_to_the_contract) {
    const auto genesis = governed_genesis(4);
    const auto extra = decode_extra_data(genesis_block(genesis).header.extra_data);
    ASSERT_TRUE(extra);
    EXPECT_TRUE(extra->validators.empty());
    auto plain = genesis;
    plain.governance.reset();
    EXPECT_EQ(decode_extra_data(genesis_block(plain).header.extra_data)->validators.size(), 4U);
}

TEST(GovernedGenesis, reads_what_it_writes_and_names_its_contract) {
    const auto genesis = governed_genesis(4);
    const auto again = parse_genesis(to_json(genesis));
    ASSERT_TRUE(again) << again.error().what;
    EXPECT_EQ(*again, genesis);

    auto other = genesis;
    other.governance->code.push_back(0);
    EXPECT_NE(genesis_hash(other), genesis_hash(genesis));
    const auto with_its_code = parse_genesis(to_json(other));
    ASSERT_TRUE(with_its_code);
    EXPECT_EQ(genesis_hash(*with_its_code), genesis_hash(other));
}

TEST(GovernedGenesis, refuses_with_a_reason) {
    const std::string good = R"({"chainId": 7, "timestamp": 1,
        "validators": ["0x0000000000000000000000000000000000000001"],
        "governance": {"manager": "0x00000000000000000000000000000000000000aa", "nodes": [
          {"key": "0x00000000000000000000000000000000000000000000000000000000000000bb",
           "role": "relay"}]}})";
    ASSERT_TRUE(parse_genesis(good));
    const auto with = [&](const std::string& from, const std::string& to) {
        auto text = good;
        text.replace(text.find(from), from.size(), to);
        return text;
    };
    const struct {
        std::string text;
        const char* reason;
    } all[] = {
        {with("\"manager\"", "\"boss\""), "governance.manager is missing"},
        {with("\"nodes\"", "\"knots\""), "governance.knots is not known"},
        {with("\"relay\"", "\"king\""), "must be validator, relay or follower"},
        {with(",\n           \"role\": \"relay\"", ""), "governance.nodes.role is missing"},
        {with("bb", "bbb"), "64 hex digits"},
        {with("000000bb", "00000000"), "must not be zero"},
        {with("\"relay\"}", "\"relay\", \"unit\": 4294967296}"), "larger than 32 bits"},
        {with("\"governance\"",
              "\"alloc\": {\"0x00000000000000000000000000000000d07e0001\": {}}, \"governance\""),
         "alloc has the address of governance"},
        {with("\"nodes\"", "\"code\": \"0x\", \"nodes\""), "must not be empty"},
    };
    for (const auto& one : all) {
        const auto genesis = parse_genesis(one.text);
        ASSERT_FALSE(genesis) << one.reason;
        EXPECT_NE(genesis.error().what.find(one.reason), std::string::npos) << genesis.error().what;
    }
}

}  // namespace
}  // namespace dure::chain
