// Named places in a real data directory where a test can have its process killed: before and after
// each kind of operation on each kind of file. The store is reached through its Disk, SQLite
// through a layer over its own files; the program knows nothing of it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "chain/store/disk.hpp"

namespace dure::chain::testing {

/// "before log.sync", "after state.db.write", …: all that a run with founding, segments and flushes
/// passes.
std::vector<std::string> failpoints();

/// kill -9 when `failpoint` is passed for the `pass`-th time. One such disk in a process.
std::unique_ptr<Disk> killing_disk(std::unique_ptr<Disk> disk, const std::string& failpoint,
                                   unsigned pass);

}  // namespace dure::chain::testing
