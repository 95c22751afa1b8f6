// What survives: clean ends, power cuts, torn tails, damaged files, a full disk.
#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "chain/consensus/extra_data.hpp"
#include "chain/store/checksum.hpp"
#include "chain/store/store.hpp"
#include "tests/node/chain_fixture.hpp"

namespace dure::chain {
namespace {

using namespace testing;
namespace fs = std::filesystem;

/// Everything a reader can see of a chain up to a height.
struct Picture {
    std::uint64_t height = 0;
    Hash256 root;
    std::vector<Hash256> blocks;
    std::vector<uint256> balances;
    std::size_t transactions = 0;
    friend bool operator==(const Picture&, const Picture&) = default;
};

Picture picture_of(Node& node) {
    Picture out{.height = node.height(),
                .root = node.head().state_root,
                .blocks = {},
                .balances = {},
                .transactions = 0};
    for (std::uint64_t n = 0; n <= node.height(); ++n) {
        const auto block = node.block(n);
        out.blocks.push_back(block ? block->hash : Hash256{});
        for (std::size_t i = 0; block && i < block->transaction_hashes.size(); ++i) {
            const auto place = node.transaction(block->transaction_hashes[i]);
            if (place && place->index == i && place->block->hash == block->hash) ++out.transactions;
        }
    }
    for (std::uint64_t i = 0; i < 10; ++i)
        out.balances.push_back(node.state().account(account(i)).value_or(Account{}).balance);
    return out;
}

bool has_notice(Node& node, StoreNotice::Kind kind) {
    for (const auto& notice : node.notices()) {
        if (notice.kind == kind) return true;
    }
    return false;
}

/// Where block 1's frame begins: at the first sector behind block 0's.
std::uint64_t second_frame(const fs::path& segment) {
    std::ifstream in(segment, std::ios::binary);
    char head[4] = {};
    in.read(head, sizeof head);
    const auto length = get_le32(reinterpret_cast<const Byte*>(head)) & 0x7fff'ffffU;
    return (48 + length + 511) / 512 * 512;
}

class StoreTest : public ::testing::Test {
 protected:
    void SetUp() override { ASSERT_FALSE(node.open()); }

    void make_blocks(std::uint64_t count) {
        for (std::uint64_t i = 0; i < count; ++i) {
            const auto nonce = node->next_nonce(account(0));
            Transaction store;  // a contract that keeps the block's number in slot 0
            store.chain_id = kChainId;
            store.nonce = node->next_nonce(account(1));
            store.gas_limit = 100'000;
            store.data = *from_hex("0x4360005500");
            node.make_block({raw(transfer(nonce, account(2), 3), 0), raw(store, 1)});
        }
    }

    fs::path file(const std::string& name) const { return directory.path() / name; }

    void flip(const fs::path& path, std::uint64_t offset, Byte mask = 0x10) const {
        std::fstream stream(path, std::ios::in | std::ios::out | std::ios::binary);
        stream.seekg(static_cast<std::streamoff>(offset));
        const auto byte = static_cast<char>(stream.get() ^ mask);
        stream.seekp(static_cast<std::streamoff>(offset));
        stream.put(byte);
    }

