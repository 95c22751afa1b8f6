// A hybrid inverter with battery and grid meter as registers: fills the image from the house and
// acts on what is written to models 123 and 124. Plain C++; who serves it over Modbus is not its
// business.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "core/units/units.hpp"
#include "devices/simulator/house_model.hpp"
#include "devices/simulator/register_image.hpp"

namespace dure::devices {

/// What a device does with a limit it acknowledged.
enum class Obedience : std::uint8_t { kObeys, kIgnores };

class HouseDevice {
 public:
    /// Registers, or the Modbus exception code of a refusal.
    using ReadResult = std::variant<std::vector<std::uint16_t>, std::uint8_t>;

    HouseDevice(HouseModel model, const std::string& serial, Obedience obedience);

    /// Brings house and registers to this moment; `real` runs the reversion timers and ramps.
    void advance(core::UtcTime market, core::MonotonicTime real);

    ReadResult read(std::uint16_t start, std::uint16_t count) const;
    /// 0 when done, otherwise the Modbus exception code; all or nothing.
    std::uint8_t write(std::uint16_t start, std::span<const std::uint16_t> values,
                       core::MonotonicTime real);

    HouseModel& model() { return model_; }
    const HouseModel& model() const { return model_; }
    const RegisterImage& image() const { return image_; }

 private:
    void describe(const std::string& serial);
    void refresh();
    bool in_range(std::uint16_t address, std::uint16_t value) const;
    void obey();
    double percent(std::uint16_t model, const char* point) const;

    HouseModel model_;
    RegisterImage image_;
    Obedience obedience_;
    double limit_now_ = 100, limit_target_ = 100, limit_rate_ = 0;  ///< percent, percent per second
    std::optional<core::MonotonicTime> limit_ends_, storage_ends_;
    std::optional<core::MonotonicTime> last_;
};

}  // namespace dure::devices
