pragma Singleton
import QtQuick
import Dure.Ui

// Colours by role. Colour belongs to energy; buttons, tabs and focus are ink on paper.
QtObject {
    component Tokens: QtObject {
        required property color bg
        required property color surface
        required property color raised
        required property color line
        required property color rest
        required property color track
        required property color text
        required property color text2
        required property color action
        required property color actionInk
        required property color chrome
        required property color selected
        required property color chromeText
        required property color chromeText2
        required property color gen
        required property color genDim
        required property color cons
        required property color consTrack
        required property color grid
        required property color bat
        required property color batGround
        required property color batDot
        required property color trade
        required property color tradeRaised
        required property color hatch
        required property color tradeTint
        required property color alarm
        required property color alarmTint
        required property color alarmChrome
        required property color caution
        required property color cautionChrome
        required property color scrim
    }

    readonly property Tokens night: Tokens {
        bg: "#0E1116"; surface: "#1A2028"; raised: "#262E39"; line: "#3A4553"; rest: "#7A8694"; track: "#323C49"
        text: "#F4F6F8"; text2: "#B4BDC8"; action: "#F4F6F8"; actionInk: "#0E1116"
        chrome: "#0E1116"; selected: "#262E39"; chromeText: "#F4F6F8"; chromeText2: "#B4BDC8"
        gen: "#FDD253"; genDim: "#8A7539"; cons: "#70C0F9"; consTrack: "#24445C"; grid: "#DAD4D5"
        bat: "#0E9E69"; batGround: "#0B5A3F"; batDot: "#2BC58A"
        trade: "#CE6A9B"; tradeRaised: "#E08DB4"; hatch: "#7A3B5A"; tradeTint: "#3A2432"
        alarm: "#FF6B5E"; alarmTint: "#33191A"; alarmChrome: "#FF6B5E"; caution: "#F0B35A"; cautionChrome: "#F0B35A"
        scrim: "#CC05070A"
    }
    readonly property Tokens day: Tokens {
        bg: "#F3F5F7"; surface: "#FFFFFF"; raised: "#E6EAEE"; line: "#C9D0D7"; rest: "#7C8791"; track: "#DDE2E7"
        text: "#14181D"; text2: "#4C5661"; action: "#14181D"; actionInk: "#FFFFFF"
        chrome: "#14181D"; selected: "#2B333D"; chromeText: "#F4F6F8"; chromeText2: "#B4BDC8"
        gen: "#A95A08"; genDim: "#D9B98F"; cons: "#0149DE"; consTrack: "#B9CBF5"; grid: "#32383E"
        bat: "#045730"; batGround: "#A9D8BF"; batDot: "#045730"
        trade: "#7F2775"; tradeRaised: "#7F2775"; hatch: "#B57FAE"; tradeTint: "#F1E4F0"
        alarm: "#B3261E"; alarmTint: "#FBEDEC"; alarmChrome: "#FF6B5E"; caution: "#8A4B00"; cautionChrome: "#F0B35A"
        scrim: "#B314181D"
    }

    readonly property Tokens color: Preferences.dark ? night : day
    readonly property string family: "Noto Sans CJK KR"
    readonly property string mono: "Noto Sans Mono CJK KR"

    // The colour of an energy role by its short name: gen, cons, grid, bat, trade.
    function role(name: string): color {
        switch (name) {
        case "gen": return color.gen
        case "cons": return color.cons
        case "bat": return color.bat
        case "trade": return color.trade
        default: return color.grid
        }
    }
}
