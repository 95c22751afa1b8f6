pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Dure
import Dure.Ui

// One block and its transactions in words; a touch copies a hash.
Item {
    id: root

    BlockModel {
        id: block
        query: Navigator.argument !== "" ? Navigator.argument : "newest"
    }
    readonly property bool wide: width >= 1500
    readonly property int edge: wide ? 32 : 20

    DeskTitle {
        id: title
        x: root.edge
        width: parent.width - 2 * x
        title: block.state === BlockModel.Found
            //% "Block %1"
            ? qsTrId("dure.block.title").arg(block.height)
            //% "Block"
            : qsTrId("dure.block.title-none")
        note: block.time
        AppButton {
            small: true
            iconName: "back"
            //% "All blocks"
            text: qsTrId("dure.block.all")
            onClicked: Navigator.show("blocks")
        }
        AppButton {
            small: true
            enabled: block.hasPrevious
            //% "Previous"
            text: qsTrId("dure.block.previous")
            onClicked: block.step(-1)
        }
        AppButton {
            small: true
            enabled: block.hasNext
            //% "Next"
            text: qsTrId("dure.block.next")
            onClicked: block.step(1)
        }
    }
    Card {
        visible: block.state !== BlockModel.Found
        x: root.edge
        width: parent.width - 2 * x
        anchors.top: title.bottom
        height: 160
        AppText {
            anchors.centerIn: parent
            text: block.state === BlockModel.Nowhere
                //% "There is no such block or transaction, or its record cannot be read."
                ? qsTrId("dure.block.nowhere")
                //% "Looking for it"
                : qsTrId("dure.block.searching")
            color: Theme.color.text2
        }
    }
    Card {
        id: facts
        visible: block.state === BlockModel.Found
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
                //% "Transactions"
                label: qsTrId("dure.manager.column-transactions")
                words: block.count
                //% "Gas %1"
                caption: qsTrId("dure.block.gas").arg(block.gas)
            }
            Kpi {
                width: parent.width / 4
                //% "Sealed by"
                label: qsTrId("dure.block.seals")
                words: block.seals
                caption: block.round !== "" ? block.round
                    //% "validators, in the first round"
                    : qsTrId("dure.block.first-round")
            }
            Kpi {
                width: parent.width / 4
                //% "Proposer"
                label: qsTrId("dure.block.proposer")
                words: block.proposer
            }
            Kpi {
                width: parent.width / 4
                label: qsTrId("dure.manager.column-hash")
                words: block.hash
                caption: ""
                T.AbstractButton {
                    anchors.fill: parent
                    Accessible.role: Accessible.Button
                    Accessible.name: qsTrId("dure.contract.copy") + " " + block.hash
                    onClicked: {
                        block.copy(block.fullHash)
                        Dialogs.say(qsTrId("dure.contract.copied"))
                    }
                }
            }
        }
    }
    Card {
        visible: block.state === BlockModel.Found
        x: root.edge
        width: parent.width - 2 * x
        anchors.top: facts.bottom
        anchors.topMargin: 16
        anchors.bottom: parent.bottom
        anchors.bottomMargin: parent.height < 900 ? 16 : 24
        DeskHeader {
            id: head
            x: 24
            y: 8
            width: parent.width - 48
            //% "What"
            labels: [qsTrId("dure.block.column-what"),
                     //% "With"
                     qsTrId("dure.block.column-with"),
                     //% "From"
                     qsTrId("dure.block.column-from"),
                     //% "Result"
                     qsTrId("dure.block.column-result"),
                     qsTrId("dure.manager.column-gas"),
                     qsTrId("dure.manager.column-hash")]
            shares: [0.19, 0.33, 0.14, 0.09, 0.11, 0.14]
            numeric: [false, false, false, false, true, true]
        }
        AppText {
            visible: block.count === 0
            anchors.centerIn: parent
            //% "An empty block: a sign of life."
            text: qsTrId("dure.block.empty")
            color: Theme.color.text2
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
            model: block.transactions
            delegate: DeskRow {
                id: row
                required property string call
                required property string fields
                required property string sender
                required property string gas
                required property string hash
                required property string fullHash
                required property bool succeeded
                required property bool asked
                width: list.width
                header: head
                texts: [call, fields, sender,
                        //% "Done"
                        succeeded ? qsTrId("dure.block.done")
                        //% "Failed"
                        : qsTrId("dure.block.failed"), gas, hash]
                strong: asked ? 0 : -1
                mono: 5
                colored: succeeded ? -1 : 3
                ink: Theme.color.alarm
                T.AbstractButton {
                    anchors.fill: parent
                    focusPolicy: Qt.StrongFocus
                    Accessible.role: Accessible.Button
                    Accessible.name: qsTrId("dure.contract.copy") + " " + row.hash
                    onClicked: {
                        block.copy(row.fullHash)
                        Dialogs.say(qsTrId("dure.contract.copied"))
                    }
                }
            }
        }
    }
}
