pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Dure
import Dure.Ui

// The histogram of recent prices over a slider with the utility's prices as marks.
Item {
    id: root

    required property ConditionDraft draft
    readonly property bool selling: draft.side === Deal.Side.Sell
    readonly property real low: draft.lowest
    readonly property real span: Math.max(1, draft.highest - draft.lowest)
    readonly property real barsFloor: Metrics.compact ? 96 : 162
    readonly property real barsHeight: Metrics.compact ? 68 : 124

    function place(tick: real): real { return (tick - low) / span * width }

    Repeater {
        model: root.draft.bars
        Rectangle {
            id: bar
            required property var modelData
            readonly property real begin: root.place(modelData.from)
            readonly property real end: root.place(modelData.to)
            visible: modelData.share > 0
            x: begin + 3
            width: Math.max(6, end - begin - 6)
            height: Math.max(8, root.barsHeight * modelData.share / 1000)
            y: root.barsFloor - height
            radius: 4
            color: modelData.match ? Theme.color.trade : "transparent"
            border.width: modelData.match ? 0 : 2
            border.color: Theme.color.rest
        }
    }
    Item {
        id: mean
        visible: root.draft.mean >= 0
        x: root.place(root.draft.mean)
        Repeater {
            model: Math.floor((root.barsFloor - 6) / 12)
            Rectangle {
                required property int index
                x: -1
                y: 6 + index * 12
                width: 2
                height: 6
                color: Theme.color.text
            }
        }
        AppText {
            x: Math.min(10, root.width - mean.x - implicitWidth)
            y: -4
            //% "Village mean %1 won"
            text: qsTrId("dure.condition.mean").arg(root.draft.mean)
            font.pixelSize: Metrics.caption
            font.bold: true
        }
    }
    T.Slider {
        id: slider
        y: root.barsFloor + 28 - height / 2
        width: parent.width
        height: 64
        from: root.draft.lowest
        to: root.draft.highest
        stepSize: 1
        value: root.draft.tick
        leftPadding: 0
        rightPadding: 0
        focusPolicy: Qt.StrongFocus
        Accessible.role: Accessible.Slider
        Accessible.name: qsTrId("dure.condition.price-name")
        onMoved: root.draft.tick = Math.round(value)
        background: Item {
            readonly property real middle: root.place(Math.max(slider.from, Math.min(slider.to, root.draft.tick)))
            Rectangle { y: 26; width: parent.width; height: 12; radius: 6; color: Theme.color.track }
            Rectangle {
                y: 26
                x: root.selling ? parent.middle : 0
                width: root.selling ? parent.width - parent.middle : parent.middle
                height: 12
                radius: 6
                color: Theme.color.trade
            }
        }
        handle: Rectangle {
            x: root.place(Math.max(slider.from, Math.min(slider.to, root.draft.tick))) - 30
            y: 2
            width: 60
            height: 60
            radius: 30
            color: Theme.color.bg
            border.width: slider.visualFocus ? 3 : 0
            border.color: Theme.color.text2
            Rectangle {
                anchors.centerIn: parent
                width: 48
                height: 48
                radius: 24
                color: Theme.color.action
                Rectangle { anchors.centerIn: parent; width: 16; height: 16; radius: 8; color: Theme.color.actionInk }
            }
        }
    }
    Repeater {
        model: root.draft.marks
        Item {
            id: mark
            required property var modelData
            x: root.place(modelData.tick)
            y: root.barsFloor + 42
            Rectangle { width: 2; height: 14; color: Theme.color.text2 }
            AppText {
                x: Math.max(-mark.x, Math.min(-implicitWidth / 2, root.width - mark.x - implicitWidth))
                y: 14
                text: mark.modelData.label
                font.pixelSize: 20
                color: Theme.color.text2
            }
        }
    }
}
