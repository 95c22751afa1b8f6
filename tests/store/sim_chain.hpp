// A lone validator on a disk that fails, making always the same blocks, or a follower that is given
// them, so that whatever is left on the disk can be compared with the chain as it should be.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "app/dure-sim/fault_disk.hpp"
#include "tests/node/chain_fixture.hpp"

namespace dure::chain::testing {

/// What a block of the one possible chain is known by.
struct BlockPicture {
    Hash256 hash;
    Hash256 state_root;
    std::vector<Hash256> transactions;
    friend bool operator==(const BlockPicture&, const BlockPicture&) = default;
};

enum class SimRole : std::uint8_t { kMaker, kFollower };

class SimChain {
 public:
    explicit SimChain(sim::FaultDisk& disk, NodeConfig config = small_config(),
                      SimRole role = SimRole::kMaker)
        : disk_(disk),
          config_(config),
          signer_(make_signer(key(role == SimRole::kMaker ? kValidator : kValidator + 1))) {}

    /// Segments of a few blocks and a flush every second one: every kind of write in few blocks.
    static NodeConfig small_config();

    std::optional<NodeError> open();
    /// The block after the head, always the same one at a height. False when the node stopped.
    bool make_block();
    /// The blocks after the head from a peer who has these (index = height), as many at once as the
    /// node takes. False when it does not arrive at the last.
    bool catch_up(const std::vector<SharedBlock>& blocks);
    void flush() { node_->flush(); }
    /// Away without a flush.
    void crash() { node_.reset(); }

    Node& node() { return *node_; }
    bool is_open() const { return node_ != nullptr; }
    /// Highest block that was said to be final, to a listener or a peer, over all lives of the
    /// node; 0 = only genesis.
    std::uint64_t told() const { return told_; }
    void forget_told() { told_ = 0; }

 private:
    sim::FaultDisk& disk_;
    NodeConfig config_;
    ManualClock clock_;
    QuietLog log_;
    std::shared_ptr<Random> random_ = make_system_random();
    std::unique_ptr<Signer> signer_;
    std::unique_ptr<SenderRecovery> senders_ = make_direct_senders();
    std::unique_ptr<Node> node_;
    Subscription heard_;
    std::uint64_t told_ = 0;
};

/// The chain of SimChain, made once on a disk without faults; index = height.
std::vector<SharedBlock> reference_blocks(std::uint64_t blocks);
std::vector<BlockPicture> reference_chain(std::uint64_t blocks);

/// What of the chain is wrong, or empty: every block up to `told` is there and is the reference's,
/// transactions are found, the state root is the head's.
std::string difference(Node& node, std::uint64_t told, const std::vector<BlockPicture>& reference);

}  // namespace dure::chain::testing
