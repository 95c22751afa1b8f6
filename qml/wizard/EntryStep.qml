pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// How far this wallpad's own node has come: blocks fetched, invite redeemed, let in by the manager.
Card {
    id: root

    required property WizardModel wizard
    readonly property int entry: wizard.entry
    readonly property bool refused: entry === WizardModel.Refused
    readonly property bool waiting: entry === WizardModel.Knocking

    Column {
        anchors.centerIn: parent
        width: parent.width - 64
        spacing: Metrics.compact ? 10 : 20
        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: root.refused ? "warning" : root.entry === WizardModel.Admitted ? "tick"
                : root.entry === WizardModel.Looking ? "share" : "clock"
            size: Metrics.compact ? 48 : 80
            stroke: 1.75
            color: root.refused ? Theme.color.alarm : Theme.color.text
        }
        AppText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            font.pixelSize: Metrics.heading
            font.bold: true
            text: [
                //% "Looking for the community's nodes"
                qsTrId("dure.join.looking"),
                //% "Fetching the community's blocks"
                qsTrId("dure.join.syncing"),
                //% "Using the invite"
                qsTrId("dure.join.redeeming"),
                //% "Waiting for the manager"
                qsTrId("dure.join.waiting"),
                //% "This wallpad is let in"
                qsTrId("dure.join.admitted"),
                //% "The community does not let this wallpad in"
                qsTrId("dure.join.refused")][root.entry]
        }
        Column {
            visible: root.entry === WizardModel.Syncing
            width: parent.width
            spacing: 10
            Accessible.role: Accessible.ProgressBar
            Accessible.name: root.wizard.syncWords
            Rectangle {
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
                text: root.wizard.syncWords
                font.pixelSize: Metrics.small
                color: Theme.color.text2
            }
        }
        AppText {
            visible: text !== ""
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            font.pixelSize: Metrics.small
            color: Theme.color.text2
            text: root.refused ? root.wizard.entryProblem
                //% "Tell the management office these six words. They let in the node that shows them, and no other."
                : root.waiting ? qsTrId("dure.join.tell-words")
                : root.entry === WizardModel.Looking ? root.wizard.chainAdvice
                : root.entry === WizardModel.Admitted ? root.wizard.chainBlock : ""
        }
        Grid {
            id: words
            visible: root.waiting
            width: parent.width
            columns: Metrics.compact ? 3 : 2
            rowSpacing: 10
            columnSpacing: 10
            Repeater {
                model: root.wizard.entryWords
                Rectangle {
                    id: word
                    required property int index
                    required property string modelData
                    width: (words.width - (words.columns - 1) * 10) / words.columns
                    height: Metrics.compact ? 52 : 64
                    radius: 14
                    color: Theme.color.raised
                    Accessible.role: Accessible.StaticText
                    Accessible.name: (index + 1) + " " + modelData
                    AppText {
                        x: 14
                        anchors.verticalCenter: parent.verticalCenter
                        text: word.index + 1
                        font.pixelSize: 20
                        color: Theme.color.text2
                    }
                    AppText {
                        x: 44
                        width: parent.width - 52
                        anchors.verticalCenter: parent.verticalCenter
                        text: word.modelData
                        font.bold: true
                        fontSizeMode: Text.HorizontalFit
                        minimumPixelSize: 18
                    }
                }
            }
        }
        AppButton {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: root.wizard.mayLeave && (root.refused || root.entry === WizardModel.Looking)
            //% "Use another invite"
            text: qsTrId("dure.join.other-invite")
            onClicked: root.wizard.leave()
        }
    }
}
