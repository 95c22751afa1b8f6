import QtQuick
import Dure
import Dure.Ui

// What came in and what went out: day, week, month, year. Tap a bar to read it.
Item {
    id: root

    UsageModel { id: usage }
    HomeModel { id: homeModel }

    readonly property int edge: Metrics.compact ? 24 : 32
    readonly property bool narrow: Metrics.tall || Metrics.compact

    Item {
        id: head
        x: root.edge
        y: Metrics.compact ? 12 : 16
        width: parent.width - 2 * x
        height: Metrics.tall ? 144 : 64

        Segment {
            id: periods
            labels: [
                //% "Day"
                qsTrId("dure.usage.day"),
                //% "Week"
                qsTrId("dure.usage.week"),
                //% "Month"
                qsTrId("dure.usage.month"),
                //% "Year"
                qsTrId("dure.usage.year")
            ]
            cellWidth: Metrics.compact ? 60 : 72
            current: usage.period
            onChosen: index => usage.period = index
        }
        Row {
            id: steps
            // in the middle of what the two segments leave
            x: Metrics.tall ? (parent.width - width) / 2
                : periods.width + (units.x - periods.width - width) / 2
            y: Metrics.tall ? 80 : 0
            height: 64
            IconButton {
                anchors.verticalCenter: parent.verticalCenter
                iconName: "back"
                iconSize: 32
                width: Metrics.compact ? 56 : 64
                //% "Earlier"
                text: qsTrId("dure.usage.earlier")
                onClicked: usage.goBack()
            }
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                width: Metrics.compact ? 226 : 284
                horizontalAlignment: Text.AlignHCenter
                text: usage.title
                font.pixelSize: Metrics.compact ? 24 : 26
                font.bold: true
            }
            IconButton {
                anchors.verticalCenter: parent.verticalCenter
                iconName: "forward"
                iconSize: 32
                width: Metrics.compact ? 56 : 64
                enabled: usage.canGoForward
                //% "Later"
                text: qsTrId("dure.usage.later")
                onClicked: usage.goForward()
            }
        }
        Segment {
            id: units
            anchors.right: parent.right
            visible: Security.moneyVisible
            labels: [
                //% "Power"
                qsTrId("dure.usage.energy"),
                //% "Won"
                qsTrId("dure.usage.won")
            ]
            cellWidth: Metrics.compact ? 64 : 88
            current: usage.money ? 1 : 0
            onChosen: index => usage.money = index === 1
        }
    }
    Card {
        id: card
        x: root.edge
        anchors.top: head.bottom
        anchors.topMargin: Metrics.compact ? 8 : 16
        anchors.bottom: foot.top
        anchors.bottomMargin: Metrics.gap
        width: parent.width - 2 * x

        UsageReadout {
            id: readout
            x: 24
            y: Metrics.compact ? 10 : 20
            width: parent.width - 48
            model: usage
        }
        UsageChart {
            id: chart
            x: 24
            anchors.top: readout.bottom
            anchors.topMargin: Metrics.compact ? 4 : 16
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Metrics.compact ? 6 : 16
            width: parent.width - 48
            model: usage
            font.family: Theme.family
            font.pixelSize: 20
            gen: Theme.color.gen
            cons: Theme.color.cons
            grid: Theme.color.grid
            battery: Theme.color.batDot
            batteryGround: Theme.color.batGround
            trade: Theme.color.trade
            hatch: Theme.color.hatch
            surface: Theme.color.surface
            line: Theme.color.line
            text: Theme.color.text
            text2: Theme.color.text2
            Accessible.role: Accessible.Chart
            Accessible.name: usage.title
            activeFocusOnTab: true
            Keys.onRightPressed: usage.selected = Math.max(0, usage.selected + 1)
            Keys.onLeftPressed: usage.selected = usage.selected - 1

            AppText {
                text: usage.money
                    //% "Money in"
                    ? qsTrId("dure.usage.money-in")
                    //% "Power in"
                    : qsTrId("dure.usage.power-in")
                font.pixelSize: 20
                font.bold: true
            }
            AppText {
                anchors.bottom: parent.bottom
                anchors.bottomMargin: 40
                text: usage.money
                    //% "Money out"
                    ? qsTrId("dure.usage.money-out")
                    //% "Power out"
                    : qsTrId("dure.usage.power-out")
                font.pixelSize: 20
                font.bold: true
            }
            AppText {
                anchors.centerIn: parent
                visible: usage.empty && !usage.loading
                //% "No readings in this period."
                text: qsTrId("dure.usage.empty")
                color: Theme.color.text2
            }
            TapHandler {
                onTapped: point => {
                    const bar = chart.barAt(point.position.x)
                    usage.selected = bar === usage.selected ? -1 : bar
                }
            }
        }
    }
    Card {
        id: foot
        x: root.edge
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Metrics.compact ? 16 : 24
        width: parent.width - 2 * x
        height: Metrics.compact ? 96 : Metrics.tall ? 200 : 144

        TierBar {
            id: tiers
            x: 28
            y: Metrics.compact ? 8 : 28
            width: Metrics.tall ? parent.width - 56 : Metrics.compact ? 400 : 560
            ends: homeModel.tierEnds
            used: homeModel.usedWh
            projected: homeModel.projectedWh
            tier: homeModel.tier
            labels: Security.moneyVisible && !Metrics.compact ? homeModel.tierPriceLabels : homeModel.tierLabels
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTrId("dure.home.tier").arg(homeModel.tier)
        }
        AppText {
            visible: !homeModel.billKnown
            x: 28
            anchors.verticalCenter: parent.verticalCenter
            text: qsTrId("dure.home.bill-unknown")
            color: Theme.color.text2
        }
        Column {
            visible: homeModel.billKnown
            x: Metrics.tall ? 28 : tiers.x + tiers.width + (Metrics.compact ? 28 : 48)
            y: Metrics.tall ? 104 : (parent.height - height) / 2
            AppText {
                visible: !root.narrow
                //% "%1 this month, expected by its end"
                text: qsTrId("dure.usage.month-so-far").arg(homeModel.usedThisMonth.text)
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
            }
            Row {
                spacing: 16
                AppText {
                    text: homeModel.projected.text
                    font.pixelSize: Metrics.compact ? 26 : 36
                    font.bold: true
                }
                AppText {
                    visible: Security.moneyVisible
                    text: homeModel.billEstimate.text
                    font.pixelSize: Metrics.compact ? 26 : 36
                    font.bold: true
                }
            }
            AppText {
                //% "may differ from the bill"
                text: qsTrId("dure.usage.disclaimer")
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
            }
        }
    }
    AppText {
        visible: usage.coverage !== "" && !Metrics.compact
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: -2
        text: usage.coverage
        font.pixelSize: 20
        color: Theme.color.caution
    }
}
