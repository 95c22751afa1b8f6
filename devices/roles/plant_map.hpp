// Which discovered model plays which part in a home.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/ports/devices.hpp"

namespace dure::devices {

struct PlantMap {
    using Place = std::optional<core::RegisterModel>;

    std::vector<core::RegisterModel> models;
    Place common;           ///< 1
    Place inverter;         ///< 101-103, 111-113 or 701
    Place nameplate;        ///< 120
    Place settings;         ///< 121
    Place controls;         ///< 123
    Place storage;          ///< 124
    Place state_of_charge;  ///< 124, 713 or 802
    Place inputs;           ///< 160 or 714
    Place meter;            ///< 201-204, 211-214

    bool usable() const { return inverter || meter; }
    /// Models whose values change: read in every poll.
    std::vector<core::RegisterModel> polled() const;
};

/// The first model of each kind plays the part: a second common block with its own models is a
/// sub-device of the same unit.
PlantMap map_plant(std::span<const core::RegisterModel> models);

}  // namespace dure::devices
