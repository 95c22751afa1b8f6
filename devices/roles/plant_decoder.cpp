#include "devices/roles/plant_decoder.hpp"

#include <cmath>
#include <cstdlib>
#include <string_view>

namespace dure::devices {

namespace {

using sunspec::Image;
using sunspec::ModelView;
using Number = std::optional<std::int64_t>;

constexpr std::int64_t kMostGridWatts = 100'000;  // no home's fuse carries more
constexpr std::int64_t kMostUnratedWatts = 1'000'000;
constexpr int kFullPermille = 1000;

std::optional<ModelView> view_of(const Image& image, const PlantMap::Place& place) {
    return place ? image.view(*place) : std::nullopt;
}

template <class T, class V>
core::Reading<T> reading(const std::optional<V>& value, core::UtcTime at) {
    if (!value) return {.value = std::nullopt, .at = at, .quality = core::Quality::kMissing};
    return {.value = T(static_cast<typename std::optional<V>::value_type>(*value)),
            .at = at,
            .quality = core::Quality::kMeasured};
}

/// Wh of one full turn of a 32-bit counter at its present scale factor; empty for wider counters.
Number span_of(const ModelView& view, std::string_view point) {
    const auto scale = view.scale_of(point);
    if (!scale) return std::nullopt;
    return static_cast<std::int64_t>(std::floor(0x1p32 * std::pow(10.0, *scale)));
}

bool is_battery_input(const std::string& name) {
    for (const std::string_view mark : {"StCha", "StDis", "Bat", "BAT", "bat"}) {
        if (name.find(mark) != std::string::npos) return true;
    }
    return false;
}

}  // namespace

Ratings decode_ratings(const Image& image, const PlantMap& map) {
    Ratings ratings;
    Number power;
    if (const auto settings = view_of(image, map.settings)) power = settings->number("WMax");
    if (const auto nameplate = view_of(image, map.nameplate); nameplate && !power) {
        power = nameplate->number("WRtg");
    }
    if (power && *power > 0 && *power < kMostUnratedWatts) ratings.power = core::Watt{*power};
    return ratings;
}

Identity decode_identity(const Image& image, const PlantMap& map) {
    const auto common = view_of(image, map.common);
    if (!common) return {};
    return {.manufacturer = common->text("Mn"),
            .model = common->text("Md"),
            .serial = common->text("SN"),
            .version = common->text("Vr")};
}

std::optional<core::Wh> RollingCounter::follow(Number wh, Number span) {
    if (!wh) return std::nullopt;
    constexpr std::int64_t kNear = 1000;  // Wh between two polls around the turn
    const bool turned = span && last_ && *wh<kNear&& * last_> * span - kNear;
    if (turned) turns_ += *span;
    last_ = wh;
    return core::Wh{turns_ + *wh};
}

PlantDecoder::Array PlantDecoder::decode_inputs(const Image& image, const PlantMap& map) {
    const auto view = view_of(image, map.inputs);
    if (!view) return {};
    const bool modules = map.inputs->id == 160;
    const auto* layout = sunspec::layout_of(map.inputs->id);
    const auto blocks = view->blocks();
    // A device with more inputs than one request holds is not summed half.
    const bool whole =
        layout->fixed_registers + blocks * layout->each_registers >= 2 + map.inputs->length;
    if (blocks == 0 || !whole) return {};
    strings_.resize(blocks);
    Array array{.power = 0, .energy = core::Wh{0}};
    bool any = false;
    for (std::uint16_t i = 0; i < blocks; ++i) {
        const auto index = static_cast<std::size_t>(i);
        const bool battery = modules ? is_battery_input(view->block_text(i, "IDStr"))
                                     : view->block_number(i, "PrtTyp").value_or(0) != 0;
        if (battery) continue;
        any = true;
        const auto power = view->block_number(i, "DCW");
        const auto energy =
            strings_[index].follow(view->block_number(i, modules ? "DCWH" : "DCWhInj"),
                                   modules ? span_of(*view, "DCWH") : std::nullopt);
        array.power = array.power && power ? Number(*array.power + *power) : std::nullopt;
        array.energy =
            array.energy && energy ? std::optional(*array.energy + *energy) : std::nullopt;
    }
    return any ? array : Array{};
}

Decoded PlantDecoder::decode(const Image& image, const Image& meter_image, const PlantMap& map,
                             const Ratings& ratings, core::UtcTime at) {
    Decoded decoded;
    auto& sample = decoded.sample;
    sample.at = at;
    sample.rated = ratings.power;
    const auto bounded = [&decoded](Number value, std::int64_t low, std::int64_t high) -> Number {
        if (!value || (*value >= low && *value <= high)) return value;
        decoded.implausible = true;
        return std::nullopt;
    };
    const std::int64_t most = ratings.power ? 2 * ratings.power->value + 100 : kMostUnratedWatts;

    Number output;
    std::optional<core::Wh> produced;
    if (const auto inverter = view_of(image, map.inverter)) {
        const bool der = map.inverter->id == 701;
        const char* counter = der ? "TotWhInj" : "WH";
        output = bounded(inverter->number("W"), -most, most);
        const bool narrow = map.inverter->id <= 103;
        produced = produced_.follow(inverter->number(counter),
                                    narrow ? span_of(*inverter, counter) : std::nullopt);
    }
    if (output) decoded.output = core::Watt{*output};

    const bool has_battery = map.state_of_charge.has_value();
    auto array = decode_inputs(image, map);
    array.power = bounded(array.power, -100, 2 * most);
    Number generation = array.power;
    if (!map.inputs && !has_battery) generation = output;
    if (generation) generation = std::max<std::int64_t>(0, *generation);
    sample.generation = reading<core::Watt>(generation, at);
    if (has_battery && map.inputs) {
        const Number battery = output && generation ? Number(*output - *generation) : std::nullopt;
        sample.battery = reading<core::Watt>(battery, at);
    }
    sample.counters.generated = array.energy;
    if (!map.inputs && !has_battery) sample.counters.generated = produced;

    if (const auto storage = view_of(image, map.state_of_charge)) {
        const char* point = map.state_of_charge->id == 124 ? "ChaState" : "SoC";
        const auto charge = bounded(storage->number(point, 1), 0, kFullPermille);
        sample.charge_permille = reading<std::int32_t>(charge, at);
    }
    if (const auto meter = view_of(meter_image, map.meter)) {
        auto grid = bounded(meter->number("W"), -kMostGridWatts, kMostGridWatts);
        const bool inverted = sign_ == MeterSign::kExportPositive;
        if (grid && inverted) grid = -*grid;
        sample.grid = reading<core::Watt>(grid, at);
        const bool narrow = map.meter->id <= 204;
        const auto follow = [&](RollingCounter& counter, const char* point) {
            return counter.follow(meter->number(point),
                                  narrow ? span_of(*meter, point) : std::nullopt);
        };
        sample.counters.imported = follow(imported_, "TotWhImp");
        sample.counters.exported = follow(exported_, "TotWhExp");
    }
    return decoded;
}

}  // namespace dure::devices
