#include "qr.hpp"

#include <qrencode.h>

#include <memory>

namespace dure::app {

std::optional<std::string> qr_blocks(std::string_view text) {
    constexpr int kQuiet = 2;  // less than the standard's four: terminals are narrow, phones kind
    constexpr int kByItself = 0, kCaseSensitive = 1;
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString(std::string(text).c_str(), kByItself, QR_ECLEVEL_L, QR_MODE_8,
                            kCaseSensitive),
        &QRcode_free);
    if (!code) return std::nullopt;
    const auto is_light = [&](int row, int column) {
        if (row < 0 || column < 0 || row >= code->width || column >= code->width) return true;
        return (code->data[row * code->width + column] & 1) == 0;
    };
    std::string out;
    for (int row = -kQuiet; row < code->width + kQuiet; row += 2) {
        for (int column = -kQuiet; column < code->width + kQuiet; ++column) {
            const bool upper = is_light(row, column), lower = is_light(row + 1, column);
            out += upper ? (lower ? "█" : "▀") : (lower ? "▄" : " ");
        }
        out += '\n';
    }
    return out;
}

}  // namespace dure::app
