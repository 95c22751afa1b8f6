#include "ui/frame/strip_model.hpp"

#include <QLocale>

#include "ui/format/format.hpp"
#include "ui/pages/alarm_words.hpp"
#include "ui/pages/chain_words.hpp"

namespace dure::ui {

QString StripModel::time() const { return format::time(now()); }
QString StripModel::clock() const { return format::clock(now()); }
QString StripModel::dayHalf() const { return format::day_half(now()); }
QString StripModel::date() const { return format::date(now()); }
QString StripModel::longDate() const { return format::long_date(now()); }
bool StripModel::dayHalfFirst() const { return QLocale().language() == QLocale::Korean; }

QString StripModel::chain() const { return chain_words(home().chain); }

QString StripModel::chainAge() const {
    const auto& chain = home().chain;
    if (chain.state == core::ChainState::kSyncing)
        return format::percent(chain.sync_permille).text();
    if (chain.state == core::ChainState::kStarting || chain.heard_at == core::UtcTime{}) return {};
    return format::age(chain.heard_at, now());
}

bool StripModel::chainFine() const { return home().chain.state == core::ChainState::kNormal; }

QString StripModel::meter() const {
    const auto* meter = meter_of(home().plant);
    if (meter == nullptr) {
        //% "No meter"
        return qtTrId("dure.strip.meter-none");
    }
    //% "Meter fine"
    if (meter->link == core::LinkState::kOnline) return qtTrId("dure.strip.meter-fine");
    //% "Looking for meter"
    if (meter->link == core::LinkState::kSearching) return qtTrId("dure.strip.meter-searching");
    //% "Meter: %1"
    return qtTrId("dure.strip.meter-age").arg(format::age(meter->last_good, now()));
}

bool StripModel::meterFine() const {
    const auto* meter = meter_of(home().plant);
    return meter != nullptr && meter->link == core::LinkState::kOnline;
}

QString StripModel::alarm() const {
    const auto* alarm = worst();
    return alarm == nullptr ? QString() : alarm_words(alarm->id).title;
}

bool StripModel::alarmUrgent() const {
    const auto* alarm = worst();
    return alarm != nullptr && alarm->level == core::Alarm::Level::kUrgent;
}

int StripModel::alarmCount() const {
    int count = 0;
    for (const auto& alarm : home().alarms) count += alarm.active ? 1 : 0;
    return count;
}

QString StripModel::simulation() const {
    if (!home().simulation) return {};
    //% "Simulation"
    if (home().time_factor <= 1) return qtTrId("dure.strip.simulation");
    //% "Simulation · %1× speed"
    return qtTrId("dure.strip.simulation-speed").arg(home().time_factor);
}

// Notices stay in the list; only what needs the resident stands in the strip.
const core::Alarm* StripModel::worst() const {
    const core::Alarm* worst = nullptr;
    for (const auto& alarm : home().alarms) {
        if (!alarm.active || alarm.level == core::Alarm::Level::kNotice) continue;
        if (worst == nullptr || alarm.level < worst->level) worst = &alarm;
    }
    return worst;
}

}  // namespace dure::ui
