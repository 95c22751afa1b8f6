// Eleven homes in core alone, a day and a half of slots with the real clearing rule: five
// producers, five consumers and the common area, each with its own household, journal and memory.
// Energy and coin are conserved to the last unit, also when homes are restarted at odd moments.
#include <gtest/gtest.h>

#include <cmath>
#include <ctime>
#include <random>

#include "core/household/household.hpp"
#include "core/household/office_desk.hpp"
#include "core/journal/memory_journal.hpp"
#include "tests/core/home_bench.hpp"

namespace dure::core {
namespace {

using namespace fakes;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr seconds kPoll{10};
constexpr std::int32_t kFactor = 10;
constexpr MilliWon kFirstCoins{20'000'000};

struct Neighbourhood {
    struct Home {
        std::unique_ptr<BoxMarket> market;
        SteadyPlant plant;
        MapMemory memory;
        MemoryJournal journal;
        std::unique_ptr<Household> household;
        bool producer = false;
        int phase = 0;
    };
    TurnClock clock;
    Queue queue;
    BoxChain chain{clock};
    std::vector<std::unique_ptr<Home>> homes;
    UtcTime begin = day_start(std::chrono::local_days{std::chrono::year{2026} / 5 / 18});
    MilliWon supply{};

    Neighbourhood() {
        clock.time = begin;
        for (int n = 0; n < 11; ++n) {
            auto home = std::make_unique<Home>();
            const auto id = static_cast<std::uint8_t>(n + 1);
            chain.admit(id, kFirstCoins, static_cast<std::uint16_t>(101 + n / 4));
            home->market = std::make_unique<BoxMarket>(chain, address(id));
            home->producer = n < 5;
            home->phase = n;
            homes.push_back(std::move(home));
        }
        supply = chain.supply();
        for (auto& home : homes) start(*home);
        for (std::size_t n = 0; n < homes.size(); ++n) {
            const auto tick =
                static_cast<std::uint8_t>(homes[n]->producer ? 110 + 5 * n : 140 + 5 * n);
            const Condition wish{
                .wh = homes[n]->producer ? 350u : 260u,
                .limit = Tick{tick},
                .side = homes[n]->producer ? Side::kSell : Side::kBuy,
                .from_quarter = static_cast<std::uint8_t>(homes[n]->producer ? 32 : 0),
                .to_quarter = static_cast<std::uint8_t>(homes[n]->producer ? 68 : 96)};
            homes[n]->household->request(PutCondition{0, wish}, nullptr);
        }
    }

    void start(Home& home) {
        HouseholdSettings settings;
        settings.detail = &home == homes.front().get() ? Detail::kScreen : Detail::kNeighbour;
        settings.time_factor = kFactor;
        home.household = std::make_unique<Household>(HouseholdParts{.owner = queue,
                                                                    .clock = clock,
                                                                    .market = *home.market,
                                                                    .plant = &home.plant.port,
                                                                    .chain = nullptr,
                                                                    .journal = &home.journal,
                                                                    .memory = &home.memory},
                                                     settings);
    }

    void live(Home& home) {
        const double hour =
            std::chrono::duration<double, std::ratio<3600>>(clock.time - begin).count();
        const double day = std::fmod(hour, 24);
        const double sun = std::max(0.0, std::sin((day - 6.5) / 12.5 * 3.14159));
        home.plant.generation = Watt{home.producer ? static_cast<std::int64_t>(2600 * sun) : 0};
        const double evening = day > 18 && day < 23 ? 500 : 0;
        home.plant.consumption = Watt{static_cast<std::int64_t>(280 + 25 * home.phase + evening)};
        home.plant.speak(clock.time, kPoll);
    }

