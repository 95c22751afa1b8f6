// A node's memory across power cuts: every final block goes to the log at once, state and indexes
// to SQLite now and then; what was not flushed is replayed from the log. What is damaged is said,
// kept aside under another name and rebuilt from what is whole. Design 03 section 3.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "chain/base/types.hpp"
#include "chain/state/state_diff.hpp"
#include "chain/store/acknowledged.hpp"
#include "chain/store/block_log.hpp"
#include "chain/store/block_record.hpp"
#include "chain/store/chain_index.hpp"
#include "chain/store/disk.hpp"
#include "chain/store/header_archive.hpp"
#include "chain/store/state_db.hpp"

namespace dure::chain {

struct StoreOptions {
    BlockLogOptions log;
    std::uint64_t flush_blocks = 64;
    std::int64_t flush_ms = 5 * 60 * 1'000;
    std::size_t flush_transactions = 16'384;  ///< a flush comes earlier on a busy chain
    // Blocks kept in memory for readers: whichever limit is reached first, and always the last
    // block.
    std::size_t recent_blocks = 256;
    std::size_t recent_transactions = 8'192;
};

struct StoredTransaction {
    std::uint64_t height = 0;
    std::uint32_t position = 0;
};

struct StoreNotice {
    enum class Kind : std::uint8_t {
        kTornTail,         ///< an unfinished block after a power cut was cut off: nothing is lost
        kStateRebuilt,     ///< the state was damaged, kept aside and is rebuilt from the blocks
        kIndexRebuilt,     ///< the index was damaged and is made anew from the blocks
        kIndexDamaged,     ///< answers about hashes may be missing until the next start mends it
        kLogDamaged,       ///< a part of the block log was damaged and kept aside
        kBlocksLost,       ///< acknowledged blocks could not be recovered
        kBlockUnreadable,  ///< one old block cannot be read; the state is whole
    };
    Kind kind{};
    std::string what;  ///< which file or heights
};

enum class Flushes : std::uint8_t { kAllowed, kHeld };

class Store {
 public:
    /// So many times StoreOptions::flush_blocks gather while blocks come in numbers.
    static constexpr std::uint64_t kTimesBehind = 8;

    static DiskResult<std::unique_ptr<Store>> open(Disk&, StoreOptions);

    /// Of block 0, if it is here and whole.
    DiskResult<std::optional<Hash256>> first_hash();
    /// What the last flush left, once; nothing when new or damaged.
    std::optional<StateSnapshot> take_snapshot();
    /// The snapshot's state does not have its head's root: keep it aside.
    DiskResult<Done> discard_state(const std::string& why);

    /// Hands the blocks after the snapshot (or all) to `execute`, which gives each one's changes,
    /// or nothing to refuse it and what follows. Must run once before append.
    using Execute = std::function<std::optional<StateDiff>(const SharedBlock&)>;
    DiskResult<Done> replay(const Execute& execute);

    /// On return the block survives a power cut, or with kLater after the next `sync`: for blocks
    /// that others have, nobody was told of yet, and come in numbers.
    DiskResult<Done> append(SharedBlock block, StateDiff diff, LogSync when = LogSync::kNow);
    DiskResult<Done> sync();
    DiskResult<Done> flush();
    /// kLater: blocks come in numbers; an account that many of them change is written once.
    bool wants_flush(LogSync when = LogSync::kNow) const {
        const auto most = options_.flush_blocks * (when == LogSync::kLater ? kTimesBehind : 1);
        return flushes_ == Flushes::kAllowed &&
               (diffs_.size() >= most || transactions_.size() >= options_.flush_transactions);
    }

    /// Which bodies may go: of blocks with earlier timestamps and lower numbers.
    struct Old {
        std::uint64_t before = 0;
        std::uint64_t below = 0;
    };
    /// Unlinks the oldest segment of the log when all its blocks are old and flushed; their headers
    /// stay, and a copy of the state that needs none of them. Whether one went.
    DiskResult<bool> prune(const Old& old);
    /// The first block whose body is here; those before were pruned.
    std::uint64_t oldest_body() const { return oldest_body_; }

    // Reads; nothing when unknown, pruned or unreadable (then also a notice).
    SharedBlock block(std::uint64_t height);
    std::optional<Header> header(std::uint64_t height);  ///< cheaper than the block
    std::optional<std::uint64_t> height(const Hash256& block_hash);
    std::optional<StoredTransaction> transaction(const Hash256& hash);

    /// Developers' chains only, see rewind.hpp: the state stays as of the last flush, so that
    /// `rewind` can go back to any block since.
    void hold_flushes(Flushes flushes) { flushes_ = flushes; }
    std::size_t unflushed_transactions() const { return transactions_.size(); }
    /// Makes `height` the last block, on the medium too. Must not lie before the last flush.
    DiskResult<Done> rewind(std::uint64_t height);

    std::uint64_t acknowledged() const { return acknowledged_.height(); }
    const std::vector<StoreNotice>& notices() const { return notices_; }

 private:
    Store(Disk& disk, StoreOptions options, Acknowledged acknowledged);
    DiskResult<Done> find_pruned();
    DiskResult<Done> open_state();
    DiskResult<Done> restore_base();
    DiskResult<Done> keep_base();
    DiskResult<Done> archive(std::uint32_t segment, std::uint64_t last);
    DiskResult<Done> check_index();
    SqliteResult<Done> rebuild_index();
    /// For the index: blocks 0 … `last` some at a time, from the archive and the log.
    std::function<std::vector<IndexedBlock>()> blocks_up_to(std::uint64_t last,
                                                            std::optional<DiskError>& error);
    void index_is_damaged(const SqliteError& error);
    void remember(const SharedBlock& block, FramePlace place, StateDiff diff);
    SharedBlock recent(std::uint64_t height) const;
    SqliteResult<std::optional<FramePlace>> place(std::uint64_t height);
    std::optional<LogFrame> frame(std::uint64_t height);
    std::optional<Header> archived_header(std::uint64_t height);
    void unreadable(std::uint64_t height, const std::string& why);

    Disk& disk_;
    StoreOptions options_;
    Acknowledged acknowledged_;
    BlockLog log_;
    HeaderArchive archive_;
    std::uint32_t first_segment_ = 1;
    std::uint64_t oldest_body_ = 0;
    std::optional<std::uint64_t> base_height_;  ///< of the copy of the state
    std::unique_ptr<StateDb> state_;
    std::optional<StateSnapshot> snapshot_;
    std::optional<std::uint64_t> flushed_;  ///< height of the last flush
    Flushes flushes_ = Flushes::kAllowed;
    FramePlace replay_from_;
    Hash256 genesis_hash_;

    std::deque<SharedBlock> recent_;  ///< the last blocks, oldest first
    std::size_t recent_transactions_ = 0;
    SharedBlock last_read_;  ///< from the log
    // Not flushed yet:
    std::vector<StateDiff> diffs_;
    std::vector<IndexedBlock> indexed_;
    FramePlace log_end_;
    std::unordered_map<Hash256, std::uint64_t> heights_;
    std::unordered_map<Hash256, StoredTransaction> transactions_;

    std::vector<StoreNotice> notices_;
};

}  // namespace dure::chain
