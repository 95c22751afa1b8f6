import QtQuick
import Dure
import Dure.Ui

// A new PIN, entered twice; where a key hangs on it, the old one first.
Item {
    id: root
    property string old: ""
    property string first: ""
    property int fault: Security.None
    property bool differs: false
    property bool refused: false
    readonly property bool oldWanted: Security.keyed && old === ""

    function begin() {
        root.old = ""
        root.first = ""
    }
    function take(pin: string) {
        root.differs = false
        root.refused = false
        root.fault = Security.None
        if (root.oldWanted) {
            root.old = pin
            return
        }
        root.fault = Security.faultOf(pin)
        if (root.fault !== Security.None) {
            root.first = ""
        } else if (root.first === "") {
            root.first = pin
        } else if (root.first !== pin) {
            root.first = ""
            root.differs = true
        } else if (Security.keyed) {
            Security.changePin(root.old, pin)
            root.begin()
        } else if (Security.setPin(pin)) {
            root.finish()
        }
    }
    function finish() {
        //% "The new PIN counts from now on."
        Dialogs.say(qsTrId("dure.pin.saved"))
        Navigator.back()
    }

    Connections {
        target: Security
        function onPinChanged() { root.finish() }
        function onPinRefused() { root.refused = true }
    }
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
        width: parent.width - 2 * Metrics.margin
        y: Metrics.compact ? 72 : 104
        spacing: Metrics.compact ? 12 : 24
        AppText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            color: root.fault !== Security.None || root.differs || root.refused ? Theme.color.alarm : Theme.color.text2
            text: Security.waitSeconds > 0 ? qsTrId("dure.pin.wait").arg(Security.waitSeconds)
                : root.refused ? Security.pinFailure
                : Security.busy ? qsTrId("dure.pin.checking")
                //% "Enter the PIN that counts now."
                : root.oldWanted ? qsTrId("dure.pin.old")
                : root.differs
                //% "The two differ. Start again."
                ? qsTrId("dure.pin.differ")
                //% "Digits in a row are guessed first. Choose another."
                : root.fault === Security.Sequence ? qsTrId("dure.pin.sequence")
                //% "Repeated digits are guessed first. Choose another."
                : root.fault === Security.Repeated ? qsTrId("dure.pin.repeated")
                //% "Enter it once more."
                : root.first !== "" ? qsTrId("dure.pin.again")
                //% "Enter the new PIN."
                : qsTrId("dure.pin.enter-new")
        }
        PinPad {
            id: pad
            visible: !Security.wordsNeeded
            anchors.horizontalCenter: parent.horizontalCenter
            locked: Security.busy || Security.waitSeconds > 0
            onEntered: pin => {
                pad.pin = ""
                root.take(pin)
            }
        }
        AppButton {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: Security.wordsNeeded
            look: AppButton.Primary
            text: qsTrId("dure.pin.enter-words")
            onClicked: Navigator.open("restore")
        }
    }
}
