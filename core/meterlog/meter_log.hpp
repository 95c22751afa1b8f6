// The home's meter: three lifetime counters in, one reading a slot out. Lost samples, bad samples
// and device replacements end in a flagged reading, never in invented energy (design 04 section
// 0.4).
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/meterlog/counter_filter.hpp"
#include "core/meterlog/slot_meter.hpp"
#include "core/ports/devices.hpp"

namespace dure::core {

struct SlotReading {
    Slot slot{};
    std::optional<Wh> imported{}, exported{}, generated{};  ///< ≥ 0; empty when not told
    Quality quality = Quality::kMissing;                    ///< kMeasured, kEstimated or kMissing
    Doubt doubt = Doubt::kSilent;
    bool amended = false;  ///< a reading of this slot was given before with less in it

    /// + export; empty unless both directions are told. A direction whose counter never showed
    /// anything did not flow.
    std::optional<Wh> net() const;
};

struct MeterLimits {
    Watt grid{30'000};                           ///< of the grid connection
    std::chrono::milliseconds most_gap{90'000};  ///< market time between samples still "measured"
};

class MeterLog {
 public:
    /// Slots from `begin` on get a reading, even if nothing is ever heard.
    MeterLog(SlotRules rules, MeterLimits limits, UtcTime begin);

    /// Each returns the readings that became certain, oldest first.
    std::vector<SlotReading> add(const PlantSample& sample);
    /// Gives up on samples for slots whose readings are nearly due.
    std::vector<SlotReading> close(UtcTime now);

    /// The slot in progress up to the last believed samples.
    SlotReading so_far() const;

    /// All that is needed to go on after a restart: the energy of the time between is in the
    /// counters.
    std::string state() const;
    /// Ignores a state that it does not understand or that was kept under other rules.
    void restore(std::string_view state);

 private:
    enum Counter : std::size_t { kImported, kExported, kGenerated, kCounters };
    struct Channel {
        CounterFilter filter;
        SlotMeter slots;
    };
    struct Entry {
        std::array<std::optional<SlotPart>, kCounters> parts;
        bool given = false;
    };
    bool complete(const Entry& entry) const;
    SlotReading reading(Slot slot, const Entry& entry) const;
    std::vector<SlotReading> take(Slot give_up_before);

    SlotRules rules_;
    MeterLimits limits_;
    std::array<Channel, kCounters> channels_;
    std::map<Slot, Entry> entries_;
    Slot next_;  ///< the first slot without a reading
};

}  // namespace dure::core
