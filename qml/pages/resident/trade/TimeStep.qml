pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// When: the whole day, daytime, evening, or quarters of an hour on a 24-hour band; and weekdays.
Column {
    id: root

    required property ConditionDraft draft
    readonly property bool selling: draft.side === Deal.Side.Sell
    readonly property int from: draft.fromQuarter
    readonly property int to: draft.toQuarter
    readonly property list<int> presetFrom: [0, 36, 72]
    readonly property list<int> presetTo: [96, 72, 92]
    function presetIs(i: int): bool { return presetFrom[i] === from && presetTo[i] === to }
    readonly property int preset: presetIs(0) ? 0 : presetIs(1) ? 1 : presetIs(2) ? 2 : -1

    spacing: Metrics.compact ? 8 : 16

    StepTitle {
        text: root.selling
            //% "When do you sell?"
            ? qsTrId("dure.condition.ask-sell-time")
            //% "When do you buy?"
            : qsTrId("dure.condition.ask-buy-time")
    }
    Segment {
        cellWidth: Metrics.compact ? 110 : 140
        labels: [qsTrId("dure.condition.all-day"),
                 //% "Daytime"
                 qsTrId("dure.condition.daytime"),
                 //% "Evening"
                 qsTrId("dure.condition.evening"),
                 //% "Own hours"
                 qsTrId("dure.condition.own-hours")]
        current: root.preset < 0 ? 3 : root.preset
        onChosen: index => {
            if (index < 3)
                root.draft.setHours(root.presetFrom[index], root.presetTo[index])
            else if (root.preset >= 0)
                root.draft.setHours(40, 60)
        }
    }

    // 24 hours; a touch moves the nearer end there. The keys below do the same.
    Item {
        id: band
        width: parent.width
        height: Metrics.compact ? 76 : 96
        Accessible.role: Accessible.StaticText
        Accessible.name: root.draft.hours

        function place(quarter: real): real { return quarter / 96 * width }

        Rectangle { y: 8; width: parent.width; height: Metrics.compact ? 36 : 48; radius: 12; color: Theme.color.track }
        Repeater {
            // Over midnight the band has two parts.
            model: root.from < root.to ? [[root.from, root.to]] : [[0, root.to], [root.from, 96]]
            Rectangle {
                required property var modelData
                x: band.place(modelData[0])
                y: 8
                width: band.place(modelData[1]) - x
                height: Metrics.compact ? 36 : 48
                radius: 12
                color: Theme.color.trade
            }
        }
        Repeater {
            model: 5
            AppText {
                required property int index
                x: Math.max(0, Math.min(band.width - implicitWidth, band.place(index * 24) - implicitWidth / 2))
                y: Metrics.compact ? 46 : 62
                //% "%1 h"
                text: qsTrId("dure.condition.hour").arg(index * 6)
                font.pixelSize: 20
                color: Theme.color.text2
            }
        }
        MouseArea {
            anchors.fill: parent
            preventStealing: true
            property bool movesEnd: false
            function quarter(at: real): int { return Math.max(0, Math.min(96, Math.round(at / band.width * 96))) }
            onPressed: mouse => {
                const q = quarter(mouse.x)
                movesEnd = Math.abs(q - root.to) < Math.abs(q - root.from)
                positionChanged(mouse)
            }
            onPositionChanged: mouse => {
                const q = quarter(mouse.x)
                if (movesEnd && q !== root.from && q > 0)
                    root.draft.setHours(root.from, q)
                else if (!movesEnd && q !== root.to && q < 96)
                    root.draft.setHours(q, root.to)
            }
        }
    }
    Row {
        width: parent.width
        spacing: Metrics.compact ? 16 : 32

        component Edge: Row {
            id: edge
            required property string label
            required property string clock
            signal moved(by: int)
            spacing: 8
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                text: edge.label
                font.pixelSize: Metrics.small
                color: Theme.color.text2
            }
            AppButton {
                small: true
                iconName: "minus"
                autoRepeat: true
                Accessible.name: edge.label + " −15"
                onClicked: edge.moved(-1)
            }
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                width: 84
                horizontalAlignment: Text.AlignHCenter
                text: edge.clock
                font.bold: true
            }
            AppButton {
                small: true
                iconName: "plus"
                autoRepeat: true
                Accessible.name: edge.label + " +15"
                onClicked: edge.moved(1)
            }
        }
        Edge {
            //% "From"
            label: qsTrId("dure.condition.from")
            clock: root.draft.fromClock
            onMoved: by => root.draft.setHours(root.from + by, root.to)
        }
        Edge {
            //% "To"
            label: qsTrId("dure.condition.to")
            clock: root.draft.toClock
            onMoved: by => root.draft.setHours(root.from, root.to + by)
        }
    }
    Row {
        spacing: 8
        Repeater {
            model: root.draft.weekdayNames
            AppButton {
                required property int index
                required property string modelData
                readonly property bool on: (root.draft.weekdays >> index & 1) === 1
                small: true
                implicitWidth: Metrics.compact ? 68 : 84
                look: on ? AppButton.Primary : AppButton.Outline
                text: modelData
                Accessible.role: Accessible.CheckBox
                Accessible.checked: on
                onClicked: root.draft.weekdays = root.draft.weekdays ^ (1 << index)
            }
        }
    }
}
