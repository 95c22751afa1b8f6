pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// How much of the contract was delivered, among the slots about it, and what the difference means.
Card {
    id: root

    required property ContractModel model
    readonly property bool selling: model.side === Deal.Side.Sell
    readonly property bool running: model.stage === Deal.Stage.Delivering

    AppText {
        id: label
        x: 24
        y: Metrics.compact ? 10 : 18
        text: root.selling
            //% "Sent energy"
            ? qsTrId("dure.contract.sent-energy")
            //% "Received energy"
            : qsTrId("dure.contract.received-energy")
        font.pixelSize: Metrics.caption
        color: Theme.color.text2
    }
    Item {
        id: numbers
        x: 24
        anchors.top: label.bottom
        anchors.topMargin: Metrics.compact ? -6 : 0
        width: parent.width - 48
        height: Metrics.compact ? 60 : 84
        AppText {
            id: sent
            text: root.model.delivered.number
            font.pixelSize: Metrics.pick(48, 72, 72, 48)
            font.bold: true
            font.letterSpacing: -1
            color: root.model.delivered.known ? Theme.color.text : Theme.color.text2
            anchors.verticalCenter: parent.verticalCenter
        }
        AppText {
            anchors.left: sent.right
            anchors.leftMargin: 12
            anchors.baseline: sent.baseline
            //% "/ agreed %1"
            text: qsTrId("dure.contract.agreed").arg(root.model.contracted.text)
            font.pixelSize: Metrics.pick(24, 28, 28, 18)
            color: Theme.color.text2
        }
        Row {
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 8
            visible: !Metrics.compact && root.model.bars.length > 1
            spacing: 8
            Rectangle { anchors.verticalCenter: parent.verticalCenter; width: 20; height: 20; radius: 5; color: Theme.color.trade }
            AppText {
                text: root.selling
                    //% "sent"
                    ? qsTrId("dure.contract.legend-sent")
                    //% "received"
                    : qsTrId("dure.contract.legend-received")
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
                rightPadding: 10
            }
            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                width: 20
                height: 20
                radius: 5
                color: "transparent"
                border.width: 2
                border.color: Theme.color.trade
            }
            AppText {
                //% "agreed"
                text: qsTrId("dure.contract.legend-agreed")
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
            }
        }
    }
    HatchBar {
        id: progress
        x: 24
        width: parent.width - 48
        anchors.top: numbers.bottom
        anchors.topMargin: Metrics.compact ? 4 : 8
        share: root.model.deliveredShare / 1000
        running: root.running
        name: label.text
    }

    // The contract's neighbours in time; its own slot is marked.
    Item {
        id: chart
        x: 24
        anchors.top: progress.bottom
        anchors.topMargin: Metrics.compact ? 12 : 36
        anchors.bottom: facts.top
        anchors.bottomMargin: Metrics.compact ? 6 : 14
        width: parent.width - 48
        visible: height > 60 && root.model.bars.length > 1
        readonly property real plotHeight: height - 30
        readonly property real pitch: (width - 76) / Math.max(8, root.model.bars.length)

        AppText {
            anchors.right: parent.right
            y: -10
            text: root.model.barsTop
            font.pixelSize: 20
            color: Theme.color.text2
        }
        Rectangle { width: parent.width - 84; height: 1; color: Theme.color.line }
        Rectangle { y: parent.plotHeight - 1; width: parent.width - 84; height: 2; color: Theme.color.rest }
        Repeater {
            model: root.model.bars
            Item {
                id: bar
                required property int index
                required property var modelData
                x: index * chart.pitch
                width: chart.pitch
                height: chart.plotHeight
                Rectangle {
                    visible: bar.modelData.here
                    anchors.fill: parent
                    anchors.topMargin: -8
                    radius: 8
                    color: Theme.color.tradeTint
                }
                Rectangle {
                    anchors.horizontalCenter: parent.horizontalCenter
                    anchors.bottom: parent.bottom
                    width: Math.min(28, chart.pitch * 0.72)
                    height: Math.max(3, parent.height * bar.modelData.agreed / 1000)
                    radius: 5
                    color: "transparent"
                    border.width: 2
                    border.color: Theme.color.trade
                }
                Rectangle {
                    visible: bar.modelData.metered > 0
                    anchors.horizontalCenter: parent.horizontalCenter
                    anchors.bottom: parent.bottom
                    width: Math.min(28, chart.pitch * 0.72)
                    height: Math.max(3, parent.height * bar.modelData.metered / 1000)
                    radius: 5
                    color: Theme.color.trade
                }
                AppText {
                    visible: bar.index % 4 === 0 && bar.x + implicitWidth < chart.width - 84
                    anchors.top: parent.bottom
                    anchors.topMargin: 4
                    text: bar.modelData.label
                    font.pixelSize: 20
                    color: Theme.color.text2
                }
            }
        }
    }

    Column {
        id: facts
        x: 24
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Metrics.compact ? 12 : 16
        width: parent.width - 48
        spacing: 2
        Row {
            visible: root.model.metered.known && !Metrics.compact
            spacing: 8
            Icon { anchors.verticalCenter: parent.verticalCenter; name: "gauge"; size: 26; color: Theme.color.text2 }
            AppText {
                //% "Our meter %1 %2 · settled %3"
                text: qsTrId("dure.contract.metered").arg(root.model.metered.text)
                    .arg(root.model.meteredWords).arg(root.model.settledEnergy.text)
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
            }
        }
        Row {
            width: parent.width
            spacing: 10
            Icon {
                id: cloud
                name: root.model.lacking ? "cloud" : root.model.stage === Deal.Stage.Settled ? "tick" : "info"
                size: 26
                y: 3
                color: Theme.color.text
            }
            AppText {
                width: parent.width - cloud.width - 10
                text: root.model.explanation
                wrapMode: Text.Wrap
                font.pixelSize: Metrics.compact ? 20 : 22
            }
        }
    }
}
