import QtQuick
import Dure
import Dure.Ui

// From (or up to) which price, against the prices of the last days.
Column {
    id: root

    required property ConditionDraft draft
    readonly property bool selling: draft.side === Deal.Side.Sell

    spacing: Metrics.compact ? 4 : 14

    StepTitle {
        text: root.selling
            //% "From which price do you sell?"
            ? qsTrId("dure.condition.ask-sell-price")
            //% "Up to which price do you buy?"
            : qsTrId("dure.condition.ask-buy-price")
    }
    BigStepper {
        width: parent.width
        size: Metrics.pick(68, 120, 120, 64)
        value: root.draft.tick
        from: 0
        to: 255
        unit: root.draft.limitWords === "" ? "" : qsTrId("dure.unit.won-per-kwh")
        //% "Price"
        name: qsTrId("dure.condition.price-name")
        onEdited: value => root.draft.tick = value
    }
    Item {
        width: parent.width
        height: 32
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            //% "Prices of the last 7 days"
            text: qsTrId("dure.condition.recent-prices")
            font.pixelSize: Metrics.caption
            color: Theme.color.text2
        }
        Row {
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: 10
            Rectangle { anchors.verticalCenter: parent.verticalCenter; width: 20; height: 20; radius: 5; color: Theme.color.trade }
            AppText {
                text: root.selling
                    //% "sells"
                    ? qsTrId("dure.condition.sells")
                    //% "can be bought"
                    : qsTrId("dure.condition.buys")
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
                rightPadding: 14
            }
            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                width: 20
                height: 20
                radius: 5
                color: "transparent"
                border.width: 2
                border.color: Theme.color.rest
            }
            AppText {
                text: root.selling
                    //% "does not sell"
                    ? qsTrId("dure.condition.sells-not")
                    //% "cannot be bought"
                    : qsTrId("dure.condition.buys-not")
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
            }
        }
    }
    PriceSlider {
        width: parent.width
        height: Metrics.compact ? 178 : 250
        draft: root.draft
    }
}
