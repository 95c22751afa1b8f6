// The data directory as the store sees it: positioned reads and writes, explicit syncs, errors as
// values. The program uses the real directory (posix_disk.hpp); a simulation puts faults here.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "chain/base/result.hpp"
#include "chain/base/types.hpp"

namespace dure::chain {

struct DiskError {
    enum class Kind : std::uint8_t { kNotFound, kNoSpace, kNotWritable, kLocked, kIo };
    Kind kind = Kind::kIo;
    std::string what;  ///< operation, file and the system's words
};

template <class T>
using DiskResult = Result<T, DiskError>;

class DiskFile {
 public:
    virtual ~DiskFile() = default;
    /// Fewer bytes than asked only at the end of the file.
    virtual DiskResult<std::size_t> read(std::uint64_t offset, std::span<Byte> into) const = 0;
    virtual DiskResult<Done> write(std::uint64_t offset, ByteView bytes) = 0;
    virtual DiskResult<Done> sync() = 0;  ///< fdatasync
    virtual DiskResult<Done> truncate(std::uint64_t size) = 0;
    virtual DiskResult<std::uint64_t> size() const = 0;
    /// At least `size` bytes long, and room for them is taken: a later write there needs none.
    virtual DiskResult<Done> allocate(std::uint64_t size);
};

enum class OpenMode : std::uint8_t { kExisting, kCreate };

/// One flat directory. Names are file names without separators.
class Disk {
 public:
    virtual ~Disk() = default;
    virtual DiskResult<std::unique_ptr<DiskFile>> open(const std::string& name, OpenMode) = 0;
    virtual DiskResult<std::vector<std::string>> list() const = 0;  ///< sorted
    virtual DiskResult<Done> rename(const std::string& from, const std::string& to) = 0;
    virtual DiskResult<Done> remove(const std::string& name) = 0;
    virtual DiskResult<Done> sync_directory() = 0;
    /// What is left for this program's files. Nothing: the medium does not say.
    virtual std::optional<std::uint64_t> free_bytes() const { return std::nullopt; }
    /// Where SQLite finds `name`, and through which VFS (nullptr = the default one).
    virtual std::string sqlite_path(const std::string& name) const = 0;
    virtual const char* sqlite_vfs() const { return nullptr; }
};

}  // namespace dure::chain
