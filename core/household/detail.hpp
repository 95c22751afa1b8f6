#pragma once

#include <cstdint>

namespace dure::core {

/// How much a home reads from the chain and how often it draws its view: all of it for a screen, or
/// only what its automation needs.
enum class Detail : std::uint8_t { kScreen, kNeighbour };

}  // namespace dure::core
