// Invites: what is signed, read and refused, here and by the contract.
#include "chain/node/invite.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <sstream>

#include "chain/node/admission.hpp"
#include "tests/node/governed_state.hpp"

namespace dure::chain {
namespace {

using namespace testing;

constexpr std::uint64_t kNewcomer = 70;
const NodeKey kNewKey = node_key(0x77);

Invite plain_invite() {
    Invite invite;
    invite.chain_id = kChainId;
    invite.genesis = genesis_hash(governed_genesis(4));
    invite.id.bytes = {1, 2, 3};
    invite.unit = 1203;
    invite.expiry = kGenesisTime + kInviteSeconds;
    invite.addresses = {
        {.host = "192.168.0.10", .port = 30'400, .key = node_key(0)},
        {.host = "fe80::1", .port = 1, .key = node_key(1)},
        {.host = "relay.dure.local", .port = 65'535, .key = node_key(2), .role = NodeRole::kRelay}};
    return invite;
}
Invite bound_invite() {
    auto invite = plain_invite();
    invite.addresses.pop_back();
    invite.bound = InviteBinding{.key = kNewKey, .owner = account(kNewcomer)};
    return invite;
}
Invite signed_invite(const Invite& invite = plain_invite(), std::uint64_t by = kBoss) {
    auto out = sign_invite(invite, key(by));
    EXPECT_TRUE(out);
    return out.value_or(Invite{});
}

TEST(Invite, text_is_short_and_reads_back) {
    for (const auto& invite : {signed_invite(), signed_invite(bound_invite())}) {
        const auto text = to_text(invite);
        EXPECT_LE(text.size(), kInviteText);
        EXPECT_EQ(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:"),
                  std::string::npos);
        const auto again = parse_invite(text);
        ASSERT_TRUE(again);
        EXPECT_EQ(*again, invite);
        EXPECT_EQ(signer_of(*again), account(kBoss));
    }
}

TEST(Invite, reads_what_a_mail_made_of_it) {
    const auto invite = signed_invite();
    std::string folded = " ";
    for (const char c : to_text(invite)) {
        folded += static_cast<char>(std::tolower(c));
        if (folded.size() % 61 == 0) folded += "\r\n";
    }
    const auto again = parse_invite(folded + "\n");
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, invite);
}

TEST(Invite, what_is_none_is_told_from_what_is_damaged) {
    const auto text = to_text(signed_invite());
    EXPECT_EQ(parse_invite("").error(), InviteError::kNotAnInvite);
    EXPECT_EQ(parse_invite("https://example.org").error(), InviteError::kNotAnInvite);
    EXPECT_EQ(parse_invite(std::string(5'000, 'A')).error(), InviteError::kNotAnInvite);
    EXPECT_EQ(parse_invite(text.substr(0, text.size() - 2)).error(), InviteError::kDamaged);
    EXPECT_EQ(parse_invite(text + "AA").error(), InviteError::kDamaged);
    EXPECT_EQ(parse_invite(text.substr(0, 40) + "!" + text.substr(41)).error(),
              InviteError::kDamaged);
    auto bytes = encode(signed_invite());
    bytes[0] = 2;
    EXPECT_EQ(decode_invite(bytes).error(), InviteError::kNewer);
}

TEST(Invite, only_what_can_be_dialled_is_signed) {
    const auto with = [](auto change) {
        auto invite = plain_invite();
        change(invite);
        return sign_invite(invite, key(kBoss)).has_value();
    };
    EXPECT_TRUE(with([](Invite&) {}));
    EXPECT_FALSE(with([](Invite& i) { i.addresses.clear(); }));
    EXPECT_FALSE(with([](Invite& i) { i.addresses.resize(5, i.addresses[0]); }));
    EXPECT_FALSE(with([](Invite& i) { i.addresses[0].host = ""; }));
    EXPECT_FALSE(with([](Invite& i) { i.addresses[0].host = "a b"; }));
    EXPECT_FALSE(with([](Invite& i) { i.addresses[0].port = 0; }));
    EXPECT_FALSE(with([](Invite& i) { i.role = NodeRole::kNone; }));
    EXPECT_FALSE(with([](Invite& i) { i.expiry = std::uint64_t{1} << 40; }));
    EXPECT_FALSE(with([](Invite& i) {
        for (auto& a : i.addresses) a.host = std::string(60, 'h');
    })) << "too long for its text";
}

RC_GTEST_PROP(Invite, any_bytes_are_an_invite_that_encodes_to_them_or_an_error, ()) {
    auto bytes =
        encode(signed_invite(*rc::gen::arbitrary<bool>() ? plain_invite() : bound_invite()));
    const auto changes = *rc::gen::inRange(0, 4);
    for (int i = 0; i < changes; ++i) {
        const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
        bytes[at] = *rc::gen::arbitrary<Byte>();
    }
    bytes.resize(*rc::gen::weightedOneOf<std::size_t>(
        {{3, rc::gen::just(bytes.size())},
         {1, rc::gen::inRange<std::size_t>(0, kInviteBytes + 2)}}));
    const auto invite = decode_invite(bytes);
    if (invite) RC_ASSERT(encode(*invite) == bytes);
}

RC_GTEST_PROP(Invite, one_invite_has_one_text, ()) {
    const auto invite = signed_invite();
    auto text = to_text(invite);
    const auto at = *rc::gen::inRange<std::size_t>(6, text.size());
    const char digit = *rc::gen::elementOf(std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"));
    const bool same = text[at] == digit;
    text[at] = digit;
    const auto read = parse_invite(text);
    RC_ASSERT(same == (read && *read == invite));
    if (read && !same) RC_ASSERT(signer_of(*read) != account(kBoss));
}

TEST(Invite, the_contract_takes_a_bound_one_once) {
    GovernedState governed(governed_genesis(4));
    const auto invite = signed_invite(bound_invite());
    const auto call = redeem_call(invite, kNewKey);
    EXPECT_EQ(governed.call(kNewcomer + 1, call).status, evm::Status::revert);
    const auto outcome = governed.send(kNewcomer, call);
    ASSERT_EQ(outcome.status, evm::Status::success);
    EXPECT_LT(outcome.gas_used, kRedeemGas);
    const auto node = registered_node(governed.state, kNewKey);
    ASSERT_TRUE(node);
    EXPECT_TRUE(node->is_active());
    EXPECT_EQ(node->owner, account(kNewcomer));
    EXPECT_EQ(node->unit, 1203U);
    EXPECT_TRUE(is_invite_spent(governed.state, invite.id));
    EXPECT_EQ(governed.send(kNewcomer, call).status, evm::Status::revert);
}

TEST(Invite, the_contract_keeps_an_open_one_pending) {
    GovernedState governed(governed_genesis(4));
    ASSERT_EQ(governed.send(kNewcomer, redeem_call(signed_invite(), kNewKey)).status,
              evm::Status::success);
    EXPECT_EQ(registered_node(governed.state, kNewKey)->standing, NodeStanding::kPending);
}

TEST(Invite, the_contract_and_the_guard_refuse_alike) {
    const auto genesis = governed_genesis(4);
    const auto hash = genesis_hash(genesis);
    const struct {
        InviteFault fault;
        std::function<Invite()> make;
        std::uint64_t late = 0;
    } all[] = {
        {InviteFault::kNotTheManagers, [] { return signed_invite(plain_invite(), 5); }},
        {InviteFault::kExpired, [] { return signed_invite(); }, kInviteSeconds + 1},
        {InviteFault::kForAnother,
         [] {
             auto invite = bound_invite();
             invite.bound->key = node_key(0x78);
             return signed_invite(invite);
         }},
        {InviteFault::kOtherCommunity,
         [] {
             auto invite = plain_invite();
             invite.chain_id += 1;
             return signed_invite(invite);
         }},
        {InviteFault::kNotTheManagers,
         [] {
             auto invite = signed_invite();
             invite.addresses[0].host = "203.0.113.9";  // where to dial is signed too
             return invite;
         }},
    };
    for (const auto& one : all) {
        GovernedState governed(genesis);
        const auto invite = one.make();
        governed.now = kGenesisTime + std::max<std::uint64_t>(60, one.late);
        EXPECT_EQ(fault_of(governed.state, kChainId, hash, invite, kNewKey, governed.now),
                  one.fault);
        EXPECT_EQ(governed.send(kNewcomer, redeem_call(invite, kNewKey)).status,
                  evm::Status::revert);
        EXPECT_EQ(
            admission_of(governed.state, kChainId, hash, kNewKey, encode(invite), governed.now),
            Admission::kStranger);
    }
}

TEST(Admission, from_stranger_to_guest_to_member_and_out) {
    GovernedState governed(governed_genesis(4));
    const auto hash = genesis_hash(governed_genesis(4));
    const auto invite = encode(signed_invite());
    const auto admission = [&](const NodeKey& key, ByteView shown) {
        return admission_of(governed.state, kChainId, hash, key, shown, governed.now);
    };
    EXPECT_EQ(admission(node_key(0), {}), Admission::kMember) << "of the genesis";
    EXPECT_EQ(admission(kNewKey, {}), Admission::kStranger);
    EXPECT_EQ(admission(kNewKey, invite), Admission::kGuest);
    governed.send(kNewcomer, redeem_call(signed_invite(), kNewKey));
    EXPECT_EQ(admission(kNewKey, invite), Admission::kGuest) << "waits for the manager";
    EXPECT_EQ(admission(node_key(0x78), invite), Admission::kStranger) << "spent";
    const auto approve = abi::Encoder("approve(bytes32,address)")
                             .hash(word(kNewKey))
                             .address(account(kNewcomer))
                             .finish();
    ASSERT_EQ(governed.send(kBoss, approve).status, evm::Status::success);
    EXPECT_EQ(admission(kNewKey, {}), Admission::kMember);
    const auto revoke = abi::Encoder("revoke(bytes32)").hash(word(kNewKey)).finish();
    ASSERT_EQ(governed.send(kBoss, revoke).status, evm::Status::success);
    auto again = plain_invite();
    again.id.bytes = {9};
    EXPECT_EQ(admission(kNewKey, encode(signed_invite(again))), Admission::kStranger);
}

TEST(Admission, a_guest_sends_a_redemption_and_nothing_else) {
    Transaction tx;
    tx.to = kGovernanceAddress;
    tx.gas_limit = kRedeemGas;
    tx.data = redeem_call(signed_invite(), kNewKey);
    EXPECT_TRUE(is_redeem(tx));
    auto other = tx;
    other.to = account(1);
    EXPECT_FALSE(is_redeem(other));
    other = tx;
    other.gas_limit += 1;
    EXPECT_FALSE(is_redeem(other));
    other = tx;
    other.value = uint256{1};
    EXPECT_FALSE(is_redeem(other));
    other = tx;
    other.data.push_back(0);
    EXPECT_FALSE(is_redeem(other));
    other = tx;
    other.data[0] ^= 1;
    EXPECT_FALSE(is_redeem(other));
}

TEST(IdentityWords, tell_nodes_and_owners_apart) {
    std::set<std::string> seen;
    for (Byte k = 0; k < 20; ++k) {
        for (std::uint64_t owner = 0; owner < 5; ++owner) {
            std::string line;
            for (const auto word : identity_words(node_key(k), account(owner)))
                line += std::string(word) + " ";
            seen.insert(line);
        }
    }
    EXPECT_EQ(seen.size(), 100U);
}

}  // namespace
}  // namespace dure::chain
