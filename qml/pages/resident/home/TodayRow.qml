pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// Today in one row, for the upright panel.
Card {
    id: root
    required property HomeModel model

    component Part: Column {
        id: part
        required property string iconName
        required property color ink
        required property string label
        required property quantity value
        width: (root.width - 64) / 3
        spacing: -4
        Row {
            spacing: 10
            Icon { anchors.verticalCenter: parent.verticalCenter; name: part.iconName; size: 28; color: part.ink }
            AppText { anchors.verticalCenter: parent.verticalCenter; text: part.label; font.pixelSize: 22; color: Theme.color.text2 }
        }
        Amount { value: part.value; size: Metrics.card; unitSize: 24 }
    }
    Row {
        x: 32
        anchors.verticalCenter: parent.verticalCenter
        Part {
            iconName: "sun"
            ink: Theme.color.gen
            //% "Generated today"
            label: qsTrId("dure.home.generated-today")
            value: root.model.generatedToday
        }
        Part {
            iconName: "home"
            ink: Theme.color.cons
            label: qsTrId("dure.home.used")
            value: root.model.consumedToday
        }
        Part {
            iconName: "neighbours"
            ink: Theme.color.trade
            label: root.model.tradedLabel
            value: root.model.tradedToday
        }
    }
}
