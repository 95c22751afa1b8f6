pragma ComponentBehavior: Bound
import QtQuick
import Dure

// The head of a table: labels over columns; widths are shares of the whole, numbers stand right.
Item {
    id: root

    required property list<string> labels
    required property list<real> shares
    property list<bool> numeric

    function columnX(index: int): real {
        let sum = 0
        for (let i = 0; i < index; ++i)
            sum += root.shares[i]
        return sum * root.width
    }

    implicitHeight: 40

    Repeater {
        model: root.labels
        AppText {
            required property int index
            required property string modelData
            x: root.columnX(index)
            width: root.shares[index] * root.width - 16
            height: root.height
            verticalAlignment: Text.AlignVCenter
            horizontalAlignment: root.numeric[index] === true ? Text.AlignRight : Text.AlignLeft
            text: modelData
            font.pixelSize: Metrics.caption
            color: Theme.color.text2
            elide: Text.ElideRight
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.color.line
    }
}
