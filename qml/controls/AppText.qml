import QtQuick
import Dure

Text {
    color: Theme.color.text
    font.family: Theme.family
    font.pixelSize: Metrics.body
    textFormat: Text.PlainText
}
