import QtQuick
import Dure
import Dure.Ui

// The home page on a panel that stands: hero, flow, today in a row, two cards.
Item {
    id: root
    required property HomeModel model

    Hero {
        x: 36
        y: 20
        model: root.model
    }
    FlowPicture {
        model: root.model
        x: 32
        y: 292
    }
    TodayRow {
        x: 32
        y: 728
        width: parent.width - 64
        height: 120
        model: root.model
    }
    BillCard {
        x: 32
        y: 864
        width: (parent.width - 80) / 2
        height: parent.height - y - 16
        model: root.model
        money: Security.moneyVisible
    }
    ContractCard {
        x: 48 + width
        y: 864
        width: (parent.width - 80) / 2
        height: parent.height - y - 16
        model: root.model
        money: Security.moneyVisible
        roomy: true
    }
}
