#include "ui/wizard/entrance_words.hpp"

#include <QObject>

namespace dure::ui {

QString entrance_words(core::EntranceFault fault, const QString& where) {
    using Fault = core::EntranceFault;
    switch (fault) {
        case Fault::kNone:
            return {};
        //% "This is no invite. An invite begins with DURE1:"
        case Fault::kNotAnInvite:
            return qtTrId("dure.join.not-an-invite");
        //% "A letter of the invite is missing or wrong. Scan or paste it again."
        case Fault::kDamaged:
            return qtTrId("dure.join.damaged");
        //% "The invite is of a newer program. Update this wallpad first."
        case Fault::kNewer:
            return qtTrId("dure.join.newer");
        //% "The invite has expired. Ask the management office for a new one."
        case Fault::kExpired:
            return qtTrId("dure.join.expired");
        //% "The invite was used or cancelled. Ask the management office for a new one."
        case Fault::kSpent:
            return qtTrId("dure.join.spent");
        //% "The invite is for another device. Ask the management office for one of your own."
        case Fault::kForAnother:
            return qtTrId("dure.join.for-another");
        //% "The invite is for a server of the building, not for a home."
        case Fault::kNotForHomes:
            return qtTrId("dure.join.not-for-homes");
        //% "The invite is not signed by this community's manager. Do not trust it; ask the
        // management office."
        case Fault::kNotTheManagers:
            return qtTrId("dure.join.not-the-managers");
        //% "The invite is of another community."
        case Fault::kOtherCommunity:
            return qtTrId("dure.join.other-community");
        //% "This wallpad was sent away from the community. Ask the management office."
        case Fault::kRevoked:
            return qtTrId("dure.join.revoked");
        //% "Nobody answers at %1. Is this wallpad on the building's network?"
        case Fault::kUnreachable:
            return qtTrId("dure.join.unreachable").arg(where);
        //% "What answers at %1 belongs to another community. Do not trust it; ask the management
        // office."
        case Fault::kWrongGenesis:
            return qtTrId("dure.join.wrong-genesis").arg(where);
        //% "%1 answers, but does not show its community. Try again later."
        case Fault::kNoGenesis:
            return qtTrId("dure.join.no-genesis").arg(where);
        //% "This wallpad is in a community already."
        case Fault::kMemberAlready:
            return qtTrId("dure.join.member-already");
        //% "This wallpad cannot keep what it needs. Is its disk full?"
        case Fault::kDisk:
            return qtTrId("dure.join.disk");
    }
    return {};
}

}  // namespace dure::ui
