pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// Coins: balance, this month, every move by day. Masked for guests and when hidden.
Item {
    id: root

    CoinsModel { id: coinsModel }
    DayTitle { id: dayTitle }
    readonly property real column: Metrics.tall ? width - 2 * Metrics.margin : Metrics.compact ? 348 : 448

    BalanceColumn {
        id: left
        model: coinsModel
        x: Metrics.margin
        y: Metrics.compact ? 12 : 24
        width: root.column
        height: Metrics.tall ? 580 : parent.height - y - (Metrics.compact ? 16 : 24)
    }
    Item {
        anchors.right: parent.right
        anchors.rightMargin: Metrics.margin
        anchors.top: Metrics.tall ? left.bottom : parent.top
        anchors.topMargin: Metrics.tall ? 16 : left.y
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Metrics.compact ? 16 : 24
        width: Metrics.tall ? root.column : parent.width - 2 * Metrics.margin - root.column - (Metrics.compact ? 28 : 48)

        Row {
            id: filters
            spacing: 8
            Repeater {
                //% "All"
                model: [qsTrId("dure.coins.filter-all"),
                        //% "Sales"
                        qsTrId("dure.coins.filter-sales"),
                        //% "Purchases"
                        qsTrId("dure.coins.filter-purchases"),
                        //% "Transfers"
                        qsTrId("dure.coins.filter-transfers")]
                AppButton {
                    required property int index
                    required property string modelData
                    readonly property bool on: coinsModel.filter === index
                    small: true
                    look: on ? AppButton.Primary : AppButton.Quiet
                    font.bold: on
                    text: modelData
                    Accessible.checked: on
                    onClicked: coinsModel.filter = index
                }
            }
        }
        Card {
            anchors.top: filters.bottom
            anchors.topMargin: 16
            anchors.bottom: parent.bottom
            width: parent.width

            ListView {
                id: list
                anchors.fill: parent
                anchors.leftMargin: Metrics.cardPadding
                anchors.rightMargin: Metrics.cardPadding
                anchors.topMargin: 8
                clip: true
                reuseItems: true
                boundsBehavior: Flickable.StopAtBounds
                model: coinsModel.moves
                section.property: "day"
                section.delegate: dayTitle.heading
                delegate: CoinRow {
                    width: list.width
                    onOpened: root.detail = this
                }
            }
            AppText {
                visible: coinsModel.count === 0
                anchors.centerIn: parent
                width: parent.width - 48
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                text: coinsModel.known
                    //% "Nothing has moved yet."
                    ? qsTrId("dure.coins.empty")
                    //% "The amount is being checked."
                    : qsTrId("dure.coins.list-unknown")
                color: Theme.color.text2
            }
        }
    }

    property CoinRow detail: null
    CoinDetail {
        anchors.fill: parent
        visible: root.detail !== null
        row: root.detail
        onClosed: root.detail = null
        onCopied: text => coinsModel.copy(text)
    }
}
