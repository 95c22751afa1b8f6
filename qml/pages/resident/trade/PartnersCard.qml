pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// Money of the contract and with whom, by alias; no unit numbers.
Card {
    id: root

    required property ContractModel model

    Item {
        id: head
        x: 24
        y: Metrics.compact ? 8 : 18
        width: parent.width - 48
        height: 28
        AppText {
            text: root.model.side === Deal.Side.Sell
                //% "You receive"
                ? qsTrId("dure.contract.to-receive")
                //% "You pay"
                : qsTrId("dure.contract.to-pay")
            font.pixelSize: Metrics.caption
            color: Theme.color.text2
        }
        AppText {
            anchors.right: parent.right
            visible: root.model.moneyVisible
            text: root.model.price.text
            font.pixelSize: Metrics.caption
            color: Theme.color.text2
        }
    }
    Amount {
        id: amount
        visible: root.model.moneyVisible
        x: 24
        anchors.top: head.bottom
        value: root.model.amount
        size: Metrics.pick(32, 44, 44, 36)
        unitSize: Metrics.compact ? 22 : 28
        unitBold: true
        unitColor: Theme.color.text
    }
    Row {
        visible: !root.model.moneyVisible
        x: 24
        anchors.top: head.bottom
        height: amount.height
        spacing: 10
        Icon { anchors.verticalCenter: parent.verticalCenter; name: "lock"; size: 26; color: Theme.color.text2 }
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            //% "Unlock to see money"
            text: qsTrId("dure.contract.money-hidden")
            font.pixelSize: Metrics.small
            color: Theme.color.text2
        }
    }
    ListView {
        id: list
        x: 24
        width: parent.width - 48
        anchors.top: amount.bottom
        anchors.topMargin: 2
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 8
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.model.partners
        delegate: Item {
            id: row
            required property var modelData
            width: list.width
            height: Metrics.compact ? 32 : 44
            Accessible.role: Accessible.ListItem
            Accessible.name: modelData.name + " " + modelData.energy
            Icon {
                id: icon
                anchors.verticalCenter: parent.verticalCenter
                name: row.modelData.common ? "lamp" : "neighbours"
                size: Metrics.compact ? 24 : 28
                color: Theme.color.text
            }
            AppText {
                anchors.left: icon.right
                anchors.leftMargin: 10
                anchors.right: energy.left
                anchors.rightMargin: 6
                anchors.verticalCenter: parent.verticalCenter
                text: row.modelData.name
                font.pixelSize: Metrics.compact ? 20 : 22
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: 20
                elide: Text.ElideRight
            }
            AppText {
                id: energy
                visible: !Metrics.compact || !root.model.moneyVisible
                width: visible ? implicitWidth : 0
                anchors.right: money.left
                anchors.rightMargin: money.visible ? 8 : 0
                anchors.verticalCenter: parent.verticalCenter
                text: row.modelData.energy
                font.pixelSize: 20
                color: Theme.color.text2
            }
            AppText {
                id: money
                visible: root.model.moneyVisible
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                width: visible ? Math.max(60, implicitWidth) : 0
                horizontalAlignment: Text.AlignRight
                text: row.modelData.amount
                font.pixelSize: Metrics.compact ? 20 : 22
                font.bold: true
            }
        }
    }
}
