#include "chain/net/dialer.hpp"

#include <algorithm>

namespace dure::chain {

void Dialer::replace(const std::vector<PeerAddress>& addresses) {
    std::vector<PeerAddress> kept;
    std::vector<State> states;
    for (const auto& address : addresses) {
        if (std::ranges::find(kept, address) != kept.end()) continue;
        const auto before = std::ranges::find(addresses_, address);
        kept.push_back(address);
        states.push_back(before == addresses_.end()
                             ? State{}
                             : states_[static_cast<std::size_t>(before - addresses_.begin())]);
    }
    addresses_ = std::move(kept);
    states_ = std::move(states);
}

bool Dialer::may_call(std::size_t index, std::int64_t now_ms, std::uint64_t random) {
    auto& state = states_.at(index);
    if (now_ms < state.at_ms) return false;
    state.pause_ms = std::clamp(state.pause_ms * 2, kFirstPauseMs, kLongestPauseMs);
    // Between half of the pause and all of it.
    const auto half = state.pause_ms / 2;
    state.at_ms =
        now_ms + half + static_cast<std::int64_t>(random % static_cast<std::uint64_t>(half + 1));
    return true;
}

void Dialer::answered(const NodeKey& key) {
    for (std::size_t i = 0; i < addresses_.size(); ++i) {
        if (addresses_[i].key == key) states_[i].pause_ms = 0;
    }
}

}  // namespace dure::chain
