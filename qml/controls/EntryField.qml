import QtQuick
import QtQuick.Templates as T
import Dure

// One line of text to type; the label stays above it.
Item {
    id: root

    required property string label
    property alias text: input.text
    property bool mono: false
    property alias validator: input.validator
    property alias inputMethodHints: input.inputMethodHints
    property alias maximumLength: input.maximumLength
    signal edited(text: string)

    implicitHeight: label.implicitHeight + 6 + input.implicitHeight
    implicitWidth: 280

    AppText {
        id: label
        text: root.label
        font.pixelSize: Metrics.caption
        color: Theme.color.text2
    }
    T.TextField {
        id: input
        anchors.top: label.bottom
        anchors.topMargin: 6
        width: parent.width
        implicitHeight: Metrics.desktop ? 40 : 64
        leftPadding: 16
        rightPadding: 16
        verticalAlignment: TextInput.AlignVCenter
        color: Theme.color.text
        selectionColor: Theme.color.rest
        selectedTextColor: Theme.color.bg
        font.family: root.mono ? Theme.mono : Theme.family
        font.pixelSize: root.mono ? Metrics.small : Metrics.body
        selectByMouse: true
        Accessible.role: Accessible.EditableText
        Accessible.name: root.label
        onTextEdited: root.edited(text)
        background: Rectangle {
            radius: Metrics.smallRadius
            color: Theme.color.raised
            border.width: 2
            border.color: input.activeFocus ? Theme.color.text2 : Theme.color.line
        }
    }
}
