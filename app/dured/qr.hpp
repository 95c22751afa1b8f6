// A QR code in the terminal: two modules a character, light on dark so that phones read it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dure::app {

/// Lines of block characters with the quiet zone; nothing when the text is too long for a code.
std::optional<std::string> qr_blocks(std::string_view text);

}  // namespace dure::app
