pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Dure
import Dure.Ui

// The newest blocks; a touch copies the hash.
Item {
    id: root

    BlocksModel { id: blocksModel }
    readonly property int edge: width >= 1500 ? 32 : 20

    DeskTitle {
        id: title
        x: root.edge
        width: parent.width - 2 * x
        //% "Blocks"
        title: qsTrId("dure.manager.blocks")
        note: blocksModel.state + " · " + qsTrId("dure.manager.chain-id").arg(blocksModel.chainId)
    }
    Card {
        x: root.edge
        width: parent.width - 2 * x
        anchors.top: title.bottom
        anchors.bottom: parent.bottom
        anchors.bottomMargin: parent.height < 900 ? 16 : 24

        DeskHeader {
            id: head
            x: 24
            y: 8
            width: parent.width - 48
            //% "Height"
            labels: [qsTrId("dure.manager.column-height"),
                     //% "Time"
                     qsTrId("dure.manager.column-time"),
                     //% "Age"
                     qsTrId("dure.manager.column-age"),
                     //% "Transactions"
                     qsTrId("dure.manager.column-transactions"),
                     //% "Gas"
                     qsTrId("dure.manager.column-gas"),
                     //% "Hash"
                     qsTrId("dure.manager.column-hash")]
            shares: [0.15, 0.2, 0.13, 0.14, 0.18, 0.2]
            numeric: [true, true, true, true, true, true]
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
            model: blocksModel.blocks
            delegate: DeskRow {
                id: row
                required property string blockHeight
                required property string time
                required property string age
                required property string transactions
                required property string gas
                required property string hash
                required property string fullHash
                width: list.width
                header: head
                texts: [blockHeight, time, age, transactions, gas, hash]
                strong: 0
                mono: 5
                T.AbstractButton {
                    anchors.fill: parent
                    focusPolicy: Qt.StrongFocus
                    Accessible.role: Accessible.Button
                    Accessible.name: qsTrId("dure.contract.copy") + " " + row.hash
                    onClicked: {
                        blocksModel.copy(row.fullHash)
                        Dialogs.say(qsTrId("dure.contract.copied"))
                    }
                }
            }
        }
    }
}
