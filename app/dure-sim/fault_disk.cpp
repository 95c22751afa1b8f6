#include "app/dure-sim/fault_disk.hpp"

#include <algorithm>
#include <utility>

#include "app/dure-sim/sqlite_vfs.hpp"

namespace dure::sim {

using chain::Bytes;
using chain::ByteView;
using chain::DiskError;
using chain::DiskFile;
using chain::DiskResult;
using chain::Done;
using chain::Failure;
using Kind = DiskOperation::Kind;

namespace {

const char* word(Kind kind) {
    switch (kind) {
        case Kind::kCreate:
            return "create";
        case Kind::kRead:
            return "read";
        case Kind::kWrite:
            return "write";
        case Kind::kSync:
            return "sync";
        case Kind::kTruncate:
            return "truncate";
        case Kind::kRename:
            return "rename";
        case Kind::kRemove:
            return "remove";
        case Kind::kSyncDirectory:
            return "sync directory";
    }
    return "";
}

Failure<DiskError> not_found(const std::string& name) {
    return Failure{DiskError{DiskError::Kind::kNotFound, name + ": no such file"}};
}

DiskError no_space(const DiskOperation& operation) {
    return {DiskError::Kind::kNoSpace,
            std::string(word(operation.kind)) + " " + std::string(operation.file) + ": no space"};
}

}  // namespace

struct DiskImage {
    FaultDisk::Directory names, durable_names;
    std::vector<FaultDisk::DirectoryChange> changes;
};

class FaultyFile final : public DiskFile {
 public:
    FaultyFile(FaultDisk& disk, FaultDisk::SharedInode inode, std::string name)
        : disk_(disk),
          inode_(std::move(inode)),
          name_(std::move(name)),
          generation_(disk.generation_) {}

    DiskResult<std::size_t> read(std::uint64_t offset, std::span<chain::Byte> into) const override {
        const DiskOperation operation{
            .kind = Kind::kRead, .file = name_, .offset = offset, .size = into.size()};
        if (auto error = strike(operation)) return *std::move(error);
        const auto& spoilt = inode_->spoilt;
        const auto bad = spoilt.lower_bound(offset / FaultyContent::kSector);
        if (bad != spoilt.end() && *bad * FaultyContent::kSector < offset + into.size())
            return DiskError{DiskError::Kind::kIo, "read " + name_ + ": a spoilt sector"};
        return inode_->content.read(offset, into);
    }
    DiskResult<Done> write(std::uint64_t offset, ByteView bytes) override {
        const DiskOperation operation{
            .kind = Kind::kWrite, .file = name_, .offset = offset, .size = bytes.size()};
        if (auto error = strike(operation)) {
            const bool halfway = std::exchange(disk_.halfway_, false);
            if ((!disk_.dead_ || halfway) && current())
                static_cast<void>(disk_.write(*inode_, operation, bytes.first(bytes.size() / 2)));
            return *std::move(error);
        }
        return disk_.write(*inode_, operation, bytes);
    }
    DiskResult<Done> sync() override {
        if (auto error = strike({.kind = Kind::kSync, .file = name_})) {
            if (!disk_.dead_ && current()) inode_->content.fail_sync();
            return *std::move(error);
        }
        ++disk_.volume_.syncs;
        disk_.volume_.synced_pages += inode_->content.sync();
        return Done{};
    }
    DiskResult<Done> truncate(std::uint64_t size) override {
        const DiskOperation operation{
            .kind = Kind::kTruncate, .file = name_, .offset = size, .size = 0};
        if (auto error = strike(operation)) return *std::move(error);
        inode_->content.truncate(size, ++disk_.sequence_);
        return Done{};
    }
    DiskResult<std::uint64_t> size() const override {
        if (disk_.dead_ || !current()) return stale();
        return inode_->content.size();
    }

 private:
    bool current() const { return generation_ == disk_.generation_; }
    DiskError stale() const {
        return {DiskError::Kind::kIo, name_ + ": opened before the machine stopped"};
    }
    std::optional<DiskError> strike(const DiskOperation& operation) const {
        if (!current()) return stale();
        return disk_.strike(operation);
    }

