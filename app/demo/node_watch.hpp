// How the embedded node is doing, as core::ChainWatch: state, head with its real age, last blocks.
// On the node's thread.
#pragma once

#include <string>

#include "app/demo/market_clock.hpp"
#include "chain/node/node.hpp"
#include "core/ports/chain_watch.hpp"

namespace dure::app {

class NodeWatch final : public core::ChainWatch {
 public:
    NodeWatch(chain::Node& node, const MarketClock& clock);

    core::ChainView state() const override;
    std::vector<core::BlockRow> blocks(std::size_t most) const override;

 private:
    chain::Node& node_;
    const MarketClock& clock_;
    core::MonotonicTime last_block_;  ///< real time
    chain::Subscription blocks_;
};

/// A store's notice as the screen's text id; empty for those that lose nothing.
std::string notice_id(const std::vector<chain::StoreNotice>& notices);

}  // namespace dure::app
