// What is in the way of an invite, in the resident's words.
#pragma once

#include <QString>

#include "core/ports/nodes.hpp"

namespace dure::ui {

/// Empty without a fault. `where`: whom the invite says to ask.
QString entrance_words(core::EntranceFault fault, const QString& where = {});

}  // namespace dure::ui
