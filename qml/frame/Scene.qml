pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// Strip, rail and the page of the navigator. Destroyed while locked.
FocusScope {
    id: root

    readonly property bool idle: Motion.resting
    // The first run has no other places to go to.
    readonly property bool whole: Navigator.section === "wizard"
    focus: true

    StripModel { id: stripModel }
    Strip {
        id: strip
        width: parent.width
        height: Metrics.strip
        visible: !Preferences.manager    // the desk has its state in the sidebar
        model: stripModel
        opacity: root.idle ? 0 : 1
        Behavior on opacity { enabled: Preferences.moving; NumberAnimation { duration: 300 } }
        z: 2
    }
    Loader {
        id: rail
        anchors.left: parent.left
        anchors.right: Metrics.tall ? parent.right : undefined
        anchors.bottom: parent.bottom
        y: Metrics.strip
        width: Metrics.tall ? parent.width : Metrics.rail
        height: Metrics.tall ? Metrics.bar : parent.height - Metrics.strip
        opacity: root.idle ? 0 : 1
        Behavior on opacity { enabled: Preferences.moving; NumberAnimation { duration: 300 } }
        active: !root.whole
        source: Preferences.manager ? "Sidebar.qml" : "Rail.qml"
    }
    Rectangle {
        id: paper
        x: root.whole ? 0 : Metrics.rail
        y: Metrics.strip
        width: parent.width - x
        height: parent.height - Metrics.strip - (root.whole ? 0 : Metrics.bar)
        color: Theme.color.bg
        // The dark chrome meets light paper with one round corner.
        Rectangle {
            visible: !Preferences.dark && !Metrics.tall && !Preferences.manager && !root.whole
            width: 24
            height: 24
            color: Theme.color.chrome
            clip: true
            Rectangle { width: 48; height: 48; radius: 24; color: Theme.color.bg }
        }
        Loader {
            id: page
            anchors.fill: parent
            focus: true
            readonly property bool hidden: Navigator.money && !Security.moneyVisible && Security.hasPin
            source: hidden ? "MoneyGate.qml" : Navigator.source
            onLoaded: if (Preferences.moving) fade.restart()
            onStatusChanged: if (status === Loader.Error) console.warn("page does not load: " + source)
            NumberAnimation { id: fade; target: page; property: "opacity"; from: 0; to: 1; duration: 120 }
        }

    }
    Shortcut { sequence: "Escape"; onActivated: Navigator.back() }
}
