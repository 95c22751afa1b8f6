import QtQuick
import Dure
import Dure.Ui

// A new PIN, entered twice.
Item {
    id: root
    property string first: ""
    property int fault: Security.None
    property bool differs: false

    PageHeader {
        id: header
        x: Metrics.margin
        y: 16
        width: parent.width - 2 * x
        //% "New PIN"
        title: qsTrId("dure.pin.new")
    }
    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        y: Metrics.compact ? 72 : 104
        spacing: Metrics.compact ? 12 : 24
        AppText {
            anchors.horizontalCenter: parent.horizontalCenter
            color: root.fault !== Security.None || root.differs ? Theme.color.alarm : Theme.color.text2
            text: root.differs
                //% "The two differ. Start again."
                ? qsTrId("dure.pin.differ")
                //% "Digits in a row are guessed first. Choose another."
                : root.fault === Security.Sequence ? qsTrId("dure.pin.sequence")
                //% "Repeated digits are guessed first. Choose another."
                : root.fault === Security.Repeated ? qsTrId("dure.pin.repeated")
                //% "Enter it once more."
                : root.first !== "" ? qsTrId("dure.pin.again")
                : qsTrId("dure.pin.enter")
        }
        PinPad {
            id: pad
            anchors.horizontalCenter: parent.horizontalCenter
            onEntered: pin => {
                root.differs = false
                root.fault = Security.faultOf(pin)
                pad.pin = ""
                if (root.fault !== Security.None) {
                    root.first = ""
                } else if (root.first === "") {
                    root.first = pin
                } else if (root.first === pin) {
                    Security.setPin(pin)
                    //% "The new PIN counts from now on."
                    Dialogs.say(qsTrId("dure.pin.saved"))
                    Navigator.back()
                } else {
                    root.first = ""
                    root.differs = true
                }
            }
        }
    }
}
