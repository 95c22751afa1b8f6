// What `dure --first-frame` prints.
#pragma once

#include <cstdint>

namespace dure::app {

std::int64_t since_start_ms();    ///< since the kernel started this process
double proportional_memory_mb();  ///< PSS of /proc/self/smaps_rollup; 0 when it cannot be read

}  // namespace dure::app
