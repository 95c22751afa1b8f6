import QtQuick
import Dure
import Dure.Ui

// Power at a glance: hero, flow, cards. At rest only the hero and a clock are left, larger; a panel
// that stands has its own order (HomeUpright).
Item {
    id: root

    readonly property string special: Motion.resting ? "IdleFace" : Metrics.tall ? "HomeUpright" : ""
    readonly property int edge: Metrics.compact ? 24 : 32
    onSpecialChanged: showSpecial()
    Component.onCompleted: showSpecial()

    function showSpecial() {
        if (special === "")
            other.source = ""
        else
            other.setSource("home/" + special + ".qml", { model: homeModel })
    }

    HomeModel { id: homeModel }
    Loader {
        id: other
        anchors.fill: parent
    }

    Item {
        anchors.fill: parent
        visible: root.special === ""
        Hero {
            x: Metrics.margin
            y: Metrics.compact ? 14 : 20
            model: homeModel
        }
        FlowPicture {
            model: homeModel
            x: Metrics.compact ? 16 : 24
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Metrics.compact ? 8 : 16
        }
        Item {
            anchors.right: parent.right
            anchors.rightMargin: root.edge
            anchors.top: parent.top
            anchors.bottom: parent.bottom
            anchors.topMargin: Metrics.compact ? 20 : 24
            anchors.bottomMargin: anchors.topMargin
            width: Metrics.compact ? 296 : 376

            CardPair {
                width: parent.width
                anchors.top: parent.top
                anchors.bottom: contract.top
                anchors.bottomMargin: Metrics.gap
                turning: Metrics.compact || Metrics.bigText
                model: homeModel
                money: Security.moneyVisible
            }
            ContractCard {
                id: contract
                width: parent.width
                anchors.bottom: parent.bottom
                model: homeModel
                money: Security.moneyVisible
            }
        }
    }
}
