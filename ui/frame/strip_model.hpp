// The top strip: time, date, the trading network and the meter in words, the worst alarm.
#pragma once

#include "ui/frame/view_model.hpp"

namespace dure::ui {

class StripModel : public dure::ui::ViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString time READ time NOTIFY changed)
    Q_PROPERTY(QString clock READ clock NOTIFY changed)
    Q_PROPERTY(QString dayHalf READ dayHalf NOTIFY changed)
    Q_PROPERTY(QString date READ date NOTIFY changed)
    Q_PROPERTY(QString longDate READ longDate NOTIFY changed)
    Q_PROPERTY(bool dayHalfFirst READ dayHalfFirst NOTIFY changed)
    Q_PROPERTY(QString chain READ chain NOTIFY changed)
    Q_PROPERTY(QString chainAge READ chainAge NOTIFY changed)
    Q_PROPERTY(bool chainFine READ chainFine NOTIFY changed)
    Q_PROPERTY(QString meter READ meter NOTIFY changed)
    Q_PROPERTY(bool meterFine READ meterFine NOTIFY changed)
    Q_PROPERTY(QString alarm READ alarm NOTIFY changed)
    Q_PROPERTY(bool alarmUrgent READ alarmUrgent NOTIFY changed)
    Q_PROPERTY(int alarmCount READ alarmCount NOTIFY changed)
    Q_PROPERTY(QString simulation READ simulation NOTIFY changed)

 public:
    explicit StripModel(QObject* parent = nullptr) : ViewModel(Follows::kHome, parent) {}

    QString time() const;
    QString clock() const;
    QString dayHalf() const;
    QString date() const;
    QString longDate() const;
    bool dayHalfFirst() const;  ///< Korean says "오후 1:24", English "1:24 PM"
    QString chain() const;      ///< "거래망 정상"
    QString chainAge() const;   ///< "12초 전"; empty while starting
    bool chainFine() const;
    QString meter() const;  ///< "계량기 정상"
    bool meterFine() const;
    QString alarm() const;  ///< the worst active alarm's short words, empty when none
    bool alarmUrgent() const;
    int alarmCount() const;
    QString simulation() const;  ///< "시뮬레이션 · 30배속", empty in earnest

 private:
    const core::Alarm* worst() const;
};

}  // namespace dure::ui
