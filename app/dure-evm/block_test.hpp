// BlockchainTests of ethereum/tests: chains of encoded blocks from a genesis. Every good block has
// to be taken and yield its own roots, every bad one has to be refused for the reason named, and
// the last block is the head. The public network's header rules (base fee, gas limit steps, no
// ommers) stand here, because our chain has its own: chain/consensus/header_rules.hpp.
#pragma once

#include "chain/evm/machine.hpp"
#include "report.hpp"

namespace dure::app {

/// Every chain of the file for the network Cancun; one case each.
FileReport run_block_tests(const std::filesystem::path&, chain::evm::Caches);

}  // namespace dure::app
