// The long forms of the store's tests; RESULTS.md in tests/bench keeps what they gave.
//   store_campaign crashes [MIXED_SEEDS [STEP [FIRST]]]   every crash point of three blocks
//   store_campaign rows [MIXED_SEEDS [STEP [FIRST]]]      of ten that wait for two syncs
//   store_campaign flips [STEP [FIRST [END]]]             every byte of a 1 MiB database
//   store_campaign node-flips [STEP [FIRST [END]]]        every byte of a small chain's files
#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/store/byte_flips.hpp"
#include "tests/store/crash_points.hpp"

namespace {

using namespace dure::chain::testing;

std::uint64_t number(int argc, char** argv, int index, std::uint64_t otherwise) {
    return argc > index ? std::strtoull(argv[index], nullptr, 10) : otherwise;
}

unsigned long long u(std::uint64_t n) { return n; }

int end(const std::vector<std::string>& failures, std::uint64_t failed) {
    for (const auto& failure : failures) std::printf("FAILED %s\n", failure.c_str());
    std::printf("%llu failures\n", u(failed));
    return failed == 0 ? 0 : 1;
}

int crashes(int argc, char** argv, BlocksCome come) {
    const auto mixed = number(argc, argv, 2, 460);
    const auto report = enumerate_crashes({.come = come,
                                           .blocks = come == BlocksCome::kInRows ? 10U : 3U,
                                           .step = number(argc, argv, 3, 1),
                                           .first = number(argc, argv, 4, 0),
                                           .torn_seeds = mixed / 20 + 1,
                                           .mixed_seeds = mixed});
    std::printf("%llu crash points, %llu states opened, %llu of them with different bytes\n",
                u(report.points), u(report.states), u(report.distinct));
    return end(report.failures, report.failed);
}

int flips(int argc, char** argv, FlipReport (*flip)(const FlipPlan&)) {
    const auto report = flip({.first = number(argc, argv, 3, 0),
                              .step = number(argc, argv, 2, 1),
                              .end = number(argc, argv, 4, UINT64_MAX)});
    std::printf("%llu bytes, %llu flips: %llu harmless, %llu said, %llu by the state's root\n",
                u(report.bytes), u(report.flips), u(report.harmless), u(report.said),
                u(report.root));
    return end(report.failures, report.failed);
}

}  // namespace

int main(int argc, char** argv) {
    const std::string what = argc > 1 ? argv[1] : "";
    if (what == "crashes") return crashes(argc, argv, BlocksCome::kOneByOne);
    if (what == "rows") return crashes(argc, argv, BlocksCome::kInRows);
    if (what == "flips") return flips(argc, argv, flip_database);
    if (what == "node-flips") return flips(argc, argv, flip_node_files);
    std::fputs("store_campaign crashes|rows|flips|node-flips [NUMBERS]\n", stderr);
    return 2;
}
