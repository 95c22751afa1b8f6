#include "chain/store/rewind.hpp"

#include <algorithm>
#include <array>

#include "chain/store/acknowledged.hpp"
#include "chain/store/checksum.hpp"
#include "chain/store/store.hpp"

namespace dure::chain {

namespace {
constexpr const char* kRewindFile = "rewind";
constexpr std::size_t kTargetAt = 0, kSegmentAt = 8, kOffsetAt = 12, kSumAt = 16;
constexpr std::size_t kBytes = 20;
}  // namespace

DiskResult<Done> begin_rewind(Disk& disk, const Rewind& rewind) {
    std::array<Byte, kBytes> record{};
    put_le64(record.data() + kTargetAt, rewind.height);
    put_le32(record.data() + kSegmentAt, rewind.end.segment);
    put_le32(record.data() + kOffsetAt, rewind.end.offset);
    put_le32(record.data() + kSumAt, crc32c(ByteView{record}.first(kSumAt)));
    auto file = disk.open(kRewindFile, OpenMode::kCreate);
    if (!file) return Failure{std::move(file).error()};
    if (auto written = (*file)->write(0, record); !written) return written;
    if (auto synced = (*file)->sync(); !synced) return synced;
    return disk.sync_directory();
}

DiskResult<Done> end_rewind(Disk& disk) {
    if (auto removed = disk.remove(kRewindFile); !removed) return removed;
    return disk.sync_directory();
}

DiskResult<Done> finish_rewind(Disk& disk) {
    auto file = disk.open(kRewindFile, OpenMode::kExisting);
    if (!file) {
        if (file.error().kind == DiskError::Kind::kNotFound) return Done{};
        return Failure{std::move(file).error()};
    }
    std::array<Byte, kBytes> record{};
    auto got = (*file)->read(0, record);
    if (!got) return Failure{std::move(got).error()};
    // A torn intention was never acted on.
    if (*got == kBytes &&
        get_le32(record.data() + kSumAt) == crc32c(ByteView{record}.first(kSumAt))) {
        auto acknowledged = Acknowledged::open(disk);
        if (!acknowledged) return Failure{std::move(acknowledged).error()};
        auto lowered = acknowledged->accept_loss(get_le64(record.data() + kTargetAt));
        if (!lowered) return lowered;
        auto cut = BlockLog(disk).cut({.segment = get_le32(record.data() + kSegmentAt),
                                       .offset = get_le32(record.data() + kOffsetAt)});
        if (!cut) return cut;
    }
    file->reset();
    return end_rewind(disk);
}

DiskResult<Done> BlockLog::cut(FramePlace place) {
    auto names = disk_.list();
    if (!names) return Failure{std::move(names).error()};
    for (auto number = place.segment + 1;
         std::binary_search(names->begin(), names->end(), segment_name(number)); ++number) {
        open_.erase(number);
        if (auto removed = disk_.remove(segment_name(number)); !removed) return removed;
    }
    if (auto cleared = clear_from(place); !cleared) return Failure{std::move(cleared).error()};
    end_ = place;
    return disk_.sync_directory();
}

DiskResult<Done> Store::rewind(std::uint64_t height) {
    if (indexed_.empty() || indexed_.back().height <= height) return Done{};
    if (height + 1 < indexed_.front().height) {
        return Failure{DiskError{DiskError::Kind::kIo, "block " + std::to_string(height) +
                                                           " lies before the last flush"}};
    }
    const auto kept = static_cast<std::ptrdiff_t>(height + 1 - indexed_.front().height);
    const auto end = indexed_[static_cast<std::size_t>(kept)].place;
    if (auto begun = begin_rewind(disk_, {.height = height, .end = end}); !begun) return begun;
    if (auto lowered = acknowledged_.accept_loss(height); !lowered) return lowered;
    if (auto cut = log_.cut(end); !cut) return cut;
    if (auto ended = end_rewind(disk_); !ended) return ended;

    for (auto gone = indexed_.begin() + kept; gone != indexed_.end(); ++gone) {
        heights_.erase(gone->hash);
        for (const auto& hash : gone->transactions) transactions_.erase(hash);
    }
    indexed_.erase(indexed_.begin() + kept, indexed_.end());
    diffs_.erase(diffs_.begin() + kept, diffs_.end());
    log_end_ = end;
    last_read_.reset();
    while (!recent_.empty() && recent_.back()->header().number > height) {
        recent_transactions_ -= recent_.back()->transaction_hashes.size();
        recent_.pop_back();
    }
    if (!recent_.empty()) return Done{};
    // The last block is always held in memory.
    auto last = block(height);
    if (!last)
        return Failure{
            DiskError{DiskError::Kind::kIo, "block " + std::to_string(height) + " is unreadable"}};
    recent_transactions_ = last->transaction_hashes.size();
    recent_.push_back(std::move(last));
    return Done{};
}

}  // namespace dure::chain
