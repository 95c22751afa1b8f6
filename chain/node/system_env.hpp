// Env's parts as the real program has them: the system's clocks, randomness and a log on stderr.
#pragma once

#include <memory>

#include "chain/node/env.hpp"

namespace dure::chain {

std::shared_ptr<Clock> make_system_clock();
std::shared_ptr<Random> make_system_random();
/// Lines of `least` and above, with UTC time.
std::shared_ptr<Logger> make_stderr_log(LogLevel least);

}  // namespace dure::chain
