pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// Screen, language, security, the trading network in words, about.
Item {
    id: root

    SettingsModel { id: settings }

    PageHeader {
        id: header
        x: Metrics.margin
        y: 16
        width: parent.width - 2 * x
        //% "Settings"
        title: qsTrId("dure.settings.title")
    }
    Flickable {
        x: Metrics.margin
        anchors.top: header.bottom
        anchors.topMargin: 16
        anchors.bottom: parent.bottom
        width: parent.width - 2 * x
        contentHeight: columns.height + 24
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        component Group: Card {
            id: group
            required property string title
            default property alias rows: body.data
            width: columns.columnWidth
            height: body.implicitHeight + 76
            AppText {
                x: 24
                y: 20
                text: group.title
                font.pixelSize: Metrics.caption
                color: Theme.color.text2
            }
            Column {
                id: body
                x: 24
                y: 56
                width: parent.width - 48
            }
        }
        component Line: Item {
            id: line
            required property string label
            default property alias control: end.data
            width: parent?.width ?? 0
            implicitHeight: Metrics.desktop ? 52 : 72
            AppText {
                anchors.verticalCenter: parent.verticalCenter
                text: line.label
            }
            Row {
                id: end
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                spacing: 12
            }
        }
        component Fact: Line {
            id: fact
            property string value: ""
            AppText {
                anchors.verticalCenter: parent?.verticalCenter
                text: fact.value
                font.bold: true
            }
        }

        Grid {
            id: columns
            readonly property real columnWidth: Metrics.tall ? width : (width - spacing) / 2
            width: parent.width
            spacing: Metrics.gap
            columns: Metrics.tall ? 1 : 2

            Column {
                spacing: Metrics.gap
                Group {
                    //% "Screen"
                    title: qsTrId("dure.settings.screen")
                    Line {
                        //% "Language"
                        label: qsTrId("dure.settings.language")
                        Segment {
                            color: Theme.color.bg
                            labels: ["한국어", "English"]
                            current: Preferences.language === "en" ? 1 : 0
                            onChosen: index => Preferences.language = index === 1 ? "en" : "ko"
                        }
                    }
                    Line {
                        //% "Appearance"
                        label: qsTrId("dure.settings.theme")
                        Segment {
                            color: Theme.color.bg
                            labels: [
                                //% "Dark"
                                qsTrId("dure.settings.dark"),
                                //% "Light"
                                qsTrId("dure.settings.light")
                            ]
                            current: Preferences.dark ? 0 : 1
                            onChosen: index => Preferences.dark = index === 0
                        }
                    }
                    Line {
                        id: bigTextLine
                        //% "Large text"
                        label: qsTrId("dure.settings.big-text")
                        Toggle {
                            text: bigTextLine.label
                            checked: Preferences.bigText
                            onToggled: Preferences.bigText = checked
                        }
                    }
                    Line {
                        id: motionLine
                        //% "Movement"
                        label: qsTrId("dure.settings.motion")
                        Toggle {
                            text: motionLine.label
                            checked: Preferences.motion
                            onToggled: Preferences.motion = checked
                        }
                    }
                    Line {
                        //% "Brightness"
                        label: qsTrId("dure.settings.brightness")
                        IconButton {
                            anchors.verticalCenter: parent.verticalCenter
                            iconName: "minus"
                            enabled: Preferences.brightness > 30
                            //% "Darker"
                            text: qsTrId("dure.settings.darker")
                            onClicked: Preferences.brightness -= 10
                        }
                        AppText {
                            anchors.verticalCenter: parent.verticalCenter
                            text: Formats.percent(Preferences.brightness * 10).text
                            font.bold: true
                        }
                        IconButton {
                            anchors.verticalCenter: parent.verticalCenter
                            iconName: "plus"
                            enabled: Preferences.brightness < 100
                            //% "Brighter"
                            text: qsTrId("dure.settings.brighter")
                            onClicked: Preferences.brightness += 10
                        }
                    }
                }
                Group {
                    //% "Security"
                    title: qsTrId("dure.settings.security")
                    Line {
                        label: Security.hasPin
                            //% "A PIN protects money and trade"
                            ? qsTrId("dure.settings.pin-on")
                            //% "Anyone here sees money"
                            : qsTrId("dure.settings.pin-off")
                        AppButton {
                            small: true
                            text: Security.hasPin
                                //% "Change PIN"
                                ? qsTrId("dure.settings.pin-change")
                                //% "Set PIN"
                                : qsTrId("dure.settings.pin-set")
                            // The key store wants the old PIN together with the new one: the page asks.
                            onClicked: Security.keyed ? Navigator.open("pin")
                                : Dialogs.withPin(text, () => Navigator.open("pin"))
                        }
                    }
                    Line {
                        //% "Lock this screen"
                        label: qsTrId("dure.settings.lock")
                        AppButton {
                            small: true
                            iconName: "lock"
                            text: qsTrId("dure.strip.lock")
                            onClicked: Security.lock()
                        }
                    }
                }
                Group {
                    //% "About"
                    title: qsTrId("dure.settings.about")
                    Fact {
                        //% "Version"
                        label: qsTrId("dure.settings.version")
                        value: settings.version
                    }
                    AppText {
                        width: parent?.width ?? 0
                        wrapMode: Text.Wrap
                        //% "Dure is free software under the GNU GPL, version 3 or later, without any warranty. It uses Qt, libsecp256k1, Crypto++, libsodium, GMP, SQLite and Boost. It has no camera, no microphone and no connection outside the community."
                        text: qsTrId("dure.settings.licence")
                        font.pixelSize: Metrics.caption
                        color: Theme.color.text2
                        lineHeight: 1.2
                    }
                }
            }
            Column {
                spacing: Metrics.gap
                Group {
                    //% "Trading network"
                    title: qsTrId("dure.settings.network")
                    Fact {
                        //% "State"
                        label: qsTrId("dure.settings.state")
                        value: settings.chain
                    }
                    AppText {
                        width: parent?.width ?? 0
                        wrapMode: Text.Wrap
                        text: settings.chainAdvice
                        font.pixelSize: Metrics.caption
                        color: Theme.color.text2
                    }
                    Fact {
                        //% "Last news"
                        label: qsTrId("dure.settings.heard")
                        value: settings.heard
                    }
                    Fact {
                        //% "Newest block"
                        label: qsTrId("dure.settings.block")
                        value: settings.height
                    }
                    Fact {
                        //% "Network number"
                        label: qsTrId("dure.settings.chain-id")
                        value: settings.chainId
                    }
                    Fact {
                        //% "Membership"
                        label: qsTrId("dure.settings.membership")
                        value: settings.membership
                    }
                    ListRow {
                        width: parent?.width ?? 0
                        iconName: "share"
                        //% "Connections"
                        text: qsTrId("dure.settings.connections")
                        //% "To whom this wallpad speaks"
                        caption: qsTrId("dure.settings.connections-text")
                        divided: false
                        onClicked: Navigator.open("network")
                        Icon { anchors.verticalCenter: parent.verticalCenter; name: "forward"; color: Theme.color.text2 }
                    }
                    Fact {
                        //% "My address"
                        label: qsTrId("dure.settings.address")
                        value: settings.address
                    }
                }
                Group {
                    //% "Home"
                    title: qsTrId("dure.settings.home")
                    ListRow {
                        width: parent?.width ?? 0
                        iconName: "gauge"
                        text: qsTrId("dure.devices.title")
                        //% "Values, faults, limits, stop selling"
                        caption: qsTrId("dure.settings.devices-text")
                        onClicked: Navigator.open("devices")
                        Icon { anchors.verticalCenter: parent.verticalCenter; name: "forward"; color: Theme.color.text2 }
                    }
                    ListRow {
                        width: parent?.width ?? 0
                        iconName: "bell"
                        text: qsTrId("dure.alarms.title")
                        //% "What is wrong now, and what was"
                        caption: qsTrId("dure.settings.alarms-text")
                        divided: false
                        onClicked: Navigator.open("alarms")
                        Icon { anchors.verticalCenter: parent.verticalCenter; name: "forward"; color: Theme.color.text2 }
                    }
                    Line {
                        id: agentLine
                        //% "Automatic trading"
                        label: qsTrId("dure.settings.agent")
                        Toggle {
                            text: agentLine.label
                            checked: !settings.agentPaused
                            onToggled: {
                                const on = checked
                                checked = Qt.binding(() => !settings.agentPaused)
                                Dialogs.withResident(text, () => settings.pauseAgent(!on))
                            }
                        }
                    }
                }
            }
        }
    }
}
