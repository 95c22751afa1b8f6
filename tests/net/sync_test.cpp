// Catching up: a chain that exists only here, and peers that answer well, late, wrongly or not at
// all.
#include "chain/net/sync.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "chain/consensus/extra_data.hpp"
#include "chain/crypto/secp256k1.hpp"

namespace dure::chain {
namespace {

/// Blocks whose extra data names the epoch of validators that sealed them; some are empty.
class Chain {
 public:
    explicit Chain(std::uint64_t height, std::uint64_t epoch_blocks = UINT64_MAX)
        : epoch_blocks_(epoch_blocks) {
        const auto key = *SecretKey::from_bytes(to_hash(uint256{7}));
        Transaction tx;
        tx.chain_id = 1;
        tx.gas_limit = 21'000;
        tx.to = Address{};
        const auto signed_once = sign(tx, key);
        for (std::uint64_t number = 0; number <= height; ++number) {
            Header header;
            header.number = number;
            header.extra_data = {static_cast<Byte>(number == 0 ? 0 : epoch(number))};
            if (number > 0) header.parent_hash = hashes.back();
            wire::Body body;
            if (number % 3 != 0) {
                body.assign(1 + number % 4, signed_once);
                for (auto& each : body) each.nonce = number;
            }
            header.transactions_root = transactions_root(body);
            headers.push_back(header);
            hashes.push_back(block_hash(header));
            bodies.push_back(std::move(body));
        }
    }
    /// The validators in force for a block are a matter of its parent's state.
    std::uint64_t epoch(std::uint64_t number) const { return number / epoch_blocks_; }
    const Hash256& hash(std::uint64_t number) const { return hashes[number]; }
    /// What a node whose head is `head` can prove.
    ProveHeaders prover(std::uint64_t head) const {
        return [this, head](std::span<const Header> row, const Header& parent) {
            const auto* before = &parent;
            for (std::size_t i = 0; i < row.size(); ++i) {
                if (row[i].number != before->number + 1 ||
                    row[i].parent_hash != block_hash(*before)) {
                    return HeaderProof{i, HeaderProof::Rest::kWrong};
                }
                // Seals hold for this chain's headers only, and for the validators that made them.
                if (block_hash(row[i]) != hash(row[i].number) ||
                    epoch(row[i].number) != epoch(head + 1)) {
                    return HeaderProof{i, HeaderProof::Rest::kOtherwise};
                }
                before = &row[i];
            }
            return HeaderProof{row.size(), HeaderProof::Rest::kNone};
        };
    }

    std::vector<Header> headers;
    std::vector<Hash256> hashes;
    std::vector<wire::Body> bodies;

 private:
    std::uint64_t epoch_blocks_;
};

enum class Manner { kHonest, kStalls, kWrongBodies, kWrongHeaders, kForgedSeals, kEmpty, kHalf };

struct Helper {
    PeerId id;
    Manner manner;
    std::uint64_t height;
};

/// One node that catches up, its helpers and the time between them.
class Journey {
 public:
    Journey(const Chain& chain, std::vector<Helper> helpers, SyncLimits limits = {})
        : sync(limits), chain_(chain), helpers_(std::move(helpers)), limits_(limits) {
        sync.set_head(chain_.headers[0], chain_.hash(0));
        for (const auto& helper : helpers_) sync.peer_has(helper.id, helper.height, now);
    }

