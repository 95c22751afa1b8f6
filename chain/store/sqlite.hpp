// SQLite's C API with owners: one connection, prepared statements, errors as values.
// Settings: design 03 section 3.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>

#include "chain/base/result.hpp"
#include "chain/base/types.hpp"

namespace dure::chain {

struct SqliteError {
    enum class Kind : std::uint8_t { kDamaged, kNoSpace, kUnavailable };
    Kind kind = Kind::kDamaged;
    std::string what;
};
template <class T>
using SqliteResult = Result<T, SqliteError>;

/// One run of a prepared statement: bind in order, step, read columns.
class Statement {
 public:
    Statement(sqlite3* db, sqlite3_stmt* statement) : db_(db), statement_(statement) {}
    Statement(Statement&&) = delete;
    ~Statement() {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }

    /// Bound bytes must live until the step.
    Statement& bind(ByteView);
    Statement& bind(std::uint64_t);

    /// True: a row is there. False: done.
    SqliteResult<bool> step();
    /// Steps a statement that gives no rows.
    SqliteResult<Done> run();

    ByteView bytes(int column) const;
    std::uint64_t integer(int column) const;
    template <class Fixed>
    Fixed fixed(int column) const {
        Fixed out;
        const auto view = bytes(column);
        if (view.size() == out.bytes.size())
            std::memcpy(out.bytes.data(), view.data(), view.size());
        return out;
    }

 private:
    sqlite3* db_;
    sqlite3_stmt* statement_;
    int bound_ = 0;
};

class Sqlite {
 public:
    /// `vfs` may be null. Makes the file when missing.
    static SqliteResult<std::unique_ptr<Sqlite>> open(const std::string& path, const char* vfs);
    ~Sqlite();
    Sqlite(const Sqlite&) = delete;
    Sqlite& operator=(const Sqlite&) = delete;

    SqliteResult<Done> execute(const char* sql);
    SqliteResult<sqlite3_stmt*> prepare(const char* sql);  ///< owned by this connection
    Statement start(sqlite3_stmt* statement) { return {db_, statement}; }
    /// Moves the write-ahead log into the file and syncs it.
    SqliteResult<Done> checkpoint();

 private:
    explicit Sqlite(sqlite3* db) : db_(db) {}
    sqlite3* db_;
};

}  // namespace dure::chain
