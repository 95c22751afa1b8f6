#include "devices/simulator/day_curves.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <numbers>

namespace dure::devices {

namespace {

constexpr double kDaySeconds = 86400;
constexpr double kSeoulOffset = 9 * 3600;

double seconds_of(core::UtcTime at) {
    return static_cast<double>(at.time_since_epoch().count()) / 1000.0;
}

double local_hour(double unix_seconds) {
    return std::fmod(unix_seconds + kSeoulOffset, kDaySeconds) / 3600.0;
}

bool weekend(double unix_seconds) {
    const auto day =
        static_cast<std::int64_t>(std::floor((unix_seconds + kSeoulOffset) / kDaySeconds));
    const auto weekday = (day + 4) % 7;  // 1970-01-01 was a Thursday; 0 = Sunday
    return weekday == 0 || weekday == 6;
}

/// SplitMix64's finaliser: every bit of the input moves every bit of the result.
std::uint64_t mix(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
    return x ^ (x >> 31);
}

enum class Channel : std::uint64_t { kDay, kCloud, kFlicker, kLoad, kChance, kPower, kBegin };

/// Uniform in [0, 1) for one cell of one channel.
double chance(std::uint64_t seed, Channel channel, std::int64_t cell) {
    const auto bits = mix(mix(seed ^ mix(static_cast<std::uint64_t>(channel))) ^
                          static_cast<std::uint64_t>(cell));
    return static_cast<double>(bits >> 11) * 0x1.0p-53;
}

/// Smooth noise in [0, 1) with one independent value a period.
double noise(std::uint64_t seed, Channel channel, double seconds, double period) {
    const double cell = std::floor(seconds / period);
    const double x = seconds / period - cell;
    const double blend = x * x * (3 - 2 * x);
    const auto index = static_cast<std::int64_t>(cell);
    return chance(seed, channel, index) * (1 - blend) + chance(seed, channel, index + 1) * blend;
}

double bump(double hour, double at, double width) {
    double away = std::abs(hour - at);
    away = std::min(away, 24 - away);
    return std::exp(-(away / width) * (away / width));
}

double home_shape(double hour, bool free_day) {
    return 0.45 + 0.9 * bump(hour, 7.3, 1.1) + 0.35 * bump(hour, 12.5, 1.5) +
           1.9 * bump(hour, 20, 2.2) + (free_day ? 0.35 * bump(hour, 14.5, 3.5) : 0.0);
}

/// Corridor and parking light at night, lifts and pumps when people leave and return.
double common_shape(double hour, bool) {
    const bool dark = hour < 6.5 || hour > 18;
    return 0.6 + (dark ? 0.7 : 0.0) + 0.5 * bump(hour, 8, 1.2) + 0.6 * bump(hour, 19, 2);
}

using Shape = double (*)(double, bool);

Shape shape_of(HouseKind kind) {
    return kind == HouseKind::kCommonArea ? &common_shape : &home_shape;
}

/// Mean of a shape over a week, so that the load meets its month.
double mean_of(Shape shape) {
    constexpr int kCells = 24 * 12;
    double workday = 0, free_day = 0;
    for (int i = 0; i < kCells; ++i) {
        const double hour = (i + 0.5) / 12.0;
        workday += shape(hour, false);
        free_day += shape(hour, true);
    }
    return (5 * workday + 2 * free_day) / (7.0 * kCells);
}

double mean_shape(HouseKind kind) {
    static const double home = mean_of(&home_shape);
    static const double common = mean_of(&common_shape);
    return kind == HouseKind::kCommonArea ? common : home;
}

// Appliances: at most one a quarter of an hour, 600…1800 W for 4…12 minutes.
constexpr double kQuarter = 900;
constexpr double kLeastPower = 600, kMostPower = 1800;
constexpr double kLeastSeconds = 240, kMostSeconds = 720;
constexpr double kMeanEnergy =
    (kLeastPower + kMostPower) / 2 * (kLeastSeconds + kMostSeconds) / 2;  // Ws
constexpr double kApplianceShare = 0.15;

double appliance_w(std::uint64_t seed, double seconds, double expected_w) {
    const double cell = std::floor(seconds / kQuarter);
    const auto index = static_cast<std::int64_t>(cell);
    const double likely = std::min(0.9, expected_w * kQuarter / kMeanEnergy);
    if (chance(seed, Channel::kChance, index) >= likely) return 0;
    const double size = chance(seed, Channel::kPower, index);
    const double length = kLeastSeconds + (kMostSeconds - kLeastSeconds) * size;
    const double begin = (kQuarter - length) * chance(seed, Channel::kBegin, index);
    const double inside = seconds - cell * kQuarter;
    if (inside < begin || inside >= begin + length) return 0;
    return kMostPower - (kMostPower - kLeastPower) * size;
}

}  // namespace

double clear_sky(core::UtcTime at) {
    constexpr double kRadian = std::numbers::pi / 180;
    constexpr double kLatitude = 37.3 * kRadian;
    constexpr double kTilt = 30 * kRadian;
    constexpr double kLongitudeHours =
        (127.0 - 135.0) / 15.0;  // Seoul's clock runs ahead of its sun
    constexpr double kSystem = 0.86;

    const double seconds = seconds_of(at);
    const double day = std::fmod((seconds + kSeoulOffset) / kDaySeconds, 365.2425);
    const double tilt_of_earth =
        23.44 * kRadian * std::sin(2 * std::numbers::pi * (284 + day) / 365);
    const double hour_angle = (local_hour(seconds) + kLongitudeHours - 12) * 15 * kRadian;
    const double height = std::sin(kLatitude) * std::sin(tilt_of_earth) +
                          std::cos(kLatitude) * std::cos(tilt_of_earth) * std::cos(hour_angle);
    if (height <= 0.01) return 0;
    const double degrees = std::asin(height) / kRadian;
    const double air_mass = 1 / (height + 0.50572 * std::pow(degrees + 6.07995, -1.6364));
    const double beam = 1.353 * std::pow(0.7, std::pow(air_mass, 0.678));
    const double on_roof =
        std::sin(tilt_of_earth) * std::sin(kLatitude - kTilt) +
        std::cos(tilt_of_earth) * std::cos(kLatitude - kTilt) * std::cos(hour_angle);
    const double light = beam * std::max(0.0, on_roof) + 0.1 * beam;
    return std::clamp(light * kSystem, 0.0, 1.0);
}

double through_clouds(const HouseParameters& parameters, core::UtcTime at) {
    const double seconds = seconds_of(at);
    const double day = noise(parameters.weather_seed, Channel::kDay, seconds, kDaySeconds);
    const double cover = std::clamp(parameters.clouds * (0.6 + 0.8 * day), 0.0, 1.0);
    const double cloud = 0.65 * noise(parameters.weather_seed, Channel::kCloud, seconds, 1800) +
                         0.35 * noise(parameters.seed, Channel::kFlicker, seconds, 240);
    return 1 - 0.85 * std::clamp((cloud - (1 - cover)) / 0.35, 0.0, 1.0);
}

double load_w(const HouseParameters& parameters, core::UtcTime at) {
    const double seconds = seconds_of(at);
    const double average = parameters.monthly_load_kwh * 1000 / (30 * 24);
    const double expected = average *
                            shape_of(parameters.kind)(local_hour(seconds), weekend(seconds)) /
                            mean_shape(parameters.kind);
    const double swing = 0.75 + 0.5 * noise(parameters.seed, Channel::kLoad, seconds, 1200);
    return expected * (1 - kApplianceShare) * swing +
           appliance_w(parameters.seed, seconds, expected * kApplianceShare);
}

}  // namespace dure::devices
