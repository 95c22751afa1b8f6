pragma Singleton
import QtQuick
import Dure.Ui

// The one place for questions, PIN requests and short notices; Main draws them above every page.
QtObject {
    id: root

    readonly property bool open: question !== null || pinWanted
    property var question: null      // {title, text, action, hold, icon, accepted}
    property bool pinWanted: false
    property string pinReason: ""
    property string toast: ""

    property var pinAccepted: null
    signal toastShown()

    // Asks before something that matters. `hold`: the action must be held down for 1.2 s.
    function ask(title: string, text: string, action: string, hold: bool, accepted: var) {
        root.question = { title: title, text: text, action: action, hold: hold, accepted: accepted }
    }
    function answer(yes: bool) {
        const asked = root.question
        root.question = null
        if (yes && asked.accepted)
            asked.accepted()
    }
    // Runs `accepted` at once for the resident, after the right PIN for a guest.
    function withResident(reason: string, accepted: var) {
        if (Security.moneyVisible) {
            accepted()
            return
        }
        root.withPin(reason, accepted)
    }
    // Always asks for the PIN (when there is one): payments and conditions.
    function withPin(reason: string, accepted: var) {
        if (!Security.hasPin) {
            accepted()
            return
        }
        root.pinReason = reason
        root.pinAccepted = accepted
        root.pinWanted = true
    }
    function pinDone(right: bool) {
        const accepted = root.pinAccepted
        root.pinWanted = false
        root.pinAccepted = null
        if (right && accepted)
            accepted()
    }
    function say(text: string) {
        root.toast = text
        root.toastShown()
    }
}
