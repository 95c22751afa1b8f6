#include "chain/store/header_archive.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "chain/store/checksum.hpp"
#include "chain/store/compression.hpp"

namespace dure::chain {

namespace {

constexpr std::array<Byte, 8> kArchiveMagic{'d', 'u', 'r', 'e', 'h', 'd', 'r', '1'};
constexpr std::size_t kFirstHeightAt = 8, kHeadersAt = 16, kChunksAt = 20, kArchiveHead = 24;
constexpr std::size_t kChunkSum = 4;
constexpr std::uint64_t kChunkHeaders = 64;
constexpr std::uint32_t kMostChunks = 1U << 20;

std::string archive_name(std::uint32_t segment) {
    char name[32];
    std::snprintf(name, sizeof name, "headers-%06u", segment);
    return name;
}

DiskError without_memory() { return {DiskError::Kind::kIo, "headers: no memory to compress"}; }

std::optional<Bytes> sealed_chunk(const std::vector<Header>& headers) {
    rlp::Encoder out;
    out.list([&](rlp::Encoder& list) {
        for (const auto& header : headers) append_to_list(list, header);
    });
    const auto packed = compress(out.bytes());
    if (!packed) return std::nullopt;
    Bytes chunk(kChunkSum);
    put_le32(chunk.data(), crc32c(*packed));
    chunk.insert(chunk.end(), packed->begin(), packed->end());
    return chunk;
}

std::optional<std::vector<Header>> open_chunk(ByteView chunk) {
    if (chunk.size() < kChunkSum || get_le32(chunk.data()) != crc32c(chunk.subspan(kChunkSum)))
        return std::nullopt;
    const auto plain = decompress(chunk.subspan(kChunkSum));
    if (!plain) return std::nullopt;
    std::vector<Header> headers;
    const auto error = rlp::decode(*plain, [&](rlp::Reader& in) {
        in.list([&](rlp::Reader& list) {
            while (list.more()) headers.push_back(read_header(list));
        });
    });
    if (error) return std::nullopt;
    return headers;
}

/// All of it, or nothing.
std::optional<Bytes> read_whole(const DiskFile& file, std::uint64_t at, std::size_t size) {
    Bytes out(size);
    const auto got = file.read(at, out);
    if (!got || *got != size) return std::nullopt;
    return out;
}

}  // namespace

DiskResult<Done> HeaderArchive::write(std::uint32_t segment, std::uint64_t first,
                                      const std::function<std::optional<Header>()>& next) {
    std::uint32_t count = 0;
    std::vector<std::uint32_t> ends;
    Bytes chunks;
    std::vector<Header> waiting;
    const auto finish_chunk = [&] {
        if (waiting.empty()) return true;
        const auto chunk = sealed_chunk(waiting);
        if (!chunk) return false;
        chunks.insert(chunks.end(), chunk->begin(), chunk->end());
        ends.push_back(static_cast<std::uint32_t>(chunks.size()));
        waiting.clear();
        return true;
    };
    while (auto header = next()) {
        ++count;
        waiting.push_back(*std::move(header));
        if (waiting.size() == kChunkHeaders && !finish_chunk()) return Failure{without_memory()};
    }
    if (!finish_chunk()) return Failure{without_memory()};

    Bytes out(kArchiveHead + 4 * ends.size() + kChunkSum);
    std::copy(kArchiveMagic.begin(), kArchiveMagic.end(), out.begin());
    put_le64(out.data() + kFirstHeightAt, first);
    put_le32(out.data() + kHeadersAt, count);
    put_le32(out.data() + kChunksAt, static_cast<std::uint32_t>(ends.size()));
    for (std::size_t i = 0; i < ends.size(); ++i)
        put_le32(out.data() + kArchiveHead + 4 * i, ends[i]);
    const auto summed = out.size() - kChunkSum;
    put_le32(out.data() + summed, crc32c(ByteView{out}.first(summed)));
    out.insert(out.end(), chunks.begin(), chunks.end());

    const auto name = archive_name(segment), draft = name + ".new";
    auto file = disk_.open(draft, OpenMode::kCreate);
    if (!file) return Failure{std::move(file).error()};
    if (auto cut = (*file)->truncate(0); !cut) return cut;
    if (auto written = (*file)->write(0, out); !written) return written;
    if (auto synced = (*file)->sync(); !synced) return synced;
    file->reset();
    if (opened_ && opened_->segment == segment) opened_.reset();
    if (chunk_ && chunk_->segment == segment) chunk_.reset();
    if (auto renamed = disk_.rename(draft, name); !renamed) return renamed;
    return disk_.sync_directory();
}

HeaderArchive::Opened* HeaderArchive::opened(std::uint32_t segment) {
    if (opened_ && opened_->segment == segment) return &*opened_;
    auto file = disk_.open(archive_name(segment), OpenMode::kExisting);
    if (!file) return nullptr;
    const auto head = read_whole(**file, 0, kArchiveHead);
    if (!head || !std::equal(kArchiveMagic.begin(), kArchiveMagic.end(), head->begin()))
        return nullptr;
    const auto chunks = get_le32(head->data() + kChunksAt);
    if (chunks > kMostChunks) return nullptr;
    const auto summed = kArchiveHead + 4 * std::size_t{chunks};
    const auto table = read_whole(**file, 0, summed + kChunkSum);
    if (!table || get_le32(table->data() + summed) != crc32c(ByteView{*table}.first(summed)))
        return nullptr;
    Opened out{.segment = segment,
               .file = *std::move(file),
               .range = {.first = get_le64(head->data() + kFirstHeightAt),
                         .count = get_le32(head->data() + kHeadersAt)},
               .chunks_at = summed + kChunkSum,
               .ends = {}};
    for (std::uint32_t i = 0; i < chunks; ++i)
        out.ends.push_back(get_le32(table->data() + kArchiveHead + 4 * std::size_t{i}));
    return &opened_.emplace(std::move(out));
}

const HeaderArchive::Chunk* HeaderArchive::chunk(Opened& file, std::uint64_t index) {
    if (chunk_ && chunk_->segment == file.segment && chunk_->index == index) return &*chunk_;
    if (index >= file.ends.size()) return nullptr;
    const std::uint64_t begin = index == 0 ? 0 : file.ends[index - 1];
    const std::uint64_t end = file.ends[index];
    if (end < begin) return nullptr;
    const auto bytes = read_whole(*file.file, file.chunks_at + begin, end - begin);
    if (!bytes) return nullptr;
    auto headers = open_chunk(*bytes);
    if (!headers) return nullptr;
    return &chunk_.emplace(
        Chunk{.segment = file.segment, .index = index, .headers = *std::move(headers)});
}

std::optional<HeaderArchive::Range> HeaderArchive::range(std::uint32_t segment) {
    const auto* file = opened(segment);
    if (file == nullptr) return std::nullopt;
    return file->range;
}

std::optional<Header> HeaderArchive::read(std::uint32_t segment, std::uint64_t height) {
    auto* file = opened(segment);
    if (file == nullptr || height < file->range.first || height >= file->range.end())
        return std::nullopt;
    const auto at = height - file->range.first;
    const auto* found = chunk(*file, at / kChunkHeaders);
    if (found == nullptr || at % kChunkHeaders >= found->headers.size()) return std::nullopt;
    const auto& header = found->headers[at % kChunkHeaders];
    if (header.number != height) return std::nullopt;
    return header;
}

}  // namespace dure::chain
