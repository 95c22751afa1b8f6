// The record of votes on a disk that fails: what was kept is there after any cut, and nothing kept
// is contradicted.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "app/dure-sim/fault_disk.hpp"
#include "chain/store/evidence_file.hpp"
#include "chain/store/vote_record.hpp"
#include "tests/node/validators_fixture.hpp"

namespace dure::chain {
namespace {

using namespace testing;
using Answer = VoteRecord::Answer;

Hash256 digest(Byte tag) { return Hash256{{tag}}; }
Vote vote(std::uint64_t height, std::uint32_t round, VoteStep step, Byte tag) {
    return {.height = height, .round = round, .step = step, .digest = digest(tag)};
}

class VoteRecordTest : public ::testing::Test {
 protected:
    VoteRecordTest() { open(); }
    void open() {
        auto opened = VoteRecord::open(disk);
        ASSERT_TRUE(opened);
        record.emplace(*std::move(opened));
    }
    void cut(sim::Cut how = sim::Cut::kMixed) {
        record.reset();
        disk.power_cut(how, ++cuts);
        open();
    }
    Answer keep(const Vote& v) {
        auto kept = record->keep(v);
        EXPECT_TRUE(kept);
        return *kept;
    }
    sim::FaultDisk disk;
    std::optional<VoteRecord> record;
    std::uint64_t cuts = 0;
};

TEST_F(VoteRecordTest, an_empty_directory_remembers_nothing_and_says_so) {
    EXPECT_EQ(record->state().standing, VoteStanding::kForgetful);
    EXPECT_EQ(record->state().height, 0U);
}

TEST_F(VoteRecordTest, what_was_kept_survives_a_cut_and_stands) {
    for (const auto how : {sim::Cut::kDropped, sim::Cut::kKept, sim::Cut::kTorn,
                           sim::Cut::kReordered, sim::Cut::kMixed}) {
        const auto height = 10 + cuts;
        EXPECT_EQ(keep(vote(height, 2, VoteStep::kPrepare, 1)), Answer::kKept);
        cut(how);
        EXPECT_EQ(keep(vote(height, 2, VoteStep::kPrepare, 1)), Answer::kKept) << "the same again";
        EXPECT_EQ(keep(vote(height, 2, VoteStep::kPrepare, 2)), Answer::kContradicts);
        EXPECT_EQ(keep(vote(height, 1, VoteStep::kPrepare, 1)), Answer::kContradicts);
        EXPECT_EQ(keep(vote(height - 1, 9, VoteStep::kCommit, 1)), Answer::kContradicts);
    }
}

TEST_F(VoteRecordTest, a_proposal_stands_for_the_prepare_of_the_same_block) {
    const auto syncs = disk.volume().syncs;
    EXPECT_EQ(keep(vote(1, 0, VoteStep::kProposal, 1)), Answer::kKept);
    EXPECT_EQ(keep(vote(1, 0, VoteStep::kPrepare, 1)), Answer::kKept);
    EXPECT_EQ(disk.volume().syncs, syncs + 1);
    EXPECT_EQ(keep(vote(1, 0, VoteStep::kPrepare, 2)), Answer::kContradicts);
    EXPECT_EQ(keep(vote(1, 0, VoteStep::kProposal, 2)), Answer::kContradicts);
}

/// A certificate whose block has `transactions`, so that it fits the record or does not.
PreparedCertificate certificate(std::size_t transactions, std::uint32_t round = 0) {
    static Height height(4);
    auto block = height.block(0, round);
    for (std::uint64_t i = 0; i < transactions; ++i)
        block.transactions.push_back(sign(transfer(i, account(1), 1), key(0)));
    return height.certificate(block, round);
}

TEST_F(VoteRecordTest, a_prepared_block_of_any_size_comes_back_as_it_was) {
    std::uint64_t height = 1;
    for (const std::size_t size : {0U, 1U, 3U, 40U, 400U, 0U, 2'000U, 10U, 20U}) {
        const auto prepared = certificate(size);
        auto commit = vote(height, 0, VoteStep::kCommit, 7);
        commit.prepared = &prepared;
        ASSERT_EQ(keep(commit), Answer::kKept);
        cut();
        ASSERT_TRUE(record->prepared()) << size;
        EXPECT_EQ(*record->prepared(), prepared);
        EXPECT_EQ(record->state().prepared_round, 0U);
        ++height;
    }
    EXPECT_EQ(keep(vote(height, 0, VoteStep::kPrepare, 1)), Answer::kKept);
    EXPECT_FALSE(record->prepared()) << "of an earlier height";
    cut();
    EXPECT_FALSE(record->prepared());
}

TEST_F(VoteRecordTest, a_later_round_keeps_what_was_prepared_before) {
    const auto prepared = certificate(30);
    auto commit = vote(1, 0, VoteStep::kCommit, 7);
    commit.prepared = &prepared;
    ASSERT_EQ(keep(commit), Answer::kKept);
    for (std::uint32_t round = 1; round < 6; ++round) {
        ASSERT_EQ(keep(vote(1, round, VoteStep::kRoundChange, 1)), Answer::kKept);
        cut();
        ASSERT_TRUE(record->prepared()) << round;
        EXPECT_EQ(*record->prepared(), prepared);
    }
}

TEST_F(VoteRecordTest, one_bad_sector_loses_no_vote) {
    const auto prepared = certificate(0);
    for (std::uint64_t height = 1; height < 9; ++height) {
        auto commit = vote(height, 0, VoteStep::kCommit, 7);
        commit.prepared = &prepared;
        ASSERT_EQ(keep(commit), Answer::kKept);
        const auto before = record->state();
        for (std::uint64_t sector = 0; sector < 16; ++sector) {
            record.reset();
            const auto image = disk.image();
            disk.flip("votes", sector * 512 + height * 7 % 64, 0x10);
            open();
            EXPECT_EQ(record->state(), before) << sector;
            record.reset();
            disk.restore(image);
            disk.spoil("votes", sector * 512);
            open();
            EXPECT_EQ(record->state(), before) << sector;
            record.reset();
            disk.restore(image);
            open();
        }
    }
}

TEST_F(VoteRecordTest, a_damaged_record_or_block_is_forgetful) {
    ASSERT_TRUE(record->start_over({.standing = VoteStanding::kWhole}));
    const auto prepared = certificate(40);
    auto commit = vote(1, 0, VoteStep::kCommit, 7);
    commit.prepared = &prepared;
    ASSERT_EQ(keep(commit), Answer::kKept);
    cut();
    ASSERT_EQ(record->state().standing, VoteStanding::kWhole);
    record.reset();
    const auto image = disk.image();
    for (std::uint64_t at = 8'192 + 100; at < 8'192 + 1'000; at += 300) {
        disk.flip("votes", at, 1);
        open();
        EXPECT_EQ(record->state().standing, VoteStanding::kForgetful) << at;
        EXPECT_FALSE(record->prepared());
        record.reset();
        disk.restore(image);
    }
    for (std::uint64_t copy = 0; copy < 4; ++copy) disk.flip("votes", copy * 2'048 + 3, 1);
    open();
    EXPECT_EQ(record->state(), VoteState{});
}

TEST_F(VoteRecordTest, a_write_that_fails_is_no_vote) {
    ASSERT_EQ(keep(vote(1, 0, VoteStep::kPrepare, 1)), Answer::kKept);
    const auto before = record->state();
    disk.on_operation([](const sim::DiskOperation& operation) {
        return operation.kind == sim::DiskOperation::Kind::kSync ? sim::DiskFault::kIo
                                                                 : sim::DiskFault::kNone;
    });
    EXPECT_FALSE(record->keep(vote(1, 1, VoteStep::kPrepare, 1)));
    EXPECT_EQ(record->state(), before);
    disk.on_operation([](const sim::DiskOperation&) { return sim::DiskFault::kNoSpace; });
    EXPECT_FALSE(record->keep(vote(1, 1, VoteStep::kPrepare, 1)));
}

TEST_F(VoteRecordTest, knows_its_own_votes_when_they_come_back) {
    ASSERT_EQ(keep(vote(5, 1, VoteStep::kPrepare, 1)), Answer::kKept);
    EXPECT_TRUE(record->accounts_for(vote(5, 1, VoteStep::kPrepare, 1)));
    EXPECT_TRUE(record->accounts_for(vote(5, 0, VoteStep::kCommit, 9))) << "over";
    EXPECT_FALSE(record->accounts_for(vote(5, 1, VoteStep::kPrepare, 2)));
    EXPECT_FALSE(record->accounts_for(vote(5, 1, VoteStep::kCommit, 1)));
    EXPECT_FALSE(record->accounts_for(vote(5, 2, VoteStep::kRoundChange, 1)));
    EXPECT_FALSE(record->accounts_for(vote(6, 0, VoteStep::kPrepare, 1)));
}

// K13: any schedule of votes with cuts at any operation signs no two votes in one place.
RC_GTEST_PROP(VoteRecord, signs_nothing_twice_whenever_the_power_is_cut, ()) {
    static const std::vector<PreparedCertificate> blocks{certificate(0), certificate(5),
                                                         certificate(60)};
    sim::FaultDisk disk;
    std::map<std::tuple<std::uint64_t, std::uint32_t, VoteStep>, Hash256> sent;
    std::optional<std::pair<std::uint64_t, PreparedCertificate>> committed;
    auto record = std::make_unique<VoteRecord>(*VoteRecord::open(disk));
    std::uint64_t height = 1;
    std::uint32_t round = 0;
    const auto steps = *rc::gen::inRange(1, 60);
    for (int i = 0; i < steps; ++i) {
        if (*rc::gen::inRange(0, 8) == 0) {
            ++height;
            round = 0;
        } else if (*rc::gen::inRange(0, 4) == 0) {
            ++round;
        }
        auto next = vote(height, round, static_cast<VoteStep>(*rc::gen::inRange(0, 4)),
                         static_cast<Byte>(*rc::gen::inRange(1, 4)));
        // Of one block in one place there is one certificate.
        const auto& certificate = blocks[(height + round + next.digest.bytes[0]) % blocks.size()];
        if (next.step == VoteStep::kCommit) next.prepared = &certificate;
        const auto dies_after = *rc::gen::inRange<std::uint64_t>(0, 12);
        const auto now = disk.operations();
        disk.on_operation([&](const sim::DiskOperation& operation) {
            return operation.changes() && disk.operations() > now + dies_after
                       ? sim::DiskFault::kDeath
                       : sim::DiskFault::kNone;
        });
        const auto kept = record->keep(next);
        if (kept && *kept == Answer::kKept) {
            const auto at = std::tuple{next.height, next.round, next.step};
            RC_ASSERT(sent.emplace(at, next.digest).first->second == next.digest);
            if (next.prepared != nullptr && (!committed || committed->first <= next.height))
                committed = {next.height, *next.prepared};
        }
        if (disk.dead() || *rc::gen::inRange(0, 6) == 0) {
            record.reset();
            disk.on_operation({});
            disk.power_cut(sim::Cut::kMixed, *rc::gen::arbitrary<std::uint64_t>());
            record = std::make_unique<VoteRecord>(*VoteRecord::open(disk));
            const auto& state = record->state();
            if (!sent.empty()) {
                const auto& [last_height, last_round, step] = sent.rbegin()->first;
                RC_ASSERT(std::pair(state.height, state.round) >=
                          std::pair(last_height, last_round));
            }
            // One more may have been kept in the moment of the cut and not been sent; from here on
            // it counts like any.
            const auto& prepared = record->prepared();
            if (committed && committed->first == state.height) {
                RC_ASSERT(prepared.has_value());
                RC_ASSERT(*prepared == committed->second ||
                          (next.prepared != nullptr && *prepared == *next.prepared));
            }
            if (prepared) committed = {state.height, *prepared};
        }
        disk.on_operation({});
    }
}

TEST(EvidenceFile, keeps_little_of_each_across_cuts_and_ends_at_what_is_torn) {
    sim::FaultDisk disk;
    Evidence evidence{.height = 3,
                      .round = 1,
                      .step = VoteStep::kCommit,
                      .author = account(1),
                      .first = {.digest = digest(1), .signing_hash = digest(2), .signature = {}},
                      .second = {.digest = digest(3), .signing_hash = digest(4), .signature = {}}};
    EXPECT_EQ(decode_evidence(encode(evidence)), evidence);
    auto file = EvidenceFile::open(disk);
    ASSERT_TRUE(file);
    for (std::size_t i = 0; i < 2 * EvidenceFile::kMostOfOne; ++i) {
        evidence.height = i;
        const auto kept = file->add(evidence);
        ASSERT_TRUE(kept);
        EXPECT_EQ(*kept == EvidenceFile::Kept::kYes, i < EvidenceFile::kMostOfOne);
    }
    evidence.author = account(2);
    ASSERT_TRUE(file->add(evidence));
    ASSERT_TRUE(disk.sync_directory());
    const auto all = file->all();
    disk.power_cut(sim::Cut::kMixed, 1);
    auto again = EvidenceFile::open(disk);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->all(), all);
    disk.flip("evidence", 20, 1);
    auto damaged = EvidenceFile::open(disk);
    ASSERT_TRUE(damaged);
    EXPECT_TRUE(damaged->all().empty());
}

TEST(EquivocationWatch, tells_of_two_votes_in_one_place_once) {
    Height height(4);
    EquivocationWatch watch;
    const auto& author = height.members[1];
    EXPECT_FALSE(watch.observe(height.prepare(1, 0, digest(1)), author));
    EXPECT_FALSE(watch.observe(height.prepare(1, 0, digest(1)), author)) << "the same";
    EXPECT_FALSE(watch.observe(height.prepare(1, 1, digest(2)), author)) << "another round";
    EXPECT_FALSE(watch.observe(height.commit(1, 0, digest(2)), author)) << "another step";
    EXPECT_FALSE(watch.observe(height.prepare(2, 0, digest(2)), height.members[2]));
    const auto second = height.prepare(1, 0, digest(2));
    const auto found = watch.observe(second, author);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->author, author);
    EXPECT_EQ(found->first.digest, digest(1));
    EXPECT_EQ(found->second.digest, digest(2));
    EXPECT_EQ(height.signers[0]->recover(found->second.signing_hash, found->second.signature),
              author);
    EXPECT_FALSE(watch.observe(height.prepare(1, 0, digest(3)), author)) << "told already";
    const auto a = height.block(0, 0, 1), b = height.block(0, 0, 2);
    EXPECT_FALSE(watch.observe(height.proposal(0, a, 0), height.members[0]));
    EXPECT_TRUE(watch.observe(height.proposal(0, b, 0), height.members[0]));
    EXPECT_FALSE(watch.observe(height.round_change(3, 1), height.members[3]));
    EXPECT_TRUE(watch.observe(
        RoundChange{.asked = height.asks(3, 1, PreparedRound{.round = 0, .digest = digest(1)}),
                    .prepared_block = {},
                    .prepares = {}},
        height.members[3]));
}

}  // namespace
}  // namespace dure::chain
