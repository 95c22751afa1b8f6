pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// The progressive tiers to scale: filled = used, outlined = projected, ▼ = now.
Item {
    id: root

    required property list<real> ends    // Wh where tiers end, without the open last one
    required property real used
    required property real projected
    required property int tier
    property list<string> labels
    property bool labelled: true

    // The open last tier is drawn half as long as the one before it.
    readonly property real span: ends.length === 0 ? 1
        : ends[ends.length - 1] + (ends[ends.length - 1] - (ends.length > 1 ? ends[ends.length - 2] : 0)) / 2
    readonly property real gap: 4
    readonly property real unit: (width - gap * ends.length) / span

    function startOf(index: int): real { return index === 0 ? 0 : ends[index - 1] }
    function endOf(index: int): real { return index < ends.length ? ends[index] : span }
    function place(wh: real): real {
        let x = 0
        for (let i = 0; i <= ends.length; ++i) {
            if (wh <= endOf(i) || i === ends.length)
                return x + (Math.min(wh, span) - startOf(i)) * unit
            x += (endOf(i) - startOf(i)) * unit + gap
        }
        return x
    }

    implicitHeight: labelled ? 40 + 32 * Metrics.scale : 40
    visible: ends.length > 0

    Repeater {
        model: root.ends.length + 1
        Item {
            id: part
            required property int index
            readonly property real from: root.startOf(index)
            readonly property real to: root.endOf(index)
            readonly property real projectedShare: Math.max(0, Math.min(1, (root.projected - from) / (to - from)))
            readonly property real usedShare: Math.max(0, Math.min(1, (root.used - from) / (to - from)))
            x: from * root.unit + index * root.gap
            y: 14
            width: (to - from) * root.unit
            height: 20

            Rectangle { anchors.fill: parent; radius: 8; color: Theme.color.track }
            Rectangle {
                visible: part.projectedShare > part.usedShare
                width: Math.max(12, part.width * part.projectedShare)
                height: parent.height
                radius: 8
                color: Theme.color.consTrack
                border.width: 2
                border.color: Theme.color.cons
            }
            Rectangle {
                visible: part.usedShare > 0
                width: Math.max(8, part.width * part.usedShare)
                height: parent.height
                radius: 8
                color: Theme.color.cons
            }
            AppText {
                visible: root.labelled
                x: part.index === root.ends.length ? Math.min(0, part.width - implicitWidth) : 0
                y: 24
                text: root.labels[part.index] ?? ""
                font.pixelSize: Metrics.caption
                font.bold: part.index + 1 === root.tier
                color: part.index + 1 === root.tier ? Theme.color.text : Theme.color.text2
            }
        }
    }
    // ▼ of two strokes would be an icon; a filled triangle needs three lines only.
    Item {
        x: root.place(root.used) - 8
        width: 16
        height: 10
        Repeater {
            model: 10
            Rectangle {
                required property int index
                x: index * 0.8
                y: index
                width: 16 - index * 1.6
                height: 1
                color: Theme.color.text
            }
        }
    }
}
