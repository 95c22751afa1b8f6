pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// Where the application stands: sent, waiting, approved; or why not.
Card {
    id: root

    required property WizardModel wizard
    readonly property int state_: wizard.approval
    readonly property bool stuck: state_ === WizardModel.Denied || state_ === WizardModel.Failed

    Column {
        anchors.centerIn: parent
        width: parent.width - 64
        spacing: Metrics.compact ? 14 : 24
        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: root.state_ === WizardModel.Approved ? "tick" : root.stuck ? "warning" : "clock"
            size: Metrics.compact ? 60 : 88
            stroke: 1.75
            color: root.stuck ? Theme.color.alarm : Theme.color.text
        }
        AppText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            font.pixelSize: Metrics.heading
            font.bold: true
            text: [
                //% "The application is ready"
                qsTrId("dure.wizard.approval-ready"),
                //% "Sending the application"
                qsTrId("dure.wizard.approval-sending"),
                //% "Waiting for approval"
                qsTrId("dure.wizard.approval-waiting"),
                //% "You are in"
                qsTrId("dure.wizard.approval-approved"),
                //% "The application was denied"
                qsTrId("dure.wizard.approval-denied"),
                //% "The application did not get through"
                qsTrId("dure.wizard.approval-failed")][root.state_]
        }
        Column {
            visible: !root.stuck
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: 10
            Repeater {
                //% "Application sent"
                model: [[qsTrId("dure.wizard.done-sent"), root.state_ >= WizardModel.Waiting],
                        //% "Approved by the manager"
                        [qsTrId("dure.wizard.done-approved"), root.state_ === WizardModel.Approved],
                        //% "First coins and trade"
                        [qsTrId("dure.wizard.done-trade"), root.state_ === WizardModel.Approved]]
                Row {
                    id: line
                    required property var modelData
                    spacing: 12
                    Rectangle {
                        width: 32
                        height: 32
                        radius: 16
                        anchors.verticalCenter: parent?.verticalCenter
                        color: line.modelData[1] ? Theme.color.action : "transparent"
                        border.width: line.modelData[1] ? 0 : 2
                        border.color: Theme.color.rest
                        Icon {
                            anchors.centerIn: parent
                            visible: line.modelData[1]
                            name: "tick"
                            size: 20
                            stroke: 2.6
                            color: Theme.color.actionInk
                        }
                    }
                    AppText {
                        text: line.modelData[0]
                        font.pixelSize: Metrics.small
                        color: line.modelData[1] ? Theme.color.text : Theme.color.text2
                    }
                }
            }
        }
        AppText {
            visible: root.stuck
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            text: root.wizard.failure !== "" ? root.wizard.failure
                //% "Please ask at the management office."
                : qsTrId("dure.wizard.ask-office")
            color: Theme.color.text2
            font.pixelSize: Metrics.small
        }
        AppText {
            visible: root.wizard.byInvite && root.state_ === WizardModel.Waiting
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.WrapAnywhere
            //% "Address %1"
            text: qsTrId("dure.join.address").arg(root.wizard.ownAddress)
            font.family: Theme.mono
            font.pixelSize: Metrics.caption
            color: Theme.color.text2
        }
        AppText {
            visible: !root.stuck
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: root.wizard.home
            font.pixelSize: Metrics.small
            color: Theme.color.text2
        }
        AppButton {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: root.wizard.simulation && root.state_ === WizardModel.Waiting
            look: AppButton.Primary
            iconName: "tick"
            //% "Approve as the manager (simulation)"
            text: qsTrId("dure.wizard.approve-here")
            onClicked: root.wizard.approveHere()
        }
        AppButton {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: root.state_ === WizardModel.NotSent || root.state_ === WizardModel.Failed
            look: AppButton.Primary
            //% "Send the application"
            text: qsTrId("dure.wizard.send-application")
            onClicked: root.wizard.apply()
        }
    }
}
