// The programs as a user starts them: first frame and memory.
#pragma once

#include <filesystem>
#include <vector>

#include "tests/bench/figure.hpp"

namespace dure::bench {

/// `programs`: where dure, dure_reference_window and dure_community_child are; what is not there is
/// left out.
std::vector<Figure> program_figures(const std::filesystem::path& programs);

}  // namespace dure::bench
