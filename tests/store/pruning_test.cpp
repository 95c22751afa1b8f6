// Bodies that are old go by whole segments; headers, state and what is younger stay, through
// restarts, power cuts and damage.
#include <gtest/gtest.h>

#include "chain/consensus/extra_data.hpp"
#include "chain/store/base_state.hpp"
#include "chain/store/header_archive.hpp"
#include "tests/store/sim_chain.hpp"

namespace dure::chain::testing {
namespace {

using sim::Cut;
using sim::DiskFault;
using sim::DiskOperation;

constexpr std::uint64_t kHeight = 40;

/// A block every ten seconds, two or three to a segment.
NodeConfig short_memory() {
    auto config = SimChain::small_config();
    config.keep_bodies_s = 60;
    config.keep_blocks = 4;
    config.store.recent_blocks = 2;
    return config;
}

const std::vector<BlockPicture>& reference() {
    static const auto chain = reference_chain(kHeight + 10);
    return chain;
}

std::vector<Effect> flush_time(SimChain& chain) {
    return chain.node().on_event(TimerFired{NodeTimer::kFlush});
}

void make_blocks(SimChain& chain, std::uint64_t height) {
    while (chain.node().height() < height) {
        ASSERT_TRUE(chain.make_block());
        static_cast<void>(flush_time(chain));
    }
}

/// What of the chain is not as it should be on a node whose bodies before `oldest` are gone.
std::string wrong_with(Node& node, std::uint64_t oldest) {
    for (std::uint64_t n = 0; n <= node.height(); ++n) {
        const auto& wanted = reference()[n];
        const auto name = "block " + std::to_string(n);
        const auto header = node.header(n);
        if (!header || block_hash(*header) != wanted.hash) return name + " has not its header";
        if (node.number_of(wanted.hash) != n) return name + " is not found by its hash";
        const auto block = node.block(n);
        if ((block != nullptr) != (n >= oldest))
            return name + (block ? " is here" : " is not here");
        if (block && block->hash != wanted.hash) return name + " is another one";
        for (const auto& hash : wanted.transactions) {
            const auto place = node.transaction(hash);
            if (place.has_value() != (n >= oldest)) return "a transaction of " + name;
        }
    }
    if (node.head().state_root != reference()[node.height()].state_root) return "the head's root";
    if (node.state().account(account(0)).value_or(Account{}).nonce != node.height())
        return "the state";
    return {};
}

bool has_file(const sim::FaultDisk& disk, const std::string& name) {
    const auto names = disk.list();
    return std::binary_search(names->begin(), names->end(), name);
}

class Pruning : public ::testing::Test {
 protected:
    Pruning() {
        EXPECT_FALSE(chain_.open());
        make_blocks(chain_, kHeight);
    }
    Node& node() { return chain_.node(); }
    bool said(StoreNotice::Kind kind) {
        const auto& notices = node().notices();
        return std::any_of(notices.begin(), notices.end(),
                           [&](const auto& notice) { return notice.kind == kind; });
    }

