// What a developer's chain can do and a community's never may: make a block when told, move its
// clock, and go back to an earlier block. It drives a node of a single validator, on the node's
// thread; going back is as durable as a block.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>

#include "chain/node/env.hpp"
#include "chain/node/node.hpp"
#include "chain/node/subscription.hpp"

namespace dure::chain {

/// A wall clock that can be moved. Only on the node's thread.
class DevClock final : public Clock {
 public:
    explicit DevClock(std::shared_ptr<const Clock> real) : real_(std::move(real)) {}

    std::int64_t wall_ms() const override {
        return next_ms_ ? *next_ms_ : real_->wall_ms() + offset_ms_;
    }
    std::int64_t steady_ms() const override { return real_->steady_ms(); }

    std::int64_t offset_ms() const { return offset_ms_; }
    /// Time goes on from `wall_ms`.
    void set(std::int64_t wall_ms) {
        offset_ms_ = wall_ms - real_->wall_ms();
        next_ms_.reset();
    }
    /// Stands at `wall_ms` until the next block and goes on from there.
    void hold_at(std::int64_t wall_ms) { next_ms_ = wall_ms; }
    void block_was_made() {
        if (next_ms_) set(*next_ms_);
    }

 private:
    std::shared_ptr<const Clock> real_;
    std::int64_t offset_ms_ = 0;
    std::optional<std::int64_t> next_ms_;
};

enum class Mining : std::uint8_t {
    kAtOnce,  ///< a transaction's block is made before its sender has the answer
    kByHand,  ///< when told, and by the interval if there is one
};

/// Seals blocks as every signer does. Messages to other validators, of whom there are none, stay
/// unsigned: half of a small block's work would be their signatures.
std::unique_ptr<Signer> make_dev_signer(const SecretKey&);

class DevChain {
 public:
    /// A node that never makes a block by itself.
    static NodeConfig node_config();

    DevChain(Node& node, std::shared_ptr<DevClock> clock);
    DevChain(const DevChain&) = delete;

    Mining mining = Mining::kAtOnce;

    /// One block, empty when nothing waits. False: the node has stopped.
    [[nodiscard]] bool mine();
    /// Blocks until nothing that could be in one waits.
    void mine_waiting();
    /// A block each so many milliseconds, empty or not; 0: none.
    void set_interval(std::int64_t ms);

    /// Seconds by which the clock now differs from the real one. Never less time passes than asked,
    /// even where blocks made quickly are ahead of the clock.
    std::int64_t increase_time(std::int64_t seconds);
    /// Of the next block, from which time goes on. False: not after the last block.
    [[nodiscard]] bool set_next_timestamp(std::uint64_t seconds);

    /// Remembers the last block; gives a number to come back by. Numbers hold until the program
    /// ends, and until so much was written since that the node must flush.
    std::uint64_t snapshot();
    /// Goes back, the clock too: later blocks and snapshots, and all waiting transactions, are gone
    /// for good.
    /// False: no such snapshot.
    [[nodiscard]] bool revert(std::uint64_t id);
    /// Lets the node flush again.
    void forget_snapshots();

 private:
    struct Snapshot {
        Header head;
        Hash256 hash;
        std::size_t undo = 0;  ///< blocks before it that can be undone
        std::int64_t wall_ms = 0;
    };

    void block_was_made();

    Node& node_;
    std::shared_ptr<DevClock> clock_;
    std::map<std::uint64_t, Snapshot> snapshots_;
    std::uint64_t last_snapshot_ = 0;
    Subscription on_block_;
};

}  // namespace dure::chain
