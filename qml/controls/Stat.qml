import QtQuick
import Dure
import Dure.Ui

// A row: icon, label, value.
Item {
    id: root

    required property string iconName
    required property string label
    required property quantity value
    property color color: Theme.color.text2
    property real size: Metrics.pick(32, 36, 36, 22)

    implicitHeight: Metrics.desktop ? 36 : 52
    implicitWidth: 48 + name.implicitWidth + 24 + amount.implicitWidth
    Accessible.role: Accessible.StaticText
    Accessible.name: label + " " + value.text

    Icon {
        id: icon
        anchors.verticalCenter: parent.verticalCenter
        name: root.iconName
        size: 32
        color: root.color
    }
    AppText {
        id: name
        x: 48
        anchors.verticalCenter: parent.verticalCenter
        text: root.label
        color: Theme.color.text2
    }
    Amount {
        id: amount
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        value: root.value
        size: root.size
        unitSize: Metrics.small
    }
}
