// A part of what store_campaign flips whole: another byte of every 4 KiB of the database, every
// 97th byte of a small chain's files.
#include "tests/store/byte_flips.hpp"

#include <gtest/gtest.h>

namespace dure::chain::testing {
namespace {

void expect_sound(const FlipReport& report) {
    for (const auto& failure : report.failures) ADD_FAILURE() << failure;
    EXPECT_EQ(report.failed, 0U);
    EXPECT_EQ(report.harmless + report.said + report.root, report.flips);
    EXPECT_GT(report.said, report.flips / 10) << "flips that hit nothing";
    std::printf("%llu of %llu bytes flipped: %llu harmless, %llu said, %llu by the state's root\n",
                static_cast<unsigned long long>(report.flips),
                static_cast<unsigned long long>(report.bytes),
                static_cast<unsigned long long>(report.harmless),
                static_cast<unsigned long long>(report.said),
                static_cast<unsigned long long>(report.root));
}

TEST(ByteFlips, of_a_database_are_harmless_or_said) {
    const auto report = flip_database({.first = 5, .step = 4'093, .end = UINT64_MAX});
    EXPECT_GT(report.bytes, 1'000'000U);
    expect_sound(report);
}

TEST(ByteFlips, of_the_first_page_are_harmless_or_said) {
    // The file's header and schema: a database of its own kind of danger.
    const auto report = flip_database({.first = 0, .step = 7, .end = 4'096});
    expect_sound(report);
}

TEST(ByteFlips, of_any_file_of_a_node_are_harmless_or_said) {
    const auto report = flip_node_files({.first = 3, .step = 97, .end = UINT64_MAX});
    expect_sound(report);
}

}  // namespace
}  // namespace dure::chain::testing
