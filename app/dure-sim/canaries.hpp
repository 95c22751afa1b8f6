// Canaries: each planted bug of chain/base/mutant.hpp is run through seeds until an invariant says
// so. What no seed catches would not be caught in the product either. Only in a build with
// DURE_MUTANTS (preset `mutants`).
#pragma once

#include <string>
#include <vector>

namespace dure::sim {

/// Prints the table; 0 when every mutant was caught, 3 in a build without mutants.
int run_canaries(const std::vector<std::string>& words);

}  // namespace dure::sim
