import QtQuick
import Dure

// The heading of a day in a list. In a file of its own: a list's section cannot be a bound component.
QtObject {
    readonly property Component heading: AppText {
        required property string section
        height: 44
        verticalAlignment: Text.AlignVCenter
        text: section
        font.pixelSize: Metrics.caption
        color: Theme.color.text2
    }
}
