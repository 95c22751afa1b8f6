// The highest height ever told to anybody, kept apart from the log and the state, so that a store
// that comes back shorter is noticed. Two alternating 4 KiB slots of height u64 ‖ CRC-32C u32: a
// torn write spoils one of them. Synced with each flush, and around blocks that wait for one sync
// of the log: what the log may lose of them lies above the height that is on the medium.
#pragma once

#include <cstdint>
#include <memory>

#include "chain/store/disk.hpp"

namespace dure::chain {

class Acknowledged {
 public:
    static DiskResult<Acknowledged> open(Disk&);

    /// 0 when nothing was ever acknowledged.
    std::uint64_t height() const { return height_; }
    DiskResult<Done> raise(std::uint64_t height);
    /// The blocks above are lost and it was said: what is acknowledged from here on counts again.
    /// A power cut in between leaves the old height. Synced.
    DiskResult<Done> accept_loss(std::uint64_t height);
    DiskResult<Done> sync();
    /// Nothing when it is on the medium.
    DiskResult<Done> sync_if_raised() { return raised_ ? sync() : Done{}; }

 private:
    Acknowledged(std::unique_ptr<DiskFile> file, std::uint64_t height)
        : file_(std::move(file)), height_(height) {}
    DiskResult<Done> write(std::uint64_t height);

    std::unique_ptr<DiskFile> file_;
    std::uint64_t height_;
    bool raised_ = false;  ///< since the last sync
};

}  // namespace dure::chain
