// The alarms page: what is wrong now, and what was.
#pragma once

#include "ui/frame/row_model.hpp"
#include "ui/frame/view_model.hpp"

namespace dure::ui {

struct AlarmRow {
    QString id, title, advice, since, page;
    core::Alarm::Level level{};
    bool active = false;
    QString key() const { return id; }
    friend bool operator==(const AlarmRow&, const AlarmRow&) = default;
};

class AlarmList : public RowModel<AlarmRow> {
    Q_OBJECT
    QML_ANONYMOUS

 public:
    enum Role {
        IdRole = Qt::UserRole + 1,
        TitleRole,
        AdviceRole,
        SinceRole,
        PageRole,
        LevelRole,
        ActiveRole
    };

    using RowModel::RowModel;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    void show(std::vector<AlarmRow> rows) { sync(std::move(rows)); }
};

class AlarmsModel : public dure::ui::ViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(dure::ui::AlarmList* list READ list CONSTANT)
    Q_PROPERTY(int count READ count NOTIFY changed)

 public:
    explicit AlarmsModel(QObject* parent = nullptr);
    AlarmList* list() { return &list_; }
    int count() const { return list_.rowCount(); }

 protected:
    void refresh() override;

 private:
    AlarmList list_;
};

}  // namespace dure::ui
