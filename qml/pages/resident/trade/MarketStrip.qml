import QtQuick
import Dure
import Dure.Ui

// Price now (the hero), next slot, the difference to the utility, volume today.
Card {
    id: root

    required property TradeModel model

    implicitHeight: Metrics.tall ? 232 : Metrics.compact ? 104 : 136

    component Cell: Item {
        id: cell
        required property string label
        property quantity value
        property string words: ""
        property string note: ""
        property bool first: false
        implicitHeight: Metrics.compact ? 76 : 96
        Accessible.role: Accessible.StaticText
        Accessible.name: label + " " + (words !== "" ? words : value.text) + " " + note

        Rectangle {
            visible: !cell.first
            x: -16
            width: 1
            height: parent.height
            color: Theme.color.line
        }
        AppText {
            width: parent.width
            text: cell.label
            font.pixelSize: Metrics.caption
            color: Theme.color.text2
            elide: Text.ElideRight
        }
        Amount {
            visible: cell.words === ""
            y: Metrics.compact ? 30 : 34
            value: cell.value
            size: Metrics.pick(28, 34, 34, 22)
        }
        AppText {
            visible: cell.words !== ""
            y: Metrics.compact ? 32 : 36
            width: parent.width
            text: cell.words
            font.pixelSize: Metrics.pick(24, 28, 28, 18)
            font.bold: true
            elide: Text.ElideRight
        }
    }

    Item {
        id: now
        x: root.padding
        y: Metrics.compact ? 12 : 18
        width: Metrics.tall ? parent.width - 2 * x : Metrics.compact ? 224 : 304
        height: Metrics.compact ? 80 : 100
        Accessible.role: Accessible.StaticText
        Accessible.name: nowLabel.text + " " + root.model.priceNow.text
        AppText {
            id: nowLabel
            //% "Price now"
            text: qsTrId("dure.trade.price-now")
            font.pixelSize: Metrics.caption
            color: Theme.color.text2
        }
        Amount {
            y: Metrics.compact ? 22 : 22
            value: root.model.priceNow
            size: Metrics.pick(48, 60, 60, 40)
            unitSize: Metrics.pick(22, 26, 26, 18)
            color: Theme.color.trade
        }
    }
    Row {
        x: Metrics.tall ? root.padding : now.x + now.width + 32
        y: Metrics.tall ? 128 : Metrics.compact ? 14 : 20
        width: parent.width - x - root.padding
        spacing: 32
        readonly property real cell: (width - 64) / 3

        Cell {
            first: Metrics.tall
            width: parent.cell
            //% "Next slot"
            label: qsTrId("dure.trade.price-next")
            value: root.model.priceNext
        }
        Cell {
            width: parent.cell
            //% "vs utility %1"
            label: qsTrId("dure.trade.utility").arg(root.model.utilityPrice.number)
            words: root.model.difference !== "" ? root.model.difference : "–"
        }
        Cell {
            width: parent.cell
            //% "Traded today"
            label: qsTrId("dure.trade.volume-today")
            value: root.model.volumeToday
        }
    }
}
