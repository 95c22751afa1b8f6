// How the embedded node is doing, as core::ChainWatch: state, head with its real age, its machines,
// its blocks.
// On the node's thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/home/market_clock.hpp"
#include "chain/api/suite.hpp"
#include "chain/api/turns.hpp"
#include "chain/node/node.hpp"
#include "core/ports/chain_watch.hpp"

namespace dure::app {

class NodeWatch final : public core::ChainWatch {
 public:
    NodeWatch(chain::Node& node, const MarketClock& clock, chain::api::Suite suite);

    core::ChainView state() const override;
    std::vector<core::BlockRow> blocks(std::size_t most) const override;
    core::NodesView nodes() const override;
    std::optional<core::FoundBlock> find_block(const core::BlockQuery& query) const override;

 private:
    void count_turn(const chain::Header& header);
    const std::vector<core::WaitingNode>& waiting() const;

    chain::Node& node_;
    const MarketClock& clock_;
    chain::api::Suite suite_;
    chain::api::TurnCount turns_;
    core::MonotonicTime last_block_;  ///< real time
    /// Of the registry, read again when somebody asks after a block; nothing: not read since.
    mutable std::optional<std::vector<core::WaitingNode>> waiting_;
    chain::Subscription blocks_;
};

/// The worst of all.
std::string notice_id(const std::vector<chain::StoreNotice>& notices, chain::Room room,
                      std::optional<chain::VoteSilence> silence);
/// A store's notice as the screen's text id; empty for those that lose nothing.
std::string notice_id(const std::vector<chain::StoreNotice>& notices);

}  // namespace dure::app
