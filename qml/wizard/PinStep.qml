import QtQuick
import Dure
import Dure.Ui

// Six digits, twice. Weak ones are refused with the reason.
Item {
    id: root

    required property WizardModel wizard
    property string first: ""
    property string problem: ""

    function take(pin: string) {
        root.problem = ""
        if (root.first === "") {
            root.problem = root.wizard.pinProblem(pin)
            if (root.problem === "")
                root.first = pin
        } else if (pin === root.first) {
            root.wizard.setPin(pin)
            root.first = ""
        } else {
            //% "The two PINs differ. Please begin again."
            root.problem = qsTrId("dure.wizard.pin-differs")
            root.first = ""
        }
        pad.pin = ""
    }

    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        width: parent.width
        spacing: Metrics.compact ? 8 : 20
        AppText {
            id: word
            width: parent.width
            height: Metrics.compact ? 52 : 64
            verticalAlignment: Text.AlignVCenter
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            font.pixelSize: Metrics.small
            font.bold: true
            readonly property string fault: root.problem !== "" ? root.problem : root.wizard.pinFailure
            color: fault !== "" ? Theme.color.alarm : Theme.color.text
            //% "The key is protected by your PIN."
            text: root.wizard.pinSet ? qsTrId("dure.wizard.pin-done")
                //% "Storing the key…"
                : root.wizard.pinBusy ? qsTrId("dure.wizard.pin-busy")
                : fault !== "" ? fault
                //% "Enter it once more"
                : root.first !== "" ? qsTrId("dure.wizard.pin-again")
                //% "Enter six digits"
                : qsTrId("dure.wizard.pin-first")
        }
        PinPad {
            id: pad
            visible: !root.wizard.pinSet
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Metrics.compact ? 12 : 24
            locked: root.wizard.pinBusy
            onEntered: pin => root.take(pin)
        }
        Icon {
            visible: root.wizard.pinSet
            anchors.horizontalCenter: parent.horizontalCenter
            name: "shield"
            size: 96
            stroke: 1.75
            color: Theme.color.text
        }
    }
}
