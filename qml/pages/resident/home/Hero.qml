import QtQuick
import Dure
import Dure.Ui

// What the home does now, in a word and a number.
Column {
    id: root
    required property HomeModel model
    HeroLook { id: look; hero: root.model.hero }

    spacing: Metrics.compact ? 0 : 4
    Row {
        spacing: 16
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: look.icon
            size: Metrics.pick(48, 60, 68, 48)
            stroke: 1.9
            color: look.ink
        }
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.model.heroWord
            font.pixelSize: Metrics.heroWord
            font.bold: true
            font.letterSpacing: -1
            color: look.ink
        }
    }
    Row {
        spacing: 16
        Amount {
            value: root.model.heroPower
            size: Metrics.hero
            unitSize: Math.round(Metrics.hero * 0.46)
            // Hangul fonts leave much room above and below digits.
            implicitHeight: Metrics.hero * 1.06
            topShift: -Metrics.hero * 0.2
        }
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: look.arrow !== ""
            name: look.arrow
            size: Metrics.pick(68, 88, 100, 68)
            stroke: 2.4
            color: look.ink
        }
    }
}
