import QtQuick
import Dure

// An order with its size, held to give, one touch to take back.
Card {
    id: root
    required property string title
    required property list<int> choices
    required property var choiceText
    required property string action
    required property bool ordered
    property int chosen: 0
    signal given(value: int)
    signal released()

    height: column.implicitHeight + 48

    Column {
        id: column
        x: 24
        y: 24
        width: parent.width - 48
        spacing: 12
        AppText { text: root.title; font.bold: true }
        Segment {
            visible: !root.ordered
            width: parent.width
            color: Theme.color.bg
            cellWidth: (parent.width - 8) / root.choices.length
            labels: Array.from(root.choices, value => root.choiceText(value))
            current: root.chosen
            onChosen: index => root.chosen = index
        }
        HoldButton {
            visible: !root.ordered
            width: parent.width
            primary: false
            text: root.action
            hint: !Metrics.compact
            onHeld: root.given(root.choices[root.chosen])
        }
        AppButton {
            visible: root.ordered
            width: parent.width
            //% "Take the order back"
            text: qsTrId("dure.devices.release")
            onClicked: root.released()
        }
    }
}
