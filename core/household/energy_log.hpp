// The home's energy book: what the plant's counters say becomes a row a slot in the journal,
// settled trade is written into it, and today, the month and the next slot are told from it.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "core/meterlog/meter_log.hpp"
#include "core/meterlog/power_integral.hpp"
#include "core/ports/home.hpp"
#include "core/ports/memory.hpp"
#include "core/tariff/tariff.hpp"

namespace dure::core {

struct EnergyLogSettings {
    SlotRules rules;
    Watt grid_limit{};
    std::chrono::milliseconds poll_in_market_time{};  ///< between samples when all is well
    Voltage voltage{};
};

class EnergyLog {
 public:
    /// Goes on from the counters that `memory` (may be none) remembers.
    EnergyLog(EnergyLogSettings settings, Journal& journal, Memory* memory, UtcTime now);

    /// Both return the readings that became certain; they are in the journal already.
    std::vector<SlotReading> take(const PlantSample& sample);
    std::vector<SlotReading> close(UtcTime now);
    /// Writes what a settled slot meant: sold or bought, earned or paid.
    void settle(const SeatSettlement& settlement, Tick price);

    const SlotRules& rules() const { return settings_.rules; }
    /// Net energy of the slot in progress as far as it is counted, + export.
    std::optional<Wh> net_so_far(Slot slot) const;
    std::optional<Wh> net_of(Slot slot) const;  ///< of a finished slot
    /// Expected of a slot, + surplus.
    std::optional<Wh> expected_net(Slot slot) const;

    UsageBucket today(UtcTime now);
    BillView bill(UtcTime now);
    bool last_reading_missing() const { return last_missing_; }

 private:
    void write(const std::vector<SlotReading>& readings);
    SlotEnergy row(Slot slot) const;
    void refresh(UtcTime now);

    EnergyLogSettings settings_;
    Journal& journal_;
    Memory* memory_;
    MeterLog meter_;
    PowerIntegral battery_;
    bool last_missing_ = false;

    // told again after each new row and at midnight
    bool dirty_ = true;
    UtcTime day_{};
    UsageBucket today_;
    std::vector<UsageBucket> days_;  ///< of the last month and this one
};

}  // namespace dure::core
