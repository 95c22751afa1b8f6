#include "devices/sunspec/layout.hpp"

#include <algorithm>

namespace dure::devices::sunspec {

std::span<const Layout* const> layouts() {
    static constexpr const Layout* kAll[] = {
        &kCommonLayout,     &kIntInverterLayout, &kFloatInverterLayout, &kDcInputsLayout,
        &kNameplateLayout,  &kSettingsLayout,    &kStatusLayout,        &kControlsLayout,
        &kStorageLayout,    &kIntMeterLayout,    &kFloatMeterLayout,    &kDerAcLayout,
        &kDerStorageLayout, &kDerDcLayout,       &kBatteryLayout,
    };
    return kAll;
}

const Layout* layout_of(std::uint16_t model_id) {
    for (const Layout* layout : layouts()) {
        if (std::ranges::find(layout->ids, model_id) != layout->ids.end()) return layout;
    }
    return nullptr;
}

const Point* find_point(std::span<const Point> points, std::string_view name) {
    const auto found = std::ranges::find(points, name, &Point::name);
    return found == points.end() ? nullptr : &*found;
}

}  // namespace dure::devices::sunspec
