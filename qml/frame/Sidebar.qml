pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Dure
import Dure.Ui

// The manager's places. A place joins when its page is in the table; a badge counts what waits there.
Rectangle {
    id: root
    color: Theme.color.chrome

    DashboardModel { id: deskModel }

    component Place: T.AbstractButton {
        id: place
        required property string target
        required property string iconName
        property int count: 0
        readonly property bool selected: Navigator.section === target
        width: 216
        height: 48
        visible: Navigator.has(target)
        focusPolicy: Qt.StrongFocus
        Accessible.role: Accessible.PageTab
        Accessible.name: count > 0 ? text + " " + count : text
        Accessible.selected: selected
        onClicked: Navigator.show(target)
        Keys.onReturnPressed: clicked()
        background: Rectangle {
            radius: 12
            color: place.down ? Theme.night.line : place.selected ? Theme.color.selected : "transparent"
            border.width: place.visualFocus ? 2 : 0
            border.color: Theme.color.chromeText2
        }
        contentItem: Item {
            Icon {
                x: 12
                anchors.verticalCenter: parent.verticalCenter
                name: place.iconName
                size: 22
                color: place.selected ? Theme.color.chromeText : Theme.color.chromeText2
            }
            AppText {
                x: 48
                anchors.verticalCenter: parent.verticalCenter
                text: place.text
                font.bold: place.selected
                color: place.selected ? Theme.color.chromeText : Theme.color.chromeText2
            }
            Rectangle {
                visible: place.count > 0
                anchors.right: parent.right
                anchors.rightMargin: 12
                anchors.verticalCenter: parent.verticalCenter
                width: Math.max(26, badge.implicitWidth + 14)
                height: 24
                radius: 12
                color: Theme.color.chromeText
                AppText {
                    id: badge
                    anchors.centerIn: parent
                    text: place.count
                    font.pixelSize: 14
                    font.bold: true
                    color: Theme.night.bg
                }
            }
        }
    }

    Row {
        x: 24
        y: 24
        height: 48
        spacing: 12
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "neighbours"
            size: 32
            stroke: 1.9
            color: Theme.color.chromeText
        }
        Column {
            anchors.verticalCenter: parent.verticalCenter
            AppText {
                text: qsTrId("dure.app.name")
                font.pixelSize: 20
                font.bold: true
                color: Theme.color.chromeText
            }
            AppText {
                text: deskModel.homesWords
                font.pixelSize: 14
                color: Theme.color.chromeText2
            }
        }
    }
    Column {
        x: 12
        y: 96
        spacing: 4
        //% "Dashboard"
        Place { target: "manager"; iconName: "home"; text: qsTrId("dure.rail.manager") }
        Place {
            target: "members"
            iconName: "people"
            count: deskModel.applications
            //% "Members"
            text: qsTrId("dure.rail.members")
        }
        //% "Market monitor"
        Place { target: "market"; iconName: "trade"; text: qsTrId("dure.rail.market") }
        Place {
            target: "settlement"
            iconName: "wallet"
            count: deskModel.disputes
            //% "Settlement"
            text: qsTrId("dure.rail.settlement")
        }
        Place {
            target: "nodes"
            iconName: "share"
            //% "Nodes"
            text: qsTrId("dure.rail.nodes")
        }
        Place {
            target: "blocks"
            iconName: "search"
            //% "Blocks"
            text: qsTrId("dure.rail.blocks")
        }
        Place { target: "settings"; iconName: "settings"; text: qsTrId("dure.rail.settings") }
    }
    T.AbstractButton {
        id: lock
        x: 12
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 16
        width: 216
        height: 48
        visible: Security.hasPin
        focusPolicy: Qt.StrongFocus
        //% "Lock"
        text: qsTrId("dure.rail.lock")
        Accessible.role: Accessible.Button
        Accessible.name: text
        onClicked: Security.lock()
        contentItem: Item {
            Icon { x: 12; anchors.verticalCenter: parent.verticalCenter; name: "lock"; size: 22; color: Theme.color.chromeText }
            AppText {
                x: 48
                anchors.verticalCenter: parent.verticalCenter
                text: lock.text
                color: Theme.color.chromeText
            }
        }
    }
}
