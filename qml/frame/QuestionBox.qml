import QtQuick
import Dure
import Dure.Ui

// One question with a yes (held when it matters) and a cancel beside it.
Rectangle {
    id: root
    color: Theme.color.scrim
    focus: true
    readonly property var question: Dialogs.question ?? ({ title: "", text: "", action: "", hold: false })

    MouseArea { anchors.fill: parent }
    Keys.onEscapePressed: Dialogs.answer(false)
    Card {
        anchors.centerIn: parent
        width: Math.min(parent.width - 48, Metrics.desktop ? 520 : 720)
        height: column.implicitHeight + 64
        Accessible.role: Accessible.Dialog
        Accessible.name: root.question.title
        Column {
            id: column
            x: 32
            y: 32
            width: parent.width - 64
            spacing: 20
            AppText {
                width: parent.width
                text: root.question.title
                font.pixelSize: Metrics.title
                font.bold: true
                wrapMode: Text.Wrap
            }
            AppText {
                width: parent.width
                text: root.question.text
                wrapMode: Text.Wrap
                color: Theme.color.text2
                lineHeight: 1.3
            }
            Row {
                anchors.right: parent.right
                spacing: 16
                AppButton {
                    //% "Cancel"
                    text: qsTrId("dure.control.cancel")
                    onClicked: Dialogs.answer(false)
                }
                HoldButton {
                    visible: root.question.hold
                    text: root.question.action
                    onHeld: Dialogs.answer(true)
                }
                AppButton {
                    visible: !root.question.hold
                    look: AppButton.Primary
                    text: root.question.action
                    onClicked: Dialogs.answer(true)
                }
            }
        }
    }
}
