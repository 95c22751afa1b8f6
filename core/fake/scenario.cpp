#include "core/fake/scenario.hpp"

#include <algorithm>
#include <array>

#include "core/fake/day.hpp"
#include "core/fake/made_up.hpp"

namespace dure::core::fake {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::array<std::string_view, 13> kNames{
    "normal",  "maximal", "empty", "stale",   "faulty",   "syncing", "locked",
    "offline", "applied", "guest", "joining", "knocking", "refused"};

template <class T>
Reading<T> measured(T value) {
    return {.value = value, .at = kNow - 1s, .quality = Quality::kMeasured};
}

DeviceState device(std::string id, DeviceKind kind, std::string model, std::string address) {
    DeviceState state;
    state.id = std::move(id);
    state.kind = kind;
    state.manufacturer = "Dure";
    state.model = std::move(model);
    state.serial = "26-0417";
    state.version = "1.4";
    state.address = std::move(address);
    state.link = LinkState::kOnline;
    state.last_good = kNow - 1s;
    state.polls = 48'251;
    state.errors = 3;
    return state;
}

// One contract a slot; settled ones first became known in these blocks.
ContractView contract(const SlotRules& rules, Slot slot, Side side, std::size_t partners,
                      ContractStage stage) {
    const auto energy = slot_energy(rules.start(slot), rules);
    ContractView view;
    view.slot = slot;
    view.start = rules.start(slot);
    view.end = rules.end(slot);
    view.side = side;
    view.delivered = std::max(Wh{40}, side == Side::kSell ? energy.exported : energy.imported);
    view.contracted = std::max(Wh{60}, side == Side::kSell ? energy.sold : energy.bought);
    view.delivered_known = stage != ContractStage::kMatched;
    view.price = Tick{static_cast<std::uint8_t>(kPrice.value - slot.index % 7)};
    view.amount = view.contracted * view.price;
    view.stage = stage;
    const std::uint64_t back = rules.slot_at(kNow).index - slot.index;
    view.condition_block = kHeight - 1204;
    view.matched_block = kHeight - 20 - back * 30;
    view.matched_at = view.start - minutes{5};
    auto rest = view.contracted;
    for (std::size_t i = 0; i < partners; ++i) {
        const auto part = i + 1 == partners
                              ? rest
                              : Wh{view.contracted.value / static_cast<std::int64_t>(partners)};
        rest -= part;
        view.partners.push_back({.seat = static_cast<Seat>(3 + 4 * i),
                                 .feeder = static_cast<std::uint16_t>(103 + i),
                                 .wh = part});
    }
    if (stage == ContractStage::kMetered || stage == ContractStage::kSettled) {
        view.metered_block = view.matched_block + 31;
        view.metered_at = view.end + minutes{1};
    }
    if (stage == ContractStage::kSettled) {
        view.settled_block = view.matched_block + 62;
        view.settled_at = view.end + minutes{20};
        const int sign = side == Side::kSell ? 1 : -1;
        view.settlement = SeatSettlement{.slot = slot,
                                         .seat = 7,
                                         .contracted = view.contracted * sign,
                                         .metered = view.delivered * sign,
                                         .deviation = (view.delivered - view.contracted) * sign,
                                         .coins = view.amount * sign,
                                         .estimated = false};
    }
    view.list_hash = bytes_of<32>(slot.index);
    return view;
}

std::vector<ContractView> contracts(const SlotRules& rules, std::size_t most) {
    std::vector<ContractView> list;
    const auto now = rules.slot_at(kNow);
    list.push_back(contract(rules, now + 1, Side::kSell, 3, ContractStage::kMatched));
    auto current = contract(rules, now, Side::kSell, 3, ContractStage::kDelivering);
    current.contracted = Wh{300};
    current.amount = current.contracted * kPrice;
    current.price = kPrice;
    current.delivered = Wh{185};
    current.partners = {{3, 103, Wh{150}}, {11, 105, Wh{90}}, {2, 101, Wh{60}}};
    list.push_back(current);
    for (std::uint32_t back = 1; list.size() < most && back < 96 * 21; ++back) {
        const auto slot = now - back;
        const auto energy = slot_energy(rules.start(slot), rules);
        const auto stage = back == 1   ? ContractStage::kMetering
                           : back == 2 ? ContractStage::kMetered
                                       : ContractStage::kSettled;
        if (energy.sold > Wh{})
            list.push_back(contract(rules, slot, Side::kSell, 1 + slot.index % 3, stage));
        if (energy.bought > Wh{})
            list.push_back(contract(rules, slot, Side::kBuy, 1 + slot.index % 2, stage));
    }
    return list;
}

std::vector<CoinMove> coin_moves(const std::vector<ContractView>& contracts, std::size_t most) {
    std::vector<CoinMove> moves;
    const auto self = owner_of(7);
    for (const auto& contract : contracts) {
        if (moves.size() + 4 >= most) break;
        if (!contract.settlement) continue;
        const bool sold = contract.side == Side::kSell;
        moves.push_back({.block = contract.settled_block,
                         .at = contract.settled_at,
                         .tx = bytes_of<32>(contract.slot.index + 5U),
                         .cause = CoinMove::Cause::kSettlement,
                         .from = sold ? owner_of(3) : self,
                         .to = sold ? self : owner_of(3),
                         .amount = contract.amount,
                         .slot = contract.slot});
    }
    const auto put = [&](CoinMove::Cause cause, AddressBytes from, AddressBytes to,
                         std::int64_t won, seconds ago) {
        moves.push_back({.block = kHeight - static_cast<std::uint64_t>(ago.count() / 30),
                         .at = kNow - ago,
                         .tx = bytes_of<32>(static_cast<std::uint64_t>(won)),
                         .cause = cause,
                         .from = from,
                         .to = to,
                         .amount = MilliWon{won * 1000},
                         .slot = std::nullopt});
    };
    put(CoinMove::Cause::kTransfer, owner_of(11), self, 1'500, 27h);
    put(CoinMove::Cause::kRedemption, self, {}, 3'000, 3h);
    put(CoinMove::Cause::kDeposit, {}, self, 20'000, 24h * 9);
    put(CoinMove::Cause::kGrant, {}, self, 30'000, 24h * 20);
    std::stable_sort(moves.begin(), moves.end(),
                     [](const CoinMove& a, const CoinMove& b) { return a.at > b.at; });
    return moves;
}

Book book(std::int64_t scale) {
    Book book;
    static constexpr std::array<std::pair<int, int>, 8> kSupply{{{93, 900},
                                                                 {110, 1600},
                                                                 {121, 2400},
                                                                 {130, 3100},
                                                                 {140, 4200},
                                                                 {150, 3300},
                                                                 {165, 2800},
                                                                 {180, 2500}}};
    static constexpr std::array<std::pair<int, int>, 8> kDemand{{{105, 2200},
                                                                 {120, 1700},
                                                                 {135, 1900},
                                                                 {150, 2100},
                                                                 {160, 2600},
                                                                 {174, 3900},
                                                                 {190, 1500},
                                                                 {240, 2800}}};
    for (const auto& [tick, wh] : kSupply)
        book.supply.at(static_cast<std::size_t>(tick)) = static_cast<std::uint32_t>(wh * scale);
    for (const auto& [tick, wh] : kDemand)
        book.demand.at(static_cast<std::size_t>(tick)) = static_cast<std::uint32_t>(wh * scale);
    return book;
}

constexpr Tick kBookPrice{150};

PriceView prices(const SlotRules& rules) {
    PriceView view;
    const auto now = rules.slot_at(kNow);
    view.now = kPrice;
    view.next = kBookPrice;
    for (std::uint32_t back = 96 * 7; back > 0; --back) {
        const auto slot = now - back;
        const auto energy = slot_energy(rules.start(slot), rules);
        if (energy.sold == Wh{} && energy.bought == Wh{}) continue;
        const auto swing = static_cast<std::int64_t>(slot.index * 2654435761U >> 27);
        view.recent.emplace_back(slot, Tick{static_cast<std::uint8_t>(134 + swing)});
    }
    view.volume_today = Wh{24'300};
    view.next_book = book(1);
    view.next_slot = now + 2;
    view.utility_sell = Tick{121};
    view.utility_buy = Tick{174};
    return view;
}

BillView bill() {
    BillView view;
    view.used = Wh{142'000};
    view.projected = Wh{198'000};
    view.estimate = MilliWon{27'370'000};
    view.tier_end = Wh{200'000};
    view.to_next_tier = Wh{58'000};
    view.tier_ends = {Wh{200'000}, Wh{400'000}};
    view.tier_prices = {Tick{105}, Tick{174}, Tick{242}};
    view.marginal = MilliWon{120'000};
    return view;
}

HomeView normal() {
    HomeView view;
    view.now = kNow;
    view.generation = measured(Watt{2'100});
    view.consumption = measured(Watt{620});
    view.grid = measured(Watt{-1'200});
    view.battery = measured(Watt{-280});
    view.charge_permille = measured(std::int32_t{770});
    view.trading = Watt{1'200};
    view.trading_side = Side::kSell;
    view.trading_partners = 3;
    view.today =
        usage(Period::kDay, kNow, readings_since(Scenario::kNormal), kNow, view.rules).total;

    view.plant.devices = {
        device("inverter", DeviceKind::kInverter, "Solar 3000", "modbus-tcp://127.0.0.1:15020/1"),
        device("meter", DeviceKind::kMeter, "Meter 1", "modbus-tcp://127.0.0.1:15020/2"),
        device("battery", DeviceKind::kBattery, "Store 5", "modbus-tcp://127.0.0.1:15020/3")};
    view.plant.devices[2].lease = {.phase = LeaseState::Phase::kVerified,
                                   .commander = Commander::kAgent,
                                   .limit_permille = std::nullopt,
                                   .until = kNow + 18min + 20s,
                                   .reversion_seconds = 120,
                                   .reason = {}};

    view.chain = {
        .state = ChainState::kNormal,
        .head = {.height = kHeight, .hash = bytes_of<32>(9), .at = kNow - 12s, .chain_id = 26'417},
        .heard_at = kNow - 12s,
        .sync_permille = 1000,
        .notice = {}};
    view.membership = Membership::kApproved;
    view.address = owner_of(7);
    view.me = Member{.owner = view.address,
                     .state = MemberState::kApproved,
                     .kind = MemberKind::kHome,
                     .seat = 7,
                     .feeder = 103,
                     .rated_watts = 3'000,
                     .meter_key = bytes_of<20>(71),
                     .agent_key = bytes_of<20>(72),
                     .unit_commitment = bytes_of<32>(73),
                     .since = kNow - 24h * 40};
    view.coins = {.balance = MilliWon{48'320'000}, .locked = MilliWon{216'000}};
    view.coins_known = true;
    view.conditions = {
        {.place = 0,
         .condition = {.wh = 300,
                       .limit = Tick{140},
                       .side = Side::kSell,
                       .from_quarter = 40,
                       .to_quarter = 60},
         .state = ConditionView::State::kActive,
         .reason = {}},
        {.place = 1,
         .condition = {.wh = 250,
                       .limit = Tick{170},
                       .side = Side::kBuy,
                       .from_quarter = 72,
                       .to_quarter = 84},
         .state = ConditionView::State::kActive,
         .reason = {}},
    };
    view.contracts = contracts(view.rules, 40);
    view.coin_moves = coin_moves(view.contracts, 40);
    for (const auto& contract : view.contracts)
        if (contract.stage == ContractStage::kMetering || contract.stage == ContractStage::kMetered)
            view.pending_coins.emplace_back(contract.slot, contract.amount);
    view.prices = prices(view.rules);
    view.bill = bill();
    for (const Seat seat : std::initializer_list<Seat>{0, 1, 2, 3, 4, 5, 6, 8, 9, 11})
        view.neighbours.push_back(
            {.seat = seat,
             .feeder = static_cast<std::uint16_t>(seat == 3    ? 103
                                                  : seat == 11 ? 105
                                                               : 101 + seat % 6),
             .kind = seat == 2 ? MemberKind::kCommonArea : MemberKind::kHome,
             .owner = owner_of(seat)});
    return view;
}

void lose(Reading<Watt>& reading, UtcTime at) {
    reading = {.value = std::nullopt, .at = at, .quality = Quality::kStale};
}

void make_maximal(HomeView& view) {
    view.generation = measured(Watt{12'340});
    view.consumption = measured(Watt{10'880});
    view.grid = measured(Watt{-9'990});
    view.trading = Watt{9'990};
    view.battery = measured(Watt{8'530});
    view.charge_permille = measured(std::int32_t{1000});
    view.trading_partners = 18;
    view.simulation = true;
    view.time_factor = 30;
    view.coins = {.balance = MilliWon{9'876'543'210}, .locked = MilliWon{123'456'789}};
    view.contracts = contracts(view.rules, 200);
    view.coin_moves = coin_moves(view.contracts, 200);
    view.bill.used = Wh{1'142'000};
    view.bill.projected = Wh{1'498'000};
    view.bill.estimate = MilliWon{427'370'000};
    view.bill.tier = 3;
    view.bill.tier_start = Wh{400'000};
    view.bill.tier_end = Wh{};
    view.bill.to_next_tier = Wh{};
    view.conditions.push_back({.place = 2,
                               .condition = {.wh = 5'000,
                                             .limit = Tick{255},
                                             .side = Side::kBuy,
                                             .from_quarter = 92,
                                             .to_quarter = 24,
                                             .weekdays = 0x60},
                               .state = ConditionView::State::kPending,
                               .reason = {}});
    view.conditions.push_back(
        {.place = 3,
         .condition = {.wh = 1'048'575, .limit = Tick{1}, .side = Side::kSell, .scaled = true},
         .state = ConditionView::State::kFailed,
         .reason = "beyond-limits"});
    view.plant.devices.push_back(
        device("charger", DeviceKind::kCharger, "Wallbox 11", "modbus-tcp://127.0.0.1:15020/4"));
    view.plant.devices[0].lease = {.phase = LeaseState::Phase::kActive,
                                   .commander = Commander::kResident,
                                   .limit_permille = 600,
                                   .until = kNow + 2h,
                                   .reversion_seconds = 120,
                                   .reason = {}};
    view.alarms = {{"no-coin", Alarm::Level::kCaution, kNow - 40min, true},
                   {"selling-stopped", Alarm::Level::kNotice, kNow - 2h, true},
                   {"chain-late", Alarm::Level::kCaution, kNow - 26h, false}};
}

void make_empty(HomeView& view) {
    const auto rules = view.rules;
    const auto address = view.address;
    view = {};
    view.now = kNow;
    view.rules = rules;
    view.address = address;
    view.chain = {.state = ChainState::kStarting,
                  .head = {},
                  .heard_at = {},
                  .sync_permille = 0,
                  .notice = {}};
    view.membership = Membership::kNone;
    auto searching =
        device("inverter", DeviceKind::kInverter, "", "modbus-tcp://127.0.0.1:15020/1");
    searching.manufacturer.clear();
    searching.link = LinkState::kSearching;
    searching.last_good = {};
    searching.polls = searching.errors = 0;
    view.plant.devices = {searching};
    view.today = usage(Period::kDay, kNow, kNow, kNow, rules).total;
}

void make_stale(HomeView& view) {
    lose(view.battery, kNow - 3min);
    view.charge_permille = {.value = std::nullopt, .at = kNow - 3min, .quality = Quality::kStale};
    auto& battery = view.plant.devices[2];
    battery.link = LinkState::kStale;
    battery.last_good = kNow - 3min;
    battery.error = "timeout";
    battery.errors = 180;
    view.alarms = {{"battery-unreachable", Alarm::Level::kUrgent, kNow - 3min, true}};
}

void make_faulty(HomeView& view) {
    lose(view.grid, kNow - 26min);
    lose(view.consumption, kNow - 26min);
    lose(view.generation, {});
    view.generation.quality = Quality::kMissing;
    view.trading = {};
    view.trading_side.reset();
    view.trading_partners = 0;
    view.contracts.erase(view.contracts.begin(), view.contracts.begin() + 2);
    auto& inverter = view.plant.devices[0];
    inverter.link = LinkState::kWrongDevice;
    inverter.last_good = {};
    inverter.error = "not-sunspec";
    auto& meter = view.plant.devices[1];
    meter.link = LinkState::kUnreachable;
    meter.last_good = kNow - 26min;
    meter.error = "refused";
    meter.errors = 1'560;
    view.plant.devices[2].lease = {.phase = LeaseState::Phase::kIgnored,
                                   .commander = Commander::kForeign,
                                   .limit_permille = 300,
                                   .until = std::nullopt,
                                   .reversion_seconds = 0,
                                   .reason = "foreign-limit"};
    view.plant.selling_stopped = true;
    view.chain.notice = "store-rebuilt";
    view.alarms = {{"meter-unreachable", Alarm::Level::kUrgent, kNow - 26min, true},
                   {"wrong-device", Alarm::Level::kCaution, kNow - 2h, true},
                   {"foreign-limit", Alarm::Level::kCaution, kNow - 45min, true},
                   {"store-rebuilt", Alarm::Level::kNotice, kNow - 3h, true},
                   {"an-id-of-tomorrow", Alarm::Level::kNotice, kNow - 24h, false}};
}

void make_syncing(HomeView& view) {
    view.chain.state = ChainState::kSyncing;
    view.chain.sync_permille = 423;
    view.coins_known = false;
    view.coins = {};
    view.contracts.clear();
    view.coin_moves.clear();
    view.pending_coins.clear();
    view.conditions.clear();
    view.membership = Membership::kUnknown;
    view.trading = {};
    view.trading_side.reset();
    view.trading_partners = 0;
}

void make_new(HomeView& view, Scenario scenario) {
    make_syncing(view);
    view.simulation = false;
    view.time_factor = 1;
    view.me.reset();
    if (scenario == Scenario::kJoining) {
        view.chain.head.height = 1'234;
        view.chain.sync_permille = 217;
        return;
    }
    view.chain.state = ChainState::kNormal;
    view.chain.sync_permille = 1'000;
    view.membership = Membership::kNone;
}

void make_offline(HomeView& view) {
    view.chain.state = ChainState::kOffline;
    view.chain.heard_at = kNow - 12min;
    view.alarms = {{"chain-offline", Alarm::Level::kCaution, kNow - 12min, true}};
}

void make_applied(HomeView& view) {
    view.membership = Membership::kApplied;
    view.me->state = MemberState::kApplied;
    view.me->seat = 0;
    view.coins = {};
    view.conditions.clear();
    view.contracts.clear();
    view.coin_moves.clear();
    view.pending_coins.clear();
    view.trading = {};
    view.trading_side.reset();
    view.trading_partners = 0;
}

}  // namespace

std::span<const std::string_view> scenario_names() { return kNames; }

std::optional<Scenario> scenario_named(std::string_view name) {
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end()) return std::nullopt;
    return static_cast<Scenario>(found - kNames.begin());
}

UtcTime scenario_now() { return kNow; }

UtcTime readings_since(Scenario scenario) {
    return scenario == Scenario::kEmpty ? kNow : kNow - 24h * 400;
}

HomeView home_view(Scenario scenario) {
    auto view = normal();
    view.nodes = nodes_view(scenario);
    switch (scenario) {
        case Scenario::kMaximal:
            make_maximal(view);
            break;
        case Scenario::kEmpty:
            make_empty(view);
            break;
        case Scenario::kStale:
            make_stale(view);
            break;
        case Scenario::kFaulty:
            make_faulty(view);
            break;
        case Scenario::kSyncing:
            make_syncing(view);
            break;
        case Scenario::kOffline:
            make_offline(view);
            break;
        case Scenario::kApplied:
            make_applied(view);
            break;
        case Scenario::kJoining:
        case Scenario::kKnocking:
        case Scenario::kRefused:
            make_new(view, scenario);
            break;
        case Scenario::kNormal:
        case Scenario::kLocked:
        case Scenario::kGuest:
            break;
    }
    return view;
}

OfficeView office_view(Scenario scenario) {
    const auto home = home_view(scenario);
    OfficeView view;
    view.now = home.now;
    view.rules = home.rules;
    view.simulation = home.simulation;
    view.time_factor = home.time_factor;
    view.chain = home.chain;
    if (scenario == Scenario::kEmpty || scenario == Scenario::kSyncing) return view;

    const Seat seats = scenario == Scenario::kMaximal ? 624 : 11;
    for (Seat seat = 1; seat <= seats; ++seat) {
        MemberRow row;
        row.member = {.owner = owner_of(seat),
                      .state = MemberState::kApproved,
                      .kind = seat == seats ? MemberKind::kCommonArea : MemberKind::kHome,
                      .seat = seat,
                      .feeder = static_cast<std::uint16_t>(101 + seat % 6),
                      .rated_watts = seat % 2 == 1 ? 3'000U : 0U,
                      .meter_key = bytes_of<20>(seat * 3U),
                      .agent_key = bytes_of<20>(seat * 5U),
                      .unit_commitment = bytes_of<32>(seat * 7U),
                      .since = kNow - 24h * (60 - seat % 50)};
        row.coins = {.balance = MilliWon{(18'000 + seat * 1'327 % 60'000) * 1'000LL},
                     .locked = MilliWon{}};
        row.online = seat % 9 != 4;
        row.last_reading = row.online ? kNow - 4min : kNow - 2h;
        row.last_net_wh = (seat % 2 == 1 ? 1 : -1) * (60 + seat * 37 % 300);
        view.members.push_back(row);
    }
    const int waiting = scenario == Scenario::kMaximal ? 14 : 3;
    for (int i = 0; i < waiting; ++i) {
        MemberRow row;
        const bool ours = scenario == Scenario::kApplied && i == 0;
        row.member = {.owner = ours ? owner_of(7) : owner_of(static_cast<Seat>(900 + i)),
                      .state = MemberState::kApplied,
                      .kind = MemberKind::kHome,
                      .seat = 0,
                      .feeder = static_cast<std::uint16_t>(101 + i % 6),
                      .rated_watts = i % 2 == 0 ? 3'000U : 0U,
                      .meter_key = bytes_of<20>(static_cast<std::uint64_t>(500 + i)),
                      .agent_key = bytes_of<20>(static_cast<std::uint64_t>(600 + i)),
                      .unit_commitment = bytes_of<32>(static_cast<std::uint64_t>(700 + i)),
                      .since = kNow - 40min * (i + 1)};
        view.members.push_back(row);
    }
    const auto now = view.rules.slot_at(kNow);
    const std::uint32_t slots = scenario == Scenario::kMaximal ? 200 : 60;
    for (std::uint32_t back = 0; back < slots; ++back) {
        const auto slot = now + 1 - back;
        SlotResult result;
        result.slot = slot;
        result.stage = back < 2   ? SlotStage::kCleared
                       : back < 4 ? SlotStage::kReported
                                  : SlotStage::kSettled;
        result.price = Tick{static_cast<std::uint8_t>(140 + slot.index * 2654435761U % 39)};
        result.volume = Wh{4'000 + static_cast<std::int64_t>(slot.index % 23) * 900};
        result.contracts = 12 + slot.index % 31;
        result.contracts_hash = bytes_of<32>(slot.index);
        result.cleared_block = kHeight - back * 30;
        result.cleared_at = view.rules.gate(slot);
        if (back >= 2) {
            result.reported_block = result.cleared_block + 31;
            result.reported_at = view.rules.readings_due(slot);
        }
        if (back >= 4) {
            result.settled_block = result.cleared_block + 62;
            result.settled_at = view.rules.settles_from(slot);
        }
        view.slots.push_back(result);
    }
    const std::int64_t scale = scenario == Scenario::kMaximal ? 20 : 2;
    view.book = book(scale);
    // The newest slot is what its book gives: 150 won clears all demand from 150 won up.
    view.slots.front().price = kBookPrice;
    view.slots.front().volume = Wh{12'900 * scale};
    view.next_book = home.prices.next_book;
    view.next_slot = now + 2;
    for (std::uint16_t i = 0; i < 8; ++i)
        view.last_contracts.push_back({.slot = now + 1,
                                       .seller = static_cast<Seat>(1 + 2 * (i % 5)),
                                       .buyer = static_cast<Seat>(2 + 2 * (i % 4)),
                                       .wh = Wh{90 + 40 * i},
                                       .price = kBookPrice});
    view.exported_now = Wh{9'720};
    view.imported_now = Wh{7'410};
    view.volume_today = Wh{1'020'000};
    view.supply = MilliWon{624'000'000};
    for (std::uint64_t back = 0; back < 40; ++back)
        view.blocks.push_back(
            {.head = {.height = kHeight - back,
                      .hash = bytes_of<32>(kHeight - back),
                      .at = kNow - seconds{12} * (1 + back),
                      .chain_id = 26'417},
             .transactions = static_cast<std::uint32_t>((kHeight - back) * 2654435761U % 9),
             .gas_used = (kHeight - back) * 2654435761U % 3'000'000});
    view.alarms = home.alarms;
    view.nodes = nodes_view(scenario);
    return view;
}

}  // namespace dure::core::fake
