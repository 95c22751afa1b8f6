pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// Twelve written words bring the key back: letters with the list's help, then a new PIN, twice.
Item {
    id: root

    property string first: ""
    property string problem: ""
    readonly property bool typing: !way.complete

    function take(pin: string) {
        root.problem = ""
        if (root.first === "") {
            root.problem = way.pinProblem(pin)
            if (root.problem === "")
                root.first = pin
        } else if (pin === root.first) {
            root.first = ""
            way.restore(pin)
        } else {
            root.problem = qsTrId("dure.wizard.pin-differs")
            root.first = ""
        }
        pad.pin = ""
    }

    RestoreModel {
        id: way
        onRestored: {
            //% "The key is back. The new PIN counts from now on."
            Dialogs.say(qsTrId("dure.restore.done"))
            if (Navigator.canGoBack)
                Navigator.back()
            else
                Navigator.show("home")
        }
    }
    // Words do not stay on the wall.
    Timer {
        id: untouched
        interval: 180000
        running: root.visible && (way.words.length > 0 || way.letters !== "")
        onTriggered: way.forget()
    }
    Connections {
        target: way
        function onChanged() { untouched.restart() }
    }

    PageHeader {
        id: header
        x: Metrics.margin
        y: 16
        width: parent.width - 2 * x
        //% "The key from twelve words"
        title: qsTrId("dure.restore.title")
        backwards: true
    }
    AppText {
        id: say
        x: Metrics.margin
        anchors.top: header.bottom
        anchors.topMargin: Metrics.compact ? 2 : 12
        width: parent.width - 2 * x
        wrapMode: Text.Wrap
        font.pixelSize: Metrics.small
        readonly property string fault: root.problem !== "" ? root.problem : way.failure
        color: fault !== "" ? Theme.color.alarm : Theme.color.text2
        text: fault !== "" ? fault
            : way.busy ? qsTrId("dure.wizard.pin-busy")
            : root.typing
            //% "Enter the words of your paper in their order. Two to four letters are enough for each."
            ? qsTrId("dure.restore.enter")
            : root.first !== "" ? qsTrId("dure.wizard.pin-again")
            //% "Choose a new PIN: six digits."
            : qsTrId("dure.restore.new-pin")
    }

    Column {
        id: entry
        visible: root.typing
        x: Metrics.margin
        anchors.top: say.bottom
        anchors.topMargin: Metrics.compact ? 8 : 20
        width: parent.width - 2 * x
        spacing: Metrics.compact ? 10 : 20
        Grid {
            id: slots
            width: parent.width
            columns: Metrics.tall ? 3 : 6
            rowSpacing: 8
            columnSpacing: 8
            Repeater {
                model: way.wordCount
                Rectangle {
                    id: place
                    required property int index
                    readonly property bool next: index === way.words.length
                    readonly property string word: index < way.words.length ? way.words[index]
                        : next ? way.letters : ""
                    width: (slots.width - (slots.columns - 1) * 8) / slots.columns
                    height: Metrics.compact ? 48 : 60
                    radius: 14
                    color: Theme.color.raised
                    border.width: next ? 3 : 0
                    border.color: Theme.color.text2
                    Accessible.role: Accessible.StaticText
                    Accessible.name: (index + 1) + " " + word
                    AppText {
                        x: 12
                        anchors.verticalCenter: parent.verticalCenter
                        text: place.index + 1
                        font.pixelSize: 20
                        color: Theme.color.text2
                    }
                    AppText {
                        x: 42
                        width: parent.width - 48
                        anchors.verticalCenter: parent.verticalCenter
                        text: place.word
                        font.pixelSize: 22
                        font.bold: true
                        fontSizeMode: Text.HorizontalFit
                        minimumPixelSize: 18
                    }
                }
            }
        }
        Row {
            width: parent.width    // a row without width would not hold its place
            height: 56
            spacing: 8
            Repeater {
                model: way.fitting
                AppButton {
                    required property string modelData
                    small: true
                    width: (entry.width - 5 * 8) / 6
                    font.pixelSize: 20
                    text: modelData
                    onClicked: way.take(modelData)
                }
            }
        }
        LetterPad {
            id: letterPad
            width: Math.min(parent.width, 1040)
            anchors.horizontalCenter: parent.horizontalCenter
            live: way.nextLetters
            onPressed: letter => way.press(letter)
            onErased: way.erase()
            Component.onCompleted: forceActiveFocus()
        }
    }
    PinPad {
        id: pad
        visible: !root.typing
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: say.bottom
        anchors.topMargin: Metrics.compact ? 8 : 24
        spacing: Metrics.compact ? 12 : 24
        locked: way.busy
        onEntered: pin => root.take(pin)
    }
    AppButton {
        visible: !root.typing && !way.busy
        anchors.left: parent.left
        anchors.leftMargin: Metrics.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Metrics.compact ? 14 : 24
        small: true
        //% "Correct the words"
        text: qsTrId("dure.restore.correct")
        onClicked: { root.first = ""; root.problem = ""; way.erase() }
    }
}
