// A node of a data directory while it runs: the node's thread, its JSON-RPC, its network and its
// membership.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

#include "chain/node/env.hpp"
#include "home.hpp"
#include "membership.hpp"

namespace dure::app {

class Runner {
 public:
    /// `home` outlives it. Lines of `log` and above go to stderr.
    explicit Runner(const Home& home, chain::LogLevel log = chain::LogLevel::kWarning);
    ~Runner();  ///< stops cleanly
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    /// Nothing when it runs; else why not, in words.
    std::optional<Trouble> start();
    void stop();

    std::uint16_t rpc_port() const;
    /// Whether the node's thread answered within `patience`: it lives.
    bool is_alive(std::chrono::milliseconds patience) const;
    /// Whether the store has failed or what the community signed contradicts itself: restart.
    std::optional<std::string> stopped() const;

    struct State {
        std::optional<chain::RegisteredNode> standing;
        std::optional<chain::InviteFault> fault;
        std::uint64_t height = 0;
        std::optional<std::uint64_t> best;
        std::size_t peers = 0;
        bool refused = false;  ///< by the last node that was asked
    };
    /// Nothing when the node does not answer.
    std::optional<State> state() const;

    // For who lives with the node (a wallpad's household):
    /// On the node's thread, in order; destroyed unrun when there is no running node.
    void post(std::function<void(chain::Node&)> work) const;
    /// There too, and waits for it: NodeHost::run; false when no node was started.
    bool run(const std::function<void(chain::Node&)>& work) const;
    /// As `state`, on the node's thread.
    State state_of(chain::Node& node) const;

 private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace dure::app
