import QtQuick
import Dure
import Dure.Ui

// After five minutes: clock and one number on black, moved a little every minute.
Rectangle {
    id: root
    property int step: 0
    color: "#000000"

    StripModel { id: stripModel }
    HomeModel { id: homeModel }
    ClockFace {
        id: face
        x: (root.width - implicitWidth) / 2 + [0, 24, 12, -12, -24, -8, 16][root.step % 7]
        y: (root.height - height) / 2 + [0, 8, 24, 12, -8, -24, -12][root.step % 7]
        height: Metrics.tall ? 640 : root.height * 0.8
        model: stripModel
        home: homeModel
    }
}
