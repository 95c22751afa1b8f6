pragma ComponentBehavior: Bound
import QtQuick
import Dure

// A row under a DeskHeader: texts in the same columns.
Item {
    id: root

    required property DeskHeader header
    required property list<string> texts
    property int strong: -1     // the column in bold
    property int mono: -1       // the column in a fixed font
    property int colored: -1
    property color ink: Theme.color.text

    implicitHeight: 44
    Accessible.role: Accessible.ListItem
    Accessible.name: Array.from(texts).join(", ")

    Repeater {
        model: root.texts
        AppText {
            required property int index
            required property string modelData
            x: root.header.columnX(index)
            width: root.header.shares[index] * root.width - 16
            height: root.height
            verticalAlignment: Text.AlignVCenter
            horizontalAlignment: root.header.numeric[index] === true ? Text.AlignRight : Text.AlignLeft
            text: modelData
            font.pixelSize: Metrics.small
            font.bold: index === root.strong
            font.family: index === root.mono ? Theme.mono : Theme.family
            color: index === root.colored ? root.ink : Theme.color.text
            elide: Text.ElideRight
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.color.line
        opacity: 0.6
    }
}
