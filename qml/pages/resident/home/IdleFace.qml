import QtQuick
import Dure
import Dure.Ui

// Nobody touches: the hero grows and the clock stays.
Item {
    id: root
    required property HomeModel model

    StripModel { id: stripModel }
    HeroLook { id: look; hero: root.model.hero }
    Column {
        anchors.centerIn: parent
        // in the middle of the panel: the rail and the strip are gone
        anchors.horizontalCenterOffset: -Metrics.rail / 2
        anchors.verticalCenterOffset: (Metrics.bar - Metrics.strip) / 2
        spacing: 8
        AppText {
            anchors.horizontalCenter: parent.horizontalCenter
            text: stripModel.time
            font.pixelSize: Metrics.title * 1.4
            color: Theme.color.text2
        }
        Item { width: 1; height: 24 }
        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: 20
            Icon { anchors.verticalCenter: parent.verticalCenter; name: look.icon; size: Metrics.heroWord * 1.3; stroke: 1.9; color: look.ink }
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                text: root.model.heroWord
                font.pixelSize: Metrics.heroWord * 1.15
                font.bold: true
                color: look.ink
            }
        }
        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: 24
            Amount { value: root.model.heroPower; size: Metrics.hero * 1.6; unitSize: Metrics.hero * 0.6 }
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: look.arrow !== ""
                name: look.arrow
                size: Metrics.hero
                stroke: 2.4
                color: look.ink
            }
        }
    }
}
