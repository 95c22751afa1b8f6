#include "ui/format/format.hpp"

#include <QLocale>
#include <QTimeZone>
#include <array>
#include <cmath>
#include <cstdlib>

namespace dure::ui::format {
namespace {

constexpr std::int64_t kKiloFrom = 1'000;
constexpr std::int64_t kWattBelow = 950;

// Korea keeps one offset all year; a fixed one needs no time zone database on the panel.
const QTimeZone& seoul() {
    static const QTimeZone zone(9 * 3600);
    return zone;
}

bool korean() { return QLocale().language() == QLocale::Korean; }

Quantity missing() { return {.number = QStringLiteral("–"), .unit = {}, .known = false}; }

Quantity known(QString number, QString unit) {
    return {.number = std::move(number), .unit = std::move(unit), .known = true};
}

// `value` in thousandths, shown with so many decimals, half away from zero, digits grouped.
QString thousandths(std::int64_t value, int decimals) {
    static constexpr std::array<std::int64_t, 4> kStep{1000, 100, 10, 1};
    const auto step = kStep.at(static_cast<std::size_t>(decimals));
    const auto rounded = (std::llabs(value) + step / 2) / step;
    const auto scale = 1000 / step;
    QString text = QLocale().toString(static_cast<qlonglong>(rounded / scale));
    if (decimals > 0)
        text += u'.' + QString::number(rounded % scale).rightJustified(decimals, u'0');
    return text;
}

// Decimals after rounding, so that 9.96 kWh is "10 kWh" and not "10.0 kWh".
QString kilo(std::int64_t value, std::array<std::int64_t, 2> limits, std::array<int, 3> decimals) {
    const auto amount = std::llabs(value);
    if (amount < limits[0]) return thousandths(amount, decimals[0]);
    if (amount < limits[1]) return thousandths(amount, decimals[1]);
    return thousandths(amount, decimals[2]);
}

QString won_unit() {
    //% "won"
    return qtTrId("dure.unit.won");
}

std::int64_t whole_won(core::MilliWon money) {
    const auto amount = (std::llabs(money.value) + 500) / 1000;
    return money.value < 0 ? -amount : amount;
}

}  // namespace

Quantity Power::operator()(std::optional<core::Watt> power) {
    if (!power) return missing();
    const auto amount = std::llabs(power->value);
    if (amount >= kKiloFrom) kilo_ = true;
    if (amount < kWattBelow) kilo_ = false;
    if (!kilo_)
        return known(QLocale().toString(static_cast<qlonglong>(amount)), QStringLiteral("W"));
    return known(kilo(amount, {9'995, 99'950}, {2, 1, 0}), QStringLiteral("kW"));
}

Quantity power(std::optional<core::Watt> power) { return Power{}(power); }

Quantity energy(std::optional<core::Wh> energy) {
    if (!energy) return missing();
    return known(kilo(energy->value, {9'950, 9'950}, {1, 1, 0}), QStringLiteral("kWh"));
}

Quantity energy_exact(std::optional<core::Wh> energy) {
    if (!energy) return missing();
    return known(kilo(energy->value, {9'995, 99'950}, {2, 1, 0}), QStringLiteral("kWh"));
}

Quantity energy_large(std::optional<core::Wh> energy) {
    if (!energy) return missing();
    if (std::llabs(energy->value) < 999'500) return format::energy(energy);
    return known(kilo(energy->value / 1000, {9'995, 99'950}, {2, 1, 0}), QStringLiteral("MWh"));
}

Quantity won(std::optional<core::MilliWon> money) {
    if (!money) return missing();
    return known(QLocale().toString(static_cast<qlonglong>(std::llabs(whole_won(*money)))),
                 won_unit());
}

Quantity signed_won(std::optional<core::MilliWon> money) {
    if (!money) return missing();
    const auto amount = whole_won(*money);
    QString number = QLocale().toString(static_cast<qlonglong>(std::llabs(amount)));
    if (amount > 0) number.prepend(u'+');
    if (amount < 0) number.prepend(QChar(0x2212));
    return known(number, won_unit());
}

Quantity price(std::optional<core::Tick> price) {
    if (!price) return missing();
    //% "won/kWh"
    return known(QString::number(price->value), qtTrId("dure.unit.won-per-kwh"));
}

Quantity percent(std::optional<std::int32_t> permille) {
    if (!permille) return missing();
    return known(thousandths(std::int64_t{*permille} * 100, 0), QStringLiteral("%"));
}

QDateTime local(core::UtcTime time) {
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), seoul());
}

