pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// The machines of the trading network: this node, who waits to be let in, the validators and their
// turns, the connections, and proofs of lies.
Item {
    id: root

    NodesModel { id: nodes }
    readonly property bool wide: width >= 1500
    readonly property int edge: wide ? 32 : 20

    DeskTitle {
        id: title
        x: root.edge
        width: parent.width - 2 * x
        //% "Nodes"
        title: qsTrId("dure.manager.nodes")
        note: nodes.version === "" ? nodes.state
            //% "%1 · version %2"
            : qsTrId("dure.nodes.note").arg(nodes.state).arg(nodes.version)
    }
    Card {
        id: figures
        x: root.edge
        width: parent.width - 2 * x
        height: 120
        anchors.top: title.bottom
        Row {
            x: 24
            y: 12
            width: parent.width - 24
            Kpi {
                first: true
                width: parent.width / 5
                label: qsTrId("dure.manager.column-height")
                words: nodes.height
                caption: nodes.sync
            }
            Kpi {
                width: parent.width / 5
                //% "Newest block"
                label: qsTrId("dure.nodes.age")
                words: nodes.age
                alarming: nodes.late
                iconName: nodes.late ? "warning" : ""
                caption: nodes.state
            }
            Kpi {
                width: parent.width / 5
                //% "Validators"
                label: qsTrId("dure.nodes.validators")
                words: nodes.validatorsFine
                alarming: nodes.validatorsMissing
                iconName: nodes.validatorsMissing ? "warning" : ""
                caption: nodes.turnsNote
            }
            Kpi {
                width: parent.width / 5
                //% "Connections"
                label: qsTrId("dure.nodes.connections")
                words: nodes.peerCount
                caption: nodes.connected
                    //% "encrypted end to end"
                    ? qsTrId("dure.nodes.encrypted")
                    //% "this node works alone"
                    : qsTrId("dure.nodes.alone")
            }
            Kpi {
                width: parent.width / 5
                //% "Proposal to final"
                label: qsTrId("dure.nodes.block-time")
                words: nodes.blockTime
                //% "median of the last blocks"
                caption: qsTrId("dure.nodes.median")
            }
        }
    }
    Card {
        id: knocking
        visible: nodes.waitingCount > 0
        x: root.edge
        width: parent.width - 2 * x
        anchors.top: figures.bottom
        anchors.topMargin: 16
        height: Math.min(52 + 64 * nodes.waitingCount + (failure.text === "" ? 0 : failure.height + 8),
                         parent.height * 0.34)
        AppText {
            id: knockingTitle
            x: 24
            y: 14
            //% "Waiting to be let in"
            text: qsTrId("dure.nodes.waiting")
            font.pixelSize: Metrics.heading
            font.bold: true
        }
        ListView {
            id: knockingList
            anchors.top: knockingTitle.bottom
            anchors.bottom: failure.top
            x: 24
            width: parent.width - 48
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: nodes.waiting
            delegate: Item {
                id: row
                required property string node
                required property string name
                required property string words
                required property string since
                required property bool busy
                width: knockingList.width
                height: 64
                Accessible.role: Accessible.ListItem
                Accessible.name: name + ", " + words
                Column {
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - answers.width - 16
                    AppText {
                        width: parent.width
                        text: row.words
                        font.bold: true
                        elide: Text.ElideRight
                    }
                    AppText {
                        width: parent.width
                        //% "%1 · asked %2"
                        text: qsTrId("dure.nodes.waiting-note").arg(row.name).arg(row.since)
                        font.pixelSize: Metrics.caption
                        color: Theme.color.text2
                        elide: Text.ElideRight
                    }
                }
                Row {
                    id: answers
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: 8
                    Chip {
                        visible: row.busy
                        anchors.verticalCenter: parent.verticalCenter
                        iconName: "clock"
                        text: qsTrId("dure.manager.deciding")
                    }
                    AppButton {
                        enabled: !row.busy && nodes.mayDecide
                        look: AppButton.Outline
                        //% "Refuse"
                        text: qsTrId("dure.nodes.refuse")
                        onClicked: Dialogs.ask(
                            //% "Refuse this node?"
                            qsTrId("dure.nodes.refuse-title"),
                            //% "It can ask again only with a new invite."
                            qsTrId("dure.nodes.refuse-text"), text, true,
                            () => nodes.refuse(row.node))
                    }
                    AppButton {
                        enabled: !row.busy && nodes.mayDecide
                        look: AppButton.Primary
                        //% "Let in"
                        text: qsTrId("dure.nodes.admit")
                        onClicked: Dialogs.ask(
                            //% "Does the new node show these six words?"
                            qsTrId("dure.nodes.admit-title"),
                            //% "%1\n\nOther words there mean that somebody else used the invite: refuse that node."
                            qsTrId("dure.nodes.admit-text").arg(row.words), text, false,
                            () => nodes.admit(row.node))
                    }
                }
            }
        }
        AppText {
            id: failure
            x: 24
            width: parent.width - 48
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 8
            height: text === "" ? 0 : implicitHeight
            text: nodes.failure
            wrapMode: Text.Wrap
            color: Theme.color.alarm
            font.pixelSize: Metrics.small
        }
    }
    Card {
        id: makers
        x: root.edge
        width: (parent.width - 2 * root.edge - 16) / 2
        anchors.top: knocking.visible ? knocking.bottom : figures.bottom
        anchors.topMargin: 16
        anchors.bottom: proofs.top
        anchors.bottomMargin: 16
        DeskHeader {
            id: makersHead
            x: 24
            y: 8
            width: parent.width - 48
            //% "Validator"
            labels: [qsTrId("dure.nodes.column-validator"),
                     //% "State"
                     qsTrId("dure.nodes.column-state"),
                     //% "Last block"
                     qsTrId("dure.nodes.column-last"),
                     //% "Missed turns"
                     qsTrId("dure.nodes.column-missed")]
            shares: [0.4, 0.22, 0.2, 0.18]
            numeric: [false, false, true, true]
        }
        ListView {
            id: makersList
            anchors.top: makersHead.bottom
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 12
            x: 24
            width: parent.width - 48
            clip: true
            reuseItems: true
            boundsBehavior: Flickable.StopAtBounds
            model: nodes.validators
            delegate: DeskRow {
                required property string name
                required property string state
                required property string last
                required property string missed
                required property int level
                width: makersList.width
                header: makersHead
                texts: [name, state, last, missed]
                colored: 1
                ink: level === 2 ? Theme.color.alarm : level === 1 ? Theme.color.caution : Theme.color.text
            }
        }
    }
    Card {
        anchors.left: makers.right
        anchors.leftMargin: 16
        anchors.right: parent.right
        anchors.rightMargin: root.edge
        anchors.top: makers.top
        anchors.bottom: makers.bottom
        DeskHeader {
            id: peersHead
            x: 16
            y: 8
            width: parent.width - 32
            // A narrow desk leaves latency and version out.
            //% "Connection"
            readonly property string peer: qsTrId("dure.nodes.column-peer")
            //% "Role"
            readonly property string role: qsTrId("dure.nodes.column-role")
            readonly property string blockHeight: qsTrId("dure.manager.column-height")
            //% "Connected"
            readonly property string since: qsTrId("dure.nodes.column-since")
            //% "Latency"
            readonly property string latency: qsTrId("dure.nodes.column-latency")
            //% "Version"
            readonly property string program: qsTrId("dure.nodes.column-version")
            labels: root.wide ? [peer, role, blockHeight, since, latency, program] : [peer, role, blockHeight, since]
            shares: root.wide ? [0.22, 0.16, 0.17, 0.18, 0.14, 0.13] : [0.31, 0.22, 0.21, 0.26]
            numeric: [false, false, true, true, true, true]
        }
        AppText {
            visible: peersList.count === 0
            anchors.centerIn: parent
            width: parent.width - 48
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            text: nodes.connected
                //% "No connection. The cable, the relay or every other node is down."
                ? qsTrId("dure.nodes.no-peers")
                : qsTrId("dure.nodes.alone")
            font.pixelSize: Metrics.small
            color: Theme.color.text2
        }
        ListView {
            id: peersList
            anchors.top: peersHead.bottom
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 12
            x: 16
            width: parent.width - 32
            clip: true
            reuseItems: true
            boundsBehavior: Flickable.StopAtBounds
            model: nodes.peers
            delegate: DeskRow {
                required property string name
                required property string role
                required property string peerHeight
                required property string latency
                required property string program
                required property string since
                width: peersList.width
                header: peersHead
                texts: root.wide ? [name, role, peerHeight, since, latency, program] : [name, role, peerHeight, since]
            }
        }
    }
    Card {
        id: proofs
        x: root.edge
        width: parent.width - 2 * x
        height: nodes.evidenceCount === 0 ? 72 : 64 + Math.min(3, nodes.evidenceCount) * 44
        anchors.bottom: parent.bottom
        anchors.bottomMargin: parent.height < 900 ? 16 : 24
        Row {
            id: proofsTitle
            x: 24
            y: nodes.evidenceCount === 0 ? 24 : 16
            spacing: 12
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: nodes.evidenceCount === 0 ? "shield" : "warning"
                size: 24
                color: nodes.evidenceCount === 0 ? Theme.color.text2 : Theme.color.alarm
            }
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                text: nodes.evidenceCount === 0
                    //% "Nobody was seen signing two different blocks."
                    ? qsTrId("dure.nodes.no-evidence")
                    //% "Signed two different things. Remove this validator and have its machine examined."
                    : qsTrId("dure.nodes.evidence")
                font.pixelSize: Metrics.small
                font.bold: nodes.evidenceCount > 0
            }
        }
        ListView {
            visible: nodes.evidenceCount > 0
            anchors.top: proofsTitle.bottom
            anchors.topMargin: 4
            anchors.bottom: parent.bottom
            x: 24
            width: parent.width - 48
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: nodes.evidence
            delegate: AppText {
                required property string words
                width: ListView.view.width
                height: 44
                verticalAlignment: Text.AlignVCenter
                text: words
                font.pixelSize: Metrics.small
            }
        }
    }
}
