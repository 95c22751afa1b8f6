// The small community, gone through: no order of messages, no liar and no crash makes two decide
// differently. Bounded here; the command small_model goes all the way.
#include <gtest/gtest.h>

#include "tests/node/small_model.hpp"

namespace dure::chain::testing {
namespace {

constexpr std::uint64_t kStates = 1'000;

void expect_no_fault(const ModelOptions& options) {
    const auto result = explore(options);
    EXPECT_FALSE(result.fault) << *result.fault;
    EXPECT_GT(result.decided_states, 0U);
    EXPECT_TRUE(result.complete || result.states >= kStates) << result.states;
}

TEST(SmallModel, a_lying_first_proposer_splits_nobody) {
    expect_no_fault({.liars = {0}, .crashes = 0, .most_states = kStates});
}
TEST(SmallModel, a_lying_second_proposer_splits_nobody) {
    expect_no_fault({.liars = {1}, .crashes = 0, .most_states = kStates});
}
TEST(SmallModel, a_lying_voter_splits_nobody) {
    expect_no_fault({.liars = {3}, .crashes = 0, .most_states = kStates});
}
TEST(SmallModel, a_liar_and_a_crash_split_nobody) {
    expect_no_fault({.liars = {0}, .crashes = 1, .most_states = kStates});
}
// The search finds what is there to be found.
TEST(SmallModel, two_liars_of_four_split_the_rest) {
    const auto result = explore({.liars = {0, 3}, .crashes = 0, .most_states = UINT64_MAX});
    ASSERT_TRUE(result.fault);
    EXPECT_NE(result.fault->find("two blocks decided"), std::string::npos);
}

}  // namespace
}  // namespace dure::chain::testing
