// noise_campaign [COUNT [SEED]]: mutates COUNT handshakes (10^6 when not said) and counts those
// that somebody accepted. Ends with 1 when there is one.
#include <array>
#include <cstdio>
#include <cstdlib>

#include "tests/net/noise_mutation.hpp"

int main(int argc, char** argv) {
    using namespace dure::chain::testing;
    const auto count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000ULL;
    const auto seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1ULL;
    struct Tally {
        unsigned long long tried = 0, accepted = 0;
    };
    std::array<Tally, static_cast<std::size_t>(Mutation::kCount)> tally{};
    MutationTrial trial(seed);
    if (!trial.untouched_succeeds()) {
        std::puts("the untouched handshake fails: nothing is measured");
        return 1;
    }
    unsigned long long accepted = 0;
    for (unsigned long long i = 0; i < count; ++i) {
        const auto attempt = trial.attempt();
        auto& line = tally.at(static_cast<std::size_t>(attempt.mutation));
        ++line.tried;
        line.accepted += attempt.accepted ? 1 : 0;
        accepted += attempt.accepted ? 1 : 0;
    }
    std::printf("seed %llu\n%-24s %10s %10s\n", seed, "mutation", "tried", "accepted");
    for (std::size_t i = 0; i < tally.size(); ++i) {
        const auto name = to_string(static_cast<Mutation>(i));
        std::printf("%-24.*s %10llu %10llu\n", static_cast<int>(name.size()), name.data(),
                    tally[i].tried, tally[i].accepted);
    }
    std::printf("%-24s %10llu %10llu\n", "all", count, accepted);
    return accepted == 0 ? 0 : 1;
}
