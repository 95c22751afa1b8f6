// small_model [MOST_STATES]: goes through the small community for each place of the liar, without
// and with a crash, and tells how many states there were. The test does the same and says less.
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "tests/node/small_model.hpp"

int main(int argc, char** argv) {
    using namespace dure::chain::testing;
    const auto most = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : UINT64_MAX;
    bool good = true;
    for (const std::size_t crashes : {0U, 1U}) {
        for (const std::size_t liar : {0U, 1U, 3U}) {
            const auto start = std::chrono::steady_clock::now();
            const auto result = explore({.liars = {liar}, .crashes = crashes, .most_states = most});
            const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
            std::printf(
                "liar %zu, %zu crashes: %llu states, %llu steps, %llu with a decision, %s, "
                "%.1f s\n",
                liar, crashes, static_cast<unsigned long long>(result.states),
                static_cast<unsigned long long>(result.steps),
                static_cast<unsigned long long>(result.decided_states),
                result.complete ? "all" : "cut short", took.count());
            if (result.fault) std::printf("FAULT: %s\n", result.fault->c_str());
            std::fflush(stdout);
            good = good && !result.fault;
        }
    }
    return good ? 0 : 1;
}
