// The clearing rule: one call auction a slot with one price (rule: design 02 section 1). The
// contract chain/contracts/src/Market.sol computes the same bit for bit; tests/auction compares
// them.
//
// Orders come in seat order; what a transaction order was plays no part. Prices are ticks 0…255.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/ports/market.hpp"

namespace dure::core {

/// What one seat offers or wants in one slot.
struct Order {
    Seat seat = 0;
    Side side = Side::kSell;
    std::uint32_t wh = 0;  ///< < 2^20
    Tick limit{};          ///< sell: at least; buy: at most
    friend constexpr bool operator==(const Order&, const Order&) = default;
};

/// Result of one slot. `lo` and `hi` bound the crossing; everyone trades at `price` between them.
struct Clearing {
    Tick price{};
    Tick lo{}, hi{};
    Wh volume{};                       ///< sold = bought
    std::vector<std::uint32_t> fills;  ///< Wh of each order, in the orders' own sequence
};

/// Aggregate Wh offered and wanted at each tick.
Book book_of(std::span<const Order> orders);

/// Clears the book. `orders` must be in seat order. `seats` is the number of seats in the
/// community: the rounding at the margin is carried in seat order beginning at seat (slot mod
/// seats).
Clearing clear(std::span<const Order> orders, Slot slot, std::uint32_t seats);

/// Contracts with names: sellers and buyers lie in seat order on one line of `volume` Wh, and a
/// contract is the overlap of two intervals. At most sellers + buyers − 1 of them.
std::vector<Contract> match(std::span<const Order> orders, const Clearing& clearing, Slot slot);

/// The list as it stands in the clear log: 7 bytes a contract, big-endian seller u16, buyer u16, wh
/// u24.
std::vector<std::uint8_t> encode_contracts(std::span<const Contract> contracts);
std::vector<Contract> decode_contracts(std::span<const std::uint8_t> list, Slot slot, Tick price);

}  // namespace dure::core
