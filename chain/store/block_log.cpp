#include "chain/store/block_log.hpp"

#include <algorithm>
#include <cstdio>

#include "chain/base/mutant.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/store/checksum.hpp"
#include "chain/store/compression.hpp"

namespace dure::chain {

namespace {

constexpr std::size_t kLengthAt = 0, kHeightAt = 4, kCrcAt = 12, kKeccakAt = 16;
constexpr std::size_t kFrameHeader = 48;
constexpr std::uint32_t kCompressedBit = 1U << 31;
constexpr std::uint32_t kRowBit = 1U << 30;  ///< the frame before waited for a sync, too
/// What a disk writes whole or not at all.
constexpr std::uint32_t kSector = 512;
/// How far ahead of the expected height a frame behind damage may be.
constexpr std::uint64_t kSearchHeights = 1 << 20;
/// Old segments are read now and then: few file descriptors are enough.
constexpr std::size_t kOpenSegments = 4;

enum class Body : std::uint8_t { kPlain, kCompressed };
/// What lay on the medium when a frame was written.
enum class Before : std::uint8_t { kSynced, kUnsynced };

struct FrameHeader {
    std::uint32_t length = 0;
    Body body{};
    Before before{};
    std::uint64_t height = 0;
};

FrameHeader parse(const Byte* header) {
    const auto length = get_le32(header + kLengthAt);
    return {.length = length & ~(kCompressedBit | kRowBit),
            .body = (length & kCompressedBit) != 0 ? Body::kCompressed : Body::kPlain,
            .before = (length & kRowBit) != 0 ? Before::kUnsynced : Before::kSynced,
            .height = get_le64(header + kHeightAt)};
}

FramePlace at_sector(FramePlace place) {
    return {.segment = place.segment, .offset = (place.offset + kSector - 1) / kSector * kSector};
}

/// CRC of everything but itself: length and height, then keccak and body.
std::uint32_t frame_crc(ByteView frame) {
    return crc32c(frame.first(kCrcAt), frame.subspan(kKeccakAt));
}

bool is_whole(ByteView frame) {
    if (get_le32(frame.data() + kCrcAt) != frame_crc(frame)) return false;
    const auto digest = keccak256(frame.subspan(kFrameHeader));
    return std::equal(digest.bytes.begin(), digest.bytes.end(), frame.data() + kKeccakAt);
}

Bytes make_frame(std::uint64_t height, ByteView plain, Before before) {
    const auto compressed = compress(plain);
    const bool smaller = compressed && compressed->size() < plain.size();
    const auto body = smaller ? ByteView{*compressed} : plain;
    Bytes frame(kFrameHeader + body.size());
    put_le32(frame.data() + kLengthAt, static_cast<std::uint32_t>(body.size()) |
                                           (smaller ? kCompressedBit : 0) |
                                           (before == Before::kUnsynced ? kRowBit : 0));
    put_le64(frame.data() + kHeightAt, height);
    const auto digest = keccak256(body);
    std::copy(digest.bytes.begin(), digest.bytes.end(), frame.begin() + kKeccakAt);
    std::copy(body.begin(), body.end(), frame.begin() + kFrameHeader);
    put_le32(frame.data() + kCrcAt, frame_crc(frame));
    return frame;
}

DiskResult<Bytes> read_range(const DiskFile& file, std::uint64_t offset, std::uint64_t length) {
    Bytes bytes(length);
    auto got = file.read(offset, bytes);
    if (!got) return Failure{std::move(got).error()};
    bytes.resize(*got);
    return bytes;
}

/// A page: larger writes make large folios in the page cache, of which every later frame would
/// dirty a whole one.
constexpr std::size_t kZeroChunk = 4'096;

DiskResult<Done> fill_with_zeros(DiskFile& file, std::uint64_t from, std::uint64_t to) {
    const Bytes zeros(std::min<std::uint64_t>(kZeroChunk, to > from ? to - from : 0));
    for (auto at = from; at < to; at += zeros.size()) {
        const auto n = std::min<std::uint64_t>(zeros.size(), to - at);
        auto written = file.write(at, ByteView{zeros}.first(n));
        if (!written) return written;
    }
    return Done{};
}

}  // namespace

std::string segment_name(std::uint32_t number) {
    char name[32];
    std::snprintf(name, sizeof name, "blocks-%06u.log", number);
    return name;
}

BlockLog::BlockLog(Disk& disk, BlockLogOptions options) : disk_(disk), options_(options) {}

DiskResult<bool> BlockLog::segment_exists(std::uint32_t number) {
    auto file = segment(number);
    if (file) return true;
    if (file.error().kind == DiskError::Kind::kNotFound) return false;
    return Failure{std::move(file).error()};
}

DiskResult<DiskFile*> BlockLog::segment(std::uint32_t number) {
    if (const auto it = open_.find(number); it != open_.end()) return it->second.get();
    auto file = disk_.open(segment_name(number), OpenMode::kExisting);
    if (!file) return Failure{std::move(file).error()};
    if (open_.size() >= kOpenSegments) open_.erase(open_.begin());
    return open_.emplace(number, *std::move(file)).first->second.get();
}

DiskResult<std::optional<LogFrame>> BlockLog::read(FramePlace place, std::uint64_t height) {
    auto file = segment(place.segment);
    if (!file) {
        if (file.error().kind == DiskError::Kind::kNotFound) return std::optional<LogFrame>{};
        return Failure{std::move(file).error()};
    }
    auto size = (*file)->size();
    if (!size) return Failure{std::move(size).error()};
    auto frame = read_range(**file, place.offset, kFrameHeader);
    if (!frame) return Failure{std::move(frame).error()};
    if (frame->size() < kFrameHeader) return std::optional<LogFrame>{};
    const auto header = parse(frame->data());
    if (header.length == 0 || header.height != height ||
        place.offset + kFrameHeader + header.length > *size) {
        return std::optional<LogFrame>{};
    }
    frame->resize(kFrameHeader + header.length);
    auto body = (*file)->read(place.offset + kFrameHeader, std::span{*frame}.subspan(kFrameHeader));
    if (!body) return Failure{std::move(body).error()};
    if (*body != header.length || !is_whole(*frame)) return std::optional<LogFrame>{};
    const auto end = static_cast<std::uint32_t>(place.offset + frame->size());
    auto plain = Bytes(frame->begin() + kFrameHeader, frame->end());
    if (header.body == Body::kCompressed) {
        auto unpacked = decompress(plain);
        if (!unpacked) return std::optional<LogFrame>{};
        plain = *std::move(unpacked);
    }
    return std::optional{LogFrame{.height = height,
                                  .place = place,
                                  .end = {.segment = place.segment, .offset = end},
                                  .body = std::move(plain)}};
}

DiskResult<std::optional<LogFrame>> BlockLog::read_after(FramePlace end, std::uint64_t height) {
    // Logs of before have no gaps; a frame may have been too large for what was left.
    for (const auto place : {end, at_sector(end), {.segment = end.segment + 1, .offset = 0}}) {
        auto frame = read(place, height);
        if (!frame || *frame) return frame;
    }
    return std::optional<LogFrame>{};
}

DiskResult<std::optional<LogFrame>> BlockLog::search(FramePlace damaged, std::uint64_t from,
                                                     std::uint64_t last) {
    for (auto place = at_sector(damaged);; place = {.segment = place.segment + 1, .offset = 0}) {
        auto exists = segment_exists(place.segment);
        if (!exists) return Failure{std::move(exists).error()};
        if (!*exists) return std::optional<LogFrame>{};
        auto* file = open_.at(place.segment).get();
        auto size = file->size();
        if (!size) return Failure{std::move(size).error()};
        for (; place.offset + kFrameHeader < *size; place.offset += kSector) {
            auto header = read_range(*file, place.offset, kFrameHeader);
            if (!header) return Failure{std::move(header).error()};
            if (header->size() < kFrameHeader) break;
            const auto found = parse(header->data());
            if (found.length == 0 || found.height < from || found.height > last) continue;
            auto frame = read(place, found.height);
            if (!frame || *frame) return frame;
        }
    }
}

DiskResult<std::uint32_t> BlockLog::first_segment() const {
    auto names = disk_.list();
    if (!names) return Failure{std::move(names).error()};
    for (const auto& name : *names) {
        unsigned number = 0;
        // Others were kept aside under longer names.
        if (std::sscanf(name.c_str(), "blocks-%u.log", &number) == 1 &&
            name == segment_name(number))
            return std::uint32_t{number};
    }
    return std::uint32_t{1};
}

DiskResult<std::optional<std::uint64_t>> BlockLog::first_height(std::uint32_t number) {
    auto file = segment(number);
    if (!file) return Failure{std::move(file).error()};
    auto header = read_range(**file, 0, kFrameHeader);
    if (!header) return Failure{std::move(header).error()};
    if (header->size() < kFrameHeader) return std::optional<std::uint64_t>{};
    const auto height = parse(header->data()).height;
    auto frame = read({.segment = number, .offset = 0}, height);
    if (!frame) return Failure{std::move(frame).error()};
    return *frame ? std::optional{height} : std::nullopt;
}

DiskResult<Done> BlockLog::drop(std::uint32_t number) {
    open_.erase(number);
    if (auto removed = disk_.remove(segment_name(number)); !removed) return removed;
    return disk_.sync_directory();
}

DiskResult<BlockLog::Recovery> BlockLog::recover(
    FramePlace from, std::uint64_t height, std::uint64_t acknowledged,
    const std::function<bool(const LogFrame&)>& visit) {
    Recovery recovery{.end = from, .torn_bytes = 0, .kept_aside = {}};
    for (;; ++height) {
        auto frame = read_after(recovery.end, height);
        if (!frame) return Failure{std::move(frame).error()};
        if (!*frame) {
            auto synced = was_synced(recovery.end, height);
            if (!synced) return Failure{std::move(synced).error()};
            if (*synced || (height > 0 && height <= acknowledged)) {
                auto kept = keep_aside_from(recovery.end, recovery);
                if (!kept) return Failure{std::move(kept).error()};
            } else {
                auto torn = clear_from(recovery.end);
                if (!torn) return Failure{std::move(torn).error()};
                recovery.torn_bytes = *torn;
            }
            break;
        }
        // The visitor may keep something that stands on this frame: see `sync`.
        end_ = (*frame)->end;
        synced_ = LogSync::kLater;
        if (!visit(**frame)) {
            recovery.end = (*frame)->place;
            auto kept = keep_aside_from(recovery.end, recovery);
            if (!kept) return Failure{std::move(kept).error()};
            break;
        }
        recovery.end = (*frame)->end;
    }
    end_ = recovery.end;
    auto synced = sync_end();
    if (!synced) return Failure{std::move(synced).error()};
    synced_ = LogSync::kNow;
    return recovery;
}

/// A process that was killed between a write and its sync leaves a frame that is read like any and
/// is not on the medium yet: it is told as final now, so it must be.
DiskResult<Done> BlockLog::sync_end() {
    auto exists = segment_exists(end_.segment);
    if (!exists) return Failure{std::move(exists).error()};
    if (!*exists) return Done{};
    auto synced = open_.at(end_.segment)->sync();
    if (!synced) return synced;
    return disk_.sync_directory();
}

/// Whether a whole frame behind `damaged`, which should be of `height`, was written when that was
/// on the medium already.
DiskResult<bool> BlockLog::was_synced(FramePlace damaged, std::uint64_t height) {
    for (auto number = damaged.segment;; ++number) {
        auto exists = segment_exists(number);
        if (!exists || !*exists) return exists;
        auto* file = open_.at(number).get();
        auto size = file->size();
        if (!size) return Failure{std::move(size).error()};
        const std::uint64_t start = number == damaged.segment ? damaged.offset : 0;
        auto bytes = read_range(*file, start, *size > start ? *size - start : 0);
        if (!bytes) return Failure{std::move(bytes).error()};
        while (!bytes->empty() && bytes->back() == 0) bytes->pop_back();
        for (std::size_t at = 0; at + kFrameHeader < bytes->size(); ++at) {
            const auto header = parse(bytes->data() + at);
            if (header.length == 0 || header.before == Before::kUnsynced ||
                header.height <= height || header.height > height + kSearchHeights ||
                header.length > bytes->size() - at - kFrameHeader) {
                continue;
            }
            if (is_whole(ByteView{*bytes}.subspan(at, kFrameHeader + header.length))) return true;
        }
    }
}

/// The damaged segment is copied and cleared from `place` on, later ones are renamed: whatever of
/// that a power cut undoes, the frames before `place` stay where they are.
DiskResult<Done> BlockLog::keep_aside_from(FramePlace place, Recovery& recovery) {
    auto names = disk_.list();
    if (!names) return Failure{std::move(names).error()};
    const auto taken = [&](const std::string& name) {
        return std::binary_search(names->begin(), names->end(), name);
    };
    for (auto number = place.segment; taken(segment_name(number)); ++number) {
        auto aside = segment_name(number) + ".damaged";
        for (int i = 2; taken(aside); ++i)
            aside = segment_name(number) + ".damaged-" + std::to_string(i);
        recovery.kept_aside.push_back(aside);
        if (number != place.segment) {
            open_.erase(number);
            if (auto renamed = disk_.rename(segment_name(number), aside); !renamed) return renamed;
            continue;
        }
        if (auto copied = copy_segment(number, aside); !copied) return copied;
        if (auto cleared = clear_from(place); !cleared) return Failure{std::move(cleared).error()};
    }
    return disk_.sync_directory();
}

DiskResult<Done> BlockLog::copy_segment(std::uint32_t number, const std::string& to) {
    auto from = segment(number);
    if (!from) return Failure{std::move(from).error()};
    auto size = (*from)->size();
    if (!size) return Failure{std::move(size).error()};
    auto bytes = read_range(**from, 0, *size);
    if (!bytes) return Failure{std::move(bytes).error()};
    auto copy = disk_.open(to, OpenMode::kCreate);
    if (!copy) return Failure{std::move(copy).error()};
    if (auto written = (*copy)->write(0, *bytes); !written) return written;
    if (auto synced = (*copy)->sync(); !synced) return synced;
    return disk_.sync_directory();
}

DiskResult<std::uint64_t> BlockLog::clear_from(FramePlace place) {
    place = at_sector(place);
    auto exists = segment_exists(place.segment);
    if (!exists) return Failure{std::move(exists).error()};
    if (!*exists) return std::uint64_t{0};
    auto* file = open_.at(place.segment).get();
    auto size = file->size();
    if (!size) return Failure{std::move(size).error()};
    if (*size <= place.offset) return std::uint64_t{0};
    auto tail = read_range(*file, place.offset, *size - place.offset);
    if (!tail) return Failure{std::move(tail).error()};
    const auto last = std::find_if(tail->rbegin(), tail->rend(), [](Byte b) { return b != 0; });
    const auto torn = static_cast<std::uint64_t>(tail->rend() - last);
    if (torn == 0) return std::uint64_t{0};
    auto cleared = fill_with_zeros(*file, place.offset, place.offset + torn);
    if (!cleared) return Failure{std::move(cleared).error()};
    auto synced = file->sync();
    if (!synced) return Failure{std::move(synced).error()};
    return torn;
}

DiskResult<Done> BlockLog::start_segment(std::uint32_t number, std::uint64_t at_least) {
    auto file = disk_.open(segment_name(number), OpenMode::kCreate);
    if (!file) return Failure{std::move(file).error()};
    if (auto cut = (*file)->truncate(0); !cut) return cut;
    open_[number] = *std::move(file);
    if (auto room = make_room({.segment = number, .offset = 0}, at_least); !room) return room;
    if (auto synced = open_.at(number)->sync(); !synced) return synced;
    return disk_.sync_directory();
}

/// Zeros up to `end` at least, a step further when the segment allows it.
DiskResult<Done> BlockLog::make_room(FramePlace place, std::uint64_t end) {
    auto& file = *open_.at(place.segment);
    auto size = file.size();
    if (!size) return Failure{std::move(size).error()};
    if (*size >= end) return Done{};
    const auto step = std::min<std::uint64_t>(*size + options_.fill_bytes, options_.segment_bytes);
    return fill_with_zeros(file, *size, std::max(end, step));
}

DiskResult<FramePlace> BlockLog::append(std::uint64_t height, ByteView body, LogSync when) {
    if (when == LogSync::kNow) {
        if (auto synced = sync(); !synced) return Failure{std::move(synced).error()};
    }
    const auto before = [this] {
        return synced_ == LogSync::kNow ? Before::kSynced : Before::kUnsynced;
    };
    auto frame = make_frame(height, body, before());
    end_ = at_sector(end_);
    auto exists = segment_exists(end_.segment);
    if (!exists) return Failure{std::move(exists).error()};
    auto place = end_;
    const bool fits = place.offset == 0 || place.offset + frame.size() <= options_.segment_bytes;
    if (*exists && !fits) place = {.segment = end_.segment + 1, .offset = 0};
    // A segment without a frame may have been made just before a kill, its name never synced.
    if (!*exists || !fits || place.offset == 0) {
        if (auto synced = sync(); !synced) return Failure{std::move(synced).error()};
        if (parse(frame.data()).before != before()) frame = make_frame(height, body, before());
        auto started = start_segment(place.segment, place.offset + frame.size());
        if (!started) return Failure{std::move(started).error()};
    }
    if (auto room = make_room(place, place.offset + frame.size()); !room)
        return Failure{std::move(room).error()};
    auto& file = *open_.at(place.segment);
    if (auto written = file.write(place.offset, frame); !written)
        return Failure{std::move(written).error()};
    if (when == LogSync::kNow && !mutant(Mutant::kLogUnsynced)) {
        if (auto synced = file.sync(); !synced) return Failure{std::move(synced).error()};
    }
    synced_ = when;
    end_ = {.segment = place.segment,
            .offset = static_cast<std::uint32_t>(place.offset + frame.size())};
    return place;
}

DiskResult<Done> BlockLog::sync() {
    if (synced_ == LogSync::kNow) return Done{};
    if (auto synced = open_.at(end_.segment)->sync(); !synced) return synced;
    synced_ = LogSync::kNow;
    return Done{};
}

}  // namespace dure::chain
