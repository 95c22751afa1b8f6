pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// One contract: five steps, what was agreed and metered, money and partners, the proof.
Item {
    id: root

    ContractModel {
        id: contractModel
        contract: Navigator.argument !== "" ? Navigator.argument : "newest"
    }
    readonly property bool selling: contractModel.side === Deal.Side.Sell
    readonly property bool running: contractModel.stage === Deal.Stage.Delivering

    PageHeader {
        id: header
        x: Metrics.margin
        y: Metrics.compact ? 8 : 16
        width: parent.width - 2 * x
        title: root.selling
            //% "Sale contract"
            ? qsTrId("dure.contract.title-sale")
            //% "Purchase contract"
            : qsTrId("dure.contract.title-purchase")
        Chip {
            visible: contractModel.found
            anchors.verticalCenter: parent.verticalCenter
            ink: contractModel.stage === Deal.Stage.Cancelled ? Theme.color.alarm : Theme.color.trade
            ground: contractModel.stage === Deal.Stage.Cancelled ? Theme.color.alarmTint : Theme.color.tradeTint
            iconName: contractModel.stage === Deal.Stage.Cancelled ? "cross" : root.selling ? "out" : "in"
            text: contractModel.stageWords
        }
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: contractModel.when
            font.pixelSize: Metrics.small
            color: Theme.color.text2
        }
    }
    AppText {
        visible: !contractModel.found
        anchors.centerIn: parent
        //% "This contract is no longer in the wallpad's memory."
        text: qsTrId("dure.contract.gone")
        color: Theme.color.text2
    }

    Item {
        visible: contractModel.found
        anchors.top: header.bottom
        anchors.topMargin: Metrics.compact ? 8 : 16
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Metrics.compact ? 16 : 24
        x: Metrics.margin
        width: parent.width - 2 * x
        ContractSteps {
            id: stepsCard
            width: parent.width
            steps: contractModel.steps
            running: root.running
        }
        DeliveryCard {
            id: delivery
            model: contractModel
            anchors.top: stepsCard.bottom
            anchors.topMargin: Metrics.gap
            anchors.bottom: Metrics.tall ? undefined : parent.bottom
            width: Metrics.tall ? parent.width : parent.width - money.width - Metrics.gap
            height: 364
        }
        PartnersCard {
            id: money
            model: contractModel
            anchors.right: parent.right
            anchors.top: Metrics.tall ? delivery.bottom : stepsCard.bottom
            anchors.topMargin: Metrics.gap
            anchors.bottom: proof.top
            anchors.bottomMargin: Metrics.gap
            width: Metrics.tall ? parent.width : Metrics.compact ? 320 : 384
        }
        ProofCard {
            id: proof
            model: contractModel
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            width: money.width
        }
    }
}
