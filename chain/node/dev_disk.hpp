// A developer's disk: a block is safe from the end of its program at once, from a power cut a
// moment later. A medium that takes ten milliseconds to sync would otherwise make a hundred blocks
// a second, and tests wait for each. A power cut may lose the last blocks, and then the start says
// so.
#pragma once

#include <chrono>
#include <memory>

#include "chain/store/disk.hpp"

namespace dure::chain {

enum class Syncs : std::uint8_t {
    kLater,  ///< by a thread of its own; before files are renamed or removed
    kNever,  ///< of a directory that goes with the program
};

/// How long what was written may stay unsynced.
inline constexpr std::chrono::milliseconds kSyncDelay{100};

std::unique_ptr<Disk> make_dev_disk(std::unique_ptr<Disk> inner, Syncs syncs);

}  // namespace dure::chain
