#include "core/auction/clearing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <numeric>
#include <ranges>

namespace dure::core {
namespace {

constexpr Slot kSlot{1'983'412};

Order sell(Seat seat, std::uint32_t wh, std::uint8_t tick) {
    return {seat, Side::kSell, wh, Tick{tick}};
}
Order buy(Seat seat, std::uint32_t wh, std::uint8_t tick) {
    return {seat, Side::kBuy, wh, Tick{tick}};
}

std::uint64_t filled(std::span<const Order> orders, const Clearing& result, Side side) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < orders.size(); ++i) {
        if (orders[i].side == side) sum += result.fills[i];
    }
    return sum;
}

/// What the community gains: buyers' limits minus sellers' limits over all traded Wh.
std::int64_t gains(std::span<const Order> orders, std::span<const std::uint32_t> fills) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < orders.size(); ++i) {
        const auto value = std::int64_t{fills[i]} * orders[i].limit.value;
        sum += orders[i].side == Side::kBuy ? value : -value;
    }
    return sum;
}

/// Tries every assignment of whole Wh to a tiny book.
std::int64_t best_gains(std::span<const Order> orders, std::size_t at,
                        std::vector<std::uint32_t>& fills, std::int64_t balance) {
    if (at == orders.size()) {
        return balance == 0 ? gains(orders, fills) : std::numeric_limits<std::int64_t>::min();
    }
    auto best = std::numeric_limits<std::int64_t>::min();
    for (std::uint32_t wh = 0; wh <= orders[at].wh; ++wh) {
        fills[at] = wh;
        const auto sign = orders[at].side == Side::kSell ? 1 : -1;
        best = std::max(best, best_gains(orders, at + 1, fills, balance + sign * std::int64_t{wh}));
    }
    return best;
}

/// Distinct sides of a seat never cross, as the market demands of conditions.
std::vector<Order> random_book(std::uint32_t seats, std::uint32_t most_wh, int low, int high) {
    std::vector<Order> orders;
    for (std::uint32_t seat = 0; seat < seats; ++seat) {
        const auto count = *rc::gen::inRange(0, 3);
        const auto side = *rc::gen::element(Side::kSell, Side::kBuy);
        for (int i = 0; i < count; ++i) {
            orders.push_back({static_cast<Seat>(seat), side,
                              *rc::gen::inRange<std::uint32_t>(1, most_wh + 1),
                              Tick{static_cast<std::uint8_t>(*rc::gen::inRange(low, high))}});
        }
    }
    return orders;
}

struct Case {
    const char* name;
    std::vector<Order> orders;
    std::uint8_t price;
    std::int64_t volume;
    std::vector<std::uint32_t> fills;
};

TEST(Clearing, known_books_clear_as_worked_out_by_hand) {
    const Case cases[] = {
        {"nobody", {}, 127, 0, {}},
        {"only a seller", {sell(0, 500, 100)}, 50, 0, {0}},
        {"limits do not meet", {sell(0, 500, 150), buy(1, 500, 120)}, 135, 0, {0, 0}},
        {"price lies halfway", {sell(0, 500, 100), buy(1, 500, 161)}, 130, 500, {500, 500}},
        {"scarce supply: the marginal buyer sets it",
         {sell(0, 300, 100), buy(1, 200, 180), buy(2, 200, 150)},
         150,
         300,
         {300, 200, 100}},
        {"plenty: the marginal seller sets it",
         {sell(0, 300, 100), sell(1, 300, 110), buy(2, 400, 150)},
         110,
         400,
         {300, 100, 400}},
        {"free energy", {sell(0, 10, 0), buy(1, 4, 0)}, 0, 4, {4, 4}},
        {"highest tick", {sell(0, 10, 255), buy(1, 4, 255)}, 255, 4, {4, 4}},
    };
    for (const auto& c : cases) {
        SCOPED_TRACE(c.name);
        const auto result = clear(c.orders, kSlot, 8);
        EXPECT_EQ(result.price.value, c.price);
        EXPECT_EQ(result.volume.value, c.volume);
        EXPECT_EQ(result.fills, c.fills);
    }
}

TEST(Clearing, the_odd_watt_hour_moves_with_the_slot) {
    const std::vector<Order> orders{buy(0, 10, 150), buy(1, 10, 150), buy(2, 10, 150),
                                    sell(3, 10, 100)};
    // 10 Wh for three equal buyers: floor(20/3) - floor(10/3) = 3, 3 and 4 in carried order.
    EXPECT_EQ(clear(orders, Slot{0}, 4).fills, (std::vector<std::uint32_t>{3, 3, 4, 10}));
    EXPECT_EQ(clear(orders, Slot{1}, 4).fills, (std::vector<std::uint32_t>{4, 3, 3, 10}));
    EXPECT_EQ(clear(orders, Slot{2}, 4).fills, (std::vector<std::uint32_t>{3, 4, 3, 10}));
    EXPECT_EQ(clear(orders, Slot{3}, 4).fills, (std::vector<std::uint32_t>{3, 3, 4, 10}));
}

