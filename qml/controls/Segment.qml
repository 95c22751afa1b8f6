pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Dure

// One of a few: cells of 56 in a tray of 64. `labels` and `current`; `chosen` says what was touched.
Rectangle {
    id: root

    required property list<string> labels
    property int current: 0
    property int cellWidth: 72
    property list<bool> off      // cells that cannot be chosen now
    signal chosen(index: int)

    implicitHeight: Metrics.desktop ? 44 : 64
    implicitWidth: cells.implicitWidth + 8
    radius: Metrics.buttonRadius
    color: Theme.color.surface

    Row {
        id: cells
        x: 4
        y: 4
        Repeater {
            model: root.labels
            T.AbstractButton {
                id: cell
                required property int index
                required property string modelData
                readonly property bool selected: index === root.current
                text: modelData
                enabled: !(root.off[index] ?? false)
                implicitHeight: root.height - 8
                implicitWidth: Math.max(root.cellWidth, label.implicitWidth + (Metrics.compact ? 22 : 32))
                focusPolicy: Qt.StrongFocus
                Accessible.role: Accessible.RadioButton
                Accessible.name: text
                Accessible.checked: selected
                onClicked: root.chosen(index)
                Keys.onReturnPressed: clicked()
                background: Rectangle {
                    radius: Metrics.smallRadius
                    color: cell.selected ? Theme.color.action : cell.down ? Theme.color.raised : "transparent"
                    border.width: cell.visualFocus ? 3 : 0
                    border.color: Theme.color.rest
                }
                contentItem: Item {
                    AppText {
                        id: label
                        anchors.centerIn: parent
                        text: cell.text
                        font.pixelSize: Metrics.small
                        font.bold: cell.selected
                        color: !cell.enabled ? Theme.color.rest
                             : cell.selected ? Theme.color.actionInk : Theme.color.text2
                    }
                }
            }
        }
    }
}
