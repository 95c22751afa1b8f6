import QtQuick
import Dure
import Dure.Ui

// A state in a pill: icon and word. Not touchable.
Rectangle {
    id: root

    property string text: ""
    property string iconName: ""
    property color ink: Theme.color.text
    property color ground: Theme.color.raised
    property bool outlined: false
    property bool bold: true
    property color line: ink            // of the outline

    implicitHeight: Metrics.desktop ? 28 : 40
    implicitWidth: content.implicitWidth + 28
    radius: height / 2
    color: outlined ? "transparent" : ground
    border.width: outlined ? 2 : 0
    border.color: line
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Row {
        id: content
        anchors.centerIn: parent
        spacing: 8
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.iconName !== ""
            name: root.iconName
            size: 22
            color: root.ink
        }
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.text
            font.pixelSize: Metrics.caption
            font.bold: root.bold
            color: root.ink
        }
    }
}
