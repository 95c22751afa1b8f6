// Who may talk to us, by the governance of the state at hand.
#pragma once

#include <cstdint>

#include "chain/block/transaction.hpp"
#include "chain/node/invite.hpp"

namespace dure::chain {

enum class Admission : std::uint8_t {
    kStranger,  ///< no say and no answer
    kGuest,     ///< shows a good invite, or has redeemed one and waits: may follow, and redeem
    kMember,    ///< active in the registry
};

/// `invite`: what the peer showed, may be empty. `now` in seconds, the head's timestamp.
/// Without governance in the state everybody is a member.
Admission admission_of(const StateReader&, std::uint64_t chain_id, const Hash256& genesis,
                       const NodeKey&, ByteView invite, std::uint64_t now);

/// Why an invite would not be redeemed for `key` now.
enum class InviteFault : std::uint8_t {
    kOtherCommunity,  ///< another chain, or a genesis that only looks alike
    kNotTheManagers,  ///< signed by somebody else
    kExpired,
    kSpent,  ///< redeemed or cancelled
    kForAnother,
    kRegistered,  ///< the key is active already
    kRevoked,     ///< a revoked key does not come back by an invite
};
std::optional<InviteFault> fault_of(const StateReader&, std::uint64_t chain_id,
                                    const Hash256& genesis, const Invite&, const NodeKey& key,
                                    std::uint64_t now);

/// The one transaction a guest may send.
inline constexpr std::uint64_t kRedeemGas = 500'000;
bool is_redeem(const Transaction&);

}  // namespace dure::chain
