pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// Supply and demand of a slot, the price as hero, what it came to, prices of the past slots.
Card {
    id: root

    required property MarketModel model
    property bool choice: false     // last slot or next one
    readonly property bool low: height < 440
    readonly property int facts: width < 1100 ? 252 : 300

    AppText {
        id: title
        x: 24
        y: root.low ? 14 : 22
        //% "Market monitor"
        text: qsTrId("dure.manager.market-monitor")
        font.pixelSize: Metrics.heading
        font.bold: true
    }
    AppText {
        anchors.left: title.right
        anchors.leftMargin: 12
        anchors.baseline: title.baseline
        //% "Slot %1 · %2"
        text: root.model.slotTime === "" ? ""
            : qsTrId("dure.manager.slot-note").arg(root.model.slotTime).arg(root.model.clearedAt)
        font.pixelSize: Metrics.small
        color: Theme.color.text2
    }
    AppText {
        visible: root.width >= 1100
        anchors.right: chart.right
        anchors.baseline: title.baseline
        //% "won/kWh, energy summed up"
        text: qsTrId("dure.manager.chart-axes")
        font.pixelSize: Metrics.caption
        color: Theme.color.text2
    }
    BookChart {
        id: chart
        x: 20
        anchors.top: title.bottom
        anchors.topMargin: root.low ? 6 : 18
        anchors.bottom: parent.bottom
        anchors.bottomMargin: root.low ? 12 : 20
        width: parent.width - root.facts - 84
        visible: !root.model.picture.empty
        picture: root.model.picture
        expected: root.model.next
        supplyColor: Theme.color.gen
        demandColor: Theme.color.cons
        tradeColor: Theme.color.trade
        gainColor: Theme.color.tradeTint
        gridColor: Preferences.dark ? Theme.color.raised : "#E3E7EB"
        axisColor: Theme.color.rest
        labelColor: Theme.color.text2
        tradeInkColor: Preferences.dark ? Theme.color.bg : "#FFFFFF"
        fontFamily: Theme.family
        fontSize: 14
        //% "Selling (supply)"
        supplyLabel: qsTrId("dure.manager.supply")
        //% "Buying (demand)"
        demandLabel: qsTrId("dure.manager.demand")
        Accessible.role: Accessible.Graphic
        Accessible.name: title.text + " " + root.model.price.text + " " + root.model.volume.text
    }
    AppText {
        visible: root.model.picture.empty
        anchors.centerIn: chart
        //% "Nobody offered or wanted anything in this slot."
        text: qsTrId("dure.manager.no-book")
        color: Theme.color.text2
    }

    Item {
        id: side
        anchors.right: parent.right
        anchors.rightMargin: 32
        y: root.low ? 12 : 22
        width: root.facts
        height: parent.height - 2 * y

        component Fact: Item {
            id: fact
            required property string label
            required property string value
            width: parent.width
            height: root.low ? 28 : 36
            Accessible.role: Accessible.StaticText
            Accessible.name: label + " " + value
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                text: fact.label
                font.pixelSize: Metrics.small
                color: Theme.color.text2
            }
            AppText {
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: fact.value
                font.pixelSize: root.low ? 16 : 18
                font.bold: true
            }
        }
        Column {
            id: column
            width: parent.width
            AppText {
                text: root.model.next
                    //% "Expected price"
                    ? qsTrId("dure.manager.expected-price")
                    //% "Clearing price"
                    : qsTrId("dure.manager.clearing-price")
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
            }
            Item {
                width: parent.width
                height: root.low ? 60 : 84
                Amount {
                    anchors.verticalCenter: parent.verticalCenter
                    value: root.model.price
                    size: root.low ? 48 : 72
                    unitSize: root.low ? 18 : 22
                    color: Theme.color.trade
                }
            }
            Fact {
                //% "Volume"
                label: qsTrId("dure.manager.volume")
                value: root.model.volume.text
            }
            Fact {
                //% "Sellers / buyers"
                label: qsTrId("dure.manager.traders")
                value: root.model.traders
            }
            Fact {
                //% "Contracts"
                label: qsTrId("dure.manager.contract-count")
                value: root.model.contractCount
            }
            Fact {
                //% "Unsold → grid"
                label: qsTrId("dure.manager.unsold")
                value: root.model.unsold.text
            }
            Fact {
                //% "Unbought ← grid"
                label: qsTrId("dure.manager.unbought")
                value: root.model.unbought.text
            }
        }
        Item {
            visible: height > 70
            anchors.top: column.bottom
            anchors.topMargin: 12
            anchors.bottom: parent.bottom
            width: parent.width
            Rectangle { width: parent.width; height: 1; color: Theme.color.line }
            AppText {
                id: history
                y: 10
                //% "Prices of past slots"
                text: qsTrId("dure.manager.past-prices")
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
            }
            AppText {
                anchors.right: parent.right
                anchors.baseline: history.baseline
                text: root.model.priceRange
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
            }
            PriceLine {
                anchors.top: history.bottom
                anchors.topMargin: 2
                anchors.bottom: times.top
                width: parent.width
                points: root.model.pricePoints
                color: Theme.color.trade
                axisColor: Theme.color.line
            }
            Item {
                id: times
                anchors.bottom: parent.bottom
                width: parent.width
                height: 22
                AppText { text: root.model.pricesFrom; font.pixelSize: Metrics.caption; color: Theme.color.text2 }
                AppText {
                    anchors.right: parent.right
                    text: root.model.pricesTo
                    font.pixelSize: Metrics.caption
                    color: Theme.color.text2
                }
            }
        }
    }
}
