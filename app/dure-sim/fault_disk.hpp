// A data directory in memory that fails as real ones do: what was not synced may be kept, dropped,
// torn, reordered or garbage after a power cut; directory entries last only after sync_directory;
// reads, writes and syncs can fail at any operation. Real SQLite runs on it (sqlite_vfs.hpp).
// Single-threaded and repeatable: the same operations and seeds give the same bytes, except for the
// salts SQLite draws for its write-ahead log.
//
// How a test kills a node at the Nth operation: the hook answers kDeath there, everything fails
// from then on, the test destroys the node, calls restart() or power_cut() and opens another.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/dure-sim/faulty_content.hpp"
#include "chain/store/disk.hpp"

namespace dure::sim {

struct DiskOperation {
    enum class Kind : std::uint8_t {
        kCreate,
        kRead,
        kWrite,
        kSync,
        kTruncate,
        kRename,
        kRemove,
        kSyncDirectory,
    };
    Kind kind{};
    std::string_view file;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;

    bool changes() const { return kind != Kind::kRead; }
};

enum class DiskFault : std::uint8_t {
    kNone,
    kIo,            ///< EIO: half of a write arrives; what a sync should have saved is lost
    kNoSpace,       ///< ENOSPC: half of a write arrives
    kDeath,         ///< the machine stops before this operation: it and all that follow fail
    kDeathHalfway,  ///< the same when half of a write has arrived
};

struct DiskVolume {
    std::uint64_t writes = 0;
    std::uint64_t written_bytes = 0;
    std::uint64_t syncs = 0;
    std::uint64_t synced_pages = 0;  ///< of 4 KiB, as a kernel would write them
};

class SqliteVfs;
struct DiskImage;

class FaultDisk final : public chain::Disk {
 public:
    FaultDisk();
    ~FaultDisk() override;
    FaultDisk(const FaultDisk&) = delete;
    FaultDisk& operator=(const FaultDisk&) = delete;

    // The directory as the store sees it
    chain::DiskResult<std::unique_ptr<chain::DiskFile>> open(const std::string& name,
                                                             chain::OpenMode mode) override;
    chain::DiskResult<std::vector<std::string>> list() const override;
    chain::DiskResult<chain::Done> rename(const std::string& from, const std::string& to) override;
    chain::DiskResult<chain::Done> remove(const std::string& name) override;
    chain::DiskResult<chain::Done> sync_directory() override;
    std::string sqlite_path(const std::string& name) const override { return name; }
    const char* sqlite_vfs() const override;
    /// Of its capacity; a disk without one does not say.
    std::optional<std::uint64_t> free_bytes() const override;

    // Faults

    /// Asked before each operation.
    void on_operation(std::function<DiskFault(const DiskOperation&)> hook) {
        hook_ = std::move(hook);
    }
    /// Changing operations asked for so far: where a crash can be.
    std::uint64_t operations() const { return operations_; }
    bool dead() const { return dead_; }
    /// Bytes all files together may hold; no more than that can be written.
    void set_capacity(std::optional<std::uint64_t> bytes) { capacity_ = bytes; }
    /// One byte changes, seen and on the medium. Nothing when there is no such byte.
    void flip(const std::string& name, std::uint64_t offset, chain::Byte mask);
    /// Reads that touch this sector fail until it is written.
    void spoil(const std::string& name, std::uint64_t offset);

    // Restarts. Files opened before fail from then on.

    /// kill -9: what was written stays, synced or not.
    void restart();
    void power_cut(Cut cut, std::uint64_t seed);
    void replace_by_empty();

    /// The whole disk as a value; restoring one is a restart with an older (or copied) disk.
    class Image {
        friend class FaultDisk;
        std::shared_ptr<const DiskImage> files_;
    };
    Image image() const;
    void restore(const Image& image);

    const DiskVolume& volume() const { return volume_; }
    /// As the program sees it, for comparisons; empty when there is no such file.
    chain::Bytes content(const std::string& name) const;

 private:
    friend class FaultyFile;
    friend class SqliteVfs;
    struct Inode {
        FaultyContent content;
        std::set<std::uint64_t> spoilt;  ///< sectors
    };
    using SharedInode = std::shared_ptr<Inode>;
    using Directory = std::map<std::string, SharedInode>;
    struct DirectoryChange {
        std::uint64_t sequence = 0;
        std::string removed;  ///< empty: none
        std::string added;    ///< empty: none
        SharedInode inode;    ///< what `added` names
    };
    friend struct DiskImage;

    std::optional<chain::DiskError> strike(const DiskOperation& operation) const;
    chain::DiskResult<chain::Done> write(Inode& inode, const DiskOperation& operation,
                                         chain::ByteView bytes);
    std::uint64_t used() const;
    std::uint64_t some_moment(Dice& dice) const;
    void change(DirectoryChange change);
    /// A file that no name leads to: SQLite's temporary ones.
    std::unique_ptr<chain::DiskFile> open_unnamed();

    Directory names_, durable_names_;
    std::vector<DirectoryChange> changes_;  ///< not synced, oldest first
    std::function<DiskFault(const DiskOperation&)> hook_;
    std::optional<std::uint64_t> capacity_;
    mutable std::uint64_t operations_ = 0;
    mutable bool dead_ = false;
    mutable bool halfway_ = false;  ///< the operation that stops the machine is half done
    std::uint64_t sequence_ = 0;
    std::uint64_t generation_ = 0;
    DiskVolume volume_;
    std::unique_ptr<SqliteVfs> vfs_;
};

}  // namespace dure::sim
