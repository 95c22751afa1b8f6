import QtQuick
import Dure
import Dure.Ui

// The month's bill and where it stands in the progressive tiers. A guest sees energy only.
Card {
    id: root
    required property HomeModel model
    property bool money: true
    property bool brief: false      // two short lines instead of one sentence

    implicitHeight: column.implicitHeight + 36

    Column {
        id: column
        x: root.padding
        y: Metrics.compact ? 14 : 18
        width: parent.width - 2 * root.padding

        Item {
            width: parent.width
            height: 28
            AppText {
                text: root.money
                    //% "Expected bill"
                    ? qsTrId("dure.home.bill")
                    //% "Used this month"
                    : qsTrId("dure.home.used-month")
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
            }
            AppText {
                anchors.right: parent.right
                text: root.money ? root.model.projected.text
                    //% "expected %1"
                    : qsTrId("dure.home.expected").arg(root.model.projected.text)
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
            }
        }
        Amount {
            value: root.money ? root.model.billEstimate : root.model.usedThisMonth
            size: Metrics.card
            unitSize: 28
            unitBold: root.money
            unitColor: root.money ? Theme.color.text : Theme.color.text2
            implicitHeight: 58
            topShift: -4
        }
        Item { width: 1; height: 6 }
        TierBar {
            width: parent.width
            ends: root.model.tierEnds
            used: root.model.usedWh
            projected: root.model.projectedWh
            tier: root.model.tier
            labels: root.model.tierLabels
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTrId("dure.home.tier").arg(root.model.tier)
        }
        Item { width: 1; height: Metrics.compact ? 6 : 12 }
        Row {
            visible: root.brief
            spacing: 10
            Icon { anchors.verticalCenter: parent.verticalCenter; name: "home"; color: Theme.color.text2 }
            AppText {
                textFormat: Text.StyledText
                //% "So far <b>%1</b>"
                text: qsTrId("dure.home.so-far").arg(root.model.usedThisMonth.text)
                font.pixelSize: Metrics.small
            }
        }
        Row {
            spacing: 10
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: root.money ? "info" : "lock"
                color: Theme.color.text2
            }
            AppText {
                textFormat: Text.StyledText
                text: !root.money
                    //% "Unlock to see the bill"
                    ? qsTrId("dure.home.bill-locked")
                    : !root.model.billKnown
                    //% "No month to estimate from yet"
                    ? qsTrId("dure.home.bill-unknown")
                    : root.brief ? root.model.tierShort : root.model.tierSentence
                font.pixelSize: Metrics.small
                color: root.money ? Theme.color.text : Theme.color.text2
            }
        }
    }
}
