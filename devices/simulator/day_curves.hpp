// What the day brings to a home: sun and load as pure functions of (seed, market time). Sun from
// the usual clear-sky geometry at 37.3° N, 127° E on a south roof of 30°; clouds and appliances
// from hashed noise. Local time is Asia/Seoul.
#pragma once

#include <cstdint>

#include "core/units/units.hpp"
#include "devices/simulator/house_model.hpp"

namespace dure::devices {

/// Share of the array's peak power under a clear sky, 0…1.
double clear_sky(core::UtcTime at);

/// What clouds leave of it, 0.15…1; `clouds` 0…1.
double through_clouds(const HouseParameters& parameters, core::UtcTime at);

/// Household load in W; averages monthly_load_kwh over a 30-day month.
double load_w(const HouseParameters& parameters, core::UtcTime at);

}  // namespace dure::devices
