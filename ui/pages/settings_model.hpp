// The settings page: the trading network in words and with its numbers, and who we are.
#pragma once

#include "ui/frame/view_model.hpp"

namespace dure::ui {

class SettingsModel : public dure::ui::ViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString chain READ chain NOTIFY changed)
    Q_PROPERTY(QString chainAdvice READ chainAdvice NOTIFY changed)
    Q_PROPERTY(bool chainFine READ chainFine NOTIFY changed)
    Q_PROPERTY(QString heard READ heard NOTIFY changed)
    Q_PROPERTY(QString height READ height NOTIFY changed)
    Q_PROPERTY(QString chainId READ chainId NOTIFY changed)
    Q_PROPERTY(QString membership READ membership NOTIFY changed)
    Q_PROPERTY(QString address READ address NOTIFY changed)
    Q_PROPERTY(QString slotLength READ slotLength NOTIFY changed)
    Q_PROPERTY(bool agentPaused READ agentPaused NOTIFY changed)
    Q_PROPERTY(QString version READ version CONSTANT)

 public:
    explicit SettingsModel(QObject* parent = nullptr) : ViewModel(Follows::kHome, parent) {}

    QString chain() const;
    QString chainAdvice() const;
    bool chainFine() const { return home().chain.state == core::ChainState::kNormal; }
    QString heard() const;
    QString height() const;
    QString chainId() const;
    QString membership() const;
    QString address() const;
    QString slotLength() const;
    bool agentPaused() const { return home().agent_paused; }
    QString version() const;

    Q_INVOKABLE void pauseAgent(bool paused);
};

}  // namespace dure::ui
