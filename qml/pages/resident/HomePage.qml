import QtQuick
import Dure
import Dure.Ui

// Power at a glance: hero, flow, cards. At rest only the hero and a clock are left, larger.
Item {
    id: root

    property bool idle: false
    readonly property bool money: Security.moneyVisible

    HomeModel { id: homeModel }
    HeroLook { id: look; hero: homeModel.hero }

    Loader {
        anchors.fill: parent
        active: root.idle
        visible: active
        sourceComponent: IdleFace { model: homeModel }
    }
    Loader {
        anchors.fill: parent
        active: !root.idle
        visible: active
        sourceComponent: Metrics.tall ? upright : lying
    }

    component Hero: Column {
        spacing: Metrics.compact ? 0 : 4
        Row {
            spacing: 16
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: look.icon
                size: Metrics.pick(48, 60, 68, 48)
                stroke: 1.9
                color: look.ink
            }
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                text: homeModel.heroWord
                font.pixelSize: Metrics.heroWord
                font.bold: true
                font.letterSpacing: -1
                color: look.ink
            }
        }
        Row {
            spacing: 16
            Amount {
                value: homeModel.heroPower
                size: Metrics.hero
                unitSize: Math.round(Metrics.hero * 0.46)
                // Hangul fonts leave much room above and below digits.
                implicitHeight: Metrics.hero * 1.06
                topShift: -Metrics.hero * 0.2
            }
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: look.arrow !== ""
                name: look.arrow
                size: Metrics.pick(68, 88, 100, 68)
                stroke: 2.4
                color: look.ink
            }
        }
    }

    Component {
        id: lying
        Item {
            readonly property int column: Metrics.compact ? 296 : 376
            readonly property int edge: Metrics.compact ? 24 : 32
            Hero {
                x: Metrics.margin
                y: Metrics.compact ? 14 : 20
            }
            FlowPicture {
                model: homeModel
                x: Metrics.compact ? 16 : 24
                anchors.bottom: parent.bottom
                anchors.bottomMargin: Metrics.compact ? 8 : 16
            }
            Item {
                anchors.right: parent.right
                anchors.rightMargin: parent.edge
                anchors.top: parent.top
                anchors.bottom: parent.bottom
                anchors.topMargin: Metrics.compact ? 20 : 24
                anchors.bottomMargin: anchors.topMargin
                width: parent.column

                Loader {
                    width: parent.width
                    anchors.top: parent.top
                    anchors.bottom: contract.top
                    anchors.bottomMargin: Metrics.gap
                    sourceComponent: Metrics.compact || Metrics.bigText ? turning : both
                }
                ContractCard {
                    id: contract
                    width: parent.width
                    anchors.bottom: parent.bottom
                    model: homeModel
                    money: root.money
                }
            }
        }
    }
    Component {
        id: both
        Item {
            TodayCard {
                width: parent.width
                anchors.top: parent.top
                anchors.bottom: bill.top
                anchors.bottomMargin: Metrics.gap
                model: homeModel
            }
            BillCard {
                id: bill
                width: parent.width
                anchors.bottom: parent.bottom
                model: homeModel
                money: root.money
            }
        }
    }
    Component {
        id: turning
        TurningCard {
            TodayCard { anchors.fill: parent; model: homeModel }
            BillCard { anchors.fill: parent; model: homeModel; money: root.money; brief: Metrics.compact }
        }
    }
    Component {
        id: upright
        Item {
            Hero { x: 36; y: 20 }
            FlowPicture {
                model: homeModel
                x: 32
                y: 292
            }
            TodayRow {
                x: 32
                y: 728
                width: parent.width - 64
                height: 120
                model: homeModel
            }
            BillCard {
                x: 32
                y: 864
                width: (parent.width - 80) / 2
                height: parent.height - y - 16
                model: homeModel
                money: root.money
            }
            ContractCard {
                x: 48 + width
                y: 864
                width: (parent.width - 80) / 2
                height: parent.height - y - 16
                model: homeModel
                money: root.money
                roomy: true
            }
        }
    }
}
