// Times of the chain's work on a community of a given size, on a real node with its store.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace dure::bench {

struct Figure {
    std::string name;
    double value = 0;
    std::string unit;
    std::uint64_t gas = 0;  ///< 0: none
};

/// A block of `transfers` coin transfers, one clear and one settle of `seats` seats: execution
/// alone (senders known, nothing written), medians of several runs.
std::vector<Figure> market_figures(std::size_t seats, std::size_t transfers);

}  // namespace dure::bench
