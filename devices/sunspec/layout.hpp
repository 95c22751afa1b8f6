// Where the points of each SunSpec model lie. Tables are data: offsets count from the model's ID
// register, `scale` names the scale-factor point of the same model (or of its fixed part).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace dure::devices::sunspec {

/// Types and their "not implemented" codes: design 04 section 1.2.
enum class PointType : std::uint8_t {
    kPad,
    kString,
    kInt16,
    kUint16,
    kUint32,
    kUint64,
    kAcc32,
    kAcc64,
    kEnum16,
    kBits16,
    kBits32,
    kFloat32,
    kScale,
    kCount,
};

enum class Access : std::uint8_t { kRead, kWrite };

struct Point {
    std::string_view name;
    std::uint16_t offset;
    std::uint8_t size;  ///< registers
    PointType type;
    std::string_view scale;
    Access access;
};

/// The point table of one or several models with the same shape.
struct Layout {
    std::span<const std::uint16_t> ids;
    std::span<const Point> fixed;
    std::span<const Point> each;    ///< of one repeated block, offsets from the block's start
    std::uint16_t fixed_registers;  ///< ID and length included
    std::uint16_t each_registers;   ///< of one repeated block, 0 = none
};

extern const Layout kCommonLayout, kIntInverterLayout, kFloatInverterLayout, kDcInputsLayout,
    kNameplateLayout, kSettingsLayout, kStatusLayout, kControlsLayout, kStorageLayout,
    kIntMeterLayout, kFloatMeterLayout, kDerAcLayout, kDerStorageLayout, kDerDcLayout,
    kBatteryLayout;

/// Every layout this program knows.
std::span<const Layout* const> layouts();

/// The layout of a model id; nullptr for models we only step over.
const Layout* layout_of(std::uint16_t model_id);

/// nullptr when the table has no such point.
const Point* find_point(std::span<const Point> points, std::string_view name);

}  // namespace dure::devices::sunspec
