// flood_campaign [SECONDS [KIND]]: four validators on 127.0.0.1: in peace, under 10,000 connections
// a second that say nothing, then with a member that sends each of them 1 MiB of garbage a second,
// one kind of garbage after the other (or KIND alone); SECONDS each (60 when not said). Scorecard,
// design 06 section 7: lines 16 and 17.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/net/flood.hpp"

int main(int argc, char** argv) {
    using namespace dure::chain::testing;
    const std::chrono::seconds span(argc > 1 ? std::atoi(argv[1]) : 60);
    FloodVillage village;
    if (!village.is_alive(std::chrono::seconds(60))) {
        std::puts("the validators make no blocks: nothing is measured");
        return 1;
    }
    std::printf("%-13s %7s %28s %28s %7s %6s %8s %10s %6s %6s %6s\n", "", "blocks",
                "block to block p50/p99 ms", "submit to final p50/p99 ms", "refused", "cpu %",
                "RSS MiB", "attack/s", "drops", "its %", "load");
    const auto show = [](std::string_view name, const FloodFigures& f) {
        double load = 0;
        ::getloadavg(&load, 1);
        std::printf(
            "%-13s %7zu %20.0f %7.0f %20.0f %7.0f %7zu %6.1f %8.1f %10.2f %6llu %6.1f %6.1f\n",
            std::string(name).c_str(), f.interval_ms.size(), percentile(f.interval_ms, 0.5),
            percentile(f.interval_ms, 0.99), percentile(f.final_ms, 0.5),
            percentile(f.final_ms, 0.99), f.refused, f.cpu_percent, f.resident_mib,
            f.attacks_per_second, static_cast<unsigned long long>(f.drops), f.attackers_cpu_percent,
            load);
        std::fflush(stdout);
    };
    const std::string only = argc > 2 ? argv[2] : "";
    show("peace", village.rest(span));
    if (only.empty()) show("connections", village.connections(span, 10'000));
    for (const auto kind : kAllGarbage) {
        if (!only.empty() && only != to_string(kind)) continue;
        show("peace", village.rest(span));
        // What each of the four allows a member, by a little less.
        show(to_string(kind), village.garbage(span, kind, 1'000'000));
    }
    show("peace", village.rest(span));
}
