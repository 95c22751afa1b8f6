// The Nth operation fails, for every N until nothing fails any more: the node stops cleanly or goes
// on, and loses nothing it told.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/store/sim_chain.hpp"

namespace dure::chain::testing {
namespace {

using sim::Cut;
using sim::DiskFault;
using sim::DiskOperation;

constexpr std::uint64_t kBlocks = 3;

enum class Lasting : std::uint8_t { kOnce, kFromThenOn };

struct Trial {
    DiskFault fault{};
    Lasting lasting{};
    bool (*hits)(const DiskOperation&) = nullptr;
};

bool anything(const DiskOperation&) { return true; }
bool needs_room(const DiskOperation& operation) {
    using Kind = DiskOperation::Kind;
    return operation.kind == Kind::kWrite || operation.kind == Kind::kCreate ||
           operation.kind == Kind::kTruncate;
}

class IoErrors : public ::testing::Test {
 protected:
    /// A node that was killed with blocks that were not flushed, so that opening reads and replays.
    IoErrors() {
        SimChain chain(disk_);
        EXPECT_FALSE(chain.open());
        for (std::uint64_t i = 0; i < 3; ++i) EXPECT_TRUE(chain.make_block());
        chain.crash();
        disk_.restart();
        lived_ = disk_.image();
        disk_.replace_by_empty();
        empty_ = disk_.image();
    }

    /// Whether the Nth operation was reached.
    bool run(const Trial& trial, const sim::FaultDisk::Image& from, std::uint64_t told,
             std::uint64_t nth) {
        disk_.restore(from);
        std::uint64_t count = 0;
        bool struck = false;
        disk_.on_operation([&](const DiskOperation& operation) {
            if (!trial.hits(operation)) return DiskFault::kNone;
            const auto index = count++;
            const bool strikes = trial.lasting == Lasting::kOnce ? index == nth : index >= nth;
            struck = struck || strikes;
            return strikes ? trial.fault : DiskFault::kNone;
        });
        SimChain chain(disk_);
        if (!chain.open()) {
            EXPECT_GE(chain.node().height(), struck ? 0 : told);
            for (std::uint64_t i = 0; i < kBlocks && chain.make_block(); ++i) continue;
            chain.flush();
            if (chain.node().stopped()) {
                EXPECT_FALSE(chain.make_block()) << "a stopped node makes no blocks";
            }
        }
        told = std::max(told, chain.told());
        chain.crash();

        disk_.on_operation({});
        if (nth % 2 == 0) {
            disk_.restart();
        } else {
            disk_.power_cut(nth % 4 == 1 ? Cut::kDropped : Cut::kKept, nth);
        }
        const auto error = chain.open();
        EXPECT_FALSE(error) << error->what;
        if (error) return false;
        EXPECT_EQ(difference(chain.node(), told, reference_), "");
        const auto names = disk_.list();
        EXPECT_TRUE(names && std::ranges::none_of(*names,
                                                  [](const std::string& name) {
                                                      return name.starts_with("state.db.damaged");
                                                  }))
            << "what could not be read is not damaged";
        EXPECT_TRUE(chain.make_block()) << "goes on";
        return struck;
    }

    void run_all(const Trial& trial) {
        for (const bool lived : {false, true}) {
            std::uint64_t nth = 0;
            while (run(trial, lived ? lived_ : empty_, lived ? 3 : 0, nth) && !HasFailure()) ++nth;
            ASSERT_FALSE(HasFailure()) << "at operation " << nth << (lived ? " of a chain" : "");
            EXPECT_GT(nth, 20U);
        }
    }

    sim::FaultDisk disk_;
    sim::FaultDisk::Image lived_, empty_;
    std::vector<BlockPicture> reference_ = reference_chain(12);
};

TEST_F(IoErrors, one_failing_operation_is_survived_at_every_place) {
    run_all({.fault = DiskFault::kIo, .lasting = Lasting::kOnce, .hits = anything});
}

TEST_F(IoErrors, a_disk_that_dies_is_survived_at_every_place) {
    run_all({.fault = DiskFault::kIo, .lasting = Lasting::kFromThenOn, .hits = anything});
}

TEST_F(IoErrors, a_disk_that_fills_is_survived_at_every_write) {
    run_all({.fault = DiskFault::kNoSpace, .lasting = Lasting::kFromThenOn, .hits = needs_room});
}

TEST_F(IoErrors, a_disk_that_is_full_for_a_moment_is_survived_at_every_write) {
    run_all({.fault = DiskFault::kNoSpace, .lasting = Lasting::kOnce, .hits = needs_room});
}

}  // namespace
}  // namespace dure::chain::testing
