// What went wrong, in words for the person at the terminal, and what to do about it.
#pragma once

#include <string>

#include "chain/base/result.hpp"

namespace dure::app {

struct Trouble {
    std::string what;
};
template <class T>
using Outcome = chain::Result<T, Trouble>;

/// "dured: …" on stderr; the exit code of a failed command.
int fail(const Trouble&);

}  // namespace dure::app
