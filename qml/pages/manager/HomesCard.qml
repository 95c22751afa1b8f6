pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// One tile a member by building: selling, connected, lost.
Card {
    id: root

    required property DashboardModel model
    readonly property bool few: model.members <= 60
    readonly property int tile: !few ? 12 : height < 250 ? 22 : 30
    readonly property int gap: few ? 6 : 3

    component Key: Row {
        id: key
        required property string label
        required property int look
        spacing: 8
        Tile { anchors.verticalCenter: parent.verticalCenter; state_: key.look; side: 14 }
        AppText { text: key.label; font.pixelSize: Metrics.caption; color: Theme.color.text2; rightPadding: 12 }
    }
    component Tile: Rectangle {
        id: tileItem
        required property int state_    // 0 selling, 1 connected, 2 lost
        property int side: root.tile
        width: side
        height: side
        radius: side > 16 ? 6 : 2
        color: state_ === 0 ? Theme.color.trade : state_ === 1 ? Theme.color.line : "transparent"
        border.width: state_ === 2 ? 2 : 0
        border.color: Theme.color.alarm
        Icon {
            visible: tileItem.state_ === 2
            anchors.centerIn: parent
            name: "cross"
            size: tileItem.side
            color: Theme.color.alarm
        }
    }

    AppText {
        id: title
        x: 24
        y: 18
        //% "Members by building"
        text: qsTrId("dure.manager.by-building")
        font.pixelSize: Metrics.heading
        font.bold: true
    }
    Row {
        anchors.right: parent.right
        anchors.rightMargin: 12
        anchors.verticalCenter: title.verticalCenter
        spacing: 4
        Key {
            look: 0
            //% "selling %1"
            label: qsTrId("dure.manager.selling").arg(root.model.sellingCount)
        }
        Key {
            look: 1
            //% "connected %1"
            label: qsTrId("dure.manager.connected").arg(root.model.connectedCount)
        }
        Key {
            look: 2
            //% "lost %1"
            label: qsTrId("dure.manager.lost").arg(root.model.lostCount)
        }
    }
    Flickable {
        anchors.fill: parent
        anchors.leftMargin: 24
        anchors.rightMargin: 24
        anchors.topMargin: root.height < 250 ? 54 : 60
        anchors.bottomMargin: 16
        clip: true
        contentHeight: buildings.height
        boundsBehavior: Flickable.StopAtBounds
        Flow {
            id: buildings
            width: parent.width
            spacing: root.height < 250 ? 10 : root.few ? 20 : 12
            Repeater {
                model: root.model.buildings
                Column {
                    id: building
                    required property var modelData
                    readonly property int columns: root.few ? 4 : 8
                    width: Math.max(117, columns * (root.tile + root.gap) - root.gap)
                    spacing: 8
                    Item {
                        width: parent.width
                        height: 24
                        AppText { text: building.modelData.name; font.pixelSize: Metrics.small; font.bold: true }
                        AppText {
                            anchors.right: parent.right
                            text: building.modelData.count
                            font.pixelSize: Metrics.caption
                            color: Theme.color.text2
                        }
                    }
                    Grid {
                        columns: building.columns
                        spacing: root.gap
                        Repeater {
                            model: building.modelData.homes
                            Tile {
                                required property var modelData
                                state_: modelData.state
                                Accessible.role: Accessible.StaticText
                                Accessible.name: modelData.name
                            }
                        }
                    }
                }
            }
        }
    }
}
