pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// All contracts of this home by day; a touch opens one.
Item {
    id: root

    ContractsModel { id: contractsModel }
    DayTitle { id: dayTitle }

    PageHeader {
        id: header
        x: Metrics.margin
        y: Metrics.compact ? 8 : 16
        width: parent.width - 2 * x
        //% "Contracts"
        title: qsTrId("dure.contracts.title")
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            visible: contractsModel.running > 0
            //% "%1 under way"
            text: qsTrId("dure.contracts.running").arg(contractsModel.running)
            font.pixelSize: Metrics.small
            color: Theme.color.text2
        }
    }
    Card {
        x: Metrics.margin
        width: parent.width - 2 * x
        anchors.top: header.bottom
        anchors.topMargin: Metrics.compact ? 8 : 16
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Metrics.compact ? 16 : 24

        ListView {
            id: list
            anchors.fill: parent
            anchors.leftMargin: 24
            anchors.rightMargin: 24
            anchors.topMargin: 8
            clip: true
            reuseItems: true
            boundsBehavior: Flickable.StopAtBounds
            model: contractsModel.contracts
            section.property: "day"
            section.delegate: dayTitle.heading
            delegate: ListRow {
                id: row
                required property string slot
                required property int side
                required property int stage
                required property string stageWords
                required property string time
                required property string partners
                required property string amount
                required property string price
                required property quantity energy
                required property int delivered
                required property bool running
                width: list.width
                iconName: side === Deal.Side.Sell ? "out" : "in"
                iconColor: Theme.color.tradeRaised
                text: side === Deal.Side.Sell
                    //% "Sale %1"
                    ? qsTrId("dure.contracts.sale").arg(row.energy.text)
                    //% "Purchase %1"
                    : qsTrId("dure.contracts.purchase").arg(row.energy.text)
                caption: Metrics.compact ? row.time : row.time + " · " + row.partners
                onClicked: Navigator.open("contract", slot)
                Chip {
                    anchors.verticalCenter: parent.verticalCenter
                    implicitHeight: 36
                    outlined: !row.running
                    line: Theme.color.line
                    ink: row.stage === Deal.Stage.Cancelled ? Theme.color.alarm
                       : row.running ? Theme.color.trade : Theme.color.text2
                    ground: Theme.color.tradeTint
                    iconName: row.stage === Deal.Stage.Settled ? "tick"
                            : row.stage === Deal.Stage.Cancelled ? "cross"
                            : row.stage === Deal.Stage.Delivering ? "bolt" : "clock"
                    text: row.stageWords
                }
                AppText {
                    visible: !Metrics.compact
                    anchors.verticalCenter: parent.verticalCenter
                    width: Math.max(132, implicitWidth)
                    horizontalAlignment: Text.AlignRight
                    text: row.price
                    font.pixelSize: Metrics.small
                    color: Theme.color.text2
                }
                AppText {
                    anchors.verticalCenter: parent.verticalCenter
                    width: 128
                    horizontalAlignment: Text.AlignRight
                    text: row.amount
                    font.pixelSize: Metrics.pick(24, 28, 28, 18)
                    font.bold: true
                }
                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: "forward"
                    size: 24
                    color: Theme.color.text2
                }
            }
        }
        Column {
            visible: contractsModel.count === 0
            anchors.centerIn: parent
            spacing: 16
            Icon { anchors.horizontalCenter: parent.horizontalCenter; name: "document"; size: 60; stroke: 1.75; color: Theme.color.text2 }
            AppText {
                //% "No contract yet. They come by themselves when a condition is met."
                text: qsTrId("dure.contracts.empty")
                color: Theme.color.text2
            }
        }
    }
}
