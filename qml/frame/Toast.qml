import QtQuick
import Dure
import Dure.Ui

// A short notice that goes by itself.
Rectangle {
    id: root

    visible: opacity > 0
    opacity: 0
    implicitWidth: label.implicitWidth + 56
    implicitHeight: 64
    radius: 20
    color: Theme.color.action
    Accessible.role: Accessible.AlertMessage
    Accessible.name: Dialogs.toast

    AppText {
        id: label
        anchors.centerIn: parent
        text: Dialogs.toast
        font.bold: true
        font.pixelSize: Metrics.small
        color: Theme.color.actionInk
    }
    Timer {
        id: gone
        interval: 4000
        onTriggered: root.opacity = 0
    }
    Connections {
        target: Dialogs
        function onToastShown() {
            root.opacity = 1
            gone.restart()
        }
    }
}
