// What of a member's home lives on the node's thread: the contracts' ledger, the household, and a
// desk. It shows the chain to everybody, and does the manager's work where that key is kept.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "app/home/market_clock.hpp"
#include "app/home/member_keys.hpp"
#include "app/home/node_watch.hpp"
#include "chain/api/node_market.hpp"
#include "core/household/household.hpp"
#include "core/household/office_desk.hpp"
#include "core/journal/sqlite_journal.hpp"

namespace dure::app {

/// What life needs from around it; all outlive it.
struct MemberParts {
    const MarketClock& clock;
    const MemberKeyFiles& keys;
    core::Executor& owner;
    chain::Node& node;
    core::Plant* plant = nullptr;
    core::SqliteJournal& journal;
    chain::Address home_owner;                    ///< zero before the first run
    std::optional<chain::SecretKey> manager_key;  ///< where the manager's is kept here
    std::function<core::NodeEntry()> entry;
};

class MemberLife {
 public:
    explicit MemberLife(MemberParts parts);

    void tick();
    core::Household& home() { return *home_; }
    core::OfficeDesk& office() { return *office_; }
    chain::api::NodeMarket& home_market() { return *home_market_; }

 private:
    /// The node's watch, and how far this node has come.
    class Watch final : public core::ChainWatch {
     public:
        Watch(const NodeWatch& node, std::function<core::NodeEntry()> entry)
            : node_(node), entry_(std::move(entry)) {}
        core::ChainView state() const override { return node_.state(); }
        std::vector<core::BlockRow> blocks(std::size_t most) const override {
            return node_.blocks(most);
        }
        core::NodesView nodes() const override {
            auto view = node_.nodes();
            view.entry = entry_();
            return view;
        }
        std::optional<core::FoundBlock> find_block(const core::BlockQuery& query) const override {
            return node_.find_block(query);
        }

     private:
        const NodeWatch& node_;
        std::function<core::NodeEntry()> entry_;
    };

    MemberParts parts_;
    chain::api::Community community_;
    NodeWatch node_watch_;
    Watch watch_;
    std::unique_ptr<chain::api::NodeMarket> home_market_, office_market_;
    std::unique_ptr<core::OfficeDesk> office_;
    std::unique_ptr<core::Household> home_;
};

}  // namespace dure::app
