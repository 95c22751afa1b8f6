import QtQuick
import Dure
import Dure.Ui

// What the condition would bring a day, from the prices of the last days.
Card {
    id: root

    required property ConditionDraft draft
    readonly property bool selling: draft.side === Deal.Side.Sell
    readonly property bool tight: Metrics.compact || Metrics.tall
    readonly property int pad: root.tight ? 20 : 28

    component Line: Item {
        id: line
        required property string label
        required property string number
        property string unit: ""
        readonly property bool tight: Metrics.compact || Metrics.tall
        width: parent.width
        height: line.tight ? 36 : 48
        AppText {
            id: lineLabel
            anchors.baseline: lineUnit.baseline
            text: line.label
            font.pixelSize: line.tight ? 20 : 22
            color: Theme.color.text2
        }
        AppText {
            anchors.right: lineUnit.left
            anchors.rightMargin: 6
            anchors.baseline: lineUnit.baseline
            text: line.number
            font.pixelSize: line.tight ? 24 : 28
            font.bold: true
        }
        AppText {
            id: lineUnit
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: line.unit
            font.pixelSize: 20
            color: Theme.color.text2
        }
    }

    Column {
        id: content
        x: root.pad
        y: root.tight ? 12 : 18
        width: parent.width - 2 * x

        AppText {
            //% "At this price"
            text: qsTrId("dure.condition.at-this-price")
            font.pixelSize: Metrics.caption
            color: Theme.color.text2
        }
        AppText {
            visible: !root.tight
            topPadding: 6
            //% "about, a day"
            text: qsTrId("dure.condition.about-a-day")
            font.pixelSize: 26
        }
        Item {
            width: parent.width
            height: root.tight ? 62 : 96
            Amount {
                id: hero
                value: root.draft.money
                size: root.tight ? 52 : root.draft.money.number.length > 5 ? 60 : 80
                unitSize: root.tight ? 26 : 36
                unitBold: true
                unitColor: Theme.color.text
                anchors.verticalCenter: parent.verticalCenter
            }
            AppText {
                x: hero.implicitWidth + 12
                anchors.baseline: hero.baseline
                visible: x + implicitWidth <= parent.width
                text: root.selling
                    //% "to receive"
                    ? qsTrId("dure.condition.receive")
                    //% "to pay"
                    : qsTrId("dure.condition.pay")
                font.pixelSize: root.tight ? 22 : 26
                color: Theme.color.text2
            }
        }
        Rectangle { width: parent.width; height: 1; color: Theme.color.line }
        Item { width: 1; height: 6 }
        Line {
            label: root.selling
                //% "Sold"
                ? qsTrId("dure.condition.sold")
                //% "Bought"
                : qsTrId("dure.condition.bought")
            number: root.draft.expected.number
            //% "kWh of %1"
            unit: qsTrId("dure.condition.of-asked").arg(root.draft.asked.number)
        }
        Line {
            //% "Usual price"
            label: qsTrId("dure.condition.usual-price")
            number: root.draft.usualPrice.number
            unit: root.draft.usualPrice.known ? root.draft.usualPrice.unit : ""
        }
        Line {
            //% "Matched"
            label: qsTrId("dure.condition.match-share")
            number: root.draft.matchShare.text
            unit: root.tight ? "" : root.draft.matchCount
        }
        Item { width: 1; height: 8 }
        Rectangle { width: parent.width; height: 1; color: Theme.color.line }
        Item { width: 1; height: root.tight ? 8 : 16 }
        Row {
            width: parent.width
            spacing: 12
            Icon { id: note; name: "info"; size: 26; color: Theme.color.text2; y: 3 }
            AppText {
                width: parent.width - note.width - 12
                wrapMode: Text.Wrap
                textFormat: Text.StyledText
                text: root.draft.priceNote
                font.pixelSize: root.tight ? 20 : 22
                lineHeight: root.tight ? 1 : 1.1
            }
        }
    }
}
