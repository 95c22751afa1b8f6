import QtQuick
import Dure
import Dure.Ui

// A move: what, when and how much; direction in a chip, pending with a clock.
ListRow {
    id: root

    required property string moveId
    required property string day
    required property string title
    required property string detail
    required property string amount
    required property string direction
    required property string block
    required property string tx
    required property string when
    required property bool received
    required property bool pending
    required property bool trade
    required iconName
    signal opened()

    text: title
    caption: detail
    iconColor: trade ? Theme.color.tradeRaised : Theme.color.text2
    onClicked: opened()

    Chip {
        anchors.verticalCenter: parent.verticalCenter
        implicitHeight: 36
        visible: !Metrics.compact
        outlined: true
        bold: false
        line: Theme.color.line
        ink: Theme.color.text
        iconName: root.pending ? "clock" : root.received ? "in" : "out"
        text: root.direction
    }
    Icon {
        anchors.verticalCenter: parent.verticalCenter
        visible: Metrics.compact
        name: root.pending ? "clock" : root.received ? "in" : "out"
        size: 24
        color: Theme.color.text2
    }
    AppText {
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(Metrics.compact ? 84 : 104, implicitWidth)
        horizontalAlignment: Text.AlignRight
        text: root.amount
        font.pixelSize: Metrics.pick(24, 28, 28, 18)
        font.bold: true
        color: root.pending ? Theme.color.text2 : Theme.color.text
    }
}