    TemporaryDirectory directory;
    TestNode node{directory.path()};
};

TEST_F(StoreTest, a_clean_end_and_a_new_start_show_the_same_chain) {
    make_blocks(5);
    const auto before = picture_of(*node);
    EXPECT_EQ(before.transactions, 10U);
    ASSERT_FALSE(node.open());
    EXPECT_EQ(picture_of(*node), before);
    EXPECT_TRUE(node->notices().empty());
    make_blocks(1);
    EXPECT_EQ(node->height(), 6U);
}

TEST_F(StoreTest, blocks_that_were_not_flushed_are_replayed) {
    make_blocks(5);
    const auto before = picture_of(*node);
    node.crash();
    ASSERT_FALSE(node.open());
    EXPECT_EQ(picture_of(*node), before);
    EXPECT_TRUE(node->notices().empty());
}

TEST_F(StoreTest, state_written_by_many_flushes_is_the_state) {
    auto config = test_config();
    config.store.flush_blocks = 2;
    config.store.recent_blocks = 3;
    TemporaryDirectory other;
    TestNode small(other.path(), config);
    ASSERT_FALSE(small.open());
    for (std::uint64_t i = 0; i < 9; ++i) small.make_block({raw(transfer(i, account(2), 3), 0)});
    const auto before = picture_of(*small);
    small.crash();
    ASSERT_FALSE(small.open());
    EXPECT_EQ(picture_of(*small), before);
}

TEST(Flushes, come_later_while_blocks_come_in_numbers) {
    static_assert(Store::kTimesBehind > 1);
    TemporaryDirectory directory;
    auto disk = *open_data_directory(directory.path());
    auto store = *Store::open(*disk, {.log = {}, .flush_blocks = 2});
    ASSERT_TRUE(store->replay([](const SharedBlock&) { return std::nullopt; }));
    const auto genesis = test_genesis();
    auto next = genesis_block(genesis);
    for (std::uint64_t held = 0; held < 2 * Store::kTimesBehind; ++held) {
        EXPECT_EQ(store->wants_flush(LogSync::kNow), held >= 2) << held;
        EXPECT_FALSE(store->wants_flush(LogSync::kLater)) << held;
        auto record = std::make_shared<BlockRecord>();
        record->block = next;
        record->hash = block_hash(next.header);
        next.header.parent_hash = record->hash;
        ++next.header.number;
        ASSERT_TRUE(store->append(record, held == 0 ? genesis_state(genesis) : StateDiff{},
                                  LogSync::kLater));
    }
    EXPECT_TRUE(store->wants_flush(LogSync::kLater));
    ASSERT_TRUE(store->flush());
    EXPECT_FALSE(store->wants_flush(LogSync::kNow));
}

TEST_F(StoreTest, a_torn_tail_is_cut_and_nothing_else_is_lost) {
    make_blocks(3);
    const auto before = picture_of(*node);
    node.close();
    // Half a frame at the sector behind the last one: what a cut during a write leaves.
    std::ifstream in(file(segment_name(1)), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    const auto end = (bytes.find_last_not_of('\0') / 512 + 1) * 512;
    std::fstream out(file(segment_name(1)), std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(static_cast<std::streamoff>(end));
    std::string torn(40, '\0');
    put_le32(reinterpret_cast<Byte*>(torn.data()), 200);
    put_le64(reinterpret_cast<Byte*>(torn.data()) + 4, 4);
    out << torn << "half a body";
    out.close();

    ASSERT_FALSE(node.open());
    EXPECT_EQ(picture_of(*node), before);
    EXPECT_TRUE(has_notice(*node, StoreNotice::Kind::kTornTail));
    make_blocks(2);
    const auto after = picture_of(*node);
    node.crash();
    ASSERT_FALSE(node.open());
    EXPECT_EQ(picture_of(*node), after);
}

TEST_F(StoreTest, a_lost_state_is_rebuilt_from_the_blocks) {
    make_blocks(5);
    const auto before = picture_of(*node);
    node.close();
    fs::remove(file("state.db"));
    ASSERT_FALSE(node.open());
    EXPECT_EQ(picture_of(*node), before);
}

TEST_F(StoreTest, a_damaged_state_is_said_kept_aside_and_rebuilt) {
    make_blocks(5);
    const auto before = picture_of(*node);
    node.close();
    std::ofstream(file("state.db"), std::ios::binary) << "this is no database, it is a text";
    ASSERT_FALSE(node.open());
    EXPECT_EQ(picture_of(*node), before);
    EXPECT_TRUE(has_notice(*node, StoreNotice::Kind::kStateRebuilt));
    EXPECT_TRUE(fs::exists(file("state.db.damaged")));
}

TEST_F(StoreTest, a_damaged_old_block_is_said_and_the_rest_lives_on) {
    auto config = test_config();
    config.store.recent_blocks = 1;
    node.close();
    TestNode small(directory.path(), config);
    ASSERT_FALSE(small.open());
    for (std::uint64_t i = 0; i < 6; ++i) small.make_block({raw(transfer(i, account(2), 3), 0)});
    const auto before = picture_of(*small);
    small.close();
    flip(file(segment_name(1)), second_frame(file(segment_name(1))) + 100);
    ASSERT_FALSE(small.open());
    const auto after = picture_of(*small);
    EXPECT_EQ(after.root, before.root);
    EXPECT_EQ(after.balances, before.balances);
    EXPECT_NE(after.blocks, before.blocks);
    EXPECT_TRUE(has_notice(*small, StoreNotice::Kind::kBlockUnreadable));
}

TEST_F(StoreTest, damage_before_acknowledged_blocks_is_not_taken_for_a_torn_tail) {
    make_blocks(6);
    node.crash();  // the state is that of genesis
    flip(file(segment_name(1)), 6'000);
    ASSERT_FALSE(node.open());
    EXPECT_LT(node->height(), 6U);
    EXPECT_TRUE(has_notice(*node, StoreNotice::Kind::kLogDamaged));
    EXPECT_TRUE(has_notice(*node, StoreNotice::Kind::kBlocksLost));
    EXPECT_TRUE(fs::exists(file(segment_name(1) + ".damaged")));
    const auto height = node->height();
    node.pass(60'000);
    EXPECT_EQ(node->height(), height + 1) << "goes on from what is whole";
    // The loss was said: the next starts are sound, after a clean end and after a cut.
    node.close();
    ASSERT_FALSE(node.open());
    EXPECT_TRUE(node->notices().empty());
    node.pass(60'000);
    node.crash();
    ASSERT_FALSE(node.open());
    EXPECT_FALSE(has_notice(*node, StoreNotice::Kind::kBlocksLost));
    EXPECT_EQ(node->height(), height + 2);
    EXPECT_FALSE(fs::exists(file(segment_name(1) + ".damaged-2")));
}

TEST_F(StoreTest, any_flipped_byte_is_harmless_or_said) {
    make_blocks(8);
    const auto before = picture_of(*node);
    node.close();
    const auto keep = directory.path() / "keep";
    fs::create_directory(keep);
    for (const char* name : {"state.db", "acknowledged"}) fs::copy_file(file(name), keep / name);
    fs::copy_file(file(segment_name(1)), keep / segment_name(1));

    std::mt19937 random(20'350);
    int said = 0;
    for (const std::string& name : {std::string("state.db"), segment_name(1)}) {
        std::ifstream in(keep / name, std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(in)), {});
        const auto end = bytes.find_last_not_of('\0') + 1;
        for (int i = 0; i < 60; ++i) {
            const auto offset = std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
            const auto mask =
                static_cast<Byte>(1U << std::uniform_int_distribution<unsigned>(0, 7)(random));
            for (const auto& entry : fs::directory_iterator(directory.path())) {
                if (entry.path() != keep) fs::remove(entry.path());
            }
            for (const auto& entry : fs::directory_iterator(keep))
                fs::copy_file(entry.path(), directory.path() / entry.path().filename());
            flip(file(name), offset, mask);

            TestNode again(directory.path());
            const auto error = again.open();
            ASSERT_FALSE(error) << name << " at " << offset << ": " << error->what;
            const auto after = picture_of(*again);
            if (again->notices().empty()) {
                EXPECT_EQ(after, before) << name << " at " << offset << " silently wrong";
            } else {
                ++said;
                EXPECT_EQ(after.root, before.root) << name << " at " << offset;
            }
        }
    }
    EXPECT_GT(said, 20);
}

TEST_F(StoreTest, another_chains_directory_is_refused_and_left_alone) {
    make_blocks(2);
    const auto before = picture_of(*node);
    node.close();
    auto genesis = test_genesis();
    ++genesis.timestamp;
    TestNode stranger(directory.path(), test_config(), genesis);
    const auto error = stranger.open();
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind, NodeError::Kind::kWrongGenesis);
    stranger.crash();
    ASSERT_FALSE(node.open());
    EXPECT_EQ(picture_of(*node), before);
}

TEST_F(StoreTest, one_directory_serves_one_program) {
    TestNode second(directory.path());
    const auto error = second.open();
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind, NodeError::Kind::kInUse);
}

TEST_F(StoreTest, a_directory_that_cannot_be_made_is_an_error) {
    std::ofstream(file("a-file")) << "not a directory";
    TestNode second(file("a-file") / "data");
    const auto error = second.open();
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind, NodeError::Kind::kNotWritable) << error->what;
}

// A disk that fails from its Nth write or sync on.

struct FaultPlan {
    std::int64_t operations_left = INT64_MAX;
    bool strike() { return operations_left-- <= 0; }
    DiskError error() const {
        return {DiskError::Kind::kNoSpace, "write: no space left on device"};
    }
};

class FaultyFile final : public DiskFile {
 public:
    FaultyFile(std::unique_ptr<DiskFile> file, FaultPlan& plan)
        : file_(std::move(file)), plan_(plan) {}
    DiskResult<std::size_t> read(std::uint64_t offset, std::span<Byte> into) const override {
        return file_->read(offset, into);
    }
    DiskResult<Done> write(std::uint64_t offset, ByteView bytes) override {
        if (!plan_.strike()) return file_->write(offset, bytes);
        // Half of it arrives.
        static_cast<void>(file_->write(offset, bytes.first(bytes.size() / 2)));
        return plan_.error();
    }
    DiskResult<Done> sync() override {
        return plan_.strike() ? DiskResult<Done>(plan_.error()) : file_->sync();
    }
    DiskResult<Done> truncate(std::uint64_t size) override { return file_->truncate(size); }
    DiskResult<std::uint64_t> size() const override { return file_->size(); }

 private:
    std::unique_ptr<DiskFile> file_;
    FaultPlan& plan_;
};

class FaultyDisk final : public Disk {
 public:
    FaultyDisk(std::unique_ptr<Disk> disk, FaultPlan& plan) : disk_(std::move(disk)), plan_(plan) {}
    DiskResult<std::unique_ptr<DiskFile>> open(const std::string& name, OpenMode mode) override {
        auto file = disk_->open(name, mode);
        if (!file) return file;
        return std::unique_ptr<DiskFile>(std::make_unique<FaultyFile>(*std::move(file), plan_));
    }
    DiskResult<std::vector<std::string>> list() const override { return disk_->list(); }
    DiskResult<Done> rename(const std::string& from, const std::string& to) override {
        return disk_->rename(from, to);
    }
    DiskResult<Done> remove(const std::string& name) override { return disk_->remove(name); }
    DiskResult<Done> sync_directory() override { return disk_->sync_directory(); }
    std::string sqlite_path(const std::string& name) const override {
        return disk_->sqlite_path(name);
    }

 private:
    std::unique_ptr<Disk> disk_;
    FaultPlan& plan_;
};

TEST(FullDisk, stops_the_node_cleanly_at_whatever_write_and_loses_no_final_block) {
    for (std::int64_t fault = 0; fault < 12; ++fault) {
        TemporaryDirectory directory;
        FaultPlan plan;
        TestNode node(directory.path());
        node.wrap_disk = [&](std::unique_ptr<Disk> disk) {
            return std::make_unique<FaultyDisk>(std::move(disk), plan);
        };
        ASSERT_FALSE(node.open());
        plan.operations_left = fault;
        std::vector<Hash256> final_blocks;
        const auto heard =
            node->on_block([&](const BlockRecord& block) { final_blocks.push_back(block.hash); });
        for (std::uint64_t i = 0; i < 6 && node.stopped.empty(); ++i) {
            static_cast<void>(node->submit(raw(transfer(i, account(2), 3), 0)));
            node.pass(1'000);
        }
        ASSERT_EQ(node.stopped.size(), 1U) << "fault at operation " << fault;
        EXPECT_EQ(node->height(), final_blocks.size());
        EXPECT_EQ(node->submit(raw(transfer(9, account(2), 3), 0)).error(),
                  Rejection::node_stopped);
        EXPECT_EQ(node->state().account(account(0)).value_or(Account{}).nonce, node->height())
            << "readers see the last final state";
        node.pass(120'000);
        EXPECT_EQ(node->height(), final_blocks.size()) << "no more blocks";

        plan.operations_left = INT64_MAX;
        node.crash();
        ASSERT_FALSE(node.open());
        ASSERT_GE(node->height(), final_blocks.size());
        for (std::size_t i = 0; i < final_blocks.size(); ++i)
            EXPECT_EQ(node->block(i + 1)->hash, final_blocks[i]);
    }
}

}  // namespace
}  // namespace dure::chain
