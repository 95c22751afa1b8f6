pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// A condition in four steps, one screen each; the card at the side says what it would bring.
Item {
    id: root

    ConditionDraft {
        id: draftModel
        subject: Navigator.argument !== "" ? Navigator.argument : "sell"
        onSent: {
            Dialogs.say(draftModel.side === Deal.Side.Sell
                //% "Your sell condition is on the network."
                ? qsTrId("dure.condition.sent-sale")
                //% "Your buy condition is on the network."
                : qsTrId("dure.condition.sent-purchase"))
            Navigator.back()
        }
    }
    readonly property bool selling: draftModel.side === Deal.Side.Sell
    readonly property bool last: draftModel.step === 3
    readonly property bool waiting: draftModel.sending === Deal.Sending.Pending

    PageHeader {
        id: header
        x: Metrics.margin
        y: Metrics.compact ? 8 : 16
        width: parent.width - 2 * x
        title: root.selling
            //% "Sell condition"
            ? qsTrId("dure.condition.title-sell")
            //% "Buy condition"
            : qsTrId("dure.condition.title-buy")
        StepperDots {
            anchors.verticalCenter: parent.verticalCenter
            named: !Metrics.compact && !Metrics.tall
            current: draftModel.step
            //% "Quantity"
            labels: [qsTrId("dure.condition.step-quantity"),
                     //% "Price"
                     qsTrId("dure.condition.step-price"),
                     //% "Time"
                     qsTrId("dure.condition.step-time"),
                     //% "Confirm"
                     qsTrId("dure.condition.step-confirm")]
        }
    }

    Item {
        id: stepArea
        x: Metrics.margin
        anchors.top: header.bottom
        anchors.topMargin: Metrics.compact ? 8 : 20
        anchors.bottom: Metrics.tall ? undefined : foot.top
        anchors.bottomMargin: 12
        width: Metrics.tall ? parent.width - 2 * x
             : parent.width - 2 * x - preview.width - (Metrics.compact ? 24 : 40)
        height: 560
        QuantityStep { draft: draftModel; visible: draftModel.step === 0; width: parent.width }
        PriceStep { draft: draftModel; visible: draftModel.step === 1; width: parent.width }
        TimeStep { draft: draftModel; visible: draftModel.step === 2; width: parent.width }
        ConfirmStep { draft: draftModel; visible: draftModel.step === 3; width: parent.width }
    }

    PreviewCard {
        id: preview
        draft: draftModel
        anchors.right: parent.right
        anchors.rightMargin: Metrics.margin
        anchors.top: Metrics.tall ? stepArea.bottom : header.bottom
        anchors.topMargin: Metrics.compact ? 8 : 20
        anchors.bottom: foot.top
        anchors.bottomMargin: Metrics.compact ? 12 : 32
        width: Metrics.tall ? parent.width - 2 * Metrics.margin : Metrics.compact ? 304 : 376
    }

    Item {
        id: foot
        x: Metrics.margin
        width: parent.width - 2 * x
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Metrics.compact ? 16 : 24
        height: Metrics.button

        AppText {
            anchors.left: parent.left
            anchors.right: actions.left
            anchors.rightMargin: 16
            anchors.verticalCenter: parent.verticalCenter
            visible: text !== ""
            text: draftModel.failure !== "" ? draftModel.failure
                : draftModel.problem !== "" ? draftModel.problem : draftModel.notice
            wrapMode: Text.Wrap
            maximumLineCount: 2
            font.pixelSize: Metrics.caption
            color: draftModel.failure !== "" || draftModel.problem !== "" ? Theme.color.alarm : Theme.color.text2
        }
        Row {
            visible: draftModel.step === 1 && draftModel.problem === "" && !Metrics.compact && !Metrics.tall
            anchors.verticalCenter: parent.verticalCenter
            spacing: 12
            Repeater {
                model: draftModel.pricePresets
                AppButton {
                    required property var modelData
                    look: AppButton.Outline
                    font.pixelSize: Metrics.small
                    text: modelData.label
                    onClicked: draftModel.tick = modelData.tick
                }
            }
        }
        Row {
            id: actions
            anchors.right: parent.right
            spacing: 16
            AppButton {
                width: Metrics.compact ? 120 : 136
                //% "Back"
                text: qsTrId("dure.condition.previous")
                visible: draftModel.step > 0
                enabled: !root.waiting
                onClicked: draftModel.step -= 1
            }
            AppButton {
                visible: !root.last
                width: Metrics.compact ? 168 : 224
                look: AppButton.Primary
                trailingIcon: "forward"
                //% "Next"
                text: qsTrId("dure.condition.next")
                enabled: draftModel.stepDone
                onClicked: draftModel.step += 1
            }
            HoldButton {
                visible: root.last
                enabled: draftModel.canSend
                opacity: enabled ? 1 : 0.5
                text: root.waiting
                    //% "Being checked"
                    ? qsTrId("dure.condition.sending")
                    //% "Register"
                    : qsTrId("dure.condition.register")
                hint: !root.waiting
                onHeld: Dialogs.withPin(qsTrId("dure.condition.register"), () => draftModel.send())
            }
        }
    }
}
