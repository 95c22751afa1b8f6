// The names that the public tests give to reasons for refusal.
#pragma once

#include <string_view>

#include "chain/block/execution.hpp"

namespace dure::app {

std::string_view exception_name(chain::ExecutionError);

/// Whether `wanted` is among names separated by "|".
bool names_include(std::string_view alternatives, std::string_view wanted);

}  // namespace dure::app
