// Where the window's home comes from: a made-up one, or the community of app/demo.
#pragma once

#include <QString>
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
HomeSource open_home(const Options& options, const QString& directory);

/// The scenarios `guest` and `locked` are states of the screen's lock.
void lock_made_up(Screen& screen, core::fake::Scenario scenario);

}  // namespace dure::app
