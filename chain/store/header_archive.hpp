// Headers, seals included, of blocks whose bodies were pruned: one file for each segment of the log
// that is gone (headers-000007 for blocks-000007.log). Written whole, then never changed.
//
//   magic ‖ first height u64 ‖ headers u32 ‖ chunks u32 ‖ end of each chunk u32 … ‖ CRC-32C
//   chunk = CRC-32C ‖ zstd(RLP list of up to 64 headers)
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "chain/block/header.hpp"
#include "chain/store/disk.hpp"

namespace dure::chain {

class HeaderArchive {
 public:
    explicit HeaderArchive(Disk& disk) : disk_(disk) {}

    /// The headers of `segment` in order, as `next` gives them until it has no more. On the medium
    /// on return, in place of an earlier file.
    DiskResult<Done> write(std::uint32_t segment, std::uint64_t first,
                           const std::function<std::optional<Header>()>& next);

    struct Range {
        std::uint64_t first = 0;
        std::uint64_t count = 0;
        std::uint64_t end() const { return first + count; }
    };
    /// Nothing when there is no such file or it is damaged.
    std::optional<Range> range(std::uint32_t segment);
    std::optional<Header> read(std::uint32_t segment, std::uint64_t height);

 private:
    struct Opened {
        std::uint32_t segment = 0;
        std::unique_ptr<DiskFile> file;
        Range range;
        std::uint64_t chunks_at = 0;
        std::vector<std::uint32_t> ends;  ///< from chunks_at
    };
    struct Chunk {
        std::uint32_t segment = 0;
        std::uint64_t index = 0;
        std::vector<Header> headers;
    };

    Opened* opened(std::uint32_t segment);
    const Chunk* chunk(Opened& file, std::uint64_t index);

    Disk& disk_;
    std::optional<Opened> opened_;
    std::optional<Chunk> chunk_;
};

}  // namespace dure::chain
