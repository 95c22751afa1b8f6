// Calls by name, for whoever looks into a block.
#include <gtest/gtest.h>

#include "chain/api/abi.hpp"
#include "chain/api/calls.hpp"
#include "chain/api/governance_calls.hpp"
#include "chain/node/invite.hpp"
#include "core/ports/nodes.hpp"

namespace dure::chain::api {
namespace {

using Kind = core::CallField::Kind;

Address address(Byte n) {
    Address out;
    out.bytes.fill(n);
    return out;
}
const Suite kSuite = suite_of(address(0x11));

TEST(Calls, a_transfer_tells_receiver_and_amount) {
    const auto call = describe_call(
        kSuite, kSuite.coin,
        abi::Encoder("transfer(address,uint256)").address(address(7)).word(12'340).finish());
    EXPECT_EQ(call.contract, "coin");
    EXPECT_EQ(call.call, "transfer");
    ASSERT_EQ(call.fields.size(), 2U);
    EXPECT_EQ(call.fields[0],
              (core::CallField{.name = "to", .kind = Kind::kAddress, .address = address(7).bytes}));
    EXPECT_EQ(call.fields[1],
              (core::CallField{.name = "amount", .kind = Kind::kAmount, .number = 12'340}));
}

TEST(Calls, a_disputed_reading_may_be_negative) {
    const auto call = describe_call(kSuite, kSuite.market,
                                    abi::Encoder("dispute(uint32,uint16,int16,bytes)")
                                        .word(99)
                                        .word(3)
                                        .word(uint256{} - uint256{120})
                                        .bytes(Bytes(65))
                                        .finish());
    EXPECT_EQ(call.call, "dispute");
    ASSERT_EQ(call.fields.size(), 3U);
    EXPECT_EQ(call.fields[0].number, 99);
    EXPECT_EQ(call.fields[2].number, -120);
}

TEST(Calls, a_selector_counts_only_at_its_own_contract) {
    const auto data = abi::Encoder("clear(uint32)").word(1).finish();
    EXPECT_EQ(describe_call(kSuite, kSuite.market, data).call, "clear");
    EXPECT_TRUE(describe_call(kSuite, kSuite.coin, data).call.empty());
    EXPECT_TRUE(describe_call(kSuite, address(9), data).contract.empty());
}

NodeKey node(Byte n) {
    NodeKey out;
    out.bytes.fill(n);
    return out;
}
NamedCall governance(const Bytes& data) { return describe_call(kSuite, kGovernanceAddress, data); }

TEST(Calls, what_is_done_about_nodes_is_told) {
    const auto approved = governance(approve_node(node(3), address(4)));
    EXPECT_EQ(approved.contract, "governance");
    EXPECT_EQ(approved.call, "approve-node");
    ASSERT_EQ(approved.fields.size(), 2U);
    EXPECT_EQ(approved.fields[0].kind, Kind::kNode);
    EXPECT_EQ(approved.fields[0].key, node(3).bytes);
    EXPECT_EQ(approved.fields[1].address, address(4).bytes);

    const auto announced = governance(announce_endpoint(node(3), "10.0.0.7:30350"));
    EXPECT_EQ(announced.call, "announce");
    ASSERT_EQ(announced.fields.size(), 2U);
    EXPECT_EQ(announced.fields[1].text, "10.0.0.7:30350");
    EXPECT_TRUE(governance(announce_endpoint(node(3), "\x1b[2J")).call.empty());

    RegisteredNode entry;
    entry.key = node(5);
    entry.owner = address(6);
    entry.role = NodeRole::kRelay;
    const auto registered = governance(register_node(entry));
    EXPECT_EQ(registered.call, "register-node");
    ASSERT_EQ(registered.fields.size(), 3U);
    EXPECT_EQ(registered.fields[1].number, static_cast<std::int64_t>(core::NodeRole::kRelay));
    EXPECT_EQ(registered.fields[2].address, address(6).bytes);

    EXPECT_EQ(governance(revoke_node(node(5))).call, "revoke-node");
    EXPECT_EQ(governance(cancel_invite({})).call, "cancel-invite");
    EXPECT_EQ(governance(set_manager(address(8))).call, "set-manager");
}

TEST(Calls, an_invite_that_is_redeemed_tells_whose_node_enters) {
    Invite invite;
    invite.role = NodeRole::kFollower;
    invite.expiry = 2'000'000'000;
    const auto call = governance(redeem_call(invite, node(9)));
    EXPECT_EQ(call.call, "redeem-invite");
    ASSERT_EQ(call.fields.size(), 2U);
    EXPECT_EQ(call.fields[0].key, node(9).bytes);
    EXPECT_EQ(call.fields[1].number, static_cast<std::int64_t>(core::NodeRole::kFollower));
}

TEST(Calls, a_vote_tells_what_it_is_for) {
    const auto add = governance(vote_for(change_validators({}, address(2))));
    EXPECT_EQ(add.call, "vote-add-validator");
    ASSERT_EQ(add.fields.size(), 1U);
    EXPECT_EQ(add.fields[0].name, "to");
    EXPECT_EQ(add.fields[0].address, address(2).bytes);
    const auto remove = governance(withdraw_vote_for(change_validators(address(2), {})));
    EXPECT_EQ(remove.call, "withdraw-vote-remove-validator");
    ASSERT_EQ(remove.fields.size(), 1U);
    EXPECT_EQ(remove.fields[0].name, "from");
    EXPECT_EQ(governance(vote_for(change_validators(address(1), address(2)))).call,
              "vote-replace-validator");
    EXPECT_EQ(governance(vote_for(revoke_node(node(1)))).call, "vote-revoke-node");
    EXPECT_TRUE(governance(vote_for(vote_for(revoke_node(node(1))))).call.empty());
    EXPECT_TRUE(governance(vote_for({})).call.empty());
}

TEST(Calls, a_governance_call_cut_short_has_no_name) {
    for (const auto& whole :
         {approve_node(node(3), address(4)), announce_endpoint(node(3), "10.0.0.7:30350"),
          vote_for(change_validators(address(1), address(2)))}) {
        for (std::size_t size = 0; size < whole.size() - 31; ++size) {
            const auto call =
                describe_call(kSuite, kGovernanceAddress, ByteView(whole).first(size));
            EXPECT_TRUE(call.call.empty()) << size;
        }
    }
}

TEST(Calls, what_does_not_decode_has_no_name) {
    const auto whole =
        abi::Encoder("transfer(address,uint256)").address(address(7)).word(1).finish();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto call = describe_call(kSuite, kSuite.coin, ByteView(whole).first(size));
        EXPECT_EQ(call.contract, "coin");
        EXPECT_TRUE(call.call.empty()) << size;
        EXPECT_TRUE(call.fields.empty()) << size;
    }
    auto dirty = whole;
    dirty[4] = 1;  // above the 20 bytes of an address
    EXPECT_TRUE(describe_call(kSuite, kSuite.coin, dirty).call.empty());
    const auto huge = abi::Encoder("redeem(uint256)").word(uint256{} - uint256{1}).finish();
    EXPECT_TRUE(describe_call(kSuite, kSuite.coin, huge).call.empty());
}

}  // namespace
}  // namespace dure::chain::api
