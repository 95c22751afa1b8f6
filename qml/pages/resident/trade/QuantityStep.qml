pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// How much: all surplus (follows the sun), or so many Wh a slot.
Column {
    id: root

    required property ConditionDraft draft
    readonly property bool selling: draft.side === Deal.Side.Sell

    spacing: Metrics.compact ? 12 : 20

    StepTitle {
        text: root.selling
            //% "How much do you sell?"
            ? qsTrId("dure.condition.ask-sell-quantity")
            //% "How much do you buy?"
            : qsTrId("dure.condition.ask-buy-quantity")
    }
    Segment {
        visible: root.selling
        cellWidth: Metrics.compact ? 180 : 240
        labels: [qsTrId("dure.condition.all-surplus"),
                 //% "A fixed amount"
                 qsTrId("dure.condition.fixed-amount")]
        current: root.draft.surplus ? 0 : 1
        off: [!root.draft.surplusPossible, false]
        onChosen: index => root.draft.surplus = index === 0
    }
    Column {
        visible: root.draft.surplus
        width: parent.width
        spacing: 12
        topPadding: Metrics.compact ? 0 : 12
        Row {
            spacing: 20
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: "sun"
                size: Metrics.pick(60, 72, 72, 40)
                stroke: 1.75
                color: Theme.color.gen
            }
            Amount {
                anchors.verticalCenter: parent.verticalCenter
                value: root.draft.asked
                size: Metrics.pick(64, 88, 88, 48)
                unitSize: 28
            }
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                //% "a day"
                text: qsTrId("dure.condition.a-day")
                font.pixelSize: Metrics.heading
                color: Theme.color.text2
            }
        }
        AppText {
            width: parent.width
            wrapMode: Text.Wrap
            //% "Whatever your home does not use is offered, more in the sun and nothing at night. Yesterday it was this much."
            text: qsTrId("dure.condition.surplus-text")
            color: Theme.color.text2
            font.pixelSize: Metrics.small
            lineHeight: 1.3
        }
        AppText {
            width: parent.width
            wrapMode: Text.Wrap
            //% "At most %1 in %2"
            text: qsTrId("dure.condition.surplus-most").arg(root.draft.amount.text).arg(root.draft.slotLength)
            font.pixelSize: Metrics.small
            color: Theme.color.text2
        }
    }
    Column {
        visible: !root.draft.surplus
        width: parent.width
        spacing: Metrics.compact ? 8 : 16
        BigStepper {
            width: parent.width
            value: root.draft.wh
            from: 0
            to: 1048575
            step: 10
            bigStep: 100
            bigLabel: "0.1"
            text: root.draft.amount.number
            unit: root.draft.amount.unit
            //% "Energy in a slot"
            name: qsTrId("dure.condition.energy-name")
            onEdited: value => root.draft.wh = value
        }
        AppText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            //% "every %1, %2 a day at most"
            text: qsTrId("dure.condition.every").arg(root.draft.slotLength).arg(root.draft.asked.text)
            font.pixelSize: Metrics.small
            color: Theme.color.text2
        }
        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: 12
            Repeater {
                model: root.draft.amountPresets
                AppButton {
                    id: preset
                    required property var modelData
                    small: true
                    look: AppButton.Outline
                    text: modelData.label
                    onClicked: root.draft.wh = preset.modelData.wh
                }
            }
        }
    }
}
