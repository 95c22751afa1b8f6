#include "chain/node/dev_chain.hpp"

#include <algorithm>

namespace dure::chain {

namespace {
/// Far beyond any run, and small enough to be added to.
constexpr std::int64_t kNever = std::int64_t{1} << 40;
/// While a snapshot lives nothing is flushed; transactions since are held in memory up to here.
constexpr std::size_t kHeldTransactions = 250'000;

class DevSigner final : public Signer {
 public:
    explicit DevSigner(const SecretKey& key) : real_(make_signer(key)) {}

    Address address() const override { return real_->address(); }
    Seal sign(const Hash256& digest) override { return real_->sign(digest); }
    Seal sign_message(const Hash256&) override { return kUnsigned; }
    std::optional<Address> recover(const Hash256& digest, const Seal& seal) const override {
        return seal == kUnsigned ? address() : real_->recover(digest, seal);
    }

 private:
    static constexpr Seal kUnsigned{};
    std::unique_ptr<Signer> real_;
};

}  // namespace

std::unique_ptr<Signer> make_dev_signer(const SecretKey& key) {
    return std::make_unique<DevSigner>(key);
}

NodeConfig DevChain::node_config() {
    NodeConfig config;
    config.keep_bodies_s = 0;  // its clock is the developer's
    config.block_period_ms = kNever;
    config.heartbeat_ms = kNever;
    config.pool.transactions = 1'000'000;
    config.pool.per_sender = 1'000'000;
    config.pool.bytes = std::size_t{1} << 30;
    config.pool.transaction_bytes = 256 * 1024;
    config.pool.lifetime_ms = kNever;
    return config;
}

DevChain::DevChain(Node& node, std::shared_ptr<DevClock> clock)
    : node_(node), clock_(std::move(clock)) {
    on_block_ = node.on_block([this](const BlockRecord&) { block_was_made(); });
}

bool DevChain::mine() {
    const auto before = node_.height();
    node_.produce_block();
    return node_.height() > before;
}

void DevChain::mine_waiting() {
    while (node_.pool().has_ready()) {
        const auto waiting = node_.pool().status();
        if (!mine()) return;
        const auto now = node_.pool().status();
        if (now.pending == waiting.pending && now.queued == waiting.queued) return;
    }
}

void DevChain::set_interval(std::int64_t ms) {
    node_.config_.block_period_ms = node_.config_.heartbeat_ms = ms > 0 ? ms : kNever;
    node_.block_timer_ms_.reset();
    node_.schedule_block();
}

void DevChain::block_was_made() {
    clock_->block_was_made();
    if (node_.undo_ && node_.store_->unflushed_transactions() > kHeldTransactions) {
        node_.env_.log.write(LogLevel::kWarning,
                             "snapshots are forgotten: too much was written since the first");
        forget_snapshots();
    }
}

std::int64_t DevChain::increase_time(std::int64_t seconds) {
    const auto head_ms = static_cast<std::int64_t>(node_.head().timestamp) * 1'000;
    clock_->set(std::max(clock_->wall_ms(), head_ms) + seconds * 1'000);
    return clock_->offset_ms() / 1'000;
}

bool DevChain::set_next_timestamp(std::uint64_t seconds) {
    if (seconds <= node_.head().timestamp || seconds > INT64_MAX / 1'000) return false;
    clock_->hold_at(static_cast<std::int64_t>(seconds) * 1'000);
    return true;
}

std::uint64_t DevChain::snapshot() {
    if (!node_.undo_) node_.undo_.emplace();
    node_.store_->hold_flushes(Flushes::kHeld);
    snapshots_.emplace(++last_snapshot_, Snapshot{.head = node_.head(),
                                                  .hash = node_.head_hash(),
                                                  .undo = node_.undo_->size(),
                                                  .wall_ms = clock_->wall_ms()});
    return last_snapshot_;
}

bool DevChain::revert(std::uint64_t id) {
    const auto found = snapshots_.find(id);
    if (found == snapshots_.end() || node_.stopped()) return false;
    const auto to = found->second;
    snapshots_.erase(found, snapshots_.end());

    if (auto rewound = node_.store_->rewind(to.head.number); !rewound) {
        node_.stop(rewound.error().what);
        return false;
    }
    auto& undo = *node_.undo_;
    for (; undo.size() > to.undo; undo.pop_back()) node_.state_.apply(undo.back());
    if (node_.state_.root() != to.head.state_root) {
        node_.stop("going back gave another state");
        return false;
    }
    node_.pool_ = Pool(node_.config_.pool);
    node_.adopt_head(to.head, to.hash);
    clock_->set(to.wall_ms);
    if (snapshots_.empty()) forget_snapshots();
    return true;
}

void DevChain::forget_snapshots() {
    snapshots_.clear();
    node_.undo_.reset();
    node_.store_->hold_flushes(Flushes::kAllowed);
}

}  // namespace dure::chain
