import QtQuick
import QtQuick.Templates as T
import Dure

// On or off; `text` is what it switches.
T.Switch {
    id: root
    implicitWidth: 72
    implicitHeight: Metrics.target
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    indicator: Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        width: 72
        height: 40
        radius: 20
        color: root.checked ? Theme.color.action : Theme.color.track
        border.width: root.visualFocus ? 3 : 2
        border.color: root.visualFocus ? Theme.color.text2 : root.checked ? Theme.color.action : Theme.color.rest
        Rectangle {
            x: root.checked ? parent.width - width - 5 : 5
            anchors.verticalCenter: parent.verticalCenter
            width: 30
            height: 30
            radius: 15
            color: root.checked ? Theme.color.actionInk : Theme.color.rest
        }
    }
    contentItem: Item {}
}
