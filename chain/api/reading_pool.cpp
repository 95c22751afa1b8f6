#include "chain/api/reading_pool.hpp"

#include <algorithm>

#include "chain/api/settlement.hpp"

namespace dure::chain::api {
namespace {

using State = core::Outcome::State;

core::Outcome outcome(State state, std::string reason = {}) {
    return {.state = state, .reason = std::move(reason), .block = 0, .tx = {}};
}

std::string reason_of(LetterFault fault) {
    switch (fault) {
        case LetterFault::kForged:
            return "bad-signature";
        case LetterFault::kNotOpen:
            return "not-cleared";
        case LetterFault::kNoAuthor:
            return "not-member";
        case LetterFault::kOther:
            return "already-signed";
        case LetterFault::kFull:
            return "busy";
        case LetterFault::kNoCarrier:
            break;
    }
    return "failed";
}

}  // namespace

ReadingPool::ReadingPool(Node& node, const Ledger& ledger, Outbox& outbox, const Suite& suite)
    : node_(node), ledger_(ledger), outbox_(outbox), suite_(suite) {}

void ReadingPool::set_metering_key(SecretKey key) {
    key_.emplace(std::move(key));
    post_ready();
}

void ReadingPool::add(const SignedReading& reading, Outbox::Done done, const SecretKey* disputer) {
    const auto sent = node_.send_letter(encode_reading(reading));
    if (!sent) {
        const auto known = ledger_.slot(reading.slot);
        const bool is_late = sent.error() == LetterFault::kNotOpen && known.has_value();
        const bool is_disputable = is_late && (known->stage == core::SlotStage::kReported ||
                                               known->stage == core::SlotStage::kDisputed);
        const bool is_left_out =
            is_disputable && !ledger_.reading(reading.slot, reading.seat).has_value();
        if (is_left_out && disputer != nullptr) return dispute(reading, *disputer, std::move(done));
        return done(outcome(State::kFailed,
                            is_late ? std::string("already-reported") : reason_of(sent.error())));
    }
    done(outcome(State::kPending));
    Own own{.reading = reading, .done = std::move(done), .disputer = {}};
    if (disputer != nullptr) own.disputer = disputer->clone();
    auto former = std::exchange(own_[{reading.slot, reading.seat}], std::move(own));
    if (former.done) former.done(outcome(State::kFailed, "replaced"));
    post_ready();
}

void ReadingPool::dispute(const SignedReading& reading, const SecretKey& disputer,
                          Outbox::Done done) {
    outbox_.send(
        disputer,
        dispute_reading(suite_, reading.slot, reading.seat, reading.net_wh, reading.signature),
        std::move(done));
}

void ReadingPool::tick(core::UtcTime now) {
    now_ = now;
    post_ready();
}

void ReadingPool::take_block() {
    tell_outcomes();
    post_ready();
}

core::UtcTime ReadingPool::now() const {
    return std::max(now_, core::UtcTime{std::chrono::seconds{node_.head().timestamp}});
}

void ReadingPool::tell_outcomes() {
    std::vector<std::pair<Own, core::Outcome>> told;
    for (auto it = own_.begin(); it != own_.end();) {
        auto result = outcome_of(it->second.reading);
        if (!result) {
            ++it;
            continue;
        }
        told.emplace_back(std::move(it->second), *std::move(result));
        it = own_.erase(it);
    }
    for (const auto& [own, result] : told) {
        // A signature counts more than what was posted in its place.
        const bool is_wrong = result.reason == "left-out" || result.reason == "other-reading";
        if (is_wrong && own.disputer) {
            dispute(own.reading, *own.disputer, own.done);
        } else {
            own.done(result);
        }
    }
}

std::optional<core::Outcome> ReadingPool::outcome_of(const SignedReading& reading) const {
    const auto known = ledger_.slot(reading.slot);
    if (!known || known->stage == core::SlotStage::kCleared) {
        const auto current = ledger_.rules().slot_at(now());
        if (reading.slot + kSlotsInRing > current) return std::nullopt;
        return outcome(State::kFailed, "dropped");
    }
    const auto posted = ledger_.reading(reading.slot, reading.seat);
    if (posted != core::Wh{reading.net_wh})
        return outcome(State::kFailed, posted ? "other-reading" : "left-out");
    auto out = outcome(State::kFinal);
    out.block = known->reported_block;
    return out;
}

std::optional<SlotOnChain> ReadingPool::open_slot(core::Slot slot) const {
    auto known = read_slot_info(ledger_.view(suite_.market, ask_slot_info(slot)), slot);
    if (known && known->stage != core::SlotStage::kCleared) known.reset();
    return known;
}

bool ReadingPool::is_complete(core::Slot slot, std::size_t seats) const {
    const auto& letters = node_.letters();
    const auto topic = topic_of(slot);
    const auto reports = [&](const core::Member& member) {
        return member.state == core::MemberState::kApproved && member.seat < seats;
    };
    const auto& members = ledger_.members();
    if (letters.count(topic) < static_cast<std::size_t>(std::ranges::count_if(members, reports)))
        return false;
    return std::ranges::all_of(members, [&](const core::Member& member) {
        return !reports(member) || letters.find({.topic = topic, .author = member.seat}) != nullptr;
    });
}

void ReadingPool::post_ready() {
    if (!key_) return;
    const auto topics = node_.letters().topics();
    std::erase_if(posted_, [&](core::Slot slot) {
        return !std::ranges::binary_search(topics, topic_of(slot));
    });
    for (const auto topic : topics) {
        const auto slot = slot_of(topic);
        if (posted_.contains(slot)) continue;
        const auto known = open_slot(slot);
        if (!known || now() < known->end) continue;
        const auto patience = (known->readings_due - known->end) * 2 / 3;
        if (now() >= known->end + patience || is_complete(slot, known->seats)) post(slot);
    }
}

void ReadingPool::post(core::Slot slot) {
    std::size_t seats = 0;
    for (const auto& member : ledger_.members()) {
        if (member.state == core::MemberState::kApproved ||
            member.state == core::MemberState::kLeft) {
            seats = std::max(seats, std::size_t{member.seat} + 1);
        }
    }
    std::vector<std::int16_t> readings((seats + 15) / 16 * 16, kMissingReading);
    for (const auto& letter : node_.letters().about(topic_of(slot))) {
        const auto reading = decode_reading(letter.bytes);
        if (reading && reading->seat < readings.size()) readings[reading->seat] = reading->net_wh;
    }
    posted_.insert(slot);
    outbox_.send(*key_, deliver_readings(suite_, slot, readings), [this, slot](const auto& result) {
        // Whatever the reason (the chain's clock a moment behind, a full pool, a transaction that
        // was lost): the next tick tries again while the slot is open.
        if (result.state == State::kFailed) posted_.erase(slot);
    });
}

}  // namespace dure::chain::api
