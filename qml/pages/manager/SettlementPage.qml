pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// Every slot's way through clearing, readings and settlement, with time and block.
Item {
    id: root

    SettlementModel { id: settlementModel }
    readonly property bool wide: width >= 1500
    readonly property int edge: wide ? 32 : 20

    // On a narrow desk a step is its time alone.
    function step(words: string): string { return root.wide ? words : words.split(" · ")[0] }

    DeskTitle {
        id: title
        x: root.edge
        width: parent.width - 2 * x
        //% "Settlement"
        title: qsTrId("dure.manager.settlement")
        //% "newest %1 slots"
        note: qsTrId("dure.manager.settlement-note").arg(settlementModel.count)
    }
    Card {
        id: figures
        x: root.edge
        width: parent.width - 2 * x
        height: 120
        anchors.top: title.bottom
        Row {
            x: 24
            y: 12
            width: parent.width - 24
            Kpi {
                first: true
                width: parent.width / 4
                //% "Settled slots"
                label: qsTrId("dure.manager.settled-slots")
                words: settlementModel.settledCount
                //% "%1 on their way"
                caption: qsTrId("dure.manager.waiting-slots").arg(settlementModel.waitingCount)
            }
            Kpi {
                width: parent.width / 4
                //% "Disputed"
                label: qsTrId("dure.manager.disputed-slots")
                words: settlementModel.disputedCount
                alarming: settlementModel.disputedCount > 0
                iconName: settlementModel.disputedCount > 0 ? "warning" : ""
                caption: settlementModel.disputedCount > 0
                    //% "readings to be compared"
                    ? qsTrId("dure.manager.disputes-to-do")
                    //% "nothing to compare"
                    : qsTrId("dure.manager.no-disputes")
            }
            Kpi {
                width: parent.width / 4
                //% "Settled energy"
                label: qsTrId("dure.manager.settled-energy")
                words: settlementModel.settledVolume
            }
            Kpi {
                width: parent.width / 4
                //% "Coins moved"
                label: qsTrId("dure.manager.settled-money")
                words: settlementModel.settledMoney
                //% "sellers received = buyers paid"
                caption: qsTrId("dure.manager.coins-balance")
            }
        }
    }
    Card {
        x: root.edge
        width: parent.width - 2 * x
        anchors.top: figures.bottom
        anchors.topMargin: 16
        anchors.bottom: parent.bottom
        anchors.bottomMargin: parent.height < 900 ? 16 : 24

        DeskHeader {
            id: head
            x: 24
            y: 8
            width: parent.width - 48
            //% "Slot"
            labels: [qsTrId("dure.manager.column-slot"),
                     qsTrId("dure.manager.column-state"),
                     qsTrId("dure.manager.price"),
                     qsTrId("dure.manager.volume"),
                     qsTrId("dure.manager.contract-count"),
                     //% "Cleared · block"
                     root.step(qsTrId("dure.manager.column-cleared")),
                     //% "Readings · block"
                     root.step(qsTrId("dure.manager.column-reported")),
                     //% "Settled · block"
                     root.step(qsTrId("dure.manager.column-settled")),
                     //% "List hash"
                     qsTrId("dure.manager.column-proof")]
            shares: root.wide ? [0.16, 0.09, 0.11, 0.09, 0.07, 0.13, 0.13, 0.13, 0.09]
                              : [0.19, 0.11, 0.13, 0.1, 0.1, 0.08, 0.08, 0.08, 0.13]
            numeric: [false, false, true, true, true, true, true, true, true]
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
            model: settlementModel.slotLines
            delegate: DeskRow {
                required property string time
                required property string stage
                required property string price
                required property string volume
                required property string contracts
                required property string cleared
                required property string reported
                required property string settled
                required property string proof
                required property bool disputed
                width: list.width
                header: head
                texts: [time, stage, price, volume, contracts, root.step(cleared), root.step(reported),
                        root.step(settled), proof]
                strong: 0
                mono: 8
                colored: disputed ? 1 : -1
                ink: Theme.color.alarm
            }
        }
        AppText {
            visible: list.count === 0
            anchors.centerIn: list
            //% "No slot has been cleared yet."
            text: qsTrId("dure.manager.no-slots")
            color: Theme.color.text2
        }
    }
}
