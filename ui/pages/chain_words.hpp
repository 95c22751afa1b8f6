// The trading network and the devices in a resident's words.
#pragma once

#include <QString>

#include "core/ports/home.hpp"

namespace dure::ui {

QString chain_words(const core::ChainView& chain);   ///< "거래망 정상"
QString chain_advice(const core::ChainView& chain);  ///< one sentence for the settings page
const core::DeviceState* meter_of(
    const core::PlantState& plant);  ///< the device that meters this home

}  // namespace dure::ui
