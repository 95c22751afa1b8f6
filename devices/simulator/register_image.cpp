#include "devices/simulator/register_image.hpp"

#include <algorithm>
#include <cmath>

#include "core/units/units.hpp"
#include "devices/sunspec/model_view.hpp"

namespace dure::devices {

using sunspec::Point;
using sunspec::PointType;

RegisterImage::RegisterImage(std::uint16_t base, std::span<const Model> models) : base_(base) {
    words_ = {0x5375, 0x6E53};
    for (const auto& model : models) {
        const auto* layout = sunspec::layout_of(model.id);
        core::ensure(layout != nullptr, "simulated model has a layout");
        const std::size_t at = words_.size();
        const std::size_t size =
            layout->fixed_registers + std::size_t{model.blocks} * layout->each_registers;
        places_.push_back({model, static_cast<std::uint16_t>(base + at), layout});
        words_.resize(at + size);
        writable_.resize(words_.size());
        blank(layout->fixed, at);
        for (std::size_t block = 0; block < model.blocks; ++block) {
            blank(layout->each, at + layout->fixed_registers + block * layout->each_registers);
        }
        words_[at] = model.id;
        words_[at + 1] = static_cast<std::uint16_t>(size - 2);
    }
    words_.insert(words_.end(), {0xFFFF, 0});
    writable_.resize(words_.size());
}

void RegisterImage::blank(std::span<const Point> points, std::size_t at) {
    for (const auto& point : points) {
        const auto code = sunspec::not_implemented(point.type);
        for (std::size_t i = 0; i < point.size; ++i) {
            const auto shift = 16 * (point.size - 1 - i);
            words_[at + point.offset + i] =
                shift < 64 ? static_cast<std::uint16_t>(code >> shift) : std::uint16_t{0};
            writable_[at + point.offset + i] = point.access == sunspec::Access::kWrite;
        }
    }
}

bool RegisterImage::holds(std::uint32_t start, std::uint32_t count) const {
    return start >= base_ && count > 0 && start + count <= base_ + words_.size();
}

std::vector<std::uint16_t> RegisterImage::read(std::uint16_t start, std::uint16_t count) const {
    const auto part = std::span(words_).subspan(static_cast<std::size_t>(start - base_), count);
    return {part.begin(), part.end()};
}

bool RegisterImage::writable(std::uint16_t address) const {
    return holds(address, 1) && writable_[static_cast<std::size_t>(address - base_)];
}

void RegisterImage::write(std::uint16_t address, std::uint16_t value) {
    words_[static_cast<std::size_t>(address - base_)] = value;
}

const RegisterImage::Place& RegisterImage::place(std::uint16_t model) const {
    const auto found = std::ranges::find(places_, model, [](const Place& p) { return p.model.id; });
    core::ensure(found != places_.end(), "simulated device has the model");
    return *found;
}

RegisterImage::Target RegisterImage::target(std::uint16_t model, std::string_view name,
                                            std::optional<std::uint16_t> block) const {
    const auto& where = place(model);
    const auto& layout = *where.layout;
    const auto* point = sunspec::find_point(block ? layout.each : layout.fixed, name);
    core::ensure(point != nullptr, "simulated model has the point");
    std::size_t index = static_cast<std::size_t>(where.address - base_) + point->offset;
    if (block) index += layout.fixed_registers + std::size_t{*block} * layout.each_registers;
    int power = 0;
    if (!point->scale.empty()) {
        const auto* scale = sunspec::find_point(layout.fixed, point->scale);
        power = static_cast<std::int16_t>(
            words_[static_cast<std::size_t>(where.address - base_) + scale->offset]);
    }
    return {point, index, power};
}

void RegisterImage::put_scale(std::uint16_t model, std::string_view point, int power) {
    words_[target(model, point, std::nullopt).index] = static_cast<std::uint16_t>(power);
}

void RegisterImage::put(std::uint16_t model, std::string_view point, double value) {
    store(target(model, point, std::nullopt), value);
}

void RegisterImage::put_block(std::uint16_t model, std::uint16_t block, std::string_view point,
                              double value) {
    store(target(model, point, block), value);
}

void RegisterImage::put_text(std::uint16_t model, std::string_view point, std::string_view text) {
    store(target(model, point, std::nullopt), text);
}

void RegisterImage::put_block_text(std::uint16_t model, std::uint16_t block, std::string_view point,
                                   std::string_view text) {
    store(target(model, point, block), text);
}

void RegisterImage::store(const Target& target, double value) {
    using enum PointType;
    const auto type = target.point->type;
    const bool counter = type == kAcc32 || type == kAcc64;
    const double scaled = value / std::pow(10.0, target.power);
    const double top = type == kInt16 ? 32767 : target.point->size == 1 ? 65534 : 1.8e19;
    const double bottom = type == kInt16 ? -32767 : 0;
    // Counters wrap; everything else stops at its largest code.
    const double rounded = counter ? std::fmod(std::floor(scaled), type == kAcc32 ? 0x1p32 : 0x1p63)
                                   : std::clamp(std::round(scaled), bottom, top);
    auto code = rounded < 0 ? static_cast<std::uint64_t>(static_cast<std::int64_t>(rounded))
                            : static_cast<std::uint64_t>(rounded);
    for (std::size_t i = target.point->size; i-- > 0; code >>= 16) {
        words_[target.index + i] = static_cast<std::uint16_t>(code);
    }
}

void RegisterImage::store(const Target& target, std::string_view text) {
    const auto byte = [text](std::size_t i) {
        return i < text.size() ? static_cast<std::uint8_t>(text[i]) : std::uint8_t{0};
    };
    for (std::size_t i = 0; i < target.point->size; ++i) {
        words_[target.index + i] = static_cast<std::uint16_t>((byte(2 * i) << 8) | byte(2 * i + 1));
    }
}

std::uint16_t RegisterImage::word(std::uint16_t model, std::string_view point) const {
    return words_[target(model, point, std::nullopt).index];
}

std::uint16_t RegisterImage::address(std::uint16_t model, std::string_view point) const {
    return static_cast<std::uint16_t>(base_ + target(model, point, std::nullopt).index);
}

}  // namespace dure::devices
