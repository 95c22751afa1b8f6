import QtQuick
import Dure
import Dure.Ui

// Large digits on black and the one number that matters; used by the lock page and the black clock.
Item {
    id: root

    required property StripModel model
    required property HomeModel home
    readonly property real unit: Metrics.tall ? 0.8 : Math.min(1, height / 568)
    readonly property color digits: "#DDE2E8"
    readonly property color words: "#B4BDC8"

    implicitWidth: Metrics.tall ? 640 : 900 * unit
    implicitHeight: 600 * unit

    AppText {
        id: date
        text: root.model.longDate
        font.pixelSize: Math.max(24, 32 * root.unit)
        color: root.words
    }
    AppText {
        id: half
        anchors.baseline: clock.baseline
        x: root.model.dayHalfFirst ? 0 : clock.implicitWidth + 24
        text: root.model.dayHalf
        font.pixelSize: 64 * root.unit
        color: root.words
    }
    AppText {
        id: clock
        x: root.model.dayHalfFirst ? half.implicitWidth + 24 : 0
        y: date.height + 24 * root.unit - 82 * root.unit
        text: root.model.clock
        font.pixelSize: 296 * root.unit
        font.letterSpacing: -12 * root.unit
        color: root.digits
    }
    Row {
        y: 424 * root.unit
        spacing: 24
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: hero.icon
            size: 72 * Math.max(0.8, root.unit)
            stroke: 1.7
            color: hero.ink
        }
        Column {
            AppText {
                text: root.home.heroWord
                font.pixelSize: Math.max(24, 32 * root.unit)
                color: root.words
            }
            Row {
                spacing: 20
                Amount {
                    value: root.home.heroPower
                    size: 96 * Math.max(0.7, root.unit)
                    unitSize: 44 * Math.max(0.7, root.unit)
                    color: root.digits
                    unitColor: root.words
                    topShift: -size * 0.12
                    implicitHeight: size * 1.3
                }
                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: hero.arrow !== ""
                    name: hero.arrow
                    size: 56
                    stroke: 2.3
                    color: hero.ink
                }
            }
        }
    }
    HeroLook { id: hero; hero: root.home.hero; tokens: Theme.night }
}
