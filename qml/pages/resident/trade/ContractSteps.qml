pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// The life of a contract: done = tick on ink, now = trade colour, to do = outline, failed = cross.
Card {
    id: root

    required property list<var> steps    // {title, state, first, second}
    required property bool running

    implicitHeight: Metrics.compact ? 132 : 168

    Repeater {
        model: root.steps
        Item {
            id: step
            required property int index
            required property var modelData
            readonly property bool done: modelData.state === Deal.StepState.Done
            readonly property bool now: modelData.state === Deal.StepState.Now
            readonly property bool failed: modelData.state === Deal.StepState.Failed
            readonly property real pitch: (root.width - 180) / Math.max(1, root.steps.length - 1)
            readonly property int dot: Metrics.compact ? 36 : 48
            x: 32 + index * pitch
            y: Metrics.compact ? 10 : 18
            width: 148
            Accessible.role: Accessible.StaticText
            Accessible.name: modelData.title + " " + modelData.first + " " + modelData.second

            Rectangle {
                visible: step.index + 1 < root.steps.length
                x: step.dot + 12
                y: step.dot / 2 - 2
                width: step.pitch - step.dot - 24
                height: 4
                radius: 2
                color: step.done ? Theme.color.text : Theme.color.line
            }
            Rectangle {
                width: step.dot
                height: step.dot
                radius: step.dot / 2
                color: step.done ? Theme.color.text : step.now ? Theme.color.trade : "transparent"
                border.width: step.done || step.now ? 0 : 3
                border.color: step.failed ? Theme.color.alarm : Theme.color.rest
                Icon {
                    anchors.centerIn: parent
                    visible: step.done || step.now || step.failed
                    name: step.done ? "tick" : step.failed ? "cross" : step.index === 2 ? "bolt" : "clock"
                    size: Metrics.compact ? 22 : 28
                    stroke: 2.4
                    color: step.failed ? Theme.color.alarm : Theme.color.surface
                }
                AppText {
                    anchors.centerIn: parent
                    visible: !step.done && !step.now && !step.failed
                    text: step.index + 1
                    font.pixelSize: 20
                    font.bold: true
                    color: Theme.color.text2
                }
            }
            AppText {
                y: step.dot + (Metrics.compact ? 0 : 4)
                text: step.modelData.title
                font.pixelSize: Metrics.pick(22, 24, 24, 16)
                font.bold: true
                color: step.failed ? Theme.color.alarm : Theme.color.text
            }
            AppText {
                y: step.dot + (Metrics.compact ? 28 : 36)
                text: step.modelData.first !== "" ? step.modelData.first : step.modelData.second
                font.pixelSize: 20
                color: Theme.color.text2
            }
            AppText {
                visible: step.modelData.first !== ""
                y: step.dot + (Metrics.compact ? 52 : 62)
                text: step.modelData.second
                font.pixelSize: 20
                color: Theme.color.text2
            }
        }
    }
}
