// Blocks on disk, append-only: segments of 16 MiB (blocks-000001.log, …), filled with zeros in
// advance so that a finalised block costs one write and one fdatasync and no file system metadata.
//
//   frame = length u32 ‖ height u64 ‖ CRC-32C u32 ‖ keccak256(body) ‖ body        (little endian)
//
// The CRC covers length, height, keccak and body; the highest bit of length says that body is
// compressed (zstd), the next one that the frame before was not synced yet when this was written.
// A zero length ends a segment. Frames begin at sectors of their own, so that writing one never
// touches a sector of an earlier one. What a power cut leaves behind is a torn tail: one frame, or
// any part of a row that waited for one sync. It is cut off. Damage elsewhere is reported, kept
// aside under another name and never read past.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "chain/base/types.hpp"
#include "chain/store/disk.hpp"

namespace dure::chain {

struct FramePlace {
    std::uint32_t segment = 1;
    std::uint32_t offset = 0;
    friend auto operator<=>(const FramePlace&, const FramePlace&) = default;
};

struct LogFrame {
    std::uint64_t height = 0;
    FramePlace place;
    FramePlace end;  ///< the following frame begins here or at the next sector
    Bytes body;
};

struct BlockLogOptions {
    std::uint32_t segment_bytes =
        16 * 1024 * 1024;                    ///< a frame that does not fit makes its own larger
    std::uint32_t fill_bytes = 1024 * 1024;  ///< zeros in advance
};

enum class LogSync : std::uint8_t { kNow, kLater };

class BlockLog {
 public:
    explicit BlockLog(Disk& disk, BlockLogOptions options = {});

    /// The frame at `place` if it is whole and of `height`; nothing when damaged or absent.
    DiskResult<std::optional<LogFrame>> read(FramePlace place, std::uint64_t height);

    /// The frame of `height` that follows one that ends there.
    DiskResult<std::optional<LogFrame>> read_after(FramePlace end, std::uint64_t height);
    /// The first whole frame behind damage, of `from` or higher and at most `last`.
    DiskResult<std::optional<LogFrame>> search(FramePlace damaged, std::uint64_t from,
                                               std::uint64_t last);

    struct Recovery {
        FramePlace end;                       ///< where the next frame will go
        std::uint64_t torn_bytes = 0;         ///< cut off at the end
        std::vector<std::string> kept_aside;  ///< names of damaged segments, renamed
    };
    /// Reads every whole frame from `from`, whose height must be `height`, in order; `visit`
    /// returns false to refuse a frame (it and all behind it are kept aside). Then makes the log
    /// end there. `acknowledged` is the highest height known to have been synced: a bad frame up
    /// to it is damage, not a torn tail, and so is one before a frame that was written after its
    /// sync. Must run once before append.
    DiskResult<Recovery> recover(FramePlace from, std::uint64_t height, std::uint64_t acknowledged,
                                 const std::function<bool(const LogFrame&)>& visit);

    /// On return the frame is on the medium, or with kLater after the next `sync`.
    DiskResult<FramePlace> append(std::uint64_t height, ByteView body,
                                  LogSync when = LogSync::kNow);
    DiskResult<Done> sync();

    FramePlace end() const { return end_; }

    /// The oldest segment there is; 1 in an empty directory.
    DiskResult<std::uint32_t> first_segment() const;
    /// Height of the frame that a segment begins with; nothing when there is no whole one.
    DiskResult<std::optional<std::uint64_t>> first_height(std::uint32_t segment);
    /// Unlinks a segment that is not the one written to.
    DiskResult<Done> drop(std::uint32_t segment);

    /// Makes the log end at `place`, the beginning of a frame: what is behind it is gone for good.
    /// A power cut within leaves damage; see rewind.hpp.
    DiskResult<Done> cut(FramePlace place);

 private:
    DiskResult<DiskFile*> segment(std::uint32_t number);
    DiskResult<Done> start_segment(std::uint32_t number, std::uint64_t at_least);
    DiskResult<Done> make_room(FramePlace place, std::uint64_t end);
    DiskResult<bool> segment_exists(std::uint32_t number);
    DiskResult<bool> was_synced(FramePlace damaged, std::uint64_t height);
    DiskResult<Done> keep_aside_from(FramePlace place, Recovery& recovery);
    DiskResult<Done> copy_segment(std::uint32_t number, const std::string& to);
    DiskResult<std::uint64_t> clear_from(FramePlace place);
    DiskResult<Done> sync_end();

    Disk& disk_;
    BlockLogOptions options_;
    FramePlace end_;
    LogSync synced_ = LogSync::kNow;  ///< kLater: something waits for `sync`
    std::map<std::uint32_t, std::unique_ptr<DiskFile>> open_;
};

std::string segment_name(std::uint32_t number);

}  // namespace dure::chain
