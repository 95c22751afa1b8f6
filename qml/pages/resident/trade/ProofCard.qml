import QtQuick
import Dure
import Dure.Ui

// The hash that proves the slot's contract list; anyone may compare it with the chain.
Card {
    id: root

    required property ContractModel model

    implicitHeight: Metrics.compact ? 116 : 172

    Row {
        id: title
        x: 24
        y: Metrics.compact ? 12 : 20
        spacing: 8
        Icon { anchors.verticalCenter: parent.verticalCenter; name: "shield"; size: 26; color: Theme.color.text }
        AppText {
            //% "Proof of trade"
            text: qsTrId("dure.contract.proof")
            font.pixelSize: Metrics.small
            font.bold: true
        }
    }
    AppText {
        id: block
        anchors.right: parent.right
        anchors.rightMargin: 24
        anchors.verticalCenter: title.verticalCenter
        visible: !Metrics.compact
        text: root.model.proofBlock
        font.pixelSize: Metrics.caption
        color: Theme.color.text2
    }
    AppText {
        x: 24
        visible: !Metrics.compact
        anchors.top: title.bottom
        anchors.topMargin: 6
        width: parent.width - 48
        //% "Hash of all contracts of this slot"
        text: qsTrId("dure.contract.proof-text")
        font.pixelSize: Metrics.caption
        color: Theme.color.text2
        wrapMode: Text.Wrap
    }
    Item {
        x: 24
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Metrics.compact ? 4 : 14
        width: parent.width - 48
        height: 56
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.model.proofShort
            font.family: Theme.mono
            font.pixelSize: Metrics.caption
        }
        AppButton {
            anchors.right: parent.right
            anchors.rightMargin: -8
            small: true
            //% "Copy"
            text: qsTrId("dure.contract.copy")
            onClicked: {
                root.model.copyProof()
                //% "Copied."
                Dialogs.say(qsTrId("dure.contract.copied"))
            }
        }
    }
}
