#include "chain/store/room.hpp"

#include <algorithm>
#include <array>

namespace dure::chain {

namespace {

constexpr const char* kReserveFile = "reserve";

/// More than a limit is needed to come back over it, or a node would go to and fro at it.
std::uint64_t to_come_back(std::uint64_t limit) { return limit + limit / 4; }

}  // namespace

DiskResult<Done> DiskFile::allocate(std::uint64_t size) {
    const std::array<Byte, 4'096> zeros{};
    auto had = this->size();
    if (!had) return Failure{std::move(had).error()};
    for (auto at = *had; at < size; at += zeros.size()) {
        const auto n = std::min<std::uint64_t>(zeros.size(), size - at);
        if (auto written = write(at, ByteView{zeros}.first(n)); !written) return written;
    }
    return sync();
}

std::string_view to_string(Room room) {
    switch (room) {
        case Room::kPlenty:
            return "plenty";
        case Room::kLittle:
            return "little";
        case Room::kScarce:
            return "scarce";
        case Room::kNone:
            break;
    }
    return "none";
}

Room RoomKeeper::level_of(std::uint64_t usable) const {
    const std::array limits{limits_.prune_below, limits_.quiet_below, limits_.stop_below};
    auto level = std::size_t{0};
    for (std::size_t i = 0; i < limits.size(); ++i) {
        const bool is_below_now = static_cast<std::size_t>(room_) > i;
        if (usable < (is_below_now ? to_come_back(limits[i]) : limits[i])) level = i + 1;
    }
    return static_cast<Room>(level);
}

/// A part of it, as a power cut may leave it, is none.
DiskResult<bool> RoomKeeper::has_whole_reserve() const {
    auto file = disk_.open(kReserveFile, OpenMode::kExisting);
    if (!file) {
        if (file.error().kind == DiskError::Kind::kNotFound) return false;
        return Failure{std::move(file).error()};
    }
    auto size = (*file)->size();
    if (!size) return Failure{std::move(size).error()};
    return *size >= limits_.reserve_bytes;
}

DiskResult<Room> RoomKeeper::look() {
    const auto free = disk_.free_bytes();
    if (!free) return room_;
    if (!reserve_is_kept_) {
        auto kept = has_whole_reserve();
        if (!kept) return Failure{std::move(kept).error()};
        reserve_is_kept_ = *kept;
    }
    const auto missing = *reserve_is_kept_ ? 0 : limits_.reserve_bytes;
    free_bytes_ = *free > missing ? *free - missing : 0;
    room_ = level_of(*free_bytes_);
    if (room_ != Room::kNone || !*reserve_is_kept_) return room_;
    if (auto removed = disk_.remove(kReserveFile); !removed)
        return Failure{std::move(removed).error()};
    reserve_is_kept_ = false;
    if (auto synced = disk_.sync_directory(); !synced) return Failure{std::move(synced).error()};
    return room_;
}

void RoomKeeper::keep_reserve() {
    if (!free_bytes_ || room_ == Room::kNone || reserve_is_kept_ != false) return;
    auto file = disk_.open(kReserveFile, OpenMode::kCreate);
    if (!file) return;
    if ((*file)->allocate(limits_.reserve_bytes) && disk_.sync_directory()) {
        reserve_is_kept_ = true;
        return;
    }
    file->reset();
    static_cast<void>(disk_.remove(kReserveFile));
}

}  // namespace dure::chain
