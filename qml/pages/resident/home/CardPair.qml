pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// Today and the bill: both where there is room, else one at a time. Arrows turn, and it turns by
// itself while nobody touches.
Item {
    id: root
    required property HomeModel model
    required property bool turning
    property bool money: true
    property bool billShown: Metrics.compact

    function turn() { billShown = !billShown }

    TodayCard {
        visible: !root.turning || !root.billShown
        width: parent.width
        height: root.turning ? parent.height : parent.height - bill.height - Metrics.gap
        footer: root.turning ? 56 : 12
        model: root.model
    }
    BillCard {
        id: bill
        visible: !root.turning || root.billShown
        width: parent.width
        anchors.bottom: parent.bottom
        height: root.turning ? parent.height : implicitHeight
        model: root.model
        money: root.money
        brief: Metrics.compact
    }
    Timer {
        interval: 15000
        repeat: true
        running: root.turning && !Preferences.still
        onTriggered: root.turn()
    }
    IconButton {
        visible: root.turning
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        //% "Previous card"
        text: qsTrId("dure.home.previous-card")
        iconName: "back"
        iconSize: 26
        color: Theme.color.text2
        onClicked: root.turn()
    }
    Row {
        visible: root.turning
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 23
        spacing: 10
        Repeater {
            model: 2
            Rectangle {
                required property int index
                readonly property bool current: (index === 1) === root.billShown
                width: current ? 28 : 10
                height: 10
                radius: 5
                color: current ? Theme.color.text : Theme.color.line
            }
        }
    }
    IconButton {
        visible: root.turning
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        //% "Next card"
        text: qsTrId("dure.home.next-card")
        iconName: "forward"
        iconSize: 26
        color: Theme.color.text2
        onClicked: root.turn()
    }
}
