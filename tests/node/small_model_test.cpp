// The small community, gone through to the last state: no order of messages, no liar and no crash
// makes two decide differently.
#include <gtest/gtest.h>

#include "tests/node/small_model.hpp"

namespace dure::chain::testing {
namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr std::uint64_t kMost = 20'000;  // many times slower there: a beginning
#else
constexpr std::uint64_t kMost = UINT64_MAX;
#endif

void expect_no_fault(ModelOptions options) {
    options.most_states = kMost;
    const auto result = explore(options);
    EXPECT_FALSE(result.fault) << *result.fault;
    EXPECT_TRUE(result.complete || result.states >= kMost);
    EXPECT_GT(result.decided_states, 0U);
    ::testing::Test::RecordProperty("states", static_cast<int>(result.states));
}

TEST(SmallModel, a_lying_first_proposer_splits_nobody) { expect_no_fault({.liars = {0}}); }
TEST(SmallModel, a_lying_second_proposer_splits_nobody) { expect_no_fault({.liars = {1}}); }
TEST(SmallModel, a_lying_voter_splits_nobody) { expect_no_fault({.liars = {3}}); }
TEST(SmallModel, a_lying_first_proposer_and_a_crash_split_nobody) {
    expect_no_fault({.liars = {0}, .crashes = 1});
}
TEST(SmallModel, a_lying_second_proposer_and_a_crash_split_nobody) {
    expect_no_fault({.liars = {1}, .crashes = 1});
}
TEST(SmallModel, a_lying_voter_and_a_crash_split_nobody) {
    expect_no_fault({.liars = {3}, .crashes = 1});
}
// The search finds what is there to be found.
TEST(SmallModel, two_liars_of_four_split_the_rest) {
    const auto result = explore({.liars = {0, 3}});
    ASSERT_TRUE(result.fault);
    EXPECT_NE(result.fault->find("two blocks decided"), std::string::npos);
}

}  // namespace
}  // namespace dure::chain::testing
