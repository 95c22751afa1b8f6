// Contracts (one of the six functions): clearing a slot, and the list of contracts it leaves in the
// log. The list itself is core/auction's encoding.
#pragma once

#include <optional>

#include "chain/api/outbox.hpp"
#include "chain/api/suite.hpp"
#include "core/ports/market.hpp"

namespace dure::chain::api {

/// `seats` sizes the gas limit: one transaction serves the whole community.
Message clear_slot(const Suite& suite, core::Slot slot, std::size_t seats);

struct ClearedLog {
    core::Slot slot;
    core::Tick price;
    core::Wh volume;
    Bytes contracts;
};
std::optional<ClearedLog> read_cleared(const Log& log);

/// The Market's ring: what is older than so many slots is neither reported nor settled any more.
constexpr std::uint32_t kSlotsInRing = 16;

/// The hash the contract keeps; nothing when the slot is not in the ring any more.
Bytes ask_slot_info(core::Slot slot);
struct SlotOnChain {
    core::SlotStage stage{};
    std::uint16_t seats = 0;  ///< when it was cleared
    core::UtcTime end{}, readings_due{}, settles_from{};
    core::UtcTime grace_ends{};  ///< after it a slot settles even without readings
    Hash256 contracts_hash;
};
std::optional<SlotOnChain> read_slot_info(ByteView answer, core::Slot slot);

}  // namespace dure::chain::api
