// The one place where energy, power, money and time become text (design 05 section 5.3).
// Amounts are absolute: direction is said with an arrow and a word, never with a minus sign; the
// exception is `signed_won`. Missing is "–", never 0. Times are shown in Asia/Seoul.
// The language is that of QLocale() (set by Languages).
#pragma once

#include <QDate>
#include <QDateTime>
#include <optional>
#include <span>

#include "core/units/units.hpp"
#include "ui/format/quantity.hpp"

namespace dure::ui::format {

/// Remembers the unit so that a value wavering about 1 kW does not flicker: W below 1,000 W, kW
/// from there on and back to W only below 950 W.
class Power {
 public:
    Quantity operator()(std::optional<core::Watt> power);

 private:
    bool kilo_ = false;
};

Quantity power(std::optional<core::Watt> power);        ///< "850 W", "1.25 kW", "12.3 kW"
Quantity energy(std::optional<core::Wh> energy);        ///< "3.2 kWh", "32 kWh", "1,234 kWh"
Quantity energy_exact(std::optional<core::Wh> energy);  ///< contracts: "3.46 kWh", "34.6 kWh"
Quantity energy_large(
    std::optional<core::Wh> energy);                ///< a building: "1.20 MWh" from 1,000 kWh on
Quantity won(std::optional<core::MilliWon> money);  ///< whole won, half away from zero: "12,340원"
Quantity signed_won(std::optional<core::MilliWon> money);  ///< "+480원", "−480원" (U+2212)
Quantity price(std::optional<core::Tick> price);           ///< "152원/kWh"
Quantity percent(std::optional<std::int32_t> permille);    ///< "42%"

QDateTime local(core::UtcTime time);  ///< in Asia/Seoul
core::UtcTime utc(const QDateTime& time);
QString time(core::UtcTime time);                          ///< "오후 1:24", "1:24 PM"
QString clock(core::UtcTime time);                         ///< "1:24"
QString day_half(core::UtcTime time);                      ///< "오후", "PM"
QString time_range(core::UtcTime from, core::UtcTime to);  ///< "11:30~11:45"
QString date(core::UtcTime time);                          ///< "11월 22일 (일)", "Sun, Nov 22"
QString long_date(core::UtcTime time);                     ///< "11월 22일 일요일"
QString short_date(core::UtcTime time);                    ///< "11월 22일", "Nov 22"
QString month(core::UtcTime time);                         ///< "2026년 11월"
QString year(core::UtcTime time);                          ///< "2026년"
QString stamp(core::UtcTime time);                         ///< "2026-11-22 15:04", for tables
QString day_name(core::UtcTime time, core::UtcTime now);  ///< "오늘", "어제 11월 21일", "11월 20일"
QString age(core::UtcTime then,
            core::UtcTime now);  ///< "방금", "12초 전", "3분 전", "2시간 전"; epoch is "–"
QString duration(std::chrono::seconds left);        ///< "8분 20초", "45초"
QString count(qint64 number);                       ///< "1,284,906"
QString hash(std::span<const std::uint8_t> bytes);  ///< "0x12ab…9fe0"

}  // namespace dure::ui::format
