// The subcommands of dured, one file each: what follows the command's name comes as words, what
// goes back is the exit code (0 well, 1 failed with words on stderr, 2 wrong use).
#pragma once

#include <span>
#include <string_view>

namespace dure::app {

using Words = std::span<const std::string_view>;

/// An open chain for integrators' tests.
int run_dev(Words);

}  // namespace dure::app
