#include "tests/store/sim_chain.hpp"

#include <deque>

#include "chain/net/wire.hpp"

namespace dure::chain::testing {

namespace {
constexpr std::int64_t kBlockMs = 10'000;

/// A transfer, and a contract that keeps the block's number in slot 0.
std::vector<Bytes> transactions_after(std::uint64_t height) {
    Transaction store;
    store.chain_id = kChainId;
    store.nonce = height;
    store.gas_limit = 100'000;
    store.data = *from_hex("0x4360005500");
    return {raw(transfer(height, account(2), 3 + height), 0), raw(store, 1)};
}

// Made once: a campaign opens the chain a hundred thousand times.
const Genesis& the_genesis() {
    static const auto genesis = test_genesis();
    return genesis;
}
const std::vector<Bytes>& the_transactions(std::uint64_t height) {
    static std::vector<std::vector<Bytes>> made;
    while (made.size() <= height) made.push_back(transactions_after(made.size()));
    return made[height];
}
}  // namespace

NodeConfig SimChain::small_config() {
    NodeConfig config;
    config.store.log.segment_bytes = 4'096;
    config.store.log.fill_bytes = 2'048;
    config.store.flush_blocks = 2;
    return config;
}

std::optional<NodeError> SimChain::open() {
    crash();
    clock_.now = 0;  // another process
    auto node = Node::open({.clock = clock_,
                            .disk = disk_,
                            .random = *random_,
                            .signer = *signer_,
                            .senders = *senders_,
                            .log = log_},
                           the_genesis(), config_);
    if (!node) return node.error();
    node_ = *std::move(node);
    heard_ = node_->on_block([this](const BlockRecord& block) { told_ = block.header().number; });
    return std::nullopt;
}

bool SimChain::make_block() {
    const auto height = node_->height();
    for (const auto& tx : the_transactions(height)) static_cast<void>(node_->submit(tx));
    clock_.now = static_cast<std::int64_t>(height + 1) * kBlockMs;
    static_cast<void>(node_->on_event(TimerFired{NodeTimer::kBlock}));
    return node_->height() == height + 1;
}

bool SimChain::catch_up(const std::vector<SharedBlock>& blocks) {
    constexpr PeerId kPeer = 1;
    constexpr int kMostEvents = 100;
    const auto target = blocks.size() - 1;
    std::deque<Event> events{PeerConnected{.peer = kPeer, .key = {}}};
    const auto say = [&](const wire::Message& message) {
        events.push_back(FrameReceived{.peer = kPeer, .frame = encode(message)});
    };
    wire::Hello hello;
    hello.chain_id = kChainId;
    hello.genesis = blocks.front()->hash;
    say(hello);
    say(wire::Status{.head = blocks.back()->header(), .links = {}});
    const auto hear = [&](const wire::Message& message) {
        if (const auto* status = std::get_if<wire::Status>(&message)) {
            told_ = std::max(told_, status->head.number);
        } else if (const auto* headers = std::get_if<wire::GetHeaders>(&message)) {
            wire::Headers out{.id = headers->id, .headers = {}};
            for (auto n = headers->from; n < headers->from + headers->count; ++n)
                out.headers.push_back(blocks[n]->header());
            say(out);
        } else if (const auto* bodies = std::get_if<wire::GetBlocks>(&message)) {
            wire::Blocks out{.id = bodies->id, .bodies = {}};
            for (auto n = bodies->from; n < bodies->from + bodies->count; ++n)
                out.bodies.push_back(blocks[n]->block.transactions);
            say(out);
        }
    };
    for (int i = 0; i < kMostEvents && !node_->stopped() && node_->height() < target; ++i) {
        clock_.now += 1'000;
        auto event = events.empty() ? Event{TimerFired{NodeTimer::kPeers}} : events.front();
        if (!events.empty()) events.pop_front();
        for (const auto& effect : node_->on_event(event)) {
            const auto* sent = std::get_if<SendFrame>(&effect);
            if (sent == nullptr) continue;
            if (const auto message = wire::decode(sent->frame)) hear(*message);
        }
    }
    static_cast<void>(node_->on_event(PeerDisconnected{kPeer}));
    return !node_->stopped() && node_->height() >= target;
}

std::vector<SharedBlock> reference_blocks(std::uint64_t blocks) {
    sim::FaultDisk disk;
    SimChain chain(disk);
    EXPECT_FALSE(chain.open());
    for (std::uint64_t i = 0; i < blocks; ++i) EXPECT_TRUE(chain.make_block());
    std::vector<SharedBlock> out;
    for (std::uint64_t height = 0; height <= blocks; ++height)
        out.push_back(chain.node().block(height));
    return out;
}

std::vector<BlockPicture> reference_chain(std::uint64_t blocks) {
    std::vector<BlockPicture> out;
    for (const auto& block : reference_blocks(blocks)) {
        out.push_back({.hash = block->hash,
                       .state_root = block->header().state_root,
                       .transactions = block->transaction_hashes});
    }
    return out;
}

std::string difference(Node& node, std::uint64_t told, const std::vector<BlockPicture>& reference) {
    const auto height = node.height();
    if (height < told)
        return "block " + std::to_string(told) + " was told, the head is " + std::to_string(height);
    if (height >= reference.size()) return "the chain is too long";
    for (std::uint64_t n = 0; n <= height; ++n) {
        const auto block = node.block(n);
        const auto& wanted = reference[n];
        const auto name = "block " + std::to_string(n);
        if (!block) return name + " is missing";
        if (block->hash != wanted.hash) return name + " is another one";
        const auto by_hash = node.block(wanted.hash);
        if (!by_hash || by_hash->hash != wanted.hash) return name + " is not found by its hash";
        for (std::size_t i = 0; i < wanted.transactions.size(); ++i) {
            const auto place = node.transaction(wanted.transactions[i]);
            if (!place || place->block->hash != wanted.hash || place->index != i)
                return "a transaction of " + name + " is not found";
        }
    }
    if (node.head().state_root != reference[height].state_root) return "the head's root is wrong";
    // The state itself, not what the header says of it.
    static const auto sender = account(0);
    const auto first = node.state().account(sender).value_or(Account{});
    if (first.nonce != height) return "the state is not the head's";
    return {};
}

}  // namespace dure::chain::testing
