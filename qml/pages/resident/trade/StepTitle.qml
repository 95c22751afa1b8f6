import QtQuick
import Dure

// The question of a step.
AppText {
    width: parent.width
    font.pixelSize: Metrics.title
    font.bold: true
    font.letterSpacing: -0.4
    wrapMode: Text.Wrap
}
