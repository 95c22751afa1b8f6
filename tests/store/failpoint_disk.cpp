#include "tests/store/failpoint_disk.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <csignal>
#include <cstring>

namespace dure::chain::testing {

namespace {

struct Trap {
    std::string failpoint;
    unsigned passes_left = 0;
};
Trap& trap() {
    static Trap the_trap;
    return the_trap;
}

void pass(const std::string& failpoint) {
    auto& t = trap();
    if (t.failpoint == failpoint && --t.passes_left == 0) std::raise(SIGKILL);
}

/// Passes "before …" now and "after …" when the operation is done.
class Passage {
 public:
    explicit Passage(std::string what) : what_(std::move(what)) { pass("before " + what_); }
    ~Passage() { pass("after " + what_); }
    Passage(const Passage&) = delete;
    Passage& operator=(const Passage&) = delete;

 private:
    std::string what_;
};

std::string kind_of_file(const std::string& name) {
    if (name.starts_with("blocks-")) return "log";
    if (name.ends_with("-wal")) return "state.wal";
    if (name.ends_with("-journal")) return "state.journal";
    if (name.ends_with("state.db")) return "state.db";
    return name;
}

bool all_zero(ByteView bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](Byte b) { return b == 0; });
}

class KillingFile final : public DiskFile {
 public:
    KillingFile(std::unique_ptr<DiskFile> file, std::string kind)
        : file_(std::move(file)), kind_(std::move(kind)) {}
    DiskResult<std::size_t> read(std::uint64_t offset, std::span<Byte> into) const override {
        return file_->read(offset, into);
    }
    DiskResult<Done> write(std::uint64_t offset, ByteView bytes) override {
        const Passage here(kind_ + (all_zero(bytes) ? ".fill" : ".write"));
        return file_->write(offset, bytes);
    }
    DiskResult<Done> sync() override {
        const Passage here(kind_ + ".sync");
        return file_->sync();
    }
    DiskResult<Done> truncate(std::uint64_t size) override {
        const Passage here(kind_ + ".truncate");
        return file_->truncate(size);
    }
    DiskResult<std::uint64_t> size() const override { return file_->size(); }

 private:
    std::unique_ptr<DiskFile> file_;
    std::string kind_;
};

// SQLite's own files, with a passage around each change.

struct Wrapped {
    sqlite3_file base;
    const char* kind;
    sqlite3_file* real;  // lies behind this struct
};
Wrapped& of(sqlite3_file* file) { return *reinterpret_cast<Wrapped*>(file); }
sqlite3_file* real(sqlite3_file* file) { return of(file).real; }
sqlite3_vfs* real(sqlite3_vfs* vfs) { return static_cast<sqlite3_vfs*>(vfs->pAppData); }

int wrapped_write(sqlite3_file* f, const void* from, int n, sqlite3_int64 at) {
    const Passage here(std::string(of(f).kind) + ".write");
    return real(f)->pMethods->xWrite(real(f), from, n, at);
}
int wrapped_truncate(sqlite3_file* f, sqlite3_int64 size) {
    const Passage here(std::string(of(f).kind) + ".truncate");
    return real(f)->pMethods->xTruncate(real(f), size);
}
int wrapped_sync(sqlite3_file* f, int flags) {
    const Passage here(std::string(of(f).kind) + ".sync");
    return real(f)->pMethods->xSync(real(f), flags);
}

constexpr sqlite3_io_methods kMethods = [] {
    sqlite3_io_methods m{};
    m.iVersion = 1;
    m.xClose = [](sqlite3_file* f) { return real(f)->pMethods->xClose(real(f)); };
    m.xRead = [](sqlite3_file* f, void* into, int n, sqlite3_int64 at) {
        return real(f)->pMethods->xRead(real(f), into, n, at);
    };
    m.xWrite = wrapped_write;
    m.xTruncate = wrapped_truncate;
    m.xSync = wrapped_sync;
    m.xFileSize = [](sqlite3_file* f, sqlite3_int64* out) {
        return real(f)->pMethods->xFileSize(real(f), out);
    };
    m.xLock = [](sqlite3_file* f, int l) { return real(f)->pMethods->xLock(real(f), l); };
    m.xUnlock = [](sqlite3_file* f, int l) { return real(f)->pMethods->xUnlock(real(f), l); };
    m.xCheckReservedLock = [](sqlite3_file* f, int* out) {
        return real(f)->pMethods->xCheckReservedLock(real(f), out);
    };
    m.xFileControl = [](sqlite3_file* f, int op, void* arg) {
        return real(f)->pMethods->xFileControl(real(f), op, arg);
    };
    m.xSectorSize = [](sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); };
    m.xDeviceCharacteristics = [](sqlite3_file* f) {
        return real(f)->pMethods->xDeviceCharacteristics(real(f));
    };
    return m;
}();

