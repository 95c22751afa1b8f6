pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// The next slot's book without names: what is offered (left) and wanted (right) at which price.
Card {
    id: root

    required property TradeModel model

    readonly property int rowHeight: Metrics.compact ? 27 : 36
    readonly property int middle: 96

    Item {
        id: head
        x: root.padding
        y: Metrics.compact ? 12 : 18
        width: parent.width - 2 * x
        height: Metrics.compact ? 30 : 32
        AppText {
            //% "Next slot %1"
            text: qsTrId("dure.trade.book-title").arg(root.model.nextSlot)
            font.pixelSize: Metrics.small
            font.bold: true
        }
    }
    Item {
        id: sums
        anchors.top: head.bottom
        anchors.topMargin: Metrics.compact ? 4 : 8
        x: root.padding
        width: parent.width - 2 * x
        height: 52
        Column {
            AppText {
                //% "Offered"
                text: qsTrId("dure.trade.offered")
                font.pixelSize: Metrics.caption
                color: Theme.color.gen
            }
            AppText { text: root.model.offered.text; font.pixelSize: Metrics.caption; font.bold: true }
        }
        Column {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: root.width > 360
            AppText {
                anchors.horizontalCenter: parent.horizontalCenter
                //% "Gate closes in"
                text: qsTrId("dure.trade.gate-in")
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
            }
            AppText {
                anchors.horizontalCenter: parent.horizontalCenter
                text: root.model.gateLeft
                font.pixelSize: Metrics.caption
            }
        }
        Column {
            anchors.right: parent.right
            AppText {
                anchors.right: parent.right
                //% "Wanted"
                text: qsTrId("dure.trade.wanted")
                font.pixelSize: Metrics.caption
                color: Theme.color.cons
            }
            AppText {
                anchors.right: parent.right
                text: root.model.wanted.text
                font.pixelSize: Metrics.caption
                font.bold: true
            }
        }
    }
    ListView {
        id: bands
        anchors.top: sums.bottom
        anchors.topMargin: 12
        anchors.bottom: foot.top
        anchors.bottomMargin: 8
        x: root.padding
        width: parent.width - 2 * x
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.model.bands
        delegate: Item {
            id: band
            required property string prices
            required property quantity supply
            required property quantity demand
            required property int supplyShare
            required property int demandShare
            required property bool crossing
            readonly property real side: (width - root.middle) / 2
            width: bands.width
            height: root.rowHeight
            Accessible.role: Accessible.ListItem
            Accessible.name: prices + ": " + supply.text + " / " + demand.text

            Rectangle {
                visible: band.crossing
                anchors.fill: parent
                radius: 8
                color: Theme.color.tradeTint
            }
            AppText {
                anchors.centerIn: parent
                text: band.prices
                font.pixelSize: 20
                font.bold: band.crossing
                color: band.crossing ? Theme.color.text : Theme.color.text2
            }
            Rectangle {
                visible: band.supplyShare > 0
                anchors.verticalCenter: parent.verticalCenter
                x: band.side - width
                width: Math.max(4, band.side * band.supplyShare / 1000)
                height: 16
                radius: 5
                color: Theme.color.gen
            }
            Rectangle {
                visible: band.demandShare > 0
                anchors.verticalCenter: parent.verticalCenter
                x: band.side + root.middle
                width: Math.max(4, band.side * band.demandShare / 1000)
                height: 16
                radius: 5
                color: Theme.color.cons
            }
        }
    }
    AppText {
        visible: root.model.bookEmpty
        anchors.centerIn: bands
        width: bands.width
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        //% "Nobody offers or wants anything yet."
        text: qsTrId("dure.trade.book-empty")
        color: Theme.color.text2
        font.pixelSize: Metrics.caption
    }
    Item {
        id: foot
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Metrics.compact ? 10 : 16
        x: root.padding
        width: parent.width - 2 * x
        height: 40
        Rectangle { width: parent.width; height: 1; color: Theme.color.line }
        AppText {
            id: footLabel
            y: 8
            //% "Expected price"
            text: qsTrId("dure.trade.expected-price")
            font.pixelSize: Metrics.caption
            color: Theme.color.text2
        }
        AppText {
            anchors.right: parent.right
            anchors.baseline: footLabel.baseline
            text: root.model.expectedPrice.text
            font.pixelSize: Metrics.small
            font.bold: true
        }
    }
}
