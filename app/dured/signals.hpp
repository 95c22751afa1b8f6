// The end of a program that runs until it is told.
#pragma once

#include <chrono>

namespace dure::app {

/// Holds SIGINT and SIGTERM back for `wait_for_end`; before the first thread.
void hold_end_signals();
/// Returns when one of them has come.
void wait_for_end();
/// Whether one of them came within the time.
bool wait_for_end_or(std::chrono::milliseconds patience);

}  // namespace dure::app
