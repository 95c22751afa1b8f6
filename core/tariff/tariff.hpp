// KEPCO's residential tariff as dated data, and the bill it makes of a month's energy: base and
// step charges, climate and fuel adjustment, VAT and the power fund, with KEPCO's roundings.
// Source of the figures: design 02 section 5. Bills are in whole won; a part of a kWh is not
// billed.
//
// In a complex with one contract for all homes the home is not KEPCO's customer, so every result is
// an estimate and is labelled so on the screen.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/units/units.hpp"

namespace dure::core {

/// Apartments usually buy at high voltage, houses at low voltage.
enum class Voltage : std::uint8_t { kLow, kHigh };

struct TariffStep {
    std::int64_t up_to_kwh = 0;       ///< inclusive; 0 = open end
    std::int64_t base_won = 0;        ///< of a month that ends in this step
    std::int64_t energy_deciwon = 0;  ///< a kWh inside this step, tenths of a won
};

/// One month's price list: the steps that hold in that month and what is added to them.
struct MonthTariff {
    std::vector<TariffStep> steps;              ///< rising, the last is open
    std::optional<std::int64_t> heavy_deciwon;  ///< a kWh beyond kHeavyKwh, in the hard months
    std::int64_t climate_deciwon = 0;           ///< a kWh
    std::int64_t fuel_deciwon = 0;              ///< a kWh
    std::int64_t fund_permille = 0;
};
constexpr std::int64_t kHeavyKwh = 1000;

/// The table that holds in a local month; empty when no published table covers it.
std::optional<MonthTariff> month_tariff(std::chrono::year_month, Voltage);

/// All amounts in won.
struct Bill {
    std::int64_t base = 0, energy = 0, climate = 0, fuel = 0, vat = 0, fund = 0, total = 0;
    std::int64_t before_tax() const { return base + energy + climate + fuel; }
    friend bool operator==(const Bill&, const Bill&) = default;
};
Bill bill_of(const MonthTariff&, Wh used);

/// Where a month's use stands among the steps. Tiers count from 1.
struct TierPlace {
    std::int32_t tier = 1;
    Wh start{}, end{};  ///< end 0 = open
    Wh to_next{};       ///< 0 when open
};
TierPlace tier_place(const MonthTariff&, Wh used);

/// Ends of the tiers, without the open last: for the bar on the screen.
std::vector<Wh> tier_ends(const MonthTariff&);

/// What the next kWh costs with adjustments, VAT and fund; milli-won a kWh, rounded down.
MilliWon marginal_price(const MonthTariff&, Wh used);

/// A price as a market tick: whole won a kWh, rounded down, at most 255.
Tick to_tick(MilliWon per_kwh);

}  // namespace dure::core
