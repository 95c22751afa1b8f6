// Times of the chain's work on a community of a given size, on a real node with its store.
#pragma once

#include <cstddef>
#include <vector>

#include "tests/bench/figure.hpp"

namespace dure::bench {

/// A block of `transfers` coin transfers, one clear and one settle of `seats` seats: execution
/// alone (senders known, nothing written).
std::vector<Figure> market_figures(std::size_t seats, std::size_t transfers);

}  // namespace dure::bench
