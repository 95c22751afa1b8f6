#include "ui/format/formats.hpp"

#include <cmath>

#include "ui/format/format.hpp"

namespace dure::ui {
namespace {

// JavaScript has doubles only; NaN is its way to say "missing".
template <class T>
std::optional<T> whole(double value) {
    if (!std::isfinite(value)) return std::nullopt;
    return T{std::llround(value)};
}

core::UtcTime moment(double msecs) {
    return core::UtcTime{std::chrono::milliseconds{std::llround(msecs)}};
}

}  // namespace

Quantity Formats::power(double watts) const { return format::power(whole<core::Watt>(watts)); }
Quantity Formats::energy(double wh) const { return format::energy(whole<core::Wh>(wh)); }
Quantity Formats::energyExact(double wh) const { return format::energy_exact(whole<core::Wh>(wh)); }
Quantity Formats::won(double milliWon) const {
    return format::won(whole<core::MilliWon>(milliWon));
}

Quantity Formats::price(int tick) const {
    if (tick < 0 || tick > 255) return format::price(std::nullopt);
    return format::price(core::Tick{static_cast<std::uint8_t>(tick)});
}

Quantity Formats::percent(int permille) const { return format::percent(permille); }
QString Formats::time(double msecs) const { return format::time(moment(msecs)); }
QString Formats::date(double msecs) const { return format::date(moment(msecs)); }
QString Formats::count(double number) const { return format::count(std::llround(number)); }

}  // namespace dure::ui
