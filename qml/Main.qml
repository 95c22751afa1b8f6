import QtQuick
import QtQuick.Window
import Dure
import Dure.Ui

// The frame: strip, rail (or bottom bar), the one page; above them questions, the clock and the keyboard.
Window {
    id: root

    color: Theme.color.chrome
    //% "Dure"
    title: qsTrId("dure.app.name")

    readonly property bool idleLayout: idle.stage !== IdleWatch.Active && Navigator.page === "home"
    // Pages follow this to leave their extras out while nobody touches.
    readonly property alias stage: idle.stage
    readonly property alias idleWatch: idle
    readonly property bool pageReady: scene.status === Loader.Ready

    Binding { target: Metrics; property: "window"; value: Qt.size(root.width, root.height) }
    Binding {
        target: Motion
        property: "watched"
        value: root.active && idle.stage < IdleWatch.Dim
    }

    Binding { target: Motion; property: "resting"; value: root.idleLayout }

    IdleWatch {
        id: idle
        hides: Navigator.page === "home"
        awake: Preferences.manager || Preferences.still || Dialogs.open || strip.urgent
        onRested: seconds => {
            // Money is put away early; everything else after ten minutes.
            const patience = Navigator.money ? 120 : 600
            if (Security.hasPin && Security.moneyVisible && seconds >= patience)
                Security.enterGuest()
            if (seconds === 120 && Navigator.page !== "home" && !Navigator.blocked)
                Navigator.show("home")
        }
    }
    StripModel { id: stripModel }

    Item {
        id: body
        anchors.fill: parent
        // The picture never stands on the same pixels for years.
        property int shiftStep: 0
        x: [0, 2, 2, 0, -2, -2][shiftStep]
        y: [0, 0, 2, 2, 0, -2][shiftStep]
        Timer {
            interval: 180000
            running: !Preferences.still && !Preferences.manager
            repeat: true
            onTriggered: body.shiftStep = (body.shiftStep + 1) % 6
        }

        // Locked: the scene is gone, not covered.
        Loader {
            id: scene
            anchors.fill: parent
            source: Security.locked ? "frame/LockPage.qml" : "frame/Scene.qml"
        }
    }
    QtObject {
        id: strip
        readonly property bool urgent: stripModel.alarmUrgent
    }

    Loader {
        anchors.fill: parent
        active: Dialogs.question !== null
        source: active ? "frame/QuestionBox.qml" : ""
    }
    Loader {
        anchors.fill: parent
        active: Dialogs.pinWanted
        source: active ? "frame/PinBox.qml" : ""
    }
    Toast {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Metrics.bar + 24
    }
    Loader {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        // once a field was touched it stays: it hides itself
        active: Preferences.keyboard && (root.activeFocusItem instanceof TextInput || item !== null)
        source: active ? "frame/Keyboard.qml" : ""
    }
    // Dimmed at rest, and to the brightness the resident chose.
    Rectangle {
        anchors.fill: parent
        color: "black"
        opacity: idle.stage === IdleWatch.Dim ? 0.7 : 1 - Preferences.brightness / 100
        visible: opacity > 0 && idle.stage !== IdleWatch.Black
    }
    Loader {
        anchors.fill: parent
        active: idle.stage === IdleWatch.Black
        source: active ? "frame/BlackClock.qml" : ""
        onLoaded: item.step = Qt.binding(() => idle.minute)
    }
}
