pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// The energy flow: five fixed nodes. Above: sun – home – neighbours; below: battery and grid.
Item {
    id: root

    required property HomeModel model
    // the home's centre and the lower row's
    readonly property real hubX: width / 2
    readonly property real row: Metrics.tall ? 96 : Metrics.compact ? 84 : 104
    readonly property real lower: height - (Metrics.tall ? 66 : Metrics.compact ? 62 : 64)
    readonly property real ring: Metrics.tall ? 120 : Metrics.compact ? 92 : 112
    readonly property real lowerRing: Metrics.tall ? 112 : Metrics.compact ? 88 : 112
    readonly property real hubWidth: Metrics.compact ? 168 : 208
    readonly property real hubHeight: Metrics.tall ? 184 : Metrics.compact ? 148 : 176
    readonly property real inset: Metrics.compact ? 14 : 8
    readonly property real spread: Metrics.tall ? 76 : Metrics.compact ? 56 : 72

    implicitWidth: Metrics.tall ? 736 : Metrics.compact ? 592 : 728
    implicitHeight: Metrics.tall ? 430 : Metrics.compact ? 368 : 480
    Accessible.role: Accessible.Graphic
    Accessible.name: model.flowSentence

    component Node: Item {
        id: node
        required property flowNode what
        required property string iconName
        required property color ink
        property real size: root.ring
        property bool beside: false        // label at the side instead of below
        property bool leftSide: false
        property bool dashedRest: true
        readonly property bool resting: what.flow === 0 && !what.stale
        readonly property color tint: what.stale ? Theme.color.rest : resting ? Theme.color.text2 : ink
        width: size
        height: size
        visible: what.present

        Rectangle {
            anchors.fill: parent
            radius: width / 2
            color: Theme.color.surface
            border.width: node.resting ? 0 : 4
            border.color: node.tint
        }
        DashedRing {
            anchors.fill: parent
            visible: node.resting
            color: node.tint
        }
        Icon {
            anchors.centerIn: parent
            name: node.iconName
            size: node.size * 0.52
            stroke: 1.75
            color: node.tint
        }
        Amount {
            id: amount
            visible: !node.beside
            anchors.horizontalCenter: parent.horizontalCenter
            y: node.size + (Metrics.compact ? -1 : 2)
            value: node.what.quantity
            size: Metrics.flowValue
        }
        AppText {
            visible: !node.beside
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.top: amount.bottom
            anchors.topMargin: -6
            text: node.what.label
            font.pixelSize: Metrics.flowLabel
            color: Theme.color.text2
        }
        Column {
            visible: node.beside
            anchors.verticalCenter: parent.verticalCenter
            anchors.left: node.leftSide ? undefined : parent.right
            anchors.right: node.leftSide ? parent.left : undefined
            anchors.margins: 20
            spacing: -6
            Amount {
                anchors.right: node.leftSide ? parent.right : undefined
                value: node.what.quantity
                size: Metrics.flowValue
            }
            AppText {
                anchors.right: node.leftSide ? parent.right : undefined
                text: node.what.label
                font.pixelSize: Metrics.flowLabel
                color: Theme.color.text2
            }
        }
    }
    component Line: FlowLine {
        required property flowNode what
        rest: Theme.color.rest
        stale: what.stale
        visible: what.present
        shift: Motion.shift
    }

    // lines first: nodes stand on them
    Line {
        what: root.model.solar
        x: root.inset + root.ring + 8
        y: root.row - 16
        width: root.hubX - root.hubWidth / 2 - 8 - x
        height: 32
        marks: FlowLine.Dots
        flow: what.flow
        color: Theme.color.gen
        dim: Theme.color.genDim
    }
    Line {
        what: root.model.neighbours
        x: root.hubX + root.hubWidth / 2 + 8
        y: root.row - 16
        width: root.width - root.ring - root.inset - 8 - x
        height: 32
        marks: FlowLine.Ticks
        flow: -what.flow
        color: Theme.color.trade
    }
    Line {
        what: root.model.battery
        x: root.hubX - root.spread - 16
        y: root.row + root.hubHeight / 2 + 6
        width: 32
        height: root.lower - root.lowerRing / 2 - 6 - y
        vertical: true
        marks: FlowLine.Beads
        flow: -what.flow
        color: Theme.color.bat
    }
    Line {
        what: root.model.grid
        x: root.hubX + root.spread - 16
        y: root.row + root.hubHeight / 2 + 6
        width: 32
        height: root.lower - root.lowerRing / 2 - 6 - y
        vertical: true
        marks: FlowLine.Dashes
        flow: -what.flow
        color: Theme.color.grid
    }

    Node {
        x: root.inset
        y: root.row - size / 2
        what: root.model.solar
        iconName: "sun"
        ink: Theme.color.gen
    }
    Node {
        x: root.width - size - root.inset
        y: root.row - size / 2
        what: root.model.neighbours
        iconName: "neighbours"
        ink: Theme.color.trade
    }
    Node {
        size: root.lowerRing
        x: root.hubX - root.spread - size / 2
        y: root.lower - size / 2
        what: root.model.battery
        iconName: "battery"
        ink: Theme.color.bat
        beside: true
        leftSide: true
    }
    Node {
        size: root.lowerRing
        x: root.hubX + root.spread - size / 2
        y: root.lower - size / 2
        what: root.model.grid
        iconName: "pylon"
        ink: Theme.color.grid
        beside: true
    }
    Rectangle {
        id: hub
        x: root.hubX - width / 2
        y: root.row - height / 2
        width: root.hubWidth
        height: root.hubHeight
        radius: 32
        color: Theme.color.surface
        border.width: 4
        border.color: root.model.house.stale ? Theme.color.rest : Theme.color.cons
        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            y: parent.height * 0.07
            name: "home"
            size: parent.height * 0.36
            stroke: 1.75
            color: hub.border.color
        }
        Amount {
            anchors.horizontalCenter: parent.horizontalCenter
            y: parent.height * 0.41
            value: root.model.house.quantity
            size: Math.round(Metrics.flowValue * 1.22)
        }
        AppText {
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Metrics.compact ? 6 : 13
            text: root.model.house.label
            font.pixelSize: Metrics.flowLabel
            color: Theme.color.text2
        }
    }

    Component.onCompleted: Motion.wanted += 1
    Component.onDestruction: Motion.wanted -= 1
}
