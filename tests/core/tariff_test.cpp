// Figures from design 02 section 5: KEPCO's published examples and the 2016 pilot's press reports.
#include "core/tariff/tariff.hpp"

#include <gtest/gtest.h>

namespace dure::core {
namespace {

using std::chrono::year;
using std::chrono::year_month;

constexpr Wh kwh(std::int64_t n) { return Wh{n * 1000}; }

struct Case {
    year_month month;
    Voltage voltage;
    std::int64_t kwh;
    std::int64_t total;
};

TEST(Tariff, bills_match_the_published_totals) {
    const auto november = year{2026} / std::chrono::November;
    const std::vector<Case> cases = {
        {november, Voltage::kLow, 200, 31'220},  {november, Voltage::kHigh, 200, 27'640},
        {november, Voltage::kLow, 300, 57'760},  {november, Voltage::kHigh, 300, 49'420},
        {november, Voltage::kLow, 400, 83'530},  {november, Voltage::kHigh, 400, 70'610},
        {november, Voltage::kLow, 500, 126'160}, {november, Voltage::kHigh, 500, 104'900},
    };
    for (const auto& c : cases) {
        const auto tariff = month_tariff(c.month, c.voltage);
        ASSERT_TRUE(tariff);
        EXPECT_EQ(bill_of(*tariff, kwh(c.kwh)).total, c.total) << c.kwh;
    }
}

TEST(Tariff, the_six_step_table_gives_the_2016_pilots_bills_before_tax) {
    const auto tariff = month_tariff(year{2016} / std::chrono::June, Voltage::kLow);
    ASSERT_TRUE(tariff);
    EXPECT_EQ(bill_of(*tariff, kwh(283)).before_tax(), 35'855);
    EXPECT_EQ(bill_of(*tariff, kwh(474)).before_tax(), 103'719);
}

TEST(Tariff, tables_hold_from_their_month) {
    const auto steps = [](year_month m, Voltage v) {
        const auto tariff = month_tariff(m, v);
        return tariff ? tariff->steps.size() : 0;
    };
    EXPECT_EQ(steps(year{2016} / std::chrono::November, Voltage::kLow), 6u);
    EXPECT_EQ(steps(year{2016} / std::chrono::December, Voltage::kLow), 3u);
    EXPECT_EQ(steps(year{2023} / std::chrono::April, Voltage::kHigh), 0u) << "no published table";
    EXPECT_EQ(steps(year{2023} / std::chrono::May, Voltage::kHigh), 3u);
    const auto fund = [](year_month m) { return month_tariff(m, Voltage::kLow)->fund_permille; };
    EXPECT_EQ(fund(year{2024} / std::chrono::June), 37);
    EXPECT_EQ(fund(year{2024} / std::chrono::July), 32);
    EXPECT_EQ(fund(year{2025} / std::chrono::June), 32);
    EXPECT_EQ(fund(year{2025} / std::chrono::July), 27);
}

TEST(Tariff, summer_widens_the_steps_and_hard_months_charge_heavy_use) {
    const auto july = *month_tariff(year{2026} / std::chrono::July, Voltage::kLow);
    const auto october = *month_tariff(year{2026} / std::chrono::October, Voltage::kLow);
    EXPECT_EQ(tier_ends(july), (std::vector{kwh(300), kwh(450)}));
    EXPECT_EQ(tier_ends(october), (std::vector{kwh(200), kwh(400)}));
    // 100 kWh more than 1,000: 736.2 won each in July, 307.3 in October
    EXPECT_EQ(bill_of(july, kwh(1100)).energy - bill_of(july, kwh(1000)).energy, 73'620);
    EXPECT_EQ(bill_of(october, kwh(1100)).energy - bill_of(october, kwh(1000)).energy, 30'730);
    EXPECT_EQ(bill_of(july, kwh(1000)).energy, 36'000 + 32'190 + 169'015);
}

TEST(Tariff, nothing_used_costs_the_base) {
    const auto tariff = *month_tariff(year{2026} / std::chrono::November, Voltage::kHigh);
    const Bill bill = bill_of(tariff, Wh{});
    EXPECT_EQ(bill.base, 730);
    EXPECT_EQ(bill.energy, 0);
    EXPECT_EQ(bill.total, 810);  // 730 + 73 + 10 (19 floored to 10), floored to 10
}

TEST(Tariff, the_tier_and_the_way_to_the_next_are_told_to_the_watt_hour) {
    const auto tariff = *month_tariff(year{2026} / std::chrono::November, Voltage::kHigh);
    EXPECT_EQ(tier_place(tariff, Wh{198'000}).tier, 1);
    EXPECT_EQ(tier_place(tariff, Wh{198'000}).to_next, Wh{2'000});
    EXPECT_EQ(tier_place(tariff, Wh{200'000}).tier, 1);
    EXPECT_EQ(tier_place(tariff, Wh{200'001}).tier, 2);
    EXPECT_EQ(tier_place(tariff, Wh{200'001}).start, kwh(200));
    EXPECT_EQ(tier_place(tariff, kwh(900)).tier, 3);
    EXPECT_EQ(tier_place(tariff, kwh(900)).end, Wh{});
    EXPECT_EQ(tier_place(tariff, kwh(900)).to_next, Wh{});
}

TEST(Tariff, the_next_kwh_costs_its_step_with_everything_on_it) {
    const auto tariff = *month_tariff(year{2026} / std::chrono::November, Voltage::kHigh);
    // (105.0 + 14.0) × 1.127 and so on
    EXPECT_EQ(marginal_price(tariff, Wh{199'999}), MilliWon{134'113});
    EXPECT_EQ(marginal_price(tariff, kwh(200)), MilliWon{211'876});
    EXPECT_EQ(to_tick(marginal_price(tariff, kwh(200))), Tick{211});
    EXPECT_EQ(to_tick(marginal_price(tariff, kwh(500))), Tick{255})
        << "288 won is beyond the scale";
}

TEST(Tariff, a_bill_never_falls_with_use) {
    for (const auto voltage : {Voltage::kLow, Voltage::kHigh}) {
        const auto tariff = *month_tariff(year{2026} / std::chrono::January, voltage);
        for (std::int64_t n = 0; n < 1200; ++n)
            ASSERT_LE(bill_of(tariff, kwh(n)).total, bill_of(tariff, kwh(n + 1)).total) << n;
    }
}

}  // namespace
}  // namespace dure::core
