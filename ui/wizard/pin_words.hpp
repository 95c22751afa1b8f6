// Why a PIN is refused, in the resident's words.
#pragma once

#include <QString>

#include "core/ports/pin_rule.hpp"

namespace dure::ui {

/// Empty for a good PIN.
QString pin_words(core::PinProblem problem);

}  // namespace dure::ui
