pragma ComponentBehavior: Bound
import QtQuick
import Dure
import Dure.Ui

// The first run: eight steps, each one decision. Left what is asked, right the answer.
Item {
    id: root

    WizardModel {
        id: wizardModel
        onQuickDone: {
            Navigator.show("home")
            //% "Your home trades. The demo's PIN is %1."
            Dialogs.say(qsTrId("dure.wizard.quick-says").arg(wizardModel.demoPin()))
        }
    }
    readonly property int step: wizardModel.step
    readonly property bool last: step === WizardModel.Approval

    // {title, text} of each step.
    readonly property list<var> words: [
        //% "Welcome to Dure"
        [qsTrId("dure.wizard.title-language"),
         //% "Choose a language and how large the letters are. You can change both later."
         qsTrId("dure.wizard.text-language")],
        //% "Checking the community's network"
        [qsTrId("dure.wizard.title-network"),
         wizardModel.byInvite
         //% "This wallpad is a node of your community now. It fetches every block, checks it, and then asks to be let in."
         ? qsTrId("dure.join.text-network")
         //% "This wallpad speaks only to the trading network of your community. It is never open to the outside."
         : qsTrId("dure.wizard.text-network")],
        //% "Which home is this?"
        [qsTrId("dure.wizard.title-unit"),
         //% "Your home's number is not written on the chain."
         wizardModel.byInvite ? qsTrId("dure.join.text-unit")
         //% "The management office gives you the invitation code. Your home's number is not written on the chain."
         : qsTrId("dure.wizard.text-unit")],
        //% "The key of your home"
        [qsTrId("dure.wizard.title-words"),
         //% "Twelve words are the only way back to your coins when the wallpad breaks. Write them on paper; take no photo."
         qsTrId("dure.wizard.text-words")],
        //% "Choose a PIN"
        [qsTrId("dure.wizard.title-pin"),
         //% "Six digits protect money and trade on this wall. Everybody may look at the energy."
         qsTrId("dure.wizard.text-pin")],
        //% "Your devices"
        [qsTrId("dure.wizard.title-devices"),
         //% "The wallpad looks for the inverter and the meter and checks which way the meter counts."
         qsTrId("dure.wizard.text-devices")],
        //% "Terms"
        [qsTrId("dure.wizard.title-terms"),
         //% "Please read them to the end."
         qsTrId("dure.wizard.text-terms")],
        //% "The manager's approval"
        [qsTrId("dure.wizard.title-approval"),
         //% "The management office compares your application with its list. You can look at your usage meanwhile."
         qsTrId("dure.wizard.text-approval")]
    ]

    Row {
        id: progress
        x: Metrics.margin
        y: Metrics.compact ? 14 : 28
        width: parent.width - 2 * x
        spacing: 8
        Accessible.role: Accessible.ProgressBar
        Accessible.name: count.text
        Repeater {
            model: wizardModel.stepCount
            Rectangle {
                required property int index
                width: (progress.width - 7 * 8) / 8
                height: 8
                radius: 4
                color: index <= root.step ? Theme.color.action : Theme.color.track
            }
        }
    }
    Column {
        id: question
        x: Metrics.margin
        anchors.top: progress.bottom
        anchors.topMargin: Metrics.compact ? 14 : 32
        width: Metrics.tall ? parent.width - 2 * x : Metrics.compact ? 360 : 460
        spacing: Metrics.compact ? 8 : 16
        AppText {
            id: count
            //% "%1 of %2"
            text: qsTrId("dure.wizard.count").arg(wizardModel.stepNumber).arg(wizardModel.stepCount)
            font.pixelSize: Metrics.caption
            color: Theme.color.text2
        }
        AppText {
            width: parent.width
            text: root.words[root.step][0]
            font.pixelSize: Metrics.title
            font.bold: true
            wrapMode: Text.Wrap
        }
        AppText {
            width: parent.width
            text: root.words[root.step][1]
            font.pixelSize: Metrics.small
            color: Theme.color.text2
            wrapMode: Text.Wrap
            lineHeight: 1.3
        }
    }
    Item {
        id: answer
        anchors.top: Metrics.tall ? question.bottom : progress.bottom
        anchors.topMargin: Metrics.compact ? 14 : 32
        anchors.bottom: foot.top
        anchors.bottomMargin: Metrics.compact ? 8 : 16
        anchors.right: parent.right
        anchors.rightMargin: Metrics.margin
        width: Metrics.tall ? parent.width - 2 * Metrics.margin
             : parent.width - 2 * Metrics.margin - question.width - (Metrics.compact ? 32 : 64)

        component Answer: Item {
            required property int at
            anchors.fill: parent
            visible: root.step === at
        }
        Answer {
            at: WizardModel.Language
            LanguageStep { width: parent.width }
        }
        Answer {
            at: WizardModel.Network
            NetworkStep { anchors.fill: parent; visible: !wizardModel.byInvite; wizard: wizardModel }
            EntryStep { anchors.fill: parent; visible: wizardModel.byInvite; wizard: wizardModel }
        }
        Answer {
            at: WizardModel.Unit
            UnitStep { width: parent.width; wizard: wizardModel }
        }
        Answer {
            at: WizardModel.Words
            WordsStep { anchors.fill: parent; wizard: wizardModel }
        }
        Answer {
            at: WizardModel.Pin
            PinStep { anchors.fill: parent; wizard: wizardModel }
        }
        Answer {
            at: WizardModel.Devices
            DevicesStep { anchors.fill: parent; wizard: wizardModel }
        }
        Answer {
            at: WizardModel.Terms
            TermsStep { anchors.fill: parent; wizard: wizardModel }
        }
        Answer {
            at: WizardModel.Approval
            ApprovalStep { anchors.fill: parent; wizard: wizardModel }
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
            visible: root.step > 0
            width: Metrics.compact ? 120 : 136
            text: qsTrId("dure.condition.previous")
            enabled: wizardModel.canGoBack
            onClicked: wizardModel.back()
        }
        Row {
            visible: root.step === 0
            spacing: 16
            AppButton {
                visible: wizardModel.joinPossible
                enabled: !wizardModel.quick
                iconName: "share"
                //% "Join with an invite"
                text: qsTrId("dure.join.begin")
                onClicked: Navigator.open("join")
            }
            AppButton {
                visible: wizardModel.quickPossible
                enabled: !wizardModel.quick
                iconName: "bolt"
                text: wizardModel.quick
                    //% "Setting up the demo home"
                    ? qsTrId("dure.wizard.quick-busy")
                    //% "Skip the set-up: start the demo"
                    : qsTrId("dure.wizard.quick-start")
                onClicked: wizardModel.quickStart()
            }
        }
        Row {
            anchors.right: parent.right
            spacing: 16
            AppButton {
                visible: root.last && wizardModel.approval !== WizardModel.Approved
                iconName: "usage"
                //% "Look at usage"
                text: qsTrId("dure.wizard.look-around")
                onClicked: Navigator.open("usage")
            }
            AppButton {
                visible: !root.last || wizardModel.approval === WizardModel.Approved
                width: Math.max(Metrics.compact ? 168 : 224, implicitWidth)
                look: AppButton.Primary
                trailingIcon: "forward"
                text: root.last
                    //% "Begin"
                    ? qsTrId("dure.wizard.begin")
                    : qsTrId("dure.condition.next")
                enabled: wizardModel.canGoOn
                onClicked: {
                    if (!root.last) {
                        wizardModel.next()
                        return
                    }
                    wizardModel.finish()
                    Navigator.show("home")
                }
            }
        }
    }
}
