#include "chain/api/ledger.hpp"

#include <algorithm>

#include "chain/api/abi.hpp"
#include "chain/api/coin.hpp"
#include "chain/api/conditions.hpp"
#include "chain/api/contracts.hpp"
#include "chain/api/membership.hpp"
#include "chain/api/monitoring.hpp"
#include "chain/api/question.hpp"
#include "chain/api/settlement.hpp"
#include "chain/crypto/hash.hpp"
#include "core/auction/schedule.hpp"

namespace dure::chain::api {
namespace {

constexpr std::size_t kSlotsKept = 20'000;
constexpr std::size_t kMovesKept = 5'000;  // an owner
constexpr std::size_t kBooksKept = 8;
constexpr std::uint64_t kViewGas = 400'000'000;
constexpr std::size_t kMembersAPage = 256;

core::UtcTime utc(std::uint64_t seconds) {
    return core::UtcTime{std::chrono::seconds{static_cast<std::int64_t>(seconds)}};
}

}  // namespace

Ledger::Ledger(const Node& node, const Suite& suite, std::uint64_t look_back)
    : node_(node), suite_(suite) {
    const auto height = node.height();
    const auto logs = node.logs({.from = height > look_back ? height - look_back : 0,
                                 .to = height,
                                 .addresses = {suite.market, suite.coin}},
                                SIZE_MAX);
    core::MarketNews news;
    for (auto it = logs.begin(); it != logs.end();) {
        const auto end = std::find_if(it, logs.end(), [&](const FoundLog& log) {
            return log.transaction_hash != it->transaction_hash;
        });
        index({it, end}, news);
        it = end;
    }
    cleared_books_.clear();  // what they held then is not known any more
}

core::MarketNews Ledger::take(const BlockRecord& block) {
    core::MarketNews news;
    const auto& header = block.header();
    news.head = {.height = header.number,
                 .hash = block.hash.bytes,
                 .at = utc(header.timestamp),
                 .chain_id = node_.chain_id()};
    open_books_.clear();
    for (std::size_t i = 0; i < block.receipts.size(); ++i) {
        std::vector<FoundLog> logs;
        for (const auto& log : block.receipts[i].logs) {
            if (log.address == suite_.registry && changes_members(log)) {
                members_.reset();
                words_.reset();
                coins_.clear();
                news.members_changed = true;
            }
            if (log.address != suite_.market && log.address != suite_.coin) continue;
            logs.push_back({.log = log,
                            .block = header.number,
                            .block_hash = block.hash,
                            .timestamp = header.timestamp,
                            .transaction_hash = block.transaction_hashes[i],
                            .transaction_index = i,
                            .log_index = 0});
        }
        index(logs, news);
    }
    return news;
}

void Ledger::index(std::span<const FoundLog> transaction, core::MarketNews& news) {
    index_coins(transaction, news);
    for (const auto& log : transaction) {
        if (log.log.address == suite_.market) index_market(log, news);
    }
    forget_the_oldest();
}

void Ledger::index_market(const FoundLog& found, core::MarketNews& news) {
    const auto& log = found.log;
    const auto at = utc(found.timestamp);
    if (auto cleared = read_cleared(log)) {
        const auto hash = keccak256(cleared->contracts);
        const auto count = cleared->contracts.size() / 7;
        const auto proven = list_is_proven(cleared->slot, cleared->contracts);
        slots_.insert_or_assign(cleared->slot,
                                Entry{.result = {.slot = cleared->slot,
                                                 .stage = core::SlotStage::kCleared,
                                                 .price = cleared->price,
                                                 .volume = cleared->volume,
                                                 .contracts = static_cast<std::uint32_t>(count),
                                                 .contracts_hash = hash.bytes,
                                                 .cleared_block = found.block,
                                                 .reported_block = 0,
                                                 .settled_block = 0,
                                                 .cleared_at = at,
                                                 .reported_at = {},
                                                 .settled_at = {}},
                                      .settles_from = {},
                                      .contracts = proven ? std::move(cleared->contracts) : Bytes{},
                                      .readings = {},
                                      .settled = {}});
        coins_.clear();
        if (found.block == node_.height()) {
            cleared_books_.insert_or_assign(cleared->slot, book_now(cleared->slot));
        }
        while (cleared_books_.size() > kBooksKept) cleared_books_.erase(cleared_books_.begin());
        news.cleared.push_back(cleared->slot);
        return;
    }
    if (const auto delivered = read_delivered(log)) {
        const auto entry = slots_.find(delivered->slot);
        if (entry == slots_.end()) return;
        auto& readings = entry->second.readings;
        readings.resize(
            std::max(readings.size(), delivered->first_seat + delivered->readings.size()),
            kMissingReading);
        std::ranges::copy(delivered->readings, readings.begin() + delivered->first_seat);
        entry->second.result.stage = core::SlotStage::kReported;
        entry->second.result.reported_block = found.block;
        entry->second.result.reported_at = at;
        news.reported.push_back(delivered->slot);
        return;
    }
    if (const auto disputed = read_disputed(log)) {
        const auto entry = slots_.find(disputed->slot);
        if (entry == slots_.end() || disputed->seat >= entry->second.readings.size()) return;
        entry->second.readings[disputed->seat] = disputed->signed_value;
        entry->second.result.stage = core::SlotStage::kDisputed;
        const auto stored =
            read_slot_info(view(suite_.market, ask_slot_info(disputed->slot)), disputed->slot);
        entry->second.settles_from = stored ? stored->settles_from : at;
        news.reported.push_back(disputed->slot);
        return;
    }
    if (auto settled = read_settled(log)) {
        const auto entry = slots_.find(settled->slot);
        if (entry == slots_.end()) return;
        entry->second.settled = std::move(settled->seats);
        entry->second.result.stage = core::SlotStage::kSettled;
        entry->second.result.settled_block = found.block;
        entry->second.result.settled_at = at;
        coins_.clear();
        news.settled.push_back(settled->slot);
        return;
    }
    // Conditions, forecasts, rules, pause: nothing is kept of them but what the contract says now.
    words_.reset();
    paused_.reset();
}

void Ledger::index_coins(std::span<const FoundLog> transaction, core::MarketNews& news) {
    std::optional<core::Slot> slot;
    for (const auto& found : transaction) {
        if (found.log.address != suite_.market) continue;
        if (const auto settled = read_settled(found.log)) slot = settled->slot;
    }
    core::CoinMove::Cause minted = core::CoinMove::Cause::kGrant;
    for (auto it = transaction.rbegin(); it != transaction.rend(); ++it) {
        if (it->log.address != suite_.coin) continue;
        // The cause stands right after the transfer it explains; this loop meets it first.
        if (const auto cause = read_mint_cause(it->log)) minted = *cause;
        const auto transfer = read_transfer(it->log);
        if (!transfer) continue;
        core::CoinMove move{.block = it->block,
                            .at = utc(it->timestamp),
                            .tx = it->transaction_hash.bytes,
                            .cause = core::CoinMove::Cause::kTransfer,
                            .from = transfer->from.bytes,
                            .to = transfer->to.bytes,
                            .amount = transfer->amount,
                            .slot = {}};
        if (transfer->from.is_zero()) {
            move.cause = minted;
        } else if (transfer->to.is_zero()) {
            move.cause = core::CoinMove::Cause::kRedemption;
        } else if (slot && (transfer->from == suite_.market || transfer->to == suite_.market)) {
            move.cause = core::CoinMove::Cause::kSettlement;
            move.slot = slot;
        }
        supply_.reset();
        coins_.clear();
        news.coins_moved = true;
        for (const auto& owner : {transfer->from, transfer->to}) {
            if (owner.is_zero() || owner == suite_.market) continue;
            auto& moves = moves_[owner];
            moves.push_back(move);
            if (moves.size() > kMovesKept) moves.pop_front();
            if (transfer->from == transfer->to) break;
        }
    }
}

void Ledger::forget_the_oldest() {
    while (slots_.size() > kSlotsKept) slots_.erase(slots_.begin());
}

Bytes Ledger::view(const Address& contract, const Bytes& data) const {
    auto outcome = ask(node_, {}, contract, data, kViewGas, CallContext::kHead);
    return outcome.status == evm::Status::success ? std::move(outcome.output) : Bytes{};
}

bool Ledger::list_is_proven(core::Slot slot, const Bytes& list) const {
    const auto stored = read_slot_info(view(suite_.market, ask_slot_info(slot)), slot);
    // A slot that left the ring was checked when it was cleared, by whoever followed then; its log
    // is part of a block whose receipts root the validators signed.
    return !stored || stored->contracts_hash == keccak256(list);
}

core::SlotRules Ledger::rules() const {
    const auto height = node_.height();
    if (!rules_ || rules_->first != height) {
        rules_ = {height, read_rules(view(suite_.market, ask_rules())).value_or(core::SlotRules{})};
    }
    return rules_->second;
}

bool Ledger::paused() const {
    if (!paused_) {
        const auto answer = view(suite_.market, ask_paused());
        paused_ = abi::Reader(answer).integer(0) != 0;
    }
    return *paused_;
}

const std::vector<core::Member>& Ledger::members() const {
    if (members_) return *members_;
    members_.emplace();
    for (;;) {
        const auto page =
            read_members(view(suite_.registry, ask_members(members_->size(), kMembersAPage)));
        members_->insert(members_->end(), page.begin(), page.end());
        if (page.size() < kMembersAPage) return *members_;
    }
}

core::Conditions Ledger::conditions(core::Seat seat) const {
    if (!words_) {
        const auto count = view(suite_.market, ask_seat_count());
        const auto seats = static_cast<std::uint16_t>(abi::Reader(count).integer(0));
        const auto answer = view(suite_.market, ask_condition_words(seats));
        words_ = abi::Reader(answer).words(0);
    }
    return seat < words_->size() ? unpack((*words_)[seat]) : core::Conditions{};
}

core::Coins Ledger::coins(const Address& owner) const {
    if (const auto known = coins_.find(owner); known != coins_.end()) return known->second;
    const auto amount = [&](const Bytes& question) {
        const auto answer = view(suite_.coin, question);
        return core::MilliWon{static_cast<std::int64_t>(abi::Reader(answer).integer(0))};
    };
    return coins_[owner] = {.balance = amount(ask_balance(owner)),
                            .locked = amount(ask_locked(owner))};
}

core::MilliWon Ledger::supply() const {
    if (!supply_) {
        const auto answer = view(suite_.coin, ask_supply());
        supply_ = core::MilliWon{static_cast<std::int64_t>(abi::Reader(answer).integer(0))};
    }
    return *supply_;
}

std::vector<core::CoinMove> Ledger::coin_moves(const Address& owner, std::uint64_t from_block,
                                               std::size_t most) const {
    const auto found = moves_.find(owner);
    if (found == moves_.end()) return {};
    const auto& moves = found->second;
    auto first = std::ranges::lower_bound(moves, from_block, {}, &core::CoinMove::block);
    const auto count = static_cast<std::size_t>(moves.end() - first);
    if (count > most) first += static_cast<std::ptrdiff_t>(count - most);
    return {first, moves.end()};
}

std::vector<core::MilliWon> Ledger::free_coin(std::size_t seats, core::Slot but) const {
    auto free = read_balances(view(suite_.coin, ask_balances(seats)), seats);
    for (const auto& [slot, entry] : slots_) {
        if (slot == but || entry.result.stage == core::SlotStage::kSettled) continue;
        for (const auto& contract : contracts(slot)) {
            if (contract.buyer < seats) free[contract.buyer] -= contract.wh * contract.price;
        }
    }
    return free;
}

core::Book Ledger::book_now(core::Slot slot) const {
    conditions(0);  // fills the words
    const auto when = core::local_quarter(rules().start(slot));
    const auto answer = view(suite_.market, ask_forecast(rules().start(slot)));
    const auto percent = answer.empty() ? std::uint8_t{100}
                                        : static_cast<std::uint8_t>(abi::Reader(answer).integer(0));
    const auto free = free_coin(words_->size(), slot);
    std::vector<core::Order> orders;
    for (std::size_t seat = 0; seat < words_->size(); ++seat) {
        core::append_orders(orders, static_cast<core::Seat>(seat), unpack((*words_)[seat]), when,
                            percent, free[seat]);
    }
    return core::book_of(orders);
}

core::Book Ledger::book(core::Slot slot) const {
    if (const auto cleared = cleared_books_.find(slot); cleared != cleared_books_.end()) {
        return cleared->second;
    }
    if (const auto open = open_books_.find(slot); open != open_books_.end()) return open->second;
    return open_books_[slot] = book_now(slot);
}

const Ledger::Entry* Ledger::find(core::Slot slot) const {
    const auto found = slots_.find(slot);
    return found == slots_.end() ? nullptr : &found->second;
}

std::optional<core::SlotResult> Ledger::slot(core::Slot slot) const {
    const auto* entry = find(slot);
    if (entry == nullptr) return std::nullopt;
    auto result = entry->result;
    // A dispute puts the signed value in place; when its window is over the slot can be settled.
    if (result.stage == core::SlotStage::kDisputed &&
        utc(node_.head().timestamp) >= entry->settles_from) {
        result.stage = core::SlotStage::kReported;
    }
    return result;
}

std::vector<core::Contract> Ledger::contracts(core::Slot slot) const {
    const auto* entry = find(slot);
    if (entry == nullptr) return {};
    return core::decode_contracts(entry->contracts, slot, entry->result.price);
}

std::optional<core::SeatSettlement> Ledger::settlement(core::Slot slot, core::Seat seat) const {
    const auto* entry = find(slot);
    if (entry == nullptr) return std::nullopt;
    return settlement_of(slot, entry->result.price, entry->settled, seat);
}

std::optional<core::Wh> Ledger::reading(core::Slot slot, core::Seat seat) const {
    const auto* entry = find(slot);
    if (entry == nullptr || seat >= entry->readings.size()) return std::nullopt;
    if (entry->readings[seat] == kMissingReading) return std::nullopt;
    return core::Wh{entry->readings[seat]};
}

}  // namespace dure::chain::api
