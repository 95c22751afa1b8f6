// Time enters core through this port only. The demo community runs a compressed clock behind it.
#pragma once

#include "core/units/units.hpp"

namespace dure::core {

class Clock {
 public:
    virtual ~Clock() = default;
    virtual UtcTime now() const = 0;  ///< market time, may run faster than a wall clock
    virtual MonotonicTime monotonic()
        const = 0;  ///< real elapsed time, never compressed, never jumps
};

}  // namespace dure::core
