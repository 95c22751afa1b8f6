// State and indexes as of the last flush, in SQLite: accounts, storage, code; where each block lies
// in the log; which block has a transaction. It can always be rebuilt from the log.
//
// SQLite has no page checksums, so nothing is believed: rows of the indexes carry a CRC and are
// read once in key order at the start (all tables are WITHOUT ROWID, so inner pages are rows too),
// code is checked against its hash, and the caller checks accounts and storage against the head's
// state root.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "chain/base/types.hpp"
#include "chain/block/header.hpp"
#include "chain/state/state_diff.hpp"
#include "chain/store/block_log.hpp"
#include "chain/store/sqlite.hpp"

namespace dure::chain {

struct IndexedBlock {
    std::uint64_t height = 0;
    Hash256 hash;
    FramePlace place;
    std::vector<Hash256> transactions;
};

struct IndexedTransaction {
    std::uint64_t height = 0;
    std::uint32_t position = 0;
};

/// What one flush writes, in one SQLite transaction.
struct StateBatch {
    Hash256 genesis_hash;
    Header head;
    FramePlace log_end;
    std::vector<StateDiff> diffs;      ///< oldest first
    std::vector<IndexedBlock> blocks;  ///< oldest first, up to head
};

struct StateSnapshot {
    Hash256 genesis_hash;
    Header head;
    FramePlace log_end;
    StateDiff state;  ///< all of it, against an empty world
};

class StateDb {
 public:
    static SqliteResult<std::unique_ptr<StateDb>> open(const std::string& path, const char* vfs);

    /// Nothing when new. Error kDamaged when a row or an order is wrong.
    SqliteResult<std::optional<StateSnapshot>> load();
    SqliteResult<Done> write(const StateBatch&);

    // Lookups; kDamaged when the row's CRC is wrong.
    SqliteResult<std::optional<FramePlace>> place(std::uint64_t height);
    SqliteResult<std::optional<std::uint64_t>> height(const Hash256& block_hash);
    SqliteResult<std::optional<IndexedTransaction>> transaction(const Hash256& hash);

 private:
    struct Statements;
    explicit StateDb(std::unique_ptr<Sqlite> db);
    SqliteResult<Done> prepare();
    SqliteResult<Done> verify_indexes(std::uint64_t blocks, std::uint64_t transactions);
    SqliteResult<StateDiff> load_state();
    SqliteResult<Done> write_diff(const StateDiff&);
    SqliteResult<Done> write_block(const IndexedBlock&);
    SqliteResult<Done> write_rows(const StateBatch&);

    std::unique_ptr<Sqlite> db_;
    std::unique_ptr<Statements> statements_;

 public:
    ~StateDb();
};

}  // namespace dure::chain
