// Where the simulated homes stand (charge, lifetime counters), kept so that a restarted demo's
// meters go on counting. A line a home; replaced as a whole, so a power cut leaves the old or the
// new file.
#pragma once

#include <filesystem>
#include <vector>

#include "devices/simulator/house_model.hpp"

namespace dure::app {

/// Empty when there is no file or it is not whole (then it is kept aside as FILE.damaged); the
/// homes begin anew.
std::vector<devices::HouseState> load_house_states(const std::filesystem::path& file);

/// Returns false when the disk refused; the old file is then still there.
bool save_house_states(const std::filesystem::path& file,
                       const std::vector<devices::HouseState>& states);

}  // namespace dure::app
