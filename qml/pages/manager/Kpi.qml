import QtQuick
import Dure
import Dure.Ui

// One figure of the dashboard: caption, number with unit (or words), caption.
Item {
    id: root

    required property string label
    property quantity value
    property string words: ""
    property string iconName: ""
    property string unit: ""
    property string caption: ""
    property bool first: false
    property bool alarming: false

    implicitHeight: 96
    Accessible.role: Accessible.StaticText
    Accessible.name: label + " " + (words !== "" ? words : value.text) + " " + unit + ", " + caption

    Rectangle {
        visible: !root.first
        x: -24
        width: 1
        height: parent.height
        color: Theme.color.line
    }
    AppText {
        id: head
        text: root.label
        font.pixelSize: Metrics.caption
        color: Theme.color.text2
    }
    Item {
        id: figure
        anchors.top: head.bottom
        width: parent.width
        height: 48
        Amount {
            visible: root.words === ""
            anchors.verticalCenter: parent.verticalCenter
            value: root.value
            size: 36
            unitSize: 18
        }
        Row {
            visible: root.words !== ""
            anchors.verticalCenter: parent.verticalCenter
            spacing: 10
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.iconName !== ""
                name: root.iconName
                size: 30
                stroke: 2.6
                color: root.alarming ? Theme.color.alarm : Theme.color.text
            }
            AppText {
                id: big
                anchors.verticalCenter: parent.verticalCenter
                text: root.words
                font.pixelSize: root.words.length > 8 ? 24 : 36
                font.bold: true
                color: root.alarming ? Theme.color.alarm : Theme.color.text
            }
            AppText {
                anchors.baseline: big.baseline
                text: root.unit
                font.pixelSize: 18
                color: Theme.color.text2
            }
        }
    }
    AppText {
        anchors.top: figure.bottom
        width: parent.width - 8
        text: root.caption
        font.pixelSize: Metrics.caption
        color: Theme.color.text2
        elide: Text.ElideRight
    }
}
