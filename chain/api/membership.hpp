// Membership (one of the six functions): who belongs to the community, and asking to.
#pragma once

#include <optional>
#include <vector>

#include "chain/api/outbox.hpp"
#include "chain/api/suite.hpp"
#include "core/ports/market.hpp"

namespace dure::chain::api {

Message apply_for_seat(const Suite& suite, const core::ApplyForSeat& application);
Message leave_seat(const Suite& suite);
Message approve_member(const Suite& suite, const Address& owner);
Message deny_member(const Suite& suite, const Address& owner);

/// What the automation's key may do; enforced by the AgentPolicy contract.
struct AgentLimits {
    core::MilliWon per_slot, per_day;
    core::Tick min_sell, max_buy;
    core::UtcTime until{};  ///< at most 30 days after the block that sets it
};
constexpr std::chrono::days kLongestLimits{30};
Bytes ask_agent_limits(core::Seat seat);
std::optional<AgentLimits> read_agent_limits(ByteView answer);
/// By the owner, for its own seat.
Message set_agent_limits(const Suite& suite, const AgentLimits& limits);

/// A page of everybody who ever applied, in that order.
Bytes ask_members(std::size_t first, std::size_t most);
std::vector<core::Member> read_members(ByteView answer);

/// The key that proves a seat's readings; zero when the seat is empty.
Bytes ask_meter(core::Seat seat);
std::optional<Address> read_meter(ByteView answer);

/// Does the log change who is a member, or a member's keys?
bool changes_members(const Log& log);

}  // namespace dure::chain::api
