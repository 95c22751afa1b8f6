import QtQuick
import Dure

// Title of a desk page, with room at the right end.
Item {
    id: root

    required property string title
    property string note: ""
    default property alias trailing: end.data

    implicitHeight: Metrics.window.height < 900 ? 64 : 80

    AppText {
        id: word
        anchors.verticalCenter: parent.verticalCenter
        text: root.title
        font.pixelSize: Metrics.title
        font.bold: true
    }
    AppText {
        anchors.left: word.right
        anchors.leftMargin: 16
        anchors.baseline: word.baseline
        text: root.note
        font.pixelSize: Metrics.body
        color: Theme.color.text2
    }
    Row {
        id: end
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: 12
    }
}
