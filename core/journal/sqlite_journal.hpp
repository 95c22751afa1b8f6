// The journal on disk: one SQLite file with a row a slot, and the home's small facts beside it.
// A file that is damaged is kept aside under a new name, whatever can still be read is taken over
// into a new one, and notice() says so. A write that fails is told, never fatal: trading goes on.
// One connection, one thread. Settings: design 03 section 3.
#pragma once

#include <filesystem>
#include <memory>

#include "core/ports/journal.hpp"
#include "core/ports/memory.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace dure::core {

class SqliteJournal final : public Journal, public Memory {
 public:
    /// Opens or creates the file. When even a new file cannot be written, the journal stays empty
    /// and its notice is "journal-unwritable".
    explicit SqliteJournal(const std::filesystem::path& file);
    ~SqliteJournal() override;
    SqliteJournal(const SqliteJournal&) = delete;
    SqliteJournal& operator=(const SqliteJournal&) = delete;

    void put(const SlotEnergy& slot) override;
    /// Many at once, in one transaction.
    void put_all(std::span<const SlotEnergy> slots);
    std::vector<SlotEnergy> range(UtcTime from, UtcTime to) const override;
    UsageSeries usage(Period period, UtcTime any_moment_in_period,
                      std::uint32_t slot_seconds) const override;
    std::string notice() const override { return notice_; }

    std::optional<std::string> recall(std::string_view key) const override;
    void remember(std::string_view key, std::string_view value) override;

 private:
    struct Close {
        void operator()(sqlite3* db) const;
    };
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    using Database = std::unique_ptr<sqlite3, Close>;
    using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

    static Database open(const std::filesystem::path& file);
    static bool run(sqlite3* db, const char* sql);
    static Statement prepare(sqlite3* db, const char* sql);
    bool prepare_all();
    void salvage(const std::filesystem::path& damaged);
    void failed();

    std::string notice_;
    Database db_;
    Statement put_, range_, recall_, remember_;
};

}  // namespace dure::core
