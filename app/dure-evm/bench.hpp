// How fast code runs: each case of a state test file again and again on a warm machine.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace dure::app {

struct BenchResult {
    std::string name;
    std::int64_t gas = 0;     ///< of one execution, without the intrinsic part
    double seconds = 0;       ///< processor time of one execution, median
    double best_seconds = 0;  ///< the same, least disturbed by the other work of the machine
    std::size_t executions = 0;
};

/// Measures the message alone: no validation, no fees, no root; changes are reverted each time.
std::vector<BenchResult> bench_file(const std::filesystem::path&);
/// A table on standard output.
void print_bench(const std::vector<BenchResult>&);

}  // namespace dure::app
