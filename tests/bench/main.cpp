// dure_bench [SEATS [BLOCKS]]: what the chain's work, the store and the programs cost here.
// Milliseconds belong to a machine, ratios to a run: see RESULTS.md.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "tests/bench/market_bench.hpp"
#include "tests/bench/program_bench.hpp"
#include "tests/bench/store_bench.hpp"

namespace {

using dure::bench::Figure;

std::size_t number(int argc, char** argv, int index, int otherwise) {
    return static_cast<std::size_t>(argc > index ? std::max(std::atoi(argv[index]), 10)
                                                 : otherwise);
}

void print(const std::vector<Figure>& figures) {
    for (const auto& figure : figures) {
        std::printf("%-46s %10.2f %-3s", figure.name.c_str(), figure.value, figure.unit.c_str());
        if (figure.gas != 0) {
            std::printf("  %llu gas, %.0f Mgas/s", static_cast<unsigned long long>(figure.gas),
                        static_cast<double>(figure.gas) / figure.value / 1000.0);
        }
        std::printf("%s%s\n", figure.remark.empty() ? "" : "  ", figure.remark.c_str());
    }
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    print(dure::bench::market_figures(number(argc, argv, 1, 1000), 1000));
    print(dure::bench::store_figures(number(argc, argv, 2, 2000)));
    print(dure::bench::program_figures(std::filesystem::canonical("/proc/self/exe").parent_path()));
    return 0;
}
