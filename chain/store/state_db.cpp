#include "chain/store/state_db.hpp"

#include <algorithm>

#include "chain/crypto/hash.hpp"
#include "chain/state/merge_diffs.hpp"
#include "chain/store/checksum.hpp"

namespace dure::chain {

namespace {

/// Another number is another program's file or an older format: rebuilt from the log.
constexpr const char* kVersion = "PRAGMA user_version = 2";
constexpr std::uint64_t kVersionNumber = 2;
constexpr const char* kSchema = R"(
CREATE TABLE IF NOT EXISTS head (
    id INTEGER PRIMARY KEY, genesis BLOB NOT NULL, header BLOB NOT NULL,
    segment INTEGER NOT NULL, "offset" INTEGER NOT NULL, chain_index BLOB NOT NULL,
    crc INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS accounts (
    address BLOB PRIMARY KEY, nonce INTEGER NOT NULL, balance BLOB NOT NULL, code_hash BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS storage (
    address BLOB NOT NULL, slot BLOB NOT NULL, value BLOB NOT NULL, PRIMARY KEY (address, slot)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS code (hash BLOB PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;
)";

Failure<SqliteError> damaged(const char* what) {
    return Failure{SqliteError{SqliteError::Kind::kDamaged, what}};
}

/// CRC-32C over a row's columns, numbers as 8 bytes.
class RowCrc {
 public:
    RowCrc& add(ByteView bytes) {
        row_.insert(row_.end(), bytes.begin(), bytes.end());
        return *this;
    }
    RowCrc& add(std::uint64_t number) {
        Byte raw[8];
        put_le64(raw, number);
        return add(ByteView{raw});
    }
    std::uint64_t value() const { return crc32c(row_); }

 private:
    Bytes row_;
};

std::uint64_t head_crc(ByteView genesis_hash, ByteView header, FramePlace log_end, ByteView index) {
    return RowCrc()
        .add(genesis_hash)
        .add(header)
        .add(log_end.segment)
        .add(log_end.offset)
        .add(index)
        .value();
}

FramePlace place_at(const Statement& row, int column) {
    return {.segment = static_cast<std::uint32_t>(row.integer(column)),
            .offset = static_cast<std::uint32_t>(row.integer(column + 1))};
}

/// Words without their leading zeros.
ByteView trimmed(const std::array<Byte, 32>& word) {
    auto view = ByteView{word};
    while (!view.empty() && view.front() == 0) view = view.subspan(1);
    return view;
}

const Hash256& hash_of(const NewCode& code) { return code.hash; }
const Hash256& hash_of(const Hash256& hash) { return hash; }

/// Keys must come strictly ascending: a b-tree that says otherwise answers lookups wrongly.
class Ascending {
 public:
    bool accepts(ByteView key) {
        const bool fits = first_ || std::lexicographical_compare(last_.begin(), last_.end(),
                                                                 key.begin(), key.end());
        last_.assign(key.begin(), key.end());
        first_ = false;
        return fits;
    }

 private:
    Bytes last_;
    bool first_ = true;
};

}  // namespace

struct StateDb::Statements {
    sqlite3_stmt* begin;
    sqlite3_stmt* commit;
    sqlite3_stmt* rollback;
    sqlite3_stmt* get_head;
    sqlite3_stmt* put_head;
    sqlite3_stmt* put_account;
    sqlite3_stmt* erase_account;
    sqlite3_stmt* put_slot;
    sqlite3_stmt* erase_slot;
    sqlite3_stmt* erase_slots;
    sqlite3_stmt* put_code;
    sqlite3_stmt* all_accounts;
    sqlite3_stmt* all_slots;
    sqlite3_stmt* all_code;
};

StateDb::StateDb(std::unique_ptr<Sqlite> db)
    : db_(std::move(db)), index_(*db_), statements_(std::make_unique<Statements>()) {}
StateDb::~StateDb() = default;

SqliteResult<std::unique_ptr<StateDb>> StateDb::open(const std::string& path, const char* vfs) {
    auto db = Sqlite::open(path, vfs);
    if (!db) return Failure{std::move(db).error()};
    auto out = std::unique_ptr<StateDb>(new StateDb(*std::move(db)));
    if (auto ready = out->prepare(); !ready) return Failure{std::move(ready).error()};
    return out;
}

SqliteResult<Done> StateDb::prepare() {
    {
        auto found = db_->prepare(
            "SELECT user_version, (SELECT count(*) FROM sqlite_schema)"
            " FROM pragma_user_version");
        if (!found) return Failure{std::move(found).error()};
        auto row = db_->start(*found);
        if (auto stepped = row.step(); !stepped) return Failure{std::move(stepped).error()};
        const bool fresh = row.integer(1) == 0;
        if (!fresh && row.integer(0) != kVersionNumber) return damaged("it has another format");
        if (fresh) {
            if (auto made = db_->execute(kVersion); !made) return made;
        }
    }
    if (auto made = db_->execute(kSchema); !made) return made;
    if (auto ready = index_.prepare(); !ready) return ready;
    auto& s = *statements_;
    const struct {
        sqlite3_stmt** statement;
        const char* sql;
    } all[] = {
        {&s.begin, "BEGIN IMMEDIATE"},
        {&s.commit, "COMMIT"},
        {&s.rollback, "ROLLBACK"},
        {&s.get_head, "SELECT genesis, header, segment, \"offset\", chain_index, crc FROM head"},
        {&s.put_head, "INSERT OR REPLACE INTO head VALUES (1, ?, ?, ?, ?, ?, ?)"},
        {&s.put_account, "INSERT OR REPLACE INTO accounts VALUES (?, ?, ?, ?)"},
        {&s.erase_account, "DELETE FROM accounts WHERE address = ?"},
        {&s.put_slot, "INSERT OR REPLACE INTO storage VALUES (?, ?, ?)"},
        {&s.erase_slot, "DELETE FROM storage WHERE address = ? AND slot = ?"},
        {&s.erase_slots, "DELETE FROM storage WHERE address = ?"},
        {&s.put_code, "INSERT OR REPLACE INTO code VALUES (?, ?)"},
        {&s.all_accounts,
         "SELECT address, nonce, balance, code_hash FROM accounts ORDER BY address"},
        {&s.all_slots, "SELECT address, slot, value FROM storage ORDER BY address, slot"},
        {&s.all_code, "SELECT hash, bytes FROM code ORDER BY hash"},
    };
    for (const auto& [statement, sql] : all) {
        auto prepared = db_->prepare(sql);
        if (!prepared) return Failure{std::move(prepared).error()};
        *statement = *prepared;
    }
    return Done{};
}

SqliteResult<std::optional<StateSnapshot>> StateDb::load() {
    StateSnapshot out;
    {
        auto row = db_->start(statements_->get_head);
        auto found = row.step();
        if (!found) return Failure{std::move(found).error()};
        if (!*found) return std::optional<StateSnapshot>{};
        out.genesis_hash = row.fixed<Hash256>(0);
        out.log_end = place_at(row, 2);
        auto header = decode_header(row.bytes(1));
        const auto crc = head_crc(row.bytes(0), row.bytes(1), out.log_end, row.bytes(4));
        if (crc != row.integer(5) || !header || !index_.restore(row.bytes(4)))
            return damaged("the head's row is damaged");
        out.head = *std::move(header);
        if (index_.blocks() != out.head.number + 1) return damaged("the index is of another head");
    }
    auto state = load_state();
    if (!state) return Failure{std::move(state).error()};
    out.state = *std::move(state);
    return std::optional{std::move(out)};
}

SqliteResult<StateDiff> StateDb::load_state() {
    StateDiff state;
    Ascending addresses;
    for (auto row = db_->start(statements_->all_accounts);;) {
        auto more = row.step();
        if (!more) return Failure{std::move(more).error()};
        if (!*more) break;
        if (row.bytes(0).size() != Address{}.bytes.size() || row.bytes(2).size() > 32 ||
            row.bytes(3).size() != Hash256{}.bytes.size() || !addresses.accepts(row.bytes(0)))
            return damaged("an account's row is damaged");
        state.accounts.push_back({.address = row.fixed<Address>(0),
                                  .account = {.nonce = row.integer(1),
                                              .balance = uint256::from_be(row.bytes(2)),
                                              .code_hash = row.fixed<Hash256>(3)},
                                  .old_storage = OldStorage::keep,
                                  .storage = {}});
    }

    auto owner = state.accounts.begin();
    Ascending slots;
    for (auto row = db_->start(statements_->all_slots);;) {
        auto more = row.step();
        if (!more) return Failure{std::move(more).error()};
        if (!*more) break;
        const auto address = row.fixed<Address>(0);
        Bytes key(address.bytes.begin(), address.bytes.end());
        key.insert(key.end(), row.bytes(1).begin(), row.bytes(1).end());
        while (owner != state.accounts.end() && owner->address < address) ++owner;
        if (owner == state.accounts.end() || owner->address != address ||
            row.bytes(1).size() != 32 || row.bytes(2).size() > 32 || !slots.accepts(key))
            return damaged("a storage row is damaged");
        owner->storage.push_back(
            {.key = uint256::from_be(row.bytes(1)), .value = uint256::from_be(row.bytes(2))});
    }

    for (auto row = db_->start(statements_->all_code);;) {
        auto more = row.step();
        if (!more) return Failure{std::move(more).error()};
        if (!*more) break;
        const auto hash = row.fixed<Hash256>(0);
        if (keccak256(row.bytes(1)) != hash) return damaged("a contract's code is damaged");
        state.new_code.push_back({.hash = hash, .code = std::make_shared<Code>(row.bytes(1))});
    }
    // The root covers the hashes of code; the code itself must be there, too.
    for (const auto& [address, account, old_storage, storage] : state.accounts) {
        const bool there = account.code_hash == kEmptyCodeHash ||
                           std::binary_search(state.new_code.begin(), state.new_code.end(),
                                              account.code_hash, [](const auto& a, const auto& b) {
                                                  return hash_of(a) < hash_of(b);
                                              });
        if (!there) return damaged("a contract's code is missing");
    }
    return state;
}

SqliteResult<Done> StateDb::commit(const std::function<SqliteResult<Done>()>& work) {
    if (auto begun = db_->start(statements_->begin).run(); !begun) return begun;
    const auto index_before = index_.summary();
    auto written = work();
    if (written) written = db_->start(statements_->commit).run();
    if (!written) {
        // The first error says why; after some of them SQLite has rolled back already.
        static_cast<void>(db_->start(statements_->rollback).run());
        index_.restore(index_before);
        return written;
    }
    return db_->checkpoint();
}

SqliteResult<Done> StateDb::write(const StateBatch& batch) {
    return commit([&] { return write_rows(batch); });
}

SqliteResult<Done> StateDb::write_rows(const StateBatch& batch) {
    // An account that many of the blocks changed is written once, and neighbours follow each other.
    if (auto written = write_diff(merge(batch.diffs)); !written) return written;
    if (auto added = index_.add(batch.blocks); !added) return added;
    return write_head(batch.genesis_hash, encode(batch.head), batch.log_end);
}

SqliteResult<Done> StateDb::write_head(const Hash256& genesis_hash, ByteView header,
                                       FramePlace log_end) {
    const auto summary = index_.summary();
    return db_->start(statements_->put_head)
        .bind(genesis_hash)
        .bind(header)
        .bind(log_end.segment)
        .bind(log_end.offset)
        .bind(summary)
        .bind(head_crc(genesis_hash, header, log_end, summary))
        .run();
}

SqliteResult<Done> StateDb::rebuild_index(const std::function<std::vector<IndexedBlock>()>& next) {
    return commit([&]() -> SqliteResult<Done> {
        Hash256 genesis_hash;
        Bytes header;
        FramePlace log_end;
        {
            auto row = db_->start(statements_->get_head);
            auto found = row.step();
            if (!found) return Failure{std::move(found).error()};
            if (!*found) return damaged("there is no head to index up to");
            genesis_hash = row.fixed<Hash256>(0);
            header.assign(row.bytes(1).begin(), row.bytes(1).end());
            log_end = place_at(row, 2);
        }
        const auto wanted = index_.blocks();
        if (auto cleared = index_.clear(); !cleared) return cleared;
        for (auto blocks = next(); !blocks.empty(); blocks = next()) {
            if (auto added = index_.add(blocks); !added) return added;
        }
        if (index_.blocks() != wanted) return damaged("the log has not all blocks of the index");
        return write_head(genesis_hash, header, log_end);
    });
}

SqliteResult<Done> StateDb::restore(const StateSnapshot& snapshot,
                                    const std::function<std::vector<IndexedBlock>()>& next) {
    return commit([&]() -> SqliteResult<Done> {
        if (auto written = write_diff(snapshot.state); !written) return written;
        for (auto blocks = next(); !blocks.empty(); blocks = next()) {
            if (auto added = index_.add(blocks); !added) return added;
        }
        if (index_.blocks() != snapshot.head.number + 1)
            return damaged("the log has not all blocks of the copy");
        return write_head(snapshot.genesis_hash, encode(snapshot.head), snapshot.log_end);
    });
}

SqliteResult<Done> StateDb::write_diff(const StateDiff& diff) {
    for (const auto& address : diff.deleted) {
        if (auto done = db_->start(statements_->erase_account).bind(address).run(); !done)
            return done;
        if (auto done = db_->start(statements_->erase_slots).bind(address).run(); !done)
            return done;
    }
    for (const auto& change : diff.accounts) {
        const auto balance = change.account.balance.to_be32();
        auto put = db_->start(statements_->put_account)
                       .bind(change.address)
                       .bind(change.account.nonce)
                       .bind(trimmed(balance))
                       .bind(change.account.code_hash)
                       .run();
        if (!put) return put;
        if (change.old_storage == OldStorage::wipe) {
            auto wiped = db_->start(statements_->erase_slots).bind(change.address).run();
            if (!wiped) return wiped;
        }
        for (const auto& slot : change.storage) {
            const auto key = slot.key.to_be32();
            const auto value = slot.value.to_be32();
            auto done = slot.value ? db_->start(statements_->put_slot)
                                         .bind(change.address)
                                         .bind(ByteView{key})
                                         .bind(trimmed(value))
                                         .run()
                                   : db_->start(statements_->erase_slot)
                                         .bind(change.address)
                                         .bind(ByteView{key})
                                         .run();
            if (!done) return done;
        }
    }
    for (const auto& code : diff.new_code) {
        auto put = db_->start(statements_->put_code).bind(code.hash).bind(code.code->view()).run();
        if (!put) return put;
    }
    return Done{};
}

}  // namespace dure::chain
