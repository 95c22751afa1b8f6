// Medians of several runs. Work that computes is timed by its thread's processor time, which on a
// quiet machine is the wall's and on a busy one stays true; work that waits for a disk by the wall.
#pragma once

#include <time.h>

#include <algorithm>
#include <functional>
#include <vector>

namespace dure::bench {

inline double milliseconds(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// `values` may be in any order; 0 when empty.
inline double median(std::vector<double> values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

inline double took_ms(clockid_t clock, const std::function<void()>& work) {
    const auto begin = milliseconds(clock);
    work();
    return milliseconds(clock) - begin;
}

}  // namespace dure::bench
