// The household's memory of power and energy, for charts and bills. Only whole Wh of slots are
// stored; every longer period is the sum of its slots (one aggregation path, design 01 rule 5).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/ports/devices.hpp"
#include "core/slot/slot.hpp"
#include "core/units/units.hpp"

namespace dure::core {

/// What a home did in one slot. In = generated + imported + discharged + bought part of imported;
/// imported and exported are totals at the meter; sold and bought are the contracted parts of them.
struct SlotEnergy {
    UtcTime start{}, end{};
    Wh generated{}, consumed{}, imported{}, exported{}, charged{}, discharged{};
    Wh sold{}, bought{};        ///< settled with neighbours, ≤ exported / imported
    MilliWon earned{}, paid{};  ///< of settled contracts
    Quality quality = Quality::kMissing;
    friend bool operator==(const SlotEnergy&, const SlotEnergy&) = default;
};

/// A sum over [start, end). `covered` of `slots` had readings; nothing is invented for the rest.
struct UsageBucket {
    UtcTime start{}, end{};
    SlotEnergy sum;
    std::uint32_t slots = 0, covered = 0, estimated = 0;
};

enum class Period : std::uint8_t { kDay, kWeek, kMonth, kYear };

/// A chart's data: buckets are slots (day), days (week, month) or months (year), in local time.
struct UsageSeries {
    Period period{};
    UtcTime start{}, end{};
    std::vector<UsageBucket> buckets;
    UsageBucket total;
};

class Journal {
 public:
    virtual ~Journal() = default;
    virtual void put(const SlotEnergy&) = 0;  ///< replaces the same start
    virtual std::vector<SlotEnergy> range(UtcTime from, UtcTime to) const = 0;
    /// `slot_seconds`: how long the community's slots are, so how many a bucket should hold.
    virtual UsageSeries usage(Period, UtcTime any_moment_in_period,
                              std::uint32_t slot_seconds) const = 0;
    /// Stable id of what the resident should know: "journal-rebuilt", "journal-unwritable"; or
    /// empty.
    virtual std::string notice() const { return {}; }
};

}  // namespace dure::core
