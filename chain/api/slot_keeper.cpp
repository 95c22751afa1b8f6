#include "chain/api/slot_keeper.hpp"

#include <algorithm>

#include "chain/api/settlement.hpp"

namespace dure::chain::api {
namespace {

using std::chrono::seconds;

constexpr seconds kAgain{10};

}  // namespace

SlotKeeper::SlotKeeper(Community& community, SecretKey key)
    : community_(community), key_(std::move(key)) {}

std::size_t SlotKeeper::seats() const {
    const auto& members = community_.ledger().members();
    return static_cast<std::size_t>(
        std::ranges::count(members, core::MemberState::kApproved, &core::Member::state));
}

std::optional<SlotOnChain> SlotKeeper::on_chain(core::Slot slot) const {
    const auto& ledger = community_.ledger();
    return read_slot_info(ledger.view(community_.suite().market, ask_slot_info(slot)), slot);
}

void SlotKeeper::tick(core::UtcTime now) {
    const auto& ledger = community_.ledger();
    if (seats() == 0) return;
    const auto rules = ledger.rules();
    const auto current = rules.slot_at(now);
    std::erase_if(again_, [&](const auto& entry) { return entry.first + kSlotsInRing < current; });
    for (auto slot = current + 1; rules.gate(slot) <= now; slot = slot + 1) clear(slot, now);
    for (std::uint32_t back = 1; back <= kSlotsInRing && back <= current.index; ++back)
        settle(current - back, now);
}

void SlotKeeper::clear(core::Slot slot, core::UtcTime now) {
    // The homes take turns over seven tenths of this time (core/agent).
    const auto rules = community_.ledger().rules();
    if (now < rules.gate(slot) + std::chrono::milliseconds{rules.gate_seconds * 800}) return;
    if (community_.ledger().paused() || on_chain(slot)) return;
    send(slot, clear_slot(community_.suite(), slot, seats()), now);
}

void SlotKeeper::settle(core::Slot slot, core::UtcTime now) {
    const auto known = on_chain(slot);
    if (!known || known->stage == core::SlotStage::kSettled) return;
    const auto is_reported = known->stage != core::SlotStage::kCleared;
    const auto due = is_reported ? known->settles_from : known->grace_ends;
    // The homes take turns over a third of a slot.
    if (now < due + seconds{community_.ledger().rules().slot_seconds} / 2) return;
    send(slot, settle_slot(community_.suite(), slot, seats()), now);
}

void SlotKeeper::send(core::Slot slot, const Message& message, core::UtcTime now) {
    auto& again = again_[slot];
    if (now < again) return;
    again = now + kAgain;
    community_.outbox().send(key_, message, [](const core::Outcome&) {});
}

}  // namespace dure::chain::api
