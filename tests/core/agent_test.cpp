#include "core/agent/agent.hpp"

#include <gtest/gtest.h>

#include "tests/core/fakes.hpp"

namespace dure::core {
namespace {

using namespace fakes;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Condition kSell{.wh = 300, .limit = Tick{120}, .side = Side::kSell};
constexpr Condition kBuy{.wh = 300, .limit = Tick{180}, .side = Side::kBuy};

/// One home's agent on a chain of its own; commands reach the chain at once.
struct AgentBench : ::testing::Test {
    TurnClock clock;
    BoxChain chain{clock};
    Seat seat = chain.admit(1, MilliWon{1'000'000});
    Seat other = chain.admit(2, MilliWon{1'000'000});
    BoxMarket market{chain, address(1)};
    std::optional<Agent> agent{std::in_place, market, AgentSettings{}};
    PlantState plant;
    std::optional<std::int32_t> charge;
    std::optional<Wh> net_now, net_next;
    std::vector<std::string> sent;
    std::vector<PlantOrder> orders;
    Handler ear = chain.news.add([this](const MarketNews& n) { agent->note(n); });

    AgentBench() { clock.time = chain.rules.start(Slot{1'900'000}); }

    static std::string name(const MarketCommand& c) {
        if (std::holds_alternative<SetConditions>(c)) return "conditions";
        if (std::holds_alternative<ReportReading>(c)) return "reading";
        if (std::holds_alternative<ClearSlot>(c)) return "clear";
        if (std::holds_alternative<SettleSlot>(c)) return "settle";
        return "other";
    }

