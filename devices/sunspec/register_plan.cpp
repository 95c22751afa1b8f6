#include "devices/sunspec/register_plan.hpp"

#include <algorithm>

#include "devices/link/exchange.hpp"

namespace dure::devices::sunspec {

namespace {

/// Registers up to the last value a household needs, where the whole model would not fit or is
/// mostly reactive power: 203 to TotWh_SF, 213 to TotWhImp, 701 to TotWh_SF.
std::uint16_t useful_registers(const Layout& layout) {
    if (&layout == &kIntMeterLayout) return 55;
    if (&layout == &kFloatMeterLayout) return 70;
    if (&layout == &kDerAcLayout) return 121;
    return kMostReadRegisters;
}

}  // namespace

Window window_of(const core::RegisterModel& model) {
    std::uint32_t count = 2u + model.length;
    const Layout* layout = layout_of(model.id);
    count = std::min<std::uint32_t>(count, layout ? useful_registers(*layout) : kMostReadRegisters);
    return {model.address, static_cast<std::uint16_t>(count)};
}

std::vector<Window> plan_reads(std::span<const core::RegisterModel> models, std::uint16_t most) {
    std::vector<Window> windows;
    for (const auto& model : models) windows.push_back(window_of(model));
    std::ranges::sort(windows, {}, &Window::start);
    std::vector<Window> joined;
    for (const auto& window : windows) {
        const std::uint32_t end = window.start + std::uint32_t{window.count};
        if (!joined.empty() && end - joined.back().start <= most) {
            auto& last = joined.back();
            const std::uint32_t reach =
                std::max<std::uint32_t>(end, last.start + std::uint32_t{last.count});
            last.count = static_cast<std::uint16_t>(reach - last.start);
        } else {
            joined.push_back(window);
        }
    }
    return joined;
}

void Image::add(std::uint16_t start, std::vector<std::uint16_t> registers) {
    parts_.push_back({start, std::move(registers)});
}

std::span<const std::uint16_t> Image::from(std::uint16_t address) const {
    for (const auto& part : parts_) {
        if (address >= part.start &&
            address - part.start < static_cast<int>(part.registers.size())) {
            return std::span(part.registers)
                .subspan(static_cast<std::size_t>(address - part.start));
        }
    }
    return {};
}

std::optional<ModelView> Image::view(const core::RegisterModel& model) const {
    const Layout* layout = layout_of(model.id);
    const auto words = from(model.address);
    if (layout == nullptr || words.size() < 2) return std::nullopt;
    if (words[0] != model.id || words[1] != model.length) return std::nullopt;
    return ModelView(*layout, words.first(std::min<std::size_t>(words.size(), 2u + model.length)));
}

bool Image::contradicts(const core::RegisterModel& model) const {
    const auto words = from(model.address);
    return words.size() >= 2 && (words[0] != model.id || words[1] != model.length);
}

bool Image::same_registers(const Image& other) const { return parts_ == other.parts_; }

}  // namespace dure::devices::sunspec
