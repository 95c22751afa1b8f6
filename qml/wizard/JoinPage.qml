pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// Into a community with the manager's invite: what it says, whether it is good, and what the
// community itself answers.
Item {
    id: root

    readonly property bool wrong: way.state === JoinModel.Wrong || way.state === JoinModel.Refused

    JoinModel { id: way }

    PageHeader {
        id: header
        x: Metrics.margin
        y: 16
        width: parent.width - 2 * x
        //% "Join with an invite"
        title: qsTrId("dure.join.title")
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
        color: Theme.color.text2
        //% "The management office gives you an invite as a code to scan or as a text. It is good once."
        text: qsTrId("dure.join.text")
    }
    InviteArea {
        id: area
        x: Metrics.margin
        anchors.top: say.bottom
        anchors.topMargin: Metrics.compact ? 8 : 20
        width: Metrics.tall ? parent.width - 2 * x : (parent.width - 2 * x - Metrics.gap) / 2
        height: Metrics.tall ? 240 : Metrics.compact ? 200 : 260
        //% "Invite"
        label: qsTrId("dure.join.invite")
        locked: way.state === JoinModel.Asking || way.state === JoinModel.Found
        onEdited: text => way.text = text
        onEnded: way.join()
        Connections {
            target: way
            function onChanged() {
                if (area.text !== way.text)
                    area.text = way.text
            }
        }
    }
    Row {
        id: hands
        anchors.left: area.left
        anchors.top: area.bottom
        anchors.topMargin: Metrics.compact ? 8 : 16
        spacing: 16
        AppButton {
            small: true
            enabled: !area.locked
            //% "Paste"
            text: qsTrId("dure.join.paste")
            onClicked: way.paste()
        }
        AppButton {
            small: true
            enabled: !area.locked && way.text !== ""
            //% "Clear"
            text: qsTrId("dure.join.clear")
            onClicked: way.text = ""
        }
    }
    Card {
        id: card
        x: Metrics.tall ? Metrics.margin : area.x + area.width + Metrics.gap
        anchors.top: Metrics.tall ? hands.bottom : area.top
        anchors.topMargin: Metrics.tall ? 24 : 0
        anchors.bottom: foot.top
        anchors.bottomMargin: Metrics.compact ? 8 : 16
        width: area.width
        Column {
            anchors.centerIn: parent
            width: parent.width - 2 * Metrics.cardPadding
            spacing: Metrics.compact ? 10 : 18
            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                name: root.wrong ? "warning" : way.state === JoinModel.Found ? "tick"
                    : way.state === JoinModel.Asking ? "clock" : "share"
                size: Metrics.compact ? 52 : 80
                stroke: 1.75
                color: root.wrong ? Theme.color.alarm : Theme.color.text
            }
            AppText {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                font.pixelSize: root.wrong ? Metrics.body : Metrics.heading
                font.bold: true
                text: root.wrong ? way.problem
                    //% "The community answers"
                    : way.state === JoinModel.Found ? qsTrId("dure.join.found")
                    //% "Asking the community"
                    : way.state === JoinModel.Asking ? qsTrId("dure.join.asking")
                    //% "A good invite"
                    : way.state === JoinModel.Good ? qsTrId("dure.join.good")
                    //% "Scan or paste the invite"
                    : qsTrId("dure.join.empty")
            }
            AppText {
                visible: way.state === JoinModel.Found
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                font.pixelSize: Metrics.small
                color: Theme.color.text2
                //% "Its first block is the one that the invite names. From here on this wallpad is a node of that community."
                text: qsTrId("dure.join.found-text")
            }
            Column {
                visible: way.state === JoinModel.Good || way.state === JoinModel.Asking
                width: parent.width
                spacing: 8
                component Fact: Row {
                    id: fact
                    required property string name
                    required property string value
                    visible: value !== ""
                    width: parent?.width ?? 0
                    spacing: 16
                    AppText {
                        width: parent.width * 0.34
                        text: fact.name
                        font.pixelSize: Metrics.small
                        color: Theme.color.text2
                        wrapMode: Text.Wrap
                    }
                    AppText {
                        width: parent.width * 0.66 - 16
                        text: fact.value
                        font.pixelSize: Metrics.small
                        wrapMode: Text.Wrap
                    }
                }
                Fact {
                    //% "Community"
                    name: qsTrId("dure.join.community")
                    value: way.community
                }
                Fact {
                    //% "Home"
                    name: qsTrId("dure.join.unit")
                    value: way.unit
                }
                Fact {
                    //% "Good until"
                    name: qsTrId("dure.join.until")
                    value: way.until
                }
                Fact {
                    //% "Asks"
                    name: qsTrId("dure.join.asks")
                    value: way.asks
                }
            }
        }
    }
    Item {
        id: foot
        x: Metrics.margin
        width: parent.width - 2 * x
        height: Metrics.button
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Metrics.compact ? 14 : 24
        AppButton {
            anchors.right: parent.right
            visible: way.state !== JoinModel.Found
            look: AppButton.Primary
            enabled: way.state === JoinModel.Good || way.state === JoinModel.Refused
            text: way.state === JoinModel.Refused
                //% "Ask again"
                ? qsTrId("dure.join.again")
                //% "Join"
                : qsTrId("dure.join.join")
            onClicked: way.join()
        }
        AppButton {
            anchors.right: parent.right
            visible: way.state === JoinModel.Found
            look: AppButton.Primary
            trailingIcon: "forward"
            //% "Go in"
            text: qsTrId("dure.join.open")
            onClicked: way.open()
        }
    }
}
