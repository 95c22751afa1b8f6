import QtQuick
import Dure
import Dure.Ui

// How much of a delivery is done. Hatched while it runs, plain when paused or done.
Item {
    id: root

    required property real share   // 0…1
    property bool running: true
    property string name: ""

    implicitHeight: 16
    Accessible.role: Accessible.ProgressBar
    Accessible.name: name

    Rectangle {
        anchors.fill: parent
        radius: 8
        color: Theme.color.track
    }
    Swatch {
        width: root.share <= 0 ? 0 : Math.max(16, root.width * root.share)
        height: root.height
        radius: 8
        pattern: root.running ? Swatch.Hatched : Swatch.Solid
        ink: Theme.color.trade
        under: Theme.color.hatch
    }
}
