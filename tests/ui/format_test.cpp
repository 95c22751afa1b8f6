// The formats of design 05 section 5.3, as tables.
#include "ui/format/format.hpp"

#include <gtest/gtest.h>

#include "ui/frame/languages.hpp"

namespace dure::ui {
namespace {

using core::MilliWon;
using core::Tick;
using core::UtcTime;
using core::Watt;
using core::Wh;
using namespace std::chrono_literals;

// 2026-11-22 13:24:00 in Seoul, a Sunday.
constexpr UtcTime kNoon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 4h + 24min};

class Formats : public testing::Test {
 protected:
    void SetUp() override { Languages::instance().use(QStringLiteral("ko")); }
    void TearDown() override { Languages::instance().release(); }
};

struct Row {
    std::int64_t value;
    const char* text;
};

TEST_F(Formats, energy_has_a_decimal_below_ten_and_groups_above_a_thousand) {
    for (const auto& [value, text] :
         {Row{0, "0.0 kWh"}, Row{49, "0.0 kWh"}, Row{50, "0.1 kWh"}, Row{3'249, "3.2 kWh"},
          Row{9'949, "9.9 kWh"}, Row{9'950, "10 kWh"}, Row{32'400, "32 kWh"},
          Row{1'234'000, "1,234 kWh"}, Row{-3'200, "3.2 kWh"}})
        EXPECT_EQ(format::energy(Wh{value}).text(), QString::fromUtf8(text)) << value;
}

TEST_F(Formats, contract_energy_keeps_two_decimals_below_ten) {
    for (const auto& [value, text] :
         {Row{3'456, "3.46 kWh"}, Row{9'994, "9.99 kWh"}, Row{9'995, "10.0 kWh"},
          Row{34'560, "34.6 kWh"}, Row{345'600, "346 kWh"}})
        EXPECT_EQ(format::energy_exact(Wh{value}).text(), QString::fromUtf8(text)) << value;
}

TEST_F(Formats, a_building_counts_in_megawatt_hours_from_a_thousand_kilowatt_hours_on) {
    for (const auto& [value, text] :
         {Row{999'000, "999 kWh"}, Row{1'020'000, "1.02 MWh"}, Row{12'340'000, "12.3 MWh"}})
        EXPECT_EQ(format::energy_large(Wh{value}).text(), QString::fromUtf8(text)) << value;
}

TEST_F(Formats, power_is_absolute_and_changes_its_unit_at_a_kilowatt) {
    for (const auto& [value, text] :
         {Row{0, "0 W"}, Row{850, "850 W"}, Row{-850, "850 W"}, Row{1'000, "1.00 kW"},
          Row{1'254, "1.25 kW"}, Row{9'995, "10.0 kW"}, Row{123'400, "123 kW"}})
        EXPECT_EQ(format::power(Watt{value}).text(), QString::fromUtf8(text)) << value;
}

TEST_F(Formats, power_that_wavers_about_a_kilowatt_keeps_its_unit) {
    format::Power power;
    EXPECT_EQ(power(Watt{999}).text(), u"999 W");
    EXPECT_EQ(power(Watt{1'001}).text(), u"1.00 kW");
    EXPECT_EQ(power(Watt{980}).text(), u"0.98 kW");
    EXPECT_EQ(power(Watt{949}).text(), u"949 W");
    EXPECT_EQ(power(Watt{990}).text(), u"990 W");
}

TEST_F(Formats, money_is_whole_won_half_away_from_zero) {
    for (const auto& [value, text] : {Row{0, "0원"}, Row{499, "0원"}, Row{500, "1원"},
                                      Row{12'340'000, "12,340원"}, Row{-1'500, "2원"}})
        EXPECT_EQ(format::won(MilliWon{value}).text(), QString::fromUtf8(text)) << value;
    EXPECT_EQ(format::signed_won(MilliWon{480'000}).text(), u"+480원");
    EXPECT_EQ(format::signed_won(MilliWon{-12'340'000}).text(), QStringLiteral("\u221212,340원"));
    EXPECT_EQ(format::price(Tick{152}).text(), u"152원/kWh");
}

TEST_F(Formats, missing_is_a_dash_without_a_unit_and_zero_is_zero) {
    for (const auto& missing :
         {format::energy(std::nullopt), format::power(std::nullopt), format::won(std::nullopt),
          format::price(std::nullopt), format::percent(std::nullopt)}) {
        EXPECT_FALSE(missing.known);
        EXPECT_EQ(missing.text(), u"–");
    }
    EXPECT_TRUE(format::power(Watt{0}).known);
    EXPECT_EQ(format::percent(0).text(), u"0%");
    EXPECT_EQ(format::percent(425).text(), u"43%");
}

TEST_F(Formats, times_are_those_of_seoul) {
    EXPECT_EQ(format::time(kNoon), u"오후 1:24");
    EXPECT_EQ(format::date(kNoon), u"11월 22일 (일)");
    EXPECT_EQ(format::long_date(kNoon), u"11월 22일 일요일");
    EXPECT_EQ(format::stamp(kNoon), u"2026-11-22 13:24");
    EXPECT_EQ(format::time(kNoon - 13h - 24min), u"오전 12:00");
    EXPECT_EQ(format::day_name(kNoon - 14h, kNoon), u"어제 11월 21일");
    EXPECT_EQ(format::time_range(kNoon + 10h + 21min, kNoon + 10h + 36min), u"23:45~24:00");
}

TEST_F(Formats, english_says_the_same) {
    Languages::instance().use(QStringLiteral("en"));
    EXPECT_EQ(format::time(kNoon), u"1:24 PM");
    EXPECT_EQ(format::date(kNoon), u"Sun, Nov 22");
    EXPECT_EQ(format::won(MilliWon{12'340'000}).text(), u"12,340 won");
    EXPECT_EQ(format::age(kNoon - 3min, kNoon), u"3 min ago");
}

TEST_F(Formats, ages_grow_in_words) {
    struct Age {
        std::chrono::seconds ago;
        const char16_t* text;
    };
    for (const auto& [ago, text] :
         {Age{0s, u"방금"}, Age{4s, u"방금"}, Age{12s, u"12초 전"}, Age{59s, u"59초 전"},
          Age{60s, u"1분 전"}, Age{3599s, u"59분 전"}, Age{2h, u"2시간 전"}, Age{73h, u"3일 전"}})
        EXPECT_EQ(format::age(kNoon - ago, kNoon), QStringView(text)) << ago.count();
    EXPECT_EQ(format::age({}, kNoon), u"–");
    EXPECT_EQ(format::duration(18min + 20s), u"18분 20초");
}

}  // namespace
}  // namespace dure::ui
