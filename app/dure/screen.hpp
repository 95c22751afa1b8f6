// The window with everything it stands on: preferences, lock, navigator, session, QML engine.
// The same class runs in the program and in the page tests.
#pragma once

#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <memory>

#include "ui/frame/navigator.hpp"
#include "ui/frame/preferences.hpp"
#include "ui/frame/security.hpp"
#include "ui/frame/session.hpp"

namespace dure::app {

class Screen {
 public:
    struct Setup {
        QString preferences;  ///< path of the ini file; empty: nothing is kept
        ui::Preferences::Start start;
        ui::AppSession::Clock clock = ui::AppSession::Clock::kRunning;
        QString first_page;  ///< empty: home, or the manager's dashboard
        QSize size{1280, 800};
    };

    Screen(core::Home& home, core::Office& office, const Setup& setup);
    ~Screen();

    bool load();  ///< false when the window's QML does not load
    QQuickWindow* window() const;
    QQmlApplicationEngine& engine() { return *engine_; }
    ui::Preferences& preferences() { return preferences_; }
    ui::Security& security() { return security_; }
    ui::Navigator& navigator() { return navigator_; }
    ui::AppSession& session() { return session_; }

 private:
    QSize size_;
    ui::Preferences preferences_;
    ui::Security security_;
    ui::Navigator navigator_;
    ui::AppSession session_;
    std::unique_ptr<QQmlApplicationEngine> engine_;
};

/// Font family, application name, style: before the first window, once.
void prepare_application();

}  // namespace dure::app
