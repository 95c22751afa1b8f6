#include "chain/crypto/private_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace dure::chain {

namespace {

class File {
 public:
    File(const std::filesystem::path& path, int flags)
        : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, S_IRUSR | S_IWUSR)) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    bool is_open() const { return descriptor_ >= 0; }
    int get() const { return descriptor_; }

 private:
    int descriptor_;
};

bool write_all(int descriptor, ByteView content) {
    while (!content.empty()) {
        const auto written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        content = content.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

bool write_synced(const std::filesystem::path& path, ByteView content) {
    const File file(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW);
    return file.is_open() && ::fchmod(file.get(), S_IRUSR | S_IWUSR) == 0 &&
           write_all(file.get(), content) && ::fsync(file.get()) == 0;
}

bool sync_directory(const std::filesystem::path& directory) {
    const File file(directory, O_RDONLY | O_DIRECTORY);
    return file.is_open() && ::fsync(file.get()) == 0;
}

std::filesystem::path directory_of(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
}

/// A link cannot replace a file, so of two writers one loses.
WriteOutcome put_in_place(const std::filesystem::path& from, const std::filesystem::path& to,
                          OnExisting on_existing) {
    if (on_existing == OnExisting::replace) {
        return ::rename(from.c_str(), to.c_str()) == 0 ? WriteOutcome::done : WriteOutcome::failed;
    }
    const auto result = ::link(from.c_str(), to.c_str());
    const auto reason = errno;
    ::unlink(from.c_str());
    if (result == 0) return WriteOutcome::done;
    return reason == EEXIST ? WriteOutcome::exists : WriteOutcome::failed;
}

}  // namespace

WriteOutcome write_private_file(const std::filesystem::path& path, ByteView content,
                                OnExisting on_existing) {
    auto beside = path;
    beside += ".new";
    if (!write_synced(beside, content)) {
        ::unlink(beside.c_str());
        return WriteOutcome::failed;
    }
    const auto outcome = put_in_place(beside, path, on_existing);
    if (outcome != WriteOutcome::done) return outcome;
    return sync_directory(directory_of(path)) ? WriteOutcome::done : WriteOutcome::failed;
}

std::optional<SecretBytes> read_private_file(const std::filesystem::path& path,
                                             std::size_t max_size) {
    const File file(path, O_RDONLY);
    struct stat info {};
    if (!file.is_open() || ::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode)) {
        return std::nullopt;
    }
    const auto size = static_cast<std::size_t>(info.st_size);
    if (size > max_size) return std::nullopt;
    SecretBytes out(size);
    for (std::size_t at = 0; at < size;) {
        const auto got = ::read(file.get(), out.span().data() + at, size - at);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return std::nullopt;
        at += static_cast<std::size_t>(got);
    }
    return out;
}

bool is_private(const std::filesystem::path& path) {
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0 && (info.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

}  // namespace dure::chain
