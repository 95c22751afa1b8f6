import QtQuick
import QtQuick.Templates as T
import Dure
import Dure.Ui

// Must be held for 1.2 s; the fill shows how far. Letting go early does nothing.
// The keyboard holds too: press and keep Space.
T.DelayButton {
    id: root

    property string iconName: ""
    property bool primary: true
    property color edge: Theme.color.line
    property bool hint: true     // say "hold" beside the words
    property color ink: primary ? Theme.color.actionInk : Theme.color.text

    delay: 1200
    implicitHeight: Metrics.button
    implicitWidth: content.implicitWidth + 56
    font.family: Theme.family
    font.pixelSize: Metrics.pick(24, 26, 26, 16)
    font.bold: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: qsTrId("dure.control.hold")
    onActivated: { root.checked = false; root.held() }
    signal held()

    transition: Transition {
        NumberAnimation { duration: root.delay * (root.pressed ? 1 - root.progress : 0.2 * root.progress) }
    }
    background: Rectangle {
        radius: Metrics.buttonRadius
        color: root.primary ? Theme.color.action : "transparent"
        border.width: root.visualFocus ? 3 : root.primary ? 0 : 2
        border.color: root.visualFocus ? Theme.color.text2 : root.edge
        clip: true
        Rectangle {
            width: parent.width * root.progress
            height: parent.height
            radius: parent.radius
            color: root.primary ? Theme.color.rest : root.edge
        }
    }
    contentItem: Item {
        Row {
            id: content
            anchors.centerIn: parent
            spacing: 12
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.iconName !== ""
                name: root.iconName
                size: 28
                color: root.ink
            }
            AppText {
                id: word
                anchors.verticalCenter: parent.verticalCenter
                text: root.text
                font: root.font
                color: root.ink
            }
            AppText {
                anchors.baseline: word.baseline
                visible: root.hint
                //% "hold"
                text: qsTrId("dure.control.hold")
                font.pixelSize: Metrics.caption
                color: root.ink
            }
        }
    }
}
