import QtQuick
import Dure
import Dure.Ui

// Several cards in one place; arrows turn, and it turns by itself while nobody touches.
Card {
    id: root
    default property alias cards: holder.data
    property int current: 0
    readonly property int count: holder.children.length

    Item {
        id: holder
        anchors.fill: parent
        onChildrenChanged: root.choose(root.current)
    }
    function choose(index: int) {
        current = (index + count) % Math.max(1, count)
        for (let i = 0; i < count; ++i)
            holder.children[i].visible = i === current
    }
    Timer {
        interval: 15000
        repeat: true
        running: !Preferences.still
        onTriggered: root.choose(root.current + 1)
    }
    IconButton {
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        //% "Previous card"
        text: qsTrId("dure.home.previous-card")
        iconName: "back"
        iconSize: 26
        color: Theme.color.text2
        onClicked: root.choose(root.current - 1)
    }
    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 23
        spacing: 10
        Repeater {
            model: root.count
            Rectangle {
                required property int index
                width: index === root.current ? 28 : 10
                height: 10
                radius: 5
                color: index === root.current ? Theme.color.text : Theme.color.line
            }
        }
    }
    IconButton {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        //% "Next card"
        text: qsTrId("dure.home.next-card")
        iconName: "forward"
        iconSize: 26
        color: Theme.color.text2
        onClicked: root.choose(root.current + 1)
    }
    Component.onCompleted: choose(Metrics.compact ? 1 : 0)
}
