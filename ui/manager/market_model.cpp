#include "ui/manager/market_model.hpp"

#include <algorithm>
#include <set>

#include "ui/format/format.hpp"
#include "ui/trade/alias.hpp"
#include "ui/trade/words.hpp"

namespace dure::ui {

namespace {

constexpr int kPlaces = 1000;

}  // namespace

QString seat_words(const core::OfficeView& view, core::Seat seat) {
    const auto row = std::find_if(view.members.begin(), view.members.end(), [&](const auto& one) {
        return one.member.state == core::MemberState::kApproved && one.member.seat == seat;
    });
    //% "Seat %1"
    if (row == view.members.end()) return qtTrId("dure.manager.seat").arg(seat);
    return alias(seat, row->member.feeder, row->member.kind);
}

ContractLines::ContractLines(QObject* parent)
    : RoleModel({{"seller", [](const ContractLine& row) -> QVariant { return row.seller; }},
                 {"buyer", [](const ContractLine& row) -> QVariant { return row.buyer; }},
                 {"energy", [](const ContractLine& row) -> QVariant { return row.energy; }},
                 {"price", [](const ContractLine& row) -> QVariant { return row.price; }},
                 {"amount", [](const ContractLine& row) -> QVariant { return row.amount; }}},
                parent) {}

MarketModel::MarketModel(QObject* parent) : ViewModel(Follows::kOffice, parent) { refresh(); }

const core::SlotResult* MarketModel::last() const {
    const auto& slots_done = office().slots;
    return slots_done.empty() ? nullptr : &slots_done.front();
}

void MarketModel::setNext(bool next) {
    if (next == next_) return;
    next_ = next;
    update();
}

QString MarketModel::slotTime() const {
    const auto& rules = office().rules;
    if (next_)
        return format::time_range(rules.start(office().next_slot), rules.end(office().next_slot));
    if (last() == nullptr) return {};
    return format::time_range(rules.start(last()->slot), rules.end(last()->slot));
}

QString MarketModel::clearedAt() const {
    if (next_) {
        //% "gate closes at %1"
        return qtTrId("dure.manager.gate-at")
            .arg(format::time(office().rules.gate(office().next_slot)));
    }
    if (last() == nullptr) return {};
    //% "cleared at %1"
    return qtTrId("dure.manager.cleared-at").arg(format::time(last()->cleared_at));
}

Quantity MarketModel::price() const {
    const auto& crossing = picture_.crossing;
    if (next_) return format::price(crossing ? std::optional(crossing->price) : std::nullopt);
    const bool traded = last() != nullptr && last()->volume.value > 0;
    return format::price(traded ? std::optional(last()->price) : std::nullopt);
}

Quantity MarketModel::volume() const {
    const auto& crossing = picture_.crossing;
    if (next_) return format::energy_exact(crossing ? crossing->volume : core::Wh{});
    return format::energy_exact(last() == nullptr ? std::nullopt : std::optional(last()->volume));
}

QString MarketModel::traders() const {
    if (next_) return QStringLiteral("–");
    std::set<core::Seat> sellers, buyers;
    for (const auto& contract : office().last_contracts) {
        sellers.insert(contract.seller);
        buyers.insert(contract.buyer);
    }
    return QStringLiteral("%1 / %2").arg(sellers.size()).arg(buyers.size());
}

QString MarketModel::contractCount() const {
    if (next_ || last() == nullptr) return QStringLiteral("–");
    return format::count(last()->contracts);
}

Quantity MarketModel::unsold() const {
    const auto matched = picture_.crossing ? picture_.crossing->volume.value : 0;
    return format::energy_exact(
        core::Wh{std::max<std::int64_t>(0, picture_.curve.supply_wh - matched)});
}

Quantity MarketModel::unbought() const {
    const auto matched = picture_.crossing ? picture_.crossing->volume.value : 0;
    return format::energy_exact(
        core::Wh{std::max<std::int64_t>(0, picture_.curve.demand_wh - matched)});
}

QString MarketModel::priceRange() const {
    int low = -1, high = -1;
    for (const auto& slot : office().slots) {
        if (slot.volume.value == 0) continue;
        low = low < 0 ? slot.price.value : std::min<int>(low, slot.price.value);
        high = std::max<int>(high, slot.price.value);
    }
    if (low < 0) return QStringLiteral("–");
    //% "%1~%2 won"
    return qtTrId("dure.manager.price-range").arg(low).arg(high);
}

QString MarketModel::pricesFrom() const {
    if (office().slots.empty()) return {};
    return format::stamp(office().rules.start(office().slots.back().slot)).mid(5);
}

QString MarketModel::pricesTo() const {
    if (office().slots.empty()) return {};
    return format::stamp(office().rules.start(office().slots.front().slot)).mid(5);
}

void MarketModel::pause(bool paused) {
    if (pausing_ == deal::Sending::Pending || paused == this->paused()) return;
    pausing_ = deal::Sending::Pending;
    failure_.clear();
    session().request(core::PauseMarket{paused}, this, [this](const core::Outcome& outcome) {
        if (outcome.state == core::Outcome::State::kPending) return;
        const bool fine = outcome.state == core::Outcome::State::kFinal;
        pausing_ = fine ? deal::Sending::Done : deal::Sending::Failed;
        if (!fine) failure_ = trade_refusal(outcome.reason);
        update();
    });
    update();
}

void MarketModel::refresh() {
    const auto& view = office();
    const auto& book = next_ ? view.next_book : view.book;
    BookPicture picture;
    picture.curve = book_curve(book);
    picture.crossing = crossing(book);
    // The utility's tiers are the home's tariff; the desk shows what its own home would pay.
    int tier = 0;
    for (const auto price : home().bill.tier_prices) {
        //% "Utility tier %1 · %2"
        picture.marks.push_back(
            {price.value, qtTrId("dure.manager.tier-mark").arg(++tier).arg(price.value)});
    }
    picture_ = std::move(picture);

    points_.clear();
    if (!view.slots.empty()) {
        const auto first = view.slots.back().slot.index;
        const auto span = std::max<std::uint32_t>(1, view.slots.front().slot.index - first);
        for (auto slot = view.slots.rbegin(); slot != view.slots.rend(); ++slot) {
            if (slot->volume.value == 0) continue;
            points_.append(
                static_cast<int>(std::uint64_t{slot->slot.index - first} * kPlaces / span));
            points_.append(slot->price.value);
        }
    }

    std::vector<ContractLine> lines;
    int number = 0;
    for (const auto& one : view.last_contracts) {
        lines.push_back({
            .id = QStringLiteral("%1-%2").arg(one.slot.index).arg(number++),
            .seller = seat_words(view, one.seller),
            .buyer = seat_words(view, one.buyer),
            .energy = format::energy_exact(one.wh).text(),
            .price = format::price(one.price).text(),
            .amount = format::won(one.wh * one.price).text(),
        });
    }
    contracts_.assign(std::move(lines));
}

}  // namespace dure::ui
