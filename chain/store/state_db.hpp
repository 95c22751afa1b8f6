// State and index as of the last flush, in SQLite: accounts, storage, code, and where the blocks
// and transactions are (chain_index.hpp). It can always be rebuilt from the log.
//
// SQLite has no page checksums, so nothing is believed: the head's row and the pages of the index
// carry a CRC, code is checked against its hash, and the caller checks accounts and storage against
// the head's state root.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "chain/base/types.hpp"
#include "chain/block/header.hpp"
#include "chain/state/state_diff.hpp"
#include "chain/store/block_log.hpp"
#include "chain/store/chain_index.hpp"
#include "chain/store/sqlite.hpp"

namespace dure::chain {

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

    /// Nothing when new. Error kDamaged when a row or an order is wrong. The index is not read.
    SqliteResult<std::optional<StateSnapshot>> load();
    SqliteResult<Done> write(const StateBatch&);
    /// The index anew, block by block up to the head: `next` gives some blocks at a time, and none
    /// at the end. kDamaged when they are not as many as the head says.
    SqliteResult<Done> rebuild_index(const std::function<std::vector<IndexedBlock>()>& next);

    /// A copy's state, and the index up to its head block by block, in a new database.
    SqliteResult<Done> restore(const StateSnapshot&,
                               const std::function<std::vector<IndexedBlock>()>& next);

    ChainIndex& index() { return index_; }

 private:
    struct Statements;
    explicit StateDb(std::unique_ptr<Sqlite> db);
    SqliteResult<Done> prepare();
    SqliteResult<StateDiff> load_state();
    SqliteResult<Done> write_diff(const StateDiff&);
    SqliteResult<Done> write_rows(const StateBatch&);
    SqliteResult<Done> write_head(const Hash256& genesis_hash, ByteView header, FramePlace log_end);
    /// `work` in one SQL transaction, then the write-ahead log moved into the file.
    SqliteResult<Done> commit(const std::function<SqliteResult<Done>()>& work);

    std::unique_ptr<Sqlite> db_;
    ChainIndex index_;
    std::unique_ptr<Statements> statements_;

 public:
    ~StateDb();
};

}  // namespace dure::chain
