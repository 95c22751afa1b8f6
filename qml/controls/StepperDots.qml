pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// Numbered steps of an entry: done = tick, current = ink, to do = outline.
Row {
    id: root

    required property list<string> labels
    required property int current    // 0-based
    property bool named: true

    spacing: 16
    Repeater {
        model: root.labels
        Row {
            id: step
            required property int index
            required property string modelData
            readonly property bool done: index < root.current
            readonly property bool now: index === root.current
            spacing: 12
            Accessible.role: Accessible.StaticText
            Accessible.name: modelData

            Rectangle {
                visible: step.index > 0
                anchors.verticalCenter: parent.verticalCenter
                width: 32
                height: 2
                color: Theme.color.line
            }
            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                width: Metrics.desktop ? 28 : 40
                height: width
                radius: width / 2
                color: step.now ? Theme.color.action : step.done ? Theme.color.raised : "transparent"
                border.width: step.now || step.done ? 0 : 2
                border.color: Theme.color.rest
                Icon {
                    anchors.centerIn: parent
                    visible: step.done
                    name: "tick"
                    size: 22
                    stroke: 2.6
                    color: Theme.color.text
                }
                AppText {
                    anchors.centerIn: parent
                    visible: !step.done
                    text: step.index + 1
                    font.pixelSize: Metrics.small
                    font.bold: step.now
                    color: step.now ? Theme.color.actionInk : Theme.color.text2
                }
            }
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.named
                text: step.modelData
                font.pixelSize: Metrics.small
                font.bold: step.now
                color: step.now ? Theme.color.text : Theme.color.text2
            }
        }
    }
}
