#include "devices/sunspec/model_view.hpp"

#include <bit>
#include <cmath>
#include <limits>

namespace dure::devices::sunspec {

namespace {

constexpr int kMostScale = 10;  // SunSpec: -10…10

std::uint64_t join(std::span<const std::uint16_t> words) {
    std::uint64_t value = 0;
    for (const auto word : words) value = (value << 16) | word;
    return value;
}

bool is_counter(PointType type) { return type == PointType::kAcc32 || type == PointType::kAcc64; }

/// Whole numbers only; counters have no code of their own for "not implemented" but zero.
std::optional<std::int64_t> integer(PointType type, std::uint64_t code) {
    using enum PointType;
    switch (type) {
        case kPad:
        case kString:
        case kFloat32:
            return std::nullopt;
        case kInt16:
        case kScale:
            if (code == not_implemented(type)) return std::nullopt;
            return static_cast<std::int16_t>(code);
        default:
            break;
    }
    if (code == not_implemented(type)) return std::nullopt;
    if (code > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(code);
}

__extension__ using Wide = __int128;

std::optional<std::int64_t> shift(std::int64_t value, int power, bool cut) {
    Wide wide = value;
    for (; power > 0; --power) {
        wide *= 10;
        if (wide > std::numeric_limits<std::int64_t>::max() ||
            wide < std::numeric_limits<std::int64_t>::min()) {
            return std::nullopt;
        }
    }
    Wide divisor = 1;
    for (; power < 0; ++power) divisor *= 10;
    if (divisor > 1 && !cut) wide += wide < 0 ? -divisor / 2 : divisor / 2;
    return static_cast<std::int64_t>(wide / divisor);
}

std::string trimmed(std::span<const std::uint16_t> words) {
    std::string text;
    for (const auto word : words) {
        for (const int byte : {word >> 8, word & 0xff}) {
            const auto c = static_cast<char>(byte);
            const bool printable = byte >= 0x20 && byte < 0x7f;
            text.push_back(byte == 0 ? ' ' : printable ? c : '?');
        }
    }
    const auto first = text.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

std::uint64_t not_implemented(PointType type) {
    using enum PointType;
    switch (type) {
        case kString:
        case kAcc32:
        case kAcc64:
            return 0;
        case kPad:
        case kInt16:
        case kScale:
            return 0x8000;
        case kUint16:
        case kEnum16:
        case kBits16:
        case kCount:
            return 0xFFFF;
        case kUint32:
        case kBits32:
            return 0xFFFFFFFF;
        case kUint64:
            return 0xFFFFFFFFFFFFFFFF;
        case kFloat32:
            return 0x7FC00000;
    }
    return 0xFFFF;
}

std::span<const std::uint16_t> ModelView::words(const Point& point, std::size_t base) const {
    const std::size_t at = base + point.offset;
    if (at + point.size > registers_.size()) return {};
    return registers_.subspan(at, point.size);
}

std::optional<int> ModelView::factor(const Point& point) const {
    if (point.scale.empty()) return 0;
    const Point* scale = find_point(layout_->fixed, point.scale);
    if (scale == nullptr) return std::nullopt;
    const auto code = words(*scale, 0);
    if (code.empty()) return std::nullopt;
    const auto value = integer(PointType::kScale, code[0]);
    if (!value || std::abs(*value) > kMostScale) return std::nullopt;
    return static_cast<int>(*value);
}

std::optional<std::int64_t> ModelView::number_of(const Point& point, std::size_t base,
                                                 int decimals) const {
    const auto code = words(point, base);
    if (code.empty()) return std::nullopt;
    if (point.type == PointType::kFloat32) {
        const auto value = std::bit_cast<float>(static_cast<std::uint32_t>(join(code)));
        const double scaled = static_cast<double>(value) * std::pow(10.0, decimals);
        if (!std::isfinite(scaled) || std::abs(scaled) > 9e18) return std::nullopt;
        return std::llround(scaled);
    }
    const auto value = integer(point.type, join(code));
    const auto power = factor(point);
    if (!value || !power) return std::nullopt;
    return shift(*value, *power + decimals, is_counter(point.type));
}

std::optional<std::int64_t> ModelView::raw(std::string_view name) const {
    const Point* point = find_point(layout_->fixed, name);
    if (point == nullptr) return std::nullopt;
    const auto code = words(*point, 0);
    if (code.empty()) return std::nullopt;
    return integer(point->type, join(code));
}

std::optional<std::int64_t> ModelView::number(std::string_view name, int decimals) const {
    const Point* point = find_point(layout_->fixed, name);
    return point == nullptr ? std::nullopt : number_of(*point, 0, decimals);
}

std::optional<int> ModelView::scale_of(std::string_view name) const {
    const Point* point = find_point(layout_->fixed, name);
    return point == nullptr ? std::nullopt : factor(*point);
}

std::string ModelView::text(std::string_view name) const {
    const Point* point = find_point(layout_->fixed, name);
    return point == nullptr ? std::string() : trimmed(words(*point, 0));
}

std::uint16_t ModelView::blocks() const {
    if (layout_->each_registers == 0 || registers_.size() < layout_->fixed_registers) return 0;
    return static_cast<std::uint16_t>((registers_.size() - layout_->fixed_registers) /
                                      layout_->each_registers);
}

std::optional<std::int64_t> ModelView::block_number(std::uint16_t block, std::string_view name,
                                                    int decimals) const {
    const Point* point = find_point(layout_->each, name);
    if (point == nullptr || block >= blocks()) return std::nullopt;
    return number_of(
        *point, layout_->fixed_registers + std::size_t{block} * layout_->each_registers, decimals);
}

std::string ModelView::block_text(std::uint16_t block, std::string_view name) const {
    const Point* point = find_point(layout_->each, name);
    if (point == nullptr || block >= blocks()) return {};
    return trimmed(
        words(*point, layout_->fixed_registers + std::size_t{block} * layout_->each_registers));
}

}  // namespace dure::devices::sunspec
