#include "chain/crypto/pin.hpp"

#include <algorithm>
#include <array>

namespace dure::chain {

namespace {

/// Six-digit numbers people choose first that the rules below do not already catch: keypad shapes,
/// mirrors, doubled digits, years and constants, phone numbers, and what sounds like words in
/// Korean.
constexpr std::array<std::string_view, 100> kCommon{
    "000001", "000123", "001004", "001100", "001122", "002580", "007007", "010004", "010010",
    "010203", "010702", "012340", "013579", "019283", "020304", "080808", "100000", "100001",
    "100400", "100410", "101004", "101112", "102030", "102938", "110011", "110119", "111000",
    "111112", "111222", "112112", "112211", "112233", "112358", "113355", "114114", "119119",
    "119911", "121314", "122333", "123000", "123012", "123100", "123321", "123400", "123455",
    "123457", "123460", "123465", "123654", "123698", "123699", "123789", "135246", "135790",
    "135799", "139713", "141592", "142536", "142857", "147258", "147369", "147741", "147852",
    "147896", "151617", "159357", "159753", "159951", "200000", "201004", "246810", "246813",
    "251436", "258000", "258036", "258852", "271828", "282800", "314159", "321123", "321654",
    "332211", "357159", "369147", "369258", "369963", "456123", "456654", "486123", "654123",
    "741852", "753159", "753951", "789456", "852456", "852963", "951753", "963852", "987123",
    "998877"};
static_assert(std::ranges::is_sorted(kCommon));

/// The whole is one block of at most half its length, over and over.
bool is_repeated(std::string_view pin) {
    for (std::size_t block = 1; block <= pin.size() / 2; ++block) {
        if (pin.size() % block != 0) continue;
        if (pin.substr(block) == pin.substr(0, pin.size() - block)) return true;
    }
    return false;
}

/// Steps of one, around from 9 to 0 as well.
bool is_sequence(std::string_view pin, int step) {
    for (std::size_t i = 1; i < pin.size(); ++i) {
        if ((pin[i] - pin[i - 1] - step + 20) % 10 != 0) return false;
    }
    return true;
}

}  // namespace

std::string_view to_string(PinFault fault) {
    switch (fault) {
        case PinFault::too_short:
            return "fewer than 6 digits";
        case PinFault::too_long:
            return "more than 12 digits";
        case PinFault::not_digits:
            return "not only digits";
        case PinFault::repeated:
            return "the same digits over and over";
        case PinFault::sequence:
            return "digits in a row";
        case PinFault::common:
            return "among the first that anybody tries";
    }
    return "unknown";
}

std::optional<PinFault> check_new_pin(std::string_view pin) {
    if (!std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; })) {
        return PinFault::not_digits;
    }
    if (pin.size() < kMinPinDigits) return PinFault::too_short;
    if (pin.size() > kMaxPinDigits) return PinFault::too_long;
    if (is_repeated(pin)) return PinFault::repeated;
    if (is_sequence(pin, 1) || is_sequence(pin, -1)) return PinFault::sequence;
    if (std::ranges::binary_search(kCommon, pin)) return PinFault::common;
    return std::nullopt;
}

}  // namespace dure::chain