    void tick() {
        const SlotRules rules = chain.rules;
        const auto out = agent->on_tick({.now = clock.time,
                                         .monotonic = clock.real,
                                         .rules = rules,
                                         .seat = seat,
                                         .plant = plant,
                                         .charge_permille = charge,
                                         .net_now = net_now,
                                         .net_next = net_next});
        for (const auto& command : out.commands) {
            sent.push_back(name(command.command));
            chain.submit(address(1), command.command, [this, id = command.id](const Outcome& o) {
                agent->done(id, o, clock.real);
            });
        }
        if (out.order) orders.push_back(*out.order);
    }
    /// Ticks once a second; a block after each.
    void pass(seconds span) {
        for (const auto end = clock.time + span; clock.time < end;) {
            clock.pass(seconds{1});
            tick();
            chain.mine();
        }
    }
    long count(const std::string& what) const { return std::count(sent.begin(), sent.end(), what); }
    SlotReading reading(Slot slot, std::int64_t exported, std::int64_t imported) const {
        SlotReading r;
        r.slot = slot;
        r.exported = Wh{exported};
        r.imported = Wh{imported};
        r.quality = Quality::kMeasured;
        r.doubt = Doubt::kNone;
        return r;
    }
};

TEST_F(AgentBench, the_residents_conditions_reach_the_chain_once) {
    agent->want({kSell});
    pass(seconds{20});
    EXPECT_EQ(chain.conditions[seat][0], kSell);
    EXPECT_EQ(count("conditions"), 1);
}

TEST_F(AgentBench, an_empty_place_is_empty_whatever_its_other_bits) {
    chain.conditions[seat] = {kSell, Condition{.wh = 0, .to_quarter = 0, .weekdays = 0}};
    agent->want({kSell});
    pass(seconds{20});
    EXPECT_EQ(count("conditions"), 0);
}

TEST_F(AgentBench, a_lost_command_is_sent_again) {
    agent->want({kSell});
    clock.pass(seconds{1});
    tick();
    chain.lose();
    pass(seconds{70});
    EXPECT_EQ(chain.conditions[seat][0], kSell);
    EXPECT_EQ(count("conditions"), 2);
}

TEST_F(AgentBench, what_an_earlier_home_left_on_chain_is_kept) {
    chain.conditions[seat] = {kSell, kBuy};
    pass(seconds{20});
    EXPECT_EQ(count("conditions"), 0);
    EXPECT_EQ(agent->wishes(), (Conditions{kSell, kBuy}));
}

TEST_F(AgentBench, a_paused_agent_takes_its_conditions_back_and_restores_them) {
    agent->want({kSell});
    pass(seconds{5});
    agent->pause(true);
    pass(seconds{5});
    EXPECT_TRUE(chain.conditions[seat][0].empty());
    agent->pause(false);
    pass(seconds{5});
    EXPECT_EQ(chain.conditions[seat][0], kSell);
}

TEST_F(AgentBench, the_local_stop_withdraws_offers_but_not_wants) {
    agent->want({kSell, kBuy});
    pass(seconds{5});
    plant.selling_stopped = true;
    pass(seconds{5});
    EXPECT_TRUE(chain.conditions[seat][0].empty());
    EXPECT_EQ(chain.conditions[seat][1], kBuy);
}

TEST_F(AgentBench, a_day_of_slots_is_cleared_reported_and_settled_once_each) {
    agent->want({kSell});
    chain.conditions[other] = {kBuy};
    for (std::uint32_t n = 0; n < 12; ++n) {
        pass(seconds{900});
        agent->take(reading(Slot{1'900'000} + n, 300, 10));
    }
    // The first slot was under way; the gates of 12 more have passed; 1,200 s after its end a slot
    // settles.
    EXPECT_EQ(chain.executed["clear"], 12);
    EXPECT_EQ(chain.executed["reading"], 10) << "slots 1…10: the last reading came at the end";
    EXPECT_EQ(chain.slots.at(Slot{1'900'001}).readings.at(seat), Wh{290});
    EXPECT_EQ(chain.executed["settle"], 9);
    for (const auto& [slot, times] : chain.settled_times) EXPECT_EQ(times, 1);
    EXPECT_EQ(chain.refused["settle"], 0);
}

TEST_F(AgentBench, a_finished_reading_is_sent_once) {
    pass(seconds{1802});
    agent->take(reading(Slot{1'900'001}, 300, 10));
    pass(seconds{30});
    EXPECT_EQ(count("reading"), 1);
    EXPECT_EQ(chain.slots.at(Slot{1'900'001}).readings.at(seat), Wh{290});
}

TEST_F(AgentBench, a_reading_that_the_chain_has_is_not_sent_again) {
    pass(seconds{1802});
    chain.slots[Slot{1'900'001}].readings[seat] = Wh{290};
    agent->take(reading(Slot{1'900'001}, 300, 10));
    pass(seconds{10});
    EXPECT_EQ(count("reading"), 0);
}

TEST_F(AgentBench, a_late_reading_is_not_sent) {
    pass(seconds{1800 + 301});
    agent->take(reading(Slot{1'900'001}, 300, 10));
    pass(seconds{10});
    EXPECT_EQ(count("reading"), 0);
}

TEST_F(AgentBench, a_missing_reading_is_not_invented) {
    pass(seconds{1802});
    agent->take(SlotReading{.slot = Slot{1'900'001}});
    pass(seconds{10});
    EXPECT_EQ(count("reading"), 0);
}

TEST_F(AgentBench, a_slot_that_nobody_cleared_takes_no_reading) {
    chain.paused = true;
    pass(seconds{1802});
    agent->take(reading(Slot{1'900'001}, 300, 10));
    pass(seconds{10});
    EXPECT_EQ(count("reading"), 0);
}

TEST_F(AgentBench, a_reading_beyond_the_chains_lane_is_cut_to_it) {
    pass(seconds{1802});
    agent->take(reading(Slot{1'900'001}, 0, 40'000));
    pass(seconds{10});
    EXPECT_EQ(chain.slots.at(Slot{1'900'001}).readings.at(seat), Wh{-32'767});
}

TEST_F(AgentBench, a_restarted_agent_settles_what_is_left_and_repeats_nothing) {
    agent->want({kSell});
    chain.conditions[other] = {kBuy};
    pass(seconds{1800});
    const int cleared = chain.executed["clear"];
    agent.emplace(market, AgentSettings{});
    sent.clear();
    pass(seconds{30});
    EXPECT_EQ(count("clear"), 0);
    EXPECT_EQ(count("conditions"), 0);
    EXPECT_EQ(chain.executed["clear"], cleared);
    pass(seconds{900 + 1200});
    EXPECT_EQ(chain.settled_times.at(Slot{1'900'001}), 1);
}

TEST_F(AgentBench, a_higher_seat_waits_for_the_lower_ones) {
    seat = other;  // this agent now acts for the second seat
    pass(seconds{600 + 20});
    EXPECT_EQ(count("clear"), 0) << "the first seat has 25 s";
    pass(seconds{10});
    EXPECT_EQ(count("clear"), 1);
}

TEST_F(AgentBench, a_lower_seat_that_is_offline_is_not_waited_for) {
    seat = other;
    for (const std::uint32_t n : {1'899'998u, 1'899'999u})
        chain.slots[Slot{n}].readings[other] = Wh{1};
    pass(seconds{600 + 2});
    EXPECT_EQ(count("clear"), 1);
}

TEST_F(AgentBench, a_paused_market_is_not_cleared) {
    chain.paused = true;
    pass(seconds{900});
    EXPECT_EQ(count("clear"), 0);
}

TEST_F(AgentBench, nothing_is_sent_without_a_seat) {
    agent->want({kSell});
    const SlotRules rules;
    const auto out = agent->on_tick({.now = clock.time,
                                     .monotonic = clock.real,
                                     .rules = rules,
                                     .seat = {},
                                     .plant = plant,
                                     .charge_permille = {},
                                     .net_now = {},
                                     .net_next = {}});
    EXPECT_TRUE(out.commands.empty());
}

struct BatteryCase {
    const char* name;
    BatteryFacts facts;
    BatteryWish wish;
};

TEST(BatteryPlan, follows_the_contracts) {
    const std::vector<BatteryCase> cases = {
        {"no battery",
         {.charge_permille = {}, .selling_now = Wh{500}, .net_now = Wh{}, .net_next = {}},
         BatteryWish::kFree},
        {"no contract",
         {.charge_permille = 500, .net_now = Wh{0}, .net_next = Wh{0}},
         BatteryWish::kFree},
        {"selling from the battery",
         {.charge_permille = 500, .selling_now = Wh{500}, .net_now = Wh{0}, .net_next = {}},
         BatteryWish::kFree},
        {"the reserve stays",
         {.charge_permille = 200, .selling_now = Wh{500}, .net_now = Wh{0}, .net_next = {}},
         BatteryWish::kHold},
        {"the sun is enough",
         {.charge_permille = 200, .selling_now = Wh{500}, .net_now = Wh{600}, .net_next = {}},
         BatteryWish::kFree},
        {"saved for the next slot",
         {.charge_permille = 500, .selling_next = Wh{500}, .net_now = {}, .net_next = Wh{100}},
         BatteryWish::kHold},
        {"the next sun is enough",
         {.charge_permille = 500, .selling_next = Wh{500}, .net_now = {}, .net_next = Wh{500}},
         BatteryWish::kFree},
        {"no flutter at the reserve",
         {.charge_permille = 220,
          .held_by_agent = true,
          .selling_now = Wh{500},
          .net_now = Wh{0},
          .net_next = {}},
         BatteryWish::kHold},
    };
    for (const auto& c : cases) EXPECT_EQ(battery_wish(c.facts), c.wish) << c.name;
}

struct SellingBench : AgentBench {
    SellingBench() {
        charge = 150;
        net_now = Wh{0};
        agent->want({kSell});
        chain.conditions[other] = {kBuy};
        pass(seconds{899});
    }
    void lease(Commander who) {
        DeviceState battery;
        battery.kind = DeviceKind::kBattery;
        battery.lease.phase = LeaseState::Phase::kActive;
        battery.lease.commander = who;
        plant.devices = {battery};
    }
};

TEST_F(SellingBench, the_reserve_is_held_with_at_most_one_order_in_twenty_seconds) {
    orders.clear();
    pass(seconds{60});  // the device never shows the order: it is repeated, slowly
    EXPECT_EQ(orders.size(), 3u);
    EXPECT_TRUE(std::holds_alternative<HoldBattery>(orders.front()));
}

TEST_F(SellingBench, an_order_in_force_is_not_repeated) {
    lease(Commander::kAgent);
    orders.clear();
    pass(seconds{60});
    EXPECT_TRUE(orders.empty());
}

TEST_F(SellingBench, a_hold_is_released_when_the_sun_comes) {
    lease(Commander::kAgent);
    net_now = Wh{900};
    orders.clear();
    pass(seconds{25});
    ASSERT_FALSE(orders.empty());
    EXPECT_TRUE(std::holds_alternative<ReleaseBattery>(orders.front()));
}

TEST_F(SellingBench, the_residents_and_foreign_orders_win) {
    for (const auto who : {Commander::kResident, Commander::kForeign}) {
        lease(who);
        orders.clear();
        pass(seconds{60});
        EXPECT_TRUE(orders.empty());
    }
}

TEST_F(SellingBench, after_the_local_stop_no_order_is_given) {
    plant.selling_stopped = true;
    orders.clear();
    pass(seconds{60});
    EXPECT_TRUE(orders.empty());
}

}  // namespace
}  // namespace dure::core
