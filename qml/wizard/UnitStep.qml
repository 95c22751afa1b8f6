import QtQuick
import Dure
import Dure.Ui

// Building, home and the invitation code. The fields stand in the upper half, above the keyboard.
Column {
    id: root

    required property WizardModel wizard

    spacing: Metrics.compact ? 12 : 20

    Row {
        width: parent.width
        spacing: 16
        EntryField {
            width: (parent.width - 16) / 2
            //% "Building"
            label: qsTrId("dure.wizard.building")
            text: root.wizard.building
            maximumLength: 4
            inputMethodHints: Qt.ImhDigitsOnly
            validator: IntValidator { bottom: 1; top: 9999 }
            onEdited: text => root.wizard.building = text
        }
        EntryField {
            width: (parent.width - 16) / 2
            //% "Home number"
            label: qsTrId("dure.wizard.unit")
            text: root.wizard.unit
            maximumLength: 5
            inputMethodHints: Qt.ImhDigitsOnly
            validator: IntValidator { bottom: 1; top: 65535 }
            onEdited: text => root.wizard.unit = text
        }
    }
    EntryField {
        visible: !root.wizard.byInvite
        width: parent.width
        //% "Invitation code"
        label: qsTrId("dure.wizard.invite")
        text: root.wizard.invite
        mono: true
        maximumLength: 32
        inputMethodHints: Qt.ImhUppercaseOnly | Qt.ImhNoPredictiveText | Qt.ImhPreferLatin
        onEdited: text => root.wizard.invite = text
    }
    AppText {
        width: parent.width
        wrapMode: Text.Wrap
        text: root.wizard.unitProblem
        font.pixelSize: Metrics.caption
        color: Theme.color.text2
    }
}
