// Real SQLite on a FaultDisk: an sqlite3_vfs of its own for each disk, registered as long as the
// disk lives. It promises what SQLite's own file layer promises (powersafe overwrite) and syncs the
// directory where that one does: at the first sync of a journal or write-ahead log it made, and
// after a removal.
#pragma once

#include <memory>

namespace dure::sim {

class FaultDisk;

class SqliteVfs {
 public:
    explicit SqliteVfs(FaultDisk& disk);
    ~SqliteVfs();
    SqliteVfs(const SqliteVfs&) = delete;
    SqliteVfs& operator=(const SqliteVfs&) = delete;

    const char* name() const;

 private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace dure::sim
