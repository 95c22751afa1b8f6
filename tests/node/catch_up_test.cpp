// Nodes that fell behind: from nothing, from one peer and from several, past liars and stallers,
// through a restart.
#include <gtest/gtest.h>

#include "tests/node/town.hpp"

namespace dure::chain {
namespace {

using namespace testing;
using Phase = SyncStatus::Phase;
using Index = Town::Index;

/// One validator with a history, and followers that know the genesis only.
class CatchUp : public ::testing::Test {
 protected:
    static NodeConfig quick() {
        auto config = test_config();
        config.block_period_ms = 100;
        return config;
    }
    /// Blocks with one transfer each, every fourth with many, some heartbeats between.
    void make_history(std::uint64_t blocks) {
        for (std::uint64_t i = 0; town[maker].height() < blocks; ++i) {
            const auto count = i % 4 == 0 ? 5 : 1;
            for (int k = 0; k < count; ++k)
                ASSERT_TRUE(town[maker].submit(raw(transfer(nonce_++, account(3), 1 + i), 0)));
            town.pass(i % 16 == 15 ? 61'000 : 100);
        }
    }
    bool equal(Index a, Index b) {
        return town[a].head_hash() == town[b].head_hash() &&
               town[a].head().state_root == town[b].head().state_root;
    }

    Town town{test_genesis()};
    Index maker = town.add(kValidator, quick());
    std::uint64_t nonce_ = 0;
};

TEST_F(CatchUp, a_new_node_learns_the_whole_chain_from_one_peer) {
    make_history(300);
    const auto follower = town.add(1);
    EXPECT_EQ(town[follower].sync_status().phase, Phase::kConnecting);
    EXPECT_FALSE(town[follower].sync_status().best) << "unknown is unknown";
    town.connect(maker, follower);
    ASSERT_TRUE(town.run_until([&] { return town[follower].height() > 0; }, 5'000));
    const auto status = town[follower].sync_status();
    EXPECT_EQ(status.phase, Phase::kBlocks);
    EXPECT_EQ(status.from, 0U);
    EXPECT_EQ(status.best, 300U) << "proven by the seals of the peer's status";
    EXPECT_EQ(status.peers, 1U);
    ASSERT_TRUE(town.run_until([&] { return equal(maker, follower); }, 10'000));
    EXPECT_EQ(
        town[follower].sync_status(),
        (SyncStatus{.phase = Phase::kLive, .height = 300, .from = 300, .best = 300, .peers = 1}));
    EXPECT_EQ(town[follower].block(150)->receipts, town[maker].block(150)->receipts);
    EXPECT_TRUE(town.dropped.empty());
}

TEST_F(CatchUp, a_follower_hears_of_each_block_at_once) {
    const auto follower = town.add(1);
    town.connect(maker, follower);
    town.pass(1'000);
    for (std::uint64_t i = 0; i < 5; ++i) {
        ASSERT_TRUE(town[maker].submit(raw(transfer(nonce_++, account(3), 1), 0)));
        ASSERT_TRUE(town.run_until([&] { return town[maker].height() == i + 1; }, 1'000));
        EXPECT_TRUE(town.run_until([&] { return equal(maker, follower); }, 20)) << i;
    }
    EXPECT_EQ((town.sent[{follower, wire::Kind::kGetBlocks}]), 0U) << "nothing had to be asked";
}

/// A follower whose only peer answers its first question for bodies and no other. What came waits a
/// moment for what was asked with it.
class HalfAnswered : public CatchUp {
 protected:
    void SetUp() override {
        make_history(150);
        follower = town.add(1);
        town.on_the_way = [this](Index from, Index, Bytes frame) -> std::optional<Bytes> {
            if (from != maker || static_cast<wire::Kind>(frame.front()) != wire::Kind::kBlocks)
                return frame;
            return answers_++ == 0 ? std::optional(frame) : std::nullopt;
        };
        town.connect(maker, follower);
        ASSERT_TRUE(town.run_until([&] { return answers_ == 2; }, 1'000));
        town.pass(5);
        ASSERT_EQ(town[follower].height(), 0U) << "the rest was asked with it";
    }
    static constexpr std::uint64_t kFirstRow =
        17;  ///< with the first block that has no transactions
    Index follower = 0;

 private:
    int answers_ = 0;
};

TEST_F(HalfAnswered, what_came_does_not_wait_for_who_is_silent) {
    EXPECT_TRUE(town.run_until([&] { return town[follower].height() == kFirstRow; }, 100));
}

TEST_F(HalfAnswered, what_came_is_taken_when_the_last_peer_goes) {
    town.disconnect(maker);
    town.pass(1);
    EXPECT_EQ(town[follower].height(), kFirstRow);
}

TEST_F(HalfAnswered, blocks_that_come_otherwise_meanwhile_are_no_fault_of_the_rest) {
    for (std::uint64_t number = 1; number <= 3; ++number)
        ASSERT_FALSE(town[follower].import_final(town[maker].block(number)->block));
    EXPECT_EQ(town[follower].height(), 3U);
    const auto asked = town.sent[{follower, wire::Kind::kGetBlocks}];
    EXPECT_TRUE(town.run_until([&] { return town[follower].height() == kFirstRow; }, 100));
    EXPECT_EQ((town.sent[{follower, wire::Kind::kGetBlocks}]), asked) << "nothing is asked again";
    EXPECT_TRUE(town.dropped.empty());
}

TEST_F(CatchUp, blocks_made_meanwhile_are_not_missed) {
    make_history(200);
    const auto follower = town.add(1);
    town.delay = [](Index, Index) { return 150; };
    town.connect(maker, follower);
    for (int i = 0; i < 30; ++i) {
        ASSERT_TRUE(town[maker].submit(raw(transfer(nonce_++, account(3), 1), 0)));
        town.pass(110);
    }
    EXPECT_TRUE(town.run_until([&] { return equal(maker, follower); }, 10'000));
}

TEST_F(CatchUp, one_liar_and_one_staller_among_several_do_not_matter) {
    make_history(400);
    const auto honest = town.add(1), liar = town.add(2), staller = town.add(3);
    for (const auto each : {honest, liar, staller}) town.connect(maker, each);
    ASSERT_TRUE(town.run_until(
        [&] { return equal(maker, honest) && equal(maker, liar) && equal(maker, staller); },
        60'000));
    town.on_the_way = [&](Index from, Index, Bytes frame) -> std::optional<Bytes> {
        const auto kind = static_cast<wire::Kind>(frame.front());
        if (from == staller && (kind == wire::Kind::kBlocks || kind == wire::Kind::kHeaders))
            return std::nullopt;
        if (from != liar || kind != wire::Kind::kBlocks) return frame;
        auto blocks = std::get<wire::Blocks>(*wire::decode(frame));
        for (auto& body : blocks.bodies) {
            for (auto& transaction : body) transaction.value = uint256{1'000'000};
        }
        return encode(wire::Message{blocks});
    };
    const auto late = town.add(4);
    for (const auto each : {liar, staller, honest}) town.connect(each, late);
    ASSERT_TRUE(town.run_until([&] { return equal(maker, late); }, 60'000));
    EXPECT_FALSE(town.connected(late, liar)) << "who lies goes";
    EXPECT_TRUE(town.connected(late, honest));
    EXPECT_TRUE(town.connected(late, staller)) << "who is slow may stay";
    EXPECT_EQ(town.dropped.size(), 1U);
    town.connect(liar, late);
    town.pass(100);
    EXPECT_FALSE(town.connected(late, liar)) << "and stays away for a while";
}

TEST_F(CatchUp, a_pruned_peer_gives_headers_and_another_the_bodies) {
    auto pruning = test_config();
    pruning.store.log.segment_bytes = 8 * 1024;
    pruning.store.log.fill_bytes = 4 * 1024;
    pruning.store.flush_ms = 60'000;
    pruning.keep_bodies_s = 600;
    pruning.keep_blocks = 8;
    const auto pruned = town.add(2, pruning), whole = town.add(3);
    town.connect(maker, pruned);
    town.connect(maker, whole);
    town.pass(1'000);
    make_history(300);
    ASSERT_TRUE(town.run_until([&] { return equal(maker, pruned) && equal(maker, whole); }, 5'000));
    town.pass(130'000);
    ASSERT_GT(town[pruned].oldest_body(), 50U);

    const auto newcomer = town.add(4);
    town.connect(pruned, newcomer);
    town.pass(30'000);
    EXPECT_EQ(town[newcomer].height(), 0U);
    EXPECT_EQ(town[newcomer].sync_status().phase, Phase::kBlocks) << "it knows what it lacks";
    EXPECT_TRUE(town.dropped.empty()) << "and blames nobody";
    town.connect(whole, newcomer);
    ASSERT_TRUE(town.run_until([&] { return equal(maker, newcomer); }, 30'000));
    EXPECT_TRUE(town.dropped.empty());
}

TEST_F(CatchUp, headers_that_nobody_sealed_are_not_believed) {
    make_history(100);
    const auto forger = town.add(1);
    town.connect(maker, forger);
    ASSERT_TRUE(town.run_until([&] { return equal(maker, forger); }, 10'000));
    town.on_the_way = [&](Index from, Index, Bytes frame) -> std::optional<Bytes> {
        if (from != forger || static_cast<wire::Kind>(frame.front()) != wire::Kind::kHeaders)
            return frame;
        auto headers = std::get<wire::Headers>(*wire::decode(frame));
        headers.headers[headers.headers.size() / 2].gas_used += 1;
        return encode(wire::Message{headers});
    };
    const auto late = town.add(2);
    town.connect(forger, late);
    town.pass(30'000);
    EXPECT_LT(town[late].height(), 100U);
    EXPECT_FALSE(town.connected(forger, late));
    town.connect(maker, late);
    EXPECT_TRUE(town.run_until([&] { return equal(maker, late); }, 10'000));
}

TEST_F(CatchUp, a_false_height_fools_nobody_for_long) {
    make_history(20);
    const auto follower = town.add(1), boaster = town.add(2);
    town.connect(maker, follower);
    ASSERT_TRUE(town.run_until([&] { return equal(maker, follower); }, 10'000));
    town.on_the_way = [&](Index from, Index, Bytes frame) -> std::optional<Bytes> {
        if (from != boaster || static_cast<wire::Kind>(frame.front()) != wire::Kind::kStatus)
            return frame;
        auto status = std::get<wire::Status>(*wire::decode(frame));
        status.head.number = 1'000'000;
        return encode(wire::Message{status});
    };
    town.connect(boaster, follower);
    town.pass(50);
    EXPECT_NE(town[follower].sync_status().best, 1'000'000U) << "a claim is not a fact";
    ASSERT_TRUE(
        town.run_until([&] { return town[follower].sync_status().phase == Phase::kLive; }, 10'000));
    EXPECT_EQ(town[follower].sync_status().best, 20U);
}

TEST_F(CatchUp, goes_on_after_a_restart_in_the_middle) {
    make_history(300);
    const auto follower = town.add(1);
    town.connect(maker, follower);
    ASSERT_TRUE(town.run_until([&] { return town[follower].height() >= 64; }, 10'000));
    ASSERT_LT(town[follower].height(), 300U);
    const auto before = town[follower].height();
    town.restart(follower);
    EXPECT_LE(town[follower].height(), before);
    EXPECT_GE(town[follower].height() + 128, before) << "most of it is still there";
    town.connect(maker, follower);
    EXPECT_TRUE(town.run_until([&] { return equal(maker, follower); }, 10'000));
}

TEST_F(CatchUp, followers_feed_each_other) {
    make_history(200);
    const auto first = town.add(1), second = town.add(2);
    town.connect(maker, first);
    town.connect(first, second);
    EXPECT_TRUE(town.run_until([&] { return equal(maker, second); }, 20'000));
    ASSERT_TRUE(town[maker].submit(raw(transfer(nonce_++, account(3), 1), 0)));
    EXPECT_TRUE(town.run_until([&] { return town[second].height() == 201 && equal(maker, second); },
                               1'000));
}

TEST_F(CatchUp, a_joiner_fetches_the_genesis_by_parts) {
    const auto joiner = town.add(1);
    std::string json;
    std::uint64_t total = 0;
    town.on_the_way = [&](Index, Index to, Bytes frame) -> std::optional<Bytes> {
        if (to != joiner || static_cast<wire::Kind>(frame.front()) != wire::Kind::kGenesis)
            return frame;
        const auto part = std::get<wire::GenesisPart>(*wire::decode(frame));
        EXPECT_EQ(part.offset, json.size());
        total = part.total;
        json.append(part.bytes.begin(), part.bytes.end());
        return std::nullopt;
    };
    town.connect(maker, joiner);
    do {
        town.inject(joiner, maker, encode(wire::Message{wire::GetGenesis{json.size()}}));
        town.pass(10);
    } while (json.size() < total);
    const auto genesis = parse_genesis(json);
    ASSERT_TRUE(genesis);
    EXPECT_EQ(genesis_hash(*genesis), genesis_hash(test_genesis()));
}

TEST_F(CatchUp, a_peer_that_goes_silent_is_let_go) {
    const auto follower = town.add(1), ghost = town.add(2);
    town.connect(maker, follower);
    town.connect(maker, ghost);
    town.pass(1'000);
    town.on_the_way = [&](Index from, Index, Bytes frame) -> std::optional<Bytes> {
        return from == ghost ? std::nullopt : std::optional{std::move(frame)};
    };
    town.pass(70'000);
    EXPECT_FALSE(town.connected(maker, ghost));
    EXPECT_TRUE(town.connected(maker, follower));
}

TEST(CatchUpUnderLoss, lost_frames_delay_but_never_mislead) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        Town town{test_genesis()};
        auto config = test_config();
        config.block_period_ms = 100;
        const auto maker = town.add(kValidator, config);
        for (std::uint64_t i = 0; i < 30; ++i) {
            ASSERT_TRUE(town[maker].submit(raw(transfer(i, account(3), 1), 0)));
            town.pass(100);
        }
        const auto a = town.add(1), b = town.add(2);
        sim::Dice dice(seed);
        auto loss = dice.below(40);  // of a hundred
        town.on_the_way = [&](Index, Index, Bytes frame) -> std::optional<Bytes> {
            if (dice.below(100) < loss) return std::nullopt;
            return frame;
        };
        town.connect(maker, a);
        town.connect(a, b);
        town.connect(maker, b);
        town.pass(20'000);
        loss = 0;
        for (const auto each : {a, b}) {
            if (!town.connected(maker, each)) town.connect(maker, each);
            EXPECT_TRUE(town.run_until(
                [&] { return town[each].head_hash() == town[maker].head_hash(); }, 120'000))
                << "seed " << seed;
        }
    }
}

}  // namespace
}  // namespace dure::chain
