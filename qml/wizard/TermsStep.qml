pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// Personal data and trading terms, in formal words; one consent.
Item {
    id: root

    required property WizardModel wizard

    Card {
        width: parent.width
        anchors.top: parent.top
        anchors.bottom: consent.top
        anchors.bottomMargin: 16
        Flickable {
            anchors.fill: parent
            anchors.margins: 20
            contentHeight: terms.implicitHeight
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            Column {
                id: terms
                width: parent.width
                spacing: 16
                Repeater {
                    model: [
                        //% "1. Trade. Conditions that you register are matched by a common rule every slot. What is matched is binding for that slot. Deviations go to your account with the utility; there is no penalty."
                        qsTrId("dure.terms.trade"),
                        //% "2. Coins. One coin is one won. Coins for purchases are held when a slot is matched and paid when it is settled."
                        qsTrId("dure.terms.coins"),
                        //% "3. Personal data. Readings of each slot, coins and conditions stand on the village's chain under a number, without name, building or unit. Finer readings stay in this wallpad."
                        qsTrId("dure.terms.data"),
                        //% "4. Control. The program may limit the inverter within the limits that you set. 'Stop selling' always works, also without the network."
                        qsTrId("dure.terms.control"),
                        //% "5. Leaving. You can leave at any time once open slots are settled. Coins are paid out through the management office."
                        qsTrId("dure.terms.leaving")
                    ]
                    AppText {
                        required property string modelData
                        width: terms.width
                        wrapMode: Text.Wrap
                        text: modelData
                        font.pixelSize: Metrics.compact ? 20 : 22
                        lineHeight: 1.3
                    }
                }
            }
        }
    }
    AppButton {
        id: consent
        anchors.bottom: parent.bottom
        width: parent.width
        look: root.wizard.agreed ? AppButton.Primary : AppButton.Outline
        iconName: root.wizard.agreed ? "tick" : ""
        //% "I have read the terms and agree"
        text: qsTrId("dure.wizard.agree")
        Accessible.role: Accessible.CheckBox
        Accessible.checked: root.wizard.agreed
        onClicked: root.wizard.agreed = !root.wizard.agreed
    }
}
