// What the market's slots meant for this home: its contracts with their stages, and the prices of
// the last week. Filled from news, and after a start from the chain, a few slots at a time.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "core/household/detail.hpp"
#include "core/ports/home.hpp"

namespace dure::core {

/// Net energy of a slot at the home's own meter, + export; empty when not known.
using NetOf = std::function<std::optional<Wh>(Slot)>;

class SlotBook {
 public:
    static constexpr std::size_t kContracts = 200;
    static constexpr std::size_t kWeek = 7 * 24 * 4;  ///< quarter-hour slots of 7 days
    SlotBook(const Market& market, Detail detail) : market_(market), detail_(detail) {}

    /// Reads these slots again.
    void note(const MarketNews& news, std::optional<Seat> seat);
    /// Reads a few older slots after a start. Returns while there may be more.
    bool backfill(Slot newest, std::optional<Seat> seat, std::size_t at_most);

    /// Newest first. `condition_block`: where the conditions in force came from, 0 = not known.
    std::vector<ContractView> contracts(const SlotRules& rules, UtcTime now, const NetOf& net,
                                        const std::map<Seat, std::uint16_t>& feeders,
                                        std::uint64_t condition_block) const;
    /// + to receive, − to pay, of slots not settled; newest first.
    std::vector<std::pair<Slot, MilliWon>> pending() const;
    /// Prices and volume; the book and the utility's prices are not this class's.
    PriceView prices(const SlotRules& rules, UtcTime now) const;

    /// Contracted in a slot: + sells, − buys.
    Wh contracted(Slot slot) const;
    std::uint32_t partners(Slot slot) const;
    std::optional<SlotResult> result(Slot slot) const;
    /// Settled since the last call, oldest first.
    std::vector<std::pair<SeatSettlement, Tick>> take_settled();

 private:
    struct Own {
        Side side{};
        Wh wh{};
        std::vector<std::pair<Seat, Wh>> partners;
        std::optional<SeatSettlement> settlement;
    };
    void read(Slot slot, std::optional<Seat> seat);

    const Market& market_;
    Detail detail_;
    std::map<Slot, SlotResult> results_;
    std::map<Slot, Own> own_;
    std::vector<std::pair<SeatSettlement, Tick>> settled_;
    std::optional<Slot> older_;  ///< next to read backwards
    std::size_t read_back_ = 0, empty_in_a_row_ = 0;
    bool filled_ = false;
};

}  // namespace dure::core
