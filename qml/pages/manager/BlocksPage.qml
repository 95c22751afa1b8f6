pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Dure
import Dure.Ui

// The newest blocks; a touch opens one. Any block or transaction is found by number or hash.
Item {
    id: root

    BlocksModel { id: blocksModel }
    BlockModel { id: reader }
    function search(text: string) {
        if (reader.understands(text))
            Navigator.open("block", text)
        else
            //% "Enter a block's number or a hash of 64 hexadecimal digits."
            Dialogs.say(qsTrId("dure.block.not-understood"))
    }
    readonly property int edge: width >= 1500 ? 32 : 20

    DeskTitle {
        id: title
        x: root.edge
        width: parent.width - 2 * x
        //% "Blocks"
        title: qsTrId("dure.manager.blocks")
        note: blocksModel.state + " · " + qsTrId("dure.manager.chain-id").arg(blocksModel.chainId)
        T.TextField {
            id: field
            width: 320
            implicitHeight: 40
            leftPadding: 16
            rightPadding: 16
            verticalAlignment: TextInput.AlignVCenter
            color: Theme.color.text
            selectionColor: Theme.color.rest
            selectedTextColor: Theme.color.bg
            font.family: Theme.mono
            font.pixelSize: Metrics.small
            selectByMouse: true
            maximumLength: 80
            //% "Block number or hash"
            Accessible.name: qsTrId("dure.block.search")
            Accessible.role: Accessible.EditableText
            onAccepted: root.search(text)
            background: Rectangle {
                radius: Metrics.smallRadius
                color: Theme.color.surface
                border.width: 2
                border.color: field.activeFocus ? Theme.color.text2 : Theme.color.line
                AppText {
                    visible: field.text === ""
                    x: 16
                    anchors.verticalCenter: parent.verticalCenter
                    text: qsTrId("dure.block.search")
                    font.pixelSize: Metrics.small
                    color: Theme.color.text2
                }
            }
        }
        AppButton {
            small: true
            iconName: "search"
            //% "Search"
            text: qsTrId("dure.block.find")
            onClicked: root.search(field.text)
        }
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
                width: list.width
                header: head
                texts: [blockHeight, time, age, transactions, gas, hash]
                strong: 0
                mono: 5
                T.AbstractButton {
                    anchors.fill: parent
                    focusPolicy: Qt.StrongFocus
                    Accessible.role: Accessible.Button
                    //% "Open block %1"
                    Accessible.name: qsTrId("dure.block.open").arg(row.blockHeight)
                    onClicked: Navigator.open("block", row.blockHeight)
                }
            }
        }
    }
}
