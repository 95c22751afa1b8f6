// A part of what store_campaign enumerates whole.
#include "tests/store/crash_points.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/store/sim_chain.hpp"

namespace dure::chain::testing {
namespace {

void expect_whole(const CrashReport& report) {
    for (const auto& failure : report.failures) ADD_FAILURE() << failure;
    EXPECT_EQ(report.failed, 0U);
    EXPECT_GT(report.points, 100U);
    EXPECT_GT(report.distinct, report.points);
    std::printf("%llu crash points, %llu states, %llu of them different\n",
                static_cast<unsigned long long>(report.points),
                static_cast<unsigned long long>(report.states),
                static_cast<unsigned long long>(report.distinct));
}

TEST(CrashPoints, at_each_the_chain_comes_back_with_all_that_was_told) {
    expect_whole(enumerate_crashes({.come = BlocksCome::kOneByOne,
                                    .blocks = 3,
                                    .step = 1,
                                    .first = 0,
                                    .torn_seeds = 1,
                                    .mixed_seeds = 3}));
}

TEST(CrashPoints, within_a_row_that_waits_for_one_sync_nothing_is_taken_for_damage) {
    const auto report = enumerate_crashes({.come = BlocksCome::kInRows,
                                           .blocks = 8,
                                           .step = 1,
                                           .first = 0,
                                           .torn_seeds = 1,
                                           .mixed_seeds = 1});
    expect_whole(report);
    EXPECT_GE(report.longest, 3U) << "rows are written before they are told";
}

TEST(CrashPoints, damage_in_a_row_that_was_synced_is_said) {
    sim::FaultDisk disk;
    SimChain chain(disk, test_config(), SimRole::kFollower);
    ASSERT_FALSE(chain.open());
    ASSERT_TRUE(chain.catch_up(reference_blocks(6)));
    EXPECT_EQ(chain.told(), 6U);
    chain.crash();
    disk.power_cut(sim::Cut::kDropped, 1);
    disk.flip(segment_name(1), 2'000, 1);
    ASSERT_FALSE(chain.open());
    EXPECT_LT(chain.node().height(), 6U);
    std::set<StoreNotice::Kind> said;
    for (const auto& notice : chain.node().notices()) said.insert(notice.kind);
    EXPECT_TRUE(said.contains(StoreNotice::Kind::kLogDamaged));
    EXPECT_TRUE(said.contains(StoreNotice::Kind::kBlocksLost));
    EXPECT_TRUE(chain.catch_up(reference_blocks(6))) << "and what is lost comes again";
}

}  // namespace
}  // namespace dure::chain::testing
