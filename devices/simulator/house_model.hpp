// The physics of one household: sun, clouds, load, battery, hybrid inverter and grid meter.
// Plain C++ and deterministic: weather and load are functions of (seed, market time), so two runs
// with the same parameters and times give the same day. Signs as in core's ports: grid + = import,
// battery + = discharge, generation + = produced. Local day curves are Asia/Seoul (UTC+9).
#pragma once

#include <cstdint>
#include <optional>

#include "core/units/units.hpp"

namespace dure::devices {

enum class HouseKind : std::uint8_t { kSolarHome, kConsumerHome, kCommonArea };

struct HouseParameters {
    HouseKind kind = HouseKind::kSolarHome;
    std::uint64_t seed = 1;
    std::uint64_t weather_seed = 1;  ///< neighbours share their sky
    double pv_peak_w = 3000;         ///< 0: no array
    double inverter_max_w = 3000;    ///< AC limit of the inverter (WMax)
    double battery_wh = 5000;        ///< 0: no battery
    double charge_max_w = 2500;
    double discharge_max_w = 2500;
    double reserve = 0.05;                ///< of the battery, never discharged below
    double monthly_load_kwh = 350;        ///< of a 30-day month, on average
    double clouds = 0.35;                 ///< 0 clear … 1 overcast
    double start_charge = 0.45;           ///< 0…1
    double start_counter_wh = 1'234'567;  ///< lifetime counters at the first moment
};

/// Usual homes of the demo community: producer 3 kWp and 5 kWh; consumer 280…480 kWh a month;
/// common area with night lighting, lifts and pumps. Varied by seed.
HouseParameters house_parameters(HouseKind kind, std::uint64_t seed);

/// What an order may narrow. Powers in W at the inverter's AC side and at the battery.
struct HouseControls {
    double output_limit_w = 1e9;     ///< AC output of the inverter
    double charge_limit_w = 1e9;     ///< < 0 forces discharge
    double discharge_limit_w = 1e9;  ///< 0 = hold; < 0 forces charge
    bool charge_from_grid = false;
};

struct HousePowers {
    double available_w = 0;   ///< what the array could give
    double generation_w = 0;  ///< what it gives, ≥ 0
    double battery_w = 0;     ///< + discharge
    double output_w = 0;      ///< inverter AC: generation + battery
    double load_w = 0;
    double grid_w = 0;  ///< + import
    friend bool operator==(const HousePowers&, const HousePowers&) = default;
};

/// Everything that must survive a restart so that counters never fall.
struct HouseState {
    core::UtcTime at{};
    double charge = 0;  ///< 0…1
    double generated_wh = 0, output_wh = 0, imported_wh = 0, exported_wh = 0;
    friend bool operator==(const HouseState&, const HouseState&) = default;
};

class HouseModel {
 public:
    explicit HouseModel(const HouseParameters& parameters);

    /// Integrates to `market_now` in steps of at most 30 s. The first call only sets the time; time
    /// that stands still or goes back changes nothing; of a gap only the last 7 days are lived.
    void advance(core::UtcTime market_now);

    void control(const HouseControls& controls);
    const HouseControls& controls() const { return controls_; }

    /// Overrides for tests and scenarios; nullopt returns to the day curves.
    void fix_sun(std::optional<double> available_w) { fixed_sun_ = available_w; }
    void fix_load(std::optional<double> load_w) { fixed_load_ = load_w; }
    void set_charge(double charge);

    const HouseParameters& parameters() const { return parameters_; }
    const HousePowers& powers() const { return powers_; }
    const HouseState& state() const { return state_; }
    /// Continues an earlier life; the next advance() integrates from its time.
    void restore(const HouseState& state);

 private:
    void live(core::UtcTime at, double seconds);
    HousePowers dispatch(double available_w, double load_w) const;

    HouseParameters parameters_;
    HouseControls controls_;
    HousePowers powers_;
    HouseState state_;
    std::optional<double> fixed_sun_, fixed_load_;
    bool started_ = false;
};

}  // namespace dure::devices