TEST(Clearing, a_margin_beyond_32_bits_is_still_exact) {
    std::vector<Order> orders;
    for (std::uint32_t seat = 0; seat < 12'000; ++seat) {
        orders.push_back(seat < 9'000 ? sell(static_cast<Seat>(seat), 1'048'575, 100)
                                      : buy(static_cast<Seat>(seat), 1'048'574, 100));
    }
    const auto result = clear(orders, kSlot, 12'000);
    EXPECT_EQ(result.volume.value, 3'000LL * 1'048'574);
    EXPECT_EQ(filled(orders, result, Side::kSell), 3'000ULL * 1'048'574);
}

TEST(Clearing, no_watt_hour_is_lost_and_no_limit_is_broken) {
    EXPECT_TRUE(rc::check([] {
        const auto seats = *rc::gen::inRange<std::uint32_t>(1, 60);
        const auto orders = random_book(seats, *rc::gen::element(3U, 1000U, 1'048'575U), 90, 200);
        const Slot slot{*rc::gen::arbitrary<std::uint32_t>()};
        const auto result = clear(orders, slot, seats);
        const auto volume = static_cast<std::uint64_t>(result.volume.value);
        RC_ASSERT(filled(orders, result, Side::kSell) == volume);
        RC_ASSERT(filled(orders, result, Side::kBuy) == volume);
        for (std::size_t i = 0; i < orders.size(); ++i) {
            RC_ASSERT(result.fills[i] <= orders[i].wh);
            if (result.fills[i] == 0) continue;
            const auto limit = orders[i].limit;
            const auto sells = orders[i].side == Side::kSell;
            RC_ASSERT((sells ? limit <= result.price : limit >= result.price));
        }
    }));
}

TEST(Clearing, each_marginal_order_is_within_one_watt_hour_of_its_exact_share) {
    EXPECT_TRUE(rc::check([] {
        const auto seats = *rc::gen::inRange<std::uint32_t>(2, 80);
        const auto orders = random_book(seats, 1000, 100, 104);
        const auto result = clear(orders, Slot{*rc::gen::arbitrary<std::uint32_t>()}, seats);
        for (const auto side : {Side::kSell, Side::kBuy}) {
            std::uint64_t total = 0, left = 0;
            for (std::size_t i = 0; i < orders.size(); ++i) {
                if (orders[i].side != side || orders[i].limit != result.lo) continue;
                total += orders[i].wh;
                left += result.fills[i];
            }
            for (std::size_t i = 0; i < orders.size(); ++i) {
                if (orders[i].side != side || orders[i].limit != result.lo) continue;
                const auto exact = static_cast<double>(orders[i].wh) * static_cast<double>(left) /
                                   static_cast<double>(total);
                RC_ASSERT(std::abs(static_cast<double>(result.fills[i]) - exact) < 1.0);
            }
        }
    }));
}

TEST(Clearing, gains_from_trade_are_the_maximum) {
    EXPECT_TRUE(rc::check([] {
        const auto orders = random_book(*rc::gen::inRange<std::uint32_t>(1, 5), 3, 98, 103);
        RC_PRE(orders.size() <= 6U);
        const auto result = clear(orders, kSlot, 5);
        std::vector<std::uint32_t> tried(orders.size());
        RC_ASSERT(gains(orders, result.fills) == best_gains(orders, 0, tried, 0));
    }));
}

TEST(Clearing, contracts_are_few_named_and_sum_to_every_fill) {
    EXPECT_TRUE(rc::check([] {
        const auto seats = *rc::gen::inRange<std::uint32_t>(1, 60);
        const auto orders = random_book(seats, 5000, 95, 110);
        const auto result = clear(orders, kSlot, seats);
        const auto list = match(orders, result, kSlot);

        std::vector<std::int64_t> net(seats);
        for (std::size_t i = 0; i < orders.size(); ++i) {
            net[orders[i].seat] += orders[i].side == Side::kSell ? std::int64_t{result.fills[i]}
                                                                 : -std::int64_t{result.fills[i]};
        }
        const auto traders = std::ranges::count_if(net, [](auto wh) { return wh != 0; });
        RC_ASSERT(list.empty() || static_cast<std::int64_t>(list.size()) <= traders - 1);
        for (const auto& contract : list) {
            RC_ASSERT(contract.wh.value > 0);
            net[contract.seller] -= contract.wh.value;
            net[contract.buyer] += contract.wh.value;
        }
        RC_ASSERT(std::ranges::all_of(net, [](auto wh) { return wh == 0; }));
        RC_ASSERT(decode_contracts(encode_contracts(list), kSlot, result.price) == list);
    }));
}

TEST(Clearing, the_book_shows_every_order_once) {
    const std::vector<Order> orders{sell(0, 5, 100), sell(0, 6, 100), buy(1, 7, 120)};
    const auto book = book_of(orders);
    EXPECT_EQ(book.supply[100], 11U);
    EXPECT_EQ(book.demand[120], 7U);
    EXPECT_EQ(std::accumulate(book.supply.begin(), book.supply.end(), 0U), 11U);
}

}  // namespace
}  // namespace dure::core
