#include "chain/store/sqlite.hpp"

namespace dure::chain {

namespace {

Failure<SqliteError> failed(sqlite3* db, int code) {
    const auto kind = [code] {
        switch (code & 0xff) {
            case SQLITE_FULL:
                return SqliteError::Kind::kNoSpace;
            case SQLITE_NOMEM:
            case SQLITE_BUSY:
            case SQLITE_LOCKED:
            case SQLITE_IOERR:
            case SQLITE_CANTOPEN:  // the disk did not let us: what is in the file nobody saw
                return SqliteError::Kind::kUnavailable;
            default:
                return SqliteError::Kind::kDamaged;
        }
    }();
    return Failure{SqliteError{kind, db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(code)}};
}

}  // namespace

Statement& Statement::bind(ByteView bytes) {
    // A null pointer would bind NULL; an empty blob needs some address.
    const Byte none = 0;
    const auto* data = bytes.empty() ? &none : bytes.data();
    sqlite3_bind_blob64(statement_, ++bound_, data, bytes.size(),
                        bytes.empty() ? SQLITE_TRANSIENT : SQLITE_STATIC);
    return *this;
}

Statement& Statement::bind(std::uint64_t value) {
    sqlite3_bind_int64(statement_, ++bound_, static_cast<sqlite3_int64>(value));
    return *this;
}

SqliteResult<bool> Statement::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return failed(db_, code);
}

SqliteResult<Done> Statement::run() {
    auto stepped = step();
    if (!stepped) return Failure{std::move(stepped).error()};
    return Done{};
}

ByteView Statement::bytes(int column) const {
    const auto* data = static_cast<const Byte*>(sqlite3_column_blob(statement_, column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::uint64_t Statement::integer(int column) const {
    return static_cast<std::uint64_t>(sqlite3_column_int64(statement_, column));
}

SqliteResult<std::unique_ptr<Sqlite>> Sqlite::open(const std::string& path, const char* vfs) {
    sqlite3* db = nullptr;
    const int code = sqlite3_open_v2(
        path.c_str(), &db,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
        vfs);
    if (code != SQLITE_OK) {
        auto error = failed(db, code);
        sqlite3_close_v2(db);
        return error;
    }
    auto out = std::unique_ptr<Sqlite>(new Sqlite(db));
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    auto set = out->execute(
        "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;"
        "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        "PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-4096;");
    if (!set) return Failure{std::move(set).error()};
    return out;
}

Sqlite::~Sqlite() {
    while (auto* statement = sqlite3_next_stmt(db_, nullptr)) sqlite3_finalize(statement);
    sqlite3_close_v2(db_);
}

SqliteResult<Done> Sqlite::execute(const char* sql) {
    const int code = sqlite3_exec(db_, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return failed(db_, code);
    return Done{};
}

SqliteResult<sqlite3_stmt*> Sqlite::prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    const int code =
        sqlite3_prepare_v3(db_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return failed(db_, code);
    return statement;
}

SqliteResult<Done> Sqlite::checkpoint() {
    const int code =
        sqlite3_wal_checkpoint_v2(db_, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if (code != SQLITE_OK) return failed(db_, code);
    return Done{};
}

}  // namespace dure::chain
