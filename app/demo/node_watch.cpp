#include "app/demo/node_watch.hpp"

#include <algorithm>

namespace dure::app {

namespace {

core::ChainHead head_of(const chain::Header& header, const chain::Hash256& hash,
                        std::uint64_t chain_id) {
    core::ChainHead head;
    head.height = header.number;
    head.hash = hash.bytes;
    head.at = core::UtcTime{std::chrono::seconds{header.timestamp}};
    head.chain_id = chain_id;
    return head;
}

}  // namespace

std::string notice_id(const std::vector<chain::StoreNotice>& notices) {
    using Kind = chain::StoreNotice::Kind;
    std::string worst;
    for (const auto& notice : notices) {
        const bool lost = notice.kind == Kind::kBlocksLost || notice.kind == Kind::kBlockUnreadable;
        if (lost) return "blocks-lost";
        if (notice.kind == Kind::kStateRebuilt || notice.kind == Kind::kLogDamaged ||
            notice.kind == Kind::kIndexRebuilt || notice.kind == Kind::kIndexDamaged)
            worst = "store-rebuilt";
    }
    return worst;
}

NodeWatch::NodeWatch(chain::Node& node, const MarketClock& clock)
    : node_(node),
      clock_(clock),
      last_block_(clock.monotonic()),
      blocks_(
          node.on_block([this](const chain::BlockRecord&) { last_block_ = clock_.monotonic(); })) {}

core::ChainView NodeWatch::state() const {
    core::ChainView view;
    view.head = head_of(node_.head(), node_.head_hash(), node_.chain_id());
    const auto age = clock_.monotonic() - last_block_;
    view.heard_at = clock_.now() - std::chrono::milliseconds{age.count()};
    view.notice = notice_id(node_.notices());
    if (node_.stopped()) {
        view.state = core::ChainState::kStoreDamaged;
    } else if (age.count() > 3 * node_.config().heartbeat_ms) {
        view.state = core::ChainState::kLate;
    } else {
        view.state = core::ChainState::kNormal;
    }
    return view;
}

std::vector<core::BlockRow> NodeWatch::blocks(std::size_t most) const {
    std::vector<core::BlockRow> rows;
    const auto height = node_.height();
    for (std::uint64_t back = 0; back <= height && rows.size() < most; ++back) {
        const auto block = node_.block(height - back);
        if (!block) continue;
        core::BlockRow row;
        row.head = head_of(block->header(), block->hash, node_.chain_id());
        row.transactions = static_cast<std::uint32_t>(block->block.transactions.size());
        row.gas_used = block->header().gas_used;
        rows.push_back(row);
    }
    return rows;
}

}  // namespace dure::app
