// The home's automation: keeps the resident's conditions on chain, reports the meter, sees to it
// that slots are cleared and settled, and lets the battery follow the contracts. It holds no keys
// and does no I/O: facts in, commands out. What it has done it asks of the chain, so a restart
// repeats nothing that the chain already has.
//
// Every home may clear and settle; the result is the same whoever does. To spare the chain, the
// lowest seat that is online goes first and the others wait a little longer each.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "core/agent/attempts.hpp"
#include "core/agent/battery_plan.hpp"
#include "core/meterlog/meter_log.hpp"
#include "core/ports/market.hpp"

namespace dure::core {

struct AgentSettings {
    std::int32_t reserve_permille = 200;
    std::int32_t time_factor = 1;  ///< of the market clock over real time
    std::uint32_t look_back = 32;  ///< slots searched for unfinished business after a start
};

/// What the agent must know at each tick.
struct AgentFacts {
    UtcTime now{};
    MonotonicTime monotonic{};
    const SlotRules& rules;
    std::optional<Seat> seat;  ///< empty while the home has none or the chain is not up to date
    const PlantState& plant;
    std::optional<std::int32_t> charge_permille;
    std::optional<Wh> net_now, net_next;  ///< expected of this slot and the next, + surplus
};

using PlantOrder = std::variant<HoldBattery, ReleaseBattery>;

struct AgentCommand {
    std::uint64_t id = 0;  ///< give it back with the outcome
    MarketCommand command;
};

struct AgentOrders {
    std::vector<AgentCommand> commands;
    std::optional<PlantOrder> order;
};

/// Empty places all alike, whatever else the chain's word says in them.
Conditions tidy(Conditions conditions);

class Agent {
 public:
    /// Reads the chain through `market` and never submits to it.
    Agent(const Market& market, AgentSettings settings);

    // what the resident wants
    void want(const Conditions& wishes);
    const std::optional<Conditions>& wishes() const { return wishes_; }
    void pause(bool paused);
    bool paused() const { return paused_; }

    // what happened
    void note(const MarketNews& news);
    void take(const SlotReading& reading);
    void done(std::uint64_t id, const Outcome& outcome, MonotonicTime now);

    AgentOrders on_tick(const AgentFacts& facts);

    // for the screen
    const std::string& conditions_failure() const { return conditions_failure_; }
    /// The wishes that hold now: none while paused, no offers after the local stop.
    Conditions in_effect(const PlantState& plant) const;

 private:
    struct Duty {
        enum class Kind : std::uint8_t { kConditions, kReading, kClear, kSettle } kind{};
        Slot slot{};
    };
    struct Report {
        std::int16_t net_wh = 0;
        Attempts attempts;
    };

    void look_back(const AgentFacts& facts);
    void keep_conditions(const AgentFacts& facts, AgentOrders& orders);
    void report(const AgentFacts& facts, AgentOrders& orders);
    void clear_due(const AgentFacts& facts, AgentOrders& orders);
    void settle_due(const AgentFacts& facts, AgentOrders& orders);
    void follow_contracts(const AgentFacts& facts, AgentOrders& orders);

    std::uint32_t rank(Seat seat, Slot now);
    std::chrono::milliseconds stagger(const AgentFacts& facts, std::chrono::seconds room);
    Wh selling(Seat seat, Slot slot);
    void send(Duty duty, MarketCommand command, AgentOrders& orders);

    const Market& market_;
    AgentSettings settings_;
    bool paused_ = false;
    std::optional<Conditions> wishes_;
    std::optional<Conditions> on_chain_;  ///< read again after news
    std::string conditions_failure_;
    Attempts conditions_try_;

    std::map<Slot, Report> reports_;
    std::map<Slot, Attempts> clears_, settles_;
    bool looked_back_ = false;

    std::uint64_t next_id_ = 1;
    std::map<std::uint64_t, Duty> in_flight_;

    Slot rank_slot_{};
    std::optional<std::uint32_t> rank_;
    std::map<Slot, Wh> selling_;  ///< of cleared slots in delivery and next
    std::optional<MonotonicTime> last_order_;
};

}  // namespace dure::core
