// The node's home in a program: its thread, its data directory, its timers and clocks. Work is
// posted to the node's thread and values come back; nothing here throws, what goes wrong is a state
// to show.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "chain/net/network.hpp"
#include "chain/node/env.hpp"
#include "chain/node/genesis.hpp"
#include "chain/node/node.hpp"

namespace dure::chain {

struct HostOptions {
    std::filesystem::path data_dir;  ///< made when missing, locked while running
    Genesis genesis;
    NodeConfig config;
    /// Never null. A validator's key makes blocks, any other only follows.
    std::unique_ptr<Signer> signer;
    /// Null: the system's. Block timestamps follow its wall time, which may run faster than real
    /// time; its steady time must be real. Read on the node's thread.
    std::shared_ptr<Clock> clock;
    std::shared_ptr<SenderRecovery> senders;  ///< null: a thread a core
    std::shared_ptr<Logger> log;              ///< null: warnings and errors to stderr
    /// None: this node speaks with nobody. On the node's thread.
    std::optional<NetworkOptions> network;
    /// What must happen to the directory before the node opens it, which then has the disk that
    /// this gives; on the node's thread.
    std::function<DiskResult<std::unique_ptr<Disk>>(std::unique_ptr<Disk>)> prepare;
};

struct HostState {
    enum class Phase : std::uint8_t {
        kStarting,
        kRunning,
        kFailed,   ///< never opened: see error
        kStopped,  ///< the store failed while running: reads go on, nothing is accepted
        kClosed,   ///< ended cleanly
    };
    Phase phase = Phase::kStarting;
    std::optional<NodeError> error;
    std::string stop_reason;
    std::vector<StoreNotice> notices;  ///< damage found, kept aside, rebuilt
};

struct NetworkState {
    std::vector<LinkInfo> peers;
    NetworkCounts counts;
};

class NodeHost {
 public:
    explicit NodeHost(HostOptions options);
    ~NodeHost();  ///< stops
    NodeHost(const NodeHost&) = delete;
    NodeHost& operator=(const NodeHost&) = delete;

    /// Returns when the node runs or has failed to.
    HostState start();
    /// Called on the node's thread at every change after start.
    void on_state(std::function<void(const HostState&)> callback);

    // From any thread:
    HostState state() const;
    /// Runs `work` on the node's thread, in order. Destroyed unrun when there is no running node.
    void post(std::function<void(Node&)> work);
    /// Runs `work` there and waits for it; false when it was destroyed unrun. What it throws is
    /// thrown here. Not from the node's thread.
    bool run(const std::function<void(Node&)>& work);
    /// Replaces whom to call; nothing without a network.
    void call(std::vector<PeerAddress> peers, std::vector<PeerAddress> relays);
    /// Where it listens; 0: nowhere.
    std::uint16_t port() const;
    /// As it was when the node's thread came to it; empty without a network or when it has ended.
    NetworkState network();
    /// Flushes, ends the thread and unlocks the directory. Not from the node's thread.
    void stop();

 private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace dure::chain
