// Times of a campaign, and what of them is told.
#pragma once

#include <algorithm>
#include <chrono>
#include <vector>

namespace dure::processes {

inline double percentile(std::vector<double> values, double part) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const auto at = static_cast<std::size_t>(part * static_cast<double>(values.size() - 1) + 0.5);
    return values[at];
}

template <class Period = std::ratio<1>>
double since(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double, Period>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace dure::processes
