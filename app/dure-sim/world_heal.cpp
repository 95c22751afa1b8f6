#include <algorithm>
#include <set>

#include "chain/consensus/validators.hpp"
#include "world.hpp"

namespace dure::sim {

using namespace chain;

namespace {

/// From when the healed want a block, boots and dialling included: the target of design 06 section
/// 2, which is less than its bound of two capped round timers and four delays of a second.
constexpr Micros kRoundCap = 4 * kSecond;
constexpr Micros kFirstBlock = 10 * kSecond;
constexpr Micros kReconnect = 6 * kSecond;
/// Who forgot and is needed waits for one longest round, and rejoins in what may be a liar's turn.
constexpr Micros kRejoin = 2 * kRoundCap;
constexpr std::uint64_t kBlocksForWaiting = 5;
constexpr Micros kCaughtUp = 60 * kSecond;
constexpr Micros kAskAgain = 10 * kSecond;
constexpr Micros kAllFinal = 45 * kSecond;

bool has_voice(Computer& computer) { return computer.runs() && !computer.node().vote_silence(); }

}  // namespace

/// A quorum of honest validators is made whole. Of the others some stay away for good, and liars go
/// on lying.
void World::heal() {
    healed_at_ = schedule_.now();
    std::vector<std::size_t> honest;
    for (std::size_t i = 0; i < computers_.size(); ++i) {
        if (is_sitting(i) && is_honest(i)) honest.push_back(i);
    }
    const auto needed = std::min(quorum(oracle_->validators().size()), honest.size());
    // Who forgot is no help before others have decided, or have long been unable to: those who are
    // out for good, the liars and the forgetful are f together.
    const auto voices = static_cast<std::size_t>(
        std::ranges::count_if(honest, [this](auto i) { return has_voice(*computers_[i]); }));
    // While votes wait, who sits may still change.
    const auto spare =
        load_.has_votes_waiting() || voices < needed ? std::size_t{0} : voices - needed;
    const auto gone = prng_.chance(0.5) ? prng_.below(spare + 1) : 0;
    for (std::size_t k = 0; k < gone; ++k) {
        const auto at = prng_.below(honest.size());
        const auto index = honest[at];
        honest.erase(honest.begin() + static_cast<std::ptrdiff_t>(at));
        take_out(index);
    }
    spare_ = spare - gone;
    trace("heal: ", honest.size(), " honest validators go on, ", gone, " are out for good");
    network_->heal();
    for (std::size_t i = 0; i < computers_.size(); ++i) {
        auto& computer = *computers_[i];
        computer.mend_disk();
        computer.clock.set_drift(0);
        computer.clock.set_wall_right();
        computer.wake();
        serve_inbox(i);
        if (!computer.runs()) boot_later(i, prng_.between(0, kSecond));
    }
    height_at_heal_ = oracle_->height();
    if (options_.traitors == ChaosOptions::Traitors::kBeyondF) {
        schedule_.after(kCaughtUp, "look", [this] { check_beyond_f(); });
        return;
    }
    outcome_.is_quiet = load_.waiting() == 0 && prng_.chance(0.5);
    check_first_block();
    schedule_.after(kReconnect, "ask again", [this] {
        if (!outcome_.is_quiet) {
            burst();
            if (!wanted_at_) wanted_at_ = schedule_.now();
        }
        ask_until_final();
        height_when_asked_ = oracle_->height();
        needs_silent_ = lacks_voices();
        check_core();
    });
}

/// Whether a validator that knows the newest block has something for the next one.
bool World::is_block_wanted() {
    for (std::size_t i = 0; i < computers_.size(); ++i) {
        if (!core_[i] || !is_sitting(i) || !is_honest(i) || !computers_[i]->runs()) continue;
        const auto& node = computers_[i]->node();
        if (node.height() == oracle_->height() && node.pool().has_ready()) return true;
    }
    return false;
}

void World::check_first_block() {
    const auto now = schedule_.now();
    if (oracle_->height() > height_at_heal_) {
        outcome_.first_block_after = now - wanted_at_.value_or(now);
        return;
    }
    if (!wanted_at_ && is_block_wanted()) wanted_at_ = now;
    // Where nothing is wanted, an empty block is due.
    const auto due = wanted_at_.value_or(*healed_at_ + config_.heartbeat_ms * kMillisecond);
    const auto limit = kFirstBlock + (needs_silent_ ? kRejoin : 0);
    if (now > due + limit) {
        oracle_->violate(Invariant::kLiveness,
                         "no block " + std::to_string((now - due) / kSecond) +
                             " s after one was due and everything healed, at height " +
                             std::to_string(oracle_->height()));
        return;
    }
    schedule_.after(250 * kMillisecond, "look", [this] { check_first_block(); });
}

/// What stands still for long is more than a pool takes of one sender.
void World::ask_until_final() {
    ask_again();
    schedule_.after(kAskAgain, "ask again", [this] {
        if (load_.waiting() > 0) ask_until_final();
    });
}

/// Whether those who vote are too few without one that has forgotten.
bool World::lacks_voices() {
    std::size_t voices = 0;
    for (std::size_t i = 0; i < computers_.size(); ++i) {
        if (!core_[i] || !is_sitting(i) || !is_honest(i)) continue;
        if (has_voice(*computers_[i])) {
            ++voices;
        } else {
            trace("computer ", i, " holds its tongue");
        }
    }
    return voices < quorum(oracle_->validators().size());
}

bool World::is_cut_off(std::size_t computer) const {
    return !computers_[computer]->is_validator &&
           std::ranges::none_of(lines_[computer],
                                [this](auto i) { return core_[i] && is_honest(i); });
}

void World::take_out(std::size_t index) {
    core_[index] = false;
    computers_[index]->is_out_for_good = true;
    die(index, Death::kPowerCut);
}

void World::check_core() {
    const auto since = schedule_.now() - *healed_at_;
    const auto height = oracle_->height();
    if (!outcome_.all_final_after && load_.waiting() == 0) outcome_.all_final_after = since;
    if (!outcome_.all_final_after && height > height_when_asked_ + kBlocksForWaiting) {
        oracle_->violate(Invariant::kLiveness, std::to_string(load_.waiting()) +
                                                   " transactions still wait after " +
                                                   std::to_string(kBlocksForWaiting) + " blocks");
        return;
    }
    // Blocks come on demand: where none come, waiting is no excuse.
    if (!outcome_.all_final_after && since > kAllFinal) {
        oracle_->violate(Invariant::kLiveness,
                         std::to_string(load_.waiting()) + " transactions still wait " +
                             std::to_string(since / kSecond) + " s after everything was healed");
        return;
    }
    auto least = height;
    std::size_t slowest = 0;
    for (std::size_t i = 0; i < computers_.size(); ++i) {
        if (!core_[i] || !is_honest(i) || is_cut_off(i)) continue;
        const auto theirs = computers_[i]->runs() ? computers_[i]->node().height() : 0;
        if (theirs < least) {
            least = theirs;
            slowest = i;
        }
    }
    if (!outcome_.caught_up_after && least == height) outcome_.caught_up_after = since;
    if (!outcome_.caught_up_after && since > kCaughtUp) {
        oracle_->violate(Invariant::kCatchUp, "computer " + std::to_string(slowest) +
                                                  " is at height " + std::to_string(least) +
                                                  " of " + std::to_string(height) + " after " +
                                                  std::to_string(since / kSecond) + " s");
        return;
    }
    if (outcome_.first_block_after && outcome_.all_final_after && outcome_.caught_up_after) {
        check_evidence();
        begin_night();
    } else {
        schedule_.after(250 * kMillisecond, "look", [this] { check_core(); });
    }
}

/// Nobody wants anything any more, and whoever would propose next goes: the others must miss it
/// when an empty block is due.
void World::begin_night() {
    const auto sitting = oracle_->validators();
    const auto next = proposer(sitting, oracle_->head().coinbase, 0);
    const auto limit = kFirstBlock + config_.heartbeat_ms * kMillisecond;
    const auto left = options_.minutes * 60 * kSecond - schedule_.now();
    is_done_ = spare_ == 0 || load_.waiting() > 0 || left < limit + 2 * kSecond;
    if (is_done_) return;
    for (std::size_t i = 0; i < computers_.size(); ++i) {
        if (!core_[i] || !is_honest(i) || computers_[i]->address() != next) continue;
        trace("night: computer ", i, ", who is next, is out for good");
        take_out(i);
    }
    night_since_ = schedule_.now();
    height_at_night_ = oracle_->height();
    check_night();
}

void World::check_night() {
    is_done_ = oracle_->height() > height_at_night_;
    if (is_done_) return;
    const auto since = schedule_.now() - *night_since_;
    if (since > kFirstBlock + config_.heartbeat_ms * kMillisecond) {
        oracle_->violate(Invariant::kLiveness, "no empty block for " +
                                                   std::to_string(since / kSecond) +
                                                   " s without transactions, at height " +
                                                   std::to_string(height_at_night_));
        return;
    }
    schedule_.after(kSecond, "night", [this] { check_night(); });
}

void World::check_evidence() {
    std::set<Address> shown;
    for (std::size_t i = 0; i < computers_.size(); ++i) {
        if (!is_honest(i) || !computers_[i]->runs()) continue;
        for (const auto& evidence : computers_[i]->node().evidence()) shown.insert(evidence.author);
    }
    for (const auto& author : oracle_->seen_equivocators()) {
        ++outcome_.equivocators;
        if (!shown.contains(author))
            oracle_->violate(Invariant::kEvidence,
                             "nobody kept evidence that " + to_hex(author) + " voted twice");
    }
}

/// Nothing is promised any more but that nobody turns back and that who sees both chains says so.
void World::check_beyond_f() {
    is_done_ = true;
    if (oracle_->forked_at() && outcome_.conflict_stops == 0)
        oracle_->violate(Invariant::kBeyondF, "two chains since height " +
                                                  std::to_string(*oracle_->forked_at()) +
                                                  " and no node that says so");
}

}  // namespace dure::sim
