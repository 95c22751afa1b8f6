#include "ui/manager/node_words.hpp"

#include <QObject>

namespace dure::ui {

QString node_role_words(core::NodeRole role) {
    switch (role) {
        //% "Unknown"
        case core::NodeRole::kUnknown:
            return qtTrId("dure.nodes.role-unknown");
        //% "Validator"
        case core::NodeRole::kValidator:
            return qtTrId("dure.nodes.role-validator");
        //% "Relay"
        case core::NodeRole::kRelay:
            return qtTrId("dure.nodes.role-relay");
        //% "Home"
        case core::NodeRole::kFollower:
            return qtTrId("dure.nodes.role-follower");
    }
    return {};
}

}  // namespace dure::ui
