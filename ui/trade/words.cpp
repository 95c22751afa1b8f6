#include "ui/trade/words.hpp"

#include <QLocale>
#include <QStringList>
#include <array>

#include "ui/format/format.hpp"
#include "ui/pages/alarm_words.hpp"
#include "ui/trade/schedule.hpp"

namespace dure::ui {

QString slot_words(const core::SlotRules& rules) {
    return format::duration(std::chrono::seconds{rules.slot_seconds});
}

QString quantity_words(const core::Condition& condition, const core::SlotRules& rules) {
    //% "All surplus"
    if (condition.scaled) return qtTrId("dure.condition.all-surplus");
    //% "%1 / %2"
    return qtTrId("dure.condition.quantity-per-slot")
        .arg(format::energy_exact(core::Wh{condition.wh}).text(), slot_words(rules));
}

QString limit_words(const core::Condition& condition) {
    const auto price = format::price(condition.limit).text();
    //% "from %1"
    if (condition.side == core::Side::kSell) return qtTrId("dure.condition.limit-from").arg(price);
    //% "up to %1"
    return qtTrId("dure.condition.limit-to").arg(price);
}

QString quarter_clock(int quarter) {
    return QStringLiteral("%1:%2").arg(quarter / 4).arg(quarter % 4 * 15, 2, 10, QChar(u'0'));
}

QString hours_words(int from_quarter, int to_quarter) {
    //% "All day"
    if (from_quarter == 0 && to_quarter == kQuartersPerDay) return qtTrId("dure.condition.all-day");
    const auto from = quarter_clock(from_quarter);
    const auto to = quarter_clock(to_quarter);
    //% "%1~%2"
    if (from_quarter < to_quarter) return qtTrId("dure.condition.hours").arg(from, to);
    //% "%1~next day %2"
    return qtTrId("dure.condition.hours-overnight").arg(from, to);
}

QString weekday_name(int weekday) {
    return QLocale().standaloneDayName(weekday + 1, QLocale::ShortFormat);
}

QString weekday_words(int weekdays) {
    constexpr int kEveryDay = 0x7f, kWorkdays = 0x1f, kWeekend = 0x60;
    //% "Every day"
    if ((weekdays & kEveryDay) == kEveryDay) return qtTrId("dure.condition.every-day");
    //% "Weekdays"
    if ((weekdays & kEveryDay) == kWorkdays) return qtTrId("dure.condition.workdays");
    //% "Weekends"
    if ((weekdays & kEveryDay) == kWeekend) return qtTrId("dure.condition.weekend");
    QStringList names;
    for (int day = 0; day < 7; ++day)
        if ((weekdays >> day & 1) != 0) names.append(weekday_name(day));
    return names.join(QStringLiteral("·"));
}

QString trade_refusal(const std::string& reason) {
    if (reason == "too-much-energy") return problem_words(deal::Problem::TooMuch);
    if (reason == "bad-hours") return problem_words(deal::Problem::BadHours);
    if (reason == "conditions-crossed") return problem_words(deal::Problem::SelfTrade);
    return refusal_words(reason);
}

QString problem_words(deal::Problem problem) {
    switch (problem) {
        case deal::Problem::None:
            break;
        //% "Choose a quantity."
        case deal::Problem::NoQuantity:
            return qtTrId("dure.problem.no-quantity");
        //% "One slot can hold at most 1,048 kWh."
        case deal::Problem::TooMuch:
            return qtTrId("dure.problem.too-much");
        //% "Start and end are the same."
        case deal::Problem::BadHours:
            return qtTrId("dure.problem.bad-hours");
        //% "Choose at least one day."
        case deal::Problem::NoWeekday:
            return qtTrId("dure.problem.no-weekday");
        //% "All four places are taken. Remove one first."
        case deal::Problem::NoPlace:
            return qtTrId("dure.problem.no-place");
        //% "You would trade with yourself: sell above your own buying price."
        case deal::Problem::SelfTrade:
            return qtTrId("dure.problem.self-trade");
        //% "Another condition covers the same hours. Both will apply."
        case deal::Problem::SameSide:
            return qtTrId("dure.problem.same-side");
    }
    return {};
}

QString stage_words(deal::Stage stage, deal::Side side) {
    switch (stage) {
        //% "Matched"
        case deal::Stage::Matched:
            return qtTrId("dure.stage.matched");
        case deal::Stage::Delivering:
            //% "Sending"
            if (side == deal::Side::Sell) return qtTrId("dure.stage.sending");
            //% "Receiving"
            return qtTrId("dure.stage.receiving");
        //% "Being metered"
        case deal::Stage::Metering:
            return qtTrId("dure.stage.metering");
        //% "Settling soon"
        case deal::Stage::Metered:
            return qtTrId("dure.stage.metered");
        //% "Settled"
        case deal::Stage::Settled:
            return qtTrId("dure.stage.settled");
        //% "Cancelled"
        case deal::Stage::Cancelled:
            return qtTrId("dure.stage.cancelled");
    }
    return {};
}

}  // namespace dure::ui
