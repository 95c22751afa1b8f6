#include "tests/core/fakes.hpp"

#include <algorithm>

#include "core/auction/schedule.hpp"

namespace dure::core::fakes {
namespace {

template <class... Fs>
struct Match : Fs... {
    using Fs::operator()...;
};

}  // namespace

AddressBytes address(std::uint8_t n) {
    AddressBytes result{};
    result.back() = n;
    return result;
}

Seat BoxChain::admit(std::uint8_t n, MilliWon balance, std::uint16_t feeder) {
    const auto seat = static_cast<Seat>(members.size());
    Member member;
    member.owner = address(n);
    member.state = MemberState::kApproved;
    member.seat = seat;
    member.feeder = feeder;
    member.rated_watts = 3000;
    members[member.owner] = member;
    coins[member.owner].balance += balance;
    return seat;
}

MilliWon BoxChain::supply() const {
    MilliWon sum{};
    for (const auto& [owner, c] : coins) sum += c.balance;
    return sum;
}

void BoxChain::submit(const AddressBytes& from, const MarketCommand& command,
                      std::function<void(const Outcome&)> done) {
    done({.state = Outcome::State::kPending, .reason = {}, .block = 0, .tx = {}});
    waiting_.push_back({from, command, std::move(done)});
}

void BoxChain::lose() { waiting_.clear(); }

void BoxChain::mine() {
    if (waiting_.empty()) return;
    head.height += 1;
    head.at = clock_.now();
    head.hash[0] = static_cast<std::uint8_t>(head.height);
    MarketNews fresh;
    fresh.head = head;
    const auto now = std::move(waiting_);
    waiting_.clear();
    std::vector<std::pair<const Waiting*, std::string>> results;
    for (const auto& tx : now) results.emplace_back(&tx, execute(tx, fresh));
    news.tell(fresh);
    for (const auto& [tx, reason] : results) {
        Outcome outcome;
        outcome.state = reason.empty() ? Outcome::State::kFinal : Outcome::State::kFailed;
        outcome.reason = reason;
        outcome.block = head.height;
        tx->done(outcome);
    }
}

std::vector<Order> BoxChain::orders_of(Slot slot) const {
    std::vector<const Member*> by_seat;
    for (const auto& [owner, member] : members)
        if (member.state == MemberState::kApproved) by_seat.push_back(&member);
    std::sort(by_seat.begin(), by_seat.end(),
              [](const Member* a, const Member* b) { return a->seat < b->seat; });
    std::vector<Order> orders;
    for (const Member* member : by_seat) {
        const auto found = conditions.find(member->seat);
        if (found == conditions.end()) continue;
        const auto& c = coins.at(member->owner);
        append_orders(orders, member->seat, found->second, local_quarter(rules.start(slot)), 100,
                      c.balance - c.locked);
    }
    return orders;
}

std::string BoxChain::clear(Slot slot, MarketNews& fresh) {
    if (clock_.now() < rules.gate(slot)) return "gate-open";
    if (clock_.now() >= rules.start(slot)) return "too-late";
    if (slots.contains(slot)) return "already-cleared";
    const auto orders = orders_of(slot);
    const auto clearing = core::clear(orders, slot, static_cast<std::uint32_t>(members.size()));
    Record record;
    record.result.slot = slot;
    record.result.stage = SlotStage::kCleared;
    record.result.price = clearing.price;
    record.result.volume = clearing.volume;
    record.result.cleared_block = head.height;
    record.result.cleared_at = head.at;
    record.contracts = match(orders, clearing, slot);
    record.result.contracts = static_cast<std::uint32_t>(record.contracts.size());
    for (const Contract& contract : record.contracts)
        for (auto& [owner, member] : members)
            if (member.seat == contract.buyer) coins[owner].locked += contract.wh * contract.price;
    slots[slot] = record;
    fresh.cleared.push_back(slot);
    return {};
}

std::string BoxChain::settle(Slot slot, MarketNews& fresh) {
    const auto found = slots.find(slot);
    if (found == slots.end()) return "not-cleared";
    Record& record = found->second;
    if (record.result.stage == SlotStage::kSettled) return "already-settled";
    if (clock_.now() < rules.settles_from(slot)) return "too-early";
    std::map<Seat, MilliWon> delta;
    std::map<Seat, Wh> contracted;
    for (const Contract& contract : record.contracts) {
        const MilliWon amount = contract.wh * contract.price;
        delta[contract.seller] += amount;
        delta[contract.buyer] -= amount;
        contracted[contract.seller] += contract.wh;
        contracted[contract.buyer] -= contract.wh;
    }
    for (const auto& [owner, member] : members) {
        if (member.state != MemberState::kApproved) continue;
        const Seat seat = member.seat;
        const bool read = record.readings.contains(seat);
        const Wh metered = read ? record.readings[seat] : contracted[seat];
        record.settlements[seat] = {
            slot, seat, contracted[seat], metered, metered - contracted[seat], delta[seat], !read};
        if (delta[seat] == MilliWon{}) continue;
        coins[owner].balance += delta[seat];
        if (delta[seat] < MilliWon{}) coins[owner].locked += delta[seat];
        CoinMove move;
        move.block = head.height;
        move.at = head.at;
        move.cause = CoinMove::Cause::kSettlement;
        move.amount = delta[seat] < MilliWon{} ? -delta[seat] : delta[seat];
        (delta[seat] < MilliWon{} ? move.from : move.to) = owner;
        move.slot = slot;
        moves.emplace_back(owner, move);
        fresh.coins_moved = true;
    }
    record.result.stage = SlotStage::kSettled;
    record.result.settled_block = head.height;
    record.result.settled_at = head.at;
    ++settled_times[slot];
    fresh.settled.push_back(slot);
    return {};
}

std::string BoxChain::execute(const Waiting& tx, MarketNews& fresh) {
    const auto me = members.find(tx.from);
    const bool member = me != members.end() && me->second.state == MemberState::kApproved;
    std::string name;
    const auto seatless = [&](auto&& act) -> std::string { return member ? act() : "not-member"; };
    const std::string reason = std::visit(
        Match{[&](const ApplyForSeat& c) -> std::string {
                  name = "apply";
                  if (me != members.end()) return "already-applied";
                  Member fresh_member;
                  fresh_member.owner = tx.from;
                  fresh_member.state = MemberState::kApplied;
                  fresh_member.kind = c.kind;
                  fresh_member.feeder = c.feeder;
                  fresh_member.rated_watts = c.rated_watts;
                  fresh_member.unit_commitment = c.unit_commitment;
                  fresh_member.since = head.at;
                  members[tx.from] = fresh_member;
                  fresh.members_changed = true;
                  return {};
              },
              [&](const ApproveMember& c) -> std::string {
                  name = "approve";
                  const auto who = members.find(c.owner);
                  if (who == members.end() || who->second.state != MemberState::kApplied)
                      return "not-applied";
                  Seat seat = 0;
                  for (const auto& [owner, m] : members)
                      if (m.state == MemberState::kApproved)
                          seat = std::max<Seat>(seat, static_cast<Seat>(m.seat + 1));
                  who->second.state = MemberState::kApproved;
                  who->second.seat = seat;
                  coins[c.owner];
                  fresh.members_changed = true;
                  return {};
              },
              [&](const DenyMember& c) -> std::string {
                  name = "deny";
                  if (const auto who = members.find(c.owner); who != members.end())
                      who->second.state = MemberState::kDenied;
                  fresh.members_changed = true;
                  return {};
              },
              [&](const LeaveSeat&) -> std::string { return "not-now"; },
              [&](const SetConditions& c) -> std::string {
                  name = "conditions";
                  return seatless([&]() -> std::string {
                      conditions[me->second.seat] = c.conditions;
                      return {};
                  });
              },
              [&](const ReportReading& c) -> std::string {
                  name = "reading";
                  return seatless([&]() -> std::string {
                      const auto found = slots.find(c.slot);
                      if (found == slots.end()) return "not-cleared";
                      if (clock_.now() >= rules.readings_due(c.slot)) return "too-late";
                      if (!found->second.readings.emplace(me->second.seat, Wh{c.net_wh}).second)
                          return "already-reported";
                      found->second.result.stage = SlotStage::kReported;
                      found->second.result.reported_block = head.height;
                      found->second.result.reported_at = head.at;
                      fresh.reported.push_back(c.slot);
                      return {};
                  });
              },
              [&](const ClearSlot& c) -> std::string {
                  name = "clear";
                  return seatless([&] { return clear(c.slot, fresh); });
              },
              [&](const SettleSlot& c) -> std::string {
                  name = "settle";
                  return seatless([&] { return settle(c.slot, fresh); });
              },
              [&](const SendCoins& c) -> std::string {
                  name = "send";
                  auto& from = coins[tx.from];
                  if (from.balance - from.locked < c.amount) return "no-coin";
                  from.balance -= c.amount;
                  coins[c.to].balance += c.amount;
                  CoinMove move;
                  move.block = head.height;
                  move.at = head.at;
                  move.cause = CoinMove::Cause::kTransfer;
                  move.from = tx.from;
                  move.to = c.to;
                  move.amount = c.amount;
                  moves.emplace_back(tx.from, move);
                  moves.emplace_back(c.to, move);
                  fresh.coins_moved = true;
                  return {};
              },
              [&](const GrantCoins& c) -> std::string {
                  name = "grant";
                  coins[c.to].balance += c.amount;
                  fresh.coins_moved = true;
                  return {};
              },
              [&](const PauseMarket& c) -> std::string {
                  name = "pause";
                  paused = c.paused;
                  return {};
              },
              [&](const AdmitNode&) -> std::string { return "not-now"; },
              [&](const RefuseNode&) -> std::string { return "not-now"; }},
        tx.command);
    ++(reason.empty() ? executed : refused)[name];
    return reason;
}

Book BoxMarket::book(Slot slot) const { return book_of(chain_.orders_of(slot)); }

std::optional<Member> BoxMarket::member(const AddressBytes& owner) const {
    const auto found = chain_.members.find(owner);
    return found == chain_.members.end() ? std::nullopt : std::optional{found->second};
}

std::vector<Member> BoxMarket::members() const {
    std::vector<Member> result;
    for (const auto& [owner, member] : chain_.members) result.push_back(member);
    return result;
}

Conditions BoxMarket::conditions(Seat seat) const {
    const auto found = chain_.conditions.find(seat);
    return found == chain_.conditions.end() ? Conditions{} : found->second;
}

std::optional<SlotResult> BoxMarket::slot(Slot slot) const {
    const auto found = chain_.slots.find(slot);
    return found == chain_.slots.end() ? std::nullopt : std::optional{found->second.result};
}

std::vector<Contract> BoxMarket::contracts(Slot slot) const {
    const auto found = chain_.slots.find(slot);
    return found == chain_.slots.end() ? std::vector<Contract>{} : found->second.contracts;
}

std::optional<SeatSettlement> BoxMarket::settlement(Slot slot, Seat seat) const {
    const auto found = chain_.slots.find(slot);
    if (found == chain_.slots.end() || !found->second.settlements.contains(seat))
        return std::nullopt;
    return found->second.settlements.at(seat);
}

std::optional<Wh> BoxMarket::reading(Slot slot, Seat seat) const {
    const auto found = chain_.slots.find(slot);
    if (found == chain_.slots.end() || !found->second.readings.contains(seat)) return std::nullopt;
    return found->second.readings.at(seat);
}

Coins BoxMarket::coins(const AddressBytes& owner) const {
    const auto found = chain_.coins.find(owner);
    return found == chain_.coins.end() ? Coins{} : found->second;
}

std::vector<CoinMove> BoxMarket::coin_moves(const AddressBytes& owner, std::uint64_t from_block,
                                            std::size_t most) const {
    std::vector<CoinMove> result;
    for (const auto& [who, move] : chain_.moves)
        if (who == owner && move.block >= from_block) result.push_back(move);
    if (result.size() > most)
        result.erase(result.begin(), result.end() - static_cast<std::ptrdiff_t>(most));
    return result;
}

}  // namespace dure::core::fakes
