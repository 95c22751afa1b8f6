pragma Singleton
import QtQuick
import Dure.Ui

// The one animation clock: 66 ms, only while somebody asks for it and the screen is looked at.
QtObject {
    id: root

    property int wanted: 0           // pages that move now
    property bool watched: true      // window visible, not dimmed
    property bool resting: false     // nobody touches the home page: its extras go
    property real shift: 0           // pixels, 40 a second

    readonly property Timer clock: Timer {
        interval: 66
        repeat: true
        running: root.wanted > 0 && root.watched && Preferences.moving
        onTriggered: root.shift = (root.shift + 2.64) % 100000
    }
}