core::UtcTime utc(const QDateTime& time) {
    return core::UtcTime{std::chrono::milliseconds{time.toMSecsSinceEpoch()}};
}

QString time(core::UtcTime time) {
    if (!korean()) return clock(time) + u' ' + day_half(time);
    return day_half(time) + u' ' + clock(time);
}

QString clock(core::UtcTime time) {
    const auto t = local(time).time();
    const int hour = t.hour() % 12 == 0 ? 12 : t.hour() % 12;
    return QStringLiteral("%1:%2").arg(hour).arg(t.minute(), 2, 10, QChar(u'0'));
}

QString day_half(core::UtcTime time) {
    const bool morning = local(time).time().hour() < 12;
    //% "AM"
    if (morning) return qtTrId("dure.time.am");
    //% "PM"
    return qtTrId("dure.time.pm");
}

QString time_range(core::UtcTime from, core::UtcTime to) {
    const auto pattern = QStringLiteral("H:mm");
    auto end = local(to).time().toString(pattern);
    if (end == u"0:00") end = QStringLiteral("24:00");
    return local(from).time().toString(pattern) + u'~' + end;
}

QString date(core::UtcTime time) {
    const auto day = local(time).date();
    return QLocale().toString(
        day, korean() ? QStringLiteral("M월 d일 (ddd)") : QStringLiteral("ddd, MMM d"));
}

QString long_date(core::UtcTime time) {
    const auto day = local(time).date();
    return QLocale().toString(
        day, korean() ? QStringLiteral("M월 d일 dddd") : QStringLiteral("dddd, MMMM d"));
}

QString short_date(core::UtcTime time) {
    const auto day = local(time).date();
    return QLocale().toString(day, korean() ? QStringLiteral("M월 d일") : QStringLiteral("MMM d"));
}

QString month(core::UtcTime time) {
    const auto day = local(time).date();
    return QLocale().toString(
        day, korean() ? QStringLiteral("yyyy년 M월") : QStringLiteral("MMMM yyyy"));
}

QString year(core::UtcTime time) {
    const auto day = local(time).date();
    return QLocale().toString(day, korean() ? QStringLiteral("yyyy년") : QStringLiteral("yyyy"));
}

QString stamp(core::UtcTime time) {
    return local(time).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString day_name(core::UtcTime time, core::UtcTime now) {
    const auto days = local(time).date().daysTo(local(now).date());
    //% "Today"
    if (days == 0) return qtTrId("dure.time.today");
    //% "Yesterday %1"
    if (days == 1) return qtTrId("dure.time.yesterday").arg(short_date(time));
    return short_date(time);
}

QString age(core::UtcTime then, core::UtcTime now) {
    if (then == core::UtcTime{}) return QStringLiteral("–");
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now - then).count();
    //% "now"
    if (seconds < 5) return qtTrId("dure.time.just-now");
    //% "%1 s ago"
    if (seconds < 60) return qtTrId("dure.time.seconds-ago").arg(seconds);
    //% "%1 min ago"
    if (seconds < 3600) return qtTrId("dure.time.minutes-ago").arg(seconds / 60);
    //% "%1 h ago"
    if (seconds < 86400) return qtTrId("dure.time.hours-ago").arg(seconds / 3600);
    //% "%1 d ago"
    return qtTrId("dure.time.days-ago").arg(seconds / 86400);
}

QString duration(std::chrono::seconds left) {
    const auto seconds = std::max<std::int64_t>(0, left.count());
    //% "%1 s"
    if (seconds < 60) return qtTrId("dure.time.seconds").arg(seconds);
    if (seconds < 3600 && seconds % 60 != 0) {
        //% "%1 min %2 s"
        return qtTrId("dure.time.minutes-seconds").arg(seconds / 60).arg(seconds % 60);
    }
    //% "%1 min"
    if (seconds < 3600) return qtTrId("dure.time.minutes").arg(seconds / 60);
    //% "%1 h %2 min"
    return qtTrId("dure.time.hours-minutes").arg(seconds / 3600).arg(seconds % 3600 / 60);
}

QString count(qint64 number) { return QLocale().toString(static_cast<qlonglong>(number)); }

QString hash(std::span<const std::uint8_t> bytes) {
    const auto hex = QByteArray(reinterpret_cast<const char*>(bytes.data()),
                                static_cast<qsizetype>(bytes.size()))
                         .toHex();
    if (hex.size() <= 8) return QStringLiteral("0x") + QString::fromLatin1(hex);
    return QStringLiteral("0x") + QString::fromLatin1(hex.left(4)) + QChar(0x2026) +
           QString::fromLatin1(hex.right(4));
}

}  // namespace dure::ui::format
