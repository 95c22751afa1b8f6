import QtQuick
import Dure
import Dure.Ui

// Asks for the PIN: to unlock, or before money moves.
Rectangle {
    id: root
    color: Theme.color.scrim
    property bool wrong: false

    MouseArea { anchors.fill: parent }
    Connections {
        target: Security
        function onOpened() { Dialogs.pinDone(true) }
        function onRefused() { root.wrong = true }
    }
    Keys.onEscapePressed: Dialogs.pinDone(false)
    Card {
        anchors.centerIn: parent
        width: Math.min(parent.width - 48, 520)
        height: column.implicitHeight + 48
        Accessible.role: Accessible.Dialog
        Accessible.name: Dialogs.pinReason
        Column {
            id: column
            anchors.centerIn: parent
            width: parent.width - 48
            spacing: Metrics.compact ? 12 : 20
            AppText {
                anchors.horizontalCenter: parent.horizontalCenter
                text: Dialogs.pinReason
                font.pixelSize: Metrics.heading
                font.bold: true
            }
            AppText {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                font.pixelSize: Metrics.small
                color: root.wrong ? Theme.color.alarm : Theme.color.text2
                text: Security.wordsNeeded ? qsTrId("dure.pin.words-needed")
                    : Security.waitSeconds > 0
                    //% "Too many wrong tries. Wait %1 s."
                    ? qsTrId("dure.pin.wait").arg(Security.waitSeconds)
                    //% "That is not the PIN."
                    : root.wrong ? qsTrId("dure.pin.wrong")
                    //% "Checking"
                    : Security.busy ? qsTrId("dure.pin.checking")
                    //% "Enter the six digits."
                    : qsTrId("dure.pin.enter")
            }
            PinPad {
                id: pad
                anchors.horizontalCenter: parent.horizontalCenter
                visible: !Security.wordsNeeded
                locked: Security.busy || Security.waitSeconds > 0
                onEntered: pin => {
                    root.wrong = false
                    if (Security.unlock(pin)) {
                        Dialogs.pinDone(true)
                        return
                    }
                    root.wrong = !Security.busy
                    pad.pin = ""
                }
                Component.onCompleted: forceActiveFocus()
            }
            AppButton {
                anchors.horizontalCenter: parent.horizontalCenter
                visible: Security.wordsNeeded
                look: AppButton.Primary
                //% "Enter the twelve words"
                text: qsTrId("dure.pin.enter-words")
                onClicked: {
                    Dialogs.pinDone(false)
                    Security.enterGuest()
                    Navigator.open("restore")
                }
            }
            AppButton {
                anchors.horizontalCenter: parent.horizontalCenter
                text: qsTrId("dure.control.cancel")
                small: true
                look: AppButton.Quiet
                onClicked: Dialogs.pinDone(false)
            }
        }
    }
}
