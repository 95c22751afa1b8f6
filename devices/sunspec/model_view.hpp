// Values of one model out of its registers. A value and its scale factor must come from the same
// request, so a view holds one request's registers and nothing is remembered between views.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "devices/sunspec/layout.hpp"

namespace dure::devices::sunspec {

class ModelView {
 public:
    /// `registers` begin at the model's ID register and may end early.
    ModelView(const Layout& layout, std::span<const std::uint16_t> registers)
        : layout_(&layout), registers_(registers) {}

    /// The number as the registers have it, scale factor not applied; empty when the device does
    /// not implement it, when it lies outside the registers, or for float points.
    std::optional<std::int64_t> raw(std::string_view point) const;

    /// value × 10^decimals as a whole number: nearest, but counters are cut so that they never run
    /// ahead. Empty when value or scale factor is missing or the factor is outside ±10.
    std::optional<std::int64_t> number(std::string_view point, int decimals = 0) const;

    /// The scale factor a point uses now; 0 for points without one.
    std::optional<int> scale_of(std::string_view point) const;

    /// Trimmed of NUL and blanks on both sides; empty when not implemented.
    std::string text(std::string_view point) const;

    /// Repeated blocks that lie wholly inside the registers.
    std::uint16_t blocks() const;
    std::optional<std::int64_t> block_number(std::uint16_t block, std::string_view point,
                                             int decimals = 0) const;
    std::string block_text(std::uint16_t block, std::string_view point) const;

 private:
    std::span<const std::uint16_t> words(const Point& point, std::size_t base) const;
    std::optional<std::int64_t> number_of(const Point& point, std::size_t base, int decimals) const;
    std::optional<int> factor(const Point& point) const;

    const Layout* layout_;
    std::span<const std::uint16_t> registers_;
};

/// The register code of "not implemented" for one point (all its registers).
std::uint64_t not_implemented(PointType type);

}  // namespace dure::devices::sunspec
