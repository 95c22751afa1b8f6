pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// The market and my part in it: price now, my conditions, the next slot's book.
Item {
    id: root

    TradeModel { id: tradeModel }
    readonly property bool selling: tradeModel.side === Deal.Side.Sell

    Item {
        id: top
        x: Metrics.margin
        y: Metrics.compact ? 12 : 16
        width: parent.width - 2 * x
        height: 64
        Segment {
            anchors.verticalCenter: parent.verticalCenter
            cellWidth: Metrics.compact ? 96 : 128
            //% "Sell"
            labels: [qsTrId("dure.trade.sell"),
                     //% "Buy"
                     qsTrId("dure.trade.buy")]
            current: tradeModel.side
            onChosen: index => tradeModel.side = index
        }
        Row {
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: 12
            AppButton {
                small: true
                iconName: "document"
                //% "Contracts"
                text: qsTrId("dure.trade.contracts")
                onClicked: Navigator.open("contracts")
            }
            AppButton {
                small: true
                look: AppButton.Primary
                iconName: "plus"
                //% "New condition"
                text: qsTrId("dure.trade.new-condition")
                enabled: tradeModel.canAdd
                onClicked: Navigator.open("condition", root.selling ? "sell" : "buy")
            }
        }
    }

    MarketStrip {
        id: market
        model: tradeModel
        anchors.top: top.bottom
        anchors.topMargin: Metrics.compact ? 12 : 16
        x: Metrics.margin
        width: parent.width - 2 * x
    }

    Item {
        id: mine
        anchors.top: market.bottom
        anchors.topMargin: Metrics.gap
        anchors.bottom: Metrics.tall ? undefined : parent.bottom
        anchors.bottomMargin: Metrics.compact ? 16 : 24
        x: Metrics.margin
        width: Metrics.tall ? parent.width - 2 * x : parent.width - book.width - 2 * x - Metrics.gap
        height: 330

        AppText {
            id: mineTitle
            height: 36
            verticalAlignment: Text.AlignVCenter
            text: root.selling
                //% "My sell conditions"
                ? qsTrId("dure.trade.my-sales")
                //% "My buy conditions"
                : qsTrId("dure.trade.my-purchases")
            font.pixelSize: Metrics.small
            font.bold: true
        }
        AppText {
            anchors.right: parent.right
            anchors.verticalCenter: mineTitle.verticalCenter
            //% "%1 of %2 places"
            text: qsTrId("dure.trade.places").arg(tradeModel.placesTaken).arg(tradeModel.places)
            font.pixelSize: Metrics.caption
            color: Theme.color.text2
        }
        ListView {
            id: list
            anchors.fill: parent
            anchors.topMargin: 44
            anchors.bottomMargin: failure.visible ? failure.height + 8 : 0
            clip: true
            spacing: 12
            reuseItems: true
            boundsBehavior: Flickable.StopAtBounds
            model: tradeModel.conditions
            delegate: ConditionCard {
                width: list.width
                onEdit: place => Navigator.open("condition", "place-" + place)
                onRemove: place => Dialogs.ask(
                    //% "Remove this condition?"
                    qsTrId("dure.trade.remove-title"),
                    //% "Slots that are already matched go on. New slots no longer use it."
                    qsTrId("dure.trade.remove-text"),
                    //% "Remove"
                    qsTrId("dure.trade.remove"), true, () => tradeModel.remove(place))
            }
        }
        Column {
            visible: tradeModel.shown === 0
            anchors.fill: list
            topPadding: 8
            spacing: 16
            AppText {
                width: parent.width
                wrapMode: Text.Wrap
                color: Theme.color.text2
                text: tradeModel.whyNot !== "" && tradeModel.placesTaken === 0 ? tradeModel.whyNot
                    : root.selling
                    //% "Nothing is for sale. Make a condition and your surplus is sold by itself."
                    ? qsTrId("dure.trade.no-sale")
                    //% "You buy nothing from neighbours. Make a condition and it is bought by itself."
                    : qsTrId("dure.trade.no-purchase")
            }
            AppButton {
                visible: tradeModel.mayJoin
                small: true
                look: AppButton.Primary
                //% "Join"
                text: qsTrId("dure.home.go.join")
                onClicked: Navigator.open("wizard")
            }
        }
        AppText {
            id: failure
            visible: tradeModel.failure !== ""
            anchors.bottom: parent.bottom
            width: parent.width
            wrapMode: Text.Wrap
            text: tradeModel.failure
            font.pixelSize: Metrics.caption
            color: Theme.color.alarm
        }
    }

    BookSummary {
        id: book
        model: tradeModel
        anchors.right: parent.right
        anchors.rightMargin: Metrics.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Metrics.compact ? 16 : 24
        anchors.top: Metrics.tall ? mine.bottom : market.bottom
        anchors.topMargin: Metrics.gap
        width: Metrics.tall ? parent.width - 2 * Metrics.margin : Metrics.compact ? 340 : 400
    }
}
