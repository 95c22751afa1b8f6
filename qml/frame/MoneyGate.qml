import QtQuick
import Dure
import Dure.Ui

// Stands in for a money page while a guest looks.
Item {
    Column {
        anchors.centerIn: parent
        spacing: 24
        Icon { anchors.horizontalCenter: parent.horizontalCenter; name: "lock"; size: 68; stroke: 1.75; color: Theme.color.text2 }
        AppText {
            anchors.horizontalCenter: parent.horizontalCenter
            //% "Enter the PIN to see money and trade."
            text: qsTrId("dure.lock.money")
        }
        AppButton {
            anchors.horizontalCenter: parent.horizontalCenter
            look: AppButton.Primary
            iconName: "unlock"
            text: qsTrId("dure.strip.unlock")
            onClicked: Dialogs.withPin(qsTrId("dure.strip.unlock"), () => {})
        }
    }
}
