pragma Singleton
import QtQuick
import Dure.Ui

// Sizes by screen class. Main tells the window's size; everything else reads.
QtObject {
    property size window: Qt.size(1280, 800)

    readonly property bool desktop: Preferences.manager
    readonly property bool tall: !desktop && window.height > window.width
    readonly property bool compact: !desktop && !tall && window.height < 700
    readonly property bool regular: !desktop && !tall && !compact
    readonly property bool bigText: Preferences.bigText
    readonly property real scale: bigText ? 1.25 : 1

    // frame
    readonly property int strip: desktop ? 0 : compact ? 48 : 56
    readonly property int rail: desktop ? 240 : tall ? 0 : compact ? 80 : 96
    readonly property int bar: tall ? 104 : 0
    readonly property int railItem: desktop ? 48 : tall ? 88 : compact ? 100 : 112
    readonly property int railIcon: desktop ? 22 : compact ? 32 : 36

    // spacing
    readonly property int margin: desktop ? 32 : compact ? 28 : 32
    readonly property int gap: compact ? 12 : 16
    readonly property int cardPadding: compact ? 20 : 24
    readonly property int radius: desktop ? 16 : 24
    readonly property int buttonRadius: desktop ? 10 : 20
    readonly property int smallRadius: desktop ? 10 : 16

    // touch
    readonly property int target: desktop ? 40 : 56
    readonly property int button: desktop ? 40 : compact ? 64 : 72

    // type
    readonly property int hero: pick(96, 128, 144, 80)
    readonly property int heroWord: pick(40, 52, 60, 40)
    readonly property int metric: pick(64, 80, 80, 48)
    readonly property int card: pick(44, 44, 44, 36)
    readonly property int title: pick(36, 40, 40, 26)
    readonly property int heading: pick(24, 28, 28, 18)
    readonly property int flowValue: pick(30, 36, 40, 28)
    readonly property int flowLabel: pick(20, 22, 24, 16)
    readonly property int rowValue: grown(pick(24, 30, 30, 18))
    readonly property int body: grown(pick(22, 24, 24, 16))
    readonly property int small: grown(pick(22, 22, 22, 15))
    readonly property int caption: grown(pick(20, 20, 20, 14))

    function pick(compactSize: int, regularSize: int, tallSize: int, desktopSize: int): int {
        return desktop ? desktopSize : tall ? tallSize : compact ? compactSize : regularSize
    }
    function grown(size: int): int { return Math.round(size * scale) }
}
