// What a PIN must be: at least six digits, none of the hundred everybody tries first.
#pragma once

#include <optional>
#include <string_view>

namespace dure::chain {

inline constexpr std::size_t kMinPinDigits = 6;
inline constexpr std::size_t kMaxPinDigits = 12;

enum class PinFault {
    too_short,
    too_long,
    not_digits,
    repeated,  ///< one block over and over: 111111, 121212, 123123
    sequence,  ///< each digit one more or one less than the last: 456789, 098765
    common,    ///< in the list of the worst
};
std::string_view to_string(PinFault);

/// What is wrong with a new PIN; nothing when it is fine.
std::optional<PinFault> check_new_pin(std::string_view pin);

}  // namespace dure::chain
