// The arithmetic behind the trade pages, without a screen: previews, conflicts, aliases, steps,
// rows.
#include <gtest/gtest.h>

#include "ui/trade/alias.hpp"
#include "ui/trade/book_curve.hpp"
#include "ui/trade/coin_rows.hpp"
#include "ui/trade/condition_check.hpp"
#include "ui/trade/contract_steps.hpp"
#include "ui/trade/match_preview.hpp"
#include "ui/trade/schedule.hpp"

namespace {

using namespace dure;
using namespace dure::core;
using namespace std::chrono_literals;
using ui::deal::Deviation;
using ui::deal::Problem;
using ui::deal::StepState;

// 2026-11-22 00:00 in Seoul, a Sunday.
const UtcTime kSunday = UtcTime{std::chrono::sys_days{std::chrono::year{2026} / 11 / 21}} + 15h;
const SlotRules kRules;

Condition sell(std::uint32_t wh, int tick) {
    return {.wh = wh, .limit = Tick{static_cast<std::uint8_t>(tick)}, .side = Side::kSell};
}

Condition buy(std::uint32_t wh, int tick) {
    auto condition = sell(wh, tick);
    condition.side = Side::kBuy;
    return condition;
}

/// One price a quarter of an hour of Sunday: 100 won before noon, 200 won from noon on.
PriceView day_of_prices() {
    PriceView prices;
    const auto first = kRules.slot_at(kSunday);
    for (std::uint32_t i = 0; i < 96; ++i)
        prices.recent.emplace_back(first + i, Tick{static_cast<std::uint8_t>(i < 48 ? 100 : 200)});
    prices.utility_sell = Tick{120};
    prices.utility_buy = Tick{180};
    return prices;
}

TEST(match_preview, a_seller_below_every_price_sells_all_at_the_mean) {
    const auto preview = ui::preview_match(sell(250, 90), day_of_prices(), kRules, {});
    EXPECT_EQ(preview.asked, Wh{24'000});
    EXPECT_EQ(preview.expected, Wh{24'000});
    EXPECT_EQ(preview.money, Wh{24'000} * Tick{150});
    EXPECT_EQ(preview.price, Tick{150});
    EXPECT_EQ(preview.gain(Side::kSell), Wh{24'000} * Tick{30});
}

TEST(match_preview, a_limit_between_the_prices_matches_half_the_day) {
    const auto preview = ui::preview_match(sell(250, 101), day_of_prices(), kRules, {});
    EXPECT_EQ(preview.seen, 96U);
    EXPECT_EQ(preview.matched, 48U);
    EXPECT_EQ(preview.expected, Wh{12'000});
    EXPECT_EQ(preview.money, Wh{12'000} * Tick{200});
}

TEST(match_preview, a_price_at_the_limit_matches_on_both_sides) {
    EXPECT_EQ(ui::preview_match(sell(1, 200), day_of_prices(), kRules, {}).matched, 48U);
    EXPECT_EQ(ui::preview_match(buy(1, 100), day_of_prices(), kRules, {}).matched, 48U);
    EXPECT_EQ(ui::preview_match(buy(1, 99), day_of_prices(), kRules, {}).matched, 0U);
}

TEST(match_preview, only_slots_in_the_hours_and_weekdays_count) {
    auto condition = sell(100, 0);
    condition.from_quarter = 40;
    condition.to_quarter = 60;
    const auto preview = ui::preview_match(condition, day_of_prices(), kRules, {});
    EXPECT_EQ(preview.seen, 20U);
    EXPECT_EQ(preview.asked, Wh{2'000});
    condition.weekdays = 0x3f;  // not on Sundays
    EXPECT_EQ(ui::preview_match(condition, day_of_prices(), kRules, {}).seen, 0U);
}

TEST(match_preview, a_scaled_condition_weighs_slots_by_the_surplus_of_the_hour) {
    auto condition = sell(10'000, 150);
    condition.scaled = true;
    ui::DayShape surplus(96);
    surplus[40] = Wh{300};  // 10:00, 100 won: does not sell
    surplus[56] = Wh{900};  // 14:00, 200 won
    const auto preview = ui::preview_match(condition, day_of_prices(), kRules, surplus);
    EXPECT_EQ(preview.asked, Wh{1'200});
    EXPECT_EQ(preview.expected, Wh{900});
    EXPECT_EQ(preview.money, Wh{900} * Tick{200});
}

TEST(match_preview, the_largest_condition_does_not_overflow) {
    auto prices = day_of_prices();
    for (auto& [slot, price] : prices.recent) price = Tick{255};
    const auto preview = ui::preview_match(sell(ui::kMostWh, 0), prices, kRules, {});
    EXPECT_EQ(preview.money, Wh{std::int64_t{ui::kMostWh} * 96} * Tick{255});
}

TEST(match_preview, bars_hold_every_slot_once) {
    const auto bars = ui::price_bars(day_of_prices(), 5);
    std::uint32_t slots = 0;
    for (const auto& bar : bars) slots += bar.slots;
    EXPECT_EQ(slots, 96U);
    EXPECT_EQ(bars.front().from, 100);
    EXPECT_EQ(bars.back().from, 200);
    EXPECT_EQ(ui::mean_price(day_of_prices()), Tick{150});
    EXPECT_EQ(ui::mean_price({}), std::nullopt);
}

TEST(schedule, the_first_slot_is_after_the_gate_and_in_the_hours) {
    const auto now = kSunday + 10h;
    auto condition = sell(100, 100);
    EXPECT_EQ(kRules.start(*ui::first_slot(condition, kRules, now)), now + 15min);
    // Four minutes before the slot its gate is closed.
    EXPECT_EQ(kRules.start(*ui::first_slot(condition, kRules, now + 11min)), now + 30min);
    condition.weekdays = 0x01;  // Mondays
    EXPECT_EQ(kRules.start(*ui::first_slot(condition, kRules, now)), kSunday + 24h);
}

struct Quarrel {
    const char* name;
    Condition condition;
    std::int64_t wh;
    std::vector<Problem> problems;
};

TEST(condition_check, names_what_stands_in_the_way) {
    ConditionView other;
    other.place = 1;
    other.condition = buy(100, 150);
    auto elsewhere = sell(100, 100);
    elsewhere.weekdays = 0x1f;
    other.condition.weekdays = 0x60;
    auto no_day = sell(100, 100);
    no_day.weekdays = 0;
    auto no_time = sell(100, 100);
    no_time.from_quarter = no_time.to_quarter = 8;
    no_time.weekdays = 0x1f;
    const Quarrel cases[] = {
        {"no overlap", elsewhere, 100, {}},
        {"sell below own buy", sell(100, 150), 100, {Problem::SelfTrade}},
        {"sell above own buy", sell(100, 151), 100, {}},
        {"same side", buy(100, 200), 100, {Problem::SameSide}},
        {"nothing", sell(0, 200), 0, {Problem::NoQuantity}},
        {"beyond 20 bits", sell(ui::kMostWh, 200), 1 << 20, {Problem::TooMuch}},
        {"no weekday", no_day, 100, {Problem::NoWeekday}},
        {"no time", no_time, 100, {Problem::BadHours}},
    };
    for (const auto& one : cases) {
        std::vector<Problem> found;
        for (const auto& quarrel :
             ui::check_condition(one.condition, one.wh, 0, std::span(&other, 1)))
            found.push_back(quarrel.problem);
        EXPECT_EQ(found, one.problems) << one.name;
    }
    // Changing a condition does not quarrel with what it replaces.
    EXPECT_TRUE(ui::check_condition(sell(100, 100), 100, 1, std::span(&other, 1)).empty());
}

TEST(condition_check, the_lowest_free_place_is_taken_and_four_are_all) {
    std::vector<ConditionView> conditions(4);
    for (std::uint8_t i = 0; i < 4; ++i) conditions[i] = {i, sell(1, 1), {}, {}};
    EXPECT_EQ(ui::free_place(conditions), std::nullopt);
    conditions[2].condition.wh = 0;
    EXPECT_EQ(ui::free_place(conditions), 2);
    EXPECT_EQ(ui::free_place({}), 0);
}

TEST(alias, letters_stay_with_the_seat) {
    EXPECT_EQ(ui::seat_letters(0), QStringLiteral("A"));
    EXPECT_EQ(ui::seat_letters(25), QStringLiteral("Z"));
    EXPECT_EQ(ui::seat_letters(26), QStringLiteral("AA"));
    EXPECT_EQ(ui::seat_letters(701), QStringLiteral("ZZ"));
    EXPECT_EQ(ui::seat_letters(702), QStringLiteral("AAA"));
}

TEST(alias, an_address_is_twenty_bytes_of_hex) {
    const auto text = QStringLiteral("0x00112233445566778899aAbBcCdDeEfF00112233");
    const auto address = ui::parse_address(QStringLiteral("  ") + text);
    ASSERT_TRUE(address);
    EXPECT_EQ(ui::full_hex(*address), text.toLower());
    EXPECT_FALSE(ui::parse_address(text.chopped(1)));
    EXPECT_FALSE(ui::parse_address(text.chopped(1) + u'g'));
    EXPECT_FALSE(ui::parse_address({}));
}

TEST(book_curve, crosses_where_the_clearing_rule_says) {
    Book book;
    book.supply[100] = 500;
    book.supply[160] = 500;
    book.demand[200] = 300;
    book.demand[150] = 400;
    const auto curve = ui::book_curve(book);
    EXPECT_EQ(curve.supply_wh, 1000);
    EXPECT_EQ(curve.demand.front().tick, 200);
    EXPECT_EQ(curve.demand.back().to, 700);
    const auto cross = ui::crossing(book);
    ASSERT_TRUE(cross);
    EXPECT_EQ(cross->volume, Wh{500});
    EXPECT_EQ(cross->price, Tick{150});
    EXPECT_FALSE(ui::crossing(Book{}));
    std::int64_t supply = 0;
    for (const auto& band : ui::book_bands(book, 20)) supply += band.supply;
    EXPECT_EQ(supply, 1000);
}

ContractView contract(ContractStage stage, Side side) {
    ContractView view;
    view.slot = Slot{1000};
    view.side = side;
    view.contracted = Wh{300};
    view.stage = stage;
    view.condition_block = 7;
    return view;
}

TEST(contract_steps, follow_the_stage) {
    const auto states = [](ContractStage stage) {
        std::string text;
        for (const auto& step : ui::contract_steps(contract(stage, Side::kSell)))
            text += "tndf"[static_cast<int>(step.state)];
        return text;
    };
    EXPECT_EQ(states(ContractStage::kMatched), "ddttt");
    EXPECT_EQ(states(ContractStage::kDelivering), "ddntt");
    EXPECT_EQ(states(ContractStage::kMetering), "dddnt");
    EXPECT_EQ(states(ContractStage::kMetered), "ddddn");
    EXPECT_EQ(states(ContractStage::kSettled), "ddddd");
    EXPECT_EQ(states(ContractStage::kCancelled), "ddftt");
}

TEST(contract_steps, a_deviation_is_told_from_the_side_of_this_home) {
    const auto settled = [](Side side, std::int64_t deviation) {
        auto view = contract(ContractStage::kSettled, side);
        view.settlement = SeatSettlement{.deviation = Wh{deviation}};
        return ui::deviation_of(view);
    };
    EXPECT_EQ(settled(Side::kSell, 0).kind, Deviation::None);
    EXPECT_EQ(settled(Side::kSell, -60).kind, Deviation::SoldLess);
    EXPECT_EQ(settled(Side::kSell, -60).amount, Wh{60});
    EXPECT_EQ(settled(Side::kSell, 40).kind, Deviation::SoldMore);
    EXPECT_EQ(settled(Side::kBuy, -60).kind, Deviation::UsedMore);
    EXPECT_EQ(settled(Side::kBuy, 40).kind, Deviation::UsedLess);
    EXPECT_EQ(settled(Side::kBuy, 40).amount, Wh{40});
    EXPECT_EQ(ui::deviation_of(contract(ContractStage::kMetering, Side::kSell)).kind,
              Deviation::Waiting);
}

TEST(contract_steps, delivery_is_never_more_than_whole) {
    auto view = contract(ContractStage::kDelivering, Side::kSell);
    view.delivered = Wh{100};
    EXPECT_EQ(ui::delivered_permille(view), 333);
    view.delivered = Wh{900};
    EXPECT_EQ(ui::delivered_permille(view), 1000);
    view.delivered = Wh{-5};
    EXPECT_EQ(ui::delivered_permille(view), 0);
}

TEST(coin_rows, tell_direction_kind_and_what_is_pending) {
    HomeView view;
    view.address.fill(1);
    AddressBytes other{};
    other.fill(2);
    view.neighbours.push_back({.seat = 4, .feeder = 103, .owner = other});
    const auto move = [&](CoinMove::Cause cause, bool to_me, std::uint8_t tx) {
        CoinMove one;
        one.cause = cause;
        one.from = to_me ? other : view.address;
        one.to = to_me ? view.address : other;
        one.amount = MilliWon{1500};
        one.at = kSunday + std::chrono::hours{tx};
        one.tx.fill(tx);
        return one;
    };
    view.coin_moves = {move(CoinMove::Cause::kTransfer, false, 3),
                       move(CoinMove::Cause::kSettlement, false, 2),
                       move(CoinMove::Cause::kSettlement, true, 1)};
    view.pending_coins = {{view.rules.slot_at(kSunday + 5h), MilliWon{-700}}};

    const auto rows = ui::coin_rows(view, ui::deal::CoinFilter::All);
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_TRUE(rows[0].pending);
    EXPECT_EQ(rows[0].kind, ui::deal::CoinKind::Purchase);
    EXPECT_EQ(rows[0].amount, MilliWon{700});
    EXPECT_FALSE(rows[1].received);
    ASSERT_TRUE(rows[1].partner);
    EXPECT_EQ(rows[1].partner->seat, 4);
    EXPECT_EQ(rows[2].kind, ui::deal::CoinKind::Purchase);
    EXPECT_EQ(rows[3].kind, ui::deal::CoinKind::Sale);
    EXPECT_EQ(ui::coin_rows(view, ui::deal::CoinFilter::Sales).size(), 1U);
    EXPECT_EQ(ui::coin_rows(view, ui::deal::CoinFilter::Purchases).size(), 2U);
    EXPECT_EQ(ui::coin_rows(view, ui::deal::CoinFilter::Transfers).size(), 1U);
}

TEST(coin_rows, two_moves_of_one_transaction_have_two_keys) {
    HomeView view;
    view.coin_moves = {CoinMove{}, CoinMove{}};
    const auto rows = ui::coin_rows(view, ui::deal::CoinFilter::All);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_NE(rows[0].key, rows[1].key);
}

}  // namespace
