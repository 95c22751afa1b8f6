pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Dure
import Dure.Ui

// Five places: at the left, or along the bottom when the panel stands upright.
Rectangle {
    id: root
    color: Theme.color.chrome

    component Place: T.AbstractButton {
        id: place
        required property string target
        required property string iconName
        readonly property bool selected: Navigator.section === target
        readonly property string pageId: target === "history" ? "coins" : target
        width: Metrics.tall ? 144 : parent.width - (Metrics.compact ? 12 : 16)
        height: Metrics.railItem
        focusPolicy: Qt.StrongFocus
        Accessible.role: Accessible.PageTab
        Accessible.name: text
        Accessible.selected: selected
        onClicked: Navigator.show(pageId)
        Keys.onReturnPressed: clicked()
        background: Rectangle {
            radius: 20
            color: place.down ? Theme.night.line : place.selected ? Theme.color.selected : "transparent"
            border.width: place.visualFocus ? 3 : 0
            border.color: Theme.color.chromeText2
        }
        contentItem: Item {
            Column {
                anchors.centerIn: parent
                spacing: Metrics.regular ? 6 : 4
                Icon {
                    anchors.horizontalCenter: parent.horizontalCenter
                    name: place.iconName
                    size: Metrics.railIcon
                    color: place.selected ? Theme.color.chromeText : Theme.color.chromeText2
                }
                AppText {
                    anchors.horizontalCenter: parent.horizontalCenter
                    text: place.text
                    font.pixelSize: 20
                    font.bold: place.selected
                    color: place.selected ? Theme.color.chromeText : Theme.color.chromeText2
                }
            }
        }
    }

    Grid {
        id: places
        anchors.fill: parent
        anchors.leftMargin: Metrics.tall ? 16 : Metrics.compact ? 6 : 8
        anchors.rightMargin: anchors.leftMargin
        anchors.topMargin: Metrics.tall ? 8 : Metrics.compact ? 8 : 16
        anchors.bottomMargin: anchors.topMargin
        columns: Metrics.tall ? 5 : 1
        readonly property real free: (Metrics.tall ? width - 5 * 144 : height - 5 * Metrics.railItem) / 4
        spacing: Math.max(4, free)

        component Slot: Item {
            default property alias content: holder.data
            id: holder
            width: Metrics.tall ? 144 : places.width
            height: Metrics.railItem
        }
        Slot {
            //% "Home"
            Place { width: parent.width; target: "home"; iconName: "home"; text: qsTrId("dure.rail.home") }
        }
        Slot {
            //% "Trade"
            Place { width: parent.width; target: "trade"; iconName: "trade"; text: qsTrId("dure.rail.trade") }
        }
        Slot {
            //% "Usage"
            Place { width: parent.width; target: "usage"; iconName: "usage"; text: qsTrId("dure.rail.usage") }
        }
        Slot {
            //% "Coins"
            Place { width: parent.width; target: "history"; iconName: "history"; text: qsTrId("dure.rail.history") }
        }
        Slot {
            //% "Settings"
            Place { width: parent.width; target: "settings"; iconName: "settings"; text: qsTrId("dure.rail.settings") }
        }
    }
    Rectangle {
        visible: Metrics.tall
        width: parent.width
        height: 1
        color: Theme.night.surface
    }
}
