// flood_campaign [SECONDS]: four validators on 127.0.0.1, first in peace, then under 10,000
// connections a second that say nothing, then with a member that sends each of them 1 MiB of
// garbage a second; SECONDS each (60 when not said). Scorecard, design 06 section 7: lines 16
// and 17.
#include <cstdio>
#include <cstdlib>

#include "tests/net/flood.hpp"

int main(int argc, char** argv) {
    using namespace dure::chain::testing;
    const std::chrono::seconds span(argc > 1 ? std::atoi(argv[1]) : 60);
    FloodVillage village;
    if (!village.is_alive(std::chrono::seconds(60))) {
        std::puts("the validators make no blocks: nothing is measured");
        return 1;
    }
    std::printf("%-12s %7s %28s %28s %6s %8s %10s %6s\n", "", "blocks", "block to block p50/p99 ms",
                "submit to final p50/p99 ms", "cpu %", "RSS MiB", "attack/s", "drops");
    const auto show = [](const char* name, const FloodFigures& f) {
        std::printf("%-12s %7zu %20.0f %7.0f %20.0f %7.0f %6.1f %8.1f %10.1f %6llu\n", name,
                    f.interval_ms.size(), percentile(f.interval_ms, 0.5),
                    percentile(f.interval_ms, 0.99), percentile(f.final_ms, 0.5),
                    percentile(f.final_ms, 0.99), f.cpu_percent, f.resident_mib,
                    f.attacks_per_second, static_cast<unsigned long long>(f.drops));
        std::fflush(stdout);
    };
    show("peace", village.rest(span));
    show("connections", village.connections(span, 10'000));
    show("peace", village.rest(span));
    show("garbage", village.garbage(span, 1'024 * 1'024));
    show("peace", village.rest(span));
}
