// Where each block lies in the log, and which block has a hash or a transaction. Made so that a
// block costs few written bytes however long the chain is:
//
//   places   one array by height, in pages of 500
//   hashes   the first 8 bytes of every block's and transaction's hash, in sorted runs: a flush
//            writes a run of its own, eight runs of a size become one. So each entry is written
//            about once for each factor of eight between a flush and kLargestRun.
//
// Pages are rows of SQLite with a CRC over their number and bytes; which runs there are stands in
// the head's row (summary). The 8 bytes only propose a block: the caller compares the whole hash.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <vector>

#include "chain/base/types.hpp"
#include "chain/store/block_log.hpp"
#include "chain/store/sqlite.hpp"

namespace dure::chain {

struct IndexedBlock {
    std::uint64_t height = 0;
    Hash256 hash;
    FramePlace place;
    std::vector<Hash256> transactions;
};

/// What a hash may name: a transaction of a block, or the block itself.
struct HashCandidate {
    static constexpr std::uint16_t kBlockItself = 0xffff;
    std::uint32_t height = 0;
    std::uint16_t position = kBlockItself;
    friend bool operator==(const HashCandidate&, const HashCandidate&) = default;
};

/// The hashes of some consecutive blocks.
struct HashRun {
    std::uint32_t id = 0;
    std::uint32_t first = 0, last = 0;  ///< heights
    std::uint32_t entries = 0;
};

class ChainIndex {
 public:
    explicit ChainIndex(Sqlite& db) : db_(db) {}

    SqliteResult<Done> prepare();
    /// As the head's row has it. False when it contradicts itself.
    bool restore(ByteView summary);
    Bytes summary() const;
    std::uint64_t blocks() const { return blocks_; }
    std::span<const HashRun> runs() const { return runs_; }

    /// Reads all places and up to `hash_pages` pages of hashes. Error kDamaged.
    SqliteResult<Done> verify(std::size_t hash_pages);
    /// Blocks that follow the last one, within the caller's SQL transaction. When that is rolled
    /// back, `restore` an earlier summary.
    SqliteResult<Done> add(std::span<const IndexedBlock> blocks);
    /// Forgets everything, within the caller's SQL transaction.
    SqliteResult<Done> clear();

    // Lookups; kDamaged when a page is wrong.

    /// `height` < blocks().
    SqliteResult<FramePlace> place(std::uint64_t height);
    /// Proposes until `accept` says true; newest blocks first. False: no such hash.
    SqliteResult<bool> find(const Hash256& hash,
                            const std::function<bool(const HashCandidate&)>& accept);

 private:
    struct Entry {
        std::uint64_t prefix = 0;
        HashCandidate candidate;
        friend bool operator<(const Entry& a, const Entry& b) {
            if (a.prefix != b.prefix) return a.prefix < b.prefix;
            if (a.candidate.height != b.candidate.height)
                return a.candidate.height < b.candidate.height;
            return a.candidate.position < b.candidate.position;
        }
    };
    enum class Table : std::uint8_t { kPlaces, kHashes };

    static Bytes encode_entries(std::span<const Entry> entries);
    static std::vector<Entry> decode_entries(ByteView payload);
    static std::vector<Entry> entries_of(std::span<const IndexedBlock> blocks);
    SqliteResult<Done> put_page(Table table, std::uint64_t id, Bytes payload);
    /// The payload, `size` bytes.
    SqliteResult<Bytes> get_page(Table table, std::uint64_t id, std::size_t size);
    SqliteResult<std::vector<Entry>> hash_page(const HashRun& run, std::uint64_t page);
    SqliteResult<Done> add_places(std::span<const IndexedBlock> blocks);
    SqliteResult<Done> write_run(HashRun run, std::span<const Entry> entries);
    SqliteResult<bool> find_in(const HashRun& run, std::uint64_t prefix,
                               const std::function<bool(const HashCandidate&)>& accept);
    std::size_t runs_to_merge(std::uint64_t entries) const;

    Sqlite& db_;
    std::uint64_t blocks_ = 0;
    std::uint32_t next_run_ = 1;
    std::vector<HashRun> runs_;  ///< oldest blocks first

    struct Statements {
        sqlite3_stmt* put_place;
        sqlite3_stmt* get_place;
        sqlite3_stmt* put_hash;
        sqlite3_stmt* get_hash;
        sqlite3_stmt* erase_hashes;
        sqlite3_stmt* erase_all_hashes;
        sqlite3_stmt* erase_all_places;
    } statements_{};
};

}  // namespace dure::chain
