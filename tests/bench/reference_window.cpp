// The least window of the kind: Controls and one chart, drawn once.
#include <QApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <cstdio>

#include "app/dure/measure.hpp"

int main(int argc, char** argv) {
    const QApplication application(argc, argv);
    QQmlApplicationEngine engine;
    engine.loadData(R"(
        import QtQuick
        import QtQuick.Controls
        import QtCharts
        ApplicationWindow {
            width: 1280; height: 800; visible: true
            Button { text: "0"; width: 120; height: 60 }
            ChartView {
                anchors { fill: parent; topMargin: 80 }
                LineSeries { XYPoint { x: 0; y: 0 } XYPoint { x: 1; y: 1 } XYPoint { x: 2; y: 0 } }
            }
        })");
    if (engine.rootObjects().isEmpty()) return 1;
    auto* window = qobject_cast<QQuickWindow*>(engine.rootObjects().constFirst());
    QObject::connect(
        window, &QQuickWindow::frameSwapped, window,
        [] {
            std::printf("first frame %lld ms, %.1f MB\n",
                        static_cast<long long>(dure::app::since_start_ms()),
                        dure::app::proportional_memory_mb());
            QCoreApplication::quit();
        },
        Qt::SingleShotConnection);
    return QApplication::exec();
}
