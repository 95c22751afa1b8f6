#include "chain/store/chain_index.hpp"

#include <algorithm>
#include <bit>
#include <optional>

#include "chain/store/checksum.hpp"

namespace dure::chain {

namespace {

constexpr const char* kIndexSchema = R"(
CREATE TABLE IF NOT EXISTS place_pages (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS hash_pages (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
)";

constexpr std::size_t kPlaceBytes = 8, kHashBytes = 14, kCrcBytes = 4;
// A row fills a database page of 4 KiB and spills into no second one.
constexpr std::uint64_t kPlacesOfPage = 500, kHashesOfPage = 288;
constexpr std::size_t kMergedRuns = 8;
/// Merged no further: a merge is one burst of writes, 7 MiB of them at most.
constexpr std::uint64_t kLargestRun = 1 << 19;

constexpr std::size_t kSummaryHead = 8 + 4 + 4, kSummaryRun = 4 * 4;

Failure<SqliteError> index_damaged(const char* what) {
    return Failure{SqliteError{SqliteError::Kind::kDamaged, what}};
}

std::uint32_t page_crc(std::uint64_t id, ByteView payload) {
    Byte number[8];
    put_le64(number, id);
    return crc32c(ByteView{number}, payload);
}

std::uint64_t prefix_of(const Hash256& hash) {
    std::uint64_t prefix = 0;
    for (std::size_t i = 0; i < 8; ++i) prefix = prefix << 8 | hash.bytes[i];
    return prefix;
}

std::uint64_t pages(std::uint64_t entries) { return (entries + kHashesOfPage - 1) / kHashesOfPage; }
std::uint64_t page_id(const HashRun& run, std::uint64_t page) {
    return std::uint64_t{run.id} << 20 | page;
}
static_assert((kLargestRun + kHashesOfPage) / kHashesOfPage < (1 << 20));

/// Runs of one size class become one of the next.
std::uint64_t size_class(std::uint64_t entries) { return (std::bit_width(entries | 1) - 1) / 3; }

}  // namespace

SqliteResult<Done> ChainIndex::prepare() {
    if (auto made = db_.execute(kIndexSchema); !made) return made;
    auto& s = statements_;
    const struct {
        sqlite3_stmt** statement;
        const char* sql;
    } all[] = {
        {&s.put_place, "INSERT OR REPLACE INTO place_pages VALUES (?, ?)"},
        {&s.get_place, "SELECT bytes FROM place_pages WHERE id = ?"},
        {&s.put_hash, "INSERT INTO hash_pages VALUES (?, ?)"},
        {&s.get_hash, "SELECT bytes FROM hash_pages WHERE id = ?"},
        {&s.erase_hashes, "DELETE FROM hash_pages WHERE id BETWEEN ? AND ?"},
        {&s.erase_all_hashes, "DELETE FROM hash_pages"},
        {&s.erase_all_places, "DELETE FROM place_pages"},
    };
    for (const auto& [statement, sql] : all) {
        auto prepared = db_.prepare(sql);
        if (!prepared) return Failure{std::move(prepared).error()};
        *statement = *prepared;
    }
    return Done{};
}

Bytes ChainIndex::summary() const {
    Bytes out(kSummaryHead + runs_.size() * kSummaryRun);
    put_le64(out.data(), blocks_);
    put_le32(out.data() + 8, next_run_);
    put_le32(out.data() + 12, static_cast<std::uint32_t>(runs_.size()));
    auto* at = out.data() + kSummaryHead;
    for (const auto& run : runs_) {
        for (const auto field : {run.id, run.first, run.last, run.entries}) {
            put_le32(at, field);
            at += 4;
        }
    }
    return out;
}

bool ChainIndex::restore(ByteView summary) {
    blocks_ = 0;
    next_run_ = 1;
    runs_.clear();
    if (summary.size() < kSummaryHead) return false;
    const auto count = get_le32(summary.data() + 12);
    if (summary.size() != kSummaryHead + count * kSummaryRun) return false;
    std::uint64_t next = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto* at = summary.data() + kSummaryHead + i * kSummaryRun;
        const HashRun run{.id = get_le32(at),
                          .first = get_le32(at + 4),
                          .last = get_le32(at + 8),
                          .entries = get_le32(at + 12)};
        if (run.first != next || run.last < run.first || run.entries == 0) return false;
        next = std::uint64_t{run.last} + 1;
        runs_.push_back(run);
    }
    blocks_ = get_le64(summary.data());
    next_run_ = get_le32(summary.data() + 8);
    return blocks_ == next;
}

SqliteResult<Done> ChainIndex::put_page(Table table, std::uint64_t id, Bytes payload) {
    const auto crc = page_crc(id, payload);
    payload.resize(payload.size() + kCrcBytes);
    put_le32(payload.data() + payload.size() - kCrcBytes, crc);
    auto* statement = table == Table::kPlaces ? statements_.put_place : statements_.put_hash;
    return db_.start(statement).bind(id).bind(payload).run();
}

SqliteResult<Bytes> ChainIndex::get_page(Table table, std::uint64_t id, std::size_t size) {
    auto row = db_.start(table == Table::kPlaces ? statements_.get_place : statements_.get_hash);
    auto found = row.bind(id).step();
    if (!found) return Failure{std::move(found).error()};
    if (!*found) return index_damaged("a page of the index is missing");
    const auto bytes = row.bytes(0);
    if (bytes.size() != size + kCrcBytes ||
        get_le32(bytes.data() + size) != page_crc(id, bytes.first(size)))
        return index_damaged("a page of the index is damaged");
    return Bytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
}

// Places

SqliteResult<FramePlace> ChainIndex::place(std::uint64_t height) {
    const auto page = height / kPlacesOfPage;
    const auto held = std::min(blocks_ - page * kPlacesOfPage, kPlacesOfPage);
    auto bytes = get_page(Table::kPlaces, page, held * kPlaceBytes);
    if (!bytes) return Failure{std::move(bytes).error()};
    const auto* at = bytes->data() + height % kPlacesOfPage * kPlaceBytes;
    return FramePlace{.segment = get_le32(at), .offset = get_le32(at + 4)};
}

SqliteResult<Done> ChainIndex::add_places(std::span<const IndexedBlock> blocks) {
    Bytes page;
    if (const auto held = blocks_ % kPlacesOfPage; held != 0) {
        auto last = get_page(Table::kPlaces, blocks_ / kPlacesOfPage, held * kPlaceBytes);
        if (!last) return Failure{std::move(last).error()};
        page = *std::move(last);
    }
    for (const auto& block : blocks) {
        page.resize(page.size() + kPlaceBytes);
        put_le32(page.data() + page.size() - 8, block.place.segment);
        put_le32(page.data() + page.size() - 4, block.place.offset);
        const bool full = page.size() == kPlacesOfPage * kPlaceBytes;
        if (!full && &block != &blocks.back()) continue;
        auto put = put_page(Table::kPlaces, block.height / kPlacesOfPage, std::move(page));
        if (!put) return put;
        page.clear();
    }
    return Done{};
}

// Hashes

Bytes ChainIndex::encode_entries(std::span<const Entry> entries) {
    Bytes out(entries.size() * kHashBytes);
    auto* at = out.data();
    for (const auto& entry : entries) {
        put_le64(at, entry.prefix);
        put_le32(at + 8, entry.candidate.height);
        at[12] = static_cast<Byte>(entry.candidate.position);
        at[13] = static_cast<Byte>(entry.candidate.position >> 8);
        at += kHashBytes;
    }
    return out;
}

std::vector<ChainIndex::Entry> ChainIndex::decode_entries(ByteView payload) {
    std::vector<Entry> out;
    out.reserve(payload.size() / kHashBytes);
    for (const auto* at = payload.data(); at != payload.data() + payload.size(); at += kHashBytes) {
        const auto position = static_cast<std::uint16_t>(at[12] | at[13] << 8);
        out.push_back({.prefix = get_le64(at),
                       .candidate = {.height = get_le32(at + 8), .position = position}});
    }
    return out;
}

std::vector<ChainIndex::Entry> ChainIndex::entries_of(std::span<const IndexedBlock> blocks) {
    std::vector<Entry> out;
    for (const auto& block : blocks) {
        const auto height = static_cast<std::uint32_t>(block.height);
        out.push_back({.prefix = prefix_of(block.hash), .candidate = {.height = height}});
        for (std::size_t i = 0; i < block.transactions.size(); ++i) {
            out.push_back(
                {.prefix = prefix_of(block.transactions[i]),
                 .candidate = {.height = height, .position = static_cast<std::uint16_t>(i)}});
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

SqliteResult<std::vector<ChainIndex::Entry>> ChainIndex::hash_page(const HashRun& run,
                                                                   std::uint64_t page) {
    const auto held = std::min<std::uint64_t>(run.entries - page * kHashesOfPage, kHashesOfPage);
    auto bytes = get_page(Table::kHashes, page_id(run, page), held * kHashBytes);
    if (!bytes) return Failure{std::move(bytes).error()};
    return decode_entries(*bytes);
}

/// How many of the last runs a new one of `entries` takes in.
std::size_t ChainIndex::runs_to_merge(std::uint64_t entries) const {
    std::size_t taken = 0;
    for (;;) {
        // The runs behind those taken that are no larger than what there is by now.
        auto total = entries;
        std::size_t same = 0, smaller = 0;
        for (std::size_t i = taken; i < runs_.size(); ++i) {
            const auto size = runs_[runs_.size() - 1 - i].entries;
            if (size_class(size) > size_class(entries)) break;
            if (total + size > kLargestRun) break;
            total += size;
            ++same;
            if (size_class(size) < size_class(entries)) smaller = same;
        }
        if (same + 1 < kMergedRuns) same = smaller;
        if (same == 0) return taken;
        for (std::size_t i = 0; i < same; ++i)
            entries += runs_[runs_.size() - 1 - taken - i].entries;
        taken += same;
    }
}

SqliteResult<Done> ChainIndex::write_run(HashRun run, std::span<const Entry> entries) {
    for (std::uint64_t page = 0; page < pages(run.entries); ++page) {
        const auto from = page * kHashesOfPage;
        const auto n = std::min<std::uint64_t>(entries.size() - from, kHashesOfPage);
        auto put =
            put_page(Table::kHashes, page_id(run, page), encode_entries(entries.subspan(from, n)));
        if (!put) return put;
    }
    runs_.push_back(run);
    return Done{};
}

SqliteResult<Done> ChainIndex::add(std::span<const IndexedBlock> blocks) {
    if (blocks.empty()) return Done{};
    if (auto put = add_places(blocks); !put) return put;

    auto entries = entries_of(blocks);
    auto first = static_cast<std::uint32_t>(blocks.front().height);
    for (auto left = runs_to_merge(entries.size()); left > 0; --left) {
        const auto run = runs_.back();
        std::vector<Entry> theirs;
        theirs.reserve(run.entries);
        for (std::uint64_t page = 0; page < pages(run.entries); ++page) {
            auto some = hash_page(run, page);
            if (!some) return Failure{std::move(some).error()};
            theirs.insert(theirs.end(), some->begin(), some->end());
        }
        std::vector<Entry> both(entries.size() + theirs.size());
        std::merge(entries.begin(), entries.end(), theirs.begin(), theirs.end(), both.begin());
        entries = std::move(both);
        first = run.first;
        auto erased = db_.start(statements_.erase_hashes)
                          .bind(page_id(run, 0))
                          .bind(page_id(run, (1 << 20) - 1))
                          .run();
        if (!erased) return erased;
        runs_.pop_back();
    }
    blocks_ = blocks.back().height + 1;
    return write_run({.id = next_run_++,
                      .first = first,
                      .last = static_cast<std::uint32_t>(blocks.back().height),
                      .entries = static_cast<std::uint32_t>(entries.size())},
                     entries);
}

SqliteResult<Done> ChainIndex::clear() {
    blocks_ = 0;
    runs_.clear();
    if (auto erased = db_.start(statements_.erase_all_hashes).run(); !erased) return erased;
    return db_.start(statements_.erase_all_places).run();
}

SqliteResult<bool> ChainIndex::find_in(const HashRun& run, std::uint64_t prefix,
                                       const std::function<bool(const HashCandidate&)>& accept) {
    // The first page whose last entry is not smaller. Hashes are uniform: begin where it should
    // be, look at neighbours, then halve what is left.
    const Entry least{.prefix = prefix, .candidate = {.height = 0, .position = 0}};
    std::uint64_t low = 0, high = pages(run.entries);
    auto page = static_cast<std::uint64_t>(static_cast<double>(prefix) / 0x1p64 *
                                           static_cast<double>(high));
    constexpr int kNeighbours = 4;
    std::vector<Entry> entries;
    for (int step = 0; low < high; ++step) {
        page = std::clamp(page, low, high - 1);
        auto some = hash_page(run, page);
        if (!some) return Failure{std::move(some).error()};
        if (some->back() < least) {
            low = page + 1;
            page = step < kNeighbours ? low : low + (high - low) / 2;
            continue;
        }
        const bool begins_here = some->front() < least;
        entries = *std::move(some);
        high = page;
        if (begins_here) break;
        page =
            step < kNeighbours ? high - std::min<std::uint64_t>(high, 1) : low + (high - low) / 2;
    }
    for (page = high; page < pages(run.entries); ++page) {
        if (page != high) {
            auto some = hash_page(run, page);
            if (!some) return Failure{std::move(some).error()};
            entries = *std::move(some);
        }
        for (auto it = std::lower_bound(entries.begin(), entries.end(), least); it != entries.end();
             ++it) {
            if (it->prefix != prefix) return false;
            if (accept(it->candidate)) return true;
        }
    }
    return false;
}

SqliteResult<bool> ChainIndex::find(const Hash256& hash,
                                    const std::function<bool(const HashCandidate&)>& accept) {
    std::optional<SqliteError> error;
    for (auto run = runs_.rbegin(); run != runs_.rend(); ++run) {
        auto found = find_in(*run, prefix_of(hash), accept);
        if (found && *found) return true;
        if (!found && !error) error = found.error();
    }
    if (error) return Failure{*std::move(error)};
    return false;
}

SqliteResult<Done> ChainIndex::verify(std::size_t hash_pages) {
    for (std::uint64_t height = 0; height < blocks_; height += kPlacesOfPage) {
        if (auto read = place(height); !read) return Failure{std::move(read).error()};
    }
    for (auto run = runs_.rbegin(); run != runs_.rend(); ++run) {
        std::optional<Entry> last;
        for (std::uint64_t page = 0; page < pages(run->entries); ++page) {
            if (hash_pages-- == 0) return Done{};
            auto entries = hash_page(*run, page);
            if (!entries) return Failure{std::move(entries).error()};
            if (!std::is_sorted(entries->begin(), entries->end()) ||
                (last && !(*last < entries->front())))
                return index_damaged("a run of the index is not sorted");
            last = entries->back();
        }
    }
    return Done{};
}

}  // namespace dure::chain
