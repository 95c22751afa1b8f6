// A developer's chain: blocks when told, a movable clock, and going back, which a power cut at any
// moment leaves whole.
#include "chain/node/dev_chain.hpp"

#include <gtest/gtest.h>

#include "chain/store/rewind.hpp"
#include "tests/node/chain_fixture.hpp"

namespace dure::chain {
namespace {

using namespace testing;

struct DevFixture : ::testing::Test {
    DevFixture() : node(directory.path(), config()) { open(); }

    static NodeConfig config() {
        auto out = DevChain::node_config();
        out.store.log.segment_bytes = 16 * 1024;
        out.store.log.fill_bytes = 4 * 1024;
        return out;
    }
    void open() {
        dev.reset();
        node.close();
        {
            auto disk = open_data_directory(directory.path());
            ASSERT_TRUE(disk);
            ASSERT_TRUE(finish_rewind(**disk));
        }
        clock = std::make_shared<DevClock>(std::shared_ptr<Clock>(&node.clock, [](Clock*) {}));
        node.other_clock = clock;
        ASSERT_FALSE(node.open());
        dev.emplace(*node, clock);
    }
    void send(std::uint64_t nonce, std::uint64_t value = 1, std::uint64_t from = 0) {
        const auto sent = node->submit(raw(transfer(nonce, account(5), value), from));
        ASSERT_TRUE(sent) << to_string(sent.error());
    }
    void send_and_mine(std::uint64_t nonce, std::uint64_t value = 1) {
        send(nonce, value);
        dev->mine_waiting();
    }
    uint256 balance() { return node->state().account(account(5))->balance; }

    TemporaryDirectory directory;
    TestNode node;
    std::shared_ptr<DevClock> clock;
    std::optional<DevChain> dev;
};

TEST_F(DevFixture, a_block_is_made_when_told_and_never_by_itself) {
    send(0);
    node.pass(1'000'000);
    EXPECT_EQ(node->height(), 0u);
    dev->mine_waiting();
    EXPECT_EQ(node->height(), 1u);
    dev->mine_waiting();
    EXPECT_EQ(node->height(), 1u) << "nothing waits";
    EXPECT_TRUE(dev->mine());
    EXPECT_EQ(node->height(), 2u) << "an empty one";
}

TEST_F(DevFixture, going_back_restores_state_nonces_logs_and_lookups) {
    send_and_mine(0, 100);
    const auto before = balance();
    const auto head = node->head_hash();
    const auto id = dev->snapshot();
    send_and_mine(1, 7);
    const auto gone = node->block(node->height())->transaction_hashes.front();
    send_and_mine(2, 7);
    send(3, 7);
    ASSERT_EQ(balance(), before + uint256{14});

    ASSERT_TRUE(dev->revert(id));
    EXPECT_EQ(node->height(), 1u);
    EXPECT_EQ(node->head_hash(), head);
    EXPECT_EQ(balance(), before);
    EXPECT_FALSE(node->transaction(gone));
    EXPECT_FALSE(node->block(2));
    EXPECT_EQ(node->next_nonce(account(0)), 1u) << "waiting transactions are gone too";
    EXPECT_FALSE(dev->revert(id)) << "a number is good once";

    send_and_mine(1, 9);
    EXPECT_EQ(balance(), before + uint256{9});
}

TEST_F(DevFixture, a_restart_after_going_back_shows_the_chain_it_went_back_to) {
    send_and_mine(0, 100);
    const auto id = dev->snapshot();
    for (std::uint64_t nonce = 1; nonce <= 200; ++nonce) send_and_mine(nonce);
    ASSERT_TRUE(dev->revert(id));
    const auto root = node->head().state_root;
    send_and_mine(1, 5);
    const auto head = node->head_hash();
    node.crash();
    open();
    EXPECT_EQ(node->height(), 2u);
    EXPECT_EQ(node->head_hash(), head);
    EXPECT_EQ(node->header(1)->state_root, root);
    EXPECT_TRUE(node->notices().empty());
}

TEST_F(DevFixture, snapshots_nest_and_the_outer_one_takes_the_inner_with_it) {
    const auto outer = dev->snapshot();
    send_and_mine(0);
    const auto inner = dev->snapshot();
    send_and_mine(1);
    ASSERT_TRUE(dev->revert(inner));
    EXPECT_EQ(node->height(), 1u);
    const auto again = dev->snapshot();
    ASSERT_TRUE(dev->revert(outer));
    EXPECT_EQ(node->height(), 0u);
    EXPECT_FALSE(dev->revert(again));
}

TEST_F(DevFixture, many_blocks_after_a_snapshot_can_still_be_undone) {
    const auto id = dev->snapshot();
    for (std::uint64_t nonce = 0; nonce < 300; ++nonce) send_and_mine(nonce);
    ASSERT_TRUE(dev->revert(id));
    EXPECT_EQ(node->height(), 0u);
    EXPECT_EQ(node->state().account(account(0))->nonce, 0u);
    send_and_mine(0);
    node->flush();
    open();
    EXPECT_EQ(node->height(), 1u);
}

TEST_F(DevFixture, a_rewind_cut_short_is_finished_at_the_next_start) {
    for (std::uint64_t nonce = 0; nonce < 60; ++nonce) send_and_mine(nonce);
    node->flush();
    dev->snapshot();
    for (std::uint64_t nonce = 60; nonce < 130; ++nonce) send_and_mine(nonce);
    node.crash();
    // Where block 100 ends in the log, as the store knew it.
    FramePlace end;
    {
        auto disk = open_data_directory(directory.path());
        ASSERT_TRUE(disk);
        BlockLog log(**disk, config().store.log);
        ASSERT_TRUE(log.recover({}, 0, 130, [&](const LogFrame& frame) {
            if (frame.height == 100) end = frame.end;
            return true;
        }));
        ASSERT_TRUE(begin_rewind(**disk, {.height = 100, .end = end}));
    }
    open();
    EXPECT_EQ(node->height(), 100u);
    EXPECT_TRUE(node->notices().empty());
    send_and_mine(100);
    EXPECT_EQ(node->height(), 101u);
}

TEST_F(DevFixture, time_moves_as_told_and_goes_on_from_there) {
    const auto first = node->head().timestamp;
    EXPECT_FALSE(dev->set_next_timestamp(first));
    ASSERT_TRUE(dev->set_next_timestamp(first + 1'000));
    ASSERT_TRUE(dev->mine());
    EXPECT_EQ(node->head().timestamp, first + 1'000);
    ASSERT_TRUE(dev->mine());
    EXPECT_EQ(node->head().timestamp, first + 1'001) << "a second at least between blocks";
    dev->increase_time(3'600);
    ASSERT_TRUE(dev->mine());
    EXPECT_GE(node->head().timestamp, first + 1'001 + 3'600);
}

TEST_F(DevFixture, going_back_takes_the_clock_along) {
    const auto id = dev->snapshot();
    dev->increase_time(100'000);
    ASSERT_TRUE(dev->mine());
    ASSERT_TRUE(dev->revert(id));
    ASSERT_TRUE(dev->mine());
    EXPECT_LT(node->head().timestamp, kGenesisTime + 1'000);
}

TEST_F(DevFixture, an_interval_makes_blocks_without_transactions) {
    dev->set_interval(1'000);
    node.pass(3'500);
    EXPECT_EQ(node->height(), 3u);
    dev->set_interval(0);
    node.pass(10'000);
    EXPECT_EQ(node->height(), 3u);
}

}  // namespace
}  // namespace dure::chain
