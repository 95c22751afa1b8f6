// What a block costs from its transactions' arrival to the disk, and what a restart costs.
#pragma once

#include <cstddef>
#include <vector>

#include "tests/bench/figure.hpp"

namespace dure::bench {

/// `blocks` blocks of 20 coin transfers each, sealed by one validator with the program's own store
/// settings, then restarts.
std::vector<Figure> store_figures(std::size_t blocks);

}  // namespace dure::bench
