// What lives on the node's thread: the contracts' ledger, the manager's desk, your home and the
// neighbours. Built there, moved by tick() there, and gone before the node.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "app/demo/community.hpp"
#include "app/demo/neighbours.hpp"
#include "app/home/market_clock.hpp"
#include "app/home/member_keys.hpp"
#include "app/home/node_watch.hpp"
#include "chain/api/node_market.hpp"
#include "core/household/household.hpp"
#include "core/household/office_desk.hpp"
#include "core/journal/sqlite_journal.hpp"
#include "devices/simulator/model_plant.hpp"

namespace dure::app {

/// What life needs from around it; all outlive it.
struct LifeParts {
    const CommunityOptions& options;
    const MarketClock& clock;
    const MemberKeyFiles& keys;
    core::Executor& owner;
    chain::Node& node;
    core::SlotRules rules;  ///< for deploying; afterwards the chain's rule
    core::Plant& plant;     ///< your home's devices
    core::SqliteJournal& journal;
    chain::Address home_owner;  ///< zero before the first run
    std::chrono::milliseconds poll_period;
    std::vector<devices::HouseState> houses;  ///< of the neighbours, in order; empty at first
};

class Life {
 public:
    explicit Life(LifeParts parts);
    ~Life();

    void tick();
    core::Household& home() { return *home_; }
    core::OfficeDesk& office() { return *office_; }
    chain::api::NodeMarket& home_market() { return *home_market_; }
    std::vector<devices::HouseState> houses() const;

 private:
    struct Resident;
    void deploy();
    void settle_in(Resident& resident);

    LifeParts parts_;
    chain::SecretKey manager_key_;
    chain::api::Community community_;
    NodeWatch watch_;
    bool deployed_ = false;
    std::unique_ptr<chain::api::NodeMarket> office_market_, home_market_;
    std::unique_ptr<core::OfficeDesk> office_;
    std::unique_ptr<core::Household> home_;
    std::vector<std::unique_ptr<Resident>> residents_;
};

}  // namespace dure::app
