// kill -9 at random points of a trading community: it resumes, no slot is settled twice, and every
// coin is somewhere.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <random>
#include <thread>

#include "tests/journeys/audit.hpp"

namespace dure {
namespace {

using journeys::audit;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr int kCuts = 100;
constexpr int kAuditEvery = 5;
constexpr const char* kFactor = "1800";  // a slot of 15 minutes lasts half a second
constexpr const char* kSlot = "900";

class Child {
 public:
    explicit Child(const fs::path& directory) {
        int ends[2];
        if (::pipe(ends) != 0) return;
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

TEST(PowerCut, a_hundred_cuts_lose_no_coin_and_settle_nothing_twice) {
    const auto directory = fs::temp_directory_path() / ("dure-cuts-" + std::to_string(::getpid()));
    fs::remove_all(directory);
    const auto seed = std::random_device{}();
    RecordProperty("seed", std::to_string(seed));
    std::mt19937 random(seed);
    {
        Child first(directory);
        ASSERT_TRUE(first.says("trading", 60s)) << "the community never came to trade";
        std::this_thread::sleep_for(2s);
    }
    auto before = audit(directory);
    ASSERT_EQ(before.fault, "");
    const auto settled_at_first = before.settled_slots;
    for (int cut = 1; cut <= kCuts; ++cut) {
        {
            Child child(directory);
            // Some cuts come while it is still opening, some while it trades.
            const std::chrono::milliseconds life{
                std::uniform_int_distribution<int>(20, 1300)(random)};
            std::this_thread::sleep_for(life);
            ASSERT_FALSE(child.ended_by_itself()) << "cut " << cut << ", seed " << seed;
        }
        if (cut % kAuditEvery != 0) continue;
        const auto now = audit(directory);
        ASSERT_EQ(now.fault, "") << "after cut " << cut << ", seed " << seed;
        ASSERT_GE(now.height, before.height)
            << "blocks were lost by cut " << cut << ", seed " << seed;
        ASSERT_GE(now.settled_slots, before.settled_slots);
        before = now;
    }
    EXPECT_GT(before.settled_slots, settled_at_first) << "the community did not go on trading";
    std::printf("%d cuts: height %llu, %zu slots settled once each, seed %u\n", kCuts,
                static_cast<unsigned long long>(before.height), before.settled_slots,
                static_cast<unsigned>(seed));
    fs::remove_all(directory);
}

}  // namespace
}  // namespace dure
