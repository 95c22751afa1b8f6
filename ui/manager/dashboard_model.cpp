#include "ui/manager/dashboard_model.hpp"

#include <QLocale>
#include <algorithm>
#include <map>

#include "ui/format/format.hpp"
#include "ui/manager/members_model.hpp"
#include "ui/pages/alarm_words.hpp"
#include "ui/pages/chain_words.hpp"
#include "ui/trade/alias.hpp"

namespace dure::ui {

namespace {

enum Tile { kSelling, kConnected, kLost };

QString severity_words(int level) {
    //% "Urgent"
    if (level == 0) return qtTrId("dure.task.urgent");
    //% "Caution"
    if (level == 1) return qtTrId("dure.task.caution");
    //% "Notice"
    return qtTrId("dure.task.notice");
}

}  // namespace

TaskRows::TaskRows(QObject* parent)
    : RoleModel({{"severity", [](const TaskRow& row) -> QVariant { return row.severity; }},
                 {"title", [](const TaskRow& row) -> QVariant { return row.title; }},
                 {"caption", [](const TaskRow& row) -> QVariant { return row.caption; }},
                 {"time", [](const TaskRow& row) -> QVariant { return row.time; }},
                 {"iconName", [](const TaskRow& row) -> QVariant { return row.icon; }},
                 {"page", [](const TaskRow& row) -> QVariant { return row.page; }},
                 {"level", [](const TaskRow& row) -> QVariant { return row.level; }}},
                parent) {}

DashboardModel::DashboardModel(QObject* parent) : ViewModel(Follows::kOffice, parent) { refresh(); }

QString DashboardModel::time() const {
    return QLocale().toString(format::local(now()), QStringLiteral("yyyy-MM-dd (ddd) HH:mm"));
}

QString DashboardModel::simulation() const {
    if (!office().simulation) return {};
    //% "Simulation · %1× speed"
    return qtTrId("dure.manager.simulation").arg(office().time_factor);
}

QString DashboardModel::homesWords() const {
    //% "%1 members"
    return qtTrId("dure.manager.homes").arg(members());
}

Quantity DashboardModel::mean_power(core::Wh energy) const {
    const auto seconds = std::int64_t{office().rules.slot_seconds};
    if (seconds == 0) return format::power(std::nullopt);
    return format::power(core::Watt{energy.value * 3600 / seconds});
}

Quantity DashboardModel::imported() const { return mean_power(office().imported_now); }
Quantity DashboardModel::exported() const { return mean_power(office().exported_now); }

Quantity DashboardModel::trading() const {
    const auto& done = office().slots;
    return done.empty() ? format::power(std::nullopt) : mean_power(done.front().volume);
}

QString DashboardModel::tradingCaption() const {
    const auto today = format::energy_large(office().volume_today).text();
    core::Wh volume;
    core::MilliWon money;
    const auto day = format::local(now()).date();
    for (const auto& slot : office().slots) {
        if (format::local(office().rules.start(slot.slot)).date() != day) continue;
        volume += slot.volume;
        money += slot.volume * slot.price;
    }
    //% "Today %1"
    if (volume.value == 0) return qtTrId("dure.manager.traded-today").arg(today);
    // Mean price weighted by energy, tenths of a won: milli-won a Wh is won a kWh.
    const auto tenths = (money.value * 10 + volume.value / 2) / volume.value;
    //% "Today %1 · %2 won"
    return qtTrId("dure.manager.traded-today-mean")
        .arg(today, QStringLiteral("%1.%2").arg(tenths / 10).arg(tenths % 10));
}

QString DashboardModel::onlineCaption() const {
    //% "All homes report"
    if (lost_ == 0) return qtTrId("dure.manager.all-online");
    //% "%1 without reading · to check"
    return qtTrId("dure.manager.some-lost").arg(lost_);
}

bool DashboardModel::chainFine() const { return office().chain.state == core::ChainState::kNormal; }
QString DashboardModel::chain() const { return chain_words(office().chain); }

QString DashboardModel::chainCaption() const {
    const auto& head = office().chain.head;
    //% "Block %1 · %2"
    return qtTrId("dure.manager.block-age")
        .arg(format::count(static_cast<qint64>(head.height)), format::age(head.at, now()));
}

void DashboardModel::count_homes() {
    selling_ = connected_ = lost_ = applications_ = 0;
    std::map<std::uint16_t, QVariantList> homes;
    std::map<std::uint16_t, int> online;
    for (const auto& row : office().members) {
        if (row.member.state == core::MemberState::kApplied) ++applications_;
        if (row.member.state != core::MemberState::kApproved) continue;
        const auto tile = !row.online ? kLost : row.last_net_wh > 0 ? kSelling : kConnected;
        if (tile == kSelling) ++selling_;
        if (tile == kConnected) ++connected_;
        if (tile == kLost) ++lost_;
        const auto& member = row.member;
        online[member.feeder] += tile == kLost ? 0 : 1;
        homes[member.feeder].append(QVariantMap{
            {QStringLiteral("state"), static_cast<int>(tile)},
            {QStringLiteral("name"), alias(member.seat, member.feeder, member.kind)},
        });
    }
    buildings_.clear();
    for (const auto& [feeder, list] : homes) {
        const bool whole = online[feeder] == list.size();
        const auto count = whole ? QString::number(list.size())
                                 : QStringLiteral("%1 / %2").arg(online[feeder]).arg(list.size());
        //% "No feeder"
        const auto none = qtTrId("dure.manager.no-feeder");
        //% "Bldg %1"
        const auto name = feeder == 0 ? none : qtTrId("dure.manager.building").arg(feeder);
        buildings_.append(QVariantMap{{QStringLiteral("name"), name},
                                      {QStringLiteral("count"), count},
                                      {QStringLiteral("homes"), list}});
    }
}

void DashboardModel::collect_tasks() {
    disputes_ = 0;
    std::vector<TaskRow> tasks;
    for (const auto& alarm : office().alarms) {
        if (!alarm.active) continue;
        const auto words = alarm_words(alarm.id);
        const int level = static_cast<int>(alarm.level);
        tasks.push_back({.id = QStringLiteral("alarm-") + QString::fromStdString(alarm.id),
                         .severity = severity_words(level),
                         .title = words.title,
                         .caption = words.advice,
                         .time = format::age(alarm.since, now()),
                         .icon = level == 2 ? QStringLiteral("info") : QStringLiteral("warning"),
                         .page = {},
                         .level = level});
    }
    for (const auto& slot : office().slots) {
        if (slot.stage != core::SlotStage::kDisputed) continue;
        ++disputes_;
        const auto& rules = office().rules;
        tasks.push_back(
            {.id = QStringLiteral("slot-%1").arg(slot.slot.index),
             .severity = severity_words(0),
             //% "A slot's readings are disputed"
             .title = qtTrId("dure.task.disputed"),
             .caption = format::time_range(rules.start(slot.slot), rules.end(slot.slot)),
             .time = format::age(slot.reported_at, now()),
             .icon = QStringLiteral("warning"),
             .page = QStringLiteral("settlement"),
             .level = 0});
    }
    if (lost_ > 0) {
        tasks.push_back({.id = QStringLiteral("lost"),
                         .severity = severity_words(1),
                         //% "Members without reading: %1"
                         .title = qtTrId("dure.task.lost").arg(lost_),
                         //% "Two slots without a reading"
                         .caption = qtTrId("dure.task.lost-caption"),
                         .time = {},
                         .icon = QStringLiteral("offline"),
                         .page = QStringLiteral("members"),
                         .level = 1});
    }
    if (office().paused) {
        tasks.push_back({.id = QStringLiteral("paused"),
                         .severity = severity_words(1),
                         //% "Trading is paused"
                         .title = qtTrId("dure.task.paused"),
                         //% "No new slots are cleared"
                         .caption = qtTrId("dure.task.paused-caption"),
                         .time = {},
                         .icon = QStringLiteral("pause"),
                         .page = QStringLiteral("market"),
                         .level = 1});
    }
    if (const auto waiting = office().nodes.waiting.size(); waiting > 0) {
        tasks.push_back({.id = QStringLiteral("nodes"),
                         .severity = severity_words(2),
                         //% "Nodes that wait to be let in: %1"
                         .title = qtTrId("dure.task.nodes").arg(waiting),
                         //% "Compare six words with the new node's screen"
                         .caption = qtTrId("dure.task.nodes-caption"),
                         .time = {},
                         .icon = QStringLiteral("shield"),
                         .page = QStringLiteral("nodes"),
                         .level = 2});
    }
    if (applications_ > 0) {
        tasks.push_back({.id = QStringLiteral("applications"),
                         .severity = severity_words(2),
                         //% "Waiting for approval: %1"
                         .title = qtTrId("dure.task.applications").arg(applications_),
                         //% "Check the invitation, then approve or deny"
                         .caption = qtTrId("dure.task.applications-caption"),
                         .time = {},
                         .icon = QStringLiteral("people"),
                         .page = QStringLiteral("members"),
                         .level = 2});
    }
    std::stable_sort(tasks.begin(), tasks.end(),
                     [](const TaskRow& a, const TaskRow& b) { return a.level < b.level; });
    tasks_.assign(std::move(tasks));
}

void DashboardModel::refresh() {
    count_homes();
    collect_tasks();
}

}  // namespace dure::ui
