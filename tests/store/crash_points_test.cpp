// A part of what store_campaign enumerates whole.
#include "tests/store/crash_points.hpp"

#include <gtest/gtest.h>

namespace dure::chain::testing {
namespace {

TEST(CrashPoints, at_each_the_chain_comes_back_with_all_that_was_told) {
    const auto report =
        enumerate_crashes({.blocks = 3, .step = 1, .first = 0, .torn_seeds = 1, .mixed_seeds = 3});
    for (const auto& failure : report.failures) ADD_FAILURE() << failure;
    EXPECT_EQ(report.failed, 0U);
    EXPECT_GT(report.points, 100U);
    EXPECT_GT(report.distinct, report.points);
    RecordProperty("states", static_cast<int>(report.states));
    std::printf("%llu crash points, %llu states, %llu of them different\n",
                static_cast<unsigned long long>(report.points),
                static_cast<unsigned long long>(report.states),
                static_cast<unsigned long long>(report.distinct));
}

}  // namespace
}  // namespace dure::chain::testing
