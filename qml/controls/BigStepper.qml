pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Dure
import Dure.Ui

// A big number between −10 − and + +10. Whole steps only; a key at the limit is off.
// A long press repeats.
Item {
    id: root

    required property int value
    required property int from
    required property int to
    property int step: 1
    property int bigStep: 10
    property string text: value          // how the number is shown
    property string unit: ""
    property string bigLabel: bigStep    // on the outer keys, in the unit that is shown
    property string name: ""             // what it is, for the screen reader
    property real size: Metrics.pick(88, 120, 120, 64)
    signal edited(value: int)

    readonly property int key: Metrics.desktop ? 48 : Metrics.compact ? 72 : 80

    function move(by: int) {
        const wanted = Math.max(from, Math.min(to, value + by))
        if (wanted !== value)
            root.edited(wanted)
    }

    implicitHeight: Math.max(key, size * 1.1)
    implicitWidth: key * 4 + 24 + number.implicitWidth + 64
    Accessible.role: Accessible.SpinBox
    Accessible.name: name

    component Key: T.AbstractButton {
        id: keyItem
        required property int by
        property string iconName: ""
        width: root.key
        height: root.key
        autoRepeat: true
        autoRepeatDelay: 500
        autoRepeatInterval: 80
        focusPolicy: Qt.StrongFocus
        enabled: by < 0 ? root.value > root.from : root.value < root.to
        text: (by < 0 ? "−" : "+") + (Math.abs(by) === root.bigStep ? root.bigLabel : Math.abs(by))
        Accessible.role: Accessible.Button
        Accessible.name: root.name + " " + text
        onClicked: root.move(by)
        background: Rectangle {
            radius: Metrics.buttonRadius
            color: keyItem.down ? Theme.color.line : Theme.color.raised
            border.width: keyItem.visualFocus ? 3 : 0
            border.color: Theme.color.text2
        }
        contentItem: Item {
            Icon {
                anchors.centerIn: parent
                visible: keyItem.iconName !== ""
                name: keyItem.iconName
                size: 32
                stroke: 2.4
                color: keyItem.enabled ? Theme.color.text : Theme.color.rest
            }
            AppText {
                anchors.centerIn: parent
                visible: keyItem.iconName === ""
                text: keyItem.text
                font.bold: true
                color: keyItem.enabled ? Theme.color.text : Theme.color.rest
            }
        }
    }

    Row {
        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        spacing: 12
        Key { by: -root.bigStep }
        Key { by: -root.step; iconName: "minus" }
    }
    Item {
        anchors.centerIn: parent
        width: number.implicitWidth + (unitText.text ? 10 + unitText.implicitWidth : 0)
        height: number.implicitHeight
        AppText {
            id: number
            text: root.text
            font.pixelSize: root.size
            font.bold: true
            font.letterSpacing: root.size >= 96 ? -3 : -1
        }
        AppText {
            id: unitText
            anchors.left: number.right
            anchors.leftMargin: 10
            anchors.baseline: number.baseline
            text: root.unit
            font.pixelSize: Math.max(20, root.size * 0.24)
            color: Theme.color.text2
        }
    }
    Row {
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: 12
        Key { by: root.step; iconName: "plus" }
        Key { by: root.bigStep }
    }
}
