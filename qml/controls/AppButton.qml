import QtQuick
import QtQuick.Templates as T
import Dure
import Dure.Ui

// Primary (ink), plain (raised) or outline; small is 56 high. `busy` shows that an answer is awaited.
T.Button {
    id: root

    enum Look { Primary, Plain, Outline, Quiet, Alarm }
    property int look: AppButton.Plain
    property string iconName: ""
    property string trailingIcon: ""
    property bool small: false
    property bool busy: false
    readonly property color ink: !enabled ? Theme.color.rest
        : look === AppButton.Primary ? Theme.color.actionInk
        : look === AppButton.Alarm ? Theme.color.alarm : Theme.color.text

    implicitHeight: small ? Metrics.target : Metrics.button
    implicitWidth: Math.max(implicitHeight, content.implicitWidth + (small ? 40 : 56))
    font.family: Theme.family
    font.pixelSize: small ? Metrics.pick(22, 22, 22, 15) : Metrics.pick(24, 26, 26, 16)
    font.bold: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Keys.onReturnPressed: root.clicked()

    background: Rectangle {
        radius: root.small ? Metrics.smallRadius : Metrics.buttonRadius
        color: root.look === AppButton.Primary ? (root.enabled ? Theme.color.action : Theme.color.track)
             : root.down ? Theme.color.line
             : root.look === AppButton.Plain ? Theme.color.raised : "transparent"
        opacity: root.look === AppButton.Primary && root.down ? 0.8 : 1
        border.width: root.visualFocus ? 3 : root.look === AppButton.Outline || root.look === AppButton.Alarm ? 2 : 0
        border.color: root.visualFocus ? Theme.color.text2
                    : root.look === AppButton.Alarm ? Theme.color.alarm : Theme.color.line
    }
    contentItem: Item {
        Row {
            id: content
            anchors.centerIn: parent
            spacing: root.small ? 8 : 12
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.iconName !== ""
                name: root.busy ? "clock" : root.iconName
                size: root.small ? 24 : 28
                color: root.ink
            }
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                text: root.text
                visible: text !== ""
                font: root.font
                color: root.ink
            }
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.trailingIcon !== ""
                name: root.trailingIcon
                size: 24
                stroke: 2.4
                color: root.ink
            }
        }
    }
}
