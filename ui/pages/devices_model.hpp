// The devices page: each device with its value, its age, its faults and the order it is under, and
// the orders a resident may give. "Stop selling" works without the chain.
#pragma once

#include "ui/format/quantity.hpp"
#include "ui/frame/row_model.hpp"
#include "ui/frame/view_model.hpp"

namespace dure::ui {

struct DeviceRow {
    QString id, name, detail, address, state, age, fault, errors, order, orderBy, countdown, icon,
        role;
    Quantity value;
    int kind = 0;
    bool fine = false, ordered = false, verified = false;
    QString key() const { return id; }
    friend bool operator==(const DeviceRow&, const DeviceRow&) = default;
};

class DeviceList : public RowModel<DeviceRow> {
    Q_OBJECT
    QML_ANONYMOUS

 public:
    enum Role {
        IdRole = Qt::UserRole + 1,
        NameRole,
        DetailRole,
        AddressRole,
        StateRole,
        AgeRole,
        FaultRole,
        ErrorsRole,
        OrderRole,
        OrderByRole,
        CountdownRole,
        IconRole,
        ColorRole,
        ValueRole,
        KindRole,
        FineRole,
        OrderedRole,
        VerifiedRole
    };

    using RowModel::RowModel;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    void show(std::vector<DeviceRow> rows) { sync(std::move(rows)); }
};

class DevicesModel : public dure::ui::ViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(dure::ui::DeviceList* list READ list CONSTANT)
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(bool sellingStopped READ sellingStopped NOTIFY changed)
    Q_PROPERTY(bool hasInverter READ hasInverter NOTIFY changed)
    Q_PROPERTY(bool hasBattery READ hasBattery NOTIFY changed)
    Q_PROPERTY(bool limited READ limited NOTIFY changed)
    Q_PROPERTY(bool held READ held NOTIFY changed)
    Q_PROPERTY(QString lastFault READ lastFault NOTIFY changed)

 public:
    explicit DevicesModel(QObject* parent = nullptr);

    DeviceList* list() { return &list_; }
    int count() const { return list_.rowCount(); }
    bool sellingStopped() const { return home().plant.selling_stopped; }
    bool hasInverter() const { return device(core::DeviceKind::kInverter) != nullptr; }
    bool hasBattery() const { return device(core::DeviceKind::kBattery) != nullptr; }
    bool limited() const { return ordered(core::DeviceKind::kInverter); }
    bool held() const { return ordered(core::DeviceKind::kBattery); }
    QString lastFault() const { return last_fault_; }  ///< why the last order was refused

    Q_INVOKABLE void limitOutput(int percent, int minutes);
    Q_INVOKABLE void releaseOutput();
    Q_INVOKABLE void holdBattery(int minutes);
    Q_INVOKABLE void releaseBattery();
    Q_INVOKABLE void stopSelling();
    Q_INVOKABLE void resumeSelling();

 protected:
    void refresh() override;

 private:
    const core::DeviceState* device(core::DeviceKind kind) const;
    bool ordered(core::DeviceKind kind) const;
    DeviceRow row(const core::DeviceState& device) const;
    void order(const core::HomeRequest& request);

    DeviceList list_;
    QString last_fault_;
};

}  // namespace dure::ui
