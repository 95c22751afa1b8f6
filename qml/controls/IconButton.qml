import QtQuick
import QtQuick.Templates as T
import Dure
import Dure.Ui

// An icon alone; `text` is what it is called.
T.AbstractButton {
    id: root

    required property string iconName
    property real iconSize: 28
    property color color: Theme.color.text

    implicitWidth: 64
    implicitHeight: Metrics.target
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Keys.onReturnPressed: root.clicked()

    background: Rectangle {
        radius: Metrics.smallRadius
        color: root.down ? Theme.color.line : "transparent"
        border.width: root.visualFocus ? 3 : 0
        border.color: Theme.color.text2
    }
    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: root.iconName
            size: root.iconSize
            color: root.enabled ? root.color : Theme.color.rest
        }
    }
}
