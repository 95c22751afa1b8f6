#include "app/dure-sim/faulty_content.hpp"

#include <algorithm>
#include <cstring>

namespace dure::sim {

using chain::Byte;
using chain::Bytes;
using chain::ByteView;

namespace {
/// Enough for a page's worth of overwritten sectors; older ones are the likeliest to have left.
constexpr std::size_t kOlderVersions = 8;
constexpr std::size_t kSizes = 8;

std::uint8_t bit(std::size_t sector) { return static_cast<std::uint8_t>(1U << sector); }

bool all_zero(ByteView bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](Byte b) { return b == 0; });
}
}  // namespace

FaultyContent::SharedPage& FaultyContent::page(Layer& layer, std::uint64_t index) {
    if (layer.pages.size() <= index) layer.pages.resize(index + 1);
    return layer.pages[index];
}

FaultyContent::Page& FaultyContent::own(Layer& layer, std::uint64_t index) {
    auto& shared = page(layer, index);
    if (!shared) {
        shared = std::make_shared<Page>();
        shared->fill(0);
    } else if (shared.use_count() > 1) {
        shared = std::make_shared<Page>(*shared);
    }
    return *shared;
}

std::size_t FaultyContent::read(std::uint64_t offset, std::span<Byte> into) const {
    if (offset >= seen_.size) return 0;
    const auto length = std::min<std::uint64_t>(into.size(), seen_.size - offset);
    for (std::uint64_t done = 0; done < length;) {
        const auto index = (offset + done) / kPage, at = (offset + done) % kPage;
        const auto n = std::min(length - done, kPage - at);
        const bool there = index < seen_.pages.size() && seen_.pages[index];
        if (there) {
            std::memcpy(into.data() + done, seen_.pages[index]->data() + at, n);
        } else {
            std::memset(into.data() + done, 0, n);
        }
        done += n;
    }
    return length;
}

void FaultyContent::resize(std::uint64_t size, std::uint64_t sequence) {
    if (size == seen_.size) return;
    seen_.size = size;
    if (sizes_.size() >= kSizes) sizes_.erase(sizes_.begin());
    sizes_.push_back({.sequence = sequence, .size = size});
}

void FaultyContent::overwrite(std::uint64_t index, std::size_t at, ByteView bytes,
                              std::uint64_t sequence) {
    const auto found = waiting_.find(index);
    const bool untouched = found == waiting_.end() && !page(seen_, index);
    if (untouched && all_zero(bytes)) return;  // zeros on zeros
    auto& target = own(seen_, index);
    auto& waiting = found == waiting_.end() ? waiting_[index] : found->second;
    for (auto sector = at / kSector; sector * kSector < at + bytes.size(); ++sector) {
        if ((waiting.waits & bit(sector)) != 0) {
            if (waiting.older.size() >= kOlderVersions) waiting.older.erase(waiting.older.begin());
            auto& old = waiting.older.emplace_back();
            old.sequence = waiting.written[sector];
            old.sector = sector;
            std::memcpy(old.bytes.data(), target.data() + sector * kSector, kSector);
        }
        waiting.waits |= bit(sector);
        waiting.forgotten &= static_cast<std::uint8_t>(~bit(sector));
        waiting.written[sector] = sequence;
    }
    std::memcpy(target.data() + at, bytes.data(), bytes.size());
}

void FaultyContent::write(std::uint64_t offset, ByteView bytes, std::uint64_t sequence) {
    for (std::uint64_t done = 0; done < bytes.size();) {
        const auto at = (offset + done) % kPage;
        const auto n = std::min<std::uint64_t>(bytes.size() - done, kPage - at);
        overwrite((offset + done) / kPage, at, bytes.subspan(done, n), sequence);
        done += n;
    }
    resize(std::max(seen_.size, offset + bytes.size()), sequence);
}

void FaultyContent::truncate(std::uint64_t size, std::uint64_t sequence) {
    static constexpr Page kZeros{};
    for (auto at = size; at < seen_.size;) {
        const auto index = at / kPage, within = at % kPage;
        const bool empty = index >= seen_.pages.size() || !seen_.pages[index];
        if (!empty) overwrite(index, within, ByteView{kZeros}.subspan(within), sequence);
        at = (index + 1) * kPage;
    }
    resize(size, sequence);
}

std::size_t FaultyContent::sync() {
    std::size_t pages = 0;
    for (auto it = waiting_.begin(); it != waiting_.end();) {
        auto& [index, waiting] = *it;
        if (waiting.waits != 0) ++pages;
        if (waiting.forgotten == 0) {
            page(medium_, index) = page(seen_, index);
            it = waiting_.erase(it);
            continue;
        }
        for (std::size_t sector = 0; sector < kPage / kSector; ++sector) {
            if ((waiting.waits & bit(sector)) == 0) continue;
            const auto at = sector * kSector;
            std::memcpy(own(medium_, index).data() + at, seen_.pages[index]->data() + at, kSector);
        }
        waiting.waits = 0;
        waiting.older.clear();
        ++it;
    }
    medium_.size = seen_.size;
    sizes_.clear();
    return pages;
}

