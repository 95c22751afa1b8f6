import QtQuick
import Dure
import Dure.Ui

// Back arrow (when there is somewhere to go back to), title, and room at the right end.
Item {
    id: root

    required property string title
    property bool backwards: Navigator.canGoBack
    default property alias trailing: end.data

    implicitHeight: Metrics.desktop ? 48 : 56

    IconButton {
        id: arrow
        visible: root.backwards
        x: -16
        anchors.verticalCenter: parent.verticalCenter
        //% "Back"
        text: qsTrId("dure.control.back")
        iconName: "back"
        iconSize: 32
        onClicked: Navigator.back()
    }
    AppText {
        x: arrow.visible ? 52 : 0
        anchors.verticalCenter: parent.verticalCenter
        text: root.title
        font.pixelSize: Metrics.heading
        font.bold: true
    }
    Row {
        id: end
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: 12
    }
}
