// A community of real processes on loopback: seven nodes of four validators, a relay and two
// followers that reach the others through the relay alone.
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

#include "chain/api/governance_calls.hpp"
#include "tests/processes/checks.hpp"

namespace dure::processes {
namespace {

using namespace std::chrono_literals;

constexpr Millis kStart = 20s;
constexpr Millis kFinal = 15s;
constexpr Millis kBlockAfterPower = 15s;  // issue's bar, p99

class RealProcesses : public ::testing::Test {
 protected:
    Community community{DURE_DURED, {.validators = 4, .followers = 2, .relays = 1}};
    Ledger ledger;

    void SetUp() override {
        community.start_all();
        for (auto* member : community.all()) ASSERT_TRUE(member->answers(kStart)) << member->log();
    }
    void TearDown() override {
        if (!HasFailure()) return;
        for (auto* member : community.all())
            std::cerr << "---- " << member->directory() << "\n" << member->log();
    }
    Member& validator(std::size_t i) { return *community.validators()[i]; }
    Member& follower(std::size_t i) { return *community.followers()[i]; }

    std::vector<Member*> running() {
        std::vector<Member*> out;
        for (auto* member : community.all()) {
            if (member->runs()) out.push_back(member);
        }
        return out;
    }
    /// The vote of the first `count` validators.
    void decide(std::size_t count, const chain::Bytes& action) {
        for (std::size_t i = 0; i < count; ++i) {
            const auto sent =
                validator(i).send(validator(i).home().signing_key(), chain::kGovernanceAddress,
                                  chain::api::vote_for(action));
            ASSERT_TRUE(sent) << sent.error().what;
        }
    }
};

TEST_F(RealProcesses, what_a_follower_sends_is_final_everywhere) {
    ASSERT_TRUE(ledger.pay(follower(0), kStart));
    ASSERT_TRUE(ledger.pay(validator(2), kFinal));
    ASSERT_TRUE(wait_for_block(community.all(), 1, kFinal));
    for (auto* member : community.all()) ledger.expect_nothing_lost(*member);
    expect_one_chain(community.all(), 0);
    expect_no_double_sign(community.all());
}

TEST_F(RealProcesses, the_buildings_power_comes_back_and_the_chain_goes_on) {
    ASSERT_TRUE(ledger.pay(validator(0), kStart));
    std::uint64_t before = 0;
    for (int cut = 0; cut < 3; ++cut) {
        ASSERT_TRUE(ledger.pay(follower(1), kFinal)) << "before cut " << cut;
        for (auto* member : community.all())
            before = std::max(before, member->height().value_or(0));
        community.kill_all();
        community.start_all();
        const auto power = Steady::now();
        for (auto* member : community.all()) ASSERT_TRUE(member->answers(kStart)) << member->log();
        ASSERT_TRUE(ledger.pay(validator(static_cast<std::size_t>(cut)), kBlockAfterPower));
        ASSERT_TRUE(wait_for_block(community.all(), before, kBlockAfterPower));
        RecordProperty(
            "cut" + std::to_string(cut) + "_ms",
            static_cast<int>(std::chrono::duration_cast<Millis>(Steady::now() - power).count()));
    }
    for (auto* member : community.all()) ledger.expect_nothing_lost(*member);
    expect_one_chain(community.all(), 0);
    expect_no_double_sign(community.all());
    for (auto* member : community.all()) EXPECT_TRUE(member->stop()) << member->log();
}

TEST_F(RealProcesses, a_dead_validator_is_replaced_by_vote) {
    ASSERT_TRUE(ledger.pay(validator(0), kStart));
    validator(3).kill();
    const auto heir = community.stranger(chain::NodeRole::kValidator);
    chain::RegisteredNode entry;
    entry.key = heir->home().identity()->key();
    entry.owner = heir->owner();
    entry.role = chain::NodeRole::kValidator;
    const auto registered = validator(0).send(community.manager(), chain::kGovernanceAddress,
                                              chain::api::register_node(entry));
    ASSERT_TRUE(registered) << registered.error().what;
    heir->start();
    ASSERT_TRUE(heir->answers(kStart)) << heir->log();
    decide(3, chain::api::change_validators(validator(3).owner(), heir->owner()));
    EXPECT_TRUE(wait_until(kFinal, [&] {
        const auto status = heir->status();
        if (!status) return false;
        for (const auto& one : status->at("validators").as_array()) {
            if (one.at("this").as_bool()) return true;
        }
        return false;
    })) << heir->log();
    // With one more down the heir's vote is needed for every block, and it has it at once: its key
    // is new, so there is no vote that it could have forgotten.
    validator(2).kill();
    ASSERT_TRUE(ledger.pay(validator(0), kFinal)) << heir->log();
    const auto height = validator(0).height().value_or(0);
    ASSERT_TRUE(wait_for_block({heir.get()}, height - 1, kFinal)) << heir->log();
    ledger.expect_nothing_lost(*heir);
}

TEST_F(RealProcesses, a_copy_of_a_validators_machine_falls_silent_and_slows_nobody) {
    ASSERT_TRUE(ledger.pay(validator(0), kStart));
    ASSERT_TRUE(validator(3).stop());
    const auto copy = community.copy_of(validator(3));
    validator(3).start();
    copy->start();
    ASSERT_TRUE(copy->answers(kStart)) << copy->log();
    ASSERT_TRUE(validator(3).answers(kStart)) << validator(3).log();
    // They displace each other in the others' tables: each hears some of what the other says.
    const auto is_told = [](const Member& member) {
        const auto status = member.status();
        if (!status) return false;
        auto words = boost::json::serialize(status->at("notices"));
        if (const auto* why = status->as_object().if_contains("silent"))
            words += why->as_string().c_str();
        return words.find("another machine") != std::string::npos;
    };
    const auto is_silent = [](const Member& member) {
        const auto status = member.status();
        return status && !status->at("votes").as_bool();
    };
    for (int i = 0; i < 30 && !(is_told(validator(3)) && is_told(*copy)); ++i)
        ASSERT_TRUE(ledger.pay(validator(0), kFinal)) << i;
    EXPECT_TRUE(is_told(validator(3)) || is_told(*copy)) << validator(3).log() << copy->log();
    const auto before = validator(0).height().value_or(0);
    const auto begin = Steady::now();
    for (int i = 0; i < 8; ++i) ASSERT_TRUE(ledger.pay(validator(1), kFinal)) << i;
    const auto took = std::chrono::duration_cast<Millis>(Steady::now() - begin);
    const auto blocks = validator(0).height().value_or(0) - before;
    RecordProperty("ms_a_block", static_cast<int>(took.count() / 8));
    EXPECT_GE(blocks, 8U);
    // A block a second, and two seconds more before every third, which would be the silent one's.
    EXPECT_LE(took, 8 * 1'000ms + 3 * 2'500ms + 8 * 250ms);
    expect_one_chain(community.all(), 0);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_FALSE(is_silent(validator(i))) << i;
    // The copy is thrown away, the machine started again.
    copy->kill();
    ASSERT_TRUE(validator(3).stop());
    validator(3).start();
    ASSERT_TRUE(validator(3).answers(kStart));
    // What the copy said last may have left it in doubt about its record, until it has seen a block
    // being decided that was proposed after its start.
    for (int i = 0; i < 10 && is_silent(validator(3)); ++i)
        ASSERT_TRUE(ledger.pay(validator(0), kFinal)) << i;
    ASSERT_FALSE(is_silent(validator(3))) << validator(3).log();
    validator(2).kill();  // now its vote is needed
    ASSERT_TRUE(ledger.pay(validator(0), kStart)) << validator(3).log();
}

TEST_F(RealProcesses, a_revoked_node_loses_its_connections) {
    ASSERT_TRUE(ledger.pay(follower(0), kStart));
    ASSERT_GT(follower(0).peers(), 0U);
    const auto revoked =
        validator(1).send(community.manager(), chain::kGovernanceAddress,
                          chain::api::revoke_node(follower(0).home().identity()->key()));
    ASSERT_TRUE(revoked) << revoked.error().what;
    const auto height = validator(1).height().value_or(0);
    EXPECT_TRUE(wait_until(kFinal, [&] { return follower(0).peers() == 0; }));
    // What is made afterwards does not reach it any more, and the others do not care.
    ASSERT_TRUE(ledger.pay(follower(1), kFinal));
    ASSERT_TRUE(ledger.pay(validator(0), kFinal));
    EXPECT_LE(follower(0).height().value_or(0), height + 1);
    EXPECT_EQ(follower(0).peers(), 0U);
}

TEST_F(RealProcesses, when_the_relay_dies_everybody_goes_on_by_the_addresses_on_the_chain) {
    ASSERT_TRUE(ledger.pay(follower(0), kStart));
    community.relays()[0]->kill();
    for (std::size_t i = 0; i < 3; ++i) ASSERT_TRUE(ledger.pay(validator(i), kFinal));
    const auto height = validator(0).height().value_or(0);
    ASSERT_TRUE(wait_for_block({&follower(0), &follower(1)}, height - 1, kStart))
        << follower(0).log();
    community.relays()[0]->start();
    ASSERT_TRUE(community.relays()[0]->answers(kStart));
    ASSERT_TRUE(wait_for_block({&follower(0), &follower(1)}, height - 1, kStart))
        << follower(0).log();
    ledger.expect_nothing_lost(follower(0));
    ledger.expect_nothing_lost(follower(1));
}

}  // namespace
}  // namespace dure::processes
