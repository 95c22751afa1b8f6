// One poll's registers as core's sample. Battery power is what the inverter's AC output and its PV
// inputs leave over, because SunSpec's storage model has none; conversion losses count as battery.
// Whatever is missing or impossible stays empty, never 0.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/ports/devices.hpp"
#include "devices/roles/open_plant.hpp"
#include "devices/roles/plant_map.hpp"
#include "devices/sunspec/register_plan.hpp"

namespace dure::devices {

/// Ratings read once a contact.
struct Ratings {
    std::optional<core::Watt> power;  ///< WMax, else WRtg
};
Ratings decode_ratings(const sunspec::Image& image, const PlantMap& map);

struct Identity {
    std::string manufacturer, model, serial, version;
    friend bool operator==(const Identity&, const Identity&) = default;
};
Identity decode_identity(const sunspec::Image& image, const PlantMap& map);

/// A 32-bit counter that runs over goes on counting; a fall for any other reason is passed on,
/// because the monotone filter behind must see it.
class RollingCounter {
 public:
    std::optional<core::Wh> follow(std::optional<std::int64_t> wh,
                                   std::optional<std::int64_t> span);

 private:
    std::optional<std::int64_t> last_;
    std::int64_t turns_ = 0;  ///< Wh of all finished turns
};

struct Decoded {
    core::PlantSample sample;
    std::optional<core::Watt> output;  ///< inverter AC power
    bool implausible = false;
};

class PlantDecoder {
 public:
    explicit PlantDecoder(MeterSign sign) : sign_(sign) {}

    /// `meter_image` differs from `image` when the meter has its own unit.
    Decoded decode(const sunspec::Image& image, const sunspec::Image& meter_image,
                   const PlantMap& map, const Ratings& ratings, core::UtcTime at);

 private:
    struct Array {
        std::optional<std::int64_t> power;
        std::optional<core::Wh> energy;
    };
    Array decode_inputs(const sunspec::Image& image, const PlantMap& map);

    MeterSign sign_;
    RollingCounter imported_, exported_, produced_;
    std::vector<RollingCounter> strings_;
};

}  // namespace dure::devices