int wrapped_open(sqlite3_vfs* vfs, const char* name, sqlite3_file* out, int flags, int* out_flags) {
    of(out).real = reinterpret_cast<sqlite3_file*>(&of(out) + 1);
    of(out).kind = (flags & SQLITE_OPEN_WAL) != 0            ? "state.wal"
                   : (flags & SQLITE_OPEN_MAIN_JOURNAL) != 0 ? "state.journal"
                                                             : "state.db";
    const int code = real(vfs)->xOpen(real(vfs), name, of(out).real, flags, out_flags);
    out->pMethods = of(out).real->pMethods != nullptr ? &kMethods : nullptr;
    return code;
}

const char* wrapping_vfs() {
    static sqlite3_vfs vfs = [] {
        auto* unix_files = sqlite3_vfs_find(nullptr);
        auto out = *unix_files;
        out.iVersion = 1;
        out.pNext = nullptr;
        out.zName = "dure-failpoints";
        out.pAppData = unix_files;
        out.szOsFile = static_cast<int>(sizeof(Wrapped)) + unix_files->szOsFile;
        out.xOpen = wrapped_open;
        out.xDelete = [](sqlite3_vfs* v, const char* name, int sync) {
            const Passage here(kind_of_file(name) + ".remove");
            return real(v)->xDelete(real(v), name, sync);
        };
        out.xAccess = [](sqlite3_vfs* v, const char* name, int flags, int* there) {
            return real(v)->xAccess(real(v), name, flags, there);
        };
        out.xFullPathname = [](sqlite3_vfs* v, const char* name, int n, char* path) {
            return real(v)->xFullPathname(real(v), name, n, path);
        };
        return out;
    }();
    static const int registered = sqlite3_vfs_register(&vfs, 0);
    return registered == SQLITE_OK ? vfs.zName : nullptr;
}

class KillingDisk final : public Disk {
 public:
    explicit KillingDisk(std::unique_ptr<Disk> disk) : disk_(std::move(disk)) {}
    DiskResult<std::unique_ptr<DiskFile>> open(const std::string& name, OpenMode mode) override {
        std::unique_ptr<Passage> here;
        if (mode == OpenMode::kCreate)
            here = std::make_unique<Passage>(kind_of_file(name) + ".open");
        auto file = disk_->open(name, mode);
        if (!file) return file;
        return std::unique_ptr<DiskFile>(
            std::make_unique<KillingFile>(*std::move(file), kind_of_file(name)));
    }
    DiskResult<std::vector<std::string>> list() const override { return disk_->list(); }
    DiskResult<Done> rename(const std::string& from, const std::string& to) override {
        const Passage here(kind_of_file(from) + ".rename");
        return disk_->rename(from, to);
    }
    DiskResult<Done> remove(const std::string& name) override {
        const Passage here(kind_of_file(name) + ".remove");
        return disk_->remove(name);
    }
    DiskResult<Done> sync_directory() override {
        const Passage here("directory.sync");
        return disk_->sync_directory();
    }
    std::string sqlite_path(const std::string& name) const override {
        return disk_->sqlite_path(name);
    }
    const char* sqlite_vfs() const override { return wrapping_vfs(); }

 private:
    std::unique_ptr<Disk> disk_;
};

}  // namespace

std::vector<std::string> failpoints() {
    std::vector<std::string> out;
    for (const char* what :
         {"acknowledged.open", "acknowledged.write", "acknowledged.sync", "directory.sync",
          "log.open", "log.truncate", "log.fill", "log.write", "log.sync", "state.db.write",
          "state.db.sync", "state.wal.write", "state.wal.sync", "state.wal.truncate",
          "state.journal.write", "state.journal.sync", "state.journal.remove"}) {
        out.push_back(std::string("before ") + what);
        out.push_back(std::string("after ") + what);
    }
    return out;
}

std::unique_ptr<Disk> killing_disk(std::unique_ptr<Disk> disk, const std::string& failpoint,
                                   unsigned pass) {
    trap() = {.failpoint = failpoint, .passes_left = pass};
    return std::make_unique<KillingDisk>(std::move(disk));
}

}  // namespace dure::chain::testing
