// How the node takes part in consensus: when it wakes the machine, what it proposes, what becomes
// of a decision.
#include <algorithm>
#include <set>

#include "chain/base/mutant.hpp"
#include "chain/node/governance.hpp"
#include "chain/node/node.hpp"
#include "chain/node/node_peers.hpp"

namespace dure::chain {

namespace {

/// How far a proposal's timestamp may be ahead of this node's clock.
constexpr std::uint64_t kAheadSeconds = 2;

/// Decisions whose time is remembered.
constexpr std::size_t kDecisions = 32;

}  // namespace

ValidatorSet Node::read_validators() const {
    if (genesis_.governance) {
        if (auto members = governed_validators(state_); !members.empty())
            return {.members = std::move(members), .source = ValidatorSource::kContract};
    }
    return {.members = sorted_validators(genesis_), .source = ValidatorSource::kHeader};
}

bool Node::ConsensusHost::execution_agrees(const Block& block) {
    if (node.stopped_) return false;
    if (mutant(Mutant::kProposalUnexecuted)) return true;
    const auto own = block.header.coinbase == node.env_.signer.address();
    if (!own) {
        const auto wall = std::max(std::int64_t{0}, node.env_.clock.wall_ms()) / 1'000;
        const auto latest =
            std::max(node.head_.timestamp + 1, static_cast<std::uint64_t>(wall) + kAheadSeconds);
        if (block.header.timestamp > latest) return false;
    }
    if (!node.execution_agrees(block)) return false;
    if (!node.proposal_seen_ms_) node.proposal_seen_ms_ = node.env_.clock.steady_ms();
    return true;
}

std::optional<std::int64_t> Node::decision_ms() const {
    if (decisions_ms_.empty()) return std::nullopt;
    std::vector<std::int64_t> sorted(decisions_ms_.begin(), decisions_ms_.end());
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    return *middle;
}

std::int64_t Node::block_due_ms() const {
    return last_block_ms_ + (pool_.has_ready() ? config_.block_period_ms : config_.heartbeat_ms);
}

void Node::schedule_block() {
    if (stopped_ || !has_room() || !qbft_->is_validator()) return;
    if (qbft_->awake() && !qbft_->wants_block()) return;
    const auto due = std::max(block_due_ms(), env_.clock.steady_ms());
    if (block_timer_ms_ && *block_timer_ms_ <= due) return;
    block_timer_ms_ = due;
    effects_.emplace_back(SetTimer{.timer = NodeTimer::kBlock, .at_ms = due});
}

void Node::block_time() {
    block_timer_ms_.reset();
    pool_.expire(env_.clock.steady_ms());
    if (stopped_ || !has_room()) return;
    if (mutant(Mutant::kHeartbeatByProposer) && !pool_.has_ready() && !qbft_->wants_block()) return;
    // Whoever's turn it is: a proposer that is gone is noticed by those who wait for it.
    if (env_.clock.steady_ms() >= block_due_ms()) act(qbft_->wake());
    settle();
}

void Node::round_time() {
    // A timer of a height or round that is over may still fire.
    if (stopped_ || !round_deadline_ms_ || env_.clock.steady_ms() < *round_deadline_ms_) return;
    round_deadline_ms_.reset();
    rejoin_when_needed();
    if (!round_deadline_ms_) act(qbft_->round_expired(host_));
    settle();
}

ConsensusHeard Node::hear_consensus(ByteView raw, PeerId) {
    using Verdict = ConsensusHeard::Verdict;
    auto message = decode_message(raw);
    if (!message) return {.verdict = Verdict::kInvalid, .author = {}};
    const auto height = height_of(*message);
    const auto deciding = qbft_->height();
    if (stopped_ || height + EquivocationWatch::kHeightsBehind < deciding)
        return {.verdict = Verdict::kOld, .author = {}};
    if (height > deciding + FutureMessages::kHeights) {
        notice_far_vote(*message);
        return {.verdict = Verdict::kOld, .author = {}};
    }
    const auto author = author_of(*message, env_.signer);
    if (!author) return {.verdict = Verdict::kInvalid, .author = {}};
    if (!qbft_->validators().contains(*author)) {
        // Who voted before or votes later may be others.
        return {.verdict = height != deciding ? Verdict::kOld : Verdict::kInvalid, .author = {}};
    }
    notice_equivocation(*message, *author);
    if (height < deciding) return {.verdict = Verdict::kOld, .author = author};
    if (author == env_.signer.address()) notice_own_vote(*message);
    if (height > deciding) {
        if (deciding == 1 && author != env_.signer.address()) founding_.voted_above_first(*author);
        future_.keep(deciding, *author, *std::move(message), raw.size());
    } else {
        if (const auto* asks = std::get_if<RoundChange>(&*message)) notice_elder(*asks, *author);
        act(qbft_->hear(*message, *author, host_));
        settle();
    }
    return {.verdict = Verdict::kNew, .author = author};
}

void Node::greet_consensus(PeerId peer) {
    for (const auto& message : qbft_->said()) peers_->send_consensus(peer, encode(message));
}

void Node::act(const std::vector<QbftEffect>& effects) {
    for (const auto& effect : effects) {
        if (const auto* broadcast = std::get_if<Broadcast>(&effect)) {
            // Nobody else votes with a lone validator, and what it says could be taken for final
            // before it is stored.
            if (qbft_->validators().size() > 1)
                peers_->broadcast_consensus(encode(broadcast->message));
        } else {
            set_round_timer(env_.clock.steady_ms() + std::get<SetRoundTimer>(effect).after_ms);
        }
    }
}

void Node::set_round_timer(std::int64_t at_ms) {
    // Who waits to rejoin does so on the day, not a round later.
    const auto rejoins_ms =
        elders_since_ms_ && !rejoining_ && votes_->state().standing == VoteStanding::kForgetful
            ? std::optional{*elders_since_ms_ + config_.rounds.cap_ms}
            : std::nullopt;
    if (rejoins_ms && *rejoins_ms > env_.clock.steady_ms()) at_ms = std::min(at_ms, *rejoins_ms);
    round_deadline_ms_ = at_ms;
    effects_.emplace_back(SetTimer{.timer = NodeTimer::kRound, .at_ms = at_ms});
}

void Node::settle() {
    while (!stopped_ && has_room()) {
        if (qbft_->decided()) {
            finalise(Block{*qbft_->decided()}, BlockOrigin::kDecided);
            hear_waiting();
        } else if (qbft_->wants_block() &&
                   (qbft_->round() > 0 || env_.clock.steady_ms() >= block_due_ms())) {
            propose();
        } else {
            break;
        }
    }
    step_back();
    schedule_block();
}

void Node::hear_waiting() {
    if (stopped_) return;
    for (const auto& [author, message] : future_.take(qbft_->height())) {
        if (const auto* asks = std::get_if<RoundChange>(&message)) notice_elder(*asks, author);
        act(qbft_->hear(message, author, host_));
    }
}

void Node::propose() {
    candidate_ = build_block();
    act(qbft_->propose(candidate_->record.block, host_));
}

void Node::produce_block() {
    if (stopped_ || !has_room() || !qbft_->wants_block()) return;
    propose();
    settle();
}

void Node::finalise(Block sealed, BlockOrigin origin) {
    // Mostly the block executed last; another when an earlier round's commits came late.
    const auto hash = block_hash(sealed.header);
    if (!is_candidate(sealed, hash)) {
        step_back();
        auto outcome = run_block(
            sealed, hash, origin == BlockOrigin::kImported ? Body::kChecked : Body::kToBeChecked);
        if (!outcome) {
            return stop("block " + std::to_string(sealed.header.number) +
                        " was decided, and its execution fails here");
        }
        candidate_ = std::move(outcome);
        state_ahead_ = true;
    }
    if (!state_ahead_) state_.apply(candidate_->diff);
    state_ahead_ = false;
    auto candidate = *std::exchange(candidate_, std::nullopt);
    auto record = std::make_shared<BlockRecord>(std::move(candidate.record));
    record->block = std::move(sealed);
    record->hash = candidate.hash;

    if (mutant(Mutant::kToldUnstored)) block_listeners_.tell(*record);
    const auto registry_touched = touches_governance(candidate.diff);
    if (auto stored = store_->append(record, std::move(candidate.diff),
                                     batch_ ? LogSync::kLater : LogSync::kNow);
        !stored) {
        state_.apply(candidate.inverse);
        stop(stored.error().what);
        return;
    }
    judge_memory(record->header(), origin);
    decided_in_a_row_ = origin == BlockOrigin::kDecided ? decided_in_a_row_ + 1 : 0;
    if (undo_) undo_->push_back(std::move(candidate.inverse));
    if (proposal_seen_ms_ && origin == BlockOrigin::kDecided) {
        decisions_ms_.push_back(env_.clock.steady_ms() - *proposal_seen_ms_);
        if (decisions_ms_.size() > kDecisions) decisions_ms_.pop_front();
    }
    adopt_head(record->header(), record->hash);
    last_block_ms_ = env_.clock.steady_ms();
    std::set<Address> moved(record->senders.begin(), record->senders.end());
    for (const auto& sender : moved) pool_.advance(sender, state_.account(sender)->nonce);
    if (store_->wants_flush(batch_ ? LogSync::kLater : LogSync::kNow)) flush();
    peers_->head_moved(record);
    if (registry_touched) peers_->review_standing();
    if (batch_) {
        batch_->done.push_back(record);
    } else if (!mutant(Mutant::kToldUnstored)) {
        block_listeners_.tell(*record);
    }
}

void Node::adopt_head(const Header& header, const Hash256& hash) {
    head_ = header;
    head_hash_ = hash;
    if (!mutant(Mutant::kValidatorsLate) || head_.number % 2 == 0) validators_ = read_validators();
    watch_.advance(head_.number + 1);
    candidate_.reset();
    round_deadline_ms_.reset();
    proposal_seen_ms_.reset();
    if (mutant(Mutant::kStaysAtDecidedHeight) && qbft_ && !qbft_->decided()) return;
    if (mutant(Mutant::kHeadNotTold) && qbft_ && head_.number % 16 == 0) return;
    qbft_.emplace(env_.signer, QbftHeight{.parent = head_, .validators = validators_},
                  config_.rounds);
}

}  // namespace dure::chain
