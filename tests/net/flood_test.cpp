// The flood campaign in short (flood_campaign runs it long and prints figures): blocks go on, and
// memory does not grow. Times are not judged here; other tests run beside it.
#include <gtest/gtest.h>

#include "tests/net/flood.hpp"

namespace dure::chain::testing {
namespace {

// The address sanitizer surrounds what is allocated with as much again.
#ifdef __SANITIZE_ADDRESS__
constexpr double kMibEach = 2.0;
#else
constexpr double kMibEach = 1.0;
#endif

TEST(Flood, blocks_go_on_under_connections_and_under_garbage) {
    FloodVillage village;
    ASSERT_TRUE(village.is_alive(std::chrono::seconds(60)));
    const auto before = village.rest(std::chrono::seconds(2));
    const auto flooded = village.connections(std::chrono::seconds(5), 10'000);
    EXPECT_GE(flooded.interval_ms.size(), 1U);
    EXPECT_GT(flooded.attacks_per_second, 100.0) << "there was no flood";
    EXPECT_LE(flooded.resident_mib, before.resident_mib + 8.0 * kMibEach);
    for (const auto kind : kAllGarbage) {
        if (kind == Garbage::kTwin) continue;  // its twin falls silent, and its turns take longer
        const auto garbage = village.garbage(std::chrono::seconds(3), kind, 1'000'000);
        EXPECT_GT(garbage.attacks_per_second, 0.0) << "there was no garbage: " << to_string(kind);
        EXPECT_LE(garbage.resident_mib, before.resident_mib + 48.0 * kMibEach) << to_string(kind);
        EXPECT_TRUE(village.is_alive(std::chrono::seconds(60))) << to_string(kind);
    }
    EXPECT_TRUE(village.is_alive(std::chrono::seconds(60)));
}

}  // namespace
}  // namespace dure::chain::testing
