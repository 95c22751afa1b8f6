// What a node does as its disk fills, and when there is room again.
#include "chain/store/room.hpp"

#include <gtest/gtest.h>

#include "tests/node/cluster.hpp"
#include "tests/store/sim_chain.hpp"

namespace dure::chain::testing {
namespace {

constexpr std::uint64_t kMiB = 1ULL << 20;

/// Other programs take or free what it needs.
void leave(sim::FaultDisk& disk, std::uint64_t bytes) {
    constexpr auto kEndless = 1ULL << 40;
    disk.set_capacity(kEndless);
    disk.set_capacity(kEndless - *disk.free_bytes() + bytes);
}

bool has_file(const sim::FaultDisk& disk, const std::string& name) {
    const auto names = disk.list();
    return std::binary_search(names->begin(), names->end(), name);
}

class RoomTest : public ::testing::Test {
 protected:
    Room look_with(std::uint64_t bytes) {
        leave(disk_, bytes);
        return *keeper_.look();
    }

    sim::FaultDisk disk_;
    RoomKeeper keeper_{disk_, RoomLimits{}};
};

TEST_F(RoomTest, a_disk_that_does_not_say_has_plenty) {
    EXPECT_EQ(*keeper_.look(), Room::kPlenty);
    keeper_.keep_reserve();
    EXPECT_FALSE(has_file(disk_, "reserve"));
    EXPECT_FALSE(keeper_.free_bytes());
}

TEST_F(RoomTest, less_and_less_room_is_told_and_more_is_needed_to_come_back) {
    EXPECT_EQ(look_with(300 * kMiB), Room::kPlenty);
    keeper_.keep_reserve();
    EXPECT_TRUE(has_file(disk_, "reserve"));
    EXPECT_EQ(disk_.content("reserve").size(), 16 * kMiB);
    EXPECT_EQ(look_with(256 * kMiB), Room::kPlenty);
    EXPECT_EQ(look_with(256 * kMiB - 1), Room::kLittle);
    EXPECT_EQ(look_with(300 * kMiB), Room::kLittle) << "not to and fro";
    EXPECT_EQ(look_with(320 * kMiB), Room::kPlenty);
    EXPECT_EQ(look_with(63 * kMiB), Room::kScarce);
    EXPECT_EQ(look_with(70 * kMiB), Room::kScarce);
    EXPECT_EQ(look_with(80 * kMiB), Room::kLittle);
    EXPECT_EQ(look_with(16 * kMiB - 1), Room::kNone);
}

TEST_F(RoomTest, the_reserve_is_given_up_last_and_must_fit_again) {
    ASSERT_EQ(look_with(300 * kMiB), Room::kPlenty);
    keeper_.keep_reserve();
    ASSERT_EQ(look_with(15 * kMiB), Room::kNone);
    EXPECT_FALSE(has_file(disk_, "reserve"));
    EXPECT_EQ(*disk_.free_bytes(), 31 * kMiB);
    EXPECT_EQ(*keeper_.look(), Room::kNone) << "its own bytes are no room to go on with";
    EXPECT_EQ(*keeper_.free_bytes(), 15 * kMiB);
    keeper_.keep_reserve();
    EXPECT_FALSE(has_file(disk_, "reserve"));
    EXPECT_EQ(look_with(35 * kMiB), Room::kNone);
    EXPECT_EQ(look_with(36 * kMiB), Room::kScarce);
    keeper_.keep_reserve();
    EXPECT_EQ(*disk_.free_bytes(), 20 * kMiB);
    EXPECT_EQ(*keeper_.look(), Room::kScarce);
}

TEST_F(RoomTest, a_part_of_a_reserve_is_none) {
    ASSERT_TRUE((*disk_.open("reserve", OpenMode::kCreate))->write(0, Bytes(kMiB, 0)));
    EXPECT_EQ(look_with(20 * kMiB), Room::kNone) << "4 MiB besides the reserve";
    EXPECT_EQ(look_with(100 * kMiB), Room::kLittle);
    keeper_.keep_reserve();
    EXPECT_EQ(disk_.content("reserve").size(), 16 * kMiB);
    RoomKeeper next(disk_, RoomLimits{});
    EXPECT_EQ(*next.look(), Room::kLittle);
    EXPECT_EQ(*next.free_bytes(), *disk_.free_bytes()) << "found by the next start";
}

TEST_F(RoomTest, a_reserve_that_does_not_fit_leaves_nothing) {
    ASSERT_EQ(look_with(100 * kMiB), Room::kLittle);
    leave(disk_, 10 * kMiB);  // since that look
    keeper_.keep_reserve();
    EXPECT_FALSE(has_file(disk_, "reserve"));
    EXPECT_EQ(*disk_.free_bytes(), 10 * kMiB);
}

TEST_F(RoomTest, votes_with_room_of_their_own_are_kept_on_a_full_disk) {
    auto record = VoteRecord::open(disk_);
    ASSERT_TRUE(record);
    ASSERT_TRUE(record->allocate());
    leave(disk_, 0);
    ASSERT_TRUE(record->allocate()) << "done";
    PreparedCertificate large;
    large.block.header.extra_data = Bytes(100'000, 7);
    for (std::uint64_t height = 1; height < 4; ++height) {
        Vote vote{.height = height, .round = 0, .step = VoteStep::kCommit, .digest = {}};
        vote.prepared = &large;
        const auto kept = record->keep(vote);
        ASSERT_TRUE(kept) << kept.error().what;
    }
}

/// Limits in proportion to a chain whose blocks take two sectors.
NodeConfig small_room() {
    auto config = SimChain::small_config();
    config.room = {.prune_below = 512 * 1024,
                   .quiet_below = 384 * 1024,
                   .stop_below = 256 * 1024,
                   .reserve_bytes = 64 * 1024};
    return config;
}

std::optional<Room> look(Node& node) {
    std::optional<Room> changed;
    for (const auto& effect : node.on_event(TimerFired{NodeTimer::kRoom})) {
        if (const auto* room = std::get_if<RoomChanged>(&effect)) changed = room->room;
    }
    return changed;
}

class FullDisk : public ::testing::Test {
 protected:
    FullDisk() {
        leave(disk_, 10 * kMiB);
        EXPECT_FALSE(chain_.open());
        for (int i = 0; i < 3; ++i) EXPECT_TRUE(chain_.make_block());
    }

    sim::FaultDisk disk_;
    SimChain chain_{disk_, small_room()};
    std::vector<BlockPicture> reference_ = reference_chain(8);
};

TEST_F(FullDisk, stops_the_node_cleanly_and_room_brings_it_back) {
    EXPECT_EQ(look(chain_.node()), std::nullopt);
    EXPECT_TRUE(has_file(disk_, "reserve"));
    leave(disk_, 300 * 1024);
    EXPECT_EQ(look(chain_.node()), Room::kScarce);
    EXPECT_TRUE(chain_.make_block());
    leave(disk_, 200 * 1024);
    EXPECT_EQ(look(chain_.node()), Room::kNone);

    EXPECT_FALSE(chain_.make_block());
    EXPECT_FALSE(chain_.node().stopped());
    EXPECT_EQ(chain_.node().submit(raw(transfer(9, account(2), 3), 0)).error(), Rejection::no_room);
    EXPECT_EQ(difference(chain_.node(), 4, reference_), "") << "reads go on";
    const auto written = disk_.volume().written_bytes;
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(look(chain_.node()), std::nullopt);
        EXPECT_FALSE(chain_.make_block());
        static_cast<void>(chain_.node().on_event(TimerFired{NodeTimer::kFlush}));
        static_cast<void>(chain_.node().on_event(TimerFired{NodeTimer::kRound}));
    }
    EXPECT_EQ(disk_.volume().written_bytes, written) << "nothing is written";

    leave(disk_, 2 * kMiB);
    EXPECT_EQ(look(chain_.node()), Room::kPlenty);
    EXPECT_TRUE(chain_.make_block());
    EXPECT_EQ(difference(chain_.node(), 5, reference_), "");
}

TEST_F(FullDisk, what_came_before_lasts_and_a_start_without_room_only_reads) {
    leave(disk_, 200 * 1024);
    ASSERT_EQ(look(chain_.node()), Room::kNone);
    chain_.crash();
    disk_.power_cut(sim::Cut::kDropped, 1);
    ASSERT_FALSE(chain_.open());
    EXPECT_EQ(chain_.node().room().room(), Room::kNone);
    EXPECT_EQ(difference(chain_.node(), 3, reference_), "");
    EXPECT_FALSE(chain_.make_block());
    leave(disk_, 2 * kMiB);
    EXPECT_EQ(look(chain_.node()), Room::kPlenty);
    EXPECT_TRUE(chain_.make_block());
}

TEST_F(FullDisk, an_import_waits_for_room) {
    leave(disk_, 200 * 1024);
    ASSERT_EQ(look(chain_.node()), Room::kNone);
    const auto blocks = reference_blocks(5);
    EXPECT_EQ(chain_.node().import_final(blocks[4]->block), ImportFault::no_room);
    leave(disk_, 2 * kMiB);
    ASSERT_EQ(look(chain_.node()), Room::kPlenty);
    EXPECT_EQ(chain_.node().import_final(blocks[4]->block), std::nullopt);
}

// As long as the node looks often enough it never meets a write that fails.
TEST_F(FullDisk, no_write_fails_however_little_is_left_between_two_looks) {
    chain_.flush();
    chain_.crash();
    disk_.restart();
    const auto image = disk_.image();
    for (std::uint64_t left = 512; left < 700 * 1024; left += 5 * 512) {
        disk_.restore(image);
        leave(disk_, left);
        const auto error = chain_.open();
        ASSERT_FALSE(error) << left << " left: " << error->what;
        for (int i = 0; i < 5; ++i) {
            static_cast<void>(look(chain_.node()));
            static_cast<void>(chain_.make_block());
            ASSERT_FALSE(chain_.node().stopped())
                << left << " left: " << chain_.node().stopped()->reason;
        }
        const auto height = chain_.node().height();
        if (left > 600 * 1024) {
            EXPECT_EQ(height, 8U);
        } else if (left < 250 * 1024) {
            EXPECT_EQ(height, 3U);
        }
        chain_.crash();
        disk_.power_cut(sim::Cut::kDropped, left);
        ASSERT_FALSE(chain_.open()) << left;
        ASSERT_EQ(difference(chain_.node(), height, reference_chain(9)), "") << left;
    }
}

class FullDiskOfOne : public ::testing::Test {
 protected:
    FullDiskOfOne() {
        leave(cluster_.disk(0), 300 * kMiB);
        cluster_.kill(0);
        cluster_.open(0);
        cluster_.pass(1'000);
    }
    void send() { cluster_.submit(raw(transfer(nonce_++, account(2), 1), 0)); }
    bool next_block() {
        const auto height = cluster_[1].height() + 1;
        send();
        return cluster_.pass_until([&] { return cluster_[1].height() >= height; }, 30'000);
    }

    Cluster cluster_{4};
    std::uint64_t nonce_ = 0;
};

TEST_F(FullDiskOfOne, the_others_go_on_without_its_votes_and_it_comes_back) {
    ASSERT_TRUE(next_block());
    ASSERT_TRUE(cluster_.pass_until([&] { return cluster_.all_at(1); }, 5'000));
    cluster_.pass(6'000);
    EXPECT_TRUE(has_file(cluster_.disk(0), "reserve"));

    leave(cluster_.disk(0), 10 * kMiB);
    cluster_.pass(6'000);
    ASSERT_EQ(cluster_[0].room().room(), Room::kNone);
    std::size_t said = 0;
    cluster_.on_message = [&](std::size_t from, const QbftMessage&) {
        said += from == 0 ? 1U : 0U;
    };
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(next_block()) << i;
    EXPECT_EQ(said, 0U) << "it votes on nothing";
    EXPECT_EQ(cluster_[0].height(), 1U);
    EXPECT_TRUE(cluster_.stopped(0).empty());

    leave(cluster_.disk(0), 300 * kMiB);
    ASSERT_TRUE(cluster_.pass_until([&] { return cluster_.all_at(6); }, 20'000)) << "catches up";
    for (int i = 0; i < 4; ++i) ASSERT_TRUE(next_block());
    EXPECT_GT(said, 0U) << "and votes";
    ASSERT_TRUE(cluster_.pass_until([&] { return cluster_.all_at(10); }, 20'000));
    cluster_.expect_agreement();
}

}  // namespace
}  // namespace dure::chain::testing
