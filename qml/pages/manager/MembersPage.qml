pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// Applications to approve or deny, and the members.
Item {
    id: root

    MembersModel { id: membersModel }
    readonly property int edge: width >= 1500 ? 32 : 20

    DeskTitle {
        id: title
        x: root.edge
        width: parent.width - 2 * x
        //% "Members"
        title: qsTrId("dure.manager.members")
        //% "%1 of %2 connected · %3 in circulation"
        note: qsTrId("dure.manager.members-note").arg(membersModel.onlineCount)
            .arg(membersModel.memberCount).arg(membersModel.supply)
    }
    Card {
        id: applications
        visible: membersModel.applicationCount > 0
        x: root.edge
        width: parent.width - 2 * x
        anchors.top: title.bottom
        height: visible ? Math.min(64 + 64 * membersModel.applicationCount + failure.height, parent.height * 0.4) : 0

        AppText {
            id: applicationsTitle
            x: 24
            y: 16
            //% "Applications"
            text: qsTrId("dure.manager.applications")
            font.pixelSize: Metrics.heading
            font.bold: true
        }
        ListView {
            id: waiting
            anchors.top: applicationsTitle.bottom
            anchors.topMargin: 4
            anchors.bottom: failure.top
            x: 24
            width: parent.width - 48
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: membersModel.applications
            delegate: Item {
                id: row
                required property string owner
                required property string name
                required property string kind
                required property string status
                required property string rated
                required property string keyPrint
                required property string since
                required property bool denied
                required property bool busy
                width: waiting.width
                height: 60
                Accessible.role: Accessible.ListItem
                Accessible.name: kind + " " + keyPrint + " " + status
                Icon { anchors.verticalCenter: parent.verticalCenter; name: "people"; size: 24; color: Theme.color.text2 }
                Column {
                    x: 40
                    anchors.verticalCenter: parent.verticalCenter
                    AppText {
                        //% "%1 · %2 plant"
                        text: row.rated === "–" ? row.kind : qsTrId("dure.manager.plant").arg(row.kind).arg(row.rated)
                        font.bold: true
                    }
                    AppText {
                        //% "key %1 · since %2"
                        text: qsTrId("dure.manager.key-since").arg(row.keyPrint).arg(row.since)
                        font.pixelSize: Metrics.caption
                        color: Theme.color.text2
                    }
                }
                Row {
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: 8
                    Chip {
                        anchors.verticalCenter: parent.verticalCenter
                        iconName: row.denied ? "cross" : "clock"
                        ink: row.denied ? Theme.color.alarm : Theme.color.text
                        text: row.busy
                            //% "being sent"
                            ? qsTrId("dure.manager.deciding") : row.status
                    }
                    AppButton {
                        visible: !row.denied
                        enabled: !row.busy && membersModel.mayDecide
                        look: AppButton.Outline
                        //% "Deny"
                        text: qsTrId("dure.manager.deny")
                        onClicked: Dialogs.ask(
                            //% "Deny this application?"
                            qsTrId("dure.manager.deny-title"),
                            //% "The home can apply again with a new invitation."
                            qsTrId("dure.manager.deny-text"), text, false,
                            () => membersModel.deny(row.owner))
                    }
                    AppButton {
                        enabled: !row.busy && membersModel.mayDecide
                        look: AppButton.Primary
                        //% "Approve"
                        text: qsTrId("dure.manager.approve")
                        onClicked: Dialogs.ask(
                            //% "Approve this member?"
                            qsTrId("dure.manager.approve-title"),
                            //% "It gets a seat on the market and its first coins. Compare the key with the application form: %1"
                            qsTrId("dure.manager.approve-text").arg(row.keyPrint), text, false,
                            () => membersModel.approve(row.owner))
                    }
                }
            }
        }
        AppText {
            id: failure
            x: 24
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 8
            height: text === "" ? 0 : implicitHeight
            text: membersModel.failure
            color: Theme.color.alarm
            font.pixelSize: Metrics.small
        }
    }
    Card {
        x: root.edge
        width: parent.width - 2 * x
        anchors.top: applications.visible ? applications.bottom : title.bottom
        anchors.topMargin: applications.visible ? 16 : 0
        anchors.bottom: parent.bottom
        anchors.bottomMargin: parent.height < 900 ? 16 : 24

        DeskHeader {
            id: head
            x: 24
            y: 8
            width: parent.width - 48
            //% "Name"
            labels: [qsTrId("dure.manager.column-name"),
                     //% "Kind"
                     qsTrId("dure.manager.column-kind"),
                     //% "State"
                     qsTrId("dure.manager.column-state"),
                     //% "Plant"
                     qsTrId("dure.manager.column-plant"),
                     //% "Last slot"
                     qsTrId("dure.manager.column-net"),
                     //% "Reading"
                     qsTrId("dure.manager.column-reading"),
                     //% "Coins"
                     qsTrId("dure.manager.column-coins"),
                     //% "Key"
                     qsTrId("dure.manager.column-key")]
            shares: [0.18, 0.13, 0.11, 0.09, 0.15, 0.1, 0.11, 0.13]
            numeric: [false, false, false, true, true, true, true, true]
        }
        ListView {
            id: list
            anchors.top: head.bottom
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 12
            x: 24
            width: parent.width - 48
            clip: true
            reuseItems: true
            boundsBehavior: Flickable.StopAtBounds
            model: membersModel.members
            delegate: DeskRow {
                required property string name
                required property string kind
                required property string status
                required property string rated
                required property string balance
                required property string lastSeen
                required property string lastNet
                required property string keyPrint
                required property bool online
                width: list.width
                header: head
                texts: [name, kind, status, rated, lastNet, lastSeen, balance, keyPrint]
                strong: 0
                mono: 7
                colored: online ? -1 : 2
                ink: Theme.color.alarm
            }
        }
        AppText {
            visible: list.count === 0
            anchors.centerIn: list
            //% "No members yet."
            text: qsTrId("dure.manager.no-members")
            color: Theme.color.text2
        }
    }
}
