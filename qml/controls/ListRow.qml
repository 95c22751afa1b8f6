import QtQuick
import QtQuick.Templates as T
import Dure
import Dure.Ui

// A row of 88: tile with icon, title and caption, whatever stands at the right end.
T.ItemDelegate {
    id: root

    property string iconName: ""
    property color iconColor: Theme.color.text2
    property string caption: ""
    property bool touchable: true
    property bool divided: true
    default property alias trailing: end.data

    implicitHeight: Metrics.desktop ? 56 : Metrics.compact ? 80 : 88
    implicitWidth: 320
    focusPolicy: touchable ? Qt.StrongFocus : Qt.NoFocus
    hoverEnabled: false
    Accessible.role: touchable ? Accessible.Button : Accessible.ListItem
    Accessible.name: text + (caption ? ", " + caption : "")
    Accessible.ignored: false
    Keys.onReturnPressed: root.clicked()

    background: Rectangle {
        radius: Metrics.smallRadius
        color: root.touchable && root.down ? Theme.color.raised : "transparent"
        border.width: root.visualFocus ? 3 : 0
        border.color: Theme.color.text2
        Rectangle {
            visible: root.divided
            anchors.bottom: parent.bottom
            width: parent.width
            height: 1
            color: Theme.color.line
        }
    }
    contentItem: Item {
        Rectangle {
            id: tile
            visible: root.iconName !== ""
            anchors.verticalCenter: parent.verticalCenter
            width: visible ? (Metrics.desktop ? 36 : 48) : 0
            height: width
            radius: 14
            color: Theme.color.raised
            Icon {
                anchors.centerIn: parent
                name: root.iconName
                size: Metrics.desktop ? 20 : 28
                color: root.iconColor
            }
        }
        Column {
            anchors.left: tile.right
            anchors.leftMargin: tile.visible ? 16 : 0
            anchors.right: end.left
            anchors.rightMargin: 12
            anchors.verticalCenter: parent.verticalCenter
            AppText {
                width: parent.width
                text: root.text
                font.bold: true
                font.pixelSize: Metrics.body
                wrapMode: Text.Wrap
            }
            AppText {
                width: parent.width
                visible: text !== ""
                text: root.caption
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
                wrapMode: Text.Wrap
            }
        }
        Row {
            id: end
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: 16
        }
    }
}
