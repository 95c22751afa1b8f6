#include "chain/api/reading_pool.hpp"

#include <algorithm>

#include "chain/api/settlement.hpp"

namespace dure::chain::api {
namespace {

core::Outcome outcome(core::Outcome::State state, std::string reason = {}) {
    return {.state = state, .reason = std::move(reason), .block = 0, .tx = {}};
}

const core::Member* at_seat(const std::vector<core::Member>& members, core::Seat seat) {
    const auto found = std::ranges::find_if(members, [&](const core::Member& member) {
        return member.state == core::MemberState::kApproved && member.seat == seat;
    });
    return found == members.end() ? nullptr : &*found;
}

}  // namespace

ReadingPool::ReadingPool(const Node& node, const Ledger& ledger, Outbox& outbox, const Suite& suite)
    : node_(node), ledger_(ledger), outbox_(outbox), suite_(suite) {}

void ReadingPool::set_metering_key(SecretKey key) {
    key_.emplace(std::move(key));
    post_ready();
}

void ReadingPool::add(const SignedReading& reading, Outbox::Done done) {
    using State = core::Outcome::State;
    const auto* member = at_seat(ledger_.members(), reading.seat);
    if (member == nullptr) return done(outcome(State::kFailed, "not-member"));
    const auto digest =
        reading_digest(suite_, node_.chain_id(), reading.slot, reading.seat, reading.net_wh);
    const auto signer = recover(digest, reading.signature);
    if (reading.net_wh == kMissingReading || !signer || signer->bytes != member->meter_key) {
        return done(outcome(State::kFailed, "bad-signature"));
    }
    auto& batch = batches_[reading.slot];
    if (batch.sent) return done(outcome(State::kFailed, "already-reported"));
    done(outcome(State::kPending));
    auto former = std::exchange(batch.entries[reading.seat],
                                Entry{.net_wh = reading.net_wh, .done = std::move(done)});
    if (former.done) former.done(outcome(State::kFailed, "replaced"));
    post_ready();
}

void ReadingPool::tick(core::UtcTime now) {
    now_ = now;
    post_ready();
}

bool ReadingPool::is_complete(const Batch& batch) const {
    return std::ranges::all_of(ledger_.members(), [&](const core::Member& member) {
        return member.state != core::MemberState::kApproved || batch.entries.contains(member.seat);
    });
}

void ReadingPool::post_ready() {
    if (!key_) return;
    using State = core::Outcome::State;
    const auto rules = ledger_.rules();
    const auto head = core::UtcTime{std::chrono::seconds{node_.head().timestamp}};
    now_ = std::max(now_, head);
    std::vector<core::Slot> slots;
    for (const auto& [slot, batch] : batches_) {
        if (!batch.sent) slots.push_back(slot);
    }
    for (const auto slot : slots) {
        const auto known = ledger_.slot(slot);
        if (!known) {
            // Clearing ends when the slot begins; after its end nobody will.
            if (now_ >= rules.end(slot)) finish(slot, outcome(State::kFailed, "not-cleared"));
            continue;
        }
        if (known->stage != core::SlotStage::kCleared) {
            finish(slot, outcome(State::kFailed, "already-reported"));
            continue;
        }
        auto& batch = batches_.at(slot);
        const auto patience = std::chrono::seconds{rules.reading_seconds} * 2 / 3;
        if (is_complete(batch) || now_ >= rules.end(slot) + patience) post(slot, batch);
    }
}

void ReadingPool::post(core::Slot slot, Batch& batch) {
    std::size_t seats = 0;
    for (const auto& member : ledger_.members()) {
        if (member.state == core::MemberState::kApproved ||
            member.state == core::MemberState::kLeft) {
            seats = std::max(seats, std::size_t{member.seat} + 1);
        }
    }
    std::vector<std::int16_t> readings((seats + 15) / 16 * 16, kMissingReading);
    for (const auto& [seat, entry] : batch.entries) {
        if (seat < readings.size()) readings[seat] = entry.net_wh;
    }
    batch.sent = true;
    outbox_.send(*key_, deliver_readings(suite_, slot, readings), [this, slot](const auto& result) {
        if (result.state == core::Outcome::State::kPending) return;
        const auto found = batches_.find(slot);
        if (found == batches_.end()) return;
        // The chain's clock may be a moment behind: the next tick tries again.
        const bool again =
            result.reason == "too-early" || result.reason == "busy" || result.reason == "dropped";
        if (again) {
            found->second.sent = false;
        } else {
            finish(slot, result);
        }
    });
}

void ReadingPool::finish(core::Slot slot, const core::Outcome& result) {
    const auto batch = batches_.extract(slot);
    if (batch.empty()) return;
    for (const auto& [seat, entry] : batch.mapped().entries) {
        if (entry.done) entry.done(result);
    }
}

}  // namespace dure::chain::api
