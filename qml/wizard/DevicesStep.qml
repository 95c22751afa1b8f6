pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// What was found, and whether the meter counts the right way round.
Item {
    id: root

    required property WizardModel wizard

    Card {
        id: found
        width: parent.width
        height: Math.min(parent.height - ask.height - 16, Math.max(100, list.contentHeight + 16))
        ListView {
            id: list
            anchors.fill: parent
            anchors.margins: 8
            anchors.leftMargin: 20
            anchors.rightMargin: 20
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: root.wizard.devices
            delegate: ListRow {
                id: device
                required property int index
                required property var modelData
                width: list.width
                implicitHeight: Metrics.compact ? 68 : 84
                touchable: false
                divided: index + 1 < list.count
                iconName: modelData.icon
                text: modelData.name
                caption: modelData.detail
                Chip {
                    anchors.verticalCenter: parent.verticalCenter
                    iconName: device.modelData.fine ? "tick" : "clock"
                    ink: device.modelData.fine ? Theme.color.text : Theme.color.text2
                    text: device.modelData.state
                }
            }
        }
        AppText {
            visible: list.count === 0
            anchors.centerIn: parent
            //% "Looking for devices…"
            text: qsTrId("dure.wizard.searching")
            color: Theme.color.text2
        }
    }
    Card {
        id: ask
        anchors.bottom: parent.bottom
        width: parent.width
        height: column.implicitHeight + 40
        Column {
            id: column
            x: 24
            y: 20
            width: parent.width - 48
            spacing: 14
            AppText {
                width: parent.width
                wrapMode: Text.Wrap
                text: root.wizard.signQuestion !== "" ? root.wizard.signQuestion
                    //% "As soon as the meter answers, you are asked which way the current flows."
                    : qsTrId("dure.wizard.sign-wait")
                font.bold: root.wizard.signQuestion !== ""
                color: root.wizard.signQuestion !== "" ? Theme.color.text : Theme.color.text2
            }
            Row {
                spacing: 12
                AppButton {
                    small: true
                    enabled: root.wizard.signQuestion !== ""
                    look: root.wizard.sign === WizardModel.Right ? AppButton.Primary : AppButton.Outline
                    iconName: root.wizard.sign === WizardModel.Right ? "tick" : ""
                    //% "Yes, that is right"
                    text: qsTrId("dure.wizard.sign-right")
                    onClicked: root.wizard.sign = WizardModel.Right
                }
                AppButton {
                    small: true
                    look: root.wizard.sign === WizardModel.Wrong ? AppButton.Primary : AppButton.Outline
                    iconName: root.wizard.sign === WizardModel.Wrong ? "tick" : ""
                    //% "No, or I do not know"
                    text: qsTrId("dure.wizard.sign-wrong")
                    onClicked: root.wizard.sign = WizardModel.Wrong
                }
            }
            AppText {
                visible: root.wizard.sign === WizardModel.Wrong
                width: parent.width
                wrapMode: Text.Wrap
                //% "Go on; the installer checks the meter. Nothing is sold wrongly: contracts count what the meter says."
                text: qsTrId("dure.wizard.sign-advice")
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
            }
        }
    }
}