    void step() {
        clock.time += kPoll;
        clock.real += MonotonicTime{1'000};
        for (auto& home : homes) live(*home);
        queue.run();
        for (auto& home : homes) home->household->tick();
        chain.mine();
    }
};

void check_books(const Neighbourhood& n) {
    EXPECT_EQ(n.chain.supply(), n.supply);
    std::size_t traded = 0;
    for (const auto& [slot, record] : n.chain.slots) {
        Wh sold{}, bought{};
        std::map<Seat, MilliWon> due;
        for (const Contract& c : record.contracts) {
            EXPECT_EQ(c.price, record.result.price);
            due[c.seller] += c.wh * c.price;
            due[c.buyer] -= c.wh * c.price;
            sold += c.wh;
        }
        bought = sold;
        EXPECT_EQ(record.result.volume, sold);
        if (record.result.stage != SlotStage::kSettled) continue;
        if (!record.contracts.empty()) ++traded;
        EXPECT_EQ(n.chain.settled_times.at(slot), 1);
        Wh metered{}, deviation{};
        for (const auto& [seat, s] : record.settlements) {
            EXPECT_EQ(s.coins, due[seat]);
            EXPECT_EQ(s.coins, s.contracted * record.result.price);
            metered += s.metered;
            deviation += s.deviation;
        }
        EXPECT_EQ(metered, deviation) << "contracts cancel out";
    }
    EXPECT_GT(traded, 30u);
}

TEST(Community, a_day_and_a_half_conserves_energy_and_coins) {
    Neighbourhood n;
    BoxMarket manager{n.chain, address(99)};
    OfficeDesk office{{.owner = n.queue, .clock = n.clock, .market = manager}, {}};
    const std::clock_t cpu = std::clock();
    int steps = 0;
    for (; n.clock.time < n.begin + hours{36}; ++steps) {
        n.step();
        office.tick();
    }
    const double spent = static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC;
    std::printf("%d polls of 11 homes: %.2f s, %.2f ms a poll\n", steps, spent,
                spent * 1000 / steps);
    check_books(n);
    // From the second slot on, every reading on chain is the counters' own difference.
    for (const auto& home : n.homes) {
        const Seat seat = static_cast<Seat>(home->phase);
        std::int64_t on_chain = 0;
        UtcTime first{}, last{};
        for (const auto& [slot, record] : n.chain.slots) {
            const auto reading = record.readings.find(seat);
            if (reading == record.readings.end()) continue;
            on_chain += reading->second.value;
            if (first == UtcTime{}) first = n.chain.rules.start(slot);
            last = n.chain.rules.end(slot);
        }
        std::int64_t in_journal = 0;
        MilliWon net{};
        for (const auto& row : home->journal.range(first, last)) {
            in_journal += (row.exported - row.imported).value;
            EXPECT_EQ(row.quality, Quality::kMeasured);
        }
        EXPECT_EQ(on_chain, in_journal);
        EXPECT_EQ((last - first) / minutes{15}, 142) << "all but the first and the last slot";
        for (const auto& row : home->journal.range(n.begin, n.clock.time))
            net += row.earned - row.paid;
        EXPECT_EQ(n.chain.coins.at(home->market->self()).balance - kFirstCoins, net);
    }
    EXPECT_EQ(n.chain.executed["clear"], static_cast<int>(n.chain.slots.size()));
    EXPECT_EQ(n.chain.refused["settle"] + n.chain.refused["clear"], 0) << "nobody came twice";
    EXPECT_EQ(n.chain.refused["reading"], 0);

    const auto desk = office.view();
    EXPECT_EQ(desk->members.size(), 11u);
    EXPECT_TRUE(desk->members[3].online);
    EXPECT_EQ(desk->slots.size(), n.chain.slots.size());
    EXPECT_EQ(desk->supply, n.supply);
    EXPECT_GT(desk->volume_today, Wh{});
}

TEST(Community, homes_that_restart_at_odd_moments_lose_and_repeat_nothing) {
    Neighbourhood n;
    std::mt19937 dice{20261122};
    while (n.clock.time < n.begin + hours{24}) {
        n.step();
        if (dice() % 40 != 0) continue;
        auto& home = *n.homes[dice() % n.homes.size()];
        home.household.reset();
        if (dice() % 2 == 0) n.chain.lose();
        n.start(home);
    }
    check_books(n);
    for (const auto& home : n.homes) {
        std::int64_t slots = 0, generated = 0;
        for (const auto& row : home->journal.range(n.begin, n.clock.time)) {
            ++slots;
            generated += row.generated.value;
        }
        EXPECT_GE(slots, 95);
        const auto truth = (home->plant.generated_ws / 3600) - 1'000;
        EXPECT_LE(std::abs(truth - generated), home->producer ? 10 : 0)
            << "all but the first and last polls";
    }
}

}  // namespace
}  // namespace dure::core
