#include "chain/rpc/revert_reason.hpp"

#include <algorithm>
#include <array>

#include "chain/base/uint256.hpp"

namespace dure::chain::rpc {

namespace {
// First four bytes of keccak256("Error(string)") and keccak256("Panic(uint256)").
constexpr std::array<Byte, 4> kError{0x08, 0xc3, 0x79, 0xa0};
constexpr std::array<Byte, 4> kPanic{0x4e, 0x48, 0x7b, 0x71};
constexpr std::size_t kMaxReason = 1'024;

/// Length of the well-formed UTF-8 character at the start of `text`, 0 when there is none.
std::size_t character(ByteView text) {
    const Byte first = text[0];
    if (first < 0x80) return first < 0x20 || first == 0x7f ? 0 : 1;
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || text.size() < length) return 0;
    std::uint32_t point = first & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((text[i] & 0xc0) != 0x80) return 0;
        point = point << 6 | (text[i] & 0x3fU);
    }
    const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
    const bool surrogate = point >= 0xd800 && point < 0xe000;
    return overlong || surrogate || point > 0x10ffff ? 0 : length;
}

/// What cannot stand in JSON as it is becomes a question mark.
std::string as_text(ByteView bytes) {
    std::string out;
    while (!bytes.empty()) {
        const auto length = character(bytes);
        if (length == 0) {
            out += '?';
        } else {
            out.append(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length));
        }
        bytes = bytes.subspan(std::max<std::size_t>(1, length));
    }
    return out;
}

}  // namespace

std::string revert_reason(ByteView output) {
    if (output.size() < 4 + 32) return {};
    const auto selector = output.first(4);
    const auto body = output.subspan(4);
    if (std::equal(kPanic.begin(), kPanic.end(), selector.begin()))
        return "panic " + to_hex_quantity(uint256::from_be(body.first(32)));
    if (!std::equal(kError.begin(), kError.end(), selector.begin()) || body.size() < 64) return {};
    if (uint256::from_be(body.first(32)) != uint256{32}) return {};
    const auto length = uint256::from_be(body.subspan(32, 32));
    const auto text = body.subspan(64);
    if (length > uint256{text.size()}) return {};
    const auto shown = std::min(kMaxReason, static_cast<std::size_t>(std::uint64_t(length)));
    return as_text(text.first(shown));
}

}  // namespace dure::chain::rpc
