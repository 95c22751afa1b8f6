import QtQuick
import QtQuick.VirtualKeyboard
import QtQuick.VirtualKeyboard.Settings
import Dure.Ui

// The on-screen keyboard, loaded when the first field is touched.
InputPanel {
    id: root
    visible: active
    Component.onCompleted: {
        VirtualKeyboardSettings.activeLocales = ["ko_KR", "en_US"]
        VirtualKeyboardSettings.locale = Preferences.language === "en" ? "en_US" : "ko_KR"
    }
}
