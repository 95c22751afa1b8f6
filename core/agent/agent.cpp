#include "core/agent/agent.hpp"

#include <algorithm>

namespace dure::core {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// Orders to the hardware: never more than one in this time.
constexpr MonotonicTime kBetweenOrders{20'000};
/// Real time that a block needs to reach everybody.
constexpr seconds kBlockReach{3};

Attempts for_slot() { return {MonotonicTime{2'000}, MonotonicTime{60'000}, 6}; }
/// Readings wait in a pool until the community's batch is posted.
Attempts for_reading() {
    return {MonotonicTime{2'000}, MonotonicTime{60'000}, 6, MonotonicTime{900'000}};
}
Attempts without_end() { return {MonotonicTime{5'000}, MonotonicTime{600'000}, 0}; }

/// Somebody was faster: what we wanted is so.
bool already_done(const std::string& reason) { return reason.starts_with("already-"); }

bool is_settled(const std::optional<SlotResult>& result) {
    return result && result->stage == SlotStage::kSettled;
}
bool is_cleared(const std::optional<SlotResult>& result) {
    return result && result->stage != SlotStage::kOpen;
}

}  // namespace

Conditions tidy(Conditions conditions) {
    for (Condition& condition : conditions)
        if (condition.empty()) condition = {};
    return conditions;
}

Agent::Agent(const Market& market, AgentSettings settings)
    : market_(market), settings_(settings), conditions_try_(without_end()) {}

void Agent::want(const Conditions& wishes) {
    wishes_ = tidy(wishes);
    conditions_failure_.clear();
    if (!conditions_try_.in_flight()) conditions_try_ = without_end();
}

void Agent::pause(bool paused) {
    paused_ = paused;
    if (!conditions_try_.in_flight()) conditions_try_ = without_end();
}

void Agent::note(const MarketNews& news) {
    on_chain_.reset();
    if (news.members_changed) rank_.reset();
    for (const Slot slot : news.cleared) {
        clears_.erase(slot);
        settles_.try_emplace(slot, without_end());
        selling_.erase(slot);
    }
    // A new state of a slot is a new chance to settle it.
    for (const Slot slot : news.reported) {
        const auto [it, fresh] = settles_.try_emplace(slot, without_end());
        if (!fresh && !it->second.in_flight()) it->second = without_end();
    }
    for (const Slot slot : news.settled) {
        settles_.erase(slot);
        reports_.erase(slot);
    }
}

void Agent::take(const SlotReading& reading) {
    const auto net = reading.net();
    if (!net) return;
    // The chain's lane is a 16-bit number; 32,767 Wh in a slot is far beyond a home.
    const auto lane =
        static_cast<std::int16_t>(std::clamp<std::int64_t>(net->value, -32'767, 32'767));
    reports_.insert_or_assign(reading.slot, Report{lane, for_reading()});
}

void Agent::done(std::uint64_t id, const Outcome& outcome, MonotonicTime now) {
    if (outcome.state == Outcome::State::kPending) return;
    const auto found = in_flight_.find(id);
    if (found == in_flight_.end()) return;
    const Duty duty = found->second;
    in_flight_.erase(found);
    const bool good = outcome.state == Outcome::State::kFinal || already_done(outcome.reason);
    const auto settle_try = [&](std::map<Slot, Attempts>& tries) {
        const auto it = tries.find(duty.slot);
        if (it == tries.end()) return;
        good ? it->second.succeeded() : it->second.failed(now);
    };
    switch (duty.kind) {
        case Duty::Kind::kConditions:
            on_chain_.reset();
            conditions_failure_ = good ? std::string{} : outcome.reason;
            good ? conditions_try_.succeeded() : conditions_try_.failed(now);
            break;
        case Duty::Kind::kReading: {
            const auto it = reports_.find(duty.slot);
            if (it == reports_.end()) break;
            if (good)
                reports_.erase(it);
            else
                it->second.attempts.failed(now);
            break;
        }
        case Duty::Kind::kClear:
            settle_try(clears_);
            break;
        case Duty::Kind::kSettle:
            settle_try(settles_);
            break;
    }
}

AgentOrders Agent::on_tick(const AgentFacts& facts) {
    AgentOrders orders;
    if (!facts.seat) return orders;
    if (!looked_back_) look_back(facts);
    keep_conditions(facts, orders);
    report(facts, orders);
    if (!market_.paused()) clear_due(facts, orders);
    settle_due(facts, orders);
    follow_contracts(facts, orders);
    return orders;
}

void Agent::look_back(const AgentFacts& facts) {
    looked_back_ = true;
    const Slot newest = facts.rules.slot_at(facts.now) + 1;
    for (std::uint32_t n = 0; n < settings_.look_back && n < newest.index; ++n) {
        const auto result = market_.slot(newest - n);
        if (is_cleared(result) && !is_settled(result))
            settles_.try_emplace(newest - n, without_end());
    }
}

void Agent::send(Duty duty, MarketCommand command, AgentOrders& orders) {
    const std::uint64_t id = next_id_++;
    in_flight_.emplace(id, duty);
    orders.commands.push_back({id, std::move(command)});
}

Conditions Agent::in_effect(const PlantState& plant) const {
    Conditions result = wishes_.value_or(Conditions{});
    for (Condition& condition : result)
        if (paused_ || (plant.selling_stopped && condition.side == Side::kSell)) condition = {};
    return result;
}

void Agent::keep_conditions(const AgentFacts& facts, AgentOrders& orders) {
    if (!on_chain_) on_chain_ = tidy(market_.conditions(*facts.seat));
    if (!wishes_) wishes_ = on_chain_;  // a first start finds what an earlier home left there
    const Conditions wanted = in_effect(facts.plant);
    if (*on_chain_ == wanted || !conditions_try_.ready(facts.monotonic)) return;
    conditions_try_.begin(facts.monotonic);
    send({Duty::Kind::kConditions, {}}, SetConditions{wanted}, orders);
}

void Agent::report(const AgentFacts& facts, AgentOrders& orders) {
    const SlotRules& rules = facts.rules;
    for (auto it = reports_.begin(); it != reports_.end();) {
        const Slot slot = it->first;
        const bool over = facts.now >= rules.readings_due(slot);
        if (over) {
            it = reports_.erase(it);
            continue;
        }
        if (facts.now >= rules.end(slot) && it->second.attempts.ready(facts.monotonic)) {
            const auto result = market_.slot(slot);
            // A slot that nobody cleared is never settled and takes no readings.
            if (!is_cleared(result) || is_settled(result) || market_.reading(slot, *facts.seat)) {
                it = reports_.erase(it);
                continue;
            }
            it->second.attempts.begin(facts.monotonic);
            send({Duty::Kind::kReading, slot}, ReportReading{slot, it->second.net_wh}, orders);
        }
        ++it;
    }
}

std::uint32_t Agent::rank(Seat seat, Slot now) {
    if (rank_ && rank_slot_ == now) return *rank_;
    std::vector<Seat> lower, online;
    bool anyone = false;
    for (const Member& member : market_.members()) {
        if (member.state != MemberState::kApproved) continue;
        const bool heard =
            market_.reading(now - 1, member.seat) || market_.reading(now - 2, member.seat);
        anyone = anyone || heard;
        if (member.seat >= seat) continue;
        lower.push_back(member.seat);
        if (heard) online.push_back(member.seat);
    }
    rank_slot_ = now;
    // With no readings at all (a new community) everybody counts as online.
    rank_ = static_cast<std::uint32_t>(anyone ? online.size() : lower.size());
    return *rank_;
}

milliseconds Agent::stagger(const AgentFacts& facts, seconds room) {
    const auto step =
        std::max<milliseconds>(milliseconds{room} / 12, kBlockReach * settings_.time_factor);
    return std::min<milliseconds>(step * rank(*facts.seat, facts.rules.slot_at(facts.now)),
                                  milliseconds{room} * 7 / 10);
}

void Agent::clear_due(const AgentFacts& facts, AgentOrders& orders) {
    const SlotRules& rules = facts.rules;
    // A slot that has begun is not cleared any more: nobody could follow its contracts.
    const Slot first = rules.slot_at(facts.now) + 1;
    for (Slot slot = first; rules.gate(slot) <= facts.now; slot = slot + 1) {
        const auto wait = stagger(facts, seconds{rules.gate_seconds});
        if (facts.now < rules.gate(slot) + wait) continue;
        const auto [it, fresh] = clears_.try_emplace(slot, for_slot());
        if (!it->second.ready(facts.monotonic)) continue;
        if (is_cleared(market_.slot(slot))) {
            it->second = Attempts::over();
            continue;
        }
        it->second.begin(facts.monotonic);
        send({Duty::Kind::kClear, slot}, ClearSlot{slot}, orders);
    }
    clears_.erase(clears_.begin(), clears_.lower_bound(first));
}

void Agent::settle_due(const AgentFacts& facts, AgentOrders& orders) {
    const SlotRules& rules = facts.rules;
    for (auto it = settles_.begin(); it != settles_.end();) {
        const Slot slot = it->first;
        if (facts.now < rules.settles_from(slot)) break;
        const auto wait = stagger(facts, seconds{rules.slot_seconds} / 2);
        if (facts.now < rules.settles_from(slot) + wait || !it->second.ready(facts.monotonic)) {
            ++it;
            continue;
        }
        const auto result = market_.slot(slot);
        if (!is_cleared(result) || is_settled(result)) {
            it = settles_.erase(it);
            continue;
        }
        if (result->stage != SlotStage::kDisputed) {
            it->second.begin(facts.monotonic);
            send({Duty::Kind::kSettle, slot}, SettleSlot{slot}, orders);
        }
        ++it;
    }
}

Wh Agent::selling(Seat seat, Slot slot) {
    if (const auto known = selling_.find(slot); known != selling_.end()) return known->second;
    if (!is_cleared(market_.slot(slot))) return {};
    Wh sum{};
    for (const Contract& contract : market_.contracts(slot))
        if (contract.seller == seat) sum += contract.wh;
    return selling_[slot] = sum;
}

void Agent::follow_contracts(const AgentFacts& facts, AgentOrders& orders) {
    const bool in_time = last_order_ && facts.monotonic < *last_order_ + kBetweenOrders;
    if (!facts.charge_permille || in_time || !agent_may_order(facts.plant)) return;
    const SlotRules& rules = facts.rules;
    const Slot slot = rules.slot_at(facts.now);
    selling_.erase(selling_.begin(), selling_.lower_bound(slot));
    const bool held = agent_holds(facts.plant);
    const BatteryWish wish = paused_ ? BatteryWish::kFree
                                     : battery_wish({.charge_permille = facts.charge_permille,
                                                     .reserve_permille = settings_.reserve_permille,
                                                     .held_by_agent = held,
                                                     .selling_now = selling(*facts.seat, slot),
                                                     .selling_next = selling(*facts.seat, slot + 1),
                                                     .net_now = facts.net_now,
                                                     .net_next = facts.net_next});
    if (wish == BatteryWish::kHold && !held) {
        // The order lives in real time, the slot in market time.
        const auto rest =
            std::chrono::ceil<seconds>((rules.end(slot) - facts.now) / settings_.time_factor);
        orders.order = HoldBattery{std::max(rest, seconds{1})};
    } else if (wish == BatteryWish::kFree && held) {
        orders.order = ReleaseBattery{};
    }
    if (orders.order) last_order_ = facts.monotonic;
}

}  // namespace dure::core
