#include "app/dure-sim/sqlite_vfs.hpp"

#include <sqlite3.h>

#include <atomic>
#include <cstring>
#include <new>
#include <string>

#include "app/dure-sim/fault_disk.hpp"

namespace dure::sim {

namespace {

using chain::Byte;
using chain::ByteView;
using chain::DiskError;
using chain::DiskFile;

enum class DirectorySync : std::uint8_t { kNo, kWithTheNextSync };

struct File {
    sqlite3_file base;
    FaultDisk* disk;
    DiskFile* file;
    DirectorySync directory;
};

File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
FaultDisk& disk_of(sqlite3_vfs* vfs) { return *static_cast<FaultDisk*>(vfs->pAppData); }

int code(const DiskError& error, int otherwise) {
    return error.kind == DiskError::Kind::kNoSpace ? SQLITE_FULL : otherwise;
}

int close_file(sqlite3_file* file) {
    delete of(file).file;
    of(file).file = nullptr;
    return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* into, int size, sqlite3_int64 offset) {
    const auto n = static_cast<std::size_t>(size);
    auto* bytes = static_cast<Byte*>(into);
    const auto got = of(file).file->read(static_cast<std::uint64_t>(offset), {bytes, n});
    if (!got) return SQLITE_IOERR_READ;
    if (*got == n) return SQLITE_OK;
    std::memset(bytes + *got, 0, n - *got);
    return SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
    const ByteView bytes{static_cast<const Byte*>(from), static_cast<std::size_t>(size)};
    const auto done = of(file).file->write(static_cast<std::uint64_t>(offset), bytes);
    return done ? SQLITE_OK : code(done.error(), SQLITE_IOERR_WRITE);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    const auto done = of(file).file->truncate(static_cast<std::uint64_t>(size));
    return done ? SQLITE_OK : SQLITE_IOERR_TRUNCATE;
}

int sync_file(sqlite3_file* file, int) {
    if (!of(file).file->sync()) return SQLITE_IOERR_FSYNC;
    if (of(file).directory == DirectorySync::kWithTheNextSync) {
        if (!of(file).disk->sync_directory()) return SQLITE_IOERR_DIR_FSYNC;
        of(file).directory = DirectorySync::kNo;
    }
    return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* out) {
    const auto size = of(file).file->size();
    if (!size) return SQLITE_IOERR_FSTAT;
    *out = static_cast<sqlite3_int64>(*size);
    return SQLITE_OK;
}

// One connection in exclusive mode: nobody to lock out.
int lock_file(sqlite3_file*, int) { return SQLITE_OK; }
int is_reserved(sqlite3_file*, int* out) {
    *out = 0;
    return SQLITE_OK;
}
int file_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 4'096; }
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

constexpr sqlite3_io_methods kMethods = [] {
    sqlite3_io_methods methods{};
    methods.iVersion = 1;
    methods.xClose = close_file;
    methods.xRead = read_file;
    methods.xWrite = write_file;
    methods.xTruncate = truncate_file;
    methods.xSync = sync_file;
    methods.xFileSize = file_size;
    methods.xLock = lock_file;
    methods.xUnlock = lock_file;
    methods.xCheckReservedLock = is_reserved;
    methods.xFileControl = file_control;
    methods.xSectorSize = sector_size;
    methods.xDeviceCharacteristics = characteristics;
    return methods;
}();

int full_path(sqlite3_vfs*, const char* name, int size, char* out) {
    sqlite3_snprintf(size, out, "%s", name);
    return SQLITE_OK;
}

// Time stands still and chance is fixed: neither may leave a trace in a simulation.
int randomness(sqlite3_vfs*, int size, char* out) {
    std::memset(out, 0x5a, static_cast<std::size_t>(size));
    return size;
}
int sleep(sqlite3_vfs*, int microseconds) { return microseconds; }
int current_time(sqlite3_vfs*, double* julian_day) {
    *julian_day = 2'440'587.5;  // 1970
    return SQLITE_OK;
}
int last_error(sqlite3_vfs*, int, char*) { return 0; }

std::string fresh_name() {
    static std::atomic<unsigned> count{0};
    return "dure-sim-" + std::to_string(count++);
}

}  // namespace

struct SqliteVfs::Impl {
    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* out, int flags,
                    int* out_flags);
    static int remove(sqlite3_vfs* vfs, const char* name, int sync_directory);
    static int access(sqlite3_vfs* vfs, const char* name, int flags, int* out);

    std::string name = fresh_name();
    sqlite3_vfs vfs{};
};

int SqliteVfs::Impl::open(sqlite3_vfs* vfs, const char* name, sqlite3_file* out, int flags,
                          int* out_flags) {
    auto& disk = disk_of(vfs);
    out->pMethods = nullptr;  // nothing to close unless we come to the end
    std::unique_ptr<DiskFile> file;
    bool fresh = false;
    if (name == nullptr) {
        file = disk.open_unnamed();
    } else {
        const bool may_create = (flags & SQLITE_OPEN_CREATE) != 0;
        fresh = may_create && !disk.names_.contains(name);
        auto opened =
            disk.open(name, may_create ? chain::OpenMode::kCreate : chain::OpenMode::kExisting);
        if (!opened) return code(opened.error(), SQLITE_CANTOPEN);
        file = *std::move(opened);
    }
    const bool journal = (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
    of(out).disk = &disk;
    of(out).file = file.release();
    of(out).directory = journal && fresh ? DirectorySync::kWithTheNextSync : DirectorySync::kNo;
    out->pMethods = &kMethods;
    if (out_flags != nullptr) *out_flags = flags;
    return SQLITE_OK;
}

int SqliteVfs::Impl::remove(sqlite3_vfs* vfs, const char* name, int sync_directory) {
    auto& disk = disk_of(vfs);
    const auto removed = disk.remove(name);
    if (!removed) {
        return removed.error().kind == DiskError::Kind::kNotFound ? SQLITE_IOERR_DELETE_NOENT
                                                                  : SQLITE_IOERR_DELETE;
    }
    return sync_directory == 0 || disk.sync_directory() ? SQLITE_OK : SQLITE_IOERR_DIR_FSYNC;
}

int SqliteVfs::Impl::access(sqlite3_vfs* vfs, const char* name, int, int* out) {
    *out = disk_of(vfs).names_.contains(name) ? 1 : 0;
    return SQLITE_OK;
}

SqliteVfs::SqliteVfs(FaultDisk& disk) : impl_(std::make_unique<Impl>()) {
    auto& vfs = impl_->vfs;
    vfs.iVersion = 1;
    vfs.szOsFile = sizeof(File);
    vfs.mxPathname = 512;
    vfs.zName = impl_->name.c_str();
    vfs.pAppData = &disk;
    vfs.xOpen = Impl::open;
    vfs.xDelete = Impl::remove;
    vfs.xAccess = Impl::access;
    vfs.xFullPathname = full_path;
    vfs.xRandomness = randomness;
    vfs.xSleep = sleep;
    vfs.xCurrentTime = current_time;
    vfs.xGetLastError = last_error;
    sqlite3_vfs_register(&vfs, 0);
}

SqliteVfs::~SqliteVfs() { sqlite3_vfs_unregister(&impl_->vfs); }

const char* SqliteVfs::name() const { return impl_->name.c_str(); }

}  // namespace dure::sim
