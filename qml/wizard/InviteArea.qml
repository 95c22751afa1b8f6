import QtQuick
import QtQuick.Templates as T
import Dure

// A long text that is scanned or pasted rather than typed. A scanner ends it with the enter key.
Item {
    id: root

    required property string label
    property alias text: input.text
    property bool locked: false
    signal edited(text: string)
    signal ended

    AppText {
        id: label
        text: root.label
        font.pixelSize: Metrics.caption
        color: Theme.color.text2
    }
    Rectangle {
        anchors.top: label.bottom
        anchors.topMargin: 6
        anchors.bottom: parent.bottom
        width: parent.width
        radius: Metrics.smallRadius
        color: Theme.color.raised
        border.width: 2
        border.color: input.activeFocus ? Theme.color.text2 : Theme.color.line
        Flickable {
            id: view
            anchors.fill: parent
            anchors.margins: 14
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            contentHeight: input.implicitHeight
            // The end is what was added last.
            onContentHeightChanged: contentY = Math.max(0, contentHeight - height)
            T.TextArea {
                id: input
                width: view.width
                height: Math.max(implicitHeight, view.height)
                implicitHeight: contentHeight
                readOnly: root.locked
                wrapMode: TextEdit.WrapAnywhere
                textFormat: TextEdit.PlainText
                color: Theme.color.text
                selectionColor: Theme.color.rest
                selectedTextColor: Theme.color.bg
                font.family: Theme.mono
                font.pixelSize: Metrics.caption
                selectByMouse: true
                inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhPreferLatin | Qt.ImhSensitiveData
                Accessible.role: Accessible.EditableText
                Accessible.name: root.label
                onTextChanged: root.edited(text)
                Keys.onReturnPressed: root.ended()
                Keys.onEnterPressed: root.ended()
            }
        }
    }
}
