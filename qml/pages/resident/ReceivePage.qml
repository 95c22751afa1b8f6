import QtQuick
import Dure
import Dure.Ui

// The address of this home, to be read out or copied.
Item {
    id: root

    CoinsModel { id: coinsModel }

    PageHeader {
        id: header
        x: Metrics.margin
        y: Metrics.compact ? 8 : 16
        width: parent.width - 2 * x
        //% "Receive coins"
        title: qsTrId("dure.coins.receive-title")
    }
    Card {
        x: Metrics.margin
        width: parent.width - 2 * x
        anchors.top: header.bottom
        anchors.topMargin: Metrics.compact ? 8 : 16
        height: content.implicitHeight + 64
        Column {
            id: content
            x: 32
            y: 32
            width: parent.width - 64
            spacing: 20
            AppText {
                width: parent.width
                wrapMode: Text.Wrap
                //% "Members of the village find this home in their list. For anybody else this is the address."
                text: qsTrId("dure.coins.receive-text")
                color: Theme.color.text2
            }
            AppText {
                width: parent.width
                wrapMode: Text.Wrap
                text: coinsModel.addressGroups
                font.family: Theme.mono
                font.pixelSize: Metrics.pick(28, 36, 36, 22)
                font.bold: true
                lineHeight: 1.3
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
            AppButton {
                look: AppButton.Primary
                iconName: "document"
                //% "Copy address"
                text: qsTrId("dure.coins.copy-address")
                onClicked: {
                    coinsModel.copy(coinsModel.address)
                    Dialogs.say(qsTrId("dure.contract.copied"))
                }
            }
        }
    }
}
