// What the resident should know, by stable ids, with the time it began. An alarm that ended is kept
// for a while as inactive, newest first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/ports/home.hpp"

namespace dure::core {

struct Trouble {
    std::string id;
    Alarm::Level level = Alarm::Level::kNotice;
};

/// Troubles of the hardware: unreachable or wrong devices, ignored or foreign limits, the local
/// stop.
std::vector<Trouble> plant_troubles(const PlantState& plant);
/// Troubles of the chain, with its notice.
std::vector<Trouble> chain_troubles(const ChainView& chain);

class AlarmBoard {
 public:
    static constexpr std::size_t kEnded = 20;

    /// Everything that is wrong now; what is not named has ended.
    void set(const std::vector<Trouble>& troubles, UtcTime now);
    /// Active first (worst first, then newest), then ended.
    std::vector<Alarm> alarms() const;

 private:
    std::vector<Alarm> active_, ended_;
};

}  // namespace dure::core
