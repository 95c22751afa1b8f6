// Settlement by slot, and the blocks that carried it.
#pragma once

#include "ui/frame/view_model.hpp"
#include "ui/trade/role_model.hpp"

namespace dure::ui {

struct SlotLine {
    qint64 id = 0;  ///< slot index
    QString time, stage, price, volume, contracts, cleared, reported, settled, proof;
    bool disputed = false, done = false;
    qint64 key() const { return id; }
    friend bool operator==(const SlotLine&, const SlotLine&) = default;
};

class SlotLines : public RoleModel<SlotLine> {
    Q_OBJECT
    QML_ANONYMOUS

 public:
    explicit SlotLines(QObject* parent = nullptr);
};

class SettlementModel : public dure::ui::ViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(dure::ui::SlotLines* slotLines READ slotLines CONSTANT)
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(int settledCount READ settledCount NOTIFY changed)
    Q_PROPERTY(int waitingCount READ waitingCount NOTIFY changed)
    Q_PROPERTY(int disputedCount READ disputedCount NOTIFY changed)
    Q_PROPERTY(QString settledVolume READ settledVolume NOTIFY changed)
    Q_PROPERTY(QString settledMoney READ settledMoney NOTIFY changed)

 public:
    explicit SettlementModel(QObject* parent = nullptr);

    SlotLines* slotLines() { return &lines_; }
    int count() const { return static_cast<int>(lines_.rows().size()); }
    int settledCount() const { return settled_; }
    int waitingCount() const { return count() - settled_ - disputed_; }
    int disputedCount() const { return disputed_; }
    QString settledVolume() const;
    QString settledMoney() const;

 protected:
    void refresh() override;

 private:
    SlotLines lines_{this};
    int settled_ = 0, disputed_ = 0;
    core::Wh volume_{};
    core::MilliWon money_{};
};

}  // namespace dure::ui
