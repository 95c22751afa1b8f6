pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// Time, date, trading network, meter, alarm, bell and lock; on every page.
Rectangle {
    id: root

    required property StripModel model
    readonly property bool alarmed: model.alarm !== ""
    // What must stay, and what is dropped in turn when it gets narrow: the meter, the network's age,
    // the network (an alarm stands for it), the date.
    readonly property real must: left.x + time.implicitWidth + (note.text ? note.implicitWidth + 48 : 0)
        + (alarmed ? alarmPill.width + 28 : 0) + taps.width + 40
    readonly property real dateWidth: date.implicitWidth + left.spacing
    readonly property bool showDate: !alarmed || must + dateWidth <= width
    readonly property bool showNetwork: !alarmed || must + dateWidth + network.shortWidth <= width
    readonly property bool showAge: showNetwork && must + dateWidth + network.fullWidth <= width
    readonly property bool showMeter: showAge
        && must + dateWidth + network.fullWidth + meter.implicitWidth + 28 <= width

    color: Theme.color.chrome

    component Fact: Row {
        property string iconName
        property string words
        property color ink: Theme.color.chromeText2
        property bool bold: false
        spacing: 8
        Icon { anchors.verticalCenter: parent.verticalCenter; name: parent.iconName; size: Metrics.compact ? 22 : 24; color: parent.ink }
        AppText { anchors.verticalCenter: parent.verticalCenter; text: parent.words; font.pixelSize: 20; font.bold: parent.bold; color: parent.ink }
    }

    Row {
        id: left
        x: Metrics.compact ? 24 : 32
        height: parent.height
        spacing: Metrics.compact ? 16 : 20
        AppText {
            id: time
            anchors.verticalCenter: parent.verticalCenter
            text: root.model.time
            font.pixelSize: Metrics.compact ? 24 : 26
            font.bold: true
            color: Theme.color.chromeText
        }
        AppText {
            id: date
            visible: root.showDate
            anchors.verticalCenter: parent.verticalCenter
            text: root.model.date
            font.pixelSize: 20
            color: Theme.color.chromeText2
        }
        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.model.simulation !== ""
            width: note.implicitWidth + 28
            height: 36
            radius: 18
            color: Theme.color.selected
            AppText {
                id: note
                anchors.centerIn: parent
                text: root.model.simulation
                font.pixelSize: 20
                color: Theme.color.chromeText
            }
        }
    }
    Row {
        anchors.right: taps.left
        anchors.rightMargin: 16
        height: parent.height
        spacing: 28
        Rectangle {
            id: alarmPill
            anchors.verticalCenter: parent.verticalCenter
            visible: root.alarmed
            width: visible ? words.implicitWidth + 36 : 0
            height: 40
            radius: 20
            color: "transparent"
            border.width: 2
            border.color: root.model.alarmUrgent ? Theme.color.alarmChrome : Theme.color.cautionChrome
            Fact {
                id: words
                anchors.centerIn: parent
                iconName: "warning"
                words: root.model.alarm
                bold: true
                ink: parent.border.color
            }
            MouseArea {
                anchors.fill: parent
                anchors.margins: -8
                Accessible.role: Accessible.Button
                Accessible.name: root.model.alarm
                onClicked: Navigator.open("alarms")
            }
        }
        Fact {
            id: network
            readonly property string full: root.model.chainAge ? root.model.chain + " · " + root.model.chainAge : root.model.chain
            readonly property real fullWidth: metrics.advanceWidth(full) + 60
            readonly property real shortWidth: metrics.advanceWidth(root.model.chain) + 60
            anchors.verticalCenter: parent.verticalCenter
            visible: root.showNetwork
            iconName: root.model.chainFine ? "share" : "offline"
            words: root.showAge ? full : root.model.chain
            ink: root.model.chainFine ? Theme.color.chromeText2 : Theme.color.chromeText
            FontMetrics { id: metrics; font.family: Theme.family; font.pixelSize: 20 }
        }
        Fact {
            id: meter
            anchors.verticalCenter: parent.verticalCenter
            visible: root.showMeter
            iconName: "gauge"
            words: root.model.meter
            ink: root.model.meterFine ? Theme.color.chromeText2 : Theme.color.chromeText
        }
    }
    Row {
        id: taps
        anchors.right: parent.right
        anchors.rightMargin: Metrics.compact ? 4 : 12
        // On the small strip the targets reach below it.
        height: Math.max(parent.height, Metrics.target)
        Item {
            width: Metrics.compact ? 60 : 64
            height: parent.height
            IconButton {
                anchors.fill: parent
                bottomInset: parent.height - root.height
                bottomPadding: parent.height - root.height
                iconName: "bell"
                color: Theme.color.chromeText
                //% "Alarms: %1"
                text: qsTrId("dure.strip.alarms").arg(root.model.alarmCount)
                onClicked: if (Navigator.page !== "alarms") Navigator.open("alarms")
            }
            Rectangle {
                visible: root.model.alarmCount > 0
                x: parent.width / 2 + 4
                y: root.height / 2 - 18
                width: 18
                height: 18
                radius: 9
                color: Theme.color.alarmChrome
                border.width: 3
                border.color: Theme.color.chrome
            }
        }
        IconButton {
            width: Metrics.compact ? 60 : 64
            height: parent.height
            bottomInset: height - root.height
            bottomPadding: height - root.height
            iconName: Security.moneyVisible ? "unlock" : "lock"
            color: Theme.color.chromeText
            text: Security.moneyVisible
                //% "Lock now"
                ? qsTrId("dure.strip.lock")
                //% "Unlock"
                : qsTrId("dure.strip.unlock")
            onClicked: {
                if (Security.moneyVisible)
                    Security.lock()
                else
                    Dialogs.withPin(qsTrId("dure.strip.unlock"), () => {})
            }
        }
    }
}
