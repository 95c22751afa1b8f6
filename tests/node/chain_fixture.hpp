// A small chain to try things on: ten funded accounts, a clock that stands still until told, a
// directory that vanishes.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "chain/crypto/secp256k1.hpp"
#include "chain/node/env.hpp"
#include "chain/node/genesis.hpp"
#include "chain/node/node.hpp"
#include "chain/node/senders.hpp"
#include "chain/node/system_env.hpp"
#include "chain/store/posix_disk.hpp"

namespace dure::chain::testing {

constexpr std::uint64_t kChainId = 20'350;
constexpr std::uint64_t kGenesisTime = 1'700'000'000;

class TemporaryDirectory {
 public:
    TemporaryDirectory() {
        std::string path = (std::filesystem::temp_directory_path() / "dure-node-XXXXXX").string();
        path_ = ::mkdtemp(path.data());
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    ~TemporaryDirectory() { std::filesystem::remove_all(path_); }
    const std::filesystem::path& path() const { return path_; }

 private:
    std::filesystem::path path_;
};

class ManualClock final : public Clock {
 public:
    std::int64_t wall_ms() const override {
        return static_cast<std::int64_t>(kGenesisTime) * 1'000 + now;
    }
    std::int64_t steady_ms() const override { return now; }
    std::int64_t now = 0;
};

class QuietLog final : public Logger {
 public:
    void write(LogLevel, std::string_view line) override { lines.emplace_back(line); }
    std::vector<std::string> lines;
};

/// Key number `index`: 32 bytes that end in index + 1.
inline SecretKey key(std::uint64_t index) {
    return *SecretKey::from_bytes(to_hash(uint256{index + 1}));
}
inline Address account(std::uint64_t index) { return address_of(key(index)); }
constexpr std::uint64_t kValidator = 99;

inline Genesis test_genesis() {
    Genesis genesis;
    genesis.chain_id = kChainId;
    genesis.timestamp = kGenesisTime;
    genesis.validators = {account(kValidator)};
    for (std::uint64_t i = 0; i < 10; ++i) {
        auto& funded = genesis.alloc[account(i)];
        funded.balance = uint256{10'000'000'000'000'000'000ULL};
    }
    return genesis;
}

inline Transaction transfer(std::uint64_t nonce, const Address& to, std::uint64_t value) {
    Transaction tx;
    tx.type = TransactionType::dynamic_fee;
    tx.chain_id = kChainId;
    tx.nonce = nonce;
    tx.gas_limit = 21'000;
    tx.to = to;
    tx.value = uint256{value};
    return tx;
}
inline Bytes raw(const Transaction& tx, std::uint64_t from) { return encode(sign(tx, key(from))); }

/// Small segments, so that tests write little and cross their borders.
inline NodeConfig test_config() {
    NodeConfig config;
    config.store.log.segment_bytes = 64 * 1024;
    config.store.log.fill_bytes = 16 * 1024;
    return config;
}

/// Owns Env's parts and a node that can be closed and opened again.
class TestNode {
 public:
    explicit TestNode(std::filesystem::path directory, NodeConfig config = test_config(),
                      Genesis genesis = test_genesis())
        : directory_(std::move(directory)), config_(config), genesis_(std::move(genesis)) {}

    std::optional<NodeError> open() {
        close();
        auto disk = open_data_directory(directory_);
        if (!disk) return node_error(disk.error());
        disk_ = wrap_disk ? wrap_disk(*std::move(disk)) : *std::move(disk);
        auto node = Node::open({.clock = other_clock ? *other_clock : clock,
                                .disk = *disk_,
                                .random = *random_,
                                .signer = *signer_,
                                .senders = *senders_,
                                .log = log},
                               genesis_, config_);
        if (!node) return node.error();
        node_ = *std::move(node);
        take(node_->take_effects());
        return std::nullopt;
    }
    void close() {
        if (node_) node_->flush();
        crash();
    }
    /// Away without a flush.
    void crash() {
        node_.reset();
        disk_.reset();
    }

    Node* operator->() { return node_.get(); }
    Node& operator*() { return *node_; }

    /// Lets `ms` pass, firing timers at their times.
    void pass(std::int64_t ms) {
        const auto end = clock.now + ms;
        take(node_->take_effects());
        for (;;) {
            auto next = timers_.end();
            for (auto it = timers_.begin(); it != timers_.end(); ++it) {
                if (it->second <= end && (next == timers_.end() || it->second < next->second))
                    next = it;
            }
            if (next == timers_.end()) break;
            const auto timer = next->first;
            clock.now = std::max(clock.now, next->second);
            timers_.erase(next);
            take(node_->on_event(TimerFired{timer}));
        }
        clock.now = end;
    }
    /// Sends and lets a block period pass.
    SharedBlock make_block(const std::vector<Bytes>& transactions) {
        for (const auto& tx : transactions) {
            const auto sent = node_->submit(tx);
            EXPECT_TRUE(sent) << to_string(sent.error());
        }
        pass(config_.block_period_ms);
        return node_->block(node_->height());
    }

    std::function<std::unique_ptr<Disk>(std::unique_ptr<Disk>)> wrap_disk;
    ManualClock clock;
    std::shared_ptr<Clock> other_clock;  ///< the node's instead of `clock`
    QuietLog log;
    std::vector<std::string> stopped;

 private:
    void take(const std::vector<Effect>& effects) {
        for (const auto& effect : effects) {
            if (const auto* timer = std::get_if<SetTimer>(&effect))
                timers_[timer->timer] = timer->at_ms;
            if (const auto* stop = std::get_if<Stopped>(&effect)) stopped.push_back(stop->reason);
        }
    }

    std::filesystem::path directory_;
    NodeConfig config_;
    Genesis genesis_;
    std::shared_ptr<Random> random_ = make_system_random();
    std::unique_ptr<Signer> signer_ = make_signer(key(kValidator));
    std::unique_ptr<SenderRecovery> senders_ = make_direct_senders();
    std::unique_ptr<Disk> disk_;
    std::unique_ptr<Node> node_;
    std::map<NodeTimer, std::int64_t> timers_;
};

}  // namespace dure::chain::testing
