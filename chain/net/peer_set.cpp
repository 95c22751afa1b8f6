#include "chain/net/peer_set.hpp"

#include <algorithm>

namespace dure::chain {

std::string_view to_string(Offence offence) {
    switch (offence) {
        case Offence::kBadFrame:
            return "sent what is no message";
        case Offence::kBadConsensus:
            return "sent votes that no validator signed";
        case Offence::kBadTransaction:
            return "sent transactions that can never be valid";
        case Offence::kBadLetter:
            return "sent letters that their author did not sign";
        case Offence::kUnasked:
            return "sent what nobody asked for";
        case Offence::kWrongHeader:
            return "sent a header without a quorum's seals";
        case Offence::kWrongBlock:
            return "sent transactions that are not the block's";
        case Offence::kWithheld:
            return "does not give what it says it has";
        case Offence::kTooMuch:
            return "sends too much";
    }
    return "unknown";
}

std::int64_t points(Offence offence) {
    switch (offence) {
        case Offence::kBadFrame:
        case Offence::kWrongHeader:
        case Offence::kWrongBlock:
            return 100;  // no accident: frames are authenticated
        case Offence::kBadConsensus:
        case Offence::kUnasked:
            return 20;
        case Offence::kBadTransaction:
        case Offence::kBadLetter:
            return 10;
        case Offence::kWithheld:
            return 15;  // a slow disk does it too
        case Offence::kTooMuch:
            return 1;
    }
    return 0;
}

PeerSet::Added PeerSet::add(PeerId id, const NodeKey& key, Standing standing, std::int64_t now_ms) {
    Added out;
    if (banned(key, now_ms)) {
        out.refusal = "misbehaved lately";
        return out;
    }
    std::size_t others = 0, guests = 0;
    std::vector<PeerId> same;
    for (const auto& [other, peer] : peers_) {
        if (peer.key == key) {
            same.push_back(other);
        } else {
            ++others;
            guests += peer.standing != Standing::kMember ? 1U : 0U;
        }
    }
    if (others >= limits_.peers) {
        out.refusal = "no room for more peers";
        return out;
    }
    if (standing != Standing::kMember && guests >= limits_.guests) {
        out.refusal = "no room for more guests";
        return out;
    }
    // The youngest session is the one that its owner still knows of.
    while (same.size() >= limits_.sessions) {
        out.drop.push_back(same.front());
        peers_.erase(same.front());
        same.erase(same.begin());
    }
    auto& peer = peers_[id];
    peer.id = id;
    peer.key = key;
    peer.standing = standing;
    peer.connected_ms = peer.heard_ms = peer.points_ms = now_ms;
    peer.rates = standing == Standing::kMember ? member_rates() : guest_rates();
    out.peer = &peer;
    return out;
}

Peer* PeerSet::find(PeerId id) {
    const auto it = peers_.find(id);
    return it == peers_.end() ? nullptr : &it->second;
}

const Peer* PeerSet::find(PeerId id) const {
    const auto it = peers_.find(id);
    return it == peers_.end() ? nullptr : &it->second;
}

bool PeerSet::offend(Peer& peer, Offence offence, std::int64_t now_ms) {
    const auto faded = std::max<std::int64_t>(0, now_ms - peer.points_ms) / 1'000;
    peer.points = std::max<std::int64_t>(0, peer.points - faded) + chain::points(offence);
    peer.points_ms = std::max(peer.points_ms, now_ms);
    if (peer.points < kPointsToDrop) return false;
    std::erase_if(banned_until_, [&](const auto& ban) { return ban.second <= now_ms; });
    if (banned_until_.size() >= limits_.bans) {
        banned_until_.erase(
            std::min_element(banned_until_.begin(), banned_until_.end(),
                             [](const auto& a, const auto& b) { return a.second < b.second; }));
    }
    banned_until_[peer.key] = now_ms + limits_.ban_ms;
    return true;
}

bool PeerSet::banned(const NodeKey& key, std::int64_t now_ms) const {
    const auto it = banned_until_.find(key);
    return it != banned_until_.end() && it->second > now_ms;
}

std::size_t PeerSet::members() const {
    return static_cast<std::size_t>(std::count_if(
        peers_.begin(), peers_.end(), [](const auto& entry) { return entry.second.member(); }));
}

}  // namespace dure::chain
