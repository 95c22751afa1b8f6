// The manager's first page: the community now, who is connected, and what needs a hand.
#pragma once

#include <QVariantList>

#include "ui/format/quantity.hpp"
#include "ui/frame/view_model.hpp"
#include "ui/trade/role_model.hpp"

namespace dure::ui {

struct TaskRow {
    QString id, severity, title, caption, time, icon, page;
    int level = 2;  ///< 0 urgent, 1 caution, 2 notice
    QString key() const { return id; }
    friend bool operator==(const TaskRow&, const TaskRow&) = default;
};

class TaskRows : public RoleModel<TaskRow> {
    Q_OBJECT
    QML_ANONYMOUS

 public:
    explicit TaskRows(QObject* parent = nullptr);
};

class DashboardModel : public dure::ui::ViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString time READ time NOTIFY changed)
    Q_PROPERTY(QString simulation READ simulation NOTIFY changed)
    Q_PROPERTY(QString homesWords READ homesWords NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity imported READ imported NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity exported READ exported NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity trading READ trading NOTIFY changed)
    Q_PROPERTY(QString tradingCaption READ tradingCaption NOTIFY changed)
    Q_PROPERTY(int online READ online NOTIFY changed)
    Q_PROPERTY(int members READ members NOTIFY changed)
    Q_PROPERTY(QString onlineCaption READ onlineCaption NOTIFY changed)
    Q_PROPERTY(bool chainFine READ chainFine NOTIFY changed)
    Q_PROPERTY(QString chain READ chain NOTIFY changed)
    Q_PROPERTY(QString chainCaption READ chainCaption NOTIFY changed)
    Q_PROPERTY(QVariantList buildings READ buildings NOTIFY changed)
    Q_PROPERTY(int sellingCount READ sellingCount NOTIFY changed)
    Q_PROPERTY(int connectedCount READ connectedCount NOTIFY changed)
    Q_PROPERTY(int lostCount READ lostCount NOTIFY changed)
    Q_PROPERTY(dure::ui::TaskRows* tasks READ tasks CONSTANT)
    Q_PROPERTY(int taskCount READ taskCount NOTIFY changed)
    Q_PROPERTY(int applications READ applications NOTIFY changed)
    Q_PROPERTY(int disputes READ disputes NOTIFY changed)

 public:
    explicit DashboardModel(QObject* parent = nullptr);

    QString time() const;        ///< "2026-11-22 (일) 13:26"
    QString simulation() const;  ///< empty in earnest
    QString homesWords() const;  ///< "11세대"
    Quantity imported() const;   ///< mean power of the last reported slot
    Quantity exported() const;
    Quantity trading() const;
    QString tradingCaption() const;
    int online() const { return selling_ + connected_; }
    int members() const { return selling_ + connected_ + lost_; }
    QString onlineCaption() const;
    bool chainFine() const;
    QString chain() const;
    QString chainCaption() const;
    QVariantList buildings() const {
        return buildings_;
    }  ///< {name, counts, homes: [{state, name}]}
    int sellingCount() const { return selling_; }
    int connectedCount() const { return connected_; }
    int lostCount() const { return lost_; }
    TaskRows* tasks() { return &tasks_; }
    int taskCount() const { return static_cast<int>(tasks_.rows().size()); }
    int applications() const { return applications_; }
    int disputes() const { return disputes_; }

 protected:
    void refresh() override;

 private:
    Quantity mean_power(core::Wh) const;
    void count_homes();
    void collect_tasks();

    int selling_ = 0, connected_ = 0, lost_ = 0, applications_ = 0, disputes_ = 0;
    QVariantList buildings_;
    TaskRows tasks_{this};
};

}  // namespace dure::ui
