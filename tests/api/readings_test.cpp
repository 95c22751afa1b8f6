// Readings as letters, and what the pool makes of them: only a seat's meter is believed, one
// reading a seat and slot, nothing is kept of what is over, and the slot settles on what was
// signed.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <random>

#include "chain/api/settlement.hpp"
#include "chain/api/slot_keeper.hpp"
#include "tests/api/village.hpp"

namespace dure::chain::api {
namespace {

using namespace testing;
using core::Wh;
using State = core::Outcome::State;

SignedReading signed_by(std::uint64_t key_number, const Suite& suite, core::Slot slot,
                        core::Seat seat, std::int16_t net_wh) {
    return {.slot = slot,
            .seat = seat,
            .net_wh = net_wh,
            .signature = sign(reading_digest(suite, chain::testing::kChainId, slot, seat, net_wh),
                              testing::key(key_number))};
}
std::uint64_t meter_of(std::size_t home) { return 102 + 3 * home; }

RC_GTEST_PROP(ReadingLetter, reads_back_as_it_was_written,
              (std::uint32_t slot, std::uint16_t seat, std::int16_t wh)) {
    const auto one = signed_by(3, {}, {slot}, seat, wh);
    const auto letter = encode_reading(one);
    RC_ASSERT(letter.size() <= wire::kLetterBytes);
    const auto again = decode_reading(letter);
    RC_ASSERT(again.has_value() == (wh != kMissingReading));
    if (again) RC_ASSERT(*again == one);
}

RC_GTEST_PROP(ReadingLetter, of_any_bytes_is_one_reading_or_none, (Bytes bytes)) {
    if (*rc::gen::inRange(0, 2) == 0) bytes.resize(74);
    if (!bytes.empty() && *rc::gen::inRange(0, 2) == 0) bytes[0] = 1;
    if (const auto read = decode_reading(bytes)) RC_ASSERT(encode_reading(*read) == bytes);
}

class Readings : public ::testing::Test {
 protected:
    LetterFault fault(const SignedReading& reading) {
        const auto taken = v.node->send_letter(encode_reading(reading));
        EXPECT_FALSE(taken);
        return taken ? LetterFault::kFull : taken.error();
    }
    Told told(const SignedReading& reading) {
        Told out;
        v.community->readings().add(reading,
                                    [&](const core::Outcome& o) { out.outcomes.push_back(o); });
        return out;
    }
    /// A process without it, as a home's is.
    void give_the_metering_key_away() {
        v.manager.reset();
        v.markets.clear();
        v.community.reset();
        v.community = std::make_unique<Community>(*v.node, v.suite);
        v.manager = std::make_unique<NodeMarket>(*v.community,
                                                 MemberKeys{.owner = {},
                                                            .owner_key = testing::key(kManager),
                                                            .agent_key = {},
                                                            .meter_key = {}});
        for (std::size_t i = 0; i < 3; ++i) v.add_market(i);
    }
    void end_slot(core::Slot slot) {
        v.until(v.manager->rules().end(slot) + std::chrono::seconds{1});
        v.community->tick(v.now());
    }
    Village v;
};

TEST_F(Readings, are_believed_of_the_seats_meter_only) {
    const auto slot = v.clear_next();
    EXPECT_EQ(fault(signed_by(meter_of(1), v.suite, slot, 0, 5)), LetterFault::kForged)
        << "a neighbour's meter";
    EXPECT_EQ(fault(signed_by(100, v.suite, slot, 0, 5)), LetterFault::kForged) << "the owner";
    EXPECT_EQ(fault(signed_by(kManager, v.suite, slot, 0, 5)), LetterFault::kForged);
    EXPECT_EQ(fault(signed_by(meter_of(3), v.suite, slot, 3, 5)), LetterFault::kNoAuthor)
        << "an empty seat";
    auto changed = signed_by(meter_of(0), v.suite, slot, 0, 5);
    changed.net_wh = 500;
    EXPECT_EQ(fault(changed), LetterFault::kForged);
    Suite other = v.suite;
    other.market.bytes[0] ^= 1;
    EXPECT_EQ(fault(signed_by(meter_of(0), other, slot, 0, 5)), LetterFault::kForged)
        << "for another community";
    EXPECT_EQ(fault(signed_by(meter_of(0), v.suite, slot, 0, kMissingReading)),
              LetterFault::kForged);
    EXPECT_EQ(v.node->letters().size(), 0U);
    EXPECT_TRUE(v.node->send_letter(encode_reading(signed_by(meter_of(0), v.suite, slot, 0, 5))));
}

TEST_F(Readings, are_of_slots_that_are_cleared_and_not_reported) {
    const auto slot = v.clear_next();
    for (const auto other : {slot + 1, slot + 16, slot - 1, slot - 16, core::Slot{0}})
        EXPECT_EQ(fault(signed_by(meter_of(0), v.suite, other, 0, 5)), LetterFault::kNotOpen);
    end_slot(slot);
    for (std::size_t i = 0; i < 3; ++i) v.submit(*v.markets[i], core::ReportReading{slot, 7});
    v.node.pass(1'000);
    ASSERT_EQ(v.manager->slot(slot)->stage, core::SlotStage::kReported);
    EXPECT_EQ(fault(signed_by(meter_of(0), v.suite, slot, 0, 5)), LetterFault::kNotOpen);
    EXPECT_EQ(told(signed_by(meter_of(0), v.suite, slot, 0, 5)).reason(), "already-reported");
    EXPECT_EQ(told(signed_by(meter_of(0), v.suite, slot + 1, 0, 5)).reason(), "not-cleared");
    EXPECT_EQ(v.node->letters().size(), 0U) << "nothing is kept of what is reported";
    EXPECT_EQ(v.community->readings().waiting(), 0U);
}

TEST_F(Readings, are_one_a_seat_and_slot_the_first) {
    const auto slot = v.clear_next();
    end_slot(slot);
    const auto first = v.submit(*v.markets[0], core::ReportReading{slot, 100});
    EXPECT_EQ(v.submit(*v.markets[0], core::ReportReading{slot, 900})->reason(), "already-signed");
    const auto again = v.submit(*v.markets[0], core::ReportReading{slot, 100});
    EXPECT_EQ(first->reason(), "replaced") << "by the same: one answer is enough";
    v.submit(*v.markets[1], core::ReportReading{slot, -40});
    v.submit(*v.markets[2], core::ReportReading{slot, -50});
    v.node.pass(1'000);
    EXPECT_TRUE(again->final());
    EXPECT_EQ(again->outcomes.back().block, v.manager->slot(slot)->reported_block);
    EXPECT_EQ(v.manager->reading(slot, 0), Wh{100});
}

TEST_F(Readings, that_come_as_letters_from_elsewhere_are_posted_with_ones_own) {
    const auto slot = v.clear_next();
    end_slot(slot);
    // Two homes of other processes; nobody here waits for their outcome.
    for (core::Seat seat = 1; seat <= 2; ++seat) {
        const auto wh = static_cast<std::int16_t>(-10 * seat);
        ASSERT_TRUE(v.node->send_letter(
            encode_reading(signed_by(meter_of(seat), v.suite, slot, seat, wh))));
    }
    v.node.pass(1'000);
    EXPECT_EQ(v.manager->slot(slot)->stage, core::SlotStage::kCleared) << "one is still missing";
    const auto mine = v.done(*v.markets[0], core::ReportReading{slot, 30});
    EXPECT_TRUE(mine->final());
    EXPECT_EQ(v.manager->reading(slot, 1), Wh{-10});
    EXPECT_EQ(v.manager->reading(slot, 2), Wh{-20});
    v.until(v.manager->rules().settles_from(slot));
    ASSERT_TRUE(v.done(*v.markets[2], core::SettleSlot{slot})->final());
    for (core::Seat seat = 0; seat < 3; ++seat)
        EXPECT_FALSE(v.manager->settlement(slot, seat)->estimated);
    EXPECT_EQ(v.manager->settlement(slot, 2)->metered, Wh{-20});
}

TEST_F(Readings, wait_while_they_cannot_be_posted_and_say_so) {
    give_the_metering_key_away();
    const auto slot = v.clear_next();
    end_slot(slot);
    const auto mine = v.done(*v.markets[0], core::ReportReading{slot, 30});
    EXPECT_TRUE(mine->is(State::kPending)) << "unknown stays unknown";
    const auto rules = v.manager->rules();
    v.until(rules.readings_due(slot) + std::chrono::seconds{60});
    v.community->tick(v.now());
    EXPECT_TRUE(mine->is(State::kPending));
    EXPECT_EQ(v.node->letters().size(), 1U);
    // Somebody posts without it.
    Told posted;
    std::vector<std::int16_t> nothing(16, kMissingReading);
    nothing[1] = -5;
    v.community->outbox().send(testing::key(kManager), deliver_readings(v.suite, slot, nothing),
                               [&](const core::Outcome& o) { posted.outcomes.push_back(o); });
    v.node.pass(1'000);
    ASSERT_TRUE(posted.final());
    EXPECT_EQ(v.node->letters().size(), 0U);
    // Its own signature puts it in place.
    v.node.pass(1'000);
    EXPECT_TRUE(mine->final()) << mine->reason();
    EXPECT_EQ(v.manager->reading(slot, 0), Wh{30});
    EXPECT_EQ(v.manager->reading(slot, 1), Wh{-5});
}

TEST_F(Readings, of_a_meter_that_comes_back_late_stand_instead_of_an_estimate) {
    const auto slot = v.clear_next();
    end_slot(slot);
    v.submit(*v.markets[0], core::ReportReading{slot, 30});
    const auto rules = v.manager->rules();
    v.until(rules.end(slot) + std::chrono::seconds{rules.reading_seconds * 2 / 3 + 1});
    v.community->tick(v.now());
    v.node.pass(1'000);
    ASSERT_EQ(v.manager->slot(slot)->stage, core::SlotStage::kReported);
    EXPECT_EQ(told(signed_by(meter_of(1), v.suite, slot, 1, -11)).reason(), "already-reported")
        << "without a key to send with";
    const auto late = v.done(*v.markets[1], core::ReportReading{slot, -11});
    EXPECT_TRUE(late->final()) << late->reason();
    v.until(rules.settles_from(slot));
    EXPECT_EQ(v.submit(*v.markets[2], core::ReportReading{slot, 4})->reason(), "dispute-closed");
    ASSERT_TRUE(v.done(*v.markets[2], core::SettleSlot{slot})->final());
    EXPECT_FALSE(v.manager->settlement(slot, 0)->estimated);
    EXPECT_FALSE(v.manager->settlement(slot, 1)->estimated);
    EXPECT_EQ(v.manager->settlement(slot, 1)->metered, Wh{-11});
    EXPECT_TRUE(v.manager->settlement(slot, 2)->estimated) << "and one that never came";
}

TEST_F(Readings, posted_with_another_value_are_disputed) {
    give_the_metering_key_away();
    const auto slot = v.clear_next();
    end_slot(slot);
    const auto mine = v.done(*v.markets[0], core::ReportReading{slot, 30});
    std::vector<std::int16_t> false_ones(16, 0);
    Told posted;
    v.community->outbox().send(testing::key(kManager), deliver_readings(v.suite, slot, false_ones),
                               [&](const core::Outcome& o) { posted.outcomes.push_back(o); });
    v.node.pass(2'000);
    ASSERT_TRUE(posted.final());
    EXPECT_TRUE(mine->final()) << mine->reason();
    EXPECT_EQ(v.manager->reading(slot, 0), Wh{30});
}

TEST_F(Readings, of_a_slot_that_is_never_reported_end_with_the_ring) {
    give_the_metering_key_away();
    const auto slot = v.clear_next();
    end_slot(slot);
    const auto mine = v.done(*v.markets[0], core::ReportReading{slot, 30});
    const auto rules = v.manager->rules();
    v.until(rules.end(slot + kSlotsInRing) + std::chrono::seconds{61});
    EXPECT_EQ(mine->reason(), "dropped");
    EXPECT_EQ(v.community->readings().waiting(), 0U);
}

TEST_F(Readings, are_posted_again_when_the_transaction_was_lost) {
    const auto slot = v.clear_next();
    v.until(v.manager->rules().end(slot) - std::chrono::seconds{1});
    // Too early for the contract: asked again until it takes them.
    for (std::size_t i = 0; i < 3; ++i) v.submit(*v.markets[i], core::ReportReading{slot, 7});
    EXPECT_EQ(v.manager->slot(slot)->stage, core::SlotStage::kCleared);
    end_slot(slot);
    v.node.pass(1'000);
    EXPECT_EQ(v.manager->slot(slot)->stage, core::SlotStage::kReported);
}

TEST(ReadingPoolBounds, hold_whatever_members_and_strangers_send) {
    constexpr std::size_t kHomes = 4;
    std::mt19937 dice(20'350);
    const auto below = [&](int most) {
        return std::uniform_int_distribution<int>(0, most - 1)(dice);
    };
    Village v({.slot_seconds = 60, .gate_seconds = 20, .reading_seconds = 30, .dispute_seconds = 0},
              kHomes);
    std::map<std::pair<core::Slot, core::Seat>, std::int16_t> first;  // genuine and in time
    std::vector<core::Slot> slots;
    std::size_t asked = 0, outcomes = 0, pending = 0;
    for (int round = 0; round < 6; ++round) {
        const auto slot = v.clear_next();
        slots.push_back(slot);
        v.until(v.manager->rules().end(slot) + std::chrono::seconds{1});
        const bool silent = round % 3 == 2;  // one home says nothing this time
        for (int i = 0; i < 60; ++i) {
            const auto seat = static_cast<core::Seat>(below(kHomes + 1));
            if (silent && seat == 0) continue;
            const auto about =
                slots[static_cast<std::size_t>(below(static_cast<int>(slots.size())))];
            const auto wh = static_cast<std::int16_t>(below(3));
            const auto signer = below(4) == 0 ? kManager : meter_of(seat);
            const bool open = v.manager->slot(about)->stage == core::SlotStage::kCleared;
            ++asked;
            v.community->readings().add(signed_by(signer, v.suite, about, seat, wh),
                                        [&](const core::Outcome& o) {
                                            ++(o.state == State::kPending ? pending : outcomes);
                                        });
            if (open && signer != kManager && seat < kHomes)
                first.emplace(std::pair{about, seat}, wh);
            ASSERT_LE(v.node->letters().size(), kHomes);
            ASSERT_LE(v.community->readings().waiting(), kHomes);
        }
        v.until(v.manager->rules().end(slot) + std::chrono::seconds{21});
        v.community->tick(v.now());
        v.node.pass(1'000);
        ASSERT_EQ(v.manager->slot(slot)->stage, core::SlotStage::kReported);
        EXPECT_EQ(v.node->letters().size(), 0U);
        EXPECT_EQ(v.community->readings().waiting(), 0U);
    }
    EXPECT_EQ(outcomes, asked) << "every reading had its last word";
    EXPECT_GT(pending, 0U);
    for (const auto slot : slots) {
        for (core::Seat seat = 0; seat < kHomes; ++seat) {
            const auto sent = first.find({slot, seat});
            const auto posted = v.manager->reading(slot, seat);
            if (sent == first.end()) {
                EXPECT_FALSE(posted);
            } else {
                EXPECT_EQ(posted, Wh{sent->second});
            }
        }
    }
}

TEST(SlotKeeperTest, clears_and_settles_what_no_home_does) {
    Village v;
    v.done(*v.markets[0], core::SetConditions{{sell(500, 100)}});
    v.done(*v.markets[1], core::SetConditions{{buy(300, 160)}});
    SlotKeeper keeper(*v.community, testing::key(7));
    const auto rules = v.manager->rules();
    const auto slot = v.next_slot();
    const auto look = [&](core::UtcTime when) {
        v.until(when);
        keeper.tick(v.now());
        v.node.pass(1'000);
    };
    look(rules.gate(slot) + std::chrono::seconds{rules.gate_seconds / 2});
    EXPECT_FALSE(v.manager->slot(slot)) << "the homes' turn";
    look(rules.gate(slot) + std::chrono::seconds{rules.gate_seconds * 9 / 10});
    ASSERT_TRUE(v.manager->slot(slot));
    EXPECT_EQ(v.manager->slot(slot)->volume, Wh{300});
    EXPECT_EQ(v.community->outbox().waiting(), 0U);

    v.until(rules.end(slot) + std::chrono::seconds{1});
    for (auto& market : v.markets) v.submit(*market, core::ReportReading{slot, 10});
    v.node.pass(1'000);
    look(rules.settles_from(slot) + std::chrono::seconds{5});
    EXPECT_EQ(v.manager->slot(slot)->stage, core::SlotStage::kReported) << "the homes' turn";
    look(rules.settles_from(slot) + std::chrono::seconds{rules.slot_seconds / 2 + 1});
    EXPECT_EQ(v.manager->slot(slot)->stage, core::SlotStage::kSettled);
}

TEST(SlotKeeperTest, settles_without_readings_when_the_grace_is_over) {
    Village v;
    SlotKeeper keeper(*v.community, testing::key(7));
    const auto slot = v.clear_next();
    const auto rules = v.manager->rules();
    const auto grace =
        rules.end(slot) + 2 * std::chrono::seconds{rules.reading_seconds + rules.dispute_seconds};
    const auto look = [&](core::UtcTime when) {
        v.until(when);
        keeper.tick(v.now());
        v.node.pass(1'000);
        return v.manager->slot(slot)->stage;
    };
    EXPECT_EQ(look(grace), core::SlotStage::kCleared);
    EXPECT_EQ(look(grace + std::chrono::seconds{rules.slot_seconds / 2 + 1}),
              core::SlotStage::kSettled);
    EXPECT_TRUE(v.manager->settlement(slot, 0)->estimated);
}

}  // namespace
}  // namespace dure::chain::api
