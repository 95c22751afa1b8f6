// The contract and core compute the same market: random books on the real chain, bit for bit.
#include <gtest/gtest.h>

#include <random>

#include "core/auction/schedule.hpp"
#include "tests/api/village.hpp"

namespace dure::chain::api {
namespace {

using testing::Village;
constexpr std::int64_t kNoHeartbeat = 86'400'000;
/// Three slots are open while the fourth is cleared.
constexpr core::SlotRules kLongDisputes{.dispute_seconds = 2'400};

class RandomTrade {
 public:
    RandomTrade(std::uint64_t seed, std::size_t homes)
        : village_(kLongDisputes, homes, kNoHeartbeat), random_(seed) {}

    void round() {
        auto& v = village_;
        for (auto& market : v.markets) {
            if (pick(3) == 0) continue;
            const auto told = v.submit(*market, core::SetConditions{conditions()});
            // Two random conditions may cross each other: then nothing changes.
            if (told->is(core::Outcome::State::kFailed)) {
                EXPECT_EQ(told->reason(), "conditions-crossed");
            }
        }
        v.node.pass(1'000);
        const auto giver = pick(v.markets.size());
        const auto coins = v.manager->coins(v.markets[giver]->self());
        const auto free = coins.balance - coins.locked;
        // Now and then somebody is left with next to nothing.
        const core::MilliWon gift{free.value - static_cast<std::int64_t>(pick(60'000))};
        if (gift.value > 0 && pick(2) == 0) {
            const auto to = v.markets[pick(v.markets.size())]->self();
            EXPECT_TRUE(v.done(*v.markets[giver], core::SendCoins{to, gift})->final());
        }

        const auto slot = v.next_slot();
        v.until(v.manager->rules().gate(slot));
        const auto expected = expect(slot);
        ASSERT_TRUE(v.done(*v.markets[0], core::ClearSlot{slot})->final());
        const auto result = *v.manager->slot(slot);
        EXPECT_EQ(result.price, expected.clearing.price);
        EXPECT_EQ(result.volume, expected.clearing.volume);
        EXPECT_EQ(v.manager->contracts(slot), expected.contracts);
        traded_ += result.contracts;
        open_.push_back(slot);
        if (open_.size() > 1) report(open_[open_.size() - 2]);
        while (v.manager->rules().settles_from(open_.front()) <= v.now()) settle(open_.front());
    }
    std::uint64_t traded() const { return traded_; }

 private:
    struct Expected {
        core::Clearing clearing;
        std::vector<core::Contract> contracts;
    };

    std::uint64_t pick(std::uint64_t end) { return random_() % end; }

    core::Conditions conditions() {
        core::Conditions out;
        for (auto& c : out) {
            if (pick(2) == 0) continue;
            c.wh = static_cast<std::uint32_t>(1 + pick(pick(8) == 0 ? 1'048'575 : 900));
            c.limit.value = static_cast<std::uint8_t>(110 + pick(12));
            c.side = pick(2) == 0 ? core::Side::kSell : core::Side::kBuy;
            c.scaled = pick(4) == 0;
            if (pick(3) == 0) {
                c.from_quarter = static_cast<std::uint8_t>(pick(96));
                c.to_quarter = static_cast<std::uint8_t>((c.from_quarter + 40 + pick(50)) % 96 + 1);
                if (c.to_quarter == c.from_quarter) c.to_quarter = 96;
                c.weekdays = static_cast<std::uint8_t>(0x40 | (1 + pick(63)));
            }
        }
        return out;
    }

    Expected expect(core::Slot slot) const {
        const auto& market = *village_.manager;
        const auto when = core::local_quarter(market.rules().start(slot));
        std::vector<core::Order> orders;
        for (const auto& member : market.members()) {
            const auto coins = market.coins(member.owner);
            core::append_orders(orders, member.seat, market.conditions(member.seat), when, 100,
                                coins.balance - coins.locked);
        }
        const auto seats = static_cast<std::uint32_t>(market.members().size());
        auto clearing = core::clear(orders, slot, seats);
        auto contracts = core::match(orders, clearing, slot);
        return {.clearing = std::move(clearing), .contracts = std::move(contracts)};
    }

    void report(core::Slot slot) {
        auto& v = village_;
        v.until(v.manager->rules().end(slot) + std::chrono::seconds{1});
        v.community->tick(v.now());  // readings are posted by the clock of whoever posts them
        for (auto& market : v.markets) {
            v.submit(*market, core::ReportReading{slot, static_cast<std::int16_t>(pick(2'000))});
        }
        v.node.pass(1'000);
        EXPECT_EQ(v.manager->slot(slot)->stage, core::SlotStage::kReported);
    }

    void settle(core::Slot slot) {
        auto& v = village_;
        const auto before = v.manager->supply();
        const auto told = v.done(*v.markets[1], core::SettleSlot{slot});
        ASSERT_TRUE(told->final()) << told->reason();
        EXPECT_EQ(v.manager->supply(), before);
        core::MilliWon sum{};
        for (const auto& market : v.markets) sum += v.manager->coins(market->self()).balance;
        EXPECT_EQ(sum, before) << "balances sum to the supply";
        open_.erase(open_.begin());
    }

    Village village_;
    std::mt19937_64 random_;
    std::vector<core::Slot> open_;
    std::uint64_t traded_ = 0;
};

TEST(Contract, random_books_clear_bit_for_bit_as_in_core) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomTrade trade(seed, 23);
    for (int i = 0; i < 25; ++i) trade.round();
    EXPECT_GT(trade.traded(), 100U);
}

}  // namespace
}  // namespace dure::chain::api
