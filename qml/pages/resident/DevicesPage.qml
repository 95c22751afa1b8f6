pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// Each device with what it says and who commands it; the orders a resident may give.
Item {
    id: root

    DevicesModel { id: devices }
    readonly property bool mayOrder: Security.moneyVisible

    PageHeader {
        id: header
        x: Metrics.margin
        y: 16
        width: parent.width - 2 * x
        //% "Devices"
        title: qsTrId("dure.devices.title")
    }
    Flickable {
        id: scroll
        x: Metrics.margin
        anchors.top: header.bottom
        anchors.topMargin: 16
        anchors.bottom: parent.bottom
        width: parent.width - 2 * x
        contentHeight: content.height + 24
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        Item {
            id: content
            width: parent.width
            height: Metrics.tall ? list.height + orders.height + 24 : Math.max(list.height, orders.height)

            Column {
                id: list
                width: Metrics.tall ? parent.width : parent.width - orders.width - 24
                spacing: Metrics.gap
                AppText {
                    visible: devices.count === 0
                    //% "No device is set up yet."
                    text: qsTrId("dure.devices.none")
                    color: Theme.color.text2
                }
                Repeater {
                    model: devices.list
                    DeviceCard { width: list.width }
                }
            }
            Column {
                id: orders
                anchors.right: parent.right
                y: Metrics.tall ? list.height + 24 : 0
                width: Metrics.tall ? parent.width : Metrics.compact ? 376 : 416
                spacing: Metrics.gap

                Card {
                    width: parent.width
                    height: stop.implicitHeight + 48
                    Column {
                        id: stop
                        x: 24
                        y: 24
                        width: parent.width - 48
                        spacing: 12
                        AppText {
                            text: devices.sellingStopped ? qsTrId("dure.devices.stopped")
                                //% "Stop selling at once"
                                : qsTrId("dure.devices.stop-title")
                            font.bold: true
                        }
                        AppText {
                            width: parent.width
                            wrapMode: Text.Wrap
                            font.pixelSize: Metrics.small
                            color: Theme.color.text2
                            text: devices.sellingStopped
                                //% "Nothing leaves your home until you resume."
                                ? qsTrId("dure.devices.stopped-text")
                                //% "Works without the trading network. Contracts under way are left to the grid."
                                : qsTrId("dure.devices.stop-text")
                        }
                        HoldButton {
                            visible: !devices.sellingStopped
                            width: parent.width
                            iconName: "stop"
                            text: qsTrId("dure.devices.stop")
                            onHeld: devices.stopSelling()
                        }
                        AppButton {
                            visible: devices.sellingStopped
                            width: parent.width
                            look: AppButton.Primary
                            iconName: "play"
                            //% "Sell again"
                            text: qsTrId("dure.devices.resume")
                            onClicked: Dialogs.withResident(text, () => devices.resumeSelling())
                        }
                    }
                }
                OrderCard {
                    width: parent.width
                    visible: devices.hasInverter
                    //% "Limit solar output"
                    title: qsTrId("dure.devices.limit-title")
                    choices: [30, 60, 100]
                    chosen: 1
                    //% "%1%"
                    choiceText: value => qsTrId("dure.devices.limit-choice").arg(value)
                    ordered: devices.limited
                    //% "Limit for an hour"
                    action: qsTrId("dure.devices.limit")
                    onGiven: value => Dialogs.withResident(title, () => devices.limitOutput(value, 60))
                    onReleased: Dialogs.withResident(title, () => devices.releaseOutput())
                }
                OrderCard {
                    width: parent.width
                    visible: devices.hasBattery
                    //% "Keep the battery"
                    title: qsTrId("dure.devices.hold-title")
                    choices: [30, 60, 120]
                    chosen: 1
                    //% "%1 min"
                    choiceText: value => qsTrId("dure.devices.hold-choice").arg(value)
                    ordered: devices.held
                    //% "Keep what is stored"
                    action: qsTrId("dure.devices.hold")
                    onGiven: value => Dialogs.withResident(title, () => devices.holdBattery(value))
                    onReleased: Dialogs.withResident(title, () => devices.releaseBattery())
                }
                AppText {
                    visible: devices.lastFault !== ""
                    width: parent.width
                    wrapMode: Text.Wrap
                    text: devices.lastFault
                    color: Theme.color.alarm
                    font.pixelSize: Metrics.small
                }
            }
        }
    }
}
