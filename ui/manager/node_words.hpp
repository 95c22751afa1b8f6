// A node's part in the network as a manager reads it.
#pragma once

#include <QString>

#include "core/ports/nodes.hpp"

namespace dure::ui {

QString node_role_words(core::NodeRole role);

}  // namespace dure::ui
