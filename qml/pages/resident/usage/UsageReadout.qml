pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// The fixed read-out above the chart: when, and the five amounts with their pattern.
Item {
    id: root
    required property UsageModel model
    readonly property bool narrow: Metrics.tall || Metrics.compact

    implicitHeight: Metrics.tall ? 144 : 64

    component Fact: Row {
        id: fact
        required property string iconName
        required property string label
        required property quantity value
        required property color ink
        property int pattern: Swatch.Solid
        property color patternInk: ink
        property color under: Theme.color.surface
        spacing: 12
        Accessible.role: Accessible.StaticText
        Accessible.name: label + " " + value.text
        Icon {
            visible: !root.narrow
            anchors.verticalCenter: parent.verticalCenter
            name: fact.iconName
            size: 32
            color: fact.ink
        }
        Column {
            spacing: -4
            Row {
                spacing: 8
                AppText { text: fact.label; font.pixelSize: 20; color: Theme.color.text2 }
                Swatch {
                    anchors.verticalCenter: parent.verticalCenter
                    width: 18
                    height: 18
                    pattern: fact.pattern
                    ink: fact.patternInk
                    under: fact.under
                }
            }
            Amount { value: fact.value; size: Metrics.compact ? 26 : 28; unitSize: 20; spacing: 4 }
        }
    }

    Column {
        id: when
        spacing: -4
        AppText { text: root.model.spanCaption; font.pixelSize: 20; color: Theme.color.text2 }
        AppText { text: root.model.span; font.pixelSize: Metrics.compact ? 24 : 28; font.bold: true }
    }
    Item {
        id: facts
        x: Metrics.tall ? 0 : when.width + 32
        y: Metrics.tall ? 76 : 0
        width: parent.width - x
        height: 64
        Row {
            id: row
            visible: !root.model.money
            anchors.right: parent.right
            spacing: Math.max(8, (facts.width - sun.width - house.width - store.width - deal.width - net.width) / 4)
            Fact {
                id: sun
                iconName: "sun"
                ink: Theme.color.gen
                label: qsTrId("dure.home.generated")
                value: root.model.generated
            }
            Fact {
                id: house
                iconName: "home"
                ink: Theme.color.cons
                label: qsTrId("dure.home.used")
                value: root.model.consumed
            }
            Fact {
                id: store
                iconName: "battery"
                ink: Theme.color.bat
                label: root.model.batteryLabel
                value: root.model.battery
                pattern: Swatch.Dotted
                patternInk: Theme.color.batDot
                under: Theme.color.batGround
            }
            Fact {
                id: deal
                iconName: "neighbours"
                ink: Theme.color.trade
                label: root.model.tradeLabel
                value: root.model.trade
                pattern: Swatch.Hatched
                under: Theme.color.hatch
            }
            Fact {
                id: net
                iconName: "pylon"
                ink: Theme.color.grid
                label: root.model.gridLabel
                value: root.model.grid
                pattern: Swatch.Striped
            }
        }
        Row {
            visible: root.model.money
            spacing: 64
            Fact {
                iconName: "in"
                ink: Theme.color.trade
                //% "Received from neighbours"
                label: qsTrId("dure.usage.earned")
                value: root.model.earned
                pattern: Swatch.Hatched
                under: Theme.color.hatch
            }
            Fact {
                iconName: "out"
                ink: Theme.color.cons
                //% "Paid to neighbours"
                label: qsTrId("dure.usage.paid")
                value: root.model.paid
            }
        }
    }
}
