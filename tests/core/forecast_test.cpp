#include "core/forecast/forecast.hpp"

#include <gtest/gtest.h>

#include "core/journal/aggregate.hpp"
#include "core/slot/local_time.hpp"

namespace dure::core {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::year;

const UtcTime kMonth = month_start(year{2026} / std::chrono::November);

SlotEnergy slot_at(UtcTime start, std::int64_t imported, std::int64_t exported = 0) {
    SlotEnergy slot;
    slot.start = start;
    slot.end = start + minutes{15};
    slot.imported = Wh{imported};
    slot.exported = Wh{exported};
    slot.quality = Quality::kMeasured;
    return slot;
}

/// Slots with the same use from one moment to another.
std::vector<SlotEnergy> even(UtcTime from, UtcTime to, std::int64_t imported) {
    std::vector<SlotEnergy> slots;
    for (; from < to; from += minutes{15}) slots.push_back(slot_at(from, imported));
    return slots;
}

std::vector<UsageBucket> month_days(const std::vector<SlotEnergy>& slots) {
    return aggregate(Period::kMonth, kMonth, 900, slots).buckets;
}

TEST(Forecast, an_even_month_ends_as_it_goes) {
    const UtcTime now = kMonth + days{10} + hours{12};
    EXPECT_EQ(month_projection(month_days(even(kMonth, now, 100)), now), Wh{30 * 96 * 100});
}

TEST(Forecast, one_wild_day_does_not_change_the_rest_of_the_month) {
    const UtcTime now = kMonth + days{10};
    auto slots = even(kMonth, now, 100);
    for (std::size_t i = 0; i < 96; ++i) slots[i].imported = Wh{1000};
    EXPECT_EQ(month_projection(month_days(slots), now), Wh{30 * 96 * 100 + 96 * 900});
}

TEST(Forecast, the_first_day_goes_on_as_it_began) {
    const UtcTime now = kMonth + hours{6};
    EXPECT_EQ(month_projection(month_days(even(kMonth, now, 100)), now), Wh{30 * 96 * 100});
}

TEST(Forecast, nothing_known_projects_nothing) {
    EXPECT_EQ(month_projection(month_days({}), kMonth + days{3}), Wh{});
    EXPECT_EQ(next_net({}, kMonth), std::nullopt);
}

TEST(Forecast, what_neighbours_delivered_is_not_the_utilitys) {
    auto slot = slot_at(kMonth, 500);
    slot.bought = Wh{200};
    EXPECT_EQ(utility_use(slot), Wh{300});
}

TEST(Forecast, the_next_slot_is_the_median_of_the_same_time) {
    std::vector<SlotEnergy> history;
    for (int day = 0; day < 5; ++day)
        history.push_back(slot_at(kMonth + days{day} + hours{13}, 0, day == 2 ? 9999 : 400));
    EXPECT_EQ(next_net(history, kMonth + days{5} + hours{13}), Wh{400});
    EXPECT_EQ(next_net(history, kMonth + days{5} + hours{14}), std::nullopt);
}

TEST(Forecast, a_cloudy_hour_lowers_the_next_slot_by_half) {
    std::vector<SlotEnergy> history;
    for (int day = 0; day < 4; ++day)
        for (int q = 0; q < 5; ++q)
            history.push_back(
                slot_at(kMonth + days{day} + hours{12} + minutes{15 * q}, 0, day == 3 ? 100 : 500));
    const UtcTime next = kMonth + days{3} + hours{13};
    history.pop_back();  // the slot itself has not been
    EXPECT_EQ(next_net(history, next), Wh{300});
}

}  // namespace
}  // namespace dure::core
