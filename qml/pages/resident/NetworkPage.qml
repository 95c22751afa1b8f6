pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// The trading network in words: connected or not, how old the news is, to whom this wallpad speaks.
Item {
    id: root

    NetworkModel { id: network }

    PageHeader {
        id: header
        x: Metrics.margin
        y: 16
        width: parent.width - 2 * x
        title: qsTrId("dure.settings.network")
    }
    Card {
        id: say
        x: Metrics.margin
        anchors.top: header.bottom
        anchors.topMargin: 16
        width: Metrics.tall ? parent.width - 2 * x : (parent.width - 2 * x - Metrics.gap) * 0.45
        height: Metrics.tall ? words.implicitHeight + 2 * Metrics.cardPadding
                             : parent.height - y - 24
        Column {
            id: words
            x: Metrics.cardPadding
            y: Metrics.cardPadding
            width: parent.width - 2 * x
            spacing: Metrics.compact ? 10 : 16
            Icon {
                name: network.fine ? "tick" : network.catchingUp ? "clock" : "offline"
                size: Metrics.compact ? 52 : 72
                stroke: 1.75
                color: network.fine || network.catchingUp ? Theme.color.text : Theme.color.caution
            }
            AppText {
                width: parent.width
                wrapMode: Text.Wrap
                text: network.state
                font.pixelSize: Metrics.title
                font.bold: true
            }
            AppText {
                width: parent.width
                wrapMode: Text.Wrap
                text: network.advice
                font.pixelSize: Metrics.small
                color: Theme.color.text2
                lineHeight: 1.2
            }
            Column {
                visible: network.catchingUp
                width: parent.width
                spacing: 8
                Accessible.role: Accessible.ProgressBar
                Accessible.name: network.progressWords
                Rectangle {
                    width: parent.width
                    height: 12
                    radius: 6
                    color: Theme.color.track
                    Rectangle {
                        width: parent.width * network.progress
                        height: parent.height
                        radius: 6
                        color: Theme.color.action
                    }
                }
                AppText {
                    text: network.progressWords
                    font.pixelSize: Metrics.caption
                    color: Theme.color.text2
                }
            }
            AppText {
                width: parent.width
                wrapMode: Text.Wrap
                text: network.age
                font.pixelSize: Metrics.body
            }
            AppText {
                width: parent.width
                //% "Block height %1"
                text: qsTrId("dure.network.height").arg(network.height)
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
            }
        }
    }
    Card {
        anchors.left: Metrics.tall ? say.left : say.right
        anchors.leftMargin: Metrics.tall ? 0 : Metrics.gap
        anchors.right: parent.right
        anchors.rightMargin: Metrics.margin
        anchors.top: Metrics.tall ? say.bottom : say.top
        anchors.topMargin: Metrics.tall ? Metrics.gap : 0
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 24
        AppText {
            id: count
            x: Metrics.cardPadding
            y: Metrics.cardPadding
            width: parent.width - 2 * x
            wrapMode: Text.Wrap
            text: network.connections
            font.bold: true
        }
        ListView {
            x: Metrics.cardPadding
            width: parent.width - 2 * x
            anchors.top: count.bottom
            anchors.topMargin: 8
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 8
            clip: true
            reuseItems: true
            boundsBehavior: Flickable.StopAtBounds
            model: network.partners
            delegate: ListRow {
                required property string name
                required property string detail
                width: ListView.view.width
                touchable: false
                iconName: "share"
                text: name
                caption: detail
            }
        }
    }
}
