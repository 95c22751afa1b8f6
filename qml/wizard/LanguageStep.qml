pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// Language and size of letters.
Column {
    id: root
    spacing: Metrics.compact ? 16 : 32

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
}
