import QtQuick
import Dure
import Dure.Ui

// Locked: clock and power, no money, and the stop that always works.
Rectangle {
    id: root
    color: "#000000"

    StripModel { id: stripModel }
    HomeModel { id: homeModel }
    DevicesModel { id: devices }

    MouseArea {
        anchors.fill: parent
        Accessible.role: Accessible.Button
        Accessible.name: hint.text
        onClicked: {
            if (Security.hasPin)
                Dialogs.withPin(qsTrId("dure.strip.unlock"), () => {})
            else
                Security.enterGuest()
        }
    }
    ClockFace {
        id: face
        x: Metrics.tall ? 64 : Metrics.compact ? 72 : 96
        y: Metrics.tall ? 160 : Metrics.compact ? 24 : 72
        height: Metrics.tall ? 640 : parent.height - y - 160
        model: stripModel
        home: homeModel
    }
    AppText {
        visible: stripModel.simulation !== ""
        anchors.right: parent.right
        anchors.rightMargin: face.x
        y: face.y
        text: stripModel.simulation
        font.pixelSize: 20
        color: face.words
    }
    Flow {
        id: foot
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.leftMargin: face.x
        anchors.rightMargin: face.x
        anchors.bottomMargin: Metrics.compact ? 24 : 48
        spacing: 24
        Row {
            height: stop.height
            spacing: 14
            Icon { anchors.verticalCenter: parent.verticalCenter; name: "lock"; size: 32; color: face.words }
            AppText {
                id: hint
                anchors.verticalCenter: parent.verticalCenter
                //% "Touch the screen to unlock"
                text: qsTrId("dure.lock.hint")
                font.pixelSize: 24
                color: face.words
            }
        }
        Item {
            visible: !Metrics.tall
            width: Math.max(0, foot.width - hint.implicitWidth - 46 - network.width - stop.width - 72)
            height: 1
        }
        Row {
            id: network
            height: stop.height
            spacing: 10
            Icon { anchors.verticalCenter: parent.verticalCenter; name: stripModel.chainFine ? "share" : "offline"; size: 24; color: face.words }
            AppText { anchors.verticalCenter: parent.verticalCenter; text: stripModel.chain; font.pixelSize: 20; color: face.words }
        }
        HoldButton {
            id: stop
            primary: false
            ink: face.digits
            edge: "#5A6673"
            iconName: devices.sellingStopped ? "tick" : "stop"
            enabled: !devices.sellingStopped
            hint: !devices.sellingStopped && !Metrics.compact
            text: devices.sellingStopped
                //% "Selling is stopped"
                ? qsTrId("dure.devices.stopped")
                //% "Stop selling"
                : qsTrId("dure.devices.stop")
            onHeld: devices.stopSelling()
        }
    }
}
