// GeneralStateTests of ethereum/tests: one transaction on a given state; compared are the state
// root, the hash of the logs and, when it has to be refused, the reason.
#pragma once

#include "chain/evm/machine.hpp"
#include "report.hpp"

namespace dure::app {

/// Every case of the file for the fork Cancun. `slice`: gas between questions whether to go on, 0
/// for none; the results are the same.
FileReport run_state_tests(const std::filesystem::path&, chain::evm::Caches,
                           std::int64_t slice = 0);

}  // namespace dure::app
