import QtQuick
import Dure
import Dure.Ui

// One of my conditions: limit, how much and when, what it should bring, its state; change or remove.
Rectangle {
    id: root

    required property int place
    required property int side
    required property string limit
    required property string quantity
    required property string hours
    required property string days
    required property quantity expected
    required property quantity money
    required property int status
    required property string problem
    signal edit(place: int)
    signal remove(place: int)

    readonly property bool settled: status === Deal.ConditionState.Active || status === Deal.ConditionState.Failed

    height: content.implicitHeight + 32
    radius: Metrics.radius
    color: Theme.color.surface
    Accessible.role: Accessible.ListItem
    Accessible.name: limit + ", " + quantity + ", " + days + " " + hours

    Column {
        id: content
        x: 20
        y: 16
        width: parent.width - x - buttons.width - 24
        spacing: 4
        Row {
            spacing: 12
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                text: root.limit
                font.bold: true
            }
            Chip {
                anchors.verticalCenter: parent.verticalCenter
                implicitHeight: 36
                ink: root.status === Deal.ConditionState.Failed ? Theme.color.alarm
                   : root.status === Deal.ConditionState.Active ? Theme.color.text : Theme.color.text2
                outlined: root.status === Deal.ConditionState.Failed
                iconName: ["clock", "tick", "clock", "warning"][root.status]
                //% "Checking"
                text: [qsTrId("dure.condition.state-pending"),
                       //% "Working"
                       qsTrId("dure.condition.state-active"),
                       //% "Removing"
                       qsTrId("dure.condition.state-removing"),
                       //% "Refused"
                       qsTrId("dure.condition.state-failed")][root.status]
            }
        }
        AppText {
            width: parent.width
            wrapMode: Text.Wrap
            text: root.quantity + " · " + root.days + " · " + root.hours
            font.pixelSize: Metrics.caption
            color: Theme.color.text2
        }
        AppText {
            width: parent.width
            wrapMode: Text.Wrap
            visible: root.status === Deal.ConditionState.Failed && root.problem !== ""
            text: root.problem
            font.pixelSize: Metrics.caption
            color: Theme.color.alarm
        }
        AppText {
            width: parent.width
            wrapMode: Text.Wrap
            visible: root.status !== Deal.ConditionState.Failed && root.expected.known
            text: root.side === Deal.Side.Sell
                //% "About %1 and %2 a day"
                ? qsTrId("dure.condition.day-sale").arg(root.expected.text).arg(root.money.text)
                //% "About %1 for %2 a day"
                : qsTrId("dure.condition.day-purchase").arg(root.expected.text).arg(root.money.text)
            font.pixelSize: Metrics.caption
        }
    }
    Row {
        id: buttons
        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        IconButton {
            iconName: "settings"
            //% "Change"
            text: qsTrId("dure.condition.change")
            enabled: root.settled
            onClicked: root.edit(root.place)
        }
        IconButton {
            iconName: "cross"
            text: qsTrId("dure.trade.remove")
            enabled: root.settled
            onClicked: root.remove(root.place)
        }
    }
}