    FaultDisk& disk_;
    FaultDisk::SharedInode inode_;
    std::string name_;
    std::uint64_t generation_;
};

FaultDisk::FaultDisk() : vfs_(std::make_unique<SqliteVfs>(*this)) {}
FaultDisk::~FaultDisk() = default;

const char* FaultDisk::sqlite_vfs() const { return vfs_->name(); }

std::optional<DiskError> FaultDisk::strike(const DiskOperation& operation) const {
    const auto failed = [&](const char* why) {
        return DiskError{DiskError::Kind::kIo, std::string(word(operation.kind)) + " " +
                                                   std::string(operation.file) + ": " + why};
    };
    if (dead_) return failed("the machine has stopped");
    const auto fault = hook_ ? hook_(operation) : DiskFault::kNone;
    if (operation.changes()) ++operations_;
    switch (fault) {
        case DiskFault::kNone:
            return std::nullopt;
        case DiskFault::kIo:
            return failed("input/output error");
        case DiskFault::kNoSpace:
            return no_space(operation);
        case DiskFault::kDeathHalfway:
        case DiskFault::kDeath:
            dead_ = true;
            halfway_ = fault == DiskFault::kDeathHalfway;
            return failed("the machine stops");
    }
    return std::nullopt;
}

std::uint64_t FaultDisk::used() const {
    std::uint64_t bytes = 0;
    for (const auto& [name, inode] : names_) bytes += inode->content.size();
    return bytes;
}

std::optional<std::uint64_t> FaultDisk::free_bytes() const {
    if (!capacity_) return std::nullopt;
    const auto taken = used();
    return *capacity_ > taken ? *capacity_ - taken : 0;
}

DiskResult<Done> FaultDisk::write(Inode& inode, const DiskOperation& operation, ByteView bytes) {
    if (bytes.empty()) return Done{};
    const auto end = operation.offset + bytes.size();
    const auto size = inode.content.size();
    if (capacity_ && end > size && used() + (end - size) > *capacity_) return no_space(operation);
    inode.content.write(operation.offset, bytes, ++sequence_);
    for (auto sector = operation.offset / FaultyContent::kSector;
         !inode.spoilt.empty() && sector * FaultyContent::kSector < end; ++sector) {
        inode.spoilt.erase(sector);
    }
    ++volume_.writes;
    volume_.written_bytes += bytes.size();
    return Done{};
}

DiskResult<std::unique_ptr<DiskFile>> FaultDisk::open(const std::string& name,
                                                      chain::OpenMode mode) {
    if (dead_) return DiskError{DiskError::Kind::kIo, name + ": the machine has stopped"};
    auto found = names_.find(name);
    if (found == names_.end()) {
        if (mode == chain::OpenMode::kExisting) return not_found(name);
        if (auto error = strike({.kind = Kind::kCreate, .file = name})) return *std::move(error);
        change({.sequence = 0, .removed = {}, .added = name, .inode = std::make_shared<Inode>()});
        found = names_.find(name);
    }
    return std::unique_ptr<DiskFile>(std::make_unique<FaultyFile>(*this, found->second, name));
}

std::unique_ptr<DiskFile> FaultDisk::open_unnamed() {
    return std::make_unique<FaultyFile>(*this, std::make_shared<Inode>(), "a temporary file");
}

void FaultDisk::change(DirectoryChange change) {
    change.sequence = ++sequence_;
    if (!change.removed.empty()) names_.erase(change.removed);
    if (!change.added.empty()) names_[change.added] = change.inode;
    changes_.push_back(std::move(change));
}

DiskResult<std::vector<std::string>> FaultDisk::list() const {
    if (dead_) return DiskError{DiskError::Kind::kIo, "list: the machine has stopped"};
    std::vector<std::string> names;
    for (const auto& [name, inode] : names_) names.push_back(name);
    return names;
}

DiskResult<Done> FaultDisk::rename(const std::string& from, const std::string& to) {
    if (auto error = strike({.kind = Kind::kRename, .file = from})) return *std::move(error);
    const auto found = names_.find(from);
    if (found == names_.end()) return not_found(from);
    auto inode = found->second;
    change({.sequence = 0, .removed = from, .added = to, .inode = std::move(inode)});
    return Done{};
}

DiskResult<Done> FaultDisk::remove(const std::string& name) {
    if (auto error = strike({.kind = Kind::kRemove, .file = name})) return *std::move(error);
    if (!names_.contains(name)) return not_found(name);
    change({.sequence = 0, .removed = name, .added = {}, .inode = nullptr});
    return Done{};
}

DiskResult<Done> FaultDisk::sync_directory() {
    if (auto error = strike({.kind = Kind::kSyncDirectory, .file = "."})) return *std::move(error);
    durable_names_ = names_;
    changes_.clear();
    ++volume_.syncs;
    return Done{};
}

void FaultDisk::flip(const std::string& name, std::uint64_t offset, chain::Byte mask) {
    const auto found = names_.find(name);
    if (found != names_.end() && offset < found->second->content.size())
        found->second->content.flip(offset, mask);
}

void FaultDisk::spoil(const std::string& name, std::uint64_t offset) {
    const auto found = names_.find(name);
    if (found != names_.end()) found->second->spoilt.insert(offset / FaultyContent::kSector);
}

void FaultDisk::restart() {
    for (const auto& [name, inode] : names_) inode->content.restart();
    dead_ = false;
    ++generation_;
}

std::uint64_t FaultDisk::some_moment(Dice& dice) const {
    std::vector<std::uint64_t> moments;
    for (const auto& change : changes_) moments.push_back(change.sequence);
    for (const auto& [name, inode] : names_) inode->content.collect_sequences(moments);
    std::sort(moments.begin(), moments.end());
    moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
    // One before the first is a cut that keeps nothing (or, reordered, everything).
    const auto pick = dice.below(moments.size() + 1);
    return pick == moments.size() ? 0 : moments[pick];
}

void FaultDisk::power_cut(Cut cut, std::uint64_t seed) {
    Dice dice(seed);
    CutFate fate(cut, some_moment(dice), dice);
    std::set<Inode*> met;
    const auto resolve = [&](const SharedInode& inode) {
        if (inode && met.insert(inode.get()).second) inode->content.power_cut(fate);
    };
    for (const auto& [name, inode] : durable_names_) resolve(inode);
    for (const auto& change : changes_) {
        resolve(change.inode);
        if (!fate.keeps(change.sequence)) continue;
        if (const auto old = durable_names_.find(change.removed);
            old != durable_names_.end() && (!change.inode || old->second == change.inode))
            durable_names_.erase(old);
        if (!change.added.empty()) durable_names_[change.added] = change.inode;
    }
    names_ = durable_names_;
    changes_.clear();
    dead_ = false;
    ++generation_;
}

void FaultDisk::replace_by_empty() {
    names_.clear();
    durable_names_.clear();
    changes_.clear();
    dead_ = false;
    ++generation_;
}

FaultDisk::Image FaultDisk::image() const {
    std::map<const Inode*, SharedInode> copies;
    const auto copy = [&](const SharedInode& inode) {
        auto& made = copies[inode.get()];
        if (inode && !made) made = std::make_shared<Inode>(*inode);
        return made;
    };
    const auto copy_all = [&](const Directory& names) {
        Directory out;
        for (const auto& [name, inode] : names) out[name] = copy(inode);
        return out;
    };
    auto files = std::make_shared<DiskImage>();
    files->names = copy_all(names_);
    files->durable_names = copy_all(durable_names_);
    for (auto change : changes_) {
        change.inode = copy(change.inode);
        files->changes.push_back(std::move(change));
    }
    Image out;
    out.files_ = std::move(files);
    return out;
}

void FaultDisk::restore(const Image& image) {
    // Through a copy: the image stays as it is, however often it is restored.
    names_ = image.files_->names;
    durable_names_ = image.files_->durable_names;
    changes_ = image.files_->changes;
    const auto own = this->image();
    names_ = own.files_->names;
    durable_names_ = own.files_->durable_names;
    changes_ = own.files_->changes;
    dead_ = false;
    ++generation_;
}

Bytes FaultDisk::content(const std::string& name) const {
    const auto found = names_.find(name);
    if (found == names_.end()) return {};
    Bytes out(found->second->content.size());
    found->second->content.read(0, out);
    return out;
}

}  // namespace dure::sim
