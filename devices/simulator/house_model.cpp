#include "devices/simulator/house_model.hpp"

#include <algorithm>

#include "devices/simulator/day_curves.hpp"

namespace dure::devices {

namespace {

using Milliseconds = std::chrono::milliseconds;
constexpr Milliseconds kStep = std::chrono::seconds(30);
constexpr Milliseconds kMostGap = std::chrono::hours(7 * 24);

}  // namespace

HouseParameters house_parameters(HouseKind kind, std::uint64_t seed) {
    HouseParameters parameters;
    parameters.kind = kind;
    parameters.seed = seed;
    // Eleven steps of 20 kWh span the usual 280…480 kWh of an apartment.
    const double step = static_cast<double>(seed * 7 % 11);
    parameters.monthly_load_kwh = 280 + 20 * step;
    if (kind == HouseKind::kSolarHome) {
        parameters.monthly_load_kwh = 280 + 8 * step;
        parameters.start_charge = 0.3 + 0.03 * step;
        return parameters;
    }
    parameters.pv_peak_w = parameters.inverter_max_w = parameters.battery_wh = 0;
    if (kind == HouseKind::kCommonArea) parameters.monthly_load_kwh = 620;
    return parameters;
}

HouseModel::HouseModel(const HouseParameters& parameters) : parameters_(parameters) {
    state_.charge = std::clamp(parameters.start_charge, 0.0, 1.0);
    state_.generated_wh = state_.output_wh = state_.imported_wh = state_.exported_wh =
        parameters.start_counter_wh;
}

void HouseModel::advance(core::UtcTime market_now) {
    if (!started_) {
        started_ = true;
        state_.at = market_now;
        live(market_now, 0);
        return;
    }
    if (market_now <= state_.at) return;
    state_.at = std::max(state_.at, market_now - kMostGap);
    while (state_.at < market_now) {
        const auto step = std::min<Milliseconds>(kStep, market_now - state_.at);
        state_.at += step;
        live(state_.at, static_cast<double>(step.count()) / 1000.0);
    }
}

void HouseModel::control(const HouseControls& controls) {
    if (started_) live(state_.at, 0);
    controls_ = controls;
    if (started_) live(state_.at, 0);
}

void HouseModel::set_charge(double charge) { state_.charge = std::clamp(charge, 0.0, 1.0); }

void HouseModel::restore(const HouseState& state) {
    state_ = state;
    started_ = true;
}

void HouseModel::live(core::UtcTime at, double seconds) {
    const double sun = fixed_sun_.value_or(parameters_.pv_peak_w * clear_sky(at) *
                                           through_clouds(parameters_, at));
    const double load = fixed_load_.value_or(load_w(parameters_, at));
    powers_ = dispatch(sun, load);
    const double hours = seconds / 3600.0;
    state_.generated_wh += powers_.generation_w * hours;
    state_.output_wh += std::max(0.0, powers_.output_w) * hours;
    state_.imported_wh += std::max(0.0, powers_.grid_w) * hours;
    state_.exported_wh += std::max(0.0, -powers_.grid_w) * hours;
    if (parameters_.battery_wh > 0) {
        set_charge(state_.charge - powers_.battery_w * hours / parameters_.battery_wh);
    }
}

HousePowers HouseModel::dispatch(double available_w, double load_w) const {
    const auto& p = parameters_;
    double most_charge = 0, most_discharge = 0;
    if (p.battery_wh > 0) {
        most_charge = std::min(p.charge_max_w, controls_.charge_limit_w);
        most_discharge = std::min(p.discharge_max_w, controls_.discharge_limit_w);
        most_charge = std::max(most_charge, -p.discharge_max_w);
        most_discharge = std::max(most_discharge, -p.charge_max_w);
    }
    double low = -most_charge, high = most_discharge;
    low = std::min(low, high);
    if (state_.charge >= 1) {
        low = std::max(low, 0.0);
        high = std::max(high, low);
    }
    if (state_.charge <= p.reserve) {
        high = std::min(high, 0.0);
        low = std::min(low, high);
    }
    if (!controls_.charge_from_grid) {
        low = std::max(low, -available_w);
        high = std::max(high, low);
    }
    const double limit = std::min(p.inverter_max_w, controls_.output_limit_w);
    double generation = available_w;
    double battery = std::clamp(load_w - generation, low, high);
    if (const double excess = generation + battery - limit; excess > 0) {
        // The battery takes what it can before the array is throttled.
        const double shifted = std::min(excess, std::max(0.0, battery - low));
        battery -= shifted;
        generation = std::max(0.0, generation - (excess - shifted));
    }
    const double output = generation + battery;
    return {.available_w = available_w,
            .generation_w = generation,
            .battery_w = battery,
            .output_w = output,
            .load_w = load_w,
            .grid_w = load_w - output};
}

}  // namespace dure::devices
