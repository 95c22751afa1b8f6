#include "core/household/body.hpp"

#include <algorithm>

namespace dure::core {
namespace {

using std::chrono::milliseconds;

/// Views: at most four a second, at least one; a home without a screen draws one now and then.
constexpr MonotonicTime kBusy{250}, kQuiet{1'000}, kUnwatched{5'000};
/// Older slots read in one tick after a start.
constexpr std::size_t kBackfill = 8;
constexpr std::size_t kMoves = 200;

}  // namespace

Household::Body::Body(const HouseholdParts& parts, HouseholdSettings settings)
    : parts_(parts),
      settings_(std::move(settings)),
      power_(settings_.poll_period),
      agent_(parts.market, {.reserve_permille = settings_.reserve_permille,
                            .time_factor = settings_.time_factor}),
      slots_(parts.market, settings_.detail) {
    if (!parts_.memory) return;
    if (const auto text = parts_.memory->recall(kWishesKey))
        if (const auto wishes = decode_wishes(*text)) agent_.want(*wishes);
    agent_.pause(parts_.memory->recall(kPausedKey) == "1");
}

void Household::Body::begin() {
    const std::weak_ptr<Body> weak = weak_from_this();
    handlers_.push_back(parts_.market.on_news([weak](const MarketNews& news) {
        if (const auto body = weak.lock()) body->take(news);
    }));
    if (parts_.plant) {
        // On the devices thread: copy and post, never hold the home itself.
        Executor& owner = parts_.owner;
        handlers_.push_back(parts_.plant->on_sample([weak, &owner](const PlantSample& sample) {
            owner.post([weak, sample] {
                if (const auto body = weak.lock()) body->take(sample);
            });
        }));
        handlers_.push_back(parts_.plant->on_state([weak, &owner](const PlantState& state) {
            owner.post([weak, state] {
                if (const auto body = weak.lock()) body->take(state);
            });
        }));
    }
    follow_rules();
}

// events

void Household::Body::take(const PlantSample& sample) {
    if (sample.rated) rated_ = *sample.rated;
    last_sample_ = sample.at;
    power_.take(sample, parts_.clock.monotonic());
    take(energy_->take(sample));
    dirty_ = true;
}

void Household::Body::take(const PlantState& state) {
    plant_ = state;
    dirty_ = true;
}

void Household::Body::take(const MarketNews& news) {
    chain_dirty_ = true;
    members_dirty_ = members_dirty_ || news.members_changed;
    agent_.note(news);
    slots_.note(news, seat());
    settle_journal();
    dirty_ = true;
}

void Household::Body::take(const std::vector<SlotReading>& readings) {
    for (const SlotReading& reading : readings) agent_.take(reading);
    expect_again_ = expect_again_ || !readings.empty();
}

void Household::Body::settle_journal() {
    for (const auto& [settlement, price] : slots_.take_settled())
        energy_->settle(settlement, price);
}

// state

ChainView Household::Body::chain() const {
    if (parts_.chain) return parts_.chain->state();
    ChainView view;
    view.state = ChainState::kNormal;
    view.head = parts_.market.head();
    view.heard_at = view.head.at;
    return view;
}

bool Household::Body::chain_ready() const {
    const ChainState state = chain().state;
    return state == ChainState::kNormal || state == ChainState::kLate;
}

std::optional<Seat> Household::Body::seat() const {
    if (!me_ || me_->state != MemberState::kApproved) return std::nullopt;
    return me_->seat;
}

void Household::Body::follow_rules() {
    const SlotRules rules = parts_.market.rules();
    if (energy_ && energy_->rules() == rules) return;
    // Governed times change at midnight and rarely: the slot under way is begun anew.
    energy_.emplace(
        EnergyLogSettings{.rules = rules,
                          .grid_limit = settings_.grid_limit,
                          .poll_in_market_time = settings_.poll_period * settings_.time_factor,
                          .voltage = settings_.voltage},
        journal(), parts_.memory, parts_.clock.now());
}

void Household::Body::read_chain() {
    const Market& market = parts_.market;
    const bool watched = settings_.detail == Detail::kScreen;
    me_ = market.member(market.self());
    coins_ = market.coins(market.self());
    if (const auto own = seat()) on_chain_ = tidy(market.conditions(*own));
    if (watched) {
        moves_ = market.coin_moves(market.self(), 0, kMoves);
        std::reverse(moves_.begin(), moves_.end());
    }
    if (watched && members_dirty_) {
        neighbours_.clear();
        feeders_.clear();
        for (const Member& member : market.members()) {
            if (member.state != MemberState::kApproved) continue;
            feeders_[member.seat] = member.feeder;
            if (member.owner != market.self())
                neighbours_.push_back({member.seat, member.feeder, member.kind, member.owner});
        }
        std::sort(neighbours_.begin(), neighbours_.end(),
                  [](const Neighbour& a, const Neighbour& b) { return a.seat < b.seat; });
    }
    chain_dirty_ = members_dirty_ = false;
    book_slot_ = {};
}

void Household::Body::expect(Slot slot) {
    if (!expect_again_ && slot == expected_for_) return;
    net_now_ = energy_->expected_net(slot);
    net_next_ = energy_->expected_net(slot + 1);
    expected_for_ = slot;
    expect_again_ = false;
}

// the agent

AgentOrders Household::Body::ask_agent() {
    const SlotRules& rules = energy_->rules();
    const UtcTime now = parts_.clock.now();
    const auto power = power_.at(parts_.clock.monotonic());
    const bool battery =
        power.charge_permille.value && power.charge_permille.quality > Quality::kStale;
    if (battery) expect(rules.slot_at(now));
    return agent_.on_tick({.now = now,
                           .monotonic = parts_.clock.monotonic(),
                           .rules = rules,
                           .seat = chain_ready() ? seat() : std::nullopt,
                           .plant = plant_,
                           .charge_permille = battery ? power.charge_permille.value : std::nullopt,
                           .net_now = net_now_,
                           .net_next = net_next_});
}

void Household::Body::obey(const AgentOrders& orders) {
    for (const AgentCommand& order : orders.commands) {
        const bool wishes = std::holds_alternative<SetConditions>(order.command);
        if (wishes) sent_version_ = wishes_version_;
        parts_.market.submit(order.command, [weak = weak_from_this(), id = order.id, wishes,
                                             version = sent_version_](const Outcome& outcome) {
            const auto body = weak.lock();
            if (!body) return;
            body->agent_.done(id, outcome, body->parts_.clock.monotonic());
            body->dirty_ = true;
            if (!wishes || outcome.state == Outcome::State::kPending) return;
            if (outcome.state == Outcome::State::kFinal) body->condition_block_ = outcome.block;
            body->answer_wishes(outcome, version);
        });
    }
    if (orders.order && parts_.plant)
        std::visit([this](auto order) { parts_.plant->order(order, Commander::kAgent); },
                   *orders.order);
}

void Household::Body::answer_wishes(const Outcome& outcome, std::uint64_t version) {
    std::vector<Answer> answers;
    std::erase_if(waiting_, [&](auto& entry) {
        if (entry.first > version) return false;
        answers.push_back(std::move(entry.second));
        return true;
    });
    for (const Answer& answer : answers) answer(outcome);
}

void Household::Body::tick() {
    follow_rules();
    const UtcTime now = parts_.clock.now();
    take(energy_->close(now));
    if (chain_dirty_) read_chain();
    if (chain_ready()) {
        slots_.backfill(energy_->rules().slot_at(now) + 1, seat(), kBackfill);
        settle_journal();
    }
    obey(ask_agent());
    // A wish that the chain already has needs no command.
    if (!waiting_.empty() && seat() && !chain_dirty_ && on_chain_ == agent_.in_effect(plant_))
        answer_wishes(
            {.state = Outcome::State::kFinal, .reason = {}, .block = condition_block_, .tx = {}},
            wishes_version_);
    publish();
}

// view

std::shared_ptr<const HomeView> Household::Body::view() const {
    const std::scoped_lock lock{mutex_};
    return view_;
}

void Household::Body::publish() {
    const MonotonicTime now = parts_.clock.monotonic();
    const bool watched = settings_.detail == Detail::kScreen || !listeners_.empty();
    const MonotonicTime wait = !watched ? kUnwatched : dirty_ ? kBusy : kQuiet;
    if (published_ && now - *published_ < wait) return;
    published_ = now;
    dirty_ = false;
    auto fresh = draw();
    {
        const std::scoped_lock lock{mutex_};
        view_ = fresh;
    }
    listeners_.tell(fresh);
}

std::shared_ptr<const HomeView> Household::Body::draw() {
    auto view = std::make_shared<HomeView>();
    view->now = parts_.clock.now();
    view->rules = energy_->rules();
    view->simulation = settings_.simulation;
    view->time_factor = settings_.time_factor;
    const PowerView power = power_.at(parts_.clock.monotonic());
    view->generation = power.generation;
    view->consumption = power.consumption;
    view->grid = power.grid;
    view->battery = power.battery;
    view->charge_permille = power.charge_permille;
    view->today = energy_->today(view->now);
    view->plant = plant_;
    view->chain = chain();
    if (parts_.chain) view->nodes = parts_.chain->nodes();
    const ChainState state = view->chain.state;
    view->coins_known = state != ChainState::kStarting && state != ChainState::kSyncing;
    view->me = me_;
    if (view->coins_known) {
        constexpr Membership kByState[] = {Membership::kNone, Membership::kApplied,
                                           Membership::kApproved, Membership::kDenied,
                                           Membership::kLeft};
        view->membership = me_ ? kByState[static_cast<std::size_t>(me_->state)] : Membership::kNone;
    }
    view->address = parts_.market.self();
    view->coins = coins_;
    view->agent_paused = agent_.paused();
    draw_trade(*view);
    draw_market(*view);
    view->bill = energy_->bill(view->now);
    view->prices.utility_sell = settings_.utility_sell;
    view->prices.utility_buy = to_tick(view->bill.marginal);
    alarms_.set(troubles(), view->now);
    view->alarms = alarms_.alarms();
    return view;
}

void Household::Body::draw_trade(HomeView& view) const {
    const Slot slot = view.rules.slot_at(view.now);
    view.conditions = condition_views(agent_.wishes().value_or(on_chain_), agent_.in_effect(plant_),
                                      on_chain_, agent_.conditions_failure());
    view.contracts = slots_.contracts(
        view.rules, view.now,
        [&](Slot s) { return s == slot ? energy_->net_so_far(s) : energy_->net_of(s); }, feeders_,
        condition_block_);
    view.pending_coins = slots_.pending();
    const Wh contracted = slots_.contracted(slot);
    if (contracted == Wh{}) return;
    view.trading_side = contracted > Wh{} ? Side::kSell : Side::kBuy;
    view.trading_partners = slots_.partners(slot);
    if (!view.grid.value) return;
    // The contract's share of what flows at the meter, + out, never more than flows.
    const Watt even{contracted.value * 3600 / view.rules.slot_seconds};
    const Watt out = -*view.grid.value;
    view.trading =
        contracted > Wh{} ? std::clamp(out, Watt{}, even) : std::clamp(out, even, Watt{});
}

void Household::Body::draw_market(HomeView& view) {
    if (settings_.detail == Detail::kNeighbour) return;
    view.coin_moves = moves_;
    view.neighbours = neighbours_;
    view.prices = slots_.prices(view.rules, view.now);
    Slot open = view.rules.slot_at(view.now) + 1;
    while (view.rules.gate(open) <= view.now) open = open + 1;
    if (open != book_slot_) {
        next_book_ = parts_.market.book(open);
        book_slot_ = open;
    }
    view.prices.next_book = next_book_;
    view.prices.next_slot = open;
}

bool Household::Body::short_of_coin() const {
    const MilliWon free = coins_.balance - coins_.locked;
    const Conditions wanted = agent_.in_effect(plant_);
    return std::any_of(wanted.begin(), wanted.end(), [free](const Condition& c) {
        return !c.empty() && c.side == Side::kBuy && Wh{c.wh} * c.limit > free;
    });
}

std::vector<Trouble> Household::Body::troubles() const {
    using Level = Alarm::Level;
    std::vector<Trouble> all = plant_troubles(plant_);
    for (auto& trouble : chain_troubles(chain())) all.push_back(std::move(trouble));
    const std::string notice = parts_.journal ? parts_.journal->notice() : std::string{};
    if (!notice.empty()) all.push_back({notice, Level::kCaution});
    if (parts_.plant && energy_->last_reading_missing())
        all.push_back({"reading-missed", Level::kCaution});
    if (seat() && chain_ready() && short_of_coin()) all.push_back({"no-coin", Level::kCaution});
    if (parts_.market.paused()) all.push_back({"market-paused", Level::kNotice});
    return all;
}

}  // namespace dure::core
