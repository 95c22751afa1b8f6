// Energy from power, for what has no counter (the battery's charge and discharge): the straight
// line between two samples, cut at slot boundaries. Never used for money.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "core/slot/slot.hpp"
#include "core/units/units.hpp"

namespace dure::core {

struct TwoWayEnergy {
    Wh positive{}, negative{};  ///< both ≥ 0
};

class PowerIntegral {
 public:
    PowerIntegral(SlotRules rules, std::chrono::milliseconds most_gap)
        : rules_(rules), most_gap_(most_gap) {}

    void add(UtcTime at, std::optional<Watt> power);
    /// Takes a finished slot out; parts of a Wh are carried into the next.
    TwoWayEnergy take(Slot slot);

 private:
    struct Sum {
        std::int64_t positive = 0, negative = 0;  ///< W·ms
    };
    void add_span(Slot slot, std::int64_t watts, std::int64_t ms);

    SlotRules rules_;
    std::chrono::milliseconds most_gap_;
    std::optional<std::pair<UtcTime, Watt>> last_;
    std::map<Slot, Sum> sums_;
    Sum carried_;
};

}  // namespace dure::core
