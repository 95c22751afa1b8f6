// Units of the house: energy, power, money and price as integers of their own types, so that a
// watt-hour is never added to a won. Shapes and rules: design 01 "integers for money and energy",
// design 02 section 1 (1 tick = 1 won/kWh = 1 milli-won/Wh, so Wh × tick is exact milli-won).
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace dure::core {

/// Stops the program when an invariant of money or energy is broken; stays on in release.
inline void ensure(bool invariant, const char* what) {
    if (!invariant) [[unlikely]] {
        std::fputs("invariant broken: ", stderr);
        std::fputs(what, stderr);
        std::fputc('\n', stderr);
        std::abort();
    }
}

template <class Tag>
struct Quantity {
    std::int64_t value = 0;

    constexpr Quantity() = default;
    constexpr explicit Quantity(std::int64_t v) : value(v) {}

    friend constexpr auto operator<=>(Quantity, Quantity) = default;
    friend constexpr Quantity operator+(Quantity a, Quantity b) {
        return Quantity{a.value + b.value};
    }
    friend constexpr Quantity operator-(Quantity a, Quantity b) {
        return Quantity{a.value - b.value};
    }
    friend constexpr Quantity operator-(Quantity a) { return Quantity{-a.value}; }
    friend constexpr Quantity operator*(Quantity a, std::int64_t k) {
        return Quantity{a.value * k};
    }
    constexpr Quantity& operator+=(Quantity b) {
        value += b.value;
        return *this;
    }
    constexpr Quantity& operator-=(Quantity b) {
        value -= b.value;
        return *this;
    }
};

using Wh = Quantity<struct WhTag>;              ///< energy, watt-hours
using Watt = Quantity<struct WattTag>;          ///< power, watts
using MilliWon = Quantity<struct MilliWonTag>;  ///< money: 1 coin = 1 won = 1,000 milli-won

/// Price in whole won per kWh, 0…255 (one byte on chain).
struct Tick {
    std::uint8_t value = 0;
    friend constexpr auto operator<=>(Tick, Tick) = default;
};

/// Exact: no rounding anywhere between energy and money.
constexpr MilliWon operator*(Wh energy, Tick price) { return MilliWon{energy.value * price.value}; }

/// A moment in UTC, milliseconds. Only the screen knows Asia/Seoul.
using UtcTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// A moment of a clock that never jumps; for deadlines and leases.
using MonotonicTime = std::chrono::duration<std::int64_t, std::milli>;

}  // namespace dure::core
