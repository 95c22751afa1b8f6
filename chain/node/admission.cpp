#include "chain/node/admission.hpp"

#include <algorithm>

namespace dure::chain {

Admission admission_of(const StateReader& state, std::uint64_t chain_id, const Hash256& genesis,
                       const NodeKey& key, ByteView invite, std::uint64_t now) {
    if (!is_governed(state)) return Admission::kMember;
    const auto node = registered_node(state, key);
    const auto standing = node ? node->standing : NodeStanding::kUnknown;
    if (standing == NodeStanding::kActive) return Admission::kMember;
    if (standing == NodeStanding::kPending) return Admission::kGuest;
    if (standing == NodeStanding::kRevoked || invite.empty()) return Admission::kStranger;
    const auto shown = decode_invite(invite);
    if (!shown || fault_of(state, chain_id, genesis, *shown, key, now)) return Admission::kStranger;
    return Admission::kGuest;
}

std::optional<InviteFault> fault_of(const StateReader& state, std::uint64_t chain_id,
                                    const Hash256& genesis, const Invite& invite,
                                    const NodeKey& key, std::uint64_t now) {
    if (invite.chain_id != chain_id || invite.genesis != genesis)
        return InviteFault::kOtherCommunity;
    if (now > invite.expiry) return InviteFault::kExpired;
    if (is_invite_spent(state, invite.id)) return InviteFault::kSpent;
    if (invite.bound && invite.bound->key != key) return InviteFault::kForAnother;
    const auto node = registered_node(state, key);
    if (node && node->standing == NodeStanding::kActive) return InviteFault::kRegistered;
    if (node && node->standing == NodeStanding::kRevoked) return InviteFault::kRevoked;
    // Last, because it costs a recovery.
    if (signer_of(invite) != governance_manager(state)) return InviteFault::kNotTheManagers;
    return std::nullopt;
}

bool is_redeem(const Transaction& transaction) {
    constexpr std::size_t kCallBytes = 4 + 9 * 32 + 32 + 3 * 32;  // redeem_call's length
    const auto selector = redeem_selector();
    return transaction.to == kGovernanceAddress && !transaction.value &&
           transaction.gas_limit <= kRedeemGas && transaction.access_list.empty() &&
           transaction.data.size() == kCallBytes &&
           std::equal(selector.begin(), selector.end(), transaction.data.begin());
}

}  // namespace dure::chain
