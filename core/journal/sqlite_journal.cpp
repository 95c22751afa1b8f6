#include "core/journal/sqlite_journal.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <system_error>

#include "core/journal/aggregate.hpp"

namespace dure::core {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSettings =
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=NORMAL;"
    "PRAGMA mmap_size=0;"
    "PRAGMA trusted_schema=OFF;"
    "PRAGMA cell_size_check=ON;";

constexpr const char* kSchema =
    "CREATE TABLE IF NOT EXISTS slot("
    " start INTEGER PRIMARY KEY, finish INTEGER NOT NULL CHECK(finish > start),"
    " generated INTEGER NOT NULL, consumed INTEGER NOT NULL,"
    " imported INTEGER NOT NULL, exported INTEGER NOT NULL,"
    " charged INTEGER NOT NULL, discharged INTEGER NOT NULL,"
    " sold INTEGER NOT NULL, bought INTEGER NOT NULL,"
    " earned INTEGER NOT NULL, paid INTEGER NOT NULL,"
    " quality INTEGER NOT NULL CHECK(quality BETWEEN 0 AND 3)) STRICT;"
    "CREATE TABLE IF NOT EXISTS memory(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;"
    "PRAGMA user_version=1;";

constexpr const char* kPut =
    "INSERT OR REPLACE INTO slot VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)";
constexpr const char* kRange = "SELECT * FROM slot WHERE start >= ?1 AND start < ?2 ORDER BY start";
constexpr const char* kRecall = "SELECT value FROM memory WHERE name = ?1";
constexpr const char* kRemember = "INSERT OR REPLACE INTO memory VALUES(?1, ?2)";

std::int64_t ms(UtcTime t) { return t.time_since_epoch().count(); }

SlotEnergy slot_of(sqlite3_stmt* row) {
    const auto at = [row](int i) { return sqlite3_column_int64(row, i); };
    SlotEnergy slot;
    slot.start = UtcTime{std::chrono::milliseconds{at(0)}};
    slot.end = UtcTime{std::chrono::milliseconds{at(1)}};
    slot.generated = Wh{at(2)};
    slot.consumed = Wh{at(3)};
    slot.imported = Wh{at(4)};
    slot.exported = Wh{at(5)};
    slot.charged = Wh{at(6)};
    slot.discharged = Wh{at(7)};
    slot.sold = Wh{at(8)};
    slot.bought = Wh{at(9)};
    slot.earned = MilliWon{at(10)};
    slot.paid = MilliWon{at(11)};
    slot.quality = static_cast<Quality>(at(12));
    return slot;
}

void bind(sqlite3_stmt* statement, const SlotEnergy& slot) {
    const std::int64_t values[] = {ms(slot.start),
                                   ms(slot.end),
                                   slot.generated.value,
                                   slot.consumed.value,
                                   slot.imported.value,
                                   slot.exported.value,
                                   slot.charged.value,
                                   slot.discharged.value,
                                   slot.sold.value,
                                   slot.bought.value,
                                   slot.earned.value,
                                   slot.paid.value,
                                   static_cast<std::int64_t>(slot.quality)};
    int place = 1;
    for (const std::int64_t value : values) sqlite3_bind_int64(statement, place++, value);
}

void bind(sqlite3_stmt* statement, int place, std::string_view text) {
    sqlite3_bind_text64(statement, place, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// Resets the statement on every way out.
class Use {
 public:
    explicit Use(sqlite3_stmt* statement) : statement_(statement) {}
    ~Use() {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;
    bool step_row() const { return sqlite3_step(statement_) == SQLITE_ROW; }
    bool step_done() const { return sqlite3_step(statement_) == SQLITE_DONE; }

 private:
    sqlite3_stmt* statement_;
};

/// Moves the file and its log aside; returns the new name, empty when that is impossible.
fs::path keep_aside(const fs::path& file) {
    std::error_code error;
    for (int n = 1; n < 1000; ++n) {
        const fs::path aside{file.string() + ".damaged-" + std::to_string(n)};
        if (fs::exists(aside, error)) continue;
        fs::rename(file, aside, error);
        if (error) return {};
        for (const char* suffix : {"-wal", "-shm"})
            fs::rename(fs::path{file.string() + suffix}, fs::path{aside.string() + suffix}, error);
        return aside;
    }
    return {};
}

}  // namespace

void SqliteJournal::Close::operator()(sqlite3* db) const { sqlite3_close_v2(db); }
void SqliteJournal::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

bool SqliteJournal::run(sqlite3* db, const char* sql) {
    return sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

SqliteJournal::Statement SqliteJournal::prepare(sqlite3* db, const char* sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) !=
        SQLITE_OK)
        return {};
    return Statement{statement};
}

SqliteJournal::Database SqliteJournal::open(const fs::path& file) {
    sqlite3* raw = nullptr;
    const int rc =
        sqlite3_open_v2(file.c_str(), &raw,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    Database db{raw};
    if (rc != SQLITE_OK || !run(raw, kSettings)) return {};
    const Statement check = prepare(raw, "PRAGMA quick_check(1)");
    if (!check || sqlite3_step(check.get()) != SQLITE_ROW) return {};
    const auto* verdict = reinterpret_cast<const char*>(sqlite3_column_text(check.get(), 0));
    if (!verdict || std::string_view{verdict} != "ok") return {};
    if (!run(raw, kSchema)) return {};
    return db;
}

bool SqliteJournal::prepare_all() {
    if (!db_) return false;
    put_ = prepare(db_.get(), kPut);
    range_ = prepare(db_.get(), kRange);
    recall_ = prepare(db_.get(), kRecall);
    remember_ = prepare(db_.get(), kRemember);
    return put_ && range_ && recall_ && remember_;
}

SqliteJournal::SqliteJournal(const fs::path& file) : db_(open(file)) {
    if (prepare_all()) return;
    std::error_code error;
    for (Statement* statement : {&put_, &range_, &recall_, &remember_}) statement->reset();
    db_.reset();
    const fs::path aside = fs::is_regular_file(file, error) ? keep_aside(file) : fs::path{};
    if (!aside.empty()) db_ = open(file);
    if (!prepare_all()) {
        failed();
        return;
    }
    salvage(aside);
    notice_ = "journal-rebuilt";
}

SqliteJournal::~SqliteJournal() = default;

void SqliteJournal::salvage(const fs::path& damaged) {
    sqlite3* raw = nullptr;
    const int rc = sqlite3_open_v2(damaged.c_str(), &raw,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    const Database old{raw};
    if (rc != SQLITE_OK) return;
    // Forwards as far as it goes, then backwards: a damaged page in the middle hides only itself.
    std::vector<SlotEnergy> whole;
    for (const char* sql :
         {"SELECT * FROM slot ORDER BY start", "SELECT * FROM slot ORDER BY start DESC"}) {
        const Statement rows = prepare(raw, sql);
        if (!rows || sqlite3_column_count(rows.get()) != 13) continue;
        while (sqlite3_step(rows.get()) == SQLITE_ROW) {
            const SlotEnergy slot = slot_of(rows.get());
            const bool sound = slot.end > slot.start && slot.imported.value >= 0 &&
                               slot.exported.value >= 0 && slot.generated.value >= 0 &&
                               slot.quality <= Quality::kMeasured;
            if (sound) whole.push_back(slot);
        }
    }
    put_all(whole);
    const Statement facts = prepare(raw, "SELECT name, value FROM memory");
    while (facts && sqlite3_step(facts.get()) == SQLITE_ROW) {
        const auto text = [&facts](int i) {
            const auto* value = reinterpret_cast<const char*>(sqlite3_column_text(facts.get(), i));
            return std::string{value ? value : ""};
        };
        remember(text(0), text(1));
    }
}

void SqliteJournal::failed() { notice_ = "journal-unwritable"; }

void SqliteJournal::put(const SlotEnergy& slot) {
    if (!put_) return failed();
    const Use use{put_.get()};
    bind(put_.get(), slot);
    if (!use.step_done()) return failed();
    if (notice_ == "journal-unwritable") notice_.clear();
}

void SqliteJournal::put_all(std::span<const SlotEnergy> slots) {
    if (!db_ || !run(db_.get(), "BEGIN")) return failed();
    for (const SlotEnergy& slot : slots) put(slot);
    if (!run(db_.get(), "COMMIT")) {
        run(db_.get(), "ROLLBACK");
        failed();
    }
}

std::vector<SlotEnergy> SqliteJournal::range(UtcTime from, UtcTime to) const {
    std::vector<SlotEnergy> result;
    if (!range_ || to <= from) return result;
    const Use use{range_.get()};
    sqlite3_bind_int64(range_.get(), 1, ms(from));
    sqlite3_bind_int64(range_.get(), 2, ms(to));
    while (use.step_row()) result.push_back(slot_of(range_.get()));
    return result;
}

UsageSeries SqliteJournal::usage(Period period, UtcTime any_moment_in_period,
                                 std::uint32_t slot_seconds) const {
    const auto [from, to] = period_around(period, any_moment_in_period);
    return aggregate(period, any_moment_in_period, slot_seconds, range(from, to));
}

std::optional<std::string> SqliteJournal::recall(std::string_view key) const {
    if (!recall_) return std::nullopt;
    const Use use{recall_.get()};
    bind(recall_.get(), 1, key);
    if (!use.step_row()) return std::nullopt;
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(recall_.get(), 0));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(recall_.get(), 0));
    return text ? std::optional<std::string>{std::in_place, text, size} : std::nullopt;
}

void SqliteJournal::remember(std::string_view key, std::string_view value) {
    if (!remember_) return failed();
    const Use use{remember_.get()};
    bind(remember_.get(), 1, key);
    bind(remember_.get(), 2, value);
    if (!use.step_done()) failed();
}

}  // namespace dure::core
