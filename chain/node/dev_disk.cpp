#include "chain/node/dev_disk.hpp"

#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

namespace dure::chain {

namespace {

using SharedFile = std::shared_ptr<DiskFile>;

/// The files that wait to be synced, and who does it.
class Syncer {
 public:
    explicit Syncer(Syncs syncs) {
        if (syncs == Syncs::kLater) thread_ = std::thread([this] { run(); });
    }
    Syncer(const Syncer&) = delete;
    ~Syncer() {
        {
            const std::lock_guard lock(mutex_);
            ends_ = true;
        }
        changed_.notify_all();
        if (thread_.joinable()) thread_.join();
    }

    DiskResult<Done> want(const SharedFile& file) {
        if (!thread_.joinable()) return Done{};
        {
            const std::lock_guard lock(mutex_);
            if (failed_) return Failure{*failed_};
            waiting_.insert(file);
        }
        changed_.notify_all();
        return Done{};
    }
    /// All of them, now.
    DiskResult<Done> drain() {
        if (!thread_.joinable()) return Done{};
        const std::lock_guard turn(syncing_);
        return sync(take());
    }

 private:
    std::set<SharedFile> take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(waiting_, {});
    }

    DiskResult<Done> sync(const std::set<SharedFile>& files) {
        for (const auto& file : files) {
            if (auto synced = file->sync(); !synced) {
                const std::lock_guard lock(mutex_);
                failed_ = synced.error();
                return synced;
            }
        }
        return Done{};
    }

    void run() {
        for (;;) {
            {
                std::unique_lock lock(mutex_);
                changed_.wait(lock, [this] { return ends_ || !waiting_.empty(); });
                if (waiting_.empty()) return;
                changed_.wait_for(lock, kSyncDelay, [this] { return ends_; });
            }
            const std::lock_guard turn(syncing_);
            // A failure is told by the next `want`.
            static_cast<void>(sync(take()));
        }
    }

    std::mutex syncing_;  ///< who drains waits for what is being synced
    std::mutex mutex_;
    std::condition_variable changed_;
    std::set<SharedFile> waiting_;     ///< under mutex_
    std::optional<DiskError> failed_;  ///< under mutex_
    bool ends_ = false;                ///< under mutex_
    std::thread thread_;
};

class LaterFile final : public DiskFile {
 public:
    LaterFile(SharedFile inner, std::shared_ptr<Syncer> syncer)
        : inner_(std::move(inner)), syncer_(std::move(syncer)) {}

    DiskResult<std::size_t> read(std::uint64_t offset, std::span<Byte> into) const override {
        return inner_->read(offset, into);
    }
    DiskResult<Done> write(std::uint64_t offset, ByteView bytes) override {
        return inner_->write(offset, bytes);
    }
    DiskResult<Done> sync() override { return syncer_->want(inner_); }
    DiskResult<Done> truncate(std::uint64_t size) override { return inner_->truncate(size); }
    DiskResult<std::uint64_t> size() const override { return inner_->size(); }

 private:
    SharedFile inner_;
    std::shared_ptr<Syncer> syncer_;
};

class DevDisk final : public Disk {
 public:
    DevDisk(std::unique_ptr<Disk> inner, Syncs syncs)
        : inner_(std::move(inner)), syncs_(syncs), syncer_(std::make_shared<Syncer>(syncs)) {}

    DiskResult<std::unique_ptr<DiskFile>> open(const std::string& name, OpenMode mode) override {
        auto file = inner_->open(name, mode);
        if (!file) return Failure{std::move(file).error()};
        return std::unique_ptr<DiskFile>(
            std::make_unique<LaterFile>(SharedFile(*std::move(file)), syncer_));
    }
    DiskResult<std::vector<std::string>> list() const override { return inner_->list(); }
    DiskResult<Done> rename(const std::string& from, const std::string& to) override {
        if (auto drained = syncer_->drain(); !drained) return drained;
        return inner_->rename(from, to);
    }
    DiskResult<Done> remove(const std::string& name) override {
        if (auto drained = syncer_->drain(); !drained) return drained;
        return inner_->remove(name);
    }
    DiskResult<Done> sync_directory() override {
        if (syncs_ == Syncs::kNever) return Done{};
        if (auto drained = syncer_->drain(); !drained) return drained;
        return inner_->sync_directory();
    }
    std::string sqlite_path(const std::string& name) const override {
        return inner_->sqlite_path(name);
    }
    const char* sqlite_vfs() const override { return inner_->sqlite_vfs(); }

 private:
    std::unique_ptr<Disk> inner_;
    Syncs syncs_;
    std::shared_ptr<Syncer> syncer_;
};

}  // namespace

std::unique_ptr<Disk> make_dev_disk(std::unique_ptr<Disk> inner, Syncs syncs) {
    return std::make_unique<DevDisk>(std::move(inner), syncs);
}

}  // namespace dure::chain
