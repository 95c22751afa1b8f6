import QtQuick
import Dure
import Dure.Ui

// A move's particulars above the page: block and transaction hash to compare with the chain.
Rectangle {
    id: root

    property CoinRow row: null
    signal closed()
    signal copied(text: string)

    // Rows come and go while the box is open: it keeps what it was opened with.
    property string title: ""
    property string amount: ""
    property string direction: ""
    property string detail: ""
    property string when: ""
    property string block: ""
    property string tx: ""
    property bool pending: false
    onRowChanged: {
        if (row === null)
            return
        title = row.title
        amount = row.amount
        direction = row.direction
        detail = row.detail
        when = row.when
        block = row.block
        tx = row.tx
        pending = row.pending
    }

    color: Theme.color.scrim
    MouseArea { anchors.fill: parent; onClicked: root.closed() }

    Card {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Metrics.margin, 640)
        height: content.implicitHeight + 48
        MouseArea { anchors.fill: parent }

        component Line: Item {
            id: line
            required property string label
            required property string value
            property bool mono: false
            visible: value !== ""
            width: parent.width
            height: Math.max(44, valueText.implicitHeight + 8)
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                text: line.label
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
            }
            AppText {
                id: valueText
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - 150
                horizontalAlignment: Text.AlignRight
                wrapMode: Text.WrapAnywhere
                text: line.value
                font.family: line.mono ? Theme.mono : Theme.family
                font.pixelSize: Metrics.caption
            }
        }
        Column {
            id: content
            x: 24
            y: 24
            width: parent.width - 48
            AppText { text: root.title; font.pixelSize: Metrics.heading; font.bold: true }
            AppText {
                text: root.amount + " · " + root.direction
                font.pixelSize: Metrics.title
                font.bold: true
                bottomPadding: 8
            }
            Line {
                //% "What"
                label: qsTrId("dure.coins.detail-what")
                value: root.detail
            }
            Line {
                //% "When"
                label: qsTrId("dure.coins.detail-when")
                value: root.when
            }
            Line {
                //% "Block"
                label: qsTrId("dure.coins.detail-block")
                value: root.block
            }
            Line {
                //% "Record"
                label: qsTrId("dure.coins.detail-tx")
                value: root.tx
                mono: true
            }
            AppText {
                visible: root.pending
                width: parent.width
                wrapMode: Text.Wrap
                //% "The slot is metered and settled first; then the coins move."
                text: qsTrId("dure.coins.detail-pending")
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
            }
            Item { width: 1; height: 16 }
            Row {
                anchors.right: parent.right
                spacing: 12
                AppButton {
                    visible: root.tx !== ""
                    small: true
                    text: qsTrId("dure.contract.copy")
                    onClicked: {
                        root.copied(root.tx)
                        Dialogs.say(qsTrId("dure.contract.copied"))
                    }
                }
                AppButton {
                    small: true
                    look: AppButton.Primary
                    //% "Close"
                    text: qsTrId("dure.coins.close")
                    onClicked: root.closed()
                }
            }
        }
    }
}
