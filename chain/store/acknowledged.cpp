#include "chain/store/acknowledged.hpp"

#include <algorithm>
#include <array>

#include "chain/store/checksum.hpp"

namespace dure::chain {

namespace {
constexpr std::uint64_t kTurnBytes = 4'096;
constexpr std::size_t kHeightBytes = 12;
}  // namespace

DiskResult<Acknowledged> Acknowledged::open(Disk& disk) {
    auto file = disk.open("acknowledged", OpenMode::kCreate);
    if (!file) return Failure{std::move(file).error()};
    std::uint64_t height = 0;
    for (const std::uint64_t slot : {std::uint64_t{0}, std::uint64_t{1}}) {
        std::array<Byte, kHeightBytes> record{};
        auto got = (*file)->read(slot * kTurnBytes, record);
        if (!got) return Failure{std::move(got).error()};
        if (*got == kHeightBytes &&
            get_le32(record.data() + 8) == crc32c(ByteView{record}.first(8)))
            height = std::max(height, get_le64(record.data()));
    }
    return Acknowledged(*std::move(file), height);
}

DiskResult<Done> Acknowledged::write(std::uint64_t height) {
    std::array<Byte, kHeightBytes> record{};
    put_le64(record.data(), height);
    put_le32(record.data() + 8, crc32c(ByteView{record}.first(8)));
    auto written = file_->write(height % 2 * kTurnBytes, record);
    if (!written) return written;
    height_ = height;
    raised_ = true;
    return written;
}

DiskResult<Done> Acknowledged::sync() {
    auto synced = file_->sync();
    if (synced) raised_ = false;
    return synced;
}

DiskResult<Done> Acknowledged::raise(std::uint64_t height) {
    if (height <= height_) return Done{};
    return write(height);
}

DiskResult<Done> Acknowledged::accept_loss(std::uint64_t height) {
    if (height >= height_) return Done{};
    if (auto written = write(height); !written) return written;
    // Not the checksum of that height: the slot counts no more.
    std::array<Byte, kHeightBytes> none{};
    none.fill(0xff);
    if (auto cleared = file_->write((height + 1) % 2 * kTurnBytes, none); !cleared) return cleared;
    return sync();
}

}  // namespace dure::chain
