// `dure --screenshots DIR`: every page of every role as a PNG.
#pragma once

#include <QString>

#include "app/dure/screen.hpp"
#include "ui/frame/page_table.hpp"

namespace dure::app {

/// Waits for the home's first meter reading; a made-up home has it, a running one within seconds.
void wait_for_reading(Screen& screen);

/// `tag` ends the names: "home-1280x800-dark-ko.png". Returns what went wrong, empty when nothing.
QString draw_pages(Screen& screen, const QString& directory, const QString& tag,
                   ui::PageRoles roles);

}  // namespace dure::app
