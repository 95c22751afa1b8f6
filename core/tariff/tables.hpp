// Rows of KEPCO's dated tables; tariff.hpp is what the rest of the house uses.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <vector>

#include "core/tariff/tariff.hpp"

namespace dure::core {

struct StepTable {
    std::chrono::year_month from;
    Voltage voltage{};
    std::vector<TariffStep> steps;
    std::vector<TariffStep> summer;  ///< July and August; empty = as the rest of the year
    std::optional<std::int64_t> heavy_deciwon;  ///< a kWh beyond 1,000, Jul–Aug and Dec–Feb
};

struct Surcharge {
    std::chrono::year_month from;
    std::int64_t climate_deciwon = 0, fuel_deciwon = 0, fund_permille = 0;
};

/// Oldest first.
std::span<const StepTable> step_tables();
std::span<const Surcharge> surcharges();

}  // namespace dure::core
