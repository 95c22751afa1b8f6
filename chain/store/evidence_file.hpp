// Evidence against validators, kept across restarts. File `evidence`: frames of length u32 ‖
// CRC-32C u32 ‖ RLP, each synced; the first frame that is not whole ends it. Small and bounded: few
// of each validator, for one that lies goes on lying.
#pragma once

#include <memory>
#include <vector>

#include "chain/consensus/evidence.hpp"
#include "chain/store/disk.hpp"

namespace dure::chain {

class EvidenceFile {
 public:
    static constexpr std::size_t kMost = 256;
    static constexpr std::size_t kMostOfOne = 16;

    static DiskResult<EvidenceFile> open(Disk&);

    /// Oldest first.
    const std::vector<Evidence>& all() const { return all_; }
    enum class Kept : std::uint8_t { kYes, kEnough };
    DiskResult<Kept> add(const Evidence&);

 private:
    explicit EvidenceFile(std::unique_ptr<DiskFile> file) : file_(std::move(file)) {}

    std::unique_ptr<DiskFile> file_;
    std::uint64_t end_ = 0;
    std::vector<Evidence> all_;
};

}  // namespace dure::chain
