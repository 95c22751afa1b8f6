// What leaves a computer and what reaches it: honest votes are written down, liars' are twisted.
#include <algorithm>

#include "world.hpp"

namespace dure::sim {

using namespace chain;

namespace {

constexpr Byte kProposalCode = static_cast<Byte>(MessageCode::kProposal);

std::string words(const SeenVote& vote) {
    const auto* kind = vote.code == kProposalCode                              ? "proposal"
                       : vote.code == static_cast<Byte>(MessageCode::kPrepare) ? "prepare"
                       : vote.code == static_cast<Byte>(MessageCode::kCommit)  ? "commit"
                                                                               : "round change";
    return std::string(kind) + " " + std::to_string(vote.height) + "/" +
           std::to_string(vote.round) + " " + to_hex(ByteView{vote.digest.bytes}.first(4));
}

}  // namespace

void World::send(std::size_t index, PeerId to, Bytes frame, Micros departs) {
    // A broadcast is the same bytes for one peer after the other.
    if (!last_sent_ || last_sent_->bytes != frame) last_sent_ = shared(std::move(frame));
    const auto sent = last_sent_;
    note(sent->hash);
    const auto other = network_->other_end(index, to);
    if (!other) return;
    if (liars_[index]) {
        for (auto& lie : liars_[index]->twist(*other, sent->bytes))
            network_->send(index, to, shared(std::move(lie)), departs);
        return;
    }
    if (sent->bytes.size() > wire::kFrameBytes)
        oracle_->violate(Invariant::kBounds,
                         "computer " + std::to_string(index) + " sends a frame above the limit");
    if (is_consensus(sent->bytes)) {
        if (const auto vote = votes_->read(*sent);
            vote && vote->author == computers_[index]->address()) {
            trace("computer ", index, " to ", *other, ": ", words(*vote));
            oracle_->vote_left(index, *vote);
            if (vote->code == kProposalCode) last_proposer_ = index;
            outcome_.highest_round = std::max(outcome_.highest_round, vote->round);
        }
    }
    network_->send(index, to, sent, departs);
}

void World::observe_arrival(std::size_t index, const Frame& frame) {
    if (plan_.lies.empty() || !is_honest(index) || !is_consensus(frame.bytes)) return;
    const auto vote = votes_->read(frame);
    if (!vote) return;
    // What somebody says who has no seat at that height is no vote, however often.
    const auto& node = computers_[index]->node();
    const auto sitting = node.validators();
    if (std::ranges::binary_search(sitting, vote->author))
        oracle_->vote_came(index, *vote, node.height() + 1);
}

bool World::is_deaf_to(std::size_t index, const Frame& frame) {
    if (is_honest(index)) return false;
    const auto vote = votes_->read(frame);
    return vote && vote->author == computers_[index]->address();
}

void World::lie(std::size_t index) {
    auto& computer = *computers_[index];
    if (computer.runs() && !computer.is_busy(schedule_.now())) {
        for (const auto& frame : liars_[index]->spontaneous(computer.node())) {
            const auto said = shared(frame);
            for (const auto peer : network_->peers_of(index))
                network_->send(index, peer, said, schedule_.now());
        }
    }
    schedule_.after(prng_.exponential(5 * kSecond), "lie", [this, index] { lie(index); });
}

}  // namespace dure::sim
