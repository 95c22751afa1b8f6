// kill -9 at random points of a trading community: it resumes, no slot is settled twice, and every
// coin is somewhere.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <future>
#include <random>
#include <thread>

#include "tests/journeys/audit.hpp"

namespace dure {
namespace {

using journeys::audit;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr unsigned kCommunities = 2;  ///< side by side, because a cut mostly waits
constexpr int kCuts = 50;             ///< of each
constexpr int kFoundingCuts = 12;     ///< before those, of each
constexpr int kAuditEvery = 5;
constexpr const char* kFactor = "1800";  // a slot of 15 minutes lasts half a second
constexpr const char* kSlot = "900";

class Child {
 public:
    explicit Child(const fs::path& directory) {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) return;
        pid_ = ::fork();
        if (pid_ == 0) {
            ::dup2(ends[1], STDOUT_FILENO);
            ::close(ends[0]);
            ::execl(DURE_CHILD, DURE_CHILD, directory.c_str(), kFactor, kSlot, nullptr);
            ::_exit(127);
        }
        ::close(ends[1]);
        from_ = ends[0];
    }
    ~Child() {
        kill();
        ::close(from_);
    }
    void kill() {
        if (pid_ <= 0) return;
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, &status_, 0);
        pid_ = 0;
    }
    bool ended_by_itself() {
        if (pid_ <= 0 || ::waitpid(pid_, &status_, WNOHANG) == 0) return false;
        pid_ = 0;
        return true;
    }
    /// Waits for a line that it says.
    bool says(const std::string& line, std::chrono::seconds most) {
        const auto until = std::chrono::steady_clock::now() + most;
        ::fcntl(from_, F_SETFL, O_NONBLOCK);
        while (std::chrono::steady_clock::now() < until) {
            char buffer[256];
            const auto n = ::read(from_, buffer, sizeof buffer);
            if (n > 0) said_.append(buffer, static_cast<std::size_t>(n));
            if (said_.find(line + "\n") != std::string::npos) return true;
            if (n == 0) return false;
            std::this_thread::sleep_for(5ms);
        }
        return false;
    }

 private:
    pid_t pid_ = 0;
    int from_ = -1, status_ = 0;
    std::string said_;
};

/// One community that is cut again and again.
struct Ordeal {
    int cuts = 0;
    std::uint64_t height = 0;
    std::size_t settled = 0;
    std::string fault;  ///< what went wrong; empty when nothing did
};

/// Cuts while keys, chain and contracts are made, and while members join for the first time.
bool found(Ordeal& ordeal, const fs::path& directory, std::mt19937& random) {
    for (int cut = 0; cut < kFoundingCuts; ++cut, ++ordeal.cuts) {
        Child child(directory);
        std::this_thread::sleep_for(
            std::chrono::milliseconds{std::uniform_int_distribution<int>(5, 350)(random)});
        if (!child.ended_by_itself()) continue;
        ordeal.fault = "it did not start after founding cut " + std::to_string(cut);
        return false;
    }
    Child first(directory);
    if (!first.says("trading", 60s)) {
        ordeal.fault = "the community never came to trade";
        return false;
    }
    std::this_thread::sleep_for(2s);
    return true;
}

Ordeal go_through(const fs::path& directory, unsigned seed) {
    fs::remove_all(directory);
    std::mt19937 random(seed);
    Ordeal ordeal;
    if (!found(ordeal, directory, random)) return ordeal;
    auto before = audit(directory);
    const auto settled_at_first = before.settled_slots;
    ordeal.fault = before.fault;
    for (int cut = 1; cut <= kCuts && ordeal.fault.empty(); ++cut) {
        const auto say = [&](const std::string& what) {
            if (ordeal.fault.empty()) ordeal.fault = what + " after cut " + std::to_string(cut);
        };
        {
            Child child(directory);
            // Some cuts come while it is still opening, some while it trades.
            std::this_thread::sleep_for(
                std::chrono::milliseconds{std::uniform_int_distribution<int>(20, 1300)(random)});
            if (child.ended_by_itself()) say("it did not start");
            ++ordeal.cuts;
        }
        if (cut % kAuditEvery != 0) continue;
        const auto now = audit(directory);
        if (!now.fault.empty()) say(now.fault);
        if (now.height < before.height) say("blocks were lost");
        if (now.settled_slots < before.settled_slots) say("settled slots were lost");
        before = now;
    }
    ordeal.height = before.height;
    ordeal.settled = before.settled_slots;
    if (ordeal.fault.empty() && before.settled_slots <= settled_at_first)
        ordeal.fault = "the community did not go on trading";
    return ordeal;
}

TEST(PowerCut, a_hundred_cuts_lose_no_coin_and_settle_nothing_twice) {
    const auto root = fs::temp_directory_path() / ("dure-cuts-" + std::to_string(::getpid()));
    fs::create_directories(root);
    const auto seed = std::random_device{}();
    RecordProperty("seed", std::to_string(seed));
    std::array<std::future<Ordeal>, kCommunities> running;
    for (unsigned i = 0; i < kCommunities; ++i) {
        running[i] = std::async(std::launch::async, go_through, root / std::to_string(i), seed + i);
    }
    for (auto& each : running) {
        const auto ordeal = each.get();
        EXPECT_EQ(ordeal.fault, "") << "seed " << seed;
        std::printf("%d cuts: height %llu, %zu slots settled once each, seed %u\n", ordeal.cuts,
                    static_cast<unsigned long long>(ordeal.height), ordeal.settled,
                    static_cast<unsigned>(seed));
    }
    if (!HasFailure()) fs::remove_all(root);
}

}  // namespace
}  // namespace dure
