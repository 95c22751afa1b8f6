// One byte of a store's files changes, one at a time: every answer is right, or the damage is said.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dure::chain::testing {

struct FlipPlan {
    std::uint64_t first = 0;  ///< byte
    std::uint64_t step = 1;   ///< every how-many-th byte
    std::uint64_t end = UINT64_MAX;
};

struct FlipReport {
    std::uint64_t bytes = 0;  ///< of the files
    std::uint64_t flips = 0;
    std::uint64_t harmless = 0;         ///< everything right, nothing said
    std::uint64_t said = 0;             ///< found by a check when opened
    std::uint64_t root = 0;             ///< differs in what the head's state root covers
    std::uint64_t failed = 0;           ///< silently wrong, or nothing opens any more
    std::vector<std::string> failures;  ///< the first few
};

/// A database of about 1 MiB (accounts, slots, code, places, hashes), opened and read as a start
/// does it. Every 64th state that differs is also shown to have another root.
FlipReport flip_database(const FlipPlan& plan);

/// All files of a small chain, whole nodes: each opens, knows what it must, says what it lost,
/// makes another block and opens again. Only blocks that lie in a damaged place of the log may be
/// missing.
FlipReport flip_node_files(const FlipPlan& plan);

}  // namespace dure::chain::testing
