// When to call whom: at once, then with growing pauses and a random part, so that a whole building
// that wakes up does not call in step. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "chain/net/peer.hpp"

namespace dure::chain {

struct PeerAddress {
    std::string host;  ///< name or number
    std::uint16_t port = 0;
    NodeKey key;
    friend bool operator==(const PeerAddress&, const PeerAddress&) = default;
};

class Dialer {
 public:
    static constexpr std::int64_t kFirstPauseMs = 500;
    static constexpr std::int64_t kLongestPauseMs = 4'000;

    /// Whom to call from now on. A node may have several addresses, each with its own pauses: not
    /// every network sees it at the same one. Those that were there keep theirs.
    void replace(const std::vector<PeerAddress>&);
    const std::vector<PeerAddress>& addresses() const { return addresses_; }

    /// Whether `index` may be called now; then it counts as called. `random` spreads the next time.
    bool may_call(std::size_t index, std::int64_t now_ms, std::uint64_t random);
    /// The node answered and proved its key: the next call, when it is needed, comes soon.
    void answered(const NodeKey&);

 private:
    struct State {
        std::int64_t pause_ms = 0;
        std::int64_t at_ms = INT64_MIN;
    };
    std::vector<PeerAddress> addresses_;
    std::vector<State> states_;
};

}  // namespace dure::chain
