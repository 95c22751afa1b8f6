// Letters on their way through this node: heard from members, judged by the host's reader, kept
// until their topic is closed, and offered to the peers that ask for letters. A peer is told each
// letter once and, while its topic stays open, now and then again: it may have been behind, or have
// lost it in a power cut.
#include <algorithm>

#include "chain/crypto/hash.hpp"
#include "chain/node/node_peers.hpp"

namespace dure::chain {

namespace {

/// A peer is told of letters at most so often: those of many homes go together.
constexpr std::int64_t kLettersMs = 100;
constexpr std::int64_t kOfferAgainMs = 15'000;

}  // namespace

Result<LetterSubject, LetterFault> NodePeers::take_letter(Bytes letter) {
    const auto& reader = node_.config_.letters;
    if (!reader) return Failure{LetterFault::kNoCarrier};
    if (letter.size() > wire::kLetterBytes) return Failure{LetterFault::kForged};
    const auto read = reader->read(node_, letter);
    if (!read) return read;
    Letter one{.subject = *read, .bytes = std::move(letter)};
    switch (letters_.add(one)) {
        case LetterBox::Taken::kSame:
            return read;
        case LetterBox::Taken::kOther:
            return Failure{LetterFault::kOther};
        case LetterBox::Taken::kFull:
            return Failure{LetterFault::kFull};
        case LetterBox::Taken::kNew:
            break;
    }
    for (auto& [id, peer] : peers_) {
        if (peer.member() && peer.wants_letters) peer.letters_due.push_back(one.subject);
    }
    fresh_letters_.push_back(std::move(one));
    return read;
}

void NodePeers::hear(Peer& peer, wire::Letters letters) {
    if (!node_.config_.letters || node_.config_.letter_duty == LetterDuty::kOwn) return;
    // Each costs a signature, as a transaction does.
    if (!peer.rates.transactions.take(static_cast<std::int64_t>(letters.letters.size()), now()))
        return offend(peer.id, Offence::kTooMuch);
    int forged = 0;
    for (auto& letter : letters.letters) {
        const auto hash = keccak256(letter);
        peer.letters.add(hash);
        if (letters_.heard(hash)) continue;
        const auto taken = take_letter(std::move(letter));
        // Another block may open what is closed here, or seat who is unknown.
        const auto is_judged =
            taken || taken.error() == LetterFault::kForged || taken.error() == LetterFault::kOther;
        if (is_judged) letters_.note_heard(hash);
        if (!taken && taken.error() == LetterFault::kForged) ++forged;
    }
    if (forged > 0) offend(peer.id, Offence::kBadLetter, forged);
}

void NodePeers::offer_all_letters(Peer& peer) {
    peer.letters_offered_ms = now();
    if (letters_.size() == 0 || !peer.member() || !peer.wants_letters) return;
    if (!peer.letters_due.empty()) return;  // still being told of the last
    const auto all = letters_.subjects();
    peer.letters_due.assign(all.begin(), all.end());
}

void NodePeers::settle_letters() {
    if (letters_.size() == 0 && fresh_letters_.empty()) return;
    if (letters_height_ != node_.head_.number) {
        letters_height_ = node_.head_.number;
        for (const auto topic : letters_.topics()) {
            if (!node_.config_.letters->is_open(node_, topic)) letters_.close(topic);
        }
    }
    for (auto& [id, peer] : peers_) {
        if (now() - peer.letters_offered_ms >= kOfferAgainMs) offer_all_letters(peer);
        if (!peer.letters_due.empty()) send_letters(peer);
    }
    for (const auto& letter : std::exchange(fresh_letters_, {}))
        node_.letter_listeners_.tell(letter);
}

void NodePeers::send_letters(Peer& peer) {
    const auto next = peer.letters_ms + kLettersMs;
    if (now() < next) return wake_at(next);
    wire::Letters frame;
    while (!peer.letters_due.empty() && frame.letters.size() < wire::kMostLetters) {
        const auto* letter = letters_.find(peer.letters_due.front());
        const bool goes = letter != nullptr && !peer.letters.contains(keccak256(*letter));
        // No faster than the other side bears.
        if (goes && !peer.letters_pace.take(1, now())) break;
        peer.letters_due.pop_front();
        if (goes) frame.letters.push_back(*letter);
    }
    if (!peer.letters_due.empty()) wake_at(now() + kLettersMs);
    if (frame.letters.empty()) return;
    peer.letters_ms = now();
    send(peer.id, frame);
}

}  // namespace dure::chain
