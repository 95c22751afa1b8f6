// The moment, the height and the bytes that all made-up homes share.
#pragma once

#include <array>
#include <chrono>

#include "core/ports/home.hpp"

namespace dure::core::fake {

using namespace std::chrono_literals;

// 2026-11-22 13:24:12 in Seoul.
inline constexpr UtcTime kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 4h +
                              24min + 12s};
inline constexpr Tick kPrice{152};
inline constexpr std::uint64_t kHeight = 1'284'906;

template <std::size_t N>
std::array<std::uint8_t, N> bytes_of(std::uint64_t seed) {
    std::array<std::uint8_t, N> bytes{};
    for (auto& byte : bytes) {
        seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
        byte = static_cast<std::uint8_t>(seed >> 56);
    }
    return bytes;
}

inline AddressBytes owner_of(Seat seat) { return bytes_of<20>(1000U + seat); }

}  // namespace dure::core::fake
