// Whether this node may vote: its record is asked before each vote, and a node that may have
// forgotten votes holds its tongue until it has rejoined.
//
// Forgotten votes are of the height that was being decided when the node lost them, or earlier. So:
//   1. A final block that was proposed after the node started makes everything up to it moot; above
//      it the node votes again.
//   2. If such a block does not come because the others cannot decide without this node - so many
//      of them that every decision had one of them ask for another round, for one longest round -
//      it takes part from the next round on, but follows only proposals that rest on enough of
//      those who remember. Any decision it may have forgotten has one of them in its quorum, so it
//      cannot be voted down as long as they tell the truth. They are known by having asked before
//      anybody can have rejoined: soon, or for the first round.
//   3. An empty directory is either a new community's, where nothing was decided and all vote as
//      soon as enough of them say so, or one of an old community, which shows as blocks that were
//      decided without this node: then it is forgetful. A disk lost between the first vote and the
//      first block looks like the former: whoever loses one counts among those who may lie.
//   4. Who makes a new key makes its record with it: whole, of no height. That is believed as long
//      as the chain does not show a block that this key should have voted on.
#include <algorithm>

#include "chain/base/mutant.hpp"
#include "chain/node/node.hpp"

namespace dure::chain {

namespace {

/// A proposal's timestamp may be ahead of its voters' clocks by two seconds; one for their skew.
constexpr std::int64_t kTimestampSlackMs = 3'000;
/// Blocks decided before a node's eyes. One may be left over from before its disk was put back:
/// others have its commits and lack somebody's.
constexpr std::uint32_t kSurelyToday = 2;
/// Stands where a vote may have been: no block has this digest.
constexpr Hash256 kUnknownVote{};

/// Made with its key, and nothing voted since.
bool is_unused(const VoteState& state) {
    return state.standing == VoteStanding::kWhole && state.height == 0;
}

}  // namespace

std::optional<DiskError> Node::open_votes() {
    auto evidence = EvidenceFile::open(env_.disk);
    if (!evidence) return evidence.error();
    evidence_.emplace(*std::move(evidence));
    auto opened = VoteRecord::open(env_.disk);  // and the directory's entries are on the medium
    if (!opened) return opened.error();
    votes_.emplace(*std::move(opened));
    const auto& state = votes_->state();
    if (!head_hash_.is_zero() || is_unused(state)) return std::nullopt;
    // No block is here: a founding, or all blocks are lost and what was voted on them is not.
    const auto standing = state.height == 0 ? VoteStanding::kFounding : VoteStanding::kForgetful;
    auto written =
        votes_->start_over({.standing = standing, .height = state.height, .round = state.round});
    if (!written) return written.error();
    return std::nullopt;
}

void Node::resume_votes() {
    const auto& state = votes_->state();
    if (mutant(Mutant::kForgetsRound)) return;
    if (!qbft_->is_validator() || validators_.size() == 1) return;
    if (state.standing == VoteStanding::kForgetful) {
        env_.log.write(LogLevel::kWarning,
                       "votes may be missing from the record: this validator does not vote until "
                       "the others have decided a block");
    }
    if (state.height != qbft_->height() || (state.round == 0 && !state.voted())) return;
    act(qbft_->resume(
        {.round = state.round, .voted = state.voted(), .prepared = votes_->prepared()}, host_));
}

bool Node::ConsensusHost::keep(const Vote& vote) {
    if (node.stopped_ || node.has_twin_ || !node.has_room()) return false;
    // Nobody else votes, and nothing leaves before the block is in the log.
    if (node.validators_.size() == 1 || mutant(Mutant::kAmnesia)) return true;
    const auto& state = node.votes_->state();
    if (state.standing == VoteStanding::kForgetful && !node.rejoining_) return false;
    // The first vote ever; with it in the record the question is settled.
    if (state.standing == VoteStanding::kFounding && state.height == 0 && !node.may_be_founding())
        return false;
    const auto answer = node.votes_->keep(vote);
    if (!answer) {
        node.stop("a vote cannot be remembered: " + answer.error().what);
        return false;
    }
    return *answer == VoteRecord::Answer::kKept;
}

void Node::forget_nothing(std::uint64_t height) {
    record_standing({.standing = VoteStanding::kWhole, .height = height, .round = 0});
}

void Node::record_standing(VoteState state) {
    if (const auto written = votes_->start_over(std::move(state)); !written)
        stop("the record of votes cannot be written: " + written.error().what);
}

bool Node::proposed_since_start(const Header& header) const {
    // By today's clock: the one at start may have been wrong.
    const auto running = env_.clock.steady_ms() - opened_ms_;
    const auto started = env_.clock.wall_ms() - running;
    return static_cast<std::int64_t>(header.timestamp) * 1'000 > started + kTimestampSlackMs;
}

void Node::judge_memory(const Header& final_header, BlockOrigin origin) {
    elders_.clear();
    elders_since_ms_.reset();
    rejoining_ = false;
    const auto& state = votes_->state();
    // A new key that had a seat here already is not new: the directory is a copy of a former day.
    const auto seemed_new = is_unused(state) && qbft_->is_validator();
    if (state.standing == VoteStanding::kWhole && !seemed_new) return;
    const auto alone = origin == BlockOrigin::kDecided && validators_.size() == 1;
    if (alone || proposed_since_start(final_header)) return forget_nothing(final_header.number);
    // Also who asked for a later round of it: a decision may come late.
    const auto took_part = state.height == final_header.number;
    if ((state.standing == VoteStanding::kFounding || seemed_new) && !took_part) {
        auto next = state;
        next.standing = VoteStanding::kForgetful;
        record_standing(std::move(next));
    }
}

void Node::notice_own_vote(const QbftMessage& message) {
    if (validators_.size() == 1 || has_twin_ ||
        votes_->state().standing == VoteStanding::kForgetful ||
        votes_->accounts_for(vote_of(message)))
        return;
    heard_foreign_vote_ = true;
    // Above blocks that this node saw being decided no former self of it has voted.
    if (decided_in_a_row_ >= kSurelyToday) {
        has_twin_ = true;
        env_.log.write(LogLevel::kError,
                       "another machine votes with this validator's key: this one votes no more "
                       "until it is started again");
        return;
    }
    env_.log.write(LogLevel::kError,
                   "a vote of this validator came back that its record does not know: the disk is "
                   "an old copy, or another machine uses this key");
    auto state = votes_->state();
    state.standing = VoteStanding::kForgetful;
    record_standing(std::move(state));
}

void Node::notice_far_vote(const QbftMessage& message) {
    if (votes_->state().standing == VoteStanding::kForgetful) return;
    const auto author = author_of(message, env_.signer);
    if (!author) return;
    if (*author == env_.signer.address()) {
        notice_own_vote(message);
    } else if (head_.number == 0 && validators_.contains(*author)) {
        founding_.voted_above_first(*author);
    }
}

bool Node::may_be_founding() const {
    return founding_.is_new(
        tolerated_faults(validators_.size()), env_.clock.steady_ms(),
        {.silence_ms = config_.rounds.base_ms, .hearsay_ms = config_.rounds.cap_ms});
}

void Node::notice_equivocation(const QbftMessage& message, const Address& author) {
    const auto found = watch_.observe(message, author);
    if (!found || mutant(Mutant::kEvidenceLost)) return;
    const auto kept = evidence_->add(*found);
    if (!kept) return stop("evidence cannot be written: " + kept.error().what);
    if (*kept == EvidenceFile::Kept::kEnough) return;
    env_.log.write(LogLevel::kWarning, to_string(*found));
    evidence_listeners_.tell(*found);
}

void Node::notice_elder(const RoundChange& change, const Address& author) {
    // Counted by a node that remembers, too: it may learn at this height that it does not, and
    // what is said again it does not hear.
    if (author == env_.signer.address()) return;
    // Later ones may be others who forgot and have rejoined; those do not ask for the first round.
    const auto now = env_.clock.steady_ms();
    if (elders_since_ms_ && now > *elders_since_ms_ + config_.rounds.cap_ms / 2 &&
        change.asked.payload.round >= Qbft::kRejoinRound)
        return;
    elders_.insert(author);
    if (rejoining_) qbft_->know_elder(author);
    if (elders_since_ms_ || elders_.size() <= validators_.size() - validators_.quorum()) return;
    elders_since_ms_ = now;
    if (votes_->state().standing == VoteStanding::kForgetful)
        set_round_timer(now + config_.rounds.cap_ms);
}

std::optional<VoteSilence> Node::vote_silence() const {
    if (!qbft_->is_validator()) return std::nullopt;
    if (has_twin_) return VoteSilence::kTwin;
    if (votes_->state().standing == VoteStanding::kForgetful) return VoteSilence::kForgetful;
    return std::nullopt;
}

void Node::rejoin_when_needed() {
    if (votes_->state().standing != VoteStanding::kForgetful || rejoining_ || !has_room() ||
        !elders_since_ms_ || !qbft_->is_validator() ||
        env_.clock.steady_ms() - *elders_since_ms_ < config_.rounds.cap_ms)
        return;
    rejoining_ = true;
    // Whatever was voted up to this round stays as it may have been.
    record_standing({.standing = VoteStanding::kForgetful,
                     .height = qbft_->height(),
                     .round = qbft_->round(),
                     .proposal = kUnknownVote,
                     .prepare = kUnknownVote,
                     .commit = kUnknownVote,
                     .round_change = kUnknownVote});
    act(qbft_->rejoin(elders_, host_));
}

}  // namespace dure::chain
