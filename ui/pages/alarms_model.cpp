#include "ui/pages/alarms_model.hpp"

#include <algorithm>

#include "ui/format/format.hpp"
#include "ui/pages/alarm_words.hpp"

namespace dure::ui {

QVariant AlarmList::data(const QModelIndex& index, int role) const {
    const auto* row = row_at(index);
    if (row == nullptr) return {};
    switch (role) {
        case IdRole:
            return row->id;
        case Qt::DisplayRole:
        case TitleRole:
            return row->title;
        case AdviceRole:
            return row->advice;
        case SinceRole:
            return row->since;
        case PageRole:
            return row->page;
        case LevelRole:
            return static_cast<int>(row->level);
        case ActiveRole:
            return row->active;
        default:
            return {};
    }
}

QHash<int, QByteArray> AlarmList::roleNames() const {
    return {{IdRole, "alarmId"}, {TitleRole, "title"}, {AdviceRole, "advice"}, {SinceRole, "since"},
            {PageRole, "page"},  {LevelRole, "level"}, {ActiveRole, "active"}};
}

AlarmsModel::AlarmsModel(QObject* parent) : ViewModel(Follows::kHome, parent) { refresh(); }

void AlarmsModel::refresh() {
    auto alarms = home().alarms;
    std::stable_sort(alarms.begin(), alarms.end(), [](const core::Alarm& a, const core::Alarm& b) {
        if (a.active != b.active) return a.active;
        if (a.level != b.level) return a.level < b.level;
        return a.since > b.since;
    });
    std::vector<AlarmRow> rows;
    rows.reserve(alarms.size());
    for (const auto& alarm : alarms) {
        const auto words = alarm_words(alarm.id);
        rows.push_back({.id = QString::fromStdString(alarm.id),
                        .title = words.title,
                        .advice = words.advice,
                        .since = format::age(alarm.since, now()),
                        .page = words.page,
                        .level = alarm.level,
                        .active = alarm.active});
    }
    list_.show(std::move(rows));
}

}  // namespace dure::ui
