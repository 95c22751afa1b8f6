// `dure --screenshots DIR`: every page of every role as a PNG.
#pragma once

#include <QString>

#include "app/dure/screen.hpp"
#include "ui/frame/page_table.hpp"

namespace dure::app {

/// `tag` ends the names: "home-1280x800-dark-ko.png". Returns what went wrong, empty when nothing.
QString draw_pages(Screen& screen, const QString& directory, const QString& tag,
                   ui::PageRoles roles);

}  // namespace dure::app
