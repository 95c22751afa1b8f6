// Reads a community's chain as it lies on the disk, with nobody else running it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace dure::journeys {

struct Audit {
    std::uint64_t height = 0;
    std::size_t settled_slots = 0;
    std::string fault;  ///< empty when every coin is somewhere and no slot was settled twice
};

Audit audit(const std::filesystem::path& directory);

}  // namespace dure::journeys
