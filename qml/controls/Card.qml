import QtQuick
import Dure

Rectangle {
    property int padding: Metrics.cardPadding
    color: Theme.color.surface
    radius: Metrics.radius
}
