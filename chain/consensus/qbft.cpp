#include "chain/consensus/qbft.hpp"

#include <algorithm>
#include <functional>

#include "chain/base/mutant.hpp"

namespace dure::chain {

namespace {

/// Round changes of one author, and certificates, that are kept at a time.
constexpr std::size_t kKept = Qbft::kRoundsAhead;

/// Of so many turns of all validators, in one everybody has the whole time.
constexpr std::uint32_t kTurns = 8;

}  // namespace

std::int64_t RoundTiming::timeout_ms(std::uint32_t round) const {
    const auto cap = mutant(Mutant::kTimerUnbounded) ? std::int64_t{3'600'000} : cap_ms;
    auto timeout = std::min(base_ms, cap);
    for (std::uint32_t i = 0; i < round && timeout < cap; ++i) timeout = std::min(cap, timeout * 2);
    return timeout;
}

Qbft::Qbft(Signer& signer, QbftHeight height, RoundTiming timing)
    : signer_(&signer), me_(signer.address()), height_(std::move(height)), timing_(timing) {}

bool Qbft::wants_block() const {
    if (decided_ || proposed_ || height_.proposer(round_) != me_) return false;
    if (const auto it = rounds_.find(round_); it != rounds_.end() && it->second.proposed)
        return false;
    if (round_ == 0) return true;
    const auto changes = changes_for_this_round();
    return changes.size() >= height_.validators.quorum() && !highest_certificate(changes) &&
           rests_on_elders(changes);
}

QbftExtraData Qbft::proposal_extra_data(const Hash256& vanity) const {
    return {.vanity = vanity,
            .validators = height_.validators.listed(),
            .vote = std::nullopt,
            .round = round_,
            .seals = {}};
}

std::vector<QbftMessage> Qbft::said() const {
    std::vector<QbftMessage> out;
    for (const auto& [code, message] : said_) out.push_back(message);
    return out;
}

std::vector<QbftEffect> Qbft::resume(QbftMemory memory, QbftHost& host) {
    prepared_ = std::move(memory.prepared);
    if (prepared_) keep_certificate(*prepared_);
    if (memory.voted) {
        // What the others said in that round is forgotten: it can only be left.
        ask_round(memory.round + 1, host);
    } else if (memory.round > 0) {
        ask_round(memory.round, host);
    }
    return take_effects();
}

std::vector<QbftEffect> Qbft::hear(const QbftMessage& message, const Address& author,
                                   QbftHost& host) {
    if (decided_ || height_of(message) != height() || !height_.validators.contains(author))
        return {};
    if (author != me_) {
        if (!awake_) {
            awake_ = true;
            start_timer();
        }
    }
    if (const auto* proposal = std::get_if<Proposal>(&message)) {
        hear_proposal(*proposal, author, host);
    } else if (const auto* prepare = std::get_if<Prepare>(&message)) {
        hear_prepare(*prepare, author, host);
    } else if (const auto* commit = std::get_if<Commit>(&message)) {
        hear_commit(*commit, author);
    } else {
        hear_round_change(std::get<RoundChange>(message), author, host);
    }
    return take_effects();
}

std::vector<QbftEffect> Qbft::wake() {
    if (awake_ || decided_) return {};
    awake_ = true;
    start_timer();
    return take_effects();
}

std::vector<QbftEffect> Qbft::round_expired(QbftHost& host) {
    if (!awake_ || decided_ || !is_validator()) return {};
    if (round_ == 0 || supported_) {
        ask_round(round_ + 1, host);
    } else {
        ++timeouts_;
        if (const auto it = said_.find(MessageCode::kRoundChange); it != said_.end()) {
            effects_.emplace_back(Broadcast{it->second});
        } else if (said_.empty()) {
            // The host did not let it ask when it came here; by now it may.
            ask_round(round_, host);
        }
        start_timer();
    }
    return take_effects();
}

std::vector<QbftEffect> Qbft::rejoin(std::set<Address> elders, QbftHost& host) {
    if (decided_ || !is_validator()) return {};
    elders_ = std::move(elders);
    ask_round(std::max(round_ + 1, kRejoinRound), host);
    return take_effects();
}

std::vector<QbftEffect> Qbft::propose(Block block, QbftHost& host) {
    if (wants_block()) make_proposal(std::move(block), changes_for_this_round(), {}, host);
    return take_effects();
}

void Qbft::make_proposal(Block block, Changes changes, std::vector<Prepare> prepares,
                         QbftHost& host) {
    if (round_ == 0) changes.clear();
    proposed_ = true;
    Proposal proposal{
        .proposed = {.payload = {.height = height(), .round = round_, .block = std::move(block)}},
        .round_changes = std::move(changes),
        .prepares = std::move(prepares)};
    // A proposer that is wrong about its own block says nothing rather than lose its turn twice.
    if (!is_justified(proposal, height_, *signer_) ||
        !host.execution_agrees(proposal.proposed.payload.block))
        return;
    auto proposed = Voter(*signer_, host).propose(std::move(proposal.proposed.payload));
    if (!proposed) return;
    proposal.proposed = *std::move(proposed);
    say(proposal);
    accept(proposal, host);
}

void Qbft::hear_proposal(const Proposal& proposal, const Address& author, QbftHost& host) {
    const auto& payload = proposal.proposed.payload;
    if (payload.round < round_ || author != height_.proposer(payload.round)) return;
    if (const auto it = rounds_.find(payload.round); it != rounds_.end() && it->second.proposed)
        return;
    if (!is_justified(proposal, height_, *signer_) || !rests_on_elders(proposal.round_changes))
        return;
    if (payload.round > round_) enter_round(payload.round);
    if (round_ > 0) supported_ = true;  // it shows who asked
    if (host.execution_agrees(payload.block)) accept(proposal, host);
}

void Qbft::accept(const Proposal& proposal, QbftHost& host) {
    const auto& block = proposal.proposed.payload.block;
    auto& round = rounds_[round_];
    round.proposed = Proposed{.block = block, .digest = proposal_digest(block.header)};
    if (is_validator()) {
        auto prepare =
            Voter(*signer_, host)
                .prepare({.height = height(), .round = round_, .digest = round.proposed->digest});
        if (prepare) {
            say(*prepare);
            round.prepares.emplace(me_, *std::move(prepare));
        }
    }
    commit_when_prepared(host);
    decide_when_committed(round_);
}

void Qbft::hear_prepare(const Prepare& prepare, const Address& author, QbftHost& host) {
    const auto round = prepare.payload.round;
    if (round < round_ || round > round_ + kRoundsAhead) return;
    rounds_[round].prepares.emplace(author, prepare);
    if (round == round_) commit_when_prepared(host);
}

void Qbft::commit_when_prepared(QbftHost& host) {
    const auto& round = rounds_[round_];
    if (!round.proposed || prepared_here_ || decided_) return;
    PreparedCertificate certificate{.round = round_, .block = {}, .prepares = {}};
    for (const auto& [author, prepare] : round.prepares) {
        if (prepare.payload.digest == round.proposed->digest)
            certificate.prepares.push_back(prepare);
    }
    const auto needed = mutant(Mutant::kCommitUnprepared) ? 1 : height_.validators.quorum();
    if (certificate.prepares.size() < needed) return;
    certificate.block = round.proposed->block;
    prepared_here_ = true;
    prepared_ = std::move(certificate);
    keep_certificate(*prepared_);
    if (!is_validator()) return;
    if (auto commit = Voter(*signer_, host).commit(height(), *prepared_)) {
        say(*commit);
        rounds_[round_].commits.emplace(me_, *std::move(commit));
        decide_when_committed(round_);
    }
}

void Qbft::hear_commit(const Commit& commit, const Address& author) {
    const auto& payload = commit.payload;
    if (payload.round + kRoundsBehind < round_ || payload.round > round_ + kRoundsAhead) return;
    if (!mutant(Mutant::kSealsUnchecked) &&
        signer_->recover(payload.digest, payload.seal) != author)
        return;
    rounds_[payload.round].commits.emplace(author, commit);
    decide_when_committed(payload.round);
}

void Qbft::decide_when_committed(std::uint32_t number) {
    const auto& round = rounds_[number];
    if (!round.proposed || decided_) return;
    std::vector<Seal> seals;
    for (const auto& [author, commit] : round.commits) {
        if (commit.payload.digest == round.proposed->digest) seals.push_back(commit.payload.seal);
    }
    if (seals.size() < height_.validators.quorum()) return;

    decided_ = round.proposed->block;
    auto extra = *decode_extra_data(decided_->header.extra_data);
    extra.seals = std::move(seals);
    decided_->header.extra_data = encode(extra);
}

void Qbft::hear_round_change(const RoundChange& change, const Address& author, QbftHost& host) {
    const auto& asked = change.asked.payload;
    if (asked.round < round_ || !is_justified(change, height_, *signer_)) return;
    auto& theirs = asked_[author];
    if (!theirs.emplace(asked.round, change.asked).second) return;
    if (theirs.size() > kKept) theirs.erase(theirs.begin());
    if (asked.prepared) {
        keep_certificate({.round = asked.prepared->round,
                          .block = *change.prepared_block,
                          .prepares = change.prepares});
    }
    if (asked.round == round_ && awake_ && author == height_.proposer(round_)) start_timer();
    follow_round_changes(host);
}

void Qbft::follow_round_changes(QbftHost& host) {
    std::vector<std::uint32_t> later;
    for (const auto& [author, rounds] : asked_) {
        if (!rounds.empty() && rounds.rbegin()->first > round_)
            later.push_back(rounds.rbegin()->first);
    }
    // One of f+1 is honest: its timer did run out.
    const auto enough = tolerated_faults(height_.validators.size()) + 1;
    if (later.size() >= enough && is_validator() && !mutant(Mutant::kNoJump)) {
        std::sort(later.begin(), later.end(), std::greater{});
        ask_round(later[enough - 1], host);
        return;
    }
    if (!supported_ && supported()) {
        supported_ = true;
        timeouts_ = 0;
        if (awake_) start_timer();
    }
    lead_when_asked(host);
}

bool Qbft::has_asked_here(const Address& author) const {
    const auto it = asked_.find(author);
    return it != asked_.end() && it->second.contains(round_);
}

void Qbft::ask_round(std::uint32_t round, QbftHost& host) {
    if (round > kMaxRound) return;
    if (round != round_) enter_round(round);
    RoundChangePayload payload{.height = height(), .round = round, .prepared = {}};
    if (prepared_)
        payload.prepared = {.round = prepared_->round,
                            .digest = proposal_digest(prepared_->block.header)};
    if (auto asked = Voter(*signer_, host).ask_round(payload)) {
        RoundChange change{.asked = *asked, .prepared_block = {}, .prepares = {}};
        if (prepared_) {
            change.prepared_block = prepared_->block;
            change.prepares = prepared_->prepares;
        }
        say(std::move(change));
        asked_[me_].emplace(round, *asked);
    }
    follow_round_changes(host);
}

void Qbft::enter_round(std::uint32_t round) {
    round_ = round;
    timeouts_ = 0;
    proposed_ = false;
    prepared_here_ = false;
    awake_ = true;
    said_.clear();
    std::erase_if(rounds_, [&](const auto& r) { return r.first + kRoundsBehind < round_; });
    for (auto& [author, rounds] : asked_) rounds.erase(rounds.begin(), rounds.lower_bound(round_));
    supported_ = supported();
    start_timer();
}

void Qbft::lead_when_asked(QbftHost& host) {
    if (round_ == 0 || proposed_ || decided_ || height_.proposer(round_) != me_) return;
    if (const auto it = rounds_.find(round_); it != rounds_.end() && it->second.proposed) return;
    auto changes = changes_for_this_round();
    if (changes.size() < height_.validators.quorum() || !rests_on_elders(changes)) return;
    const auto* certificate = highest_certificate(changes);
    if (certificate == nullptr) return;  // a new block: wants_block
    auto block = certificate->block;
    block.header = with_round(std::move(block.header), round_);
    auto prepares = certificate->prepares;
    make_proposal(std::move(block), std::move(changes), std::move(prepares), host);
}

Qbft::Changes Qbft::changes_for_this_round() const {
    Changes out;
    for (const auto& [author, rounds] : asked_) {
        if (const auto it = rounds.find(round_); it != rounds.end()) out.push_back(it->second);
    }
    return out;
}

const PreparedCertificate* Qbft::highest_certificate(const Changes& changes) const {
    std::optional<PreparedRound> highest;
    for (const auto& change : changes) {
        const auto& prepared = change.payload.prepared;
        if (prepared && (!highest || prepared->round > highest->round)) highest = prepared;
    }
    if (!highest || mutant(Mutant::kNoLock)) return nullptr;
    const auto it = std::find_if(certificates_.begin(), certificates_.end(), [&](const auto& c) {
        return c.round == highest->round && proposal_digest(c.block.header) == highest->digest;
    });
    return it == certificates_.end() ? nullptr : &*it;
}

bool Qbft::rests_on_elders(const Changes& changes) const {
    if (elders_.empty()) return true;
    const auto resting = std::count_if(changes.begin(), changes.end(), [&](const auto& change) {
        const auto author = author_of(change, *signer_);
        return author && elders_.contains(*author);
    });
    // Every quorum has one of so many.
    return static_cast<std::size_t>(resting) >
           height_.validators.size() - height_.validators.quorum();
}

bool Qbft::supported() const {
    const auto asking = std::count_if(asked_.begin(), asked_.end(), [&](const auto& author) {
        return !author.second.empty() && author.second.rbegin()->first >= round_;
    });
    return static_cast<std::size_t>(asking) >= height_.validators.quorum();
}

void Qbft::keep_certificate(const PreparedCertificate& certificate) {
    const auto known = std::any_of(certificates_.begin(), certificates_.end(), [&](const auto& c) {
        return c.round == certificate.round && c.block.header == certificate.block.header;
    });
    if (known) return;
    certificates_.push_back(certificate);
    if (certificates_.size() <= kKept) return;
    certificates_.erase(
        std::min_element(certificates_.begin(), certificates_.end(),
                         [](const auto& a, const auto& b) { return a.round < b.round; }));
}

void Qbft::start_timer() {
    if (!is_validator() || height_.validators.size() == 1) return;
    const auto turn = round_ / height_.validators.size();
    const bool is_short = turn % kTurns != kTurns - 1 && !has_asked_here(height_.proposer(round_));
    effects_.emplace_back(
        SetRoundTimer{timing_.timeout_ms(is_short ? timeouts_ : std::max(round_, timeouts_))});
}

void Qbft::say(QbftMessage message) {
    said_.insert_or_assign(code_of(message), message);
    effects_.emplace_back(Broadcast{std::move(message)});
}

}  // namespace dure::chain
