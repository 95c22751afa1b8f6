// Settlement (one of the six functions): readings in, disputes, and what a slot came to.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "chain/api/outbox.hpp"
#include "chain/api/suite.hpp"
#include "core/ports/market.hpp"

namespace dure::chain::api {

constexpr std::int16_t kMissingReading = INT16_MIN;

/// What a meter's key signs (EIP-712, domain of the Market).
Hash256 reading_digest(const Suite& suite, std::uint64_t chain_id, core::Slot slot, core::Seat seat,
                       std::int16_t net_wh);

/// All seats from 0 on, kMissingReading where there is none. Metering role only.
Message deliver_readings(const Suite& suite, core::Slot slot, std::span<const std::int16_t> seats);
Message dispute_reading(const Suite& suite, core::Slot slot, core::Seat seat, std::int16_t net_wh,
                        const Signature& signature);
Message settle_slot(const Suite& suite, core::Slot slot, std::size_t seats);

struct DeliveredLog {
    core::Slot slot;
    core::Seat first_seat = 0;
    std::vector<std::int16_t> readings;
};
std::optional<DeliveredLog> read_delivered(const Log& log);

struct DisputedLog {
    core::Slot slot;
    core::Seat seat = 0;
    std::int16_t posted = 0, signed_value = 0;
};
std::optional<DisputedLog> read_disputed(const Log& log);

struct SettledLog {
    core::Slot slot;
    core::Tick price;
    Bytes seats;  ///< 6 bytes each: contracted i24, metered i16, flags
};
std::optional<SettledLog> read_settled(const Log& log);
std::optional<core::SeatSettlement> settlement_of(core::Slot slot, core::Tick price, ByteView seats,
                                                  core::Seat seat);

}  // namespace dure::chain::api
