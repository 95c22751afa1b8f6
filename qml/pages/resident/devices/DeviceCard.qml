import QtQuick
import Dure
import Dure.Ui

// One device: what it measures now, how sure that is, what it is told to do.
Card {
    id: root
    required property string name
    required property string detail
    required property string address
    required property string linkState
    required property string age
    required property string fault
    required property string errors
    required property string order
    required property string orderBy
    required property string countdown
    required property string iconName
    required property string colorRole
    required property quantity reading
    required property bool fine
    required property bool ordered
    required property bool verified

    readonly property color ink: fine ? Theme.role(colorRole) : Theme.color.rest
    implicitHeight: column.implicitHeight + 40
    Accessible.role: Accessible.Grouping
    Accessible.name: name + " " + linkState + " " + reading.text

    Column {
        id: column
        x: 24
        y: 20
        width: parent.width - 48
        spacing: 10

        Item {
            width: parent.width
            height: 64
            Rectangle {
                id: tile
                anchors.verticalCenter: parent.verticalCenter
                width: 64
                height: 64
                radius: 20
                color: Theme.color.raised
                Icon { anchors.centerIn: parent; name: root.iconName; size: 36; color: root.ink }
            }
            Column {
                anchors.left: tile.right
                anchors.leftMargin: 16
                anchors.verticalCenter: parent.verticalCenter
                spacing: -2
                AppText { text: root.name; font.bold: true }
                AppText {
                    visible: text !== ""
                    text: root.detail
                    font.pixelSize: Metrics.caption
                    color: Theme.color.text2
                }
            }
            Amount {
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                value: root.reading
                size: Metrics.flowValue
                unitSize: Metrics.flowLabel
            }
        }
        Flow {
            width: parent.width
            spacing: 12
            Chip {
                iconName: root.fine ? "tick" : "warning"
                text: root.linkState
                ink: root.fine ? Theme.color.text : Theme.color.caution
            }
            AppText {
                height: 40
                verticalAlignment: Text.AlignVCenter
                //% "Last answer %1"
                text: qsTrId("dure.devices.last").arg(root.age)
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
            }
            AppText {
                height: 40
                verticalAlignment: Text.AlignVCenter
                text: root.errors
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
            }
        }
        AppText {
            visible: text !== ""
            width: parent.width
            wrapMode: Text.Wrap
            text: root.fault
            font.pixelSize: Metrics.small
            color: Theme.color.caution
        }
        Rectangle {
            visible: root.order !== ""
            width: parent.width
            height: told.implicitHeight + 24
            radius: 16
            color: Theme.color.raised
            Row {
                id: told
                x: 16
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - 32
                spacing: 12
                Icon {
                    id: mark
                    anchors.verticalCenter: parent.verticalCenter
                    name: root.verified ? "tick" : root.ordered ? "clock" : "warning"
                    color: Theme.color.text
                }
                Column {
                    width: parent.width - mark.width - 12
                    AppText {
                        width: parent.width
                        wrapMode: Text.Wrap
                        text: root.order
                        font.pixelSize: Metrics.small
                        font.bold: true
                    }
                    AppText {
                        width: parent.width
                        wrapMode: Text.Wrap
                        visible: text !== ""
                        text: root.orderBy !== "" && root.countdown !== ""
                            ? root.orderBy + " · " + root.countdown : root.orderBy + root.countdown
                        font.pixelSize: Metrics.caption
                        color: Theme.color.text2
                    }
                }
            }
        }
        AppText {
            text: root.address
            font.family: Theme.mono
            font.pixelSize: Metrics.caption
            color: Theme.color.text2
        }
    }
}
