pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// The market monitor whole: the curve of the last or next slot and its contracts; pause and resume.
Item {
    id: root

    MarketModel { id: marketModel }
    readonly property int edge: width >= 1500 ? 32 : 20

    DeskTitle {
        id: title
        x: root.edge
        width: parent.width - 2 * x
        title: qsTrId("dure.manager.market-monitor")
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            visible: marketModel.failure !== ""
            text: marketModel.failure
            color: Theme.color.alarm
            font.pixelSize: Metrics.small
        }
        Segment {
            anchors.verticalCenter: parent.verticalCenter
            cellWidth: 110
            //% "Last slot"
            labels: [qsTrId("dure.manager.last-slot"),
                     //% "Next slot"
                     qsTrId("dure.manager.next-slot")]
            current: marketModel.next ? 1 : 0
            onChosen: index => marketModel.next = index === 1
        }
        AppButton {
            anchors.verticalCenter: parent.verticalCenter
            look: AppButton.Outline
            iconName: marketModel.paused ? "play" : "pause"
            busy: marketModel.pausing === Deal.Sending.Pending
            text: marketModel.paused
                //% "Resume trading"
                ? qsTrId("dure.manager.resume")
                //% "Pause trading"
                : qsTrId("dure.manager.pause")
            onClicked: {
                const paused = !marketModel.paused
                Dialogs.ask(text, paused
                    //% "No new slot is cleared until trading is resumed. Matched slots are delivered and settled."
                    ? qsTrId("dure.manager.pause-text")
                    //% "Slots are cleared again from the next gate on."
                    : qsTrId("dure.manager.resume-text"), text, paused, () => marketModel.pause(paused))
            }
        }
    }
    MarketCard {
        id: card
        model: marketModel
        x: root.edge
        width: parent.width - 2 * x
        anchors.top: title.bottom
        height: parent.height < 900 ? 400 : 520
    }
    Card {
        x: root.edge
        width: parent.width - 2 * x
        anchors.top: card.bottom
        anchors.topMargin: 16
        anchors.bottom: parent.bottom
        anchors.bottomMargin: parent.height < 900 ? 16 : 24

        AppText {
            id: listTitle
            x: 24
            y: 16
            //% "Contracts of the last slot"
            text: qsTrId("dure.manager.last-contracts")
            font.pixelSize: Metrics.heading
            font.bold: true
        }
        DeskHeader {
            id: head
            anchors.top: listTitle.bottom
            anchors.topMargin: 4
            x: 24
            width: parent.width - 48
            //% "Seller"
            labels: [qsTrId("dure.manager.seller"),
                     //% "Buyer"
                     qsTrId("dure.manager.buyer"),
                     //% "Energy"
                     qsTrId("dure.manager.energy"),
                     //% "Price"
                     qsTrId("dure.manager.price"),
                     //% "Amount"
                     qsTrId("dure.manager.amount")]
            shares: [0.28, 0.28, 0.14, 0.16, 0.14]
            numeric: [false, false, true, true, true]
        }
        ListView {
            id: list
            anchors.top: head.bottom
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 12
            x: 24
            width: parent.width - 48
            clip: true
            reuseItems: true
            boundsBehavior: Flickable.StopAtBounds
            model: marketModel.contracts
            delegate: DeskRow {
                required property string seller
                required property string buyer
                required property string energy
                required property string price
                required property string amount
                width: list.width
                header: head
                texts: [seller, buyer, energy, price, amount]
                strong: 4
            }
        }
        AppText {
            visible: list.count === 0
            anchors.centerIn: list
            //% "No contracts."
            text: qsTrId("dure.manager.no-contracts")
            color: Theme.color.text2
        }
    }
}
