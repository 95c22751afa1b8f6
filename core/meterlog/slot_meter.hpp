// Cuts one counter's believed points into slots. The total at a slot's boundary lies on the line
// between the two points around it, rounded down, and both neighbours use the same number: the sum
// of slots is the counter's difference, to the watt-hour.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/meterlog/counter_filter.hpp"
#include "core/slot/slot.hpp"

namespace dure::core {

/// Why a slot's energy is not simply measured.
enum class Doubt : std::uint8_t {
    kNone,
    kGap,     ///< no samples at a boundary: the counter tells the sum, the cut is a straight line
    kReset,   ///< the counter began anew; what flowed over the change is not counted
    kBegun,   ///< counting began inside the slot
    kSilent,  ///< nothing was heard: no energy is told
};

struct SlotPart {
    Slot slot{};
    Wh energy{};
    Doubt doubt = Doubt::kNone;
};

class SlotMeter {
 public:
    /// Points further apart than `most_gap` make a boundary between them doubtful.
    SlotMeter(SlotRules rules, std::chrono::milliseconds most_gap)
        : rules_(rules), most_gap_(most_gap) {}

    /// Returns the slots that end at or before this point, oldest first. A gap of more than
    /// kMostSlots begins anew.
    std::vector<SlotPart> add(const CounterPoint& point);
    static constexpr std::uint32_t kMostSlots = 10'000;

    /// Energy of the slot in progress up to the last point.
    std::optional<SlotPart> so_far() const;

    struct State {
        CounterPoint last{};
        Slot slot{};
        Wh base{};
        Doubt doubt = Doubt::kNone;
    };
    std::optional<State> state() const { return state_; }
    void restore(const State& state) { state_ = state; }

 private:
    void begin(const CounterPoint& point);

    SlotRules rules_;
    std::chrono::milliseconds most_gap_;
    std::optional<State> state_;
};

/// The graver of two doubts.
constexpr Doubt worse(Doubt a, Doubt b) { return a < b ? b : a; }

}  // namespace dure::core
