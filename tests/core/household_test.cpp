#include "core/household/household.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "core/household/office_desk.hpp"
#include "core/household/wishes.hpp"
#include "core/journal/memory_journal.hpp"
#include "tests/core/home_bench.hpp"

namespace dure::core {
namespace {

using namespace fakes;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Condition kSell{.wh = 300, .limit = Tick{120}, .side = Side::kSell};
constexpr Condition kBuy{.wh = 300, .limit = Tick{180}, .side = Side::kBuy};

struct HomeBench : ::testing::Test {
    TurnClock clock;
    Queue queue;
    BoxChain chain{clock};
    BoxMarket market{chain, address(1)};
    SteadyPlant plant;
    SetWatch watch;
    MapMemory memory;
    MemoryJournal journal;
    std::optional<Household> home;
    std::optional<Seat> neighbour;

    HomeBench() {
        // 12:00 in Seoul on 22 November 2026
        clock.time =
            day_start(std::chrono::local_days{std::chrono::year{2026} / 11 / 22}) + hours{12};
        clock.real = MonotonicTime{5'000'000};
        watch.view.state = ChainState::kNormal;
        plant.consumption = Watt{500};
    }
    void start() {
        home.emplace(HouseholdParts{.owner = queue,
                                    .clock = clock,
                                    .market = market,
                                    .plant = &plant.port,
                                    .chain = &watch,
                                    .journal = &journal,
                                    .memory = &memory},
                     HouseholdSettings{});
    }
    void be_member(std::int64_t won = 1000) {
        chain.admit(1, MilliWon{won * 1000});
        neighbour = chain.admit(2, MilliWon{1'000'000});
        start();
        pass(seconds{2});
    }
    void pass(std::chrono::seconds span) {
        for (const auto end = clock.time + span; clock.time < end;) {
            clock.pass(seconds{1});
            plant.speak(clock.time, seconds{1});
            queue.run();
            home->tick();
            chain.mine();
        }
    }
    std::shared_ptr<const HomeView> view() {
        clock.real += MonotonicTime{2'000};
        home->tick();
        return home->view();
    }
    std::vector<Outcome> ask(const HomeRequest& request, std::chrono::seconds wait = seconds{3}) {
        auto answers = std::make_shared<std::vector<Outcome>>();
        home->request(request, [answers](const Outcome& o) { answers->push_back(o); });
        queue.run();
        pass(wait);
        return *answers;
    }
    bool alarmed(const std::string& id) {
        for (const auto& alarm : view()->alarms)
            if (alarm.id == id && alarm.active) return true;
        return false;
    }
};

TEST_F(HomeBench, power_flows_add_up) {
    start();
    plant.generation = Watt{2000};
    plant.battery = Watt{-300};
    plant.charge_permille = 640;
    pass(seconds{2});
    const auto v = view();
    EXPECT_EQ(v->consumption.value, Watt{500});
    EXPECT_EQ(v->grid.value, Watt{-1200});
    EXPECT_EQ(v->charge_permille.value, 640);
    EXPECT_EQ(v->consumption.quality, Quality::kMeasured);
}

TEST_F(HomeBench, a_silent_plant_grows_stale_in_real_time_and_keeps_its_time) {
    start();
    pass(seconds{2});
    const auto heard = clock.time;
    plant.silent = true;
    pass(seconds{3});
    EXPECT_EQ(home->view()->grid.quality, Quality::kMeasured);
    pass(seconds{2});
    EXPECT_EQ(view()->grid.quality, Quality::kStale);
    EXPECT_EQ(view()->grid.value, Watt{500});
    EXPECT_EQ(view()->grid.at, heard);
}

TEST_F(HomeBench, nothing_heard_is_missing_everywhere) {
    start();
    plant.silent = true;
    pass(seconds{2});
    EXPECT_EQ(view()->grid.value, std::nullopt);
    EXPECT_EQ(view()->consumption.value, std::nullopt);
    EXPECT_EQ(view()->today.covered, 0u);
}

TEST_F(HomeBench, a_stranger_joins_and_is_approved) {
    chain.members[address(9)].state = MemberState::kApproved;
    start();
    pass(seconds{2});
    EXPECT_EQ(view()->membership, Membership::kNone);
    const JoinCommunity join{
        .building = 103, .unit = 1204, .invite = "K7QX", .kind = MemberKind::kHome};
    EXPECT_EQ(
        ask(JoinCommunity{.building = 0, .unit = 1, .invite = "K7QX", .kind = {}}).back().reason,
        "unit-missing");
    EXPECT_EQ(
        ask(JoinCommunity{.building = 103, .unit = 1, .invite = "", .kind = {}}).back().reason,
        "wrong-invite");
    const auto answers = ask(join);
    ASSERT_EQ(answers.size(), 2u);
    EXPECT_EQ(answers[0].state, Outcome::State::kPending);
    EXPECT_EQ(answers[1].state, Outcome::State::kFinal);
    EXPECT_EQ(view()->membership, Membership::kApplied);
    EXPECT_EQ(view()->me->feeder, 103);
    EXPECT_EQ(view()->me->rated_watts, 5000u);
    EXPECT_EQ(ask(join).back().reason, "already-member");

    BoxMarket manager{chain, address(9)};
    OfficeDesk office{{.owner = queue, .clock = clock, .market = manager}, {}};
    office.tick();
    ASSERT_EQ(office.view()->members.size(), 2u);
    EXPECT_EQ(office.view()->members[1].member.state, MemberState::kApplied);
    std::string reason = "none";
    office.request(ApproveMember{address(7)}, [&](const Outcome& o) { reason = o.reason; });
    queue.run();
    EXPECT_EQ(reason, "not-applied");
    office.request(ApproveMember{address(1)}, nullptr);
    pass(seconds{2});
    EXPECT_EQ(view()->membership, Membership::kApproved);
}

struct Refused {
    const char* name;
    HomeRequest request;
    const char* reason;
};

TEST_F(HomeBench, what_cannot_be_is_refused_with_a_stable_reason) {
    be_member();
    const Condition huge{.wh = 5000, .limit = Tick{120}, .side = Side::kSell};
    const Condition more_than_the_line{.wh = 9000, .limit = Tick{120}, .side = Side::kBuy};
    const Condition no_day{.wh = 100, .limit = Tick{120}, .weekdays = 0};
    const std::vector<Refused> cases = {
        {"no such place", PutCondition{4, kSell}, "beyond-limits"},
        {"nothing to sell", PutCondition{0, {}}, "empty"},
        {"more than the plant's rating", PutCondition{0, huge}, "beyond-limits"},
        {"more than the connection", PutCondition{0, more_than_the_line}, "beyond-limits"},
        {"on no day", PutCondition{0, no_day}, "bad-hours"},
        {"nothing there", RemoveCondition{1}, "empty"},
        {"no amount", SendCoins{address(2), MilliWon{0}}, "empty"},
        {"to itself", SendCoins{address(1), MilliWon{1}}, "unknown-receiver"},
        {"more than free", SendCoins{address(2), MilliWon{1'000'001}}, "no-coin"},
        {"off", LimitOutput{0, seconds{60}}, "beyond-limits"},
        {"for no time", LimitOutput{500, seconds{0}}, "beyond-limits"},
    };
    for (const auto& c : cases) {
        const auto answers = ask(c.request);
        ASSERT_EQ(answers.size(), 1u) << c.name;
        EXPECT_EQ(answers[0].state, Outcome::State::kFailed) << c.name;
        EXPECT_EQ(answers[0].reason, c.reason) << c.name;
    }
    EXPECT_TRUE(plant.port.orders.empty());
    EXPECT_EQ(chain.executed["conditions"], 0);
}

TEST_F(HomeBench, a_home_without_a_seat_has_no_conditions) {
    start();
    pass(seconds{2});
    EXPECT_EQ(ask(PutCondition{0, kSell}).back().reason, "not-member");
}

TEST_F(HomeBench, a_condition_is_pending_until_its_block_and_survives_a_restart) {
    be_member();
    const auto answers = ask(PutCondition{2, kSell});
    ASSERT_EQ(answers.size(), 2u);
    EXPECT_EQ(answers[1].state, Outcome::State::kFinal);
    EXPECT_GT(answers[1].block, 0u);
    ASSERT_EQ(view()->conditions.size(), 1u);
    EXPECT_EQ(view()->conditions[0].place, 2);
    EXPECT_EQ(view()->conditions[0].state, ConditionView::State::kActive);

    watch.view.state = ChainState::kOffline;
    const auto waiting = ask(PutCondition{2, kBuy});
    ASSERT_EQ(waiting.size(), 1u);
    EXPECT_EQ(view()->conditions[0].state, ConditionView::State::kPending);
    home.reset();
    start();
    watch.view.state = ChainState::kNormal;
    pass(seconds{5});
    EXPECT_EQ(chain.conditions[0][2], kBuy);
}

TEST_F(HomeBench, a_condition_that_the_chain_has_already_is_answered_at_once) {
    be_member();
    ask(PutCondition{0, kSell});
    const auto again = ask(PutCondition{0, kSell});
    ASSERT_EQ(again.size(), 2u);
    EXPECT_EQ(again[1].state, Outcome::State::kFinal);
    EXPECT_EQ(chain.executed["conditions"], 1);
}

TEST_F(HomeBench, conditions_of_a_chain_that_is_still_syncing_are_left_alone) {
    chain.admit(1, MilliWon{1000});
    watch.view.state = ChainState::kSyncing;
    start();
    pass(seconds{3});
    chain.conditions[0] = {kSell};  // arrives while syncing
    watch.view.state = ChainState::kNormal;
    pass(seconds{5});
    EXPECT_EQ(chain.conditions[0][0], kSell);
    EXPECT_FALSE(view()->conditions.empty());
}

TEST_F(HomeBench, a_pause_is_remembered) {
    be_member();
    ask(PutCondition{0, kSell});
    ask(PauseAgent{true});
    EXPECT_TRUE(chain.conditions[0][0].empty());
    home.reset();
    start();
    pass(seconds{3});
    EXPECT_TRUE(view()->agent_paused);
    EXPECT_TRUE(chain.conditions[0][0].empty());
    ask(PauseAgent{false});
    EXPECT_EQ(chain.conditions[0][0], kSell);
}

TEST_F(HomeBench, coins_move_when_final) {
    be_member();
    const auto answers = ask(SendCoins{address(2), MilliWon{250'000}});
    ASSERT_EQ(answers.size(), 2u);
    EXPECT_EQ(view()->coins.balance, MilliWon{750'000});
    ASSERT_EQ(view()->coin_moves.size(), 1u);
    EXPECT_EQ(view()->coin_moves[0].amount, MilliWon{250'000});
}

TEST_F(HomeBench, while_syncing_coins_are_not_known_and_never_zero) {
    chain.admit(1, MilliWon{1000});
    watch.view.state = ChainState::kSyncing;
    start();
    pass(seconds{2});
    EXPECT_FALSE(view()->coins_known);
    EXPECT_EQ(view()->membership, Membership::kUnknown);
    EXPECT_EQ(ask(SendCoins{address(2), MilliWon{1}}).back().reason, "offline");
}

TEST_F(HomeBench, the_local_stop_works_without_a_chain) {
    be_member();
    watch.view.state = ChainState::kOffline;
    EXPECT_EQ(ask(StopSelling{}).back().state, Outcome::State::kFinal);
    ASSERT_EQ(plant.port.orders.size(), 1u);
    EXPECT_EQ(plant.port.orders[0].what, "stop");
    EXPECT_EQ(plant.port.orders[0].who, Commander::kResident);
}

TEST_F(HomeBench, the_local_stop_does_not_wait_for_a_busy_owner) {
    be_member();
    home->request(StopSelling{}, {});
    ASSERT_EQ(plant.port.orders.size(), 1u) << "nothing has run on the owner's thread yet";
    EXPECT_EQ(plant.port.orders[0].what, "stop");
    EXPECT_EQ(ask(ResumeSelling{}).back().state, Outcome::State::kFinal);
    ASSERT_EQ(plant.port.orders.size(), 2u) << "each order once";
    EXPECT_EQ(plant.port.orders[1].what, "resume");
}

TEST_F(HomeBench, a_sale_runs_from_condition_to_coins_and_into_the_journal) {
    plant.generation = Watt{2500};  // 2,000 W out: 500 Wh a slot
    be_member();
    chain.conditions[*neighbour] = {kBuy};
    ask(PutCondition{0, kSell});
    const auto find = [&](Slot slot) -> const ContractView* {
        static std::shared_ptr<const HomeView> held;
        held = view();
        for (const auto& c : held->contracts)
            if (c.slot == slot) return &c;
        return nullptr;
    };
    const Slot slot = chain.rules.slot_at(clock.time) + 1;
    pass(minutes{11});
    ASSERT_NE(find(slot), nullptr);
    EXPECT_EQ(find(slot)->stage, ContractStage::kMatched);
    EXPECT_EQ(find(slot)->contracted, Wh{300});
    EXPECT_EQ(find(slot)->price, Tick{150});
    EXPECT_EQ(find(slot)->amount, MilliWon{45'000});
    EXPECT_EQ(find(slot)->partners[0].feeder, 103);
    EXPECT_GT(find(slot)->condition_block, 0u);
    EXPECT_EQ(view()->pending_coins.front().second, MilliWon{45'000});
    EXPECT_EQ(view()->prices.next, Tick{150});

    pass(minutes{9});
    EXPECT_EQ(find(slot)->stage, ContractStage::kDelivering);
    EXPECT_TRUE(find(slot)->delivered_known);
    EXPECT_NEAR(static_cast<double>(find(slot)->delivered.value), 500.0 / 3, 5);
    EXPECT_EQ(view()->trading, Watt{1200});
    EXPECT_EQ(view()->trading_side, Side::kSell);
    EXPECT_EQ(view()->prices.now, Tick{150});

    pass(minutes{11});
    EXPECT_EQ(find(slot)->stage, ContractStage::kMetered);
    EXPECT_EQ(chain.slots.at(slot).readings.at(0), Wh{500});
    chain.conditions.clear();
    ask(RemoveCondition{0});

    pass(minutes{40});
    EXPECT_EQ(find(slot)->stage, ContractStage::kSettled);
    EXPECT_EQ(find(slot)->settlement->coins, MilliWon{45'000});
    EXPECT_EQ(find(slot)->delivered, Wh{500});
    EXPECT_EQ(chain.settled_times.at(slot), 1);
    const auto row = journal.range(chain.rules.start(slot), chain.rules.end(slot)).at(0);
    EXPECT_EQ(row.exported, Wh{500});
    EXPECT_EQ(row.sold, Wh{300});
    EXPECT_EQ(row.earned, MilliWon{45'000});
    EXPECT_EQ(row.consumed, Wh{125});
    EXPECT_EQ(row.quality, Quality::kMeasured);
    MilliWon earned{};
    for (const auto& [settled, times] : chain.settled_times)
        for (const Contract& contract : chain.slots.at(settled).contracts)
            earned += contract.wh * contract.price;
    EXPECT_EQ(view()->coins.balance, MilliWon{1'000'000} + earned);
}

TEST_F(HomeBench, today_and_the_bill_are_told_from_the_journal) {
    // three weeks of 100 Wh a slot before now
    for (auto at = clock.time - std::chrono::days{21}; at < clock.time; at += minutes{15}) {
        SlotEnergy slot;
        slot.start = at;
        slot.end = at + minutes{15};
        slot.imported = slot.consumed = Wh{100};
        slot.quality = Quality::kMeasured;
        journal.put(slot);
    }
    be_member();
    const auto v = view();
    EXPECT_EQ(v->today.sum.imported, Wh{48 * 100});
    EXPECT_EQ(v->bill.used, Wh{(21 * 96 - 48 + 48) * 100}) << "since noon of the 1st";
    EXPECT_EQ(v->bill.tier, 2);
    EXPECT_EQ(v->bill.tier_ends, (std::vector{Wh{200'000}, Wh{400'000}}));
    EXPECT_NEAR(static_cast<double>(v->bill.projected.value), (21 + 8.5) * 9600, 200);
    EXPECT_EQ(v->prices.utility_buy, Tick{211});
}

// A wallpad that has just joined does not know the community's slots before it has its blocks.
TEST_F(HomeBench, slots_are_counted_by_a_length_that_is_learnt_after_the_start) {
    be_member();
    chain.rules = {
        .slot_seconds = 600, .gate_seconds = 200, .reading_seconds = 200, .dispute_seconds = 300};
    pass(minutes{21});
    std::optional<UsageSeries> day;
    home->usage(Period::kDay, clock.time, [&](UsageSeries series) { day = std::move(series); });
    queue.run();
    ASSERT_TRUE(day);
    EXPECT_EQ(day->total.slots, 144U);
    EXPECT_EQ(day->buckets.size(), 144U);
    EXPECT_EQ(view()->today.slots, 144U);
}

TEST_F(HomeBench, troubles_are_told_and_end) {
    be_member();
    PlantState state;
    DeviceState meter;
    meter.kind = DeviceKind::kMeter;
    meter.link = LinkState::kUnreachable;
    state.devices = {meter};
    plant.port.states.tell(state);
    watch.view.state = ChainState::kLate;
    watch.view.notice = "store-rebuilt";
    pass(seconds{2});
    EXPECT_TRUE(alarmed("meter-unreachable"));
    EXPECT_TRUE(alarmed("chain-late"));
    EXPECT_TRUE(alarmed("store-rebuilt"));
    EXPECT_EQ(view()->alarms.front().id, "meter-unreachable") << "the worst first";
    watch.view.notice = "disk-full";
    pass(seconds{2});
    const auto& alarms = view()->alarms;
    const auto full = std::find_if(alarms.begin(), alarms.end(),
                                   [](const Alarm& alarm) { return alarm.id == "disk-full"; });
    ASSERT_NE(full, alarms.end());
    EXPECT_EQ(full->level, Alarm::Level::kUrgent);
    watch.view.notice = "key-twin";
    pass(seconds{2});
    EXPECT_TRUE(alarmed("key-twin"));
    EXPECT_EQ(view()->alarms.front().level, Alarm::Level::kUrgent);
    plant.port.states.tell({});
    watch.view = {};
    watch.view.state = ChainState::kNormal;
    pass(seconds{2});
    EXPECT_FALSE(alarmed("meter-unreachable"));
    EXPECT_FALSE(view()->alarms.empty()) << "kept as ended";
}

TEST_F(HomeBench, a_missed_reading_is_told_and_nothing_is_posted) {
    be_member();
    plant.silent = true;
    pass(minutes{20});
    EXPECT_TRUE(alarmed("reading-missed"));
    EXPECT_EQ(chain.executed["reading"] + chain.refused["reading"], 0);
}

TEST_F(HomeBench, a_buyer_without_coin_is_told) {
    be_member(10);
    ask(PutCondition{0, kBuy});
    EXPECT_TRUE(alarmed("no-coin"));
}

TEST_F(HomeBench, views_come_at_most_four_a_second) {
    be_member();
    int views = 0;
    const auto ear = home->on_view([&](const auto&) { ++views; });
    for (int ms = 0; ms < 10'000; ms += 20) {
        clock.pass(std::chrono::milliseconds{20});
        plant.speak(clock.time, std::chrono::milliseconds{20});
        queue.run();
        home->tick();
    }
    EXPECT_LE(views, 41);
    EXPECT_GE(views, 30);
}

TEST_F(HomeBench, a_listener_that_left_is_not_called) {
    be_member();
    int views = 0;
    {
        const auto ear = home->on_view([&](const auto&) { ++views; });
        pass(seconds{3});
    }
    const int then = views;
    pass(seconds{3});
    EXPECT_GT(then, 0);
    EXPECT_EQ(views, then);
}

TEST_F(HomeBench, a_request_after_the_home_is_gone_does_nothing) {
    be_member();
    home->request(HoldBattery{std::chrono::seconds{60}}, [](const Outcome&) { FAIL(); });
    home.reset();
    queue.run();
    EXPECT_TRUE(plant.port.orders.empty());
}

TEST_F(HomeBench, views_are_read_and_left_from_other_threads) {
    be_member();
    std::atomic<bool> stop = false;
    std::vector<std::thread> readers;
    for (int n = 0; n < 3; ++n)
        readers.emplace_back([&] {
            while (!stop) {
                const auto ear = home->on_view([](const auto& v) { ASSERT_NE(v, nullptr); });
                ASSERT_NE(home->view(), nullptr);
            }
        });
    for (int n = 0; n < 200; ++n) {
        clock.pass(seconds{1});
        home->tick();
    }
    stop = true;
    for (auto& reader : readers) reader.join();
}

TEST(Wishes, are_remembered_word_for_word) {
    Condition buy_at_night = kBuy;
    buy_at_night.to_quarter = 20;
    Condition sell_by_day = kSell;
    sell_by_day.from_quarter = 20;
    const Conditions wishes = {sell_by_day, Condition{}, buy_at_night, Condition{}};
    const Conditions night = {Condition{.wh = 1,
                                        .limit = Tick{255},
                                        .side = Side::kBuy,
                                        .from_quarter = 90,
                                        .to_quarter = 4,
                                        .weekdays = 0x60,
                                        .scaled = true}};
    EXPECT_EQ(decode_wishes(encode_wishes(wishes)), wishes);
    EXPECT_EQ(decode_wishes(encode_wishes(night)), night);
    for (const char* bad : {"", "2", "1 5", "1 300 999 0 0 96 127 0 0 0"})
        EXPECT_EQ(decode_wishes(bad), std::nullopt) << bad;
}

}  // namespace
}  // namespace dure::core