void FaultyContent::fail_sync() {
    for (auto& [index, waiting] : waiting_) {
        waiting.forgotten |= waiting.waits;
        waiting.waits = 0;
        waiting.older.clear();
    }
}

void FaultyContent::collect_sequences(std::vector<std::uint64_t>& out) const {
    for (const auto& [index, waiting] : waiting_) {
        for (std::size_t sector = 0; sector < kPage / kSector; ++sector) {
            if ((waiting.waits & bit(sector)) != 0) out.push_back(waiting.written[sector]);
        }
        for (const auto& old : waiting.older) out.push_back(old.sequence);
    }
    for (const auto& at : sizes_) out.push_back(at.sequence);
}

void FaultyContent::flip(std::uint64_t offset, Byte mask) {
    const auto index = offset / kPage;
    const bool same = page(seen_, index) == page(medium_, index);
    auto& seen = own(seen_, index);
    seen[offset % kPage] = static_cast<Byte>(seen[offset % kPage] ^ mask);
    if (same) {
        page(medium_, index) = page(seen_, index);
        return;
    }
    auto& medium = own(medium_, index);
    medium[offset % kPage] = static_cast<Byte>(medium[offset % kPage] ^ mask);
}

void FaultyContent::restart() {
    for (auto it = waiting_.begin(); it != waiting_.end();) {
        auto& [index, waiting] = *it;
        for (std::size_t sector = 0; sector < kPage / kSector; ++sector) {
            if ((waiting.forgotten & bit(sector)) == 0) continue;
            const auto at = sector * kSector;
            const auto& old = page(medium_, index);
            auto& target = own(seen_, index);
            if (old) {
                std::memcpy(target.data() + at, old->data() + at, kSector);
            } else {
                std::memset(target.data() + at, 0, kSector);
            }
        }
        waiting.forgotten = 0;
        it = waiting.waits == 0 ? waiting_.erase(it) : std::next(it);
    }
}

void FaultyContent::take_sector(std::uint64_t index, std::size_t sector, const Waiting& waiting,
                                CutFate& fate) {
    const auto at = sector * kSector;
    const auto* newest = seen_.pages[index]->data() + at;
    const auto put = [&](const Byte* bytes) {
        std::memcpy(own(medium_, index).data() + at, bytes, kSector);
    };
    if (fate.cut() != Cut::kMixed) {
        if (fate.keeps(waiting.written[sector])) return put(newest);
        // What stood there before the moment of a torn cut may itself not have been synced.
        for (auto old = waiting.older.rbegin(); old != waiting.older.rend(); ++old) {
            if (fate.cut() == Cut::kTorn && old->sector == sector && fate.keeps(old->sequence))
                return put(old->bytes.data());
        }
        return;
    }
    switch (fate.dice().below(8)) {
        case 0: {  // noise
            std::array<Byte, kSector> noise{};
            for (std::size_t i = 0; i < kSector; i += 8) {
                const auto word = fate.dice().next();
                std::memcpy(noise.data() + i, &word, 8);
            }
            return put(noise.data());
        }
        case 1: {  // the new one begun, the rest as it was
            const auto n = fate.dice().below(kSector);
            std::memcpy(own(medium_, index).data() + at, newest, n);
            return;
        }
        case 2:
        case 3: {
            std::vector<const Version*> versions;
            for (const auto& old : waiting.older) {
                if (old.sector == sector) versions.push_back(&old);
            }
            if (!versions.empty()) put(versions[fate.dice().below(versions.size())]->bytes.data());
            return;
        }
        case 4:
        case 5:
            return;
        default:
            return put(newest);
    }
}

std::uint64_t FaultyContent::size_after(CutFate& fate) const {
    if (fate.cut() == Cut::kMixed) {
        const auto pick = fate.dice().below(sizes_.size() + 1);
        return pick == sizes_.size() ? medium_.size : sizes_[pick].size;
    }
    for (auto it = sizes_.rbegin(); it != sizes_.rend(); ++it) {
        if (fate.keeps(it->sequence)) return it->size;
    }
    return medium_.size;
}

void FaultyContent::power_cut(CutFate& fate) {
    for (const auto& [index, waiting] : waiting_) {
        for (std::size_t sector = 0; sector < kPage / kSector; ++sector) {
            if ((waiting.waits & bit(sector)) != 0) take_sector(index, sector, waiting, fate);
        }
    }
    medium_.size = size_after(fate);
    waiting_.clear();
    sizes_.clear();
    const auto pages = (medium_.size + kPage - 1) / kPage;
    if (medium_.pages.size() > pages) medium_.pages.resize(pages);
    if (const auto within = medium_.size % kPage;
        within != 0 && medium_.pages.size() == pages && medium_.pages.back()) {
        auto& last = own(medium_, pages - 1);
        std::fill(last.begin() + static_cast<std::ptrdiff_t>(within), last.end(), Byte{0});
    }
    seen_ = medium_;
}

}  // namespace dure::sim
