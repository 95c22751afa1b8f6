import QtQuick
import Dure
import Dure.Ui

// Whether the village's chain answers, in words.
Card {
    id: root

    required property WizardModel wizard

    Column {
        anchors.centerIn: parent
        width: parent.width - 64
        spacing: Metrics.compact ? 12 : 20
        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: root.wizard.chainFine ? "tick" : "share"
            size: Metrics.compact ? 68 : 96
            stroke: 1.75
            color: Theme.color.text
        }
        AppText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            text: root.wizard.chainWords
            font.pixelSize: Metrics.heading
            font.bold: true
        }
        Rectangle {
            visible: root.wizard.syncPermille < 1000
            width: parent.width
            height: 16
            radius: 8
            color: Theme.color.track
            Rectangle {
                width: parent.width * root.wizard.syncPermille / 1000
                height: parent.height
                radius: 8
                color: Theme.color.action
            }
        }
        AppText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            text: root.wizard.chainFine ? root.wizard.chainBlock : root.wizard.chainAdvice
            font.pixelSize: Metrics.small
            color: Theme.color.text2
        }
    }
}
