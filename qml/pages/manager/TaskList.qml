pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Dure
import Dure.Ui

// What needs a hand, worst first; a touch goes where it is done.
Rectangle {
    id: root

    required property DashboardModel model
    property bool framed: false

    color: Theme.color.surface
    radius: framed ? Metrics.radius : 0

    Item {
        id: head
        x: 24
        width: parent.width - 48
        height: root.framed ? 56 : 80
        AppText {
            id: word
            anchors.verticalCenter: parent.verticalCenter
            //% "To do"
            text: qsTrId("dure.manager.to-do")
            font.pixelSize: root.framed ? Metrics.heading : 20
            font.bold: true
        }
        Rectangle {
            anchors.left: word.right
            anchors.leftMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            visible: root.model.taskCount > 0
            width: Math.max(26, number.implicitWidth + 14)
            height: 24
            radius: 12
            color: Theme.color.action
            AppText {
                id: number
                anchors.centerIn: parent
                text: root.model.taskCount
                font.pixelSize: Metrics.caption
                font.bold: true
                color: Theme.color.actionInk
            }
        }
    }
    ListView {
        id: list
        anchors.top: head.bottom
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 12
        width: parent.width
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.model.tasks
        delegate: T.ItemDelegate {
            id: task
            required property string severity
            required property string title
            required property string caption
            required property string time
            required property string iconName
            required property string page
            required property int level
            readonly property color ink: level === 0 ? Theme.color.alarm
                : level === 1 ? Theme.color.caution : Theme.color.text2
            width: list.width
            // Large enough to touch from its first moment, before its words are laid out.
            implicitHeight: Math.max(Metrics.target, body.implicitHeight + 32)
            enabled: page !== ""
            focusPolicy: page !== "" ? Qt.StrongFocus : Qt.NoFocus
            text: title
            Accessible.role: Accessible.Button
            Accessible.name: severity + ", " + title + ", " + caption
            Keys.onReturnPressed: task.clicked()
            onClicked: Navigator.show(page)
            background: Rectangle {
                color: task.level === 0 ? Theme.color.alarmTint : task.down ? Theme.color.raised : "transparent"
                border.width: task.visualFocus ? 2 : 0
                border.color: Theme.color.text2
                Rectangle { width: parent.width; height: 1; color: Theme.color.line; opacity: 0.6 }
                Rectangle { visible: task.level === 0; width: 4; height: parent.height; color: Theme.color.alarm }
            }
            contentItem: Item {
                Icon { x: 24; y: 16; name: task.iconName; size: 24; color: task.ink }
                Column {
                    id: body
                    x: 62
                    y: 16
                    width: parent.width - x - 24
                    spacing: 2
                    Item {
                        width: parent.width
                        height: 20
                        AppText {
                            text: task.severity
                            font.pixelSize: Metrics.caption
                            font.bold: true
                            color: task.ink
                        }
                        AppText {
                            anchors.right: parent.right
                            text: task.time
                            font.pixelSize: Metrics.caption
                            color: Theme.color.text2
                        }
                    }
                    AppText {
                        width: parent.width
                        text: task.title
                        font.pixelSize: task.level === 0 ? 20 : 16
                        font.bold: true
                        wrapMode: Text.Wrap
                    }
                    AppText {
                        width: parent.width
                        text: task.caption
                        font.pixelSize: Metrics.caption
                        color: Theme.color.text2
                        wrapMode: Text.Wrap
                    }
                }
            }
        }
    }
    Column {
        visible: root.model.taskCount === 0
        anchors.centerIn: list
        spacing: 12
        Icon { anchors.horizontalCenter: parent.horizontalCenter; name: "tick"; size: 40; color: Theme.color.text2 }
        AppText {
            //% "Nothing to do."
            text: qsTrId("dure.manager.nothing-to-do")
            color: Theme.color.text2
        }
    }
}
