// Which PINs a home may choose: six digits that a neighbour would not try first.
// Design 05 sections 4.7 (a) 1 and 6.2 (7): no repeats, no runs, not the building and unit number.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace dure::core {

constexpr std::size_t kPinDigits = 6;

enum class PinProblem : std::uint8_t {
    kNone,
    kLength,      ///< not six digits yet
    kRepeated,    ///< 111111, 121212, 123123, 112233
    kSequence,    ///< 123456, 987654, 135790: equal steps
    kDate,        ///< looks like a birthday, yymmdd
    kUnitNumber,  ///< contains the home's building and unit number
};

/// `building` and `unit` may be 0 when they are not known yet.
inline PinProblem pin_problem(std::string_view pin, std::uint16_t building, std::uint16_t unit) {
    if (pin.size() != kPinDigits) return PinProblem::kLength;
    std::array<int, kPinDigits> digit{};
    for (std::size_t i = 0; i < kPinDigits; ++i) {
        if (pin[i] < '0' || pin[i] > '9') return PinProblem::kLength;
        digit[i] = pin[i] - '0';
    }

    const auto period = [&](std::size_t length) {
        for (std::size_t i = length; i < kPinDigits; ++i)
            if (digit[i] != digit[i - length]) return false;
        return true;
    };
    const bool pairs = digit[0] == digit[1] && digit[2] == digit[3] && digit[4] == digit[5];
    if (period(1) || period(2) || period(3) || pairs) return PinProblem::kRepeated;

    const int step = (digit[1] - digit[0] + 10) % 10;
    bool run = true;
    for (std::size_t i = 1; i < kPinDigits; ++i)
        run = run && (digit[i] - digit[i - 1] + 10) % 10 == step;
    if (run) return PinProblem::kSequence;

    const int month = digit[2] * 10 + digit[3];
    const int day = digit[4] * 10 + digit[5];
    if (month >= 1 && month <= 12 && day >= 1 && day <= 31) return PinProblem::kDate;

    if (building != 0 && unit != 0) {
        const auto home = std::to_string(building) + std::to_string(unit);
        const std::string_view shorter = std::string_view(home).substr(0, kPinDigits);
        if (home.find(pin) != std::string::npos || pin.find(shorter) != std::string_view::npos)
            return PinProblem::kUnitNumber;
    }
    return PinProblem::kNone;
}

}  // namespace dure::core
