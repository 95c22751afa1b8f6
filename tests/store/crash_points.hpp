// Every point of a run of a few blocks at which the machine can stop, times what can be left then.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dure::chain::testing {

enum class BlocksCome : std::uint8_t {
    kOneByOne,  ///< made by a lone validator
    kInRows,    ///< imported by a follower: several wait for one sync of the log
};

struct CrashPlan {
    BlocksCome come = BlocksCome::kOneByOne;
    std::uint64_t blocks = 3;       ///< in the run
    std::uint64_t step = 1;         ///< every how-many-th crash point
    std::uint64_t first = 0;        ///< from this one
    std::uint64_t torn_seeds = 1;   ///< moments tried of a torn and of a reordered cut
    std::uint64_t mixed_seeds = 1;  ///< throws of the dice
};

struct CrashReport {
    std::uint64_t points = 0;
    std::uint64_t states = 0;           ///< disks opened after a crash
    std::uint64_t distinct = 0;         ///< of them with different bytes
    std::uint64_t longest = 0;          ///< blocks behind the told one that were there, too
    std::vector<std::string> failures;  ///< the first few
    std::uint64_t failed = 0;
};

CrashReport enumerate_crashes(const CrashPlan& plan);

}  // namespace dure::chain::testing
