// Going back to an earlier block, for developers' chains: in a community a final block stays.
//
// What shall be cut off stands in a file of its own before anything is cut, so a power cut in
// between leaves a rewind that the next start finishes, never a damaged log.
#pragma once

#include <cstdint>

#include "chain/store/block_log.hpp"
#include "chain/store/disk.hpp"

namespace dure::chain {

struct Rewind {
    std::uint64_t height = 0;  ///< the last block that stays
    FramePlace end;            ///< where the frame after it begins
};

/// On return the intention survives a power cut.
DiskResult<Done> begin_rewind(Disk&, const Rewind&);
/// It was carried out.
DiskResult<Done> end_rewind(Disk&);

/// Carries out what an earlier run began. Before the store is opened.
DiskResult<Done> finish_rewind(Disk&);

}  // namespace dure::chain
