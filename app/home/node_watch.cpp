#include "app/home/node_watch.hpp"

#include <algorithm>

#include "chain/api/block_detail.hpp"
#include "chain/api/node_role.hpp"
#include "chain/node/governance.hpp"
#include "chain/node/invite.hpp"

namespace dure::app {

namespace {

/// Blocks read at the start to know who missed turns before.
constexpr std::uint64_t kTurnBlocks = 200;
constexpr std::size_t kEvidenceRows = 100;
constexpr std::size_t kWaitingRows = 50;

std::string step_name(chain::VoteStep step) {
    switch (step) {
        case chain::VoteStep::kProposal:
            return "proposal";
        case chain::VoteStep::kPrepare:
            return "prepare";
        case chain::VoteStep::kCommit:
            return "commit";
        case chain::VoteStep::kRoundChange:
            return "round-change";
    }
    return {};
}

bool is_behind(const chain::SyncStatus& sync) { return sync.best && *sync.best > sync.height; }

bool is_catching_up(const chain::SyncStatus& sync) {
    using Phase = chain::SyncStatus::Phase;
    return sync.phase == Phase::kHeaders || sync.phase == Phase::kBlocks;
}

/// Its blocks are its own: nobody else makes any.
bool is_alone(const chain::Node& node) {
    const auto validators = node.validators();
    return validators.size() == 1 && validators.front() == node.signer_address();
}

}  // namespace

std::string notice_id(const std::vector<chain::StoreNotice>& notices, chain::Room room,
                      std::optional<chain::VoteSilence> silence) {
    if (room == chain::Room::kNone) return "disk-full";
    if (silence == chain::VoteSilence::kTwin) return "key-twin";
    auto of_store = notice_id(notices);
    if (!of_store.empty()) return of_store;
    if (room == chain::Room::kScarce) return "disk-low";
    return silence == chain::VoteSilence::kForgetful ? "votes-paused" : "";
}

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

NodeWatch::NodeWatch(chain::Node& node, const MarketClock& clock, chain::api::Suite suite)
    : node_(node),
      clock_(clock),
      suite_(suite),
      last_block_(clock.monotonic()),
      blocks_(node.on_block([this](const chain::BlockRecord& block) {
          last_block_ = clock_.monotonic();
          waiting_.reset();
          count_turn(block.header());
      })) {
    const auto head = node.height();
    for (auto height = head > kTurnBlocks ? head - kTurnBlocks : 1; height <= head; ++height) {
        if (const auto header = node.header(height)) count_turn(*header);
    }
}

void NodeWatch::count_turn(const chain::Header& header) {
    if (header.number == 0) return;
    const auto parent = node_.header(header.number - 1);
    if (parent) turns_.take(header, *parent, node_.validators());
}

core::ChainView NodeWatch::state() const {
    core::ChainView view;
    view.head = chain::api::chain_head(node_.head(), node_.head_hash(), node_.chain_id());
    const auto age = clock_.monotonic() - last_block_;
    view.heard_at = clock_.now() - std::chrono::milliseconds{age.count()};
    view.notice = notice_id(node_.notices(), node_.room().room(), node_.vote_silence());
    const bool networked = node_.config().node_key.has_value();
    const auto sync = node_.sync_status();
    if (networked && is_behind(sync)) {
        view.sync_permille = static_cast<std::int32_t>(sync.height * 1'000 / *sync.best);
    } else if (networked && is_catching_up(sync)) {
        view.sync_permille = 0;  // how far is not known yet
    }
    if (node_.stopped()) {
        view.state = core::ChainState::kStoreDamaged;
    } else if (networked && is_catching_up(sync)) {
        view.state = core::ChainState::kSyncing;
    } else if (networked && sync.peers == 0 && !is_alone(node_)) {
        view.state = core::ChainState::kOffline;
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
        rows.push_back(chain::api::block_row(*block, node_.chain_id()));
    }
    return rows;
}

const std::vector<core::WaitingNode>& NodeWatch::waiting() const {
    if (waiting_) return *waiting_;
    auto& rows = waiting_.emplace();
    for (const auto& node : chain::registered_nodes(node_.state())) {
        if (node.standing != chain::NodeStanding::kPending) continue;
        rows.push_back({.key = node.key.bytes,
                        .owner = node.owner.bytes,
                        .role = chain::api::node_role_of(node.role),
                        .unit = node.unit,
                        .words = chain::identity_phrase(node.key, node.owner),
                        .since = core::UtcTime{std::chrono::seconds{node.since}}});
        if (rows.size() == kWaitingRows) break;
    }
    return rows;
}

core::NodesView NodeWatch::nodes() const {
    core::NodesView view;
    view.known = true;
    view.version = DURE_VERSION;
    const auto validators = node_.validators();
    const auto me = node_.signer_address();
    view.validators = turns_.rows(validators, me);
    view.validator = std::find(validators.begin(), validators.end(), me) != validators.end();
    view.blocks_seen = static_cast<std::uint32_t>(turns_.blocks());
    view.connected = node_.config().node_key.has_value();
    const auto sync = node_.sync_status();
    if (sync.best || !view.connected)
        view.best_height = std::max(sync.best.value_or(0), node_.height());
    if (const auto decision = node_.decision_ms(); decision && validators.size() > 1)
        view.block_time_ms = static_cast<std::int32_t>(std::min<std::int64_t>(*decision, 1 << 30));
    const auto mono = clock_.monotonic().count();
    for (const auto& peer : node_.peers()) {
        if (peer.standing != chain::Standing::kMember) continue;
        core::PeerRow row;
        row.key = peer.key.bytes;
        const bool sits = peer.signer && std::find(validators.begin(), validators.end(),
                                                   *peer.signer) != validators.end();
        row.role = sits                                     ? core::NodeRole::kValidator
                   : peer.role == chain::wire::Role::kRelay ? core::NodeRole::kRelay
                                                            : core::NodeRole::kFollower;
        row.height = peer.height.value_or(0);
        if (peer.latency_ms)
            row.latency_ms =
                static_cast<std::int32_t>(std::min<std::int64_t>(*peer.latency_ms, 1 << 30));
        row.version = peer.program;
        row.since = clock_.now() - std::chrono::milliseconds{mono - peer.connected_ms};
        view.peers.push_back(std::move(row));
    }
    view.waiting = waiting();
    const auto& evidence = node_.evidence();
    for (auto it = evidence.rbegin(); it != evidence.rend(); ++it) {
        if (view.evidence.size() == kEvidenceRows) break;
        view.evidence.push_back({.validator = it->author.bytes,
                                 .height = it->height,
                                 .round = it->round,
                                 .step = step_name(it->step)});
    }
    return view;
}

std::optional<core::FoundBlock> NodeWatch::find_block(const core::BlockQuery& query) const {
    return chain::api::find_block(node_, &suite_, query);
}

}  // namespace dure::app
