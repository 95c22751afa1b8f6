// A slot is the trading interval: index = floor(unix seconds / slot seconds), UTC (design 01 rule
// 4).
#pragma once

#include <cstdint>

#include "core/units/units.hpp"

namespace dure::core {

/// Index of a trading interval; meaningful only together with the community's slot length.
struct Slot {
    std::uint32_t index = 0;
    friend constexpr auto operator<=>(Slot, Slot) = default;
    friend constexpr Slot operator+(Slot s, std::uint32_t n) { return Slot{s.index + n}; }
    friend constexpr Slot operator-(Slot s, std::uint32_t n) { return Slot{s.index - n}; }
};

/// The community's times, governed on chain (design 02 section 2).
struct SlotRules {
    std::uint32_t slot_seconds = 900;
    std::uint32_t gate_seconds = 300;     ///< the gate closes this long before the slot begins
    std::uint32_t reading_seconds = 300;  ///< readings are posted within this time after the slot
    std::uint32_t dispute_seconds = 900;  ///< and may be disputed for this long after that
    friend constexpr bool operator==(const SlotRules&, const SlotRules&) = default;

    constexpr Slot slot_at(UtcTime t) const {
        const auto seconds = std::chrono::floor<std::chrono::seconds>(t).time_since_epoch().count();
        return Slot{static_cast<std::uint32_t>(seconds / slot_seconds)};
    }
    constexpr UtcTime start(Slot s) const {
        return UtcTime{std::chrono::seconds{std::int64_t{s.index} * slot_seconds}};
    }
    constexpr UtcTime end(Slot s) const { return start(s + 1); }
    constexpr UtcTime gate(Slot s) const { return start(s) - std::chrono::seconds{gate_seconds}; }
    constexpr UtcTime readings_due(Slot s) const {
        return end(s) + std::chrono::seconds{reading_seconds};
    }
    constexpr UtcTime settles_from(Slot s) const {
        return readings_due(s) + std::chrono::seconds{dispute_seconds};
    }
};

}  // namespace dure::core
