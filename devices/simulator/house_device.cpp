#include "devices/simulator/house_device.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "devices/link/exchange.hpp"

namespace dure::devices {

namespace {

constexpr std::uint16_t kBase = 40000;
constexpr std::array<RegisterImage::Model, 9> kModels = {{
    {1, 0},
    {103, 0},
    {120, 0},
    {121, 0},
    {122, 0},
    {123, 0},
    {124, 0},
    {160, 2},
    {203, 0},
}};
constexpr double kVolts = 220;
constexpr double kFullPercent = 100;

core::MonotonicTime seconds(std::uint16_t value) { return core::MonotonicTime{value * 1000}; }

}  // namespace

HouseDevice::HouseDevice(HouseModel model, const std::string& serial, Obedience obedience)
    : model_(std::move(model)), image_(kBase, kModels), obedience_(obedience) {
    describe(serial);
    refresh();
}

void HouseDevice::describe(const std::string& serial) {
    const auto& p = model_.parameters();
    auto& i = image_;
    i.put_text(1, "Mn", "Dure");
    i.put_text(1, "Md", "Hybrid 3");
    i.put_text(1, "Vr", "1.0");
    i.put_text(1, "SN", serial);
    for (const auto& [point, power] : {std::pair{"A_SF", -2},
                                       {"V_SF", -1},
                                       {"W_SF", 0},
                                       {"Hz_SF", -2},
                                       {"VA_SF", 0},
                                       {"WH_SF", 0},
                                       {"DCW_SF", 0},
                                       {"Tmp_SF", -1}}) {
        i.put_scale(103, point, power);
    }
    for (const auto* point : {"WRtg_SF", "WHRtg_SF", "MaxChaRte_SF", "MaxDisChaRte_SF"}) {
        i.put_scale(120, point, 0);
    }
    i.put_scale(121, "WMax_SF", 0);
    i.put_scale(122, "WAval_SF", 0);
    i.put_scale(123, "WMaxLimPct_SF", -2);
    i.put_scale(124, "WChaMax_SF", 0);
    for (const auto* point : {"MinRsvPct_SF", "ChaState_SF", "InOutWRte_SF"})
        i.put_scale(124, point, -2);
    i.put_scale(160, "DCW_SF", 0);
    i.put_scale(160, "DCWH_SF", 0);
    for (const auto& [point, power] :
         {std::pair{"A_SF", -2}, {"V_SF", -1}, {"Hz_SF", -2}, {"W_SF", 0}, {"TotWh_SF", 0}}) {
        i.put_scale(203, point, power);
    }
    i.put(120, "DERTyp", p.battery_wh > 0 ? 82 : 4);
    i.put(120, "WRtg", p.inverter_max_w);
    i.put(120, "WHRtg", p.battery_wh);
    i.put(120, "MaxChaRte", p.charge_max_w);
    i.put(120, "MaxDisChaRte", p.discharge_max_w);
    i.put(121, "WMax", p.inverter_max_w);
    i.put(123, "Conn", 1);
    i.put(123, "WMaxLimPct", kFullPercent);
    for (const auto* point :
         {"WMaxLimPct_WinTms", "WMaxLimPct_RvrtTms", "WMaxLimPct_RmpTms", "WMaxLim_Ena"}) {
        i.put(123, point, 0);
    }
    i.put(124, "WChaMax", p.charge_max_w);
    i.put(124, "StorCtl_Mod", 0);
    i.put(124, "MinRsvPct", 100 * p.reserve);
    i.put(124, "OutWRte", kFullPercent);
    i.put(124, "InWRte", kFullPercent);
    for (const auto* point :
         {"InOutWRte_WinTms", "InOutWRte_RvrtTms", "InOutWRte_RmpTms", "ChaGriSet"}) {
        i.put(124, point, 0);
    }
    i.put(160, "N", 2);
    for (std::uint16_t string = 0; string < 2; ++string) {
        i.put_block(160, string, "ID", string + 1);
        i.put_block_text(160, string, "IDStr", string == 0 ? "String 1" : "String 2");
    }
}

void HouseDevice::refresh() {
    const auto& powers = model_.powers();
    const auto& state = model_.state();
    auto& i = image_;
    constexpr double kDark = 20;
    const bool day = powers.available_w > kDark;
    const bool throttled = powers.generation_w < powers.available_w - 5;
    const double inverter_amps = std::abs(powers.output_w) / kVolts;
    i.put(103, "A", inverter_amps);
    i.put(103, "AphA", inverter_amps);
    i.put(103, "PhVphA", kVolts);
    i.put(103, "Hz", 60);
    i.put(103, "W", powers.output_w);
    i.put(103, "VA", std::abs(powers.output_w));
    i.put(103, "WH", state.output_wh);
    i.put(103, "DCW", powers.output_w);
    i.put(103, "TmpCab", 25 + powers.generation_w / 200);
    i.put(103, "St", throttled ? 5 : day ? 4 : 2);
    i.put(103, "Evt1", 0);
    i.put(122, "PVConn", day ? 7 : 1);
    i.put(122, "StorConn", 7);
    i.put(122, "ECPConn", 1);
    i.put(122, "ActWh", state.output_wh);
    i.put(122, "WAval", powers.available_w);
    constexpr double kUnixOf2000 = 946684800;
    i.put(122, "Tms",
          static_cast<double>(state.at.time_since_epoch().count()) / 1000 - kUnixOf2000);
    i.put(124, "ChaState", 100 * state.charge);
    i.put(124, "ChaSt",
          powers.battery_w < -5  ? 4
          : powers.battery_w > 5 ? 3
          : state.charge >= 1    ? 5
                                 : 6);
    // Whole watts are split so that the two strings add up to the array.
    const double array = std::round(powers.generation_w), first = std::round(array * 0.55);
    const double energy = std::floor(state.generated_wh), first_energy = std::floor(energy * 0.55);
    for (std::uint16_t string = 0; string < 2; ++string) {
        i.put_block(160, string, "DCW", string == 0 ? first : array - first);
        i.put_block(160, string, "DCWH", string == 0 ? first_energy : energy - first_energy);
        i.put_block(160, string, "DCSt", day ? 4 : 2);
    }
    i.put(203, "A", powers.grid_w / kVolts);
    i.put(203, "PhV", kVolts);
    i.put(203, "Hz", 60);
    i.put(203, "W", powers.grid_w);
    i.put(203, "TotWhImp", state.imported_wh);
    i.put(203, "TotWhExp", state.exported_wh);
    i.put(203, "Evt", 0);
}

double HouseDevice::percent(std::uint16_t model, const char* point) const {
    return static_cast<std::int16_t>(image_.word(model, point)) / 100.0;
}

void HouseDevice::advance(core::UtcTime market, core::MonotonicTime real) {
    if (limit_ends_ && real >= *limit_ends_) {
        limit_ends_.reset();
        image_.put(123, "WMaxLim_Ena", 0);
        obey();
    }
    if (storage_ends_ && real >= *storage_ends_) {
        storage_ends_.reset();
        image_.put(124, "StorCtl_Mod", 0);
        obey();
    }
    if (last_ && limit_rate_ > 0) {
        const double most = limit_rate_ * static_cast<double>((real - *last_).count()) / 1000.0;
        limit_now_ += std::clamp(limit_target_ - limit_now_, -most, most);
    } else {
        limit_now_ = limit_target_;
    }
    last_ = real;
    HouseControls controls = model_.controls();
    controls.output_limit_w = limit_now_ / kFullPercent * model_.parameters().inverter_max_w;
    if (obedience_ == Obedience::kIgnores) controls.output_limit_w = HouseControls{}.output_limit_w;
    model_.control(controls);
    model_.advance(market);
    refresh();
}

HouseDevice::ReadResult HouseDevice::read(std::uint16_t start, std::uint16_t count) const {
    if (count == 0 || count > kMostReadRegisters) return exception::kIllegalValue;
    if (!image_.holds(start, count)) return exception::kIllegalAddress;
    return image_.read(start, count);
}

bool HouseDevice::in_range(std::uint16_t address, std::uint16_t value) const {
    const auto is = [&](std::uint16_t model, const char* point) {
        return address == image_.address(model, point);
    };
    constexpr std::uint16_t kHundredths = 10000;
    if (is(123, "WMaxLimPct") || is(124, "MinRsvPct")) return value <= kHundredths;
    if (is(123, "WMaxLim_Ena") || is(123, "Conn") || is(124, "ChaGriSet")) return value <= 1;
    if (is(124, "StorCtl_Mod")) return value <= 3;
    if (is(124, "OutWRte") || is(124, "InWRte"))
        return std::abs(static_cast<std::int16_t>(value)) <= kHundredths;
    return true;
}

std::uint8_t HouseDevice::write(std::uint16_t start, std::span<const std::uint16_t> values,
                                core::MonotonicTime real) {
    if (values.empty() || values.size() > kMostWriteRegisters) return exception::kIllegalValue;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto address = static_cast<std::uint16_t>(start + i);
        if (start + i > 0xFFFF || !image_.writable(address)) return exception::kIllegalAddress;
        if (!in_range(address, values[i])) return exception::kIllegalValue;
    }
    const auto touches = [&](std::uint16_t model, const char* point) {
        const auto address = image_.address(model, point);
        return address >= start && address < start + values.size();
    };
    for (std::size_t i = 0; i < values.size(); ++i) {
        image_.write(static_cast<std::uint16_t>(start + i), values[i]);
    }
    const auto timer = [&](std::uint16_t model, const char* active,
                           const char* time) -> std::optional<core::MonotonicTime> {
        const auto reversion = image_.word(model, time);
        if (image_.word(model, active) == 0 || reversion == 0) return std::nullopt;
        return real + seconds(reversion);
    };
    if (touches(123, "WMaxLimPct") || touches(123, "WMaxLim_Ena")) {
        limit_ends_ = timer(123, "WMaxLim_Ena", "WMaxLimPct_RvrtTms");
    }
    if (touches(124, "StorCtl_Mod") || touches(124, "OutWRte") || touches(124, "InWRte")) {
        storage_ends_ = timer(124, "StorCtl_Mod", "InOutWRte_RvrtTms");
    }
    obey();
    return 0;
}

void HouseDevice::obey() {
    const double before = limit_target_;
    limit_target_ =
        image_.word(123, "WMaxLim_Ena") == 1 ? percent(123, "WMaxLimPct") : kFullPercent;
    const auto ramp = image_.word(123, "WMaxLimPct_RmpTms");
    if (limit_target_ != before) {
        limit_rate_ = ramp > 0 && ramp != 0xFFFF ? std::abs(limit_target_ - limit_now_) / ramp : 0;
    }
    if (limit_rate_ == 0) limit_now_ = limit_target_;
    const auto mode = image_.word(124, "StorCtl_Mod");
    const auto& p = model_.parameters();
    HouseControls controls = model_.controls();
    controls.charge_limit_w =
        mode & 1 ? percent(124, "InWRte") / kFullPercent * p.charge_max_w : 1e9;
    controls.discharge_limit_w =
        mode & 2 ? percent(124, "OutWRte") / kFullPercent * p.discharge_max_w : 1e9;
    controls.charge_from_grid = image_.word(124, "ChaGriSet") == 1;
    model_.control(controls);
}

}  // namespace dure::devices
