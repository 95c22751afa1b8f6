// A sleep of a coroutine on the devices thread that can be cut short.
#pragma once

#include <QObject>
#include <QTimer>
#include <algorithm>
#include <chrono>

#include "devices/link/signal.hpp"

namespace dure::devices {

class Pause {
 public:
    Pause() {
        timer_.setSingleShot(true);
        timer_.setTimerType(Qt::PreciseTimer);
        QObject::connect(&timer_, &QTimer::timeout, &context_, [this] { wake(); });
    }

    Signal<bool>::Awaiter wait(std::chrono::milliseconds time) {
        over_.clear();
        timer_.start(std::max(time, std::chrono::milliseconds(0)));
        return over_.wait();
    }
    void wake() {
        timer_.stop();
        if (over_.awaited()) over_.set(true);
    }

 private:
    QObject context_;
    QTimer timer_;
    Signal<bool> over_;
};

}  // namespace dure::devices
