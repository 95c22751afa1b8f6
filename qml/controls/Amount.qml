import QtQuick
import Dure
import Dure.Ui

// A number in bold and its unit in regular, on one baseline.
Item {
    id: root

    required property quantity value
    property real size: Metrics.rowValue
    property real unitSize: Math.max(Metrics.desktop ? 14 : 20, Math.round(size * 0.6))
    property color color: Theme.color.text
    property color unitColor: Theme.color.text2
    property bool unitBold: false
    property real topShift: 0            // the number's room above, taken away
    property real spacing: Math.max(4, Math.round(size * 0.14))

    implicitWidth: number.implicitWidth + (unit.text ? spacing + unit.implicitWidth : 0)
    implicitHeight: number.implicitHeight
    baselineOffset: number.y + number.baselineOffset

    AppText {
        id: number
        y: root.topShift
        text: root.value.number
        font.pixelSize: root.size
        font.bold: true
        font.letterSpacing: root.size >= 96 ? -3 : root.size >= 44 ? -1 : 0
        color: root.value.known ? root.color : Theme.color.text2
    }
    AppText {
        id: unit
        anchors.left: number.right
        anchors.leftMargin: root.spacing
        anchors.baseline: number.baseline
        text: root.value.unit
        font.pixelSize: root.unitSize
        font.bold: root.unitBold
        color: root.unitColor
    }
}
