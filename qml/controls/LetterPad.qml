pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Dure
import Dure.Ui

// Latin letters for words of a known list. Only letters in `live` can be pressed.
Column {
    id: root

    property string live: ""
    signal pressed(letter: string)
    signal erased()

    readonly property real key: (width - 9 * 8) / 10

    spacing: 8
    focus: true
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace)
            root.erased()
        else if (event.text.length === 1 && root.live.indexOf(event.text.toLowerCase()) >= 0)
            root.pressed(event.text.toLowerCase())
    }

    Repeater {
        model: ["qwertyuiop", "asdfghjkl", "zxcvbnm<"]
        Row {
            id: line
            required property string modelData
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: 8
            Repeater {
                model: line.modelData.split("")
                T.AbstractButton {
                    id: keyItem
                    required property string modelData
                    readonly property bool eraser: modelData === "<"
                    width: eraser ? root.key * 2 + 8 : root.key
                    height: Metrics.compact ? 56 : Metrics.desktop ? 48 : 72
                    enabled: eraser || root.live.indexOf(modelData) >= 0
                    focusPolicy: Qt.NoFocus
                    Accessible.role: Accessible.Button
                    Accessible.name: eraser ? qsTrId("dure.pin.erase") : modelData
                    onClicked: eraser ? root.erased() : root.pressed(modelData)
                    background: Rectangle {
                        radius: 14
                        color: keyItem.down ? Theme.color.line : Theme.color.raised
                        opacity: keyItem.enabled ? 1 : 0.45
                    }
                    contentItem: Item {
                        AppText {
                            anchors.centerIn: parent
                            visible: !keyItem.eraser
                            text: keyItem.modelData
                            font.pixelSize: 28
                            font.bold: true
                            color: keyItem.enabled ? Theme.color.text : Theme.color.rest
                        }
                        Icon {
                            anchors.centerIn: parent
                            visible: keyItem.eraser
                            name: "delete"
                            size: 32
                            color: Theme.color.text
                        }
                    }
                }
            }
        }
    }
}
