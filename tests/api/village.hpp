// A community on a real node in a temporary directory: a manager and members with keys of their
// own.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "chain/api/node_market.hpp"
#include "tests/node/chain_fixture.hpp"

namespace dure::chain::api::testing {

using chain::testing::account;
using chain::testing::key;
using chain::testing::TestNode;

constexpr std::uint64_t kManager = 50;  // key number of the manager; unfunded: gas is free
inline core::SlotRules quarter_hours() { return {}; }

/// What a submitted command came to; filled in as the node tells.
struct Told {
    std::vector<core::Outcome> outcomes;
    bool is(core::Outcome::State state) const {
        return !outcomes.empty() && outcomes.back().state == state;
    }
    bool final() const { return is(core::Outcome::State::kFinal); }
    std::string reason() const { return outcomes.empty() ? "nothing" : outcomes.back().reason; }
};

class Village {
 public:
    explicit Village(core::SlotRules rules = quarter_hours(), std::size_t homes = 3,
                     std::int64_t heartbeat_ms = 60'000,
                     NodeConfig base = chain::testing::test_config())
        : node(directory.path(), config(heartbeat_ms, base)) {
        EXPECT_FALSE(node.open());
        suite = suite_of(account(kManager));
        const auto sent = deploy_community(*node, key(kManager), {.rules = rules, .metering = {}});
        EXPECT_TRUE(sent);
        node.pass(2'000);
        EXPECT_TRUE(is_deployed(*node, suite));
        open();
        for (std::size_t i = 0; i < homes; ++i) admit(i);
    }

    /// Everything that lives beside the node; again after the node was closed.
    void open() {
        markets.clear();
        community = std::make_unique<Community>(*node, suite);
        community->readings().set_metering_key(key(kManager));
        manager = std::make_unique<NodeMarket>(
            *community,
            MemberKeys{.owner = {}, .owner_key = key(kManager), .agent_key = {}, .meter_key = {}});
        for (std::size_t i = 0; i < homes_; ++i) add_market(i);
    }
    void restart() {
        manager.reset();
        markets.clear();
        community.reset();
        EXPECT_FALSE(node.open());
        open();
    }

    std::shared_ptr<Told> submit(NodeMarket& market, const core::MarketCommand& command) {
        auto told = std::make_shared<Told>();
        market.submit(command, [told](const core::Outcome& o) { told->outcomes.push_back(o); });
        return told;
    }
    /// Submits and lets a block pass.
    std::shared_ptr<Told> done(NodeMarket& market, const core::MarketCommand& command) {
        auto told = submit(market, command);
        node.pass(1'000);
        return told;
    }

    NodeMarket& add_market(std::size_t i) {
        markets.push_back(
            std::make_unique<NodeMarket>(*community, MemberKeys{.owner = {},
                                                                .owner_key = key(100 + 3 * i),
                                                                .agent_key = key(101 + 3 * i),
                                                                .meter_key = key(102 + 3 * i)}));
        return *markets.back();
    }
    static core::ApplyForSeat application(std::size_t i) {
        return {.kind = core::MemberKind::kHome,
                .feeder = static_cast<std::uint16_t>(i),
                .rated_watts = 3'000,
                .meter_key = account(102 + 3 * i).bytes,
                .agent_key = account(101 + 3 * i).bytes,
                .unit_commitment = {1, 2, 3}};
    }
    void admit(std::size_t i) {
        auto& market = add_market(i);
        homes_ = markets.size();
        EXPECT_TRUE(done(market, application(i))->final());
        EXPECT_TRUE(done(*manager, core::ApproveMember{market.self()})->final());
    }

    static NodeConfig config(std::int64_t heartbeat_ms, NodeConfig out) {
        out.heartbeat_ms = heartbeat_ms;
        out.letters = reading_letters(suite_of(account(kManager)));
        return out;
    }

    core::UtcTime now() const {
        return core::UtcTime{std::chrono::milliseconds{node.clock.wall_ms()}};
    }
    /// Lets market time pass until `when`, and the block that a tick may cause.
    void until(core::UtcTime when) {
        const auto ms = (when - now()).count();
        if (ms > 0) node.pass(ms);
    }
    core::Slot next_slot() const {
        const auto rules = manager->rules();
        return rules.slot_at(now() + std::chrono::seconds{rules.gate_seconds}) + 1;
    }
    /// Clears the next slot that can be, by the first member.
    core::Slot clear_next() {
        const auto slot = next_slot();
        until(manager->rules().gate(slot));
        EXPECT_TRUE(done(*markets[0], core::ClearSlot{slot})->final());
        return slot;
    }

    chain::testing::TemporaryDirectory directory;
    TestNode node;
    Suite suite;
    std::unique_ptr<Community> community;
    std::unique_ptr<NodeMarket> manager;
    std::vector<std::unique_ptr<NodeMarket>> markets;

 private:
    std::size_t homes_ = 0;
};

inline core::Condition sell(std::uint32_t wh, std::uint8_t tick) {
    core::Condition c;
    c.wh = wh;
    c.limit = core::Tick{tick};
    return c;
}
inline core::Condition buy(std::uint32_t wh, std::uint8_t tick) {
    auto c = sell(wh, tick);
    c.side = core::Side::kBuy;
    return c;
}

}  // namespace dure::chain::api::testing
