import QtQuick
import Dure
import Dure.Ui

// Everything once more, when it starts, and how to get out of it.
Column {
    id: root

    required property ConditionDraft draft
    readonly property bool selling: draft.side === Deal.Side.Sell

    spacing: Metrics.compact ? 8 : 16

    StepTitle {
        text: root.selling
            //% "Sell like this?"
            ? qsTrId("dure.condition.ask-sell")
            //% "Buy like this?"
            : qsTrId("dure.condition.ask-buy")
    }
    Card {
        width: parent.width
        height: rows.implicitHeight + 2 * rows.y

        component Line: Item {
            id: line
            required property string label
            required property string value
            width: parent.width
            height: Metrics.compact ? 44 : 56
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                text: line.label
                font.pixelSize: Metrics.small
                color: Theme.color.text2
            }
            AppText {
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - 160
                horizontalAlignment: Text.AlignRight
                wrapMode: Text.Wrap
                text: line.value
                font.pixelSize: Metrics.pick(22, 24, 24, 16)
                font.bold: true
            }
        }
        Column {
            id: rows
            x: 24
            y: Metrics.compact ? 6 : 12
            width: parent.width - 48
            Line { label: qsTrId("dure.condition.step-quantity"); value: root.draft.quantityWords }
            Line { label: qsTrId("dure.condition.step-price"); value: root.draft.limitWords }
            Line { label: qsTrId("dure.condition.step-time"); value: root.draft.days + " · " + root.draft.hours }
            Line {
                //% "First slot"
                label: qsTrId("dure.condition.first-slot")
                value: root.draft.firstSlot !== "" ? root.draft.firstSlot : "–"
            }
        }
    }
    Row {
        width: parent.width
        spacing: 12
        Icon { name: "info"; size: 26; color: Theme.color.text2; y: 3 }
        AppText {
            width: parent.width - 38
            wrapMode: Text.Wrap
            //% "You can remove it at any time. Slots that are matched by then go on as agreed. Missing energy comes from the grid; there is no penalty."
            text: qsTrId("dure.condition.cancel-rule")
            font.pixelSize: Metrics.compact ? Metrics.caption : Metrics.small
            color: Theme.color.text2
            lineHeight: 1.25
        }
    }
}
