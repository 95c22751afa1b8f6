import QtQuick
import Dure
import Dure.Ui

Card {
    id: root
    required property HomeModel model
    property int footer: 12     // room kept free at the bottom
    implicitHeight: 228

    AppText {
        id: caption
        x: root.padding
        y: 18
        //% "Today"
        text: qsTrId("dure.time.today")
        font.pixelSize: Metrics.caption
        color: Theme.color.text2
    }
    Column {
        x: root.padding
        width: parent.width - 2 * root.padding
        anchors.top: caption.bottom
        anchors.bottom: parent.bottom
        anchors.bottomMargin: root.footer
        readonly property real step: height / 3
        Stat {
            width: parent.width
            height: parent.step
            iconName: "sun"
            color: Theme.color.gen
            //% "Generated"
            label: qsTrId("dure.home.generated")
            value: root.model.generatedToday
        }
        Stat {
            width: parent.width
            height: parent.step
            iconName: "home"
            color: Theme.color.cons
            //% "Used"
            label: qsTrId("dure.home.used")
            value: root.model.consumedToday
        }
        Stat {
            width: parent.width
            height: parent.step
            iconName: "neighbours"
            color: Theme.color.trade
            label: root.model.tradedLabel
            value: root.model.tradedToday
        }
    }
}
