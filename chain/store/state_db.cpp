#include "chain/store/state_db.hpp"

#include "chain/crypto/hash.hpp"
#include "chain/store/checksum.hpp"

namespace dure::chain {

namespace {

constexpr const char* kSchema = R"(
CREATE TABLE IF NOT EXISTS head (
    id INTEGER PRIMARY KEY, genesis BLOB NOT NULL, header BLOB NOT NULL,
    segment INTEGER NOT NULL, "offset" INTEGER NOT NULL,
    blocks INTEGER NOT NULL, transactions INTEGER NOT NULL, crc INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS accounts (
    address BLOB PRIMARY KEY, nonce INTEGER NOT NULL, balance BLOB NOT NULL, code_hash BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS storage (
    address BLOB NOT NULL, slot BLOB NOT NULL, value BLOB NOT NULL, PRIMARY KEY (address, slot)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS code (hash BLOB PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS blocks (
    height INTEGER PRIMARY KEY, segment INTEGER NOT NULL, "offset" INTEGER NOT NULL,
    crc INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS block_hashes (
    hash BLOB PRIMARY KEY, height INTEGER NOT NULL, crc INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS transactions (
    hash BLOB PRIMARY KEY, height INTEGER NOT NULL, position INTEGER NOT NULL, crc INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
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

std::uint64_t place_crc(std::uint64_t height, FramePlace place) {
    return RowCrc().add(height).add(place.segment).add(place.offset).value();
}
std::uint64_t hash_crc(ByteView hash, std::uint64_t height) {
    return RowCrc().add(hash).add(height).value();
}
std::uint64_t transaction_crc(ByteView hash, std::uint64_t height, std::uint64_t position) {
    return RowCrc().add(hash).add(height).add(position).value();
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
    sqlite3_stmt* put_place;
    sqlite3_stmt* put_hash;
    sqlite3_stmt* put_transaction;
    sqlite3_stmt* get_place;
    sqlite3_stmt* get_height;
    sqlite3_stmt* get_transaction;
    sqlite3_stmt* all_accounts;
    sqlite3_stmt* all_slots;
    sqlite3_stmt* all_code;
    sqlite3_stmt* all_places;
    sqlite3_stmt* all_hashes;
    sqlite3_stmt* all_transactions;
};

StateDb::StateDb(std::unique_ptr<Sqlite> db)
    : db_(std::move(db)), statements_(std::make_unique<Statements>()) {}
StateDb::~StateDb() = default;

SqliteResult<std::unique_ptr<StateDb>> StateDb::open(const std::string& path, const char* vfs) {
    auto db = Sqlite::open(path, vfs);
    if (!db) return Failure{std::move(db).error()};
    if (auto made = (*db)->execute(kSchema); !made) return Failure{std::move(made).error()};
    auto out = std::unique_ptr<StateDb>(new StateDb(*std::move(db)));
    if (auto ready = out->prepare(); !ready) return Failure{std::move(ready).error()};
    return out;
}

SqliteResult<Done> StateDb::prepare() {
    auto& s = *statements_;
    const struct {
        sqlite3_stmt** statement;
        const char* sql;
    } all[] = {
        {&s.begin, "BEGIN IMMEDIATE"},
        {&s.commit, "COMMIT"},
        {&s.rollback, "ROLLBACK"},
        {&s.get_head,
         "SELECT genesis, header, segment, \"offset\", blocks, transactions, crc FROM head"},
        {&s.put_head, "INSERT OR REPLACE INTO head VALUES (1, ?, ?, ?, ?, ?, ?, ?)"},
        {&s.put_account, "INSERT OR REPLACE INTO accounts VALUES (?, ?, ?, ?)"},
        {&s.erase_account, "DELETE FROM accounts WHERE address = ?"},
        {&s.put_slot, "INSERT OR REPLACE INTO storage VALUES (?, ?, ?)"},
        {&s.erase_slot, "DELETE FROM storage WHERE address = ? AND slot = ?"},
        {&s.erase_slots, "DELETE FROM storage WHERE address = ?"},
        {&s.put_code, "INSERT OR REPLACE INTO code VALUES (?, ?)"},
        {&s.put_place, "INSERT INTO blocks VALUES (?, ?, ?, ?)"},
        {&s.put_hash, "INSERT INTO block_hashes VALUES (?, ?, ?)"},
        {&s.put_transaction, "INSERT INTO transactions VALUES (?, ?, ?, ?)"},
        {&s.get_place, "SELECT segment, \"offset\", crc FROM blocks WHERE height = ?"},
        {&s.get_height, "SELECT height, crc FROM block_hashes WHERE hash = ?"},
        {&s.get_transaction, "SELECT height, position, crc FROM transactions WHERE hash = ?"},
        {&s.all_accounts,
         "SELECT address, nonce, balance, code_hash FROM accounts ORDER BY address"},
        {&s.all_slots, "SELECT address, slot, value FROM storage ORDER BY address, slot"},
        {&s.all_code, "SELECT hash, bytes FROM code ORDER BY hash"},
        {&s.all_places, "SELECT height, segment, \"offset\", crc FROM blocks ORDER BY height"},
        {&s.all_hashes, "SELECT hash, height, crc FROM block_hashes ORDER BY hash"},
        {&s.all_transactions, "SELECT hash, height, position, crc FROM transactions ORDER BY hash"},
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
    std::uint64_t blocks = 0, transactions = 0;
    {
        auto row = db_->start(statements_->get_head);
        auto found = row.step();
        if (!found) return Failure{std::move(found).error()};
        if (!*found) return std::optional<StateSnapshot>{};
        out.genesis_hash = row.fixed<Hash256>(0);
        out.log_end = place_at(row, 2);
        blocks = row.integer(4);
        transactions = row.integer(5);
        const auto crc = RowCrc()
                             .add(row.bytes(0))
                             .add(row.bytes(1))
                             .add(row.integer(2))
                             .add(row.integer(3))
                             .add(blocks)
                             .add(transactions)
                             .value();
        auto header = decode_header(row.bytes(1));
        if (crc != row.integer(6) || !header) return damaged("the head's row is damaged");
        out.head = *std::move(header);
    }
    if (auto verified = verify_indexes(blocks, transactions); !verified)
        return Failure{std::move(verified).error()};
    auto state = load_state();
    if (!state) return Failure{std::move(state).error()};
    out.state = *std::move(state);
    return std::optional{std::move(out)};
}

SqliteResult<Done> StateDb::verify_indexes(std::uint64_t blocks, std::uint64_t transactions) {
    std::uint64_t count = 0;
    for (auto row = db_->start(statements_->all_places);; ++count) {
        auto more = row.step();
        if (!more) return Failure{std::move(more).error()};
        if (!*more) break;
        if (row.integer(0) != count || row.integer(3) != place_crc(count, place_at(row, 1)))
            return damaged("an index row of a block is damaged");
    }
    if (count != blocks) return damaged("the index of blocks is not complete");

    count = 0;
    Ascending hashes;
    for (auto row = db_->start(statements_->all_hashes);; ++count) {
        auto more = row.step();
        if (!more) return Failure{std::move(more).error()};
        if (!*more) break;
        if (!hashes.accepts(row.bytes(0)) ||
            row.integer(2) != hash_crc(row.bytes(0), row.integer(1)))
            return damaged("an index row of a block hash is damaged");
    }
    if (count != blocks) return damaged("the index of block hashes is not complete");

    count = 0;
    Ascending transaction_hashes;
    for (auto row = db_->start(statements_->all_transactions);; ++count) {
        auto more = row.step();
        if (!more) return Failure{std::move(more).error()};
        if (!*more) break;
        if (!transaction_hashes.accepts(row.bytes(0)) ||
            row.integer(3) != transaction_crc(row.bytes(0), row.integer(1), row.integer(2)))
            return damaged("an index row of a transaction is damaged");
    }
    if (count != transactions) return damaged("the index of transactions is not complete");
    return Done{};
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
    return state;
}

SqliteResult<Done> StateDb::write(const StateBatch& batch) {
    if (auto begun = db_->start(statements_->begin).run(); !begun) return begun;
    auto written = write_rows(batch);
    if (written) written = db_->start(statements_->commit).run();
    if (!written) {
        // The first error says why; after some of them SQLite has rolled back already.
        static_cast<void>(db_->start(statements_->rollback).run());
        return written;
    }
    return db_->checkpoint();
}

SqliteResult<Done> StateDb::write_rows(const StateBatch& batch) {
    std::uint64_t blocks = 0, transactions = 0;
    {
        auto row = db_->start(statements_->get_head);
        auto found = row.step();
        if (!found) return Failure{std::move(found).error()};
        if (*found) {
            blocks = row.integer(4);
            transactions = row.integer(5);
        }
    }
    for (const auto& diff : batch.diffs) {
        if (auto written = write_diff(diff); !written) return written;
    }
    for (const auto& block : batch.blocks) {
        if (auto written = write_block(block); !written) return written;
        ++blocks;
        transactions += block.transactions.size();
    }
    const auto header = encode(batch.head);
    const auto crc = RowCrc()
                         .add(batch.genesis_hash)
                         .add(header)
                         .add(batch.log_end.segment)
                         .add(batch.log_end.offset)
                         .add(blocks)
                         .add(transactions)
                         .value();
    return db_->start(statements_->put_head)
        .bind(batch.genesis_hash)
        .bind(header)
        .bind(batch.log_end.segment)
        .bind(batch.log_end.offset)
        .bind(blocks)
        .bind(transactions)
        .bind(crc)
        .run();
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

SqliteResult<Done> StateDb::write_block(const IndexedBlock& block) {
    auto place = db_->start(statements_->put_place)
                     .bind(block.height)
                     .bind(block.place.segment)
                     .bind(block.place.offset)
                     .bind(place_crc(block.height, block.place))
                     .run();
    if (!place) return place;
    auto hash = db_->start(statements_->put_hash)
                    .bind(block.hash)
                    .bind(block.height)
                    .bind(hash_crc(block.hash, block.height))
                    .run();
    if (!hash) return hash;
    for (std::uint64_t i = 0; i < block.transactions.size(); ++i) {
        auto put = db_->start(statements_->put_transaction)
                       .bind(block.transactions[i])
                       .bind(block.height)
                       .bind(i)
                       .bind(transaction_crc(block.transactions[i], block.height, i))
                       .run();
        if (!put) return put;
    }
    return Done{};
}

SqliteResult<std::optional<FramePlace>> StateDb::place(std::uint64_t height) {
    auto row = db_->start(statements_->get_place);
    auto found = row.bind(height).step();
    if (!found) return Failure{std::move(found).error()};
    if (!*found) return std::optional<FramePlace>{};
    const auto place = place_at(row, 0);
    if (row.integer(2) != place_crc(height, place))
        return damaged("an index row of a block is damaged");
    return std::optional{place};
}

SqliteResult<std::optional<std::uint64_t>> StateDb::height(const Hash256& block_hash) {
    auto row = db_->start(statements_->get_height);
    auto found = row.bind(block_hash).step();
    if (!found) return Failure{std::move(found).error()};
    if (!*found) return std::optional<std::uint64_t>{};
    if (row.integer(1) != hash_crc(block_hash, row.integer(0)))
        return damaged("an index row of a block hash is damaged");
    return std::optional{row.integer(0)};
}

SqliteResult<std::optional<IndexedTransaction>> StateDb::transaction(const Hash256& hash) {
    auto row = db_->start(statements_->get_transaction);
    auto found = row.bind(hash).step();
    if (!found) return Failure{std::move(found).error()};
    if (!*found) return std::optional<IndexedTransaction>{};
    if (row.integer(2) != transaction_crc(hash, row.integer(0), row.integer(1)))
        return damaged("an index row of a transaction is damaged");
    return std::optional{IndexedTransaction{
        .height = row.integer(0), .position = static_cast<std::uint32_t>(row.integer(1))}};
}

}  // namespace dure::chain
