// Nodes among nodes: transactions and votes find their way, members are told from guests and
// strangers, and one that misbehaves spoils nothing for the others.
#include <gtest/gtest.h>

#include "chain/api/governance_calls.hpp"
#include "chain/node/admission.hpp"
#include "tests/node/town.hpp"

namespace dure::chain {
namespace {

using namespace testing;
using Index = Town::Index;

NodeConfig quick() {
    auto config = test_config();
    config.block_period_ms = 100;
    return config;
}

/// Validators are the accounts 20, 21, …
Genesis genesis_of(std::size_t validators) {
    auto genesis = test_genesis();
    genesis.validators.clear();
    for (std::uint64_t i = 0; i < validators; ++i) genesis.validators.push_back(account(20 + i));
    return genesis;
}

class Community : public Town {
 public:
    explicit Community(std::size_t validators) : Town(genesis_of(validators)) {
        for (std::uint64_t i = 0; i < validators; ++i) add(20 + i, quick());
    }
    bool all_at(std::uint64_t height, std::size_t nodes) {
        for (Index i = 0; i < nodes; ++i) {
            if (node(i).height() < height) return false;
        }
        return true;
    }
};

TEST(Peers, four_validators_in_a_mesh_decide) {
    Community town(4);
    town.connect_all();
    town.pass(100);
    ASSERT_TRUE(town[2].submit(raw(transfer(0, account(3), 1), 0)));
    ASSERT_TRUE(town.run_until([&] { return town.all_at(1, 4); }, 10'000));
    EXPECT_EQ(town[0].block(1)->block.transactions.size(), 1U);
    for (Index i = 1; i < 4; ++i) EXPECT_EQ(town[i].head_hash(), town[0].head_hash());
}

TEST(Peers, validators_that_meet_only_at_one_decide_too) {
    Community town(4);
    for (Index i = 1; i < 4; ++i) town.connect(0, i);
    town.pass(100);
    ASSERT_TRUE(town[3].submit(raw(transfer(0, account(3), 1), 0)));
    ASSERT_TRUE(town.run_until([&] { return town.all_at(1, 4); }, 10'000));
    EXPECT_EQ(town[3].block(1)->block.transactions.size(), 1U);
}

TEST(Peers, validators_that_meet_only_at_a_relay_decide_too) {
    Community town(4);
    auto config = quick();
    config.role = wire::Role::kRelay;
    const auto relay = town.add(1, config);
    for (Index i = 0; i < 4; ++i) town.connect(relay, i);
    town.pass(100);
    ASSERT_TRUE(town[3].submit(raw(transfer(0, account(3), 1), 0)));
    ASSERT_TRUE(town.run_until([&] { return town.all_at(1, 5); }, 10'000));
}

TEST(Peers, a_mesh_repeats_no_vote) {
    Community town(4);
    town.connect_all();
    town.pass(2'000);  // links are told
    town.sent.clear();
    ASSERT_TRUE(town[1].submit(raw(transfer(0, account(3), 1), 0)));
    ASSERT_TRUE(town.run_until([&] { return town.all_at(1, 4); }, 10'000));
    std::size_t votes = 0;
    for (Index i = 0; i < 4; ++i) votes += town.sent[{i, wire::Kind::kConsensus}];
    // A proposal, and from each a prepare and a commit, to three others.
    EXPECT_EQ(votes, 3U * (1 + 4 + 4));
}

TEST(Peers, a_validator_that_was_away_takes_part_again) {
    Community town(4);
    town.connect_all();
    town.pass(100);
    town.disconnect(3);
    for (std::uint64_t i = 0; i < 10; ++i) {
        ASSERT_TRUE(town[0].submit(raw(transfer(i, account(3), 1), 0)));
        const auto next = town[0].height() + 1;
        ASSERT_TRUE(town.run_until([&] { return town.all_at(next, 3); }, 60'000)) << i;
    }
    for (Index i = 0; i < 3; ++i) town.connect(3, i);
    ASSERT_TRUE(town.run_until([&] { return town[3].height() >= town[0].height(); }, 10'000));
    town.disconnect(2);  // now it is needed
    ASSERT_TRUE(town[3].submit(raw(transfer(10, account(3), 1), 0)));
    const auto next = town[0].height() + 1;
    ASSERT_TRUE(town.run_until([&] { return town[0].height() >= next && town[3].height() >= next; },
                               60'000));
}

TEST(Peers, a_followers_transaction_goes_through_another_follower) {
    Community town(1);
    const auto near = town.add(1), far = town.add(2);
    town.connect(0, near);
    town.connect(near, far);
    town.pass(100);
    const auto sent = town[far].submit(raw(transfer(0, account(3), 9), 0));
    ASSERT_TRUE(sent);
    ASSERT_TRUE(town.run_until([&] { return town[far].transaction(*sent).has_value(); }, 1'000));
    EXPECT_TRUE(town[far].transaction(*sent)->receipt().succeeded);
    EXPECT_EQ(town[far].pool().status().pending, 0U);
}

TEST(Peers, what_waits_is_told_to_whoever_comes) {
    Community town(1);
    const auto follower = town.add(1);
    const auto sent = town[follower].submit(raw(transfer(0, account(3), 9), 0));
    ASSERT_TRUE(sent);
    town.pass(5'000);
    town.connect(0, follower);
    EXPECT_TRUE(
        town.run_until([&] { return town[follower].transaction(*sent).has_value(); }, 1'000));
}

TEST(Peers, a_transaction_whose_frame_was_lost_is_told_again) {
    Community town(1);
    const auto follower = town.add(1);
    town.connect(0, follower);
    town.pass(100);
    bool lost = false;
    town.on_the_way = [&](Index, Index, Bytes frame) -> std::optional<Bytes> {
        const auto first =
            !lost && static_cast<wire::Kind>(frame.front()) == wire::Kind::kTransactions;
        if (!first) return frame;
        lost = true;
        return std::nullopt;
    };
    const auto sent = town[follower].submit(raw(transfer(0, account(3), 9), 0));
    ASSERT_TRUE(
        town.run_until([&] { return town[follower].transaction(*sent).has_value(); }, 6'000));
    EXPECT_TRUE(lost);
}

TEST(Peers, what_waits_long_is_told_again_ever_more_seldom) {
    // Two of four: nothing is ever decided.
    Community town(4);
    town.connect(0, 1);
    town.pass(100);
    ASSERT_TRUE(town[0].submit(raw(transfer(0, account(3), 9), 0)));
    const auto told = [&] { return town.sent[{0, wire::Kind::kTransactionHashes}]; };
    town.pass(10'000);
    EXPECT_EQ(told(), 3U) << "after 2, 4 and 8 seconds";
    town.pass(80'000);
    EXPECT_EQ(told(), 13U) << "and every 8 from then on";
}

/// Transfers of nothing by keys that nobody knows: gas is free.
std::vector<Bytes> spam(std::uint64_t first_key, std::size_t keys, std::size_t each) {
    std::vector<Bytes> out;
    for (std::uint64_t i = 0; i < keys; ++i) {
        const auto sender = key(first_key + i);
        for (std::uint64_t nonce = 0; nonce < each; ++nonce)
            out.push_back(encode(sign(transfer(nonce, account(1), 0), sender)));
    }
    return out;
}

TEST(Peers, one_that_floods_the_pool_leaves_room_for_the_others) {
    Community town(1);
    const auto spammer = town.add(1), honest = town.add(2);
    town.connect(0, spammer);
    town.connect(0, honest);
    town.pass(50);
    const auto flood = spam(1'000, 40, 32);  // 1,280
    for (std::size_t begin = 0; begin < flood.size(); begin += 256) {
        wire::Transactions frame;
        for (auto i = begin; i < std::min(begin + 256, flood.size()); ++i)
            frame.raw.push_back(flood[i]);
        town.inject(spammer, 0, encode(wire::Message{frame}));
    }
    const auto waiting = town[0].pool().status();
    EXPECT_EQ(waiting.pending, 512U) << "its share";
    const auto sent = town[honest].submit(raw(transfer(0, account(3), 9), 0));
    ASSERT_TRUE(sent);
    EXPECT_TRUE(town.run_until([&] { return town[honest].transaction(*sent).has_value(); }, 5'000));
    EXPECT_TRUE(town.connected(0, spammer)) << "valid transactions are no crime";
}

TEST(Peers, one_that_sends_large_transactions_all_the_time_is_heard_in_part_and_goes_at_last) {
    Community town(1);
    const auto spammer = town.add(1);
    town.connect(0, spammer);
    town.pass(50);
    const auto large = [](std::uint64_t sender) {
        auto tx = transfer(0, account(3), 0);
        tx.data.resize(30'000);
        tx.gas_limit = 1'000'000;
        return raw(tx, sender);
    };
    std::uint64_t sender = 1'000;
    const auto send = [&](int count) {
        for (int i = 0; i < count && town.connected(0, spammer); ++i)
            town.inject(spammer, 0, encode(wire::Message{wire::Transactions{{large(sender++)}}}));
    };
    send(60);  // 1.7 MiB
    EXPECT_NEAR(static_cast<double>(town[0].pool().status().pending), 1'048'576.0 / 30'120, 2)
        << "a burst of a mebibyte";
    EXPECT_TRUE(town.connected(0, spammer)) << "once is no crime";
    for (int second = 0; second < 20 && town.connected(0, spammer); ++second) {
        send(30);
        town.pass(1'000);
    }
    EXPECT_FALSE(town.connected(0, spammer));
}

TEST(Peers, a_second_machine_with_a_validators_key_makes_both_silent_and_slows_nobody_else) {
    Community town(4);
    const auto twin = town.add(23, quick(), node_key(99));
    // They know other transactions, so that what they propose differs.
    town.on_the_way = [&](Index from, Index to, Bytes frame) -> std::optional<Bytes> {
        const auto kind = wire::kind_of(frame);
        if ((from == twin || to == twin) && kind && *kind == wire::Kind::kTransactions)
            return std::nullopt;
        return frame;
    };
    for (Index other = 0; other < 3; ++other) {
        town.connect(3, other);
        town.connect(twin, other);
        for (Index next = 0; next < other; ++next) town.connect(other, next);
    }
    town.pass(3'000);
    ASSERT_TRUE(town[twin].submit(raw(transfer(0, account(3), 0), 77)));
    std::uint64_t nonce = 0;
    const auto make_blocks = [&](std::uint64_t count, std::int64_t within_ms) {
        const auto goal = town[0].height() + count;
        const auto end = town.clock.now + within_ms;
        while (town[0].height() < goal && town.clock.now < end) {
            ASSERT_TRUE(town[0].submit(raw(transfer(nonce++, account(3), 1), 0)));
            const auto next = town[0].height() + 1;
            town.run_until([&] { return town[0].height() >= next; }, 10'000);
        }
        EXPECT_GE(town[0].height(), goal);
    };
    make_blocks(12, 60'000);
    for (const auto machine : {Index{3}, twin})
        EXPECT_EQ(town[machine].vote_silence(), VoteSilence::kTwin) << machine;
    for (Index other = 0; other < 3; ++other) EXPECT_FALSE(town[other].vote_silence()) << other;
    // As fast as with the machine switched off: its turn, before every third block, waits for the
    // first round's end.
    const auto begin = town.clock.now;
    make_blocks(20, 60'000);
    EXPECT_LE(town.clock.now - begin, 7 * 2'000 + 20 * 150);
    town.pass(1'000);
    for (const auto machine : {Index{3}, twin})
        EXPECT_EQ(town[machine].head_hash(), town[0].head_hash()) << "it goes on reading";
    for (const auto& [who, why] : town.dropped) ADD_FAILURE() << who << " dropped: " << why;

    // One is stopped, the other started again.
    town.disconnect(twin);
    town.restart(3);
    for (Index other = 0; other < 3; ++other) town.connect(3, other);
    town.pass(1'000);
    make_blocks(4, 30'000);
    EXPECT_FALSE(town[3].vote_silence());
}

// Chaos seed 1446: nobody decided, for what was said again was passed over as heard already.
TEST(Peers, votes_that_came_too_early_to_be_kept_count_when_they_are_said_again) {
    Community town(4);
    town.connect_all();
    std::uint64_t nonce = 0;
    const auto make_block = [&](std::size_t nodes) {
        ASSERT_TRUE(town[0].submit(raw(transfer(nonce++, account(3), 1), 0)));
        const auto next = town[0].height() + 1;
        ASSERT_TRUE(town.run_until([&] { return town.all_at(next, nodes); }, 60'000));
    };
    for (int i = 0; i < 4; ++i) {
        make_block(4);
        town.pass(2'000);
    }
    ASSERT_EQ(town[3].vote_standing(), VoteStanding::kWhole);
    town.disconnect(3);
    make_block(3);  // without it

    bool blocks_are_held_up = true;
    std::set<std::uint32_t> asked;  // rounds of the height that begins, by the one that was away
    const auto deciding = town[0].height() + 1;
    town.on_the_way = [&](Index from, Index, Bytes frame) -> std::optional<Bytes> {
        const auto message = wire::decode(frame);
        if (blocks_are_held_up && (std::holds_alternative<wire::Headers>(*message) ||
                                   std::holds_alternative<wire::Blocks>(*message) ||
                                   std::holds_alternative<wire::NewBlock>(*message)))
            return std::nullopt;
        if (const auto* vote = std::get_if<wire::Consensus>(&*message); vote && from == 3) {
            const auto said = decode_message(vote->message);
            if (std::holds_alternative<RoundChange>(*said) && height_of(*said) == deciding)
                asked.insert(round_of(*said));
        }
        return frame;
    };
    town.connect(3, 0);
    town.pass(100);
    const auto others_ask = [&](std::uint32_t round) {
        for (std::uint64_t other = 0; other < 3; ++other) {
            RoundChange change{
                .asked = {.payload = {.height = deciding, .round = round, .prepared = {}},
                          .signature = {}},
                .prepared_block = {},
                .prepares = {}};
            change.asked.signature =
                make_signer(key(20 + other))->sign(signing_hash(change.asked.payload));
            town.inject(0, 3, encode(wire::Message{wire::Consensus{encode(QbftMessage{change})}}));
        }
    };
    constexpr std::uint32_t kLate = FutureMessages::kRounds + 3;
    others_ask(kLate);
    ASSERT_EQ(town[3].height() + 1, town[0].height());
    blocks_are_held_up = false;
    ASSERT_TRUE(town.run_until([&] { return town[3].height() == town[0].height(); }, 10'000));
    EXPECT_TRUE(asked.empty());
    others_ask(kLate);
    town.pass(10);
    EXPECT_TRUE(asked.contains(kLate));
}

TEST(Peers, a_validator_that_says_everything_at_once_is_passed_on_in_part) {
    Community town(4);
    const auto noisy = town.add(1);
    for (Index i = 0; i < 3; ++i) {
        town.connect(noisy, i);
        for (Index k = 0; k < i; ++k) town.connect(i, k);
    }
    town.pass(2'000);
    town.sent.clear();
    const auto signer = make_signer(key(23));
    const auto say = [&](std::uint32_t number) {
        Prepare prepare{.payload = {.height = 1, .round = number % 4, .digest = {}}};
        prepare.payload.digest.bytes[0] = static_cast<Byte>(number);
        prepare.payload.digest.bytes[1] = static_cast<Byte>(number >> 8);
        prepare.signature = signer->sign(signing_hash(prepare.payload));
        town.inject(noisy, 0, encode(wire::Message{wire::Consensus{encode(QbftMessage{prepare})}}));
    };
    for (std::uint32_t i = 0; i < 700; ++i) say(i);
    const auto passed_on = town.sent[{0, wire::Kind::kConsensus}];
    EXPECT_EQ(passed_on, 128U * 2) << "a burst of an author, to the two others";
    EXPECT_FALSE(town[0].evidence().empty());
    // And the others' votes are not late.
    ASSERT_TRUE(town[0].submit(raw(transfer(0, account(3), 1), 0)));
    EXPECT_TRUE(town.run_until([&] { return town.all_at(1, 3); }, 5'000));
}

TEST(Peers, transactions_that_were_asked_for_count_as_served) {
    Community town(4);  // the others are not there: what waits stays
    const auto glutton = town.add(1);
    town.connect(0, glutton);
    town.pass(50);
    wire::GetTransactions all;
    std::size_t waiting = 0;
    for (std::uint64_t sender = 1'000; sender < 1'100; ++sender) {
        auto tx = transfer(0, account(3), 0);
        tx.data.resize(30'000);
        tx.gas_limit = 1'000'000;
        const auto bytes = raw(tx, sender);
        waiting += bytes.size();
        const auto taken = town[0].submit(bytes);
        ASSERT_TRUE(taken);
        all.hashes.push_back(*taken);
    }
    std::size_t served = 0;
    town.on_the_way = [&](Index from, Index, Bytes frame) -> std::optional<Bytes> {
        const auto kind = wire::kind_of(frame);
        if (from == 0 && kind && *kind == wire::Kind::kTransactions) served += frame.size();
        return frame;
    };
    town.pass(2'500);  // it was told of them when they came
    served = 0;
    for (int i = 0; i < 20; ++i) town.inject(glutton, 0, encode(wire::Message{all}));
    EXPECT_GT(served, 16'000'000U - waiting);
    EXPECT_LT(served, 17'000'000U);
    EXPECT_TRUE(town.connected(0, glutton)) << "it may ask again";
    town.pass(1'000);
    const auto before = served;
    town.inject(glutton, 0, encode(wire::Message{all}));
    EXPECT_GT(served, before);
}

TEST(Peers, who_announces_what_is_nowhere_keeps_nobody_from_being_asked) {
    Community town(4);
    const auto dreamer = town.add(1), honest = town.add(2);
    town.connect(0, dreamer);
    town.connect(0, honest);
    town.pass(50);
    const auto announce = [&](Index from, std::size_t count, Byte mark) {
        wire::TransactionHashes hashes;
        for (std::size_t i = 0; i < count; ++i) {
            Hash256 hash;
            hash.bytes[0] = mark;
            hash.bytes[1] = static_cast<Byte>(i);
            hash.bytes[2] = static_cast<Byte>(i >> 8);
            hashes.hashes.push_back(hash);
        }
        town.inject(from, 0, encode(wire::Message{hashes}));
    };
    for (Byte i = 0; i < 40; ++i) announce(dreamer, 256, i);
    const auto asked = town.sent[{0, wire::Kind::kGetTransactions}];
    EXPECT_EQ(asked, 2U) << "for its share";
    announce(honest, 10, 200);
    EXPECT_EQ((town.sent[{0, wire::Kind::kGetTransactions}]), asked + 1);
}

TEST(Peers, forged_transactions_and_votes_cost_the_connection) {
    Community town(1);
    const auto forger = town.add(1), babbler = town.add(2), noisy = town.add(3);
    for (const auto each : {forger, babbler, noisy}) town.connect(0, each);
    town.pass(50);
    wire::Transactions forged;
    for (std::uint64_t i = 0; i < 20; ++i) {
        auto tx = transfer(i, account(1), 1);
        tx.signature.r = uint256{i + 1};
        tx.signature.s = uint256{1};
        tx.chain_id = 1;  // of another chain, and never to be valid here
        forged.raw.push_back(encode(tx));
    }
    town.inject(forger, 0, encode(wire::Message{forged}));
    EXPECT_FALSE(town.connected(0, forger));
    for (Byte i = 0; i < 5 && town.connected(0, babbler); ++i)
        town.inject(babbler, 0, encode(wire::Message{wire::Consensus{{0x12, i, 3}}}));
    EXPECT_FALSE(town.connected(0, babbler));
    town.inject(noisy, 0, Bytes{0x55, 1, 2, 3});
    EXPECT_FALSE(town.connected(0, noisy));
    EXPECT_EQ(town.dropped.size(), 3U);
}

TEST(Peers, too_many_messages_are_not_heard_and_end_the_connection_at_last) {
    Community town(1);
    const auto chatter = town.add(1);
    town.connect(0, chatter);
    town.pass(50);
    const auto status = wire::Status{.head = town[chatter].head(), .links = {}};
    int sent = 0;
    while (sent < 2'000 && town.connected(0, chatter)) {
        town.inject(chatter, 0, encode(wire::Message{status}));
        ++sent;
    }
    EXPECT_GE(sent, 800) << "a burst is fine";
    EXPECT_LT(sent, 1'000);
}

TEST(Peers, an_answer_that_nobody_asked_for_is_an_offence) {
    Community town(1);
    const auto pusher = town.add(1);
    town.connect(0, pusher);
    town.pass(50);
    for (std::uint64_t i = 0; i < 5 && town.connected(0, pusher); ++i)
        town.inject(pusher, 0, encode(wire::Message{wire::Blocks{.id = 1'000 + i, .bodies = {}}}));
    EXPECT_FALSE(town.connected(0, pusher));
}

TEST(Peers, another_chain_is_left_at_once) {
    Community town(1);
    const auto stranger = town.add(1);
    town.on_the_way = [&](Index from, Index, Bytes frame) -> std::optional<Bytes> {
        if (from != stranger || static_cast<wire::Kind>(frame.front()) != wire::Kind::kHello)
            return frame;
        auto hello = std::get<wire::Hello>(*wire::decode(frame));
        hello.genesis.bytes[0] ^= 1;
        return encode(wire::Message{hello});
    };
    town.connect(0, stranger);
    town.pass(50);
    EXPECT_FALSE(town.connected(0, stranger));
}

TEST(Peers, who_does_not_say_who_it_is_goes) {
    Community town(1);
    const auto mute = town.add(1);
    town.on_the_way = [&](Index from, Index, Bytes frame) -> std::optional<Bytes> {
        return from == mute ? std::nullopt : std::optional{std::move(frame)};
    };
    town.connect(0, mute);
    town.pass(9'000);
    EXPECT_TRUE(town.connected(0, mute));
    town.pass(3'000);
    EXPECT_FALSE(town.connected(0, mute));
}

// With a registry

/// Four validators under governance; their nodes are registered, others are not.
class Governed : public ::testing::Test {
 protected:
    Governed() {
        for (std::uint64_t i = 0; i < 4; ++i) town.add(i, quick());
        town.connect_all();
        town.pass(100);
    }
    void decide(std::uint64_t from, const Bytes& call) {
        Transaction tx;
        tx.type = TransactionType::dynamic_fee;
        tx.chain_id = kChainId;
        tx.nonce = town[0].next_nonce(account(from));
        tx.gas_limit = 3'000'000;
        tx.to = kGovernanceAddress;
        tx.data = call;
        const auto sent = town[0].submit(encode(sign(tx, key(from))));
        ASSERT_TRUE(sent) << to_string(sent.error());
        ASSERT_TRUE(town.run_until([&] { return town[0].transaction(*sent).has_value(); }, 30'000));
        EXPECT_TRUE(town[0].transaction(*sent)->receipt().succeeded);
        town.pass(500);
    }
    static Bytes enter(Byte number, NodeRole role) {
        return abi::Encoder("register(bytes32,uint8,uint32,address)")
            .word(uint256::from_be(word(node_key(number))))
            .word(uint256{static_cast<std::uint64_t>(role)})
            .word(uint256{500})
            .address(account(number))
            .finish();
    }
    static Bytes revoke(Byte number) {
        return abi::Encoder("revoke(bytes32)")
            .word(uint256::from_be(word(node_key(number))))
            .finish();
    }
    Town town{governed_genesis(4)};
};

TEST_F(Governed, validators_decide) {
    decide(kBoss, enter(50, NodeRole::kFollower));
    for (Index i = 1; i < 4; ++i) EXPECT_EQ(town[i].head_hash(), town[0].head_hash());
}

TEST_F(Governed, an_unknown_key_is_turned_away) {
    const auto unknown = town.add(50);
    town.connect(0, unknown);
    town.pass(1'000);
    EXPECT_FALSE(town.connected(0, unknown));
}

TEST_F(Governed, who_is_not_let_in_is_told_why) {
    using Why = wire::Refusal::Why;
    Invite terms;
    terms.chain_id = kChainId;
    terms.genesis = genesis_hash(governed_genesis(4));
    terms.expiry = kGenesisTime + 3'600;
    terms.addresses.push_back({.host = "10.0.0.1", .port = 1, .key = node_key(0)});
    const auto told = [&](std::uint64_t who, const std::optional<Invite>& invite) {
        auto config = quick();
        if (invite) config.invite = encode(*invite);
        const auto index = town.add(who, config);
        town.connect(index, 0);  // who joins calls
        town.pass(1'000);
        return town[index].sync_status().refused;
    };
    EXPECT_EQ(told(60, std::nullopt), Why::kNotRegistered);
    EXPECT_EQ(told(61, sign_invite(terms, key(77))), Why::kNotTheManagers);
    terms.id.bytes[0] = 1;
    decide(kBoss, api::cancel_invite(terms.id));
    EXPECT_EQ(told(62, sign_invite(terms, key(kBoss))), Why::kSpent);
    terms.id.bytes[0] = 2;
    terms.expiry = kGenesisTime;
    EXPECT_EQ(told(63, sign_invite(terms, key(kBoss))), Why::kExpired);
    terms.expiry = kGenesisTime + 3'600;
    EXPECT_EQ(told(64, sign_invite(terms, key(kBoss))), std::nullopt) << "a guest is let in";
    const auto spent = sign_invite(terms, key(kBoss));
    decide(65, redeem_call(*spent, node_key(65)));
    decide(kBoss, api::revoke_node(node_key(65)));
    EXPECT_EQ(told(65, spent), Why::kRevoked) << "as it was started";
    EXPECT_EQ(told(65, std::nullopt), Why::kRevoked) << "turned away while it waited";
    terms.id.bytes[0] = 3;
    EXPECT_EQ(told(65, sign_invite(terms, key(kBoss))), std::nullopt) << "but invited again";
}

TEST_F(Governed, how_far_a_peer_is_and_what_it_runs_is_known_and_grows_old) {
    decide(kBoss, enter(50, NodeRole::kFollower));
    auto config = quick();
    config.program = "0.9.9";
    const auto follower = town.add(50, config);
    std::int64_t one_way = 20;
    town.delay = [&](Index, Index) { return one_way; };
    bool pongs_arrive = true;
    town.on_the_way = [&](Index, Index, Bytes frame) -> std::optional<Bytes> {
        if (!pongs_arrive && static_cast<wire::Kind>(frame.front()) == wire::Kind::kPong)
            return std::nullopt;
        return frame;
    };
    const auto seen = [&] {
        for (const auto& peer : town[0].peers()) {
            if (peer.key == node_key(50)) return peer;
        }
        return PeerView{};
    };
    town.connect(0, follower);
    EXPECT_FALSE(seen().latency_ms) << "not measured yet";
    ASSERT_TRUE(town.run_until([&] { return seen().latency_ms.has_value(); }, 5'000));
    EXPECT_EQ(seen().latency_ms, 40);
    EXPECT_EQ(seen().program, "0.9.9");
    EXPECT_EQ(town[follower].peers().front().program, "") << "it does not say";
    one_way = 150;
    town.pass(20'000);
    EXPECT_EQ(seen().latency_ms, 300);
    pongs_arrive = false;
    town.pass(35'000);
    EXPECT_FALSE(seen().latency_ms) << "an old one is none";
    EXPECT_TRUE(town.connected(0, follower));
}

TEST_F(Governed, a_registered_follower_is_a_member_until_it_is_revoked) {
    decide(kBoss, enter(50, NodeRole::kFollower));
    const auto follower = town.add(50);
    town.connect(0, follower);
    ASSERT_TRUE(
        town.run_until([&] { return town[follower].head_hash() == town[0].head_hash(); }, 10'000));
    EXPECT_EQ(town[follower].sync_status().peers, 1U);
    town.dropped.clear();
    decide(kBoss, revoke(50));
    EXPECT_FALSE(town.connected(0, follower)) << "by the block that revoked it";
    town.connect(1, follower);
    town.pass(1'000);
    EXPECT_FALSE(town.connected(1, follower));
}

TEST_F(Governed, a_fresh_node_follows_members_its_old_registry_does_not_know) {
    // Validator 3 moves to a node key that the genesis does not name, and alone stays reachable.
    decide(kBoss, enter(51, NodeRole::kFollower));
    decide(kBoss, enter(52, NodeRole::kFollower));
    const auto bridge = town.add(51);
    town.connect(0, bridge);
    ASSERT_TRUE(
        town.run_until([&] { return town[bridge].head_hash() == town[0].head_hash(); }, 10'000));
    const auto fresh = town.add(52);
    town.connect(bridge, fresh);
    EXPECT_TRUE(
        town.run_until([&] { return town[fresh].head_hash() == town[0].head_hash(); }, 10'000));
    town.pass(100);
    EXPECT_TRUE(town.connected(bridge, fresh));
}

TEST_F(Governed, a_guest_may_follow_and_redeem_and_nothing_else) {
    Invite unsigned_invite;
    unsigned_invite.chain_id = kChainId;
    unsigned_invite.genesis = genesis_hash(governed_genesis(4));
    unsigned_invite.id.bytes[0] = 7;
    unsigned_invite.expiry = kGenesisTime + 3'600;
    unsigned_invite.addresses.push_back({.host = "10.0.0.1", .port = 1, .key = node_key(0)});
    const auto invite = sign_invite(unsigned_invite, key(kBoss));
    ASSERT_TRUE(invite);
    auto config = quick();
    config.invite = encode(*invite);
    decide(kBoss, enter(51, NodeRole::kFollower));  // something to follow
    const auto guest = town.add(50, config);
    town.connect(0, guest);
    ASSERT_TRUE(
        town.run_until([&] { return town[guest].head_hash() == town[0].head_hash(); }, 10'000));
    ASSERT_EQ(town[0].sync_status().peers, 3U) << "a guest is no member";
    town.inject(guest, 0,
                encode(wire::Message{wire::Transactions{{raw(transfer(0, account(3), 0), 50)}}}));
    EXPECT_EQ(town[0].pool().status().pending, 0U);
    for (int i = 0; i < 5 && town.connected(0, guest); ++i)
        town.inject(guest, 0, encode(wire::Message{wire::GetTransactions{}}));
    EXPECT_FALSE(town.connected(0, guest));
}

}  // namespace
}  // namespace dure::chain
