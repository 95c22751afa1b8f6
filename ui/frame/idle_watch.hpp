// A wallpad at rest: after 8 s the chrome goes (home page only), after 60 s it dims, after 5 min
// only a clock is left. The touch that wakes from what hides or dims the page is swallowed: nobody
// presses a button they did not see; on a page that stands as it was it counts. An urgent alarm or
// a question on the screen keeps it awake.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace dure::ui {

class IdleWatch : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Stage stage READ stage NOTIFY stageChanged)
    Q_PROPERTY(bool awake MEMBER awake_ NOTIFY awakeChanged)
    Q_PROPERTY(bool hides MEMBER hides_ NOTIFY hidesChanged)  ///< the idle stage hides something
    Q_PROPERTY(int minute READ minute NOTIFY minutePassed)

 public:
    enum class Stage { Active, Idle, Dim, Black };
    Q_ENUM(Stage)

    explicit IdleWatch(QObject* parent = nullptr);

    Stage stage() const { return stage_; }
    int minute() const { return minute_; }  ///< counts in the black stage, to move the clock
    bool eventFilter(QObject* watched, QEvent* event) override;
    Q_INVOKABLE void wake();
    Q_INVOKABLE void enter(dure::ui::IdleWatch::Stage stage);  ///< at once, for pictures and tests

 Q_SIGNALS:
    void stageChanged();
    void awakeChanged();
    void hidesChanged();
    void minutePassed();
    void rested(int seconds);  ///< every whole second without a touch

 private:
    void tick();

    QTimer timer_;
    QElapsedTimer since_touch_;
    Stage stage_ = Stage::Active;
    bool awake_ = false;
    bool hides_ = true;
    bool swallowing_ = false;
    int minute_ = 0;
};

}  // namespace dure::ui