    void run(std::uint64_t target, std::int64_t until_ms) {
        while (head < target && now < until_ms) {
            for (auto& question : sync.ask(now)) ask(question);
            note();
            if (answers_.empty()) {
                // As a node does: what is ready waits for no further answer.
                if (sync.ready() > 0) {
                    take_over();
                    continue;
                }
                now = std::max(now + 1, sync.wake_ms(now).value_or(now + 1'000));
                // Who was behind tells again where it stands.
                continue;
            }
            const auto next = answers_.begin();
            now = std::max(now, next->first);
            auto answer = std::move(next->second);
            answers_.erase(next);
            std::visit(
                [&](auto& message) {
                    if constexpr (std::is_same_v<std::decay_t<decltype(message)>, wire::Headers>) {
                        sync.hear(answer.peer, std::move(message), now, chain_.prover(head));
                    } else {
                        sync.hear(answer.peer, std::move(message), now);
                    }
                },
                answer.message);
            take_over();
        }
    }

    std::uint64_t head = 0;
    std::int64_t now = 0;
    Sync sync;
    std::set<PeerId> blamed_as_liars, blamed;
    std::map<PeerId, std::size_t> questions;
    /// Whether bodies from there may be asked of the peer.
    std::function<bool(PeerId, std::uint64_t from)> on_bodies;
    bool asked_well = true;

 private:
    struct Answer {
        PeerId peer;
        std::variant<wire::Headers, wire::Blocks> message;
    };

    void ask(const Sync::Question& question) {
        ++questions[question.peer];
        const auto* bodies = std::get_if<wire::GetBlocks>(&question.message);
        if (bodies != nullptr && on_bodies && !on_bodies(question.peer, bodies->from))
            asked_well = false;
        const auto& helper = *std::find_if(helpers_.begin(), helpers_.end(),
                                           [&](const auto& h) { return h.id == question.peer; });
        if (helper.manner == Manner::kStalls) return;
        auto delay = 10 + static_cast<std::int64_t>(helper.id);
        Answer answer{.peer = helper.id, .message = wire::Headers{}};
        if (const auto* get = std::get_if<wire::GetHeaders>(&question.message)) {
            wire::Headers out{.id = get->id, .headers = {}};
            for (auto n = get->from;
                 n < get->from + get->count && n <= helper.height && n < chain_.headers.size(); ++n)
                out.headers.push_back(chain_.headers[n]);
            if (helper.manner == Manner::kWrongHeaders && out.headers.size() > 1)
                out.headers[out.headers.size() / 2].gas_used ^= 1;
            if (helper.manner == Manner::kForgedSeals) out.headers.back().extra_data = {200};
            if (helper.manner == Manner::kEmpty) out.headers.clear();
            answer.message = std::move(out);
        } else {
            const auto& blocks = std::get<wire::GetBlocks>(question.message);
            wire::Blocks out{.id = blocks.id, .bodies = {}};
            for (auto n = blocks.from; n < blocks.from + blocks.count && n <= helper.height; ++n)
                out.bodies.push_back(chain_.bodies[n]);
            if (helper.manner == Manner::kWrongBodies) out.bodies.back().emplace_back();
            if (helper.manner == Manner::kEmpty) out.bodies.clear();
            if (helper.manner == Manner::kHalf) out.bodies.resize((out.bodies.size() + 1) / 2);
            answer.message = std::move(out);
        }
        answers_.emplace(now + delay, std::move(answer));
    }

    void take_over() {
        for (const auto& ready : sync.take(16)) {
            ASSERT_EQ(ready.header.number, head + 1);
            ASSERT_EQ(ready.hash, chain_.hash(head + 1));
            ASSERT_EQ(ready.body, chain_.bodies[head + 1]);
            ++head;
            sync.set_head(chain_.headers[head], chain_.hash(head));
        }
        sync.reconsider(now, chain_.prover(head));
        note();
    }

    void note() {
        for (const auto& blame : sync.take_blames()) {
            blamed.insert(blame.peer);
            if (blame.offence != Offence::kWithheld) {
                blamed_as_liars.insert(blame.peer);
                sync.forget(blame.peer);  // as a node does: such a peer is dropped
            }
        }
    }

    const Chain& chain_;
    std::vector<Helper> helpers_;
    SyncLimits limits_;
    std::multimap<std::int64_t, Answer> answers_;
};

TEST(Sync, carries_a_chain_on_from_one_peer) {
    const Chain chain(1'000);
    Journey journey(chain, {{1, Manner::kHonest, 1'000}});
    journey.run(1'000, 60'000);
    EXPECT_EQ(journey.head, 1'000U);
    EXPECT_TRUE(journey.blamed.empty());
    EXPECT_FALSE(journey.sync.has_headers());
}

TEST(Sync, shares_the_work_among_several_peers) {
    const Chain chain(2'000);
    Journey journey(chain, {{1, Manner::kHonest, 2'000},
                            {2, Manner::kHonest, 2'000},
                            {3, Manner::kHalf, 2'000},
                            {4, Manner::kHonest, 700}});
    journey.run(2'000, 60'000);
    EXPECT_EQ(journey.head, 2'000U);
    EXPECT_TRUE(journey.blamed.empty());
    for (PeerId id = 1; id <= 4; ++id) EXPECT_GE(journey.questions[id], 2U) << id;
}

TEST(Sync, bodies_are_asked_of_those_who_still_have_them) {
    const Chain chain(1'000);
    Journey journey(chain, {{1, Manner::kHonest, 1'000}, {2, Manner::kHonest, 1'000}});
    journey.sync.peer_keeps(1, 600);
    journey.on_bodies = [](PeerId peer, std::uint64_t from) { return peer != 1 || from >= 600; };
    journey.run(1'000, 60'000);
    EXPECT_EQ(journey.head, 1'000U);
    EXPECT_TRUE(journey.blamed.empty());
    EXPECT_TRUE(journey.asked_well);
    EXPECT_GE(journey.questions[1], 2U) << "for headers, and bodies that it has";
}

TEST(Sync, nobody_is_blamed_for_bodies_that_all_have_dropped) {
    const Chain chain(1'000);
    Journey journey(chain, {{1, Manner::kHonest, 1'000}, {2, Manner::kHonest, 1'000}});
    journey.sync.peer_keeps(1, 600);
    journey.sync.peer_keeps(2, 300);
    journey.run(1'000, 60'000);
    EXPECT_EQ(journey.head, 0U);
    EXPECT_TRUE(journey.blamed.empty());
}

TEST(Sync, liars_are_named_and_nobody_else) {
    for (const auto manner : {Manner::kWrongBodies, Manner::kWrongHeaders, Manner::kForgedSeals}) {
        const Chain chain(600);
        Journey journey(chain, {{1, manner, 600}, {2, Manner::kHonest, 600}});
        journey.run(600, 120'000);
        EXPECT_EQ(journey.head, 600U) << static_cast<int>(manner);
        EXPECT_EQ(journey.blamed_as_liars, (std::set<PeerId>{1})) << static_cast<int>(manner);
    }
}

TEST(Sync, who_stalls_is_left_alone_more_and_more) {
    const Chain chain(3'000);
    Journey journey(chain, {{1, Manner::kStalls, 3'000}, {2, Manner::kHonest, 3'000}});
    journey.run(3'000, 120'000);
    EXPECT_EQ(journey.head, 3'000U);
    EXPECT_EQ(journey.blamed, (std::set<PeerId>{1}));
    EXPECT_LE(journey.questions[1], 12U);
}

TEST(Sync, a_peer_that_has_nothing_of_what_it_says_is_not_asked_again) {
    const Chain chain(10);
    Journey journey(chain, {{1, Manner::kEmpty, UINT64_MAX}});
    journey.run(10, 60'000);
    EXPECT_EQ(journey.head, 0U);
    EXPECT_EQ(journey.questions[1], 1U);
    EXPECT_EQ(journey.sync.claimed_height(), 0U) << "its claim is forgotten";
}

TEST(Sync, validators_may_change_on_the_way) {
    const Chain chain(1'000, 130);
    Journey journey(chain, {{1, Manner::kHonest, 1'000}, {2, Manner::kHonest, 1'000}});
    journey.run(1'000, 120'000);
    EXPECT_EQ(journey.head, 1'000U);
    EXPECT_TRUE(journey.blamed.empty()) << "an unknown validator's seal is no lie yet";
}

TEST(Sync, who_forges_seals_where_validators_change_is_found_out_there) {
    const Chain chain(400, 130);
    Journey journey(chain, {{1, Manner::kForgedSeals, 400}, {2, Manner::kHonest, 400}});
    journey.run(400, 120'000);
    EXPECT_EQ(journey.head, 400U);
    EXPECT_EQ(journey.blamed_as_liars, (std::set<PeerId>{1}));
}

TEST(Sync, one_missing_block_is_given_a_moment_to_come_by_itself) {
    const Chain chain(2);
    Sync sync;
    sync.set_head(chain.headers[0], chain.hash(0));
    sync.peer_has(1, 1, 1'000);
    EXPECT_TRUE(sync.ask(1'000).empty());
    EXPECT_EQ(sync.wake_ms(1'000), 1'400);
    EXPECT_EQ(sync.ask(1'400).size(), 1U);
    Sync behind;
    behind.set_head(chain.headers[0], chain.hash(0));
    behind.peer_has(1, 2, 1'000);
    EXPECT_EQ(behind.ask(1'000).size(), 1U) << "two are not";
}

TEST(Sync, who_was_just_heard_is_asked_before_who_may_be_dead) {
    const Chain chain(5);
    Sync sync;
    sync.set_head(chain.headers[0], chain.hash(0));
    for (const PeerId peer : {1U, 2U, 3U}) sync.peer_has(peer, 5, 0);
    for (const PeerId peer : {1U, 2U, 3U}) sync.peer_heard(peer, 0);
    sync.peer_heard(3, 9'000);
    EXPECT_EQ(sync.ask(10'000).at(0).peer, 3U);
    Sync silent;
    silent.set_head(chain.headers[0], chain.hash(0));
    for (const PeerId peer : {1U, 2U}) silent.peer_has(peer, 5, 0);
    silent.peer_heard(2, 0);
    EXPECT_EQ(silent.ask(10'000).at(0).peer, 1U) << "long ago is as good as never";
}

TEST(Sync, a_block_that_came_another_way_is_not_fetched_again) {
    const Chain chain(5);
    Sync sync;
    sync.set_head(chain.headers[0], chain.hash(0));
    sync.peer_has(1, 5, 0);
    const auto question = std::get<wire::GetHeaders>(sync.ask(0).at(0).message);
    sync.set_head(chain.headers[3], chain.hash(3));
    sync.hear(1,
              wire::Headers{.id = question.id,
                            .headers = {chain.headers.begin() + 1, chain.headers.end()}},
              10, chain.prover(3));
    const auto blocks = sync.ask(10);
    ASSERT_EQ(blocks.size(), 1U);
    EXPECT_EQ(std::get<wire::GetBlocks>(blocks[0].message).from, 4U);
    EXPECT_TRUE(sync.take_blames().empty());
}

TEST(Sync, an_answer_to_no_question_is_an_offence_and_a_late_one_is_not) {
    const Chain chain(5);
    Sync sync;
    sync.set_head(chain.headers[0], chain.hash(0));
    sync.peer_has(1, 5, 0);
    sync.hear(1, wire::Headers{.id = 77, .headers = {}}, 0, chain.prover(0));
    sync.hear(1, wire::Blocks{.id = 77, .bodies = {}}, 0);
    EXPECT_EQ(sync.take_blames().size(), 2U);
    const auto question = std::get<wire::GetHeaders>(sync.ask(0).at(0).message);
    sync.ask(10'000);
    EXPECT_EQ(sync.take_blames().size(), 1U) << "did not answer in time";
    sync.hear(1, wire::Headers{.id = question.id, .headers = {chain.headers[1]}}, 10'001,
              chain.prover(0));
    EXPECT_TRUE(sync.take_blames().empty());
}

RC_GTEST_PROP(Sync, any_company_with_one_honest_peer_arrives, ()) {
    const auto height = *rc::gen::inRange<std::uint64_t>(1, 400);
    const auto epoch = *rc::gen::elementOf(std::vector<std::uint64_t>{UINT64_MAX, 50, 77, 300});
    const Chain chain(height, epoch);
    std::vector<Helper> helpers;
    const auto count = *rc::gen::inRange<PeerId>(1, 6);
    for (PeerId id = 1; id < count; ++id) {
        helpers.push_back({id, static_cast<Manner>(*rc::gen::inRange(0, 7)),
                           *rc::gen::inRange<std::uint64_t>(0, height + 1)});
    }
    helpers.push_back({count, Manner::kHonest, height});
    SyncLimits limits;
    limits.headers_per_question = *rc::gen::inRange<std::uint64_t>(1, 128);
    limits.blocks_per_question = *rc::gen::inRange<std::uint64_t>(1, 64);
    limits.headers_ahead = 256;
    limits.blocks_ahead = *rc::gen::inRange<std::size_t>(1, 200);
    limits.bytes_ahead = *rc::gen::inRange<std::size_t>(1, 1'000'000);
    Journey journey(chain, helpers, limits);
    journey.run(height, 3'600'000);
    RC_ASSERT(journey.head == height);
    for (const auto& helper : helpers) {
        const auto honest = helper.manner == Manner::kHonest || helper.manner == Manner::kHalf;
        if (honest) RC_ASSERT(!journey.blamed.contains(helper.id));
    }
}

}  // namespace
}  // namespace dure::chain
