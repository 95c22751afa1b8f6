import QtQuick
import Dure
import Dure.Ui

// Balance, what is held, send and receive, this month.
Item {
    id: root

    required property CoinsModel model

    Item {
        id: head
        width: parent.width
        height: 56
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            //% "Coin balance"
            text: qsTrId("dure.coins.balance")
            color: Theme.color.text2
        }
        AppButton {
            anchors.right: parent.right
            small: true
            iconName: root.model.masked ? "show" : "hide"
            text: root.model.masked
                //% "Show"
                ? qsTrId("dure.coins.show")
                //% "Hide"
                : qsTrId("dure.coins.hide")
            onClicked: {
                if (root.model.guest)
                    Dialogs.withPin(qsTrId("dure.coins.show"), () => {})
                else
                    root.model.hidden = !root.model.hidden
            }
        }
    }
    Item {
        id: amount
        anchors.top: head.bottom
        width: parent.width
        height: Metrics.compact ? 84 : 128
        Amount {
            visible: !root.model.masked && root.model.known
            anchors.verticalCenter: parent.verticalCenter
            value: root.model.balance
            size: Math.min(Metrics.pick(72, 104, 104, 72), parent.width / (0.6 * value.number.length + 0.6))
            unitSize: Metrics.pick(32, 44, 44, 32)
            unitBold: true
            unitColor: Theme.color.text
        }
        AppText {
            visible: !root.model.masked && !root.model.known
            anchors.verticalCenter: parent.verticalCenter
            //% "Checking amount"
            text: qsTrId("dure.coins.checking-balance")
            font.pixelSize: Metrics.title
            font.bold: true
            color: Theme.color.text2
        }
        Row {
            visible: root.model.masked
            anchors.verticalCenter: parent.verticalCenter
            x: 5
            spacing: 15
            Accessible.role: Accessible.StaticText
            Accessible.name: note.text
            Repeater {
                model: 5
                Rectangle { width: Metrics.compact ? 24 : 30; height: width; radius: width / 2; color: Theme.color.text }
            }
        }
    }
    Row {
        id: noteRow
        anchors.top: amount.bottom
        height: 32
        width: parent.width
        spacing: 10
        Icon {
            id: noteIcon
            anchors.verticalCenter: parent.verticalCenter
            visible: note.text !== ""
            name: "lock"
            size: 22
            color: Theme.color.text2
        }
        AppText {
            id: note
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - 32
            elide: Text.ElideRight
            text: root.model.guest
                //% "Enter the PIN to see it"
                ? qsTrId("dure.coins.masked")
                : !root.model.anyLocked || root.model.masked ? ""
                : Metrics.compact ? root.model.lockedShort : root.model.lockedWords
            font.pixelSize: Metrics.caption
            color: Theme.color.text2
        }
    }
    Row {
        id: buttons
        anchors.top: noteRow.bottom
        anchors.topMargin: Metrics.compact ? 12 : 24
        width: parent.width
        spacing: 16
        AppButton {
            width: (parent.width - 16) / 2
            look: AppButton.Primary
            iconName: "out"
            //% "Send"
            text: qsTrId("dure.coins.send")
            enabled: root.model.known
            onClicked: Navigator.open("send")
        }
        AppButton {
            width: (parent.width - 16) / 2
            iconName: "qr"
            //% "Receive"
            text: qsTrId("dure.coins.receive")
            onClicked: Navigator.open("receive")
        }
    }
    Card {
        anchors.bottom: parent.bottom
        width: parent.width
        height: rows.implicitHeight + (Metrics.compact ? 20 : 32)

        component Line: Item {
            id: line
            required property string iconName
            required property string label
            required property string amount
            width: parent.width
            height: Metrics.compact ? 44 : 60
            Accessible.role: Accessible.StaticText
            Accessible.name: label + " " + amount
            Icon {
                id: icon
                anchors.verticalCenter: parent.verticalCenter
                name: line.iconName
                size: Metrics.compact ? 24 : 28
                color: Theme.color.text2
            }
            AppText {
                anchors.left: icon.right
                anchors.leftMargin: 14
                anchors.verticalCenter: parent.verticalCenter
                text: line.label
                font.pixelSize: Metrics.compact ? 20 : 22
                color: Theme.color.text2
            }
            AppText {
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: line.amount
                font.pixelSize: Metrics.compact ? 22 : 26
                font.bold: true
            }
        }
        Column {
            id: rows
            x: Metrics.cardPadding
            y: Metrics.compact ? 8 : 16
            width: parent.width - 2 * x
            Item {
                width: parent.width
                height: 36
                AppText {
                    //% "This month %1"
                    text: qsTrId("dure.coins.month").arg(root.model.month)
                    font.pixelSize: Metrics.caption
                    color: Theme.color.text2
                }
                AppText {
                    visible: !Metrics.compact
                    anchors.right: parent.right
                    //% "1 coin = 1 won"
                    text: qsTrId("dure.coins.rate")
                    font.pixelSize: Metrics.caption
                    color: Theme.color.text2
                }
            }
            Line { iconName: "out"; label: root.model.soldWords; amount: root.model.earned }
            Line { iconName: "in"; label: root.model.boughtWords; amount: root.model.paid }
            Line {
                iconName: "clock"
                //% "Still to receive"
                label: qsTrId("dure.coins.pending-in")
                amount: root.model.pendingIn
            }
        }
    }
}
