#include "ui/frame/idle_watch.hpp"

#include <QCoreApplication>
#include <QEvent>

namespace dure::ui {
namespace {

constexpr int kIdleSeconds = 8;
constexpr int kDimSeconds = 60;
constexpr int kBlackSeconds = 300;

bool begins(QEvent::Type type) {
    return type == QEvent::MouseButtonPress || type == QEvent::TouchBegin ||
           type == QEvent::KeyPress || type == QEvent::Wheel;
}

bool ends(QEvent::Type type) {
    return type == QEvent::MouseButtonRelease || type == QEvent::TouchEnd ||
           type == QEvent::TouchCancel || type == QEvent::KeyRelease || type == QEvent::Wheel;
}

bool touches(QEvent::Type type) {
    return begins(type) || ends(type) || type == QEvent::TouchUpdate || type == QEvent::MouseMove ||
           type == QEvent::MouseButtonDblClick;
}

}  // namespace

IdleWatch::IdleWatch(QObject* parent) : QObject(parent) {
    QCoreApplication::instance()->installEventFilter(this);
    since_touch_.start();
    timer_.setInterval(std::chrono::seconds{1});
    connect(&timer_, &QTimer::timeout, this, &IdleWatch::tick);
    timer_.start();
}

bool IdleWatch::eventFilter(QObject* watched, QEvent* event) {
    const auto type = event->type();
    if (!touches(type) || !watched->isWindowType()) return false;
    if (swallowing_) {
        if (ends(type)) swallowing_ = false;
        return true;
    }
    const bool asleep = stage_ > Stage::Idle || (stage_ == Stage::Idle && hides_);
    if (type == QEvent::MouseMove && asleep) return true;
    since_touch_.restart();
    if (!begins(type)) return false;
    wake();
    if (!asleep) return false;
    swallowing_ = type != QEvent::Wheel;
    return true;
}

void IdleWatch::wake() {
    since_touch_.restart();
    enter(Stage::Active);
}

void IdleWatch::enter(Stage stage) {
    if (stage == stage_) return;
    stage_ = stage;
    minute_ = 0;
    Q_EMIT stageChanged();
}

void IdleWatch::tick() {
    if (awake_) {
        wake();
        return;
    }
    const auto seconds = static_cast<int>(since_touch_.elapsed() / 1000);
    Q_EMIT rested(seconds);
    if (seconds >= kBlackSeconds) {
        enter(Stage::Black);
        if (const int minute = (seconds - kBlackSeconds) / 60; minute != minute_) {
            minute_ = minute;
            Q_EMIT minutePassed();
        }
    } else if (seconds >= kDimSeconds) {
        enter(Stage::Dim);
    } else if (seconds >= kIdleSeconds) {
        enter(Stage::Idle);
    }
}

}  // namespace dure::ui
