// Calls to the governance contract as operators' tools make them, against the contract itself.
#include "chain/api/governance_calls.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include <boost/json/parse.hpp>
#include <fstream>
#include <sstream>

#include "tests/node/governed_state.hpp"

namespace dure::chain::api {
namespace {

using namespace chain::testing;

const NodeKey kKey = node_key(0x55);

TEST(GovernanceCalls, open_votes_are_told_with_their_voters) {
    GovernedState governed(governed_genesis(4));
    const std::vector<Bytes> actions{change_validators({}, account(30)), revoke_node(kKey),
                                     set_manager(account(31))};
    for (const auto& action : actions)
        ASSERT_EQ(governed.send(1, vote_for(action)).status, evm::Status::success);
    ASSERT_EQ(governed.send(0, vote_for(actions[1])).status, evm::Status::success);
    EXPECT_EQ(open_actions(governed.call(9, ask_open_actions(0, 10)).output), actions);
    EXPECT_EQ(open_actions(governed.call(9, ask_open_actions(2, 10)).output),
              std::vector<Bytes>{actions[2]});
    auto two = voters(governed.call(9, ask_voters(actions[1])).output);
    std::sort(two.begin(), two.end());
    EXPECT_EQ(two, (std::vector{account(1), account(0)})) << "by address";

    ASSERT_EQ(governed.send(1, withdraw_vote_for(actions[0])).status, evm::Status::success);
    EXPECT_EQ(open_actions(governed.call(9, ask_open_actions(0, 10)).output).size(), 2U);
    EXPECT_TRUE(voters(governed.call(9, ask_voters(actions[0])).output).empty());
}

TEST(GovernanceCalls, do_what_they_say) {
    GovernedState governed(governed_genesis(1));
    RegisteredNode node;
    node.key = kKey;
    node.owner = account(5);
    node.role = NodeRole::kRelay;
    node.unit = 7;
    ASSERT_EQ(governed.send(kBoss, register_node(node)).status, evm::Status::success);
    ASSERT_EQ(governed.send(5, announce_endpoint(kKey, "10.0.0.1:30400")).status,
              evm::Status::success);
    EXPECT_EQ(announced_endpoint(governed.state, kKey), "10.0.0.1:30400");
    ASSERT_EQ(governed.send(kBoss, revoke_node(kKey)).status, evm::Status::success);
    EXPECT_EQ(registered_node(governed.state, kKey)->standing, NodeStanding::kRevoked);
    InviteId id;
    id.bytes = {1, 2, 3};
    ASSERT_EQ(governed.send(kBoss, cancel_invite(id)).status, evm::Status::success);
    EXPECT_TRUE(is_invite_spent(governed.state, id));
    ASSERT_EQ(governed.send(kBoss, set_manager(account(6))).status, evm::Status::success);
    EXPECT_EQ(governance_manager(governed.state), account(6));
}

TEST(GovernanceCalls, refusals_have_words) {
    const GovernedState governed(governed_genesis(2));
    const auto stranger = governed.call(9, vote_for(change_validators({}, account(30))));
    EXPECT_EQ(governance_refusal(stranger.output), "that is no validator");
    EXPECT_FALSE(governance_refusal({}));
    EXPECT_FALSE(governance_refusal(Bytes{1, 2, 3, 4}));

    std::ifstream file(std::string{DURE_SOURCE_DIR} + "/chain/contracts/artifacts/Governance.json");
    std::stringstream text;
    text << file.rdbuf();
    const auto artifact = boost::json::parse(text.str());
    std::size_t errors = 0;
    for (const auto& entry : artifact.at("abi").as_array()) {
        if (entry.at("type").as_string() != "error") continue;
        ++errors;
        std::string signature{entry.at("name").as_string()};
        signature += '(';
        for (const auto& input : entry.at("inputs").as_array()) {
            if (signature.back() != '(') signature += ',';
            signature += std::string_view(input.at("type").as_string());
        }
        EXPECT_TRUE(governance_refusal(abi::selector(signature + ")"))) << signature;
    }
    EXPECT_GT(errors, 15U);
}

TEST(GovernanceCalls, actions_are_told_in_words) {
    const auto zero = Address{};
    EXPECT_EQ(describe_action(change_validators(zero, account(1))),
              "add validator " + to_hex(account(1)));
    EXPECT_EQ(describe_action(change_validators(account(1), zero)),
              "remove validator " + to_hex(account(1)));
    EXPECT_EQ(describe_action(change_validators(account(1), account(2))),
              "replace validator " + to_hex(account(1)) + " by " + to_hex(account(2)));
    EXPECT_EQ(describe_action(revoke_node(kKey)), "revoke node " + to_hex(kKey.bytes));
    EXPECT_TRUE(describe_action(Bytes{1}).starts_with("something"));
    auto longer = revoke_node(kKey);
    longer.push_back(0);
    EXPECT_TRUE(describe_action(longer).starts_with("something"));
}

}  // namespace
}  // namespace dure::chain::api
