#include "ui/trade/trade_model.hpp"

#include <algorithm>

#include "ui/format/format.hpp"
#include "ui/trade/book_curve.hpp"
#include "ui/trade/schedule.hpp"
#include "ui/trade/words.hpp"

namespace dure::ui {

namespace {

constexpr int kBandWidth = 20;  // won; about six to eight bands in a usual book

core::Side core_side(deal::Side side) { return static_cast<core::Side>(side); }

}  // namespace

ConditionsModel::ConditionsModel(QObject* parent)
    : RoleModel(
          {{"place", [](const ConditionRow& row) -> QVariant { return row.id; }},
           {"side", [](const ConditionRow& row) -> QVariant { return static_cast<int>(row.side); }},
           {"limit", [](const ConditionRow& row) -> QVariant { return row.limit; }},
           {"quantity", [](const ConditionRow& row) -> QVariant { return row.quantity; }},
           {"hours", [](const ConditionRow& row) -> QVariant { return row.hours; }},
           {"days", [](const ConditionRow& row) -> QVariant { return row.days; }},
           {"expected", [](const ConditionRow& row) { return QVariant::fromValue(row.expected); }},
           {"money", [](const ConditionRow& row) { return QVariant::fromValue(row.money); }},
           {"status",
            [](const ConditionRow& row) -> QVariant { return static_cast<int>(row.state); }},
           {"problem", [](const ConditionRow& row) -> QVariant { return row.problem; }}},
          parent) {}

BandsModel::BandsModel(QObject* parent)
    : RoleModel({{"prices", [](const BandRow& row) -> QVariant { return row.prices; }},
                 {"supply", [](const BandRow& row) { return QVariant::fromValue(row.supply); }},
                 {"demand", [](const BandRow& row) { return QVariant::fromValue(row.demand); }},
                 {"supplyShare", [](const BandRow& row) -> QVariant { return row.supply_share; }},
                 {"demandShare", [](const BandRow& row) -> QVariant { return row.demand_share; }},
                 {"crossing", [](const BandRow& row) -> QVariant { return row.crossing; }}},
                parent) {}

TradeModel::TradeModel(QObject* parent) : ViewModel(Follows::kHome, parent) {
    connect(&surplus_, &Surplus::changed, this, &TradeModel::update);
    refresh();
}

void TradeModel::setSide(deal::Side side) {
    if (side == side_) return;
    side_ = side;
    update();
}

std::optional<core::Tick> TradeModel::reference_price() const {
    const auto& prices = home().prices;
    return prices.now ? prices.now : prices.next;
}

Quantity TradeModel::priceNow() const { return format::price(home().prices.now); }
Quantity TradeModel::priceNext() const { return format::price(home().prices.next); }

Quantity TradeModel::utilityPrice() const {
    if (!market_known()) return format::price(std::nullopt);
    const auto& prices = home().prices;
    return format::price(side_ == deal::Side::Sell ? prices.utility_sell : prices.utility_buy);
}

QString TradeModel::difference() const {
    const auto price = reference_price();
    if (!price) return {};
    const auto& prices = home().prices;
    if (side_ == deal::Side::Sell) {
        const int more = price->value - prices.utility_sell.value;
        //% "Same as the utility"
        if (more == 0) return qtTrId("dure.trade.same-as-utility");
        //% "%1 won more"
        if (more > 0) return qtTrId("dure.trade.earn-more").arg(more);
        //% "%1 won less"
        return qtTrId("dure.trade.earn-less").arg(-more);
    }
    const int saved = prices.utility_buy.value - price->value;
    if (saved == 0) return qtTrId("dure.trade.same-as-utility");
    //% "%1 won cheaper"
    if (saved > 0) return qtTrId("dure.trade.cheaper").arg(saved);
    //% "%1 won dearer"
    return qtTrId("dure.trade.dearer").arg(-saved);
}

bool TradeModel::better() const {
    const auto price = reference_price();
    if (!price) return false;
    const auto& prices = home().prices;
    return side_ == deal::Side::Sell ? *price > prices.utility_sell : *price < prices.utility_buy;
}

Quantity TradeModel::volumeToday() const {
    return format::energy(market_known() ? std::optional(home().prices.volume_today)
                                         : std::nullopt);
}

QString TradeModel::nextSlot() const {
    if (!market_known()) return QStringLiteral("–");
    const auto slot = home().prices.next_slot;
    return format::time_range(home().rules.start(slot), home().rules.end(slot));
}

QString TradeModel::gateLeft() const {
    if (!market_known()) return QStringLiteral("–");
    const auto left = home().rules.gate(home().prices.next_slot) - now();
    return format::duration(std::chrono::duration_cast<std::chrono::seconds>(left));
}

Quantity TradeModel::expectedPrice() const {
    const auto cross = crossing(home().prices.next_book);
    return format::price(cross ? std::optional(cross->price) : std::nullopt);
}

Quantity TradeModel::expectedVolume() const {
    const auto cross = crossing(home().prices.next_book);
    return format::energy_exact(cross ? std::optional(cross->volume) : std::nullopt);
}

Quantity TradeModel::offered() const {
    return format::energy_exact(core::Wh{book_curve(home().prices.next_book).supply_wh});
}

Quantity TradeModel::wanted() const {
    return format::energy_exact(core::Wh{book_curve(home().prices.next_book).demand_wh});
}

bool TradeModel::bookEmpty() const { return book_curve(home().prices.next_book).empty(); }

int TradeModel::placesTaken() const {
    const auto& conditions = home().conditions;
    return static_cast<int>(std::count_if(conditions.begin(), conditions.end(),
                                          [](const auto& one) { return !one.condition.empty(); }));
}

bool TradeModel::mayJoin() const {
    const auto membership = home().membership;
    return membership == core::Membership::kNone || membership == core::Membership::kLeft;
}

QString TradeModel::whyNot() const {
    switch (home().membership) {
        //% "Checking whether this home is a member."
        case core::Membership::kUnknown:
            return qtTrId("dure.trade.member-unknown");
        //% "Join the community to trade."
        case core::Membership::kNone:
        case core::Membership::kLeft:
            return qtTrId("dure.trade.not-joined");
        //% "You can trade once the manager has approved this home."
        case core::Membership::kApplied:
            return qtTrId("dure.trade.not-member");
        //% "The office did not approve this home. Ask there."
        case core::Membership::kDenied:
            return qtTrId("dure.trade.member-denied");
        case core::Membership::kApproved:
            break;
    }
    if (placesTaken() >= places()) return problem_words(deal::Problem::NoPlace);
    return {};
}

void TradeModel::remove(int place) {
    if (removing_.contains(place)) return;
    removing_.insert(place);
    failure_.clear();
    session().request(core::RemoveCondition{static_cast<std::uint8_t>(place)}, this,
                      [this, place](const core::Outcome& outcome) {
                          if (outcome.state == core::Outcome::State::kPending) return;
                          removing_.remove(place);
                          if (outcome.state == core::Outcome::State::kFailed)
                              failure_ = trade_refusal(outcome.reason);
                          update();
                      });
    update();
}

void TradeModel::refresh() {
    surplus_.follow(now());
    const auto& view = home();

    std::vector<ConditionRow> rows;
    for (const auto& one : view.conditions) {
        const auto& condition = one.condition;
        if (condition.empty() || condition.side != core_side(side_)) continue;
        const auto preview = preview_match(condition, view.prices, view.rules, surplus_.shape());
        const bool known = preview.seen > 0;
        ConditionRow row{
            .id = one.place,
            .side = side_,
            .limit = limit_words(condition),
            .quantity = quantity_words(condition, view.rules),
            .hours = hours_words(condition.from_quarter, condition.to_quarter),
            .days = weekday_words(condition.weekdays),
            .expected = format::energy(known ? std::optional(preview.expected) : std::nullopt),
            .money = format::won(known ? std::optional(preview.money) : std::nullopt),
            .state = static_cast<deal::ConditionState>(one.state),
            .problem = one.reason.empty() ? QString() : trade_refusal(one.reason),
        };
        if (removing_.contains(one.place)) row.state = deal::ConditionState::Removing;
        rows.push_back(std::move(row));
    }
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    conditions_.assign(std::move(rows));

    const auto bands = book_bands(view.prices.next_book, kBandWidth);
    const auto cross = crossing(view.prices.next_book);
    std::int64_t widest = 1;
    for (const auto& band : bands) widest = std::max({widest, band.supply, band.demand});
    std::vector<BandRow> steps;
    for (const auto& band : bands) {
        if (band.supply == 0 && band.demand == 0) continue;
        steps.push_back({
            .id = band.from,
            .prices = QStringLiteral("%1~%2").arg(band.from).arg(band.to - 1),
            .supply = format::energy_exact(core::Wh{band.supply}),
            .demand = format::energy_exact(core::Wh{band.demand}),
            .supply_share = static_cast<int>(band.supply * 1000 / widest),
            .demand_share = static_cast<int>(band.demand * 1000 / widest),
            .crossing = cross && cross->price.value >= band.from && cross->price.value < band.to,
        });
    }
    std::reverse(steps.begin(), steps.end());  // dear prices stand above cheap ones
    bands_.assign(std::move(steps));
}

}  // namespace dure::ui
