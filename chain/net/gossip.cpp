#include "chain/net/gossip.hpp"

#include <algorithm>

namespace dure::chain {

namespace {

bool contains(const std::vector<Address>& sorted, const Address& address) {
    return std::binary_search(sorted.begin(), sorted.end(), address);
}

template <class Wanted>
std::vector<PeerId> those(const PeerSet& peers, Wanted&& wanted) {
    std::vector<PeerId> out;
    for (const auto& [id, peer] : peers) {
        if (peer.member() && wanted(peer)) out.push_back(id);
    }
    return out;
}

}  // namespace

bool passes_on(const Peer& peer, const std::vector<Address>& validators) {
    return peer.role == wire::Role::kRelay || (peer.signer && contains(validators, *peer.signer));
}

std::vector<PeerId> vote_receivers(const PeerSet& peers, const std::vector<Address>& validators) {
    return those(peers, [&](const Peer& peer) { return passes_on(peer, validators); });
}

std::vector<PeerId> vote_receivers(const PeerSet& peers, const std::vector<Address>& validators,
                                   PeerId from, const Address& author) {
    // What the author says of its links counts for its own votes only: a liar silences itself.
    const std::vector<Address>* reached = nullptr;
    for (const auto& [id, peer] : peers) {
        if (peer.member() && peer.signer == author) reached = &peer.links;
    }
    return those(peers, [&](const Peer& peer) {
        // Also to the author itself where it came from elsewhere: an old copy of its disk, or a
        // second machine with its key, learns from it what else was said in its name.
        if (peer.id == from || !passes_on(peer, validators)) return false;
        return reached == nullptr || !peer.signer ||
               std::find(reached->begin(), reached->end(), *peer.signer) == reached->end();
    });
}

std::vector<PeerId> transaction_receivers(const PeerSet& peers,
                                          const std::vector<Address>& validators) {
    auto towards = vote_receivers(peers, validators);
    if (!towards.empty()) return towards;
    return those(peers, [](const Peer&) { return true; });
}

std::vector<Address> linked_validators(const PeerSet& peers,
                                       const std::vector<Address>& validators) {
    std::vector<Address> out;
    for (const auto& [id, peer] : peers) {
        if (peer.member() && peer.signer && contains(validators, *peer.signer))
            out.push_back(*peer.signer);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    if (out.size() > wire::kMostLinks) out.resize(wire::kMostLinks);
    return out;
}

}  // namespace dure::chain
