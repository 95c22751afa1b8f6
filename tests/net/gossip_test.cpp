// Peers, their rates and points, and who is told what.
#include "chain/net/gossip.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace dure::chain {
namespace {

NodeKey node_key(Byte value) {
    NodeKey key;
    key.bytes.fill(value);
    return key;
}
Address validator(Byte value) {
    Address address;
    address.bytes.fill(value);
    return address;
}
Hash256 hash_number(std::uint64_t number) { return to_hash(uint256{number}); }

TEST(TokenBucket, gives_a_burst_and_then_its_rate) {
    TokenBucket bucket(10, 5);
    for (int i = 0; i < 5; ++i) EXPECT_TRUE(bucket.take(1, 1'000));
    EXPECT_FALSE(bucket.take(1, 1'000));
    EXPECT_FALSE(bucket.take(1, 1'099));
    EXPECT_TRUE(bucket.take(1, 1'100));
    EXPECT_FALSE(bucket.take(1, 900)) << "a clock that goes back gives nothing";
    EXPECT_TRUE(bucket.take(5, 1'000'000)) << "never more than the burst";
    EXPECT_FALSE(bucket.take(1, 1'000'000));
}

TEST(TokenBucket, what_was_spent_beyond_its_level_is_owed) {
    TokenBucket bucket(1'000, 1'000);
    bucket.spend(3'000, 0);
    EXPECT_EQ(bucket.available(1'000), -1'000);
    EXPECT_FALSE(bucket.take(1, 2'000));
    EXPECT_EQ(bucket.available(10'000), 1'000);
}

RC_GTEST_PROP(TokenBucket, never_gives_more_than_burst_and_rate_allow, ()) {
    const auto rate = *rc::gen::inRange<std::int64_t>(1, 1'000'000);
    const auto burst = *rc::gen::inRange<std::int64_t>(1, 10'000'000);
    TokenBucket bucket(rate, burst);
    std::int64_t now = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000);
    const auto begin = now;
    std::int64_t given = 0;
    for (int i = 0; i < 30; ++i) {
        now += *rc::gen::inRange<std::int64_t>(0, 5'000);
        const auto amount = *rc::gen::inRange<std::int64_t>(1, burst + 1);
        if (bucket.take(amount, now)) given += amount;
    }
    RC_ASSERT(given <= burst + rate * (now - begin) / 1'000 + 1);
}

TEST(RecentHashes, remembers_the_last_ones_in_bounded_memory) {
    RecentHashes seen(100);
    for (std::uint64_t i = 0; i < 1'000; ++i) {
        EXPECT_TRUE(seen.add(hash_number(i)));
        EXPECT_FALSE(seen.add(hash_number(i)));
        EXPECT_LE(seen.size(), 200U);
        for (std::uint64_t back = 0; back < 100 && back <= i; ++back)
            EXPECT_TRUE(seen.contains(hash_number(i - back)));
    }
    EXPECT_FALSE(seen.contains(hash_number(0)));
}

TEST(PeerSet, a_key_that_misbehaves_goes_and_stays_away_for_a_while) {
    PeerSet peers;
    auto* peer = peers.add(1, node_key(1), Standing::kMember, 0).peer;
    ASSERT_NE(peer, nullptr);
    EXPECT_TRUE(peers.offend(*peer, Offence::kBadFrame, 0)) << "once is enough";
    peers.remove(1);
    EXPECT_EQ(peers.add(2, node_key(1), Standing::kMember, 1'000).peer, nullptr);
    EXPECT_NE(peers.add(3, node_key(2), Standing::kMember, 1'000).peer, nullptr);
    EXPECT_NE(peers.add(4, node_key(1), Standing::kMember, 10 * 60 * 1'000).peer, nullptr);
}

TEST(PeerSet, small_offences_fade) {
    PeerSet peers;
    auto& peer = *peers.add(1, node_key(1), Standing::kMember, 0).peer;
    for (std::int64_t second = 0; second < 3'600; second += 15)
        EXPECT_FALSE(peers.offend(peer, Offence::kWithheld, second * 1'000)) << second;
    int more = 0;
    while (!peers.offend(peer, Offence::kWithheld, 3'600'000)) ++more;
    EXPECT_LE(more, 6);
}

TEST(PeerSet, takes_no_more_peers_and_guests_than_it_has_room_for) {
    PeerSet peers({.peers = 4, .guests = 2, .sessions = 2, .bans = 2, .ban_ms = 1'000});
    EXPECT_NE(peers.add(1, node_key(1), Standing::kGuest, 0).peer, nullptr);
    EXPECT_NE(peers.add(2, node_key(2), Standing::kStranger, 0).peer, nullptr);
    EXPECT_EQ(peers.add(3, node_key(3), Standing::kGuest, 0).peer, nullptr);
    EXPECT_NE(peers.add(4, node_key(4), Standing::kMember, 0).peer, nullptr);
    EXPECT_NE(peers.add(5, node_key(5), Standing::kMember, 0).peer, nullptr);
    EXPECT_EQ(peers.add(6, node_key(6), Standing::kMember, 0).peer, nullptr);
    EXPECT_EQ(peers.size(), 4U);
}

TEST(PeerSet, the_oldest_session_of_a_key_makes_room) {
    PeerSet peers;
    EXPECT_TRUE(peers.add(1, node_key(1), Standing::kMember, 0).drop.empty());
    EXPECT_TRUE(peers.add(2, node_key(1), Standing::kMember, 0).drop.empty());
    EXPECT_EQ(peers.add(3, node_key(1), Standing::kMember, 0).drop, (std::vector<PeerId>{1}));
    EXPECT_EQ(peers.size(), 2U);
}

/// Nodes 1…n, of which the first `validators` validate, with the links given.
class Town {
 public:
    Town(Byte nodes, Byte validators) : nodes_(nodes) {
        for (Byte i = 1; i <= validators; ++i) validators_.push_back(validator(i));
    }
    void link(Byte a, Byte b) { links_.insert({std::min(a, b), std::max(a, b)}); }
    void link_all() {
        for (Byte a = 1; a <= nodes_; ++a)
            for (Byte b = 1; b < a; ++b) link(a, b);
    }
    bool linked(Byte a, Byte b) const { return links_.contains({std::min(a, b), std::max(a, b)}); }
    /// The peers of one node, each with the links it would tell. A peer's id is its number.
    PeerSet seen_by(Byte node) const {
        PeerSet peers;
        for (Byte other = 1; other <= nodes_; ++other) {
            if (!linked(node, other)) continue;
            auto& peer = *peers.add(other, node_key(other), Standing::kMember, 0).peer;
            peer.greeting = Peer::Greeting::kDone;
            peer.signer = validator(other);
            for (const auto& address : validators_) {
                if (linked(other, address.bytes[0])) peer.links.push_back(address);
            }
        }
        return peers;
    }
    struct Heard {
        std::set<Byte> nodes;
        std::size_t frames = 0;
    };
    /// Spreads one vote of `author`.
    Heard spread(Byte author) const {
        Heard heard;
        heard.nodes.insert(author);
        struct Hop {
            Byte from, to;
        };
        std::vector<Hop> hops;
        for (const auto to : vote_receivers(seen_by(author), validators_))
            hops.push_back({author, static_cast<Byte>(to)});
        for (std::size_t i = 0; i < hops.size(); ++i) {
            const auto [from, node] = hops[i];
            if (!heard.nodes.insert(node).second) continue;
            for (const auto to :
                 vote_receivers(seen_by(node), validators_, from, validator(author)))
                hops.push_back({node, static_cast<Byte>(to)});
        }
        heard.frames = hops.size();
        return heard;
    }
    const std::vector<Address>& validators() const { return validators_; }

 private:
    Byte nodes_;
    std::vector<Address> validators_;
    std::set<std::pair<Byte, Byte>> links_;
};

TEST(Gossip, in_a_mesh_a_vote_travels_once_to_each) {
    Town town(7, 7);
    town.link_all();
    const auto heard = town.spread(3);
    EXPECT_EQ(heard.nodes.size(), 7U);
    EXPECT_EQ(heard.frames, 6U);
}

TEST(Gossip, validators_that_meet_only_at_one_hear_each_other) {
    Town star(5, 5);
    for (Byte i = 2; i <= 5; ++i) star.link(1, i);
    EXPECT_EQ(star.spread(4).nodes.size(), 5U);
    Town line(6, 6);
    for (Byte i = 1; i < 6; ++i) line.link(i, static_cast<Byte>(i + 1));
    EXPECT_EQ(line.spread(1).nodes.size(), 6U);
}

RC_GTEST_PROP(Gossip, a_vote_reaches_every_validator_that_validators_connect, ()) {
    const auto count = *rc::gen::inRange<int>(2, 9);
    Town town(static_cast<Byte>(count), static_cast<Byte>(count));
    for (int b = 2; b <= count; ++b) {  // a random tree, then random links more
        town.link(static_cast<Byte>(*rc::gen::inRange<int>(1, b)), static_cast<Byte>(b));
    }
    const auto more = *rc::gen::inRange<int>(0, count * count);
    for (int i = 0; i < more; ++i) {
        const auto a = *rc::gen::inRange<int>(1, count + 1),
                   b = *rc::gen::inRange<int>(1, count + 1);
        if (a != b) town.link(static_cast<Byte>(a), static_cast<Byte>(b));
    }
    const auto author = static_cast<Byte>(*rc::gen::inRange<int>(1, count + 1));
    RC_ASSERT(town.spread(author).nodes.size() == static_cast<std::size_t>(count));
}

TEST(Gossip, votes_do_not_go_to_followers_and_transactions_find_a_way) {
    Town town(4, 2);
    town.link_all();
    EXPECT_EQ(vote_receivers(town.seen_by(1), town.validators()), (std::vector<PeerId>{2}));
    EXPECT_EQ(transaction_receivers(town.seen_by(3), town.validators()),
              (std::vector<PeerId>{1, 2}));
    Town far(3, 1);  // 1 validates, 2 and 3 follow
    far.link(1, 2);
    far.link(2, 3);
    EXPECT_EQ(transaction_receivers(far.seen_by(3), far.validators()), (std::vector<PeerId>{2}));
    EXPECT_EQ(transaction_receivers(far.seen_by(2), far.validators()), (std::vector<PeerId>{1}));
}

TEST(Gossip, guests_and_strangers_are_told_nothing) {
    PeerSet peers;
    auto& guest = *peers.add(1, node_key(1), Standing::kGuest, 0).peer;
    guest.greeting = Peer::Greeting::kDone;
    guest.signer = validator(1);
    auto& silent = *peers.add(2, node_key(2), Standing::kMember, 0).peer;
    silent.signer = validator(2);
    const std::vector<Address> validators{validator(1), validator(2)};
    EXPECT_TRUE(vote_receivers(peers, validators).empty());
    EXPECT_TRUE(transaction_receivers(peers, validators).empty());
    EXPECT_TRUE(linked_validators(peers, validators).empty());
}

}  // namespace
}  // namespace dure::chain
