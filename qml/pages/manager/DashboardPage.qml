import QtQuick
import Dure
import Dure.Ui

// The community now: four figures, the market, who is connected, and what needs a hand.
Item {
    id: root

    DashboardModel { id: dashboardModel }
    MarketModel { id: marketModel }
    BlocksModel { id: blocksModel }

    readonly property bool wide: width >= 1500
    readonly property bool low: height < 900
    readonly property int edge: wide ? 32 : 20

    Item {
        id: desk
        width: parent.width - (root.wide ? tasks.width : 0)
        height: parent.height

        DeskTitle {
            id: title
            x: root.edge
            width: parent.width - 2 * x
            //% "Dashboard"
            title: qsTrId("dure.manager.dashboard")
            note: dashboardModel.time
            Chip {
                visible: dashboardModel.simulation !== ""
                iconName: "info"
                text: dashboardModel.simulation
            }
        }
        Card {
            id: figures
            x: root.edge
            width: parent.width - 2 * x
            height: root.low ? 120 : 136
            anchors.top: title.bottom
            Row {
                x: 24
                y: root.low ? 12 : 20
                width: parent.width - 24
                Kpi {
                    first: true
                    width: parent.width / 4
                    //% "Taken from the grid"
                    label: qsTrId("dure.manager.imported")
                    value: dashboardModel.imported
                    //% "sent out %1"
                    caption: qsTrId("dure.manager.exported").arg(dashboardModel.exported.text)
                }
                Kpi {
                    width: parent.width / 4
                    //% "Neighbour trade"
                    label: qsTrId("dure.manager.trading")
                    value: dashboardModel.trading
                    caption: dashboardModel.tradingCaption
                }
                Kpi {
                    width: parent.width / 4
                    //% "Connected members"
                    label: qsTrId("dure.manager.connected-members")
                    words: dashboardModel.online
                    unit: "/ " + dashboardModel.members
                    caption: dashboardModel.onlineCaption
                }
                Kpi {
                    width: parent.width / 4
                    label: qsTrId("dure.manager.network")
                    iconName: dashboardModel.chainFine ? "tick" : "warning"
                    alarming: !dashboardModel.chainFine
                    words: dashboardModel.chain
                    caption: dashboardModel.chainCaption
                }
            }
        }
        MarketCard {
            id: market
            model: marketModel
            x: root.edge
            width: parent.width - 2 * x
            anchors.top: figures.bottom
            anchors.topMargin: 16
            anchors.bottom: homes.top
            anchors.bottomMargin: 16
        }
        HomesCard {
            id: homes
            model: dashboardModel
            x: root.edge
            anchors.bottom: parent.bottom
            anchors.bottomMargin: root.low ? 16 : 24
            width: (parent.width - 2 * x - 16) * (root.wide ? 0.66 : 0.55)
            height: root.low ? 212 : 308
        }
        Loader {
            anchors.left: homes.right
            anchors.leftMargin: 16
            anchors.right: parent.right
            anchors.rightMargin: root.edge
            anchors.bottom: homes.bottom
            height: homes.height
            sourceComponent: root.wide ? chainCard : taskCard
        }
        // Bound components cannot be a Loader's in Qt 6.4, so these two reach out by id.
        Component { id: chainCard; ChainCard { model: blocksModel } } // qmllint disable unqualified
        Component { id: taskCard; TaskList { model: dashboardModel; framed: true } } // qmllint disable unqualified
    }
    Loader {
        id: tasks
        active: root.wide
        anchors.right: parent.right
        width: 380
        height: parent.height
        sourceComponent: TaskList {
            model: dashboardModel // qmllint disable unqualified
            Rectangle { width: 1; height: parent.height; color: Theme.color.line }
        }
    }
}
