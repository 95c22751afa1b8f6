// dure_start_bench BLOCKS [DIRECTORY]: makes a store of so many blocks of one transaction, stops a
// node on it in the middle of things and measures how long the next takes until it can vote, with
// the store's files in memory and not. About 1.1 KiB a block; RESULTS.md keeps the figures.
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "chain/consensus/extra_data.hpp"
#include "core/units/units.hpp"
#include "tests/bench/timing.hpp"
#include "tests/node/chain_fixture.hpp"

namespace dure::bench {
namespace {

using namespace dure::chain;
using namespace dure::chain::testing;

constexpr std::uint64_t kUnflushed = 40;  // blocks that a start executes again
constexpr std::uint64_t kFlushBlocks = 1'024;
constexpr int kStarts = 5;

class UnsyncedFile final : public DiskFile {
 public:
    explicit UnsyncedFile(std::unique_ptr<DiskFile> file) : file_(std::move(file)) {}
    DiskResult<std::size_t> read(std::uint64_t offset, std::span<Byte> into) const override {
        return file_->read(offset, into);
    }
    DiskResult<Done> write(std::uint64_t offset, ByteView bytes) override {
        return file_->write(offset, bytes);
    }
    DiskResult<Done> sync() override { return Done{}; }
    DiskResult<Done> truncate(std::uint64_t size) override { return file_->truncate(size); }
    DiskResult<std::uint64_t> size() const override { return file_->size(); }

 private:
    std::unique_ptr<DiskFile> file_;
};

/// Syncs nothing: what is generated may be generated again.
class UnsyncedDisk final : public Disk {
 public:
    explicit UnsyncedDisk(std::unique_ptr<Disk> disk) : disk_(std::move(disk)) {}
    DiskResult<std::unique_ptr<DiskFile>> open(const std::string& name, OpenMode mode) override {
        auto file = disk_->open(name, mode);
        if (!file) return file;
        return std::unique_ptr<DiskFile>(std::make_unique<UnsyncedFile>(*std::move(file)));
    }
    DiskResult<std::vector<std::string>> list() const override { return disk_->list(); }
    DiskResult<Done> rename(const std::string& from, const std::string& to) override {
        return disk_->rename(from, to);
    }
    DiskResult<Done> remove(const std::string& name) override { return disk_->remove(name); }
    DiskResult<Done> sync_directory() override { return Done{}; }
    std::string sqlite_path(const std::string& name) const override {
        return disk_->sqlite_path(name);
    }

 private:
    std::unique_ptr<Disk> disk_;
};

/// A block that no start reads again: of the right shape and size, neither executed nor sealed.
BlockRecord block_after(const Header& parent, const Hash256& parent_hash) {
    BlockRecord out;
    auto& header = out.block.header;
    header = parent;
    header.parent_hash = parent_hash;
    ++header.number;
    ++header.timestamp;
    header.gas_used = 21'000;
    auto tx = transfer(header.number, account(2), 3);
    tx.signature.r = uint256{header.number} * uint256{0x9e3779b97f4a7c15ULL};
    tx.signature.s = uint256{7};
    Receipt receipt;
    receipt.type = tx.type;
    receipt.succeeded = true;
    receipt.cumulative_gas_used = 21'000;
    static const auto sender = account(0);
    out.senders.push_back(sender);
    out.transaction_hashes.push_back(hash(tx));
    out.block.transactions.push_back(std::move(tx));
    out.receipts.push_back(std::move(receipt));
    out.hash = block_hash(header);
    return out;
}

void generate(const std::filesystem::path& directory, std::uint64_t blocks) {
    UnsyncedDisk disk(*open_data_directory(directory));
    auto store = *Store::open(disk, {});
    const auto genesis = test_genesis();
    auto founding = std::make_shared<BlockRecord>();
    founding->block = genesis_block(genesis);
    founding->hash = block_hash(founding->header());
    auto head = founding->header();
    auto head_hash = founding->hash;
    core::ensure(store->replay([](const SharedBlock&) { return std::nullopt; }).has_value(),
                 "an empty log");
    core::ensure(store->append(founding, genesis_state(genesis)).has_value(), "room for genesis");
    for (std::uint64_t i = 1; i < blocks; ++i) {
        auto record = std::make_shared<BlockRecord>(block_after(head, head_hash));
        head = record->header();
        head_hash = record->hash;
        core::ensure(store->append(std::move(record), {}).has_value(), "room for a block");
        if (i % kFlushBlocks != 0 && i + 1 != blocks) continue;
        core::ensure(store->flush().has_value(), "a flush");
    }
}

void forget_cached(const std::filesystem::path& directory) {
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
        const int fd = ::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC);
        ::fsync(fd);
        ::posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
        ::close(fd);
    }
}

int run(std::uint64_t blocks, const std::filesystem::path& directory) {
    const auto made = took_ms(CLOCK_MONOTONIC, [&] { generate(directory, blocks); });
    std::printf("%llu blocks made in %.0f s\n", static_cast<unsigned long long>(blocks),
                made / 1000);

    TestNode node(directory, NodeConfig{});
    core::ensure(!node.open().has_value(), "the generated store opens");
    core::ensure(node->height() == blocks - 1, "with all its blocks");
    for (std::uint64_t i = 0; i < kUnflushed; ++i)
        node.make_block({raw(transfer(i, account(2), 3), 0)});
    node.crash();

    for (const bool cold : {false, true}) {
        std::vector<double> wall, processor;
        for (int start = 0; start < kStarts; ++start) {
            if (cold) forget_cached(directory);
            double cpu = 0;
            wall.push_back(took_ms(CLOCK_MONOTONIC, [&] {
                cpu = took_ms(CLOCK_PROCESS_CPUTIME_ID,
                              [&] { core::ensure(!node.open().has_value(), "a start"); });
            }));
            processor.push_back(cpu);
            core::ensure(node->height() == blocks - 1 + kUnflushed, "nothing is lost");
            core::ensure(node->block(blocks / 2) != nullptr, "old blocks are read");
            node.crash();
        }
        std::printf("start to voting, files %s: %.0f ms, of it %.0f ms processor (medians of %d)\n",
                    cold ? "not cached" : "cached", median(std::move(wall)),
                    median(std::move(processor)), kStarts);
    }
    return 0;
}

}  // namespace
}  // namespace dure::bench

int main(int argc, char** argv) {
    const auto blocks = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 10'000;
    if (argc > 2) return dure::bench::run(blocks, argv[2]);
    const dure::chain::testing::TemporaryDirectory directory;
    return dure::bench::run(blocks, directory.path());
}
