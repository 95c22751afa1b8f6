#include "core/household/slot_book.hpp"

#include <algorithm>

#include "core/slot/local_time.hpp"

namespace dure::core {
namespace {

/// So many slots without a trace in a row: nothing older is kept by the chain.
constexpr std::size_t kNothingMore = 24;

ContractStage stage_of(const SlotResult& result, const SlotRules& rules, UtcTime now) {
    switch (result.stage) {
        case SlotStage::kSettled:
            return ContractStage::kSettled;
        case SlotStage::kReported:
        case SlotStage::kDisputed:
            return ContractStage::kMetered;
        case SlotStage::kOpen:
        case SlotStage::kCleared:
            break;
    }
    if (now < rules.start(result.slot)) return ContractStage::kMatched;
    return now < rules.end(result.slot) ? ContractStage::kDelivering : ContractStage::kMetering;
}

}  // namespace

void SlotBook::read(Slot slot, std::optional<Seat> seat) {
    const auto result = market_.slot(slot);
    if (!result || result->stage == SlotStage::kOpen) return;
    const auto known = results_.find(slot);
    const bool was_settled = known != results_.end() && known->second.stage == SlotStage::kSettled;
    results_[slot] = *result;
    while (results_.size() > kWeek) results_.erase(results_.begin());
    if (!seat || result->volume == Wh{}) return;
    auto own = own_.find(slot);
    if (own == own_.end()) {
        Own fresh;
        for (const Contract& contract : market_.contracts(slot)) {
            if (contract.seller != *seat && contract.buyer != *seat) continue;
            fresh.side = contract.seller == *seat ? Side::kSell : Side::kBuy;
            fresh.wh += contract.wh;
            fresh.partners.emplace_back(
                fresh.side == Side::kSell ? contract.buyer : contract.seller, contract.wh);
        }
        if (fresh.wh == Wh{}) return;
        own = own_.emplace(slot, std::move(fresh)).first;
        while (own_.size() > kContracts) own_.erase(own_.begin());
        own = own_.find(slot);
        if (own == own_.end()) return;
    }
    if (result->stage != SlotStage::kSettled || own->second.settlement) return;
    own->second.settlement = market_.settlement(slot, *seat);
    if (own->second.settlement && !was_settled)
        settled_.emplace_back(*own->second.settlement, result->price);
}

void SlotBook::note(const MarketNews& news, std::optional<Seat> seat) {
    for (const auto* slots : {&news.cleared, &news.reported, &news.settled})
        for (const Slot slot : *slots) read(slot, seat);
}

bool SlotBook::backfill(Slot newest, std::optional<Seat> seat, std::size_t at_most) {
    if (filled_) return false;
    if (!older_) older_ = newest;
    const std::size_t most = detail_ == Detail::kScreen ? kWeek : kNothingMore;
    for (std::size_t n = 0; n < at_most; ++n) {
        if (read_back_ >= most || empty_in_a_row_ >= kNothingMore || older_->index == 0) {
            filled_ = true;
            return false;
        }
        read(*older_, seat);
        empty_in_a_row_ = results_.contains(*older_) ? 0 : empty_in_a_row_ + 1;
        ++read_back_;
        older_ = *older_ - 1;
    }
    return true;
}

std::vector<ContractView> SlotBook::contracts(const SlotRules& rules, UtcTime now, const NetOf& net,
                                              const std::map<Seat, std::uint16_t>& feeders,
                                              std::uint64_t condition_block) const {
    std::vector<ContractView> views;
    for (auto it = own_.rbegin(); it != own_.rend(); ++it) {
        const auto& [slot, own] = *it;
        const auto found = results_.find(slot);
        if (found == results_.end()) continue;
        const SlotResult& result = found->second;
        ContractView view;
        view.slot = slot;
        view.start = rules.start(slot);
        view.end = rules.end(slot);
        view.side = own.side;
        view.contracted = own.wh;
        view.price = result.price;
        view.amount = own.wh * result.price;
        view.stage = stage_of(result, rules, now);
        view.settlement = own.settlement;
        const auto metered = own.settlement ? std::optional{own.settlement->metered} : net(slot);
        if (metered && view.stage != ContractStage::kMatched) {
            const Wh in_direction = own.side == Side::kSell ? *metered : -*metered;
            view.delivered = std::max(Wh{}, in_direction);
            view.delivered_known = true;
        }
        for (const auto& [seat, wh] : own.partners) {
            const auto feeder = feeders.find(seat);
            view.partners.push_back(
                {seat, feeder == feeders.end() ? std::uint16_t{0} : feeder->second, wh});
        }
        // Conditions sent after a match are not what it came from.
        view.condition_block = condition_block <= result.cleared_block ? condition_block : 0;
        view.matched_block = result.cleared_block;
        view.metered_block = result.reported_block;
        view.settled_block = result.settled_block;
        view.matched_at = result.cleared_at;
        view.metered_at = result.reported_at;
        view.settled_at = result.settled_at;
        view.list_hash = result.contracts_hash;
        views.push_back(std::move(view));
    }
    return views;
}

std::vector<std::pair<Slot, MilliWon>> SlotBook::pending() const {
    std::vector<std::pair<Slot, MilliWon>> pending;
    for (auto it = own_.rbegin(); it != own_.rend(); ++it) {
        const auto found = results_.find(it->first);
        if (found == results_.end() || found->second.stage == SlotStage::kSettled) continue;
        const MilliWon amount = it->second.wh * found->second.price;
        pending.emplace_back(it->first, it->second.side == Side::kSell ? amount : -amount);
    }
    return pending;
}

PriceView SlotBook::prices(const SlotRules& rules, UtcTime now) const {
    PriceView view;
    const Slot current = rules.slot_at(now);
    const UtcTime today = day_start(local_day(now));
    for (const auto& [slot, result] : results_) {
        if (result.volume == Wh{}) continue;  // nobody traded: the middle of the gap is no price
        if (rules.start(slot) >= now - std::chrono::days{7})
            view.recent.emplace_back(slot, result.price);
        if (rules.start(slot) >= today) view.volume_today += result.volume;
        if (slot == current) view.now = result.price;
        if (slot == current + 1) view.next = result.price;
    }
    return view;
}

Wh SlotBook::contracted(Slot slot) const {
    const auto own = own_.find(slot);
    if (own == own_.end()) return {};
    return own->second.side == Side::kSell ? own->second.wh : -own->second.wh;
}

std::uint32_t SlotBook::partners(Slot slot) const {
    const auto own = own_.find(slot);
    return own == own_.end() ? 0 : static_cast<std::uint32_t>(own->second.partners.size());
}

std::optional<SlotResult> SlotBook::result(Slot slot) const {
    const auto found = results_.find(slot);
    return found == results_.end() ? std::nullopt : std::optional{found->second};
}

std::vector<std::pair<SeatSettlement, Tick>> SlotBook::take_settled() {
    return std::exchange(settled_, {});
}

}  // namespace dure::core
