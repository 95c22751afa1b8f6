pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// Language and size of letters.
Column {
    id: root
    required property WizardModel wizard
    spacing: Metrics.compact ? 14 : 28

    Column {
        width: parent.width
        spacing: 12
        Repeater {
            model: [["ko", "한국어"], ["en", "English"]]
            AppButton {
                required property var modelData
                readonly property bool on: Preferences.language === modelData[0]
                width: parent?.width ?? 0
                look: on ? AppButton.Primary : AppButton.Plain
                iconName: on ? "tick" : ""
                text: modelData[1]
                Accessible.checked: on
                onClicked: Preferences.language = modelData[0]
            }
        }
    }
    Column {
        width: parent.width
        spacing: 12
        AppText {
            //% "Letters"
            text: qsTrId("dure.wizard.letters")
            font.pixelSize: Metrics.small
            color: Theme.color.text2
        }
        Segment {
            cellWidth: Metrics.compact ? 160 : 200
            //% "Normal"
            labels: [qsTrId("dure.wizard.letters-normal"),
                     //% "Large"
                     qsTrId("dure.wizard.letters-large")]
            current: Preferences.bigText ? 1 : 0
            onChosen: index => Preferences.bigText = index === 1
        }
    }
    Column {
        width: parent.width
        spacing: 12
        AppText {
            //% "Background"
            text: qsTrId("dure.wizard.background")
            font.pixelSize: Metrics.small
            color: Theme.color.text2
        }
        Segment {
            cellWidth: Metrics.compact ? 160 : 200
            //% "Dark"
            labels: [qsTrId("dure.wizard.dark"),
                     //% "Light"
                     qsTrId("dure.wizard.light")]
            current: Preferences.dark ? 0 : 1
            onChosen: index => Preferences.dark = index === 0
        }
    }
    AppButton {
        visible: root.wizard.simulation
        enabled: !root.wizard.quick
        width: parent.width
        small: Metrics.compact
        iconName: "bolt"
        text: root.wizard.quick
            //% "Setting up the demo home"
            ? qsTrId("dure.wizard.quick-busy")
            //% "Skip the set-up: start the demo"
            : qsTrId("dure.wizard.quick-start")
        onClicked: root.wizard.quickStart()
    }
    AppText {
        visible: root.wizard.simulation
        width: parent.width
        wrapMode: Text.Wrap
        //% "Makes a key with the PIN %1, joins, is approved and offers the surplus."
        text: qsTrId("dure.wizard.quick-says").arg(root.wizard.demoPin())
        font.pixelSize: Metrics.small
        color: Theme.color.text2
    }
}
