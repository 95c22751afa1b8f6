import QtQuick
import Dure
import Dure.Ui

// Icon, colour and arrow of what the home does now.
QtObject {
    required property int hero
    property var tokens: Theme.color
    readonly property string icon: {
        switch (hero) {
        case HomeModel.Selling:
        case HomeModel.Buying: return "neighbours"
        case HomeModel.Exporting:
        case HomeModel.Importing: return "pylon"
        case HomeModel.SelfSufficient: return "home"
        default: return "gauge"
        }
    }
    readonly property color ink: {
        switch (hero) {
        case HomeModel.Selling:
        case HomeModel.Buying: return tokens.trade
        case HomeModel.Exporting:
        case HomeModel.Importing: return tokens.grid
        case HomeModel.SelfSufficient: return tokens.cons
        default: return tokens.text2
        }
    }
    readonly property string arrow: {
        switch (hero) {
        case HomeModel.Selling:
        case HomeModel.Exporting: return "out"
        case HomeModel.Buying:
        case HomeModel.Importing: return "in"
        default: return ""
        }
    }
}
