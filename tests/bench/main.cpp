// dure_bench [SEATS]: what the chain's work costs here, and what the window's first frame costs
// beside a window that does nothing (ratios of one run; see RESULTS.md).
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/bench/market_bench.hpp"

namespace {

struct Frame {
    double ms = 0, mb = 0;
};

/// Runs a program that prints "first frame N ms, M MB"; the median of five runs.
Frame first_frame(const std::string& command) {
    std::vector<double> times, memories;
    for (int run = 0; run < 5; ++run) {
        std::FILE* out =
            ::popen(("QT_QPA_PLATFORM=offscreen " + command + " 2>/dev/null").c_str(), "r");
        if (out == nullptr) return {};
        Frame frame;
        if (std::fscanf(out, "first frame %lf ms, %lf MB", &frame.ms, &frame.mb) == 2) {
            times.push_back(frame.ms);
            memories.push_back(frame.mb);
        }
        ::pclose(out);
    }
    if (times.empty()) return {};
    std::sort(times.begin(), times.end());
    std::sort(memories.begin(), memories.end());
    return {times[times.size() / 2], memories[memories.size() / 2]};
}

void print_frames(const std::filesystem::path& programs) {
    if (!std::filesystem::exists(programs / "dure")) return;
    const auto reference = first_frame((programs / "dure_reference_window").string());
    const auto home = first_frame((programs / "dure").string() + " --first-frame");
    if (reference.ms <= 0 || home.ms <= 0) {
        std::printf("first frame: a program did not answer\n");
        return;
    }
    std::printf("%-44s %10.0f ms %8.1f MB PSS\n", "window with one control and one chart",
                reference.ms, reference.mb);
    std::printf("%-44s %10.0f ms %8.1f MB PSS   time x %.2f, memory + %.1f MB\n",
                "home page, first frame", home.ms, home.mb, home.ms / reference.ms,
                home.mb - reference.mb);
}

}  // namespace

int main(int argc, char** argv) {
    const auto seats = static_cast<std::size_t>(argc > 1 ? std::max(std::atoi(argv[1]), 10) : 1000);
    for (const auto& figure : dure::bench::market_figures(seats, 1000)) {
        std::printf("%-44s %10.2f %s", figure.name.c_str(), figure.value, figure.unit.c_str());
        if (figure.gas != 0) {
            std::printf(" %12llu gas %8.0f Mgas/s", static_cast<unsigned long long>(figure.gas),
                        static_cast<double>(figure.gas) / figure.value / 1000.0);
        }
        std::printf("\n");
    }
    print_frames(std::filesystem::path(argv[0]).parent_path());
    return 0;
}
