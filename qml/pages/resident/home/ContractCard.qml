import QtQuick
import QtQuick.Templates as T
import Dure
import Dure.Ui

// The contract under way; without one, what to do next.
T.AbstractButton {
    id: root
    required property HomeModel model
    property bool money: true
    property bool roomy: false

    implicitHeight: Metrics.compact ? 168 : 182
    enabled: Navigator.has("contract") || !model.contractKnown
    focusPolicy: Qt.StrongFocus
    text: model.contractTitle
    Accessible.role: Accessible.Button
    Accessible.name: text + " " + model.delivered.text + " / " + model.contracted.text
    Keys.onReturnPressed: clicked()
    onClicked: {
        if (model.contractKnown)
            Navigator.open("contract", model.contractSlot)
        else if (model.next === HomeModel.Join)
            Navigator.open("wizard")
        else if (model.next !== HomeModel.WaitForApproval)
            Navigator.show("trade")
    }

    background: Card {
        color: root.down ? Theme.color.raised : Theme.color.surface
        border.width: root.visualFocus ? 3 : 0
        border.color: Theme.color.text2
    }
    contentItem: Item {
        readonly property int pad: Metrics.cardPadding
        Column {
            visible: root.model.contractKnown
            x: parent.pad
            y: Metrics.compact ? 14 : 18
            width: parent.width - 2 * x

            Item {
                width: parent.width
                height: 28
                AppText {
                    text: root.model.contractTitle
                    font.pixelSize: Metrics.caption
                    color: Theme.color.text2
                }
                AppText {
                    anchors.right: parent.right
                    text: Metrics.compact ? root.model.contractUntilShort : root.model.contractUntil
                    font.pixelSize: Metrics.caption
                    color: Theme.color.text2
                }
            }
            Item {
                width: parent.width
                height: Metrics.compact ? 50 : 56
                AppText {
                    id: done
                    text: root.model.delivered.number
                    font.pixelSize: 36
                    font.bold: true
                }
                AppText {
                    anchors.left: done.right
                    anchors.leftMargin: 8
                    anchors.baseline: done.baseline
                    text: "/ " + root.model.contracted.text
                    font.pixelSize: 24
                    color: Theme.color.text2
                }
                AppText {
                    visible: !Metrics.compact
                    anchors.right: parent.right
                    anchors.baseline: done.baseline
                    text: root.model.contractPercent
                    font.pixelSize: 24
                    font.bold: true
                }
            }
            HatchBar {
                width: parent.width
                share: root.model.contractShare
                name: root.model.contractPercent
            }
            Item { width: 1; height: Metrics.compact ? 6 : 12 }
            Item {
                width: parent.width
                height: 32
                AppText {
                    text: root.model.contractPartners
                    font.pixelSize: Metrics.small
                }
                AppText {
                    visible: root.money
                    anchors.right: parent.right
                    text: root.model.contractPrice.text
                    font.pixelSize: Metrics.small
                    font.bold: true
                }
                Row {
                    visible: !root.money
                    anchors.right: parent.right
                    spacing: 8
                    Icon { anchors.verticalCenter: parent.verticalCenter; name: "lock"; size: 22; color: Theme.color.text2 }
                    AppText {
                        //% "price hidden"
                        text: qsTrId("dure.home.price-hidden")
                        font.pixelSize: Metrics.small
                        color: Theme.color.text2
                    }
                }
            }
            Item {
                visible: root.roomy && root.money
                width: parent.width
                height: 40
                AppText {
                    anchors.bottom: parent.bottom
                    text: root.model.selling
                        //% "You receive"
                        ? qsTrId("dure.home.to-receive")
                        //% "You pay"
                        : qsTrId("dure.home.to-pay")
                    font.pixelSize: Metrics.small
                    color: Theme.color.text2
                }
                AppText {
                    anchors.bottom: parent.bottom
                    anchors.right: parent.right
                    text: root.model.contractAmount.text
                    font.pixelSize: Metrics.small
                    font.bold: true
                }
            }
        }
        Column {
            visible: !root.model.contractKnown
            x: parent.pad
            y: Metrics.compact ? 14 : 18
            width: parent.width - 2 * x
            spacing: 10
            AppText {
                text: root.model.contractTitle
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
            }
            AppText {
                width: parent.width
                text: root.model.contractsSentence
                font.pixelSize: Metrics.small
                wrapMode: Text.Wrap
            }
            Row {
                visible: text.text !== ""
                spacing: 8
                AppText {
                    id: text
                    text: root.model.next === HomeModel.Join
                        //% "Join"
                        ? qsTrId("dure.home.go.join")
                        : root.model.next === HomeModel.MakeCondition
                        //% "Make a condition"
                        ? qsTrId("dure.home.go.condition") : ""
                    font.pixelSize: Metrics.small
                    font.bold: true
                }
                Icon { anchors.verticalCenter: parent.verticalCenter; name: "forward"; size: 22; stroke: 2.4; color: Theme.color.text }
            }
        }
    }
}
