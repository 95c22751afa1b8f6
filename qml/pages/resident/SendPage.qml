pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Dure
import Dure.Ui

// Coins to a member: whom, how much, hold to send. A raw address only when asked for.
Item {
    id: root

    CoinsModel {
        id: coinsModel
        onChanged: {
            if (sending !== Deal.Sending.Done)
                return
            forgetSending()
            //% "The coins are sent."
            Dialogs.say(qsTrId("dure.coins.sent-toast"))
            Navigator.back()
        }
    }
    property string toName: ""
    property string toAddress: ""
    property int won: 0
    property bool typing: coinsModel.members.length === 0
    readonly property bool waiting: coinsModel.sending === Deal.Sending.Pending
    readonly property string receiver: typing ? field.text : toAddress
    readonly property string receiverProblem: receiver === "" ? "" : coinsModel.addressProblem(receiver)
    readonly property string amountProblem: won === 0 ? "" : coinsModel.amountProblem(won)
    readonly property bool ready: receiver !== "" && won > 0 && receiverProblem === "" && amountProblem === ""

    PageHeader {
        id: header
        x: Metrics.margin
        y: Metrics.compact ? 8 : 16
        width: parent.width - 2 * x
        //% "Send coins"
        title: qsTrId("dure.coins.send-title")
    }

    Card {
        id: who
        x: Metrics.margin
        anchors.top: header.bottom
        anchors.topMargin: Metrics.compact ? 8 : 16
        anchors.bottom: Metrics.tall ? undefined : parent.bottom
        anchors.bottomMargin: Metrics.compact ? 16 : 24
        width: Metrics.tall ? parent.width - 2 * x : Metrics.compact ? 380 : 480
        height: 460

        Item {
            id: whoHead
            x: 24
            y: 12
            width: parent.width - 48
            height: 56
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                //% "To whom?"
                text: qsTrId("dure.coins.to-whom")
                font.bold: true
            }
            AppButton {
                anchors.right: parent.right
                visible: coinsModel.members.length > 0
                small: true
                text: root.typing
                    //% "Members"
                    ? qsTrId("dure.coins.choose-member")
                    //% "Address"
                    : qsTrId("dure.coins.type-address")
                onClicked: root.typing = !root.typing
            }
        }
        ListView {
            id: list
            visible: !root.typing
            anchors.top: whoHead.bottom
            anchors.topMargin: 8
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 12
            x: 16
            width: parent.width - 32
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: coinsModel.members
            delegate: ListRow {
                id: row
                required property var modelData
                readonly property bool chosen: root.toAddress === modelData.address
                width: list.width
                implicitHeight: 64
                leftPadding: 8
                rightPadding: 8
                text: modelData.name
                Accessible.checked: chosen
                onClicked: {
                    root.toAddress = modelData.address
                    root.toName = modelData.name
                }
                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: row.chosen
                    name: "tick"
                    size: 28
                    stroke: 2.4
                    color: Theme.color.text
                }
            }
        }
        Column {
            visible: root.typing
            anchors.top: whoHead.bottom
            anchors.topMargin: 16
            x: 24
            width: parent.width - 48
            spacing: 12
            EntryField {
                id: field
                width: parent.width
                //% "Address, 0x…"
                label: qsTrId("dure.coins.address-label")
                mono: true
            }
            AppText {
                width: parent.width
                wrapMode: Text.Wrap
                text: root.typing ? root.receiverProblem : ""
                font.pixelSize: Metrics.caption
                color: Theme.color.alarm
            }
        }
    }

    Item {
        anchors.right: parent.right
        anchors.rightMargin: Metrics.margin
        anchors.top: Metrics.tall ? who.bottom : header.bottom
        anchors.topMargin: Metrics.compact ? 8 : 16
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Metrics.compact ? 16 : 24
        width: Metrics.tall ? who.width : parent.width - 2 * Metrics.margin - who.width - (Metrics.compact ? 24 : 40)

        Column {
            width: parent.width
            spacing: Metrics.compact ? 8 : 20
            AppText {
                height: 56
                verticalAlignment: Text.AlignVCenter
                //% "How much?"
                text: qsTrId("dure.coins.how-much")
                font.bold: true
            }
            BigStepper {
                width: parent.width
                size: Metrics.pick(56, 80, 80, 48)
                value: root.won
                from: 0
                to: coinsModel.spendable
                step: 100
                bigStep: 1000
                text: root.won.toLocaleString(Qt.locale(), "f", 0)
                //% "won"
                unit: qsTrId("dure.unit.won")
                name: qsTrId("dure.coins.how-much")
                onEdited: value => root.won = value
            }
            Row {
                anchors.horizontalCenter: parent.horizontalCenter
                spacing: 12
                Repeater {
                    model: [1000, 5000, 10000]
                    AppButton {
                        required property int modelData
                        small: true
                        look: AppButton.Outline
                        enabled: modelData <= coinsModel.spendable
                        text: coinsModel.moneyText(modelData)
                        onClicked: root.won = modelData
                    }
                }
            }
            AppText {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                //% "You have %1 to send"
                text: qsTrId("dure.coins.spendable").arg(coinsModel.moneyText(coinsModel.spendable))
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
            }
            AppText {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                visible: text !== ""
                text: coinsModel.failure !== "" ? coinsModel.failure : root.amountProblem
                font.pixelSize: Metrics.caption
                color: Theme.color.alarm
            }
        }
        Column {
            anchors.bottom: parent.bottom
            width: parent.width
            spacing: 12
            AppText {
                width: parent.width
                visible: root.ready
                horizontalAlignment: Text.AlignRight
                wrapMode: Text.Wrap
                //% "%1 to %2. This cannot be taken back."
                text: qsTrId("dure.coins.send-summary").arg(coinsModel.moneyText(root.won))
                    .arg(root.typing ? root.receiver : root.toName)
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
            }
            Row {
                anchors.right: parent.right
                spacing: 16
                AppButton {
                    //% "Cancel"
                    text: qsTrId("dure.coins.cancel")
                    enabled: !root.waiting
                    onClicked: Navigator.back()
                }
                HoldButton {
                    enabled: root.ready && !root.waiting
                    opacity: enabled ? 1 : 0.5
                    iconName: "out"
                    text: root.waiting ? qsTrId("dure.condition.sending") : qsTrId("dure.coins.send")
                    hint: !root.waiting
                    onHeld: Dialogs.withPin(qsTrId("dure.coins.send"),
                                            () => coinsModel.send(root.receiver, root.won))
                }
            }
        }
    }
}