    sim::FaultDisk disk_;
    SimChain chain_{disk_, short_memory()};
};

TEST_F(Pruning, old_bodies_go_and_headers_stay) {
    const auto oldest = node().oldest_body();
    EXPECT_GT(oldest, kHeight - 14);
    EXPECT_LE(oldest, kHeight - 6) << "what is younger than a minute stays";
    EXPECT_EQ(wrong_with(node(), oldest), "");
    EXPECT_TRUE(node().notices().empty()) << node().notices().front().what;
    EXPECT_FALSE(has_file(disk_, "blocks-000001.log"));
    EXPECT_TRUE(has_file(disk_, "headers-000001"));
    EXPECT_FALSE(node().stopped());
}

TEST_F(Pruning, a_pruned_node_starts_and_goes_on) {
    const auto before = node().oldest_body();
    for (int life = 0; life < 3; ++life) {
        const auto height = node().height(), oldest = node().oldest_body();
        chain_.crash();
        disk_.power_cut(Cut::kDropped, static_cast<std::uint64_t>(life));
        ASSERT_FALSE(chain_.open());
        EXPECT_EQ(node().height(), height);
        EXPECT_EQ(node().oldest_body(), oldest);
        EXPECT_EQ(wrong_with(node(), oldest), "");
        make_blocks(chain_, height + 3);
        EXPECT_EQ(wrong_with(node(), node().oldest_body()), "");
    }
    EXPECT_GT(node().oldest_body(), before) << "and goes on pruning";
}

TEST(PruningConfig, nothing_goes_where_all_is_kept_or_the_chain_is_short) {
    for (const bool all : {true, false}) {
        sim::FaultDisk disk;
        auto config = short_memory();
        if (all) config.keep_bodies_s = 0;
        if (!all) config.keep_blocks = 100;
        SimChain chain(disk, config);
        ASSERT_FALSE(chain.open());
        make_blocks(chain, 20);
        EXPECT_EQ(chain.node().oldest_body(), 0U);
        EXPECT_EQ(difference(chain.node(), 20, reference()), "");
    }
}

TEST(PruningConfig, a_disk_with_little_room_is_reason_enough) {
    sim::FaultDisk disk;
    auto config = short_memory();
    config.keep_bodies_s = 1'000'000;
    config.room = {.prune_below = 10 << 20,
                   .quiet_below = 300 * 1024,
                   .stop_below = 200 * 1024,
                   .reserve_bytes = 64 * 1024};
    disk.set_capacity(20 << 20);
    SimChain chain(disk, config);
    ASSERT_FALSE(chain.open());
    make_blocks(chain, 20);
    static_cast<void>(chain.node().on_event(TimerFired{NodeTimer::kRoom}));
    EXPECT_EQ(chain.node().oldest_body(), 0U);
    disk.set_capacity(8 << 20);
    for (int i = 0; i < 20; ++i)
        static_cast<void>(chain.node().on_event(TimerFired{NodeTimer::kRoom}));
    EXPECT_EQ(chain.node().room().room(), Room::kLittle);
    EXPECT_GT(chain.node().oldest_body(), 10U);
    EXPECT_LE(chain.node().oldest_body(), 16U) << "the last ones stay";
    EXPECT_EQ(wrong_with(chain.node(), chain.node().oldest_body()), "");
}

TEST_F(Pruning, a_lost_database_is_made_again_from_the_copy_and_the_blocks_after_it) {
    const auto oldest = node().oldest_body();
    chain_.crash();
    const auto size = disk_.content("state.db").size();
    for (std::uint64_t at = 100; at < size; at += 512) disk_.flip("state.db", at, 0x55);
    ASSERT_FALSE(chain_.open());
    EXPECT_TRUE(said(StoreNotice::Kind::kStateRebuilt));
    EXPECT_EQ(node().height(), kHeight);
    EXPECT_EQ(node().oldest_body(), oldest);
    EXPECT_EQ(wrong_with(node(), oldest), "");
    make_blocks(chain_, kHeight + 5);
    chain_.crash();
    disk_.power_cut(Cut::kDropped, 1);
    ASSERT_FALSE(chain_.open());
    EXPECT_EQ(wrong_with(node(), node().oldest_body()), "");
}

TEST_F(Pruning, without_database_and_copy_it_says_so_and_overwrites_nothing) {
    chain_.crash();
    disk_.flip("state.base", 30, 1);
    const auto size = disk_.content("state.db").size();
    for (std::uint64_t at = 100; at < size; at += 512) disk_.flip("state.db", at, 0x55);
    const auto names = *disk_.list();
    const auto error = chain_.open();
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind, NodeError::Kind::kStore);
    EXPECT_NE(error->what.find("pruned"), std::string::npos) << error->what;
    for (const auto& name : names) {
        if (name.starts_with("blocks-")) {
            EXPECT_TRUE(has_file(disk_, name)) << name;
        }
    }
    EXPECT_TRUE(chain_.open()) << "nor the next time";
}

TEST_F(Pruning, the_index_is_made_again_with_the_archived_headers) {
    const auto oldest = node().oldest_body();
    chain_.crash();
    ASSERT_TRUE(disk_.open("index.suspect", OpenMode::kCreate));
    ASSERT_FALSE(chain_.open());
    EXPECT_TRUE(said(StoreNotice::Kind::kIndexRebuilt));
    EXPECT_EQ(wrong_with(node(), oldest), "");
}

TEST_F(Pruning, a_power_cut_at_any_moment_of_it_loses_nothing) {
    ASSERT_TRUE(chain_.make_block());
    ASSERT_TRUE(chain_.make_block());
    ASSERT_TRUE(chain_.make_block());
    const auto height = node().height();
    chain_.crash();
    disk_.restart();
    const auto image = disk_.image();
    bool reached = true;
    std::uint64_t points = 0, pruned = 0;
    for (; reached; ++points) {
        for (const auto cut : {Cut::kDropped, Cut::kKept, Cut::kTorn, Cut::kReordered}) {
            disk_.restore(image);
            ASSERT_FALSE(chain_.open());
            const auto oldest = node().oldest_body();
            const auto from = disk_.operations();
            reached = false;
            disk_.on_operation([&](const DiskOperation& operation) {
                if (!operation.changes() || disk_.operations() != from + points)
                    return DiskFault::kNone;
                reached = true;
                return DiskFault::kDeathHalfway;
            });
            static_cast<void>(flush_time(chain_));
            disk_.on_operation({});
            if (!reached) pruned += node().oldest_body() > oldest ? 1U : 0U;
            chain_.crash();
            disk_.power_cut(cut, points);
            const auto error = chain_.open();
            ASSERT_FALSE(error) << "operation " << points << ": " << error->what;
            ASSERT_EQ(node().height(), height) << "operation " << points;
            ASSERT_EQ(wrong_with(node(), node().oldest_body()), "") << "operation " << points;
            make_blocks(chain_, height + 2);
            ASSERT_EQ(wrong_with(node(), node().oldest_body()), "") << "operation " << points;
        }
    }
    EXPECT_GT(points, 15U);
    EXPECT_EQ(pruned, 4U) << "a run without a cut prunes";
}

TEST_F(Pruning, a_changed_byte_of_the_archive_is_never_another_header) {
    const auto oldest = node().oldest_body();
    chain_.crash();
    disk_.restart();
    const auto image = disk_.image();
    const auto size = disk_.content("headers-000001").size();
    std::uint64_t noticed = 0;
    for (std::uint64_t at = 0; at < size; at += 3) {
        disk_.restore(image);
        disk_.flip("headers-000001", at, static_cast<Byte>(1U << (at % 8)));
        if (chain_.open()) continue;  // block 0 could not be compared with the genesis
        bool complete = true;
        for (std::uint64_t n = 0; n < oldest; ++n) {
            const auto header = node().header(n);
            complete = complete && header;
            if (header) {
                ASSERT_EQ(block_hash(*header), reference()[n].hash) << "byte " << at;
            }
        }
        if (!complete) {
            ++noticed;
            ASSERT_TRUE(said(StoreNotice::Kind::kBlockUnreadable)) << "byte " << at;
        }
    }
    EXPECT_GT(noticed, size / 6);
}

TEST(HeaderArchive, gives_back_what_it_was_given) {
    sim::FaultDisk disk;
    HeaderArchive archive(disk);
    std::uint64_t next = 1'000;
    const auto numbered = [&]() -> std::optional<Header> {
        if (next == 1'300) return std::nullopt;
        Header header;
        header.number = next++;
        header.extra_data = Bytes(next % 400, 5);
        return header;
    };
    ASSERT_TRUE(archive.write(7, next, numbered));
    HeaderArchive reader(disk);
    ASSERT_TRUE(reader.range(7));
    EXPECT_EQ(reader.range(7)->first, 1'000U);
    EXPECT_EQ(reader.range(7)->count, 300U);
    for (const std::uint64_t height : {1'000U, 1'063U, 1'064U, 1'255U, 1'299U, 1'001U}) {
        const auto header = reader.read(7, height);
        ASSERT_TRUE(header) << height;
        EXPECT_EQ(header->number, height);
        EXPECT_EQ(header->extra_data.size(), (height + 1) % 400);
    }
    EXPECT_FALSE(reader.read(7, 999));
    EXPECT_FALSE(reader.read(7, 1'300));
    EXPECT_FALSE(reader.read(8, 1'000));
    EXPECT_FALSE(reader.range(8));
}

TEST(BaseState, gives_back_a_state_with_large_contracts_and_nothing_when_damaged) {
    sim::FaultDisk disk;
    StateSnapshot snapshot;
    snapshot.genesis_hash.bytes.fill(3);
    snapshot.log_end = {.segment = 4, .offset = 512};
    snapshot.head.number = 77;
    auto code = std::make_shared<Code>(Bytes(3'000, 0x5b));
    snapshot.state.new_code = {{.hash = keccak256(code->view()), .code = code}};
    for (std::uint64_t i = 0; i < 50; ++i) {
        AccountChange change{.address = Address::right_aligned(to_hash(uint256{i + 1})),
                             .account = {},
                             .old_storage = OldStorage::keep,
                             .storage = {}};
        change.account.nonce = i;
        change.account.balance = uint256{i * i};
        if (i == 9) change.account.code_hash = snapshot.state.new_code.front().hash;
        for (std::uint64_t slot = 0; i == 9 && slot < 10'000; ++slot)
            change.storage.push_back({.key = uint256{slot}, .value = uint256{slot + 1}});
        snapshot.state.accounts.push_back(std::move(change));
    }
    WorldState world;
    world.apply(snapshot.state);
    snapshot.head.state_root = world.root();
    ASSERT_TRUE(write_base_state(disk, snapshot));
    const auto read = read_base_state(disk);
    ASSERT_TRUE(read && *read);
    EXPECT_EQ((*read)->head, snapshot.head);
    EXPECT_EQ((*read)->log_end, snapshot.log_end);
    EXPECT_EQ((*read)->genesis_hash, snapshot.genesis_hash);
    EXPECT_EQ((*read)->state.accounts, snapshot.state.accounts);
    ASSERT_EQ((*read)->state.new_code.size(), 1U);
    EXPECT_EQ((*read)->state.new_code.front().hash, snapshot.state.new_code.front().hash);

    disk.restart();
    const auto image = disk.image();
    for (std::uint64_t at = 0; at < disk.content("state.base").size(); at += 997) {
        disk.restore(image);
        disk.flip("state.base", at, 0x10);
        const auto damaged = read_base_state(disk);
        ASSERT_TRUE(damaged);
        EXPECT_FALSE(*damaged) << at;
    }
}

}  // namespace
}  // namespace dure::chain::testing
