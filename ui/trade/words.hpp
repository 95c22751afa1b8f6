// A condition's parts, request refusals and contract stages as words.
#pragma once

#include <QString>
#include <string>

#include "core/ports/home.hpp"
#include "ui/trade/deal.hpp"

namespace dure::ui {

QString slot_words(const core::SlotRules&);  ///< "15분"
QString quantity_words(const core::Condition&,
                       const core::SlotRules&);  ///< "0.30 kWh / 15분", "남는 전기 전부"
QString limit_words(const core::Condition&);     ///< "140원/kWh부터", "180원/kWh까지"
QString hours_words(int from_quarter,
                    int to_quarter);  ///< "하루 종일", "9:00~18:00", "22:00~다음 날 6:00"
QString weekday_words(int weekdays);  ///< "매일", "평일", "주말", "월·수·금"
QString weekday_name(int weekday);    ///< "월"; 0 = Monday
QString quarter_clock(int quarter);   ///< "9:15", "24:00"

/// Why a request was refused: what stands in the way of a condition, else the general words.
QString trade_refusal(const std::string& reason);
QString problem_words(deal::Problem);
QString stage_words(deal::Stage, deal::Side);  ///< "송전 중"

}  // namespace dure::ui
