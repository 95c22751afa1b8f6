pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Dure
import Dure.Ui

// Six digits. `entered` comes when the sixth is there; the owner clears `pin`.
Column {
    id: root

    property string pin: ""
    property bool locked: false
    signal entered(pin: string)

    readonly property int key: Metrics.desktop ? 64 : Metrics.compact ? 80 : 96

    function press(digit: string) {
        if (locked || pin.length >= 6)
            return
        pin += digit
        if (pin.length === 6)
            root.entered(pin)
    }

    spacing: 24
    focus: true
    Keys.onPressed: event => {
        if (event.text >= "0" && event.text <= "9" && event.text.length === 1)
            root.press(event.text)
        else if (event.key === Qt.Key_Backspace)
            root.pin = root.pin.slice(0, -1)
    }

    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: 20
        Accessible.role: Accessible.StaticText
        //% "%1 of 6 digits"
        Accessible.name: qsTrId("dure.pin.count").arg(root.pin.length)
        Repeater {
            model: 6
            Rectangle {
                required property int index
                width: 22
                height: 22
                radius: 11
                color: index < root.pin.length ? Theme.color.text : "transparent"
                border.width: 2
                border.color: index < root.pin.length ? Theme.color.text : Theme.color.rest
            }
        }
    }
    Grid {
        anchors.horizontalCenter: parent.horizontalCenter
        columns: 3
        spacing: 12
        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "<"]
            T.AbstractButton {
                id: keyItem
                required property string modelData
                readonly property bool erase: modelData === "<"
                width: root.key * 1.3
                height: Metrics.compact ? 72 : root.key
                opacity: modelData === "" ? 0 : 1
                enabled: modelData !== "" && !root.locked
                focusPolicy: modelData === "" ? Qt.NoFocus : Qt.StrongFocus
                Accessible.ignored: modelData === ""
                Accessible.role: Accessible.Button
                //% "Erase"
                Accessible.name: erase ? qsTrId("dure.pin.erase") : modelData
                onClicked: {
                    if (erase)
                        root.pin = root.pin.slice(0, -1)
                    else
                        root.press(modelData)
                }
                background: Rectangle {
                    radius: 20
                    color: keyItem.down ? Theme.color.line : Theme.color.raised
                    border.width: keyItem.visualFocus ? 3 : 0
                    border.color: Theme.color.text2
                }
                contentItem: Item {
                    AppText {
                        anchors.centerIn: parent
                        visible: !keyItem.erase
                        text: keyItem.modelData
                        font.pixelSize: 36
                        font.bold: true
                        color: keyItem.enabled ? Theme.color.text : Theme.color.rest
                    }
                    Icon {
                        anchors.centerIn: parent
                        visible: keyItem.erase
                        name: "delete"
                        size: 36
                        color: keyItem.enabled ? Theme.color.text : Theme.color.rest
                    }
                }
            }
        }
    }
}
