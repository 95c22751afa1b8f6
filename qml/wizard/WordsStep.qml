pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// Twelve words, shown once, then three of them picked again from the whole list.
Item {
    id: root

    required property WizardModel wizard
    property bool written: false
    property bool wrong: false
    property bool covered: false    // nobody leaves the words standing on the wall
    property list<string> picked
    property list<string> choices
    readonly property bool shown: wizard.words.length > 0

    function choose() {
        root.choices = Array.from(root.wizard.words).sort()
        root.picked = []
        root.wrong = false
        root.written = true
    }
    function pick(word: string) {
        root.picked = root.picked.concat([word])
        if (root.picked.length < 3)
            return
        if (root.wizard.confirmWords(root.picked)) {
            root.choices = []
            root.picked = []
            return
        }
        root.wrong = true
        root.picked = []
    }

    Timer {
        interval: 60000
        running: root.shown && !root.written && !root.covered && root.visible
        onTriggered: root.covered = true
    }
    Card {
        anchors.fill: parent

        // Before, and afterwards.
        Column {
            visible: !root.shown
            anchors.centerIn: parent
            width: parent.width - 64
            spacing: 20
            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                name: root.wizard.wordsConfirmed ? "tick" : "key"
                size: Metrics.compact ? 60 : 84
                stroke: 1.75
                color: Theme.color.text
            }
            AppText {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                text: !root.wizard.keysReady
                    //% "The key store is not available. Please call the management office."
                    ? qsTrId("dure.wizard.no-key-store")
                    : root.wizard.wordsConfirmed
                    //% "The key is made. Keep the paper with the words in a safe place."
                    ? qsTrId("dure.wizard.words-done")
                    //% "Have paper and a pen ready. Make sure that nobody looks on."
                    : qsTrId("dure.wizard.words-ready")
                color: Theme.color.text2
            }
            AppButton {
                anchors.horizontalCenter: parent.horizontalCenter
                visible: root.wizard.keysReady && !root.wizard.wordsConfirmed
                look: AppButton.Primary
                //% "Show the twelve words"
                text: qsTrId("dure.wizard.show-words")
                onClicked: root.wizard.makeWords()
            }
            AppButton {
                anchors.horizontalCenter: parent.horizontalCenter
                visible: root.wizard.keysReady && !root.wizard.wordsConfirmed
                look: AppButton.Quiet
                //% "I have twelve words already"
                text: qsTrId("dure.wizard.have-words")
                onClicked: Navigator.open("restore")
            }
        }

        // The words.
        Item {
            visible: root.shown && !root.written
            anchors.fill: parent
            anchors.margins: Metrics.compact ? 16 : 24
            AppButton {
                visible: root.covered
                anchors.centerIn: parent
                text: qsTrId("dure.wizard.see-again")
                onClicked: root.covered = false
            }
            Grid {
                id: grid
                visible: !root.covered
                width: parent.width
                columns: 3
                rowSpacing: Metrics.compact ? 8 : 14
                columnSpacing: 12
                Repeater {
                    model: root.wizard.words
                    Rectangle {
                        id: cell
                        required property int index
                        required property string modelData
                        width: (grid.width - 24) / 3
                        height: Metrics.compact ? 56 : 68
                        radius: 14
                        color: Theme.color.raised
                        Accessible.role: Accessible.StaticText
                        Accessible.name: (index + 1) + " " + modelData
                        AppText {
                            x: 14
                            anchors.verticalCenter: parent.verticalCenter
                            text: cell.index + 1
                            font.pixelSize: 20
                            color: Theme.color.text2
                        }
                        AppText {
                            x: 48
                            width: parent.width - 52
                            anchors.verticalCenter: parent.verticalCenter
                            text: cell.modelData
                            font.pixelSize: Metrics.compact ? 20 : 24
                            font.bold: true
                            fontSizeMode: Text.HorizontalFit
                            minimumPixelSize: 20
                        }
                    }
                }
            }
            AppButton {
                anchors.right: parent.right
                anchors.bottom: parent.bottom
                small: true
                look: AppButton.Primary
                //% "I have written them down"
                text: qsTrId("dure.wizard.written")
                onClicked: root.choose()
            }
        }

        // Three of them again.
        Item {
            visible: root.shown && root.written
            anchors.fill: parent
            anchors.margins: Metrics.compact ? 16 : 24
            Column {
                width: parent.width
                spacing: Metrics.compact ? 8 : 16
                AppText {
                    width: parent.width
                    wrapMode: Text.Wrap
                    text: root.wrong
                        //% "That was not right. Look at your paper: which is word %1?"
                        ? qsTrId("dure.wizard.pick-again").arg(root.wizard.asked[root.picked.length] ?? "")
                        //% "Which is word %1?"
                        : qsTrId("dure.wizard.pick").arg(root.wizard.asked[root.picked.length] ?? "")
                    font.pixelSize: Metrics.small
                    font.bold: true
                    color: root.wrong ? Theme.color.alarm : Theme.color.text
                }
                Grid {
                    id: choiceGrid
                    width: parent.width
                    columns: 3
                    rowSpacing: 8
                    columnSpacing: 12
                    Repeater {
                        model: root.choices
                        AppButton {
                            required property string modelData
                            small: true
                            width: (choiceGrid.width - 24) / 3
                            font.pixelSize: 20
                            enabled: root.picked.indexOf(modelData) < 0
                            text: modelData
                            onClicked: root.pick(modelData)
                        }
                    }
                }
            }
            AppButton {
                anchors.bottom: parent.bottom
                small: true
                //% "See the words again"
                text: qsTrId("dure.wizard.see-again")
                onClicked: { root.written = false; root.covered = false }
            }
        }
    }
}
