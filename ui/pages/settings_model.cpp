#include "ui/pages/settings_model.hpp"

#include <QCoreApplication>

#include "ui/format/format.hpp"
#include "ui/pages/chain_words.hpp"

namespace dure::ui {

QString SettingsModel::chain() const { return chain_words(home().chain); }
QString SettingsModel::chainAdvice() const { return chain_advice(home().chain); }
QString SettingsModel::heard() const { return format::age(home().chain.heard_at, now()); }
QString SettingsModel::height() const {
    return format::count(static_cast<qint64>(home().chain.head.height));
}
QString SettingsModel::chainId() const { return QString::number(home().chain.head.chain_id); }

QString SettingsModel::membership() const {
    switch (home().membership) {
        //% "Checking"
        case core::Membership::kUnknown:
            return qtTrId("dure.settings.member-unknown");
        //% "Not joined"
        case core::Membership::kNone:
            return qtTrId("dure.settings.member-none");
        //% "Waiting for approval"
        case core::Membership::kApplied:
            return qtTrId("dure.settings.member-applied");
        //% "Member"
        case core::Membership::kApproved:
            return qtTrId("dure.settings.member-approved");
        //% "Not approved"
        case core::Membership::kDenied:
            return qtTrId("dure.settings.member-denied");
        //% "Left"
        case core::Membership::kLeft:
            return qtTrId("dure.settings.member-left");
    }
    return {};
}

QString SettingsModel::address() const { return format::hash(home().address); }
QString SettingsModel::slotLength() const {
    return format::duration(std::chrono::seconds{home().rules.slot_seconds});
}
QString SettingsModel::version() const { return QCoreApplication::applicationVersion(); }

void SettingsModel::pauseAgent(bool paused) {
    session().request(core::PauseAgent{.paused = paused}, this, [](const core::Outcome&) {});
}

}  // namespace dure::ui
