// Every page of every role, once: id, QML file (below the module Dure's folder), where it belongs.
// A new page is a new line here; navigation, screenshots and the page tests follow this table.
#pragma once

#include <QStringView>
#include <span>

namespace dure::ui {

enum class PageRole { kResident, kManager, kWizard };

/// Which window shows a page: the wallpad the resident's and the wizard's, the desk the manager's.
enum class PageRoles { kWallpad, kDesk };

struct PageEntry {
    const char* id;
    const char* file;  ///< "pages/resident/HomePage.qml"
    PageRole role;
    const char*
        section;  ///< the rail item that is lit: "home", "trade", "usage", "history", "settings"
    bool money;   ///< shows or moves money: a guest is asked for the PIN first
    const char* argument;  ///< for screenshots and tests when the page needs one; else ""
};

std::span<const PageEntry> page_table();
const PageEntry* find_page(QStringView id);
bool belongs(const PageEntry& page, PageRoles roles);

}  // namespace dure::ui
