#include "chain/store/store.hpp"

#include <algorithm>

#include "chain/consensus/extra_data.hpp"
#include "chain/store/base_state.hpp"

namespace dure::chain {

namespace {

constexpr const char* kStateFile = "state.db";
// Their existence is a message to the next start.
constexpr const char* kStateSuspect = "state.suspect";
constexpr const char* kIndexSuspect = "index.suspect";
/// So much of the index is read at every start (32 MiB); the rest is checked when it is read.
constexpr std::size_t kVerifiedPages = 8'192;
/// While rebuilding from many blocks, what waits for a flush stays small.
constexpr std::size_t kReplayFlushBlocks = 1'024;

Failure<DiskError> failed(const SqliteError& error) {
    const auto kind = error.kind == SqliteError::Kind::kNoSpace ? DiskError::Kind::kNoSpace
                                                                : DiskError::Kind::kIo;
    return Failure{DiskError{kind, std::string(kStateFile) + ": " + error.what}};
}

/// Best effort: what goes wrong here is found again later.
void leave_message(Disk& disk, const char* name) {
    if (auto file = disk.open(name, OpenMode::kCreate)) static_cast<void>(disk.sync_directory());
}

DiskResult<bool> has_message(const Disk& disk, const char* name) {
    auto names = disk.list();
    if (!names) return Failure{std::move(names).error()};
    return std::binary_search(names->begin(), names->end(), name);
}

DiskResult<Done> take_message(Disk& disk, const char* name) {
    auto there = has_message(disk, name);
    if (!there) return Failure{std::move(there).error()};
    if (!*there) return Done{};
    if (auto removed = disk.remove(name); !removed) return removed;
    return disk.sync_directory();
}

std::string joined(const std::vector<std::string>& names) {
    std::string out;
    for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
    return out;
}

}  // namespace

Store::Store(Disk& disk, StoreOptions options, Acknowledged acknowledged)
    : disk_(disk),
      options_(options),
      acknowledged_(std::move(acknowledged)),
      log_(disk, options.log),
      archive_(disk) {}

DiskResult<std::unique_ptr<Store>> Store::open(Disk& disk, StoreOptions options) {
    auto acknowledged = Acknowledged::open(disk);
    if (!acknowledged) return Failure{std::move(acknowledged).error()};
    auto store = std::unique_ptr<Store>(new Store(disk, options, *std::move(acknowledged)));
    if (auto found = store->find_pruned(); !found) return Failure{std::move(found).error()};
    if (auto opened = store->open_state(); !opened) return Failure{std::move(opened).error()};
    return store;
}

DiskResult<Done> Store::open_state() {
    auto suspect = has_message(disk_, kStateSuspect);
    if (!suspect) return Failure{std::move(suspect).error()};
    if (*suspect) return discard_state("it was found damaged when it was to be written");

    auto db = StateDb::open(disk_.sqlite_path(kStateFile), disk_.sqlite_vfs());
    if (!db) {
        if (db.error().kind != SqliteError::Kind::kDamaged) return failed(db.error());
        return discard_state(db.error().what);
    }
    state_ = *std::move(db);
    auto snapshot = state_->load();
    if (!snapshot) {
        if (snapshot.error().kind != SqliteError::Kind::kDamaged) return failed(snapshot.error());
        return discard_state(snapshot.error().what);
    }
    snapshot_ = *std::move(snapshot);
    if (snapshot_) {
        flushed_ = snapshot_->head.number;
        replay_from_ = snapshot_->log_end;
        genesis_hash_ = snapshot_->genesis_hash;
        return check_index();
    }
    return restore_base();
}

DiskResult<Done> Store::find_pruned() {
    auto first = log_.first_segment();
    if (!first) return Failure{std::move(first).error()};
    if (*first == 1) return Done{};
    const auto before = archive_.range(*first - 1);
    if (!before) return Done{};  // not pruned but lost: found when it is read
    first_segment_ = *first;
    oldest_body_ = before->end();
    return Done{};
}

/// Where bodies are gone the state cannot be made from the first block on.
DiskResult<Done> Store::restore_base() {
    if (oldest_body_ == 0) return Done{};
    auto base = read_base_state(disk_);
    if (!base) return Failure{std::move(base).error()};
    if (!*base) {
        return Failure{DiskError{DiskError::Kind::kIo,
                                 "the state is lost, and so is its copy; the blocks before " +
                                     std::to_string(oldest_body_) + " were pruned"}};
    }
    std::optional<DiskError> error;
    auto restored = state_->restore(**base, blocks_up_to((*base)->head.number, error));
    if (error) return Failure{*error};
    if (!restored) return failed(restored.error());
    snapshot_ = **std::move(base);
    flushed_ = snapshot_->head.number;
    replay_from_ = snapshot_->log_end;
    genesis_hash_ = snapshot_->genesis_hash;
    return Done{};
}

DiskResult<Done> Store::check_index() {
    auto suspect = has_message(disk_, kIndexSuspect);
    if (!suspect) return Failure{std::move(suspect).error()};
    auto sound = state_->index().verify(kVerifiedPages);
    if (sound && !*suspect) return Done{};
    if (!sound && sound.error().kind != SqliteError::Kind::kDamaged) return failed(sound.error());
    const auto why = sound ? "a page of the index was found damaged" : sound.error().what;
    if (auto rebuilt = rebuild_index(); !rebuilt) {
        if (rebuilt.error().kind != SqliteError::Kind::kDamaged) return failed(rebuilt.error());
        return discard_state(why + "; " + rebuilt.error().what);
    }
    notices_.push_back({StoreNotice::Kind::kIndexRebuilt, why});
    return take_message(disk_, kIndexSuspect);
}

std::function<std::vector<IndexedBlock>()> Store::blocks_up_to(std::uint64_t last,
                                                               std::optional<DiskError>& error) {
    return [this, last, &error, height = std::uint64_t{0}, segment = std::uint32_t{1},
            end = FramePlace{.segment = first_segment_, .offset = 0},
            ahead = std::optional<LogFrame>{}]() mutable {
        std::vector<IndexedBlock> blocks;
        for (; height <= last && blocks.size() < kReplayFlushBlocks; ++height) {
            if (height < oldest_body_) {
                while (const auto range = archive_.range(segment)) {
                    if (height < range->end()) break;
                    ++segment;
                }
                const auto kept = archive_.read(segment, height);
                blocks.push_back({.height = height,
                                  .hash = kept ? chain::block_hash(*kept) : Hash256{},
                                  .place = {.segment = segment, .offset = 0},
                                  .transactions = {}});
                continue;
            }
            // A block that is damaged itself is passed over: it has a place where nothing is.
            auto& block = blocks.emplace_back(
                IndexedBlock{.height = height, .hash = {}, .place = {}, .transactions = {}});
            if (!ahead) {
                auto frame = log_.read_after(end, height);
                if (frame && !*frame) frame = log_.search(end, height, last);
                if (!frame) {
                    error = frame.error();
                    return std::vector<IndexedBlock>{};
                }
                ahead = *std::move(frame);
            }
            if (!ahead || ahead->height != height) continue;
            const auto frame = *std::exchange(ahead, std::nullopt);
            end = frame.end;
            auto record = decode_block_record(frame.body);
            if (!record) continue;
            block.hash = record->hash;
            block.place = frame.place;
            block.transactions = std::move(record->transaction_hashes);
        }
        return blocks;
    };
}

SqliteResult<Done> Store::rebuild_index() {
    std::optional<DiskError> error;
    auto rebuilt = state_->rebuild_index(blocks_up_to(*flushed_, error));
    if (error) return Failure{SqliteError{SqliteError::Kind::kUnavailable, error->what}};
    return rebuilt;
}

void Store::index_is_damaged(const SqliteError& error) {
    for (const auto& notice : notices_) {
        if (notice.kind == StoreNotice::Kind::kIndexDamaged) return;
    }
    notices_.push_back({StoreNotice::Kind::kIndexDamaged, error.what});
    leave_message(disk_, kIndexSuspect);
}

DiskResult<Done> Store::discard_state(const std::string& why) {
    state_.reset();
    snapshot_.reset();
    flushed_.reset();
    replay_from_ = {};
    auto names = disk_.list();
    if (!names) return Failure{std::move(names).error()};
    const auto taken = [&](const std::string& name) {
        return std::binary_search(names->begin(), names->end(), name);
    };
    std::string suffix = ".damaged";
    for (int i = 2; taken(kStateFile + suffix); ++i) suffix = ".damaged-" + std::to_string(i);
    for (const std::string part : {"", "-wal", "-shm"}) {
        const auto name = kStateFile + part;
        if (!taken(name)) continue;
        if (auto renamed = disk_.rename(name, kStateFile + suffix + part); !renamed) return renamed;
    }
    if (auto synced = disk_.sync_directory(); !synced) return synced;
    notices_.push_back(
        {StoreNotice::Kind::kStateRebuilt, why + "; kept as " + kStateFile + suffix});

    for (const auto* message : {kStateSuspect, kIndexSuspect}) {
        if (auto taken_away = take_message(disk_, message); !taken_away) return taken_away;
    }
    auto db = StateDb::open(disk_.sqlite_path(kStateFile), disk_.sqlite_vfs());
    if (!db) return failed(db.error());
    state_ = *std::move(db);
    return restore_base();
}

DiskResult<std::optional<Hash256>> Store::first_hash() {
    if (oldest_body_ > 0) {
        const auto kept = archive_.read(1, 0);
        return kept ? std::optional{chain::block_hash(*kept)} : std::nullopt;
    }
    auto frame = log_.read({}, 0);
    if (!frame) return Failure{std::move(frame).error()};
    if (!*frame) return std::optional<Hash256>{};
    const auto record = decode_block_record((*frame)->body);
    return record ? std::optional{record->hash} : std::nullopt;
}

std::optional<StateSnapshot> Store::take_snapshot() { return std::exchange(snapshot_, {}); }

DiskResult<Done> Store::replay(const Execute& execute) {
    const auto first = flushed_ ? *flushed_ + 1 : 0;
    auto next = first;
    std::optional<DiskError> flush_error;
    auto recovery =
        log_.recover(replay_from_, first, acknowledged_.height(), [&](const LogFrame& frame) {
            auto record = decode_block_record(frame.body);
            if (!record || record->header().number != frame.height) return false;
            const auto block = std::make_shared<const BlockRecord>(*std::move(record));
            auto diff = execute(block);
            if (!diff) return false;
            remember(block, frame.place, *std::move(diff));
            log_end_ = frame.end;
            next = frame.height + 1;
            if (!flush_error && diffs_.size() >= kReplayFlushBlocks) {
                if (auto flushed = flush(); !flushed) flush_error = flushed.error();
            }
            return true;
        });
    if (!recovery) return Failure{std::move(recovery).error()};
    if (flush_error) return Failure{*flush_error};
    log_end_ = recovery->end;

    if (recovery->torn_bytes > 0) {
        notices_.push_back({StoreNotice::Kind::kTornTail,
                            std::to_string(recovery->torn_bytes) + " bytes after block " +
                                std::to_string(next == 0 ? 0 : next - 1)});
    }
    if (!recovery->kept_aside.empty()) {
        notices_.push_back(
            {StoreNotice::Kind::kLogDamaged, "kept as " + joined(recovery->kept_aside)});
    }
    if (next <= acknowledged_.height() && acknowledged_.height() > 0) {
        notices_.push_back(
            {StoreNotice::Kind::kBlocksLost,
             "blocks " + std::to_string(next) + " to " + std::to_string(acknowledged_.height())});
        // Said once. Otherwise every start until that height is reached again would find the log
        // too short, keep it aside once more, and not notice a loss of the new blocks.
        return acknowledged_.accept_loss(next == 0 ? 0 : next - 1);
    }
    // What was on its way to the medium is there now, and told.
    if (next == 0) return Done{};
    if (auto raised = acknowledged_.raise(next - 1); !raised) return raised;
    return acknowledged_.sync_if_raised();
}

void Store::remember(const SharedBlock& block, FramePlace place, StateDiff diff) {
    const auto height = block->header().number;
    if (height == 0) genesis_hash_ = block->hash;
    heights_[block->hash] = height;
    for (std::uint32_t i = 0; i < block->transaction_hashes.size(); ++i)
        transactions_[block->transaction_hashes[i]] = {.height = height, .position = i};
    indexed_.push_back({.height = height,
                        .hash = block->hash,
                        .place = place,
                        .transactions = block->transaction_hashes});
    diffs_.push_back(std::move(diff));
    recent_.push_back(block);
    recent_transactions_ += block->transaction_hashes.size();
    while (recent_.size() > 1 && (recent_.size() > options_.recent_blocks ||
                                  recent_transactions_ > options_.recent_transactions)) {
        recent_transactions_ -= recent_.front()->transaction_hashes.size();
        recent_.pop_front();
    }
}

DiskResult<Done> Store::append(SharedBlock block, StateDiff diff, LogSync when) {
    const auto height = block->header().number;
    if (when == LogSync::kLater) {
        if (auto synced = acknowledged_.sync_if_raised(); !synced) return synced;
    }
    auto place = log_.append(height, encode(*block), when);
    if (!place) return Failure{std::move(place).error()};
    log_end_ = log_.end();
    remember(block, *place, std::move(diff));
    if (when == LogSync::kLater) return Done{};
    return acknowledged_.raise(height);
}

DiskResult<Done> Store::sync() {
    if (recent_.empty()) return Done{};
    if (auto synced = log_.sync(); !synced) return synced;
    if (auto raised = acknowledged_.raise(recent_.back()->header().number); !raised) return raised;
    return acknowledged_.sync_if_raised();
}

DiskResult<Done> Store::flush() {
    if (diffs_.empty() || flushes_ == Flushes::kHeld) return Done{};
    // The state never stands on a block that is not on the medium.
    if (auto synced = log_.sync(); !synced) return synced;
    auto written = state_->write({.genesis_hash = genesis_hash_,
                                  .head = recent_.back()->header(),
                                  .log_end = log_end_,
                                  .diffs = diffs_,
                                  .blocks = indexed_});
    if (!written) {
        if (written.error().kind == SqliteError::Kind::kDamaged)
            leave_message(disk_, kStateSuspect);
        return failed(written.error());
    }
    flushed_ = recent_.back()->header().number;
    diffs_.clear();
    indexed_.clear();
    heights_.clear();
    transactions_.clear();
    return acknowledged_.sync();
}

SharedBlock Store::recent(std::uint64_t height) const {
    if (recent_.empty() || height < recent_.front()->header().number) return nullptr;
    const auto index = height - recent_.front()->header().number;
    return index < recent_.size() ? recent_[index] : nullptr;
}

SqliteResult<std::optional<FramePlace>> Store::place(std::uint64_t height) {
    if (!indexed_.empty() && height >= indexed_.front().height) {
        const auto index = height - indexed_.front().height;
        return index < indexed_.size() ? std::optional{indexed_[index].place} : std::nullopt;
    }
    if (height >= state_->index().blocks()) return std::optional<FramePlace>{};
    auto place = state_->index().place(height);
    if (!place) return Failure{std::move(place).error()};
    return std::optional{*place};
}

std::optional<LogFrame> Store::frame(std::uint64_t height) {
    auto at = place(height);
    if (!at) {
        index_is_damaged(at.error());
        return std::nullopt;
    }
    if (!*at || height < oldest_body_) return std::nullopt;
    auto frame = log_.read(**at, height);
    if (frame && *frame) return **std::move(frame);
    unreadable(height, frame ? "its frame in the log is damaged" : frame.error().what);
    return std::nullopt;
}

SharedBlock Store::block(std::uint64_t height) {
    if (auto held = recent(height)) return held;
    if (last_read_ && last_read_->header().number == height) return last_read_;
    const auto found = frame(height);
    if (!found) return nullptr;
    auto record = decode_block_record(found->body);
    if (!record || record->header().number != height) {
        unreadable(height, "its record does not decode");
        return nullptr;
    }
    last_read_ = std::make_shared<const BlockRecord>(*std::move(record));
    return last_read_;
}

std::optional<Header> Store::header(std::uint64_t height) {
    if (const auto held = recent(height)) return held->header();
    if (height < oldest_body_) return archived_header(height);
    const auto found = frame(height);
    if (!found) return std::nullopt;
    auto header = decode_record_header(found->body);
    if (header && header->number == height) return *std::move(header);
    unreadable(height, "its record does not decode");
    return std::nullopt;
}

std::optional<std::uint64_t> Store::height(const Hash256& block_hash) {
    if (const auto it = heights_.find(block_hash); it != heights_.end()) return it->second;
    std::optional<std::uint64_t> height;
    auto found = state_->index().find(block_hash, [&](const HashCandidate& candidate) {
        if (candidate.position != HashCandidate::kBlockItself) return false;
        const auto at = header(candidate.height);
        if (!at || chain::block_hash(*at) != block_hash) return false;
        height = candidate.height;
        return true;
    });
    if (!found) index_is_damaged(found.error());
    return height;
}

std::optional<StoredTransaction> Store::transaction(const Hash256& hash) {
    if (const auto it = transactions_.find(hash); it != transactions_.end()) return it->second;
    std::optional<StoredTransaction> place;
    auto found = state_->index().find(hash, [&](const HashCandidate& candidate) {
        if (candidate.position == HashCandidate::kBlockItself) return false;
        const auto in = block(candidate.height);
        if (!in || candidate.position >= in->transaction_hashes.size() ||
            in->transaction_hashes[candidate.position] != hash)
            return false;
        place = {.height = candidate.height, .position = candidate.position};
        return true;
    });
    if (!found) index_is_damaged(found.error());
    return place;
}

void Store::unreadable(std::uint64_t height, const std::string& why) {
    const auto what = "block " + std::to_string(height) + ": " + why;
    for (const auto& notice : notices_) {
        if (notice.what == what) return;
    }
    notices_.push_back({StoreNotice::Kind::kBlockUnreadable, what});
}

}  // namespace dure::chain
