#include "tests/bench/program_bench.hpp"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>
#include <thread>

#include "tests/bench/timing.hpp"

namespace dure::bench {

namespace {

constexpr int kFrames = 7;
constexpr int kCommunities = 3;
constexpr std::chrono::seconds kTrading{20};

struct Frames {
    std::vector<double> ms, mb;
};

/// Runs a program that prints "first frame N ms, M MB" once more.
void first_frame(const std::string& command, Frames& frames) {
    std::FILE* out = ::popen(
        ("QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software " + command + " 2>/dev/null").c_str(),
        "r");
    if (out == nullptr) return;
    double ms = 0, mb = 0;
    if (std::fscanf(out, "first frame %lf ms, %lf MB", &ms, &mb) == 2) {
        frames.ms.push_back(ms);
        frames.mb.push_back(mb);
    }
    ::pclose(out);
}

std::string text(const char* format, double value) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, format, value);
    return buffer;
}

void add_frames(const std::filesystem::path& programs, std::vector<Figure>& figures) {
    const auto reference = programs / "dure_reference_window";
    const auto home = programs / "dure";
    if (!std::filesystem::exists(reference) || !std::filesystem::exists(home)) return;
    Frames of_reference, of_home;
    for (int run = 0; run < kFrames; ++run) {  // in turns: both meet the same machine
        first_frame(reference.string(), of_reference);
        first_frame(home.string() + " --first-frame", of_home);
    }
    const auto reference_ms = median(of_reference.ms), reference_mb = median(of_reference.mb);
    const auto home_ms = median(of_home.ms), home_mb = median(of_home.mb);
    if (reference_ms <= 0 || home_ms <= 0) {
        std::fputs("a window did not say when its first frame was\n", stderr);
        return;
    }
    figures.push_back(
        {.name = "first frame: one control and one chart", .value = reference_ms, .unit = "ms"});
    figures.push_back({.name = "first frame: the home page",
                       .value = home_ms,
                       .unit = "ms",
                       .remark = "ratio" + text(" %.2f", home_ms / reference_ms)});
    figures.push_back(
        {.name = "memory (PSS): one control and one chart", .value = reference_mb, .unit = "MB"});
    figures.push_back({.name = "memory (PSS): the home page",
                       .value = home_mb,
                       .unit = "MB",
                       .remark = "difference" + text(" %+.1f MB", home_mb - reference_mb)});
}

/// A demo community that trades for a while; what /proc says of it then, in MB. 0: it did not live.
double community_memory(const std::filesystem::path& child) {
    std::string directory = (std::filesystem::temp_directory_path() / "dure-bench-XXXXXX").string();
    if (::mkdtemp(directory.data()) == nullptr) return 0;
    const auto pid = ::fork();
    if (pid == 0) {
        const int silent = ::open("/dev/null", O_WRONLY);
        ::dup2(silent, STDOUT_FILENO);
        // The demo's own pace: a quarter of an hour lasts 30 s.
        ::execl(child.c_str(), child.c_str(), directory.c_str(), "30", "900", nullptr);
        ::_exit(127);
    }
    std::this_thread::sleep_for(kTrading);
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    double kib = 0;
    for (std::string word; status >> word;) {
        if (word == "VmRSS:") status >> kib;
    }
    ::kill(pid, SIGKILL);
    ::waitpid(pid, nullptr, 0);
    std::filesystem::remove_all(directory);
    return kib / 1024;
}

void add_community(const std::filesystem::path& programs, std::vector<Figure>& figures) {
    const auto child = programs / "dure_community_child";
    if (!std::filesystem::exists(child)) return;
    std::vector<double> memories;
    for (int run = 0; run < kCommunities; ++run) memories.push_back(community_memory(child));
    figures.push_back({.name = "memory (RSS): the demo community, no screen",
                       .value = median(std::move(memories)),
                       .unit = "MB",
                       .remark = "after 20 s"});
}

}  // namespace

std::vector<Figure> program_figures(const std::filesystem::path& programs) {
    std::vector<Figure> figures;
    add_frames(programs, figures);
    add_community(programs, figures);
    return figures;
}

}  // namespace dure::bench
