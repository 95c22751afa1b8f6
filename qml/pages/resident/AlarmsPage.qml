pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// One sentence each: what it means and what to do.
Item {
    id: root

    AlarmsModel { id: alarms }

    PageHeader {
        id: header
        x: Metrics.margin
        y: 16
        width: parent.width - 2 * x
        //% "Alarms"
        title: qsTrId("dure.alarms.title")
    }
    Card {
        x: Metrics.margin
        anchors.top: header.bottom
        anchors.topMargin: 16
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 24
        width: parent.width - 2 * x

        Column {
            visible: alarms.count === 0
            anchors.centerIn: parent
            spacing: 16
            Icon { anchors.horizontalCenter: parent.horizontalCenter; name: "tick"; size: 60; stroke: 1.75; color: Theme.color.text2 }
            AppText {
                //% "Everything is fine."
                text: qsTrId("dure.alarms.none")
                color: Theme.color.text2
            }
        }
        ListView {
            id: list
            anchors.fill: parent
            anchors.leftMargin: 24
            anchors.rightMargin: 24
            anchors.topMargin: 8
            anchors.bottomMargin: 8
            clip: true
            model: alarms.list
            reuseItems: true
            boundsBehavior: Flickable.StopAtBounds
            delegate: Item {
                id: row
                required property string title
                required property string advice
                required property string since
                required property string page
                required property int level
                required property bool active
                readonly property color ink: !active ? Theme.color.text2
                    : level === 0 ? Theme.color.alarm : level === 1 ? Theme.color.caution : Theme.color.text2
                width: list.width
                height: Math.max(96, words.implicitHeight + 32)
                Accessible.role: Accessible.ListItem
                Accessible.name: severity.text + " " + title + ". " + advice

                Icon {
                    y: 24
                    name: row.active ? (row.level === 2 ? "info" : "warning") : "tick"
                    size: 32
                    color: row.ink
                }
                Column {
                    id: words
                    x: 52
                    y: 16
                    width: parent.width - x - (act.visible ? act.width + 16 : 0)
                    spacing: 2
                    Flow {
                        width: parent.width
                        spacing: 12
                        AppText {
                            id: severity
                            text: !row.active
                                //% "Over"
                                ? qsTrId("dure.alarms.over")
                                //% "Urgent"
                                : row.level === 0 ? qsTrId("dure.alarms.urgent")
                                //% "Caution"
                                : row.level === 1 ? qsTrId("dure.alarms.caution")
                                //% "Notice"
                                : qsTrId("dure.alarms.notice")
                            font.bold: true
                            color: row.ink
                        }
                        AppText { text: row.title; font.bold: true }
                        AppText { text: row.since; color: Theme.color.text2; font.pixelSize: Metrics.caption }
                    }
                    AppText {
                        width: parent.width
                        text: row.advice
                        wrapMode: Text.Wrap
                        font.pixelSize: Metrics.small
                        color: Theme.color.text2
                    }
                }
                AppButton {
                    id: act
                    visible: row.active && row.page !== "" && Navigator.has(row.page)
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    small: true
                    //% "Look"
                    text: qsTrId("dure.alarms.look")
                    Accessible.name: text + ": " + row.title
                    onClicked: Navigator.open(row.page)
                }
                Rectangle {
                    anchors.bottom: parent.bottom
                    width: parent.width
                    height: 1
                    color: Theme.color.line
                }
            }
        }
    }
}
