#include "chain/store/posix_disk.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace dure::chain {

namespace {

Failure<DiskError> failed(int error, const std::string& operation, const std::string& name) {
    const auto kind = [error] {
        switch (error) {
            case ENOENT:
                return DiskError::Kind::kNotFound;
            case ENOSPC:
            case EDQUOT:
                return DiskError::Kind::kNoSpace;
            case EACCES:
            case EPERM:
            case EROFS:
            case ENOTDIR:
                return DiskError::Kind::kNotWritable;
            default:
                return DiskError::Kind::kIo;
        }
    }();
    return Failure{
        DiskError{kind, operation + " " + name + ": " + std::generic_category().message(error)}};
}

class Descriptor {
 public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    int get() const { return fd_; }

 private:
    int fd_;
};

class PosixFile final : public DiskFile {
 public:
    PosixFile(int fd, std::string name) : fd_(fd), name_(std::move(name)) {}

    DiskResult<std::size_t> read(std::uint64_t offset, std::span<Byte> into) const override {
        std::size_t done = 0;
        while (done < into.size()) {
            const auto n = ::pread(fd_.get(), into.data() + done, into.size() - done,
                                   static_cast<off_t>(offset + done));
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) return failed(errno, "read", name_);
            if (n == 0) break;
            done += static_cast<std::size_t>(n);
        }
        return done;
    }

    DiskResult<Done> write(std::uint64_t offset, ByteView bytes) override {
        std::size_t done = 0;
        while (done < bytes.size()) {
            const auto n = ::pwrite(fd_.get(), bytes.data() + done, bytes.size() - done,
                                    static_cast<off_t>(offset + done));
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) return failed(errno, "write", name_);
            done += static_cast<std::size_t>(n);
        }
        return Done{};
    }

    DiskResult<Done> sync() override {
        if (::fdatasync(fd_.get()) != 0) return failed(errno, "sync", name_);
        return Done{};
    }

    DiskResult<Done> truncate(std::uint64_t size) override {
        if (::ftruncate(fd_.get(), static_cast<off_t>(size)) != 0)
            return failed(errno, "truncate", name_);
        return Done{};
    }

    DiskResult<std::uint64_t> size() const override {
        struct stat info {};
        if (::fstat(fd_.get(), &info) != 0) return failed(errno, "stat", name_);
        return static_cast<std::uint64_t>(info.st_size);
    }

    DiskResult<Done> allocate(std::uint64_t size) override {
        if (const int error = ::posix_fallocate(fd_.get(), 0, static_cast<off_t>(size)); error != 0)
            return failed(error, "allocate", name_);
        return sync();
    }

 private:
    Descriptor fd_;
    std::string name_;
};

class PosixDisk final : public Disk {
 public:
    PosixDisk(std::filesystem::path directory, int lock)
        : directory_(std::move(directory)), lock_(lock) {}

    DiskResult<std::unique_ptr<DiskFile>> open(const std::string& name, OpenMode mode) override {
        const int flags = O_RDWR | O_CLOEXEC | (mode == OpenMode::kCreate ? O_CREAT : 0);
        const int fd = ::open((directory_ / name).c_str(), flags, 0600);
        if (fd < 0) return failed(errno, "open", name);
        return std::unique_ptr<DiskFile>(std::make_unique<PosixFile>(fd, name));
    }

    DiskResult<std::vector<std::string>> list() const override {
        std::error_code error;
        std::vector<std::string> names;
        auto entries = std::filesystem::directory_iterator(directory_, error);
        for (; !error && entries != std::filesystem::directory_iterator();
             entries.increment(error)) {
            names.push_back(entries->path().filename().string());
        }
        if (error) return failed(error.value(), "list", directory_.string());
        std::sort(names.begin(), names.end());
        return names;
    }

    DiskResult<Done> rename(const std::string& from, const std::string& to) override {
        if (::rename((directory_ / from).c_str(), (directory_ / to).c_str()) != 0)
            return failed(errno, "rename", from);
        return Done{};
    }

    DiskResult<Done> remove(const std::string& name) override {
        if (::unlink((directory_ / name).c_str()) != 0) return failed(errno, "remove", name);
        return Done{};
    }

    DiskResult<Done> sync_directory() override {
        const Descriptor fd{::open(directory_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
        if (fd.get() < 0 || ::fsync(fd.get()) != 0)
            return failed(errno, "sync", directory_.string());
        return Done{};
    }

    std::optional<std::uint64_t> free_bytes() const override {
        struct statvfs info {};
        if (::statvfs(directory_.c_str(), &info) != 0) return std::nullopt;
        return static_cast<std::uint64_t>(info.f_bavail) * info.f_frsize;
    }

    std::string sqlite_path(const std::string& name) const override {
        return (directory_ / name).string();
    }

 private:
    std::filesystem::path directory_;
    Descriptor lock_;
};

}  // namespace

DiskResult<std::unique_ptr<Disk>> open_data_directory(const std::filesystem::path& directory) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error) return failed(error.value(), "create", directory.string());

    const int lock = ::open((directory / "LOCK").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock < 0) return failed(errno, "open", (directory / "LOCK").string());
    if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
        const int why = errno;
        ::close(lock);
        if (why != EWOULDBLOCK) return failed(why, "lock", directory.string());
        return Failure{DiskError{DiskError::Kind::kLocked,
                                 directory.string() + " is in use by another program"}};
    }
    return std::unique_ptr<Disk>(std::make_unique<PosixDisk>(directory, lock));
}

}  // namespace dure::chain
