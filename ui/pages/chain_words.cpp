#include "ui/pages/chain_words.hpp"

#include <QObject>

#include "ui/pages/alarm_words.hpp"

namespace dure::ui {

QString chain_words(const core::ChainView& chain) {
    using core::ChainState;
    switch (chain.state) {
        case ChainState::kStarting:
            return qtTrId(QT_TRID_NOOP("dure.chain.starting"));
        case ChainState::kSyncing:
            return qtTrId(QT_TRID_NOOP("dure.chain.syncing"));
        case ChainState::kNormal:
            return qtTrId(QT_TRID_NOOP("dure.chain.normal"));
        case ChainState::kLate:
            return qtTrId(QT_TRID_NOOP("dure.chain.late"));
        case ChainState::kOffline:
            return qtTrId(QT_TRID_NOOP("dure.chain.offline"));
        case ChainState::kStoreDamaged:
            return qtTrId(QT_TRID_NOOP("dure.chain.damaged"));
    }
    return {};
}

QString chain_advice(const core::ChainView& chain) {
    using core::ChainState;
    if (!chain.notice.empty()) return alarm_words(chain.notice).advice;
    switch (chain.state) {
        case ChainState::kStarting:
            return qtTrId(QT_TRID_NOOP("dure.chain.starting.advice"));
        case ChainState::kSyncing:
            return qtTrId(QT_TRID_NOOP("dure.chain.syncing.advice"));
        case ChainState::kNormal:
            return qtTrId(QT_TRID_NOOP("dure.chain.normal.advice"));
        case ChainState::kLate:
            return qtTrId(QT_TRID_NOOP("dure.chain.late.advice"));
        case ChainState::kOffline:
            return qtTrId(QT_TRID_NOOP("dure.chain.offline.advice"));
        case ChainState::kStoreDamaged:
            return qtTrId(QT_TRID_NOOP("dure.chain.damaged.advice"));
    }
    return {};
}

// Plants without a meter of their own are metered by the inverter.
const core::DeviceState* meter_of(const core::PlantState& plant) {
    const core::DeviceState* fallback = nullptr;
    for (const auto& device : plant.devices) {
        if (device.kind == core::DeviceKind::kMeter) return &device;
        if (device.kind == core::DeviceKind::kInverter) fallback = &device;
    }
    return fallback;
}

}  // namespace dure::ui
