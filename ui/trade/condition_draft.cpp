#include "ui/trade/condition_draft.hpp"

#include <algorithm>

#include "ui/format/format.hpp"
#include "ui/frame/preferences.hpp"
#include "ui/trade/schedule.hpp"
#include "ui/trade/words.hpp"

namespace dure::ui {

namespace {

constexpr int kBarWidth = 5;            // won
constexpr std::int64_t kFirstWh = 300;  // a quarter of an hour at 1.2 kW
constexpr int kAllDays = 0x7f;

QVariantMap preset(const QString& label, int value, const char* name) {
    return {{QStringLiteral("label"), label}, {QString::fromLatin1(name), value}};
}

bool belongs_to(deal::Problem problem, int step) {
    switch (problem) {
        case deal::Problem::NoQuantity:
        case deal::Problem::TooMuch:
            return step == 0;
        case deal::Problem::SelfTrade:
            return step == 1 || step == 3;
        case deal::Problem::BadHours:
        case deal::Problem::NoWeekday:
            return step == 2;
        case deal::Problem::NoPlace:
            return step == 3;
        case deal::Problem::SameSide:
            return step >= 2;
        case deal::Problem::None:
            break;
    }
    return false;
}

}  // namespace

ConditionDraft::ConditionDraft(QObject* parent) : ViewModel(Follows::kHome, parent) {
    connect(&surplus_, &Surplus::changed, this, &ConditionDraft::update);
}

void ConditionDraft::setSubject(const QString& subject) {
    if (subject == subject_) return;
    subject_ = subject;
    edited_.reset();
    condition_ = {};
    step_ = 0;
    sending_ = deal::Sending::Idle;
    failure_.clear();
    surplus_.follow(now());
    if (subject.startsWith(u"place-")) {
        edited_ = static_cast<std::uint8_t>(subject.mid(6).toUInt());
        for (const auto& one : home().conditions)
            if (one.place == *edited_) condition_ = one.condition;
        wh_ = condition_.wh;
    } else {
        start_new();
    }
    load();
    update();
}

// A first guess that most homes can send as it is.
void ConditionDraft::start_new() {
    const bool sells = subject_ != u"buy";
    condition_.side = sells ? core::Side::kSell : core::Side::kBuy;
    condition_.scaled = sells && surplusPossible();
    wh_ = condition_.scaled ? plant_wh() : kFirstWh;
    const auto& prices = home().prices;
    const int utility = sells ? prices.utility_sell.value + 1 : prices.utility_buy.value - 1;
    const auto usual = mean_price(prices);
    const int first = usual ? (sells ? std::max<int>(utility, usual->value - 10)
                                     : std::min<int>(utility, usual->value + 10))
                            : utility;
    condition_.limit = core::Tick{static_cast<std::uint8_t>(std::clamp(first, 0, kMostTick))};
}

bool ConditionDraft::load() {
    const auto stored = Preferences::instance().value(store_key()).toMap();
    if (stored.isEmpty()) return false;
    const auto number = [&](const char* name, int most) {
        return std::clamp(stored.value(QString::fromLatin1(name)).toInt(), 0, most);
    };
    wh_ = stored.value(QStringLiteral("wh")).toLongLong();
    condition_.limit = core::Tick{static_cast<std::uint8_t>(number("tick", kMostTick))};
    condition_.from_quarter = static_cast<std::uint8_t>(number("from", kQuartersPerDay - 1));
    condition_.to_quarter = static_cast<std::uint8_t>(number("to", kQuartersPerDay));
    condition_.weekdays = static_cast<std::uint8_t>(number("days", kAllDays));
    condition_.scaled = stored.value(QStringLiteral("scaled")).toBool() && surplusPossible();
    step_ = number("step", kSteps - 1);
    return true;
}

void ConditionDraft::keep() {
    Preferences::instance().set(store_key(),
                                QVariantMap{{QStringLiteral("wh"), qlonglong{wh_}},
                                            {QStringLiteral("tick"), int{condition_.limit.value}},
                                            {QStringLiteral("from"), int{condition_.from_quarter}},
                                            {QStringLiteral("to"), int{condition_.to_quarter}},
                                            {QStringLiteral("days"), int{condition_.weekdays}},
                                            {QStringLiteral("scaled"), condition_.scaled},
                                            {QStringLiteral("step"), step_}});
    failure_.clear();
    if (sending_ == deal::Sending::Failed) sending_ = deal::Sending::Idle;
    update();
}

void ConditionDraft::discard() { Preferences::instance().set(store_key(), QVariant()); }

core::Condition ConditionDraft::condition() const {
    auto condition = condition_;
    condition.wh = static_cast<std::uint32_t>(std::clamp<std::int64_t>(wh_, 0, kMostWh));
    return condition;
}

void ConditionDraft::setStep(int step) {
    const int next = std::clamp(step, 0, kSteps - 1);
    if (next == step_ || (next > step_ && !stepDone())) return;
    step_ = next;
    keep();
}

// What the plant makes in a slot at full power; without a rating, the best slot that was measured.
std::int64_t ConditionDraft::plant_wh() const {
    const auto& view = home();
    if (view.me && view.me->rated_watts > 0) {
        const auto wh = std::int64_t{view.me->rated_watts} * view.rules.slot_seconds / 3600;
        return std::min<std::int64_t>(wh, kMostWh);
    }
    if (surplus_.shape().empty()) return 0;
    const auto best = std::max_element(surplus_.shape().begin(), surplus_.shape().end())->value;
    return std::min<std::int64_t>(best * view.rules.slot_seconds / kSecondsPerQuarter, kMostWh);
}

bool ConditionDraft::surplusPossible() const {
    return condition_.side == core::Side::kSell && plant_wh() > 0;
}

void ConditionDraft::setSurplus(bool surplus) {
    if (surplus == condition_.scaled || (surplus && !surplusPossible())) return;
    condition_.scaled = surplus;
    wh_ = surplus ? plant_wh() : kFirstWh;
    keep();
}

void ConditionDraft::setWh(int wh) {
    const auto next = std::max(0, wh);
    if (next == wh_ && !condition_.scaled) return;
    condition_.scaled = false;
    wh_ = next;
    keep();
}

Quantity ConditionDraft::amount() const { return format::energy_exact(core::Wh{wh_}); }
QString ConditionDraft::slotLength() const { return slot_words(home().rules); }

Quantity ConditionDraft::asked() const {
    if (condition_.scaled && surplus_.shape().empty()) return format::energy(std::nullopt);
    return format::energy(preview_.asked);
}

QVariantList ConditionDraft::amountPresets() const {
    QVariantList presets;
    for (const auto watts : {500, 1000, 2000, 3000}) {
        const auto wh = std::int64_t{watts} * home().rules.slot_seconds / 3600;
        if (wh == 0) continue;
        presets.append(
            preset(format::energy_exact(core::Wh{wh}).text(), static_cast<int>(wh), "wh"));
    }
    return presets;
}

void ConditionDraft::setTick(int tick) {
    const auto next = static_cast<std::uint8_t>(std::clamp(tick, 0, kMostTick));
    if (next == condition_.limit.value) return;
    condition_.limit = core::Tick{next};
    keep();
}

QVariantList ConditionDraft::marks() const {
    const auto& view = home();
    QVariantList marks;
    int tier = 0;
    for (const auto price : view.bill.tier_prices) {
        ++tier;
        //% "Utility tier 1 %1 won"
        const auto first = qtTrId("dure.condition.mark-first-tier").arg(price.value);
        //% "Tier %1 %2 won"
        const auto label =
            tier == 1 ? first : qtTrId("dure.condition.mark-tier").arg(tier).arg(price.value);
        marks.append(preset(label, price.value, "tick"));
    }
    if (!marks.empty()) return marks;
    //% "Sell to utility %1 won"
    marks.append(
        preset(qtTrId("dure.condition.mark-utility-sell").arg(view.prices.utility_sell.value),
               view.prices.utility_sell.value, "tick"));
    //% "Buy from utility %1 won"
    marks.append(
        preset(qtTrId("dure.condition.mark-utility-buy").arg(view.prices.utility_buy.value),
               view.prices.utility_buy.value, "tick"));
    return marks;
}

int ConditionDraft::lowest() const {
    int low = kMostTick;
    for (const auto& mark : marks())
        low = std::min(low, mark.toMap().value(QStringLiteral("tick")).toInt());
    for (const auto& [slot, price] : home().prices.recent) low = std::min<int>(low, price.value);
    return std::max(0, low - 5);
}

int ConditionDraft::highest() const {
    int high = 0;
    for (const auto& mark : marks())
        high = std::max(high, mark.toMap().value(QStringLiteral("tick")).toInt());
    for (const auto& [slot, price] : home().prices.recent) high = std::max<int>(high, price.value);
    return std::min(kMostTick, high + 8);
}

QVariantList ConditionDraft::bars() const {
    const auto bars = price_bars(home().prices, kBarWidth);
    std::uint32_t most = 1;
    for (const auto& bar : bars) most = std::max(most, bar.slots);
    const bool sells = condition_.side == core::Side::kSell;
    QVariantList list;
    for (const auto& bar : bars) {
        const bool match = sells ? bar.from >= tick() : bar.to - 1 <= tick();
        list.append(
            QVariantMap{{QStringLiteral("from"), bar.from},
                        {QStringLiteral("to"), bar.to},
                        {QStringLiteral("share"), static_cast<int>(bar.slots * 1000 / most)},
                        {QStringLiteral("match"), match}});
    }
    return list;
}

int ConditionDraft::mean() const {
    const auto mean = mean_price(home().prices);
    return mean ? mean->value : -1;
}

QVariantList ConditionDraft::pricePresets() const {
    const auto& prices = home().prices;
    const auto usual = mean_price(prices);
    QVariantList presets;
    const auto add = [&](const QString& text, int value) {
        const int tick = std::clamp(value, 0, kMostTick);
        presets.append(preset(text.arg(tick), tick, "tick"));
    };
    if (condition_.side == core::Side::kSell) {
        //% "Utility level %1 won"
        add(qtTrId("dure.condition.preset-utility"), prices.utility_sell.value + 1);
        //% "Sell fast %1 won"
        if (usual) add(qtTrId("dure.condition.preset-sell-fast"), usual->value - 20);
    } else {
        add(qtTrId("dure.condition.preset-utility"), prices.utility_buy.value - 1);
        //% "Buy surely %1 won"
        if (usual) add(qtTrId("dure.condition.preset-buy-surely"), usual->value + 20);
    }
    //% "Village mean %1 won"
    if (usual) add(qtTrId("dure.condition.preset-mean"), usual->value);
    return presets;
}

void ConditionDraft::setHours(int from, int to) {
    const auto wrapped = (from % kQuartersPerDay + kQuartersPerDay) % kQuartersPerDay;
    const int end = to <= 0                ? to + kQuartersPerDay
                    : to > kQuartersPerDay ? to - kQuartersPerDay
                                           : to;
    if (wrapped == condition_.from_quarter && end == condition_.to_quarter) return;
    condition_.from_quarter = static_cast<std::uint8_t>(wrapped);
    condition_.to_quarter = static_cast<std::uint8_t>(end);
    keep();
}

void ConditionDraft::setWeekdays(int weekdays) {
    const auto next = static_cast<std::uint8_t>(weekdays & kAllDays);
    if (next == condition_.weekdays) return;
    condition_.weekdays = next;
    keep();
}

QString ConditionDraft::hours() const {
    return hours_words(condition_.from_quarter, condition_.to_quarter);
}
QString ConditionDraft::fromClock() const { return quarter_clock(condition_.from_quarter); }
QString ConditionDraft::toClock() const { return quarter_clock(condition_.to_quarter); }
QString ConditionDraft::days() const { return weekday_words(condition_.weekdays); }

QVariantList ConditionDraft::weekdayNames() const {
    QVariantList names;
    for (int day = 0; day < 7; ++day) names.append(weekday_name(day));
    return names;
}

Quantity ConditionDraft::expected() const {
    return format::energy(previewKnown() ? std::optional(preview_.expected) : std::nullopt);
}

Quantity ConditionDraft::money() const {
    return format::won(previewKnown() ? std::optional(preview_.money) : std::nullopt);
}

Quantity ConditionDraft::usualPrice() const { return format::price(preview_.price); }

Quantity ConditionDraft::matchShare() const {
    if (!previewKnown()) return format::percent(std::nullopt);
    return format::percent(
        static_cast<std::int32_t>(std::uint64_t{preview_.matched} * 1000 / preview_.seen));
}

QString ConditionDraft::matchCount() const {
    if (!previewKnown()) return {};
    //% "%1 of %2"
    return qtTrId("dure.condition.match-count")
        .arg(format::count(preview_.matched), format::count(preview_.seen));
}

QString ConditionDraft::priceNote() const {
    const bool sells = condition_.side == core::Side::kSell;
    const auto& prices = home().prices;
    if (!previewKnown()) {
        //% "There are no prices of the last days yet."
        return qtTrId("dure.condition.note-no-prices");
    }
    if (preview_.matched == 0) {
        //% "At this price nothing would have sold in the last days."
        if (sells) return qtTrId("dure.condition.note-no-sale");
        //% "At this price nothing could have been bought in the last days."
        return qtTrId("dure.condition.note-no-purchase");
    }
    const auto gain = preview_.gain(condition_.side);
    const auto amount = format::won(core::MilliWon{std::abs(gain.value)}).text();
    if (sells) {
        if (gain.value >= 0) {
            //% "%1 won is the lowest price. You get the price of the moment, <b>%3</b> "
            //% "more than from the utility (%2 won)."
            return qtTrId("dure.condition.note-sell-more")
                .arg(tick())
                .arg(prices.utility_sell.value)
                .arg(amount);
        }
        //% "%1 won is the lowest price. This is <b>%3</b> less than from the utility (%2 won)."
        return qtTrId("dure.condition.note-sell-less")
            .arg(tick())
            .arg(prices.utility_sell.value)
            .arg(amount);
    }
    if (gain.value >= 0) {
        //% "%1 won is the highest price. You pay the price of the moment, <b>%3</b> "
        //% "less than to the utility (%2 won)."
        return qtTrId("dure.condition.note-buy-less")
            .arg(tick())
            .arg(prices.utility_buy.value)
            .arg(amount);
    }
    //% "%1 won is the highest price. This is <b>%3</b> more than to the utility (%2 won)."
    return qtTrId("dure.condition.note-buy-more")
        .arg(tick())
        .arg(prices.utility_buy.value)
        .arg(amount);
}

QString ConditionDraft::firstSlot() const {
    const auto slot = first_slot(condition(), home().rules, now());
    if (!slot) return {};
    const auto start = home().rules.start(*slot);
    return format::day_name(start, now()) + u' ' +
           format::time_range(start, home().rules.end(*slot));
}

QString ConditionDraft::quantityWords() const { return quantity_words(condition(), home().rules); }
QString ConditionDraft::limitWords() const { return limit_words(condition()); }

std::optional<std::uint8_t> ConditionDraft::place() const {
    return edited_ ? edited_ : free_place(home().conditions);
}

std::vector<ConditionQuarrel> ConditionDraft::quarrels() const {
    return check_condition(condition(), wh_, place(), home().conditions);
}

QString ConditionDraft::problem() const {
    if (sending_ == deal::Sending::Done) return {};
    for (const auto& one : quarrels())
        if (one.blocks() && belongs_to(one.problem, step_)) return problem_words(one.problem);
    return {};
}

QString ConditionDraft::notice() const {
    if (sending_ == deal::Sending::Pending || sending_ == deal::Sending::Done) return {};
    for (const auto& one : quarrels())
        if (!one.blocks() && belongs_to(one.problem, step_)) return problem_words(one.problem);
    return {};
}

bool ConditionDraft::canSend() const {
    if (sending_ == deal::Sending::Pending || sending_ == deal::Sending::Done) return false;
    if (home().membership != core::Membership::kApproved) return false;
    const auto all = quarrels();
    return std::none_of(all.begin(), all.end(), [](const auto& one) { return one.blocks(); });
}

void ConditionDraft::send() {
    if (!canSend()) return;
    sending_ = deal::Sending::Pending;
    failure_.clear();
    session().request(core::PutCondition{*place(), condition()}, this,
                      [this](const core::Outcome& outcome) {
                          if (outcome.state == core::Outcome::State::kPending) return;
                          const bool fine = outcome.state == core::Outcome::State::kFinal;
                          sending_ = fine ? deal::Sending::Done : deal::Sending::Failed;
                          if (fine) discard();
                          if (!fine) failure_ = trade_refusal(outcome.reason);
                          update();
                          if (fine) Q_EMIT sent();
                      });
    update();
}

void ConditionDraft::refresh() {
    surplus_.follow(now());
    if (condition_.scaled && wh_ == 0) wh_ = plant_wh();
    preview_ = preview_match(condition(), home().prices, home().rules, surplus_.shape());
}

}  // namespace dure::ui
