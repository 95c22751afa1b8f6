// How much room the medium has left, and what that means for a node. Design 06 section 3.
//
//   prune below   old bodies go (Store::prune), whatever their age
//   quiet below   the program's log is not stored any more, so that blocks find room
//   stop below    nothing is written any more: no vote, no block, no transaction taken
//
// A reserve of the last kind's size is kept in a file. It is given up when the node stops writing,
// so that the last flush finds room, and it must fit again before the node goes on.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "chain/store/disk.hpp"

namespace dure::chain {

struct RoomLimits {
    std::uint64_t prune_below = 256ULL << 20;
    std::uint64_t quiet_below = 64ULL << 20;
    std::uint64_t stop_below = 16ULL << 20;
    std::uint64_t reserve_bytes = 16ULL << 20;
    std::int64_t look_ms = 5'000;  ///< between two looks
};

enum class Room : std::uint8_t { kPlenty, kLittle, kScarce, kNone };
std::string_view to_string(Room);

class RoomKeeper {
 public:
    RoomKeeper(Disk& disk, RoomLimits limits) : disk_(disk), limits_(limits) {}

    /// Asks the disk. A disk that does not know how much is free has plenty.
    DiskResult<Room> look();
    /// Makes the reserve when it is missing and fits. Best effort.
    void keep_reserve();

    Room room() const { return room_; }
    /// Besides the reserve, at the last look.
    std::optional<std::uint64_t> free_bytes() const { return free_bytes_; }
    const RoomLimits& limits() const { return limits_; }

 private:
    DiskResult<bool> has_whole_reserve() const;
    Room level_of(std::uint64_t usable) const;

    Disk& disk_;
    RoomLimits limits_;
    Room room_ = Room::kPlenty;
    std::optional<std::uint64_t> free_bytes_;
    std::optional<bool> reserve_is_kept_;  ///< nothing: not looked for yet
};

}  // namespace dure::chain
