pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// The newest blocks as bars of transactions, and how old the newest is.
Card {
    id: root

    required property BlocksModel model

    AppText {
        id: title
        x: 24
        y: 18
        //% "Trading network"
        text: qsTrId("dure.manager.network")
        font.pixelSize: Metrics.heading
        font.bold: true
    }
    AppText {
        anchors.right: parent.right
        anchors.rightMargin: 24
        anchors.baseline: title.baseline
        //% "newest %1 blocks"
        text: qsTrId("dure.manager.newest-blocks").arg(root.model.count)
        font.pixelSize: Metrics.caption
        color: Theme.color.text2
    }
    ListView {
        id: bars
        x: 24
        y: 64
        width: parent.width - 48
        height: Math.min(72, parent.height - 150)
        orientation: ListView.Horizontal
        layoutDirection: Qt.RightToLeft
        interactive: false
        model: root.model.blocks
        delegate: Item {
            id: block
            required property int index
            required property int share
            required property string blockHeight
            required property string transactions
            width: bars.width / 40
            height: bars.height
            Accessible.role: Accessible.StaticText
            Accessible.name: blockHeight + ": " + transactions
            Rectangle {
                anchors.bottom: parent.bottom
                width: Math.max(2, parent.width - 3)
                height: Math.max(4, parent.height * block.share / 1000)
                radius: 2
                color: block.index === 0 ? Theme.color.text : Theme.color.rest
            }
        }
    }
    Item {
        x: 24
        anchors.top: bars.bottom
        anchors.topMargin: 10
        width: parent.width - 48
        height: 24
        AppText {
            //% "transactions a block"
            text: qsTrId("dure.manager.per-block")
            font.pixelSize: Metrics.caption
            color: Theme.color.text2
        }
        AppText {
            anchors.right: parent.right
            text: root.model.age + " · " + root.model.height
            font.pixelSize: Metrics.caption
            color: Theme.color.text2
        }
    }
    Row {
        x: 24
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 16
        spacing: 10
        Icon { anchors.verticalCenter: parent.verticalCenter; name: "share"; size: 20; color: Theme.color.text2 }
        AppText {
            //% "Chain id %1"
            text: root.model.state + " · " + qsTrId("dure.manager.chain-id").arg(root.model.chainId)
            font.pixelSize: Metrics.small
        }
    }
}
