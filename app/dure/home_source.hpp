// Where the window's home comes from: a made-up one, the community of app/demo, or this wallpad's
// own node in a community of others.
#pragma once

#include <QString>
#include <functional>
#include <memory>

#include "app/dure/options.hpp"
#include "app/dure/screen.hpp"
#include "core/ports/home.hpp"

namespace dure::app {

struct HomeSource {
    std::shared_ptr<void> owner;  ///< keeps both alive
    core::Home* home = nullptr;   ///< null: see error
    core::Office* office = nullptr;
    QString error;
};

HomeSource made_up_home(core::fake::Scenario scenario);
/// `reopen`: this wallpad went into a community or left one; the window must end, and open_home
/// then opens what it is in now.
HomeSource open_home(const Options& options, const QString& directory,
                     std::function<void()> reopen);

/// The scenarios `guest` and `locked` are states of the screen's lock.
void lock_made_up(Screen& screen, core::fake::Scenario scenario);

}  // namespace dure::app
