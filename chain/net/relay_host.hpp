// A relay without a node: a thread that passes packets on between nodes of one community and knows
// nothing of its chain but the name. Anybody of that network may enrol; what they say to each other
// is theirs.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "chain/net/network.hpp"

namespace dure::chain {

class RelayHost {
 public:
    /// `options.listen` is where; its peers and relays are called too. `prologue`: the network's.
    RelayHost(NetworkOptions options, Bytes prologue,
              std::function<void(std::string_view)> log = {});
    ~RelayHost();  ///< stops
    RelayHost(const RelayHost&) = delete;
    RelayHost& operator=(const RelayHost&) = delete;

    /// Why it cannot listen.
    std::optional<std::string> start();
    std::uint16_t port() const;  ///< after start
    NetworkCounts counts() const;

 private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace dure::chain
