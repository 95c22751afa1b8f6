#include "core/auction/schedule.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace dure::core {
namespace {

UtcTime utc(std::int64_t seconds) { return UtcTime{std::chrono::seconds{seconds}}; }

Condition condition(Side side, std::uint32_t wh, std::uint8_t tick) {
    Condition c;
    c.wh = wh;
    c.limit = Tick{tick};
    c.side = side;
    return c;
}

TEST(Schedule, local_time_is_nine_hours_ahead_of_utc) {
    // 1970-01-01 00:00 UTC is Thursday 09:00 in Seoul; date -u -d @… gives the others.
    EXPECT_EQ(local_quarter(utc(0)), (LocalQuarter{.quarter = 36, .weekday = 3}));
    EXPECT_EQ(local_quarter(utc(1'750'604'399)), (LocalQuarter{.quarter = 95, .weekday = 6}));
    EXPECT_EQ(local_quarter(utc(1'750'604'400)), (LocalQuarter{.quarter = 0, .weekday = 0}));
}

TEST(Schedule, a_condition_applies_in_its_hours_and_on_its_weekdays) {
    auto c = condition(Side::kSell, 100, 120);
    c.from_quarter = 88;  // 22:00
    c.to_quarter = 24;    // 06:00, over midnight
    c.weekdays = 0x1f;    // Monday to Friday
    EXPECT_TRUE(applies(c, {.quarter = 88, .weekday = 0}));
    EXPECT_TRUE(applies(c, {.quarter = 0, .weekday = 4}));
    EXPECT_FALSE(applies(c, {.quarter = 24, .weekday = 0}));
    EXPECT_FALSE(applies(c, {.quarter = 87, .weekday = 0}));
    EXPECT_FALSE(applies(c, {.quarter = 90, .weekday = 5}));
    EXPECT_FALSE(applies(Condition{}, {.quarter = 90, .weekday = 0}));
}

TEST(Schedule, overlap_means_that_one_quarter_of_the_week_has_both) {
    EXPECT_TRUE(rc::check([] {
        const auto any = [] {
            auto c = condition(Side::kSell, 1, 100);
            c.from_quarter = static_cast<std::uint8_t>(*rc::gen::inRange(0, 96));
            c.to_quarter = static_cast<std::uint8_t>(*rc::gen::inRange(1, 97));
            c.weekdays = static_cast<std::uint8_t>(*rc::gen::inRange(1, 128));
            RC_PRE(c.from_quarter != c.to_quarter);
            return c;
        };
        const auto a = any(), b = any();
        bool both = false;
        for (std::uint8_t day = 0; day < 7; ++day) {
            for (std::uint8_t q = 0; q < 96; ++q) {
                both |= applies(a, {.quarter = q, .weekday = day}) &&
                        applies(b, {.quarter = q, .weekday = day});
            }
        }
        RC_ASSERT(overlap(a, b) == both);
    }));
}

TEST(Schedule, a_scaled_quantity_follows_the_forecast) {
    auto c = condition(Side::kSell, 999, 120);
    EXPECT_EQ(quantity(c, 50), 999U);
    c.scaled = true;
    EXPECT_EQ(quantity(c, 0), 0U);
    EXPECT_EQ(quantity(c, 50), 499U);
    EXPECT_EQ(quantity(c, 100), 999U);
    c.wh = 1'000'000;
    EXPECT_EQ(quantity(c, 254), 1'048'575U);
}

TEST(Schedule, a_buyer_is_cut_to_free_coin_at_its_own_limits) {
    Conditions both{condition(Side::kBuy, 1000, 150), condition(Side::kBuy, 1000, 100)};
    std::vector<Order> orders;
    append_orders(orders, 4, both, {}, 100, MilliWon{200'099});
    const std::vector<Order> expected{{4, Side::kBuy, 1000, Tick{150}},
                                      {4, Side::kBuy, 500, Tick{100}}};
    EXPECT_EQ(orders, expected);

    orders.clear();
    append_orders(orders, 4, both, {}, 100, MilliWon{99});
    EXPECT_TRUE(orders.empty()) << "a buyer without coin has no order";

    both = {condition(Side::kSell, 1000, 150), condition(Side::kBuy, 700, 0)};
    append_orders(orders, 4, both, {}, 100, MilliWon{0});
    EXPECT_EQ(orders.size(), 2U) << "selling and buying for nothing need no coin";
}

TEST(Schedule, impossible_conditions_are_named) {
    auto bad = condition(Side::kSell, 1 << 20, 100);
    EXPECT_EQ(check_conditions({bad}), "too-much-energy");
    bad = condition(Side::kSell, 5, 100);
    bad.to_quarter = 97;
    EXPECT_EQ(check_conditions({bad}), "bad-hours");
    bad.to_quarter = bad.from_quarter = 8;
    EXPECT_EQ(check_conditions({bad}), "bad-hours");
    bad = condition(Side::kSell, 5, 100);
    bad.weekdays = 0;
    EXPECT_EQ(check_conditions({bad}), "bad-hours");
    bad = condition(Side::kSell, 5, 100);
    bad.green = true;
    EXPECT_EQ(check_conditions({bad}), "wish-not-supported");

    EXPECT_EQ(check_conditions({condition(Side::kSell, 5, 100), condition(Side::kBuy, 5, 100)}),
              "conditions-crossed");
    EXPECT_EQ(check_conditions({condition(Side::kSell, 5, 101), condition(Side::kBuy, 5, 100)}),
              "");
    auto day = condition(Side::kSell, 5, 80), night = condition(Side::kBuy, 5, 120);
    day.from_quarter = night.to_quarter = 32;
    day.to_quarter = night.from_quarter = 72;
    EXPECT_EQ(check_conditions({day, night}), "") << "sell by day, buy by night";
    EXPECT_EQ(check_conditions({}), "");
}

}  // namespace
}  // namespace dure::core
