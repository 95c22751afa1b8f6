#include "chain/api/node_market.hpp"

#include <algorithm>

#include "chain/api/contracts.hpp"
#include "chain/api/membership.hpp"
#include "chain/api/settlement.hpp"
#include "chain/crypto/hash.hpp"
#include "core/auction/clearing.hpp"
#include "tests/api/village.hpp"

namespace dure::chain::api {
namespace {

using core::MilliWon;
using core::Wh;
using testing::buy;
using testing::sell;
using testing::Village;

constexpr MilliWon kGrant{100'000'000};

TEST(NodeMarket, an_application_is_approved_with_one_command) {
    Village v({}, 0);
    auto& home = v.add_market(0);
    EXPECT_FALSE(home.member(home.self()));
    EXPECT_TRUE(v.done(home, Village::application(0))->final());
    ASSERT_TRUE(home.member(home.self()));
    EXPECT_EQ(home.member(home.self())->state, core::MemberState::kApplied);

    EXPECT_EQ(v.done(home, core::ApproveMember{home.self()})->reason(), "not-allowed");
    const auto told = v.done(*v.manager, core::ApproveMember{home.self()});
    ASSERT_TRUE(told->final());
    EXPECT_EQ(told->outcomes.front().state, core::Outcome::State::kPending);
    EXPECT_GT(told->outcomes.back().block, 0U);

    const auto me = *home.member(home.self());
    EXPECT_EQ(me.state, core::MemberState::kApproved);
    EXPECT_EQ(me.seat, 0);
    EXPECT_EQ(me.rated_watts, 3'000U);
    EXPECT_EQ(me.meter_key, testing::account(102).bytes);
    EXPECT_EQ(me.agent_key, testing::account(101).bytes);
    EXPECT_EQ(me.unit_commitment[2], 3);
    EXPECT_EQ(home.coins(home.self()).balance, kGrant);
    EXPECT_EQ(home.supply(), kGrant);
    const auto moves = home.coin_moves(home.self(), 0, 10);
    ASSERT_EQ(moves.size(), 1U);
    EXPECT_EQ(moves[0].cause, core::CoinMove::Cause::kGrant);
    EXPECT_EQ(v.done(*v.manager, core::ApproveMember{home.self()})->reason(), "not-applied");
}

TEST(NodeMarket, the_whole_process_moves_exactly_wh_times_price) {
    Village v;
    auto &seller = *v.markets[0], &first = *v.markets[1], &second = *v.markets[2];
    std::vector<core::MarketNews> news;
    const auto listening = first.on_news([&](const core::MarketNews& n) { news.push_back(n); });

    core::Conditions offers{sell(500, 100)};
    offers[2] = sell(50, 250);
    offers[2].from_quarter = 90;
    offers[2].to_quarter = 3;
    offers[2].weekdays = 0x60;
    ASSERT_TRUE(v.done(seller, core::SetConditions{offers})->final());
    EXPECT_EQ(seller.conditions(0), offers);
    ASSERT_TRUE(v.done(first, core::SetConditions{{buy(300, 160)}})->final());
    ASSERT_TRUE(v.done(second, core::SetConditions{{buy(400, 140)}})->final());

    const auto next = v.next_slot();
    EXPECT_EQ(v.manager->book(next).supply[100], 500U);
    EXPECT_EQ(v.manager->book(next).demand[160], 300U);
    const auto slot = v.clear_next();
    ASSERT_EQ(slot, next);
    EXPECT_EQ(v.manager->book(slot).demand[140], 400U) << "the cleared book stays to be looked at";

    auto result = first.slot(slot);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->stage, core::SlotStage::kCleared);
    EXPECT_EQ(result->price.value, 140);
    EXPECT_EQ(result->volume, Wh{500});
    const std::vector<core::Contract> expected{
        {.slot = slot, .seller = 0, .buyer = 1, .wh = Wh{300}, .price = {140}},
        {.slot = slot, .seller = 0, .buyer = 2, .wh = Wh{200}, .price = {140}}};
    EXPECT_EQ(second.contracts(slot), expected);
    const auto hash = keccak256(core::encode_contracts(expected));
    EXPECT_EQ(result->contracts_hash, hash.bytes);
    const auto stored =
        read_slot_info(v.community->ledger().view(v.suite.market, ask_slot_info(slot)), slot);
    ASSERT_TRUE(stored);
    EXPECT_EQ(stored->contracts_hash, hash) << "the contract keeps the same";
    EXPECT_EQ(first.coins(first.self()).locked, MilliWon{300 * 140});

    v.until(v.manager->rules().end(slot) + std::chrono::seconds{1});
    const auto one = v.submit(seller, core::ReportReading{slot, 480});
    const auto two = v.submit(first, core::ReportReading{slot, -310});
    EXPECT_FALSE(one->final());
    const auto three = v.done(second, core::ReportReading{slot, -200});
    EXPECT_TRUE(one->final() && two->final() && three->final())
        << "one batch, when all have reported";
    EXPECT_EQ(first.slot(slot)->stage, core::SlotStage::kReported);
    EXPECT_EQ(first.reading(slot, 1), Wh{-310});
    EXPECT_FALSE(first.reading(slot, 3));

    EXPECT_EQ(v.done(seller, core::SettleSlot{slot})->reason(), "too-early");
    v.until(v.manager->rules().settles_from(slot));
    ASSERT_TRUE(v.done(seller, core::SettleSlot{slot})->final());
    EXPECT_EQ(v.done(seller, core::SettleSlot{slot})->reason(), "already-settled");

    EXPECT_EQ(seller.coins(seller.self()).balance, kGrant + MilliWon{500 * 140});
    EXPECT_EQ(first.coins(first.self()).balance, kGrant - MilliWon{300 * 140});
    EXPECT_EQ(first.coins(first.self()).locked, MilliWon{0});
    const auto settlement = first.settlement(slot, 1);
    ASSERT_TRUE(settlement);
    EXPECT_EQ(settlement->contracted, Wh{-300});
    EXPECT_EQ(settlement->metered, Wh{-310});
    EXPECT_EQ(settlement->deviation, Wh{-10});
    EXPECT_EQ(settlement->coins, MilliWon{-300 * 140});
    EXPECT_FALSE(settlement->estimated);

    const auto moves = first.coin_moves(first.self(), 0, 1);
    ASSERT_EQ(moves.size(), 1U);
    EXPECT_EQ(moves[0].cause, core::CoinMove::Cause::kSettlement);
    EXPECT_EQ(moves[0].slot, slot);
    EXPECT_EQ(moves[0].amount, MilliWon{300 * 140});

    result = first.slot(slot);
    EXPECT_LT(result->cleared_block, result->reported_block);
    EXPECT_LT(result->reported_block, result->settled_block);
    EXPECT_LT(result->cleared_at, result->settled_at);
    const auto told = [&](auto list) {
        return std::ranges::any_of(news, [&](const core::MarketNews& n) {
            return std::ranges::find(n.*list, slot) != (n.*list).end();
        });
    };
    EXPECT_TRUE(told(&core::MarketNews::cleared));
    EXPECT_TRUE(told(&core::MarketNews::reported));
    EXPECT_TRUE(told(&core::MarketNews::settled));
}

TEST(NodeMarket, a_restart_finds_everything_again) {
    Village v;
    v.done(*v.markets[0], core::SetConditions{{sell(500, 100)}});
    v.done(*v.markets[1], core::SetConditions{{buy(300, 160)}});
    const auto slot = v.clear_next();
    const auto contracts = v.markets[1]->contracts(slot);
    ASSERT_EQ(contracts.size(), 1U);
    const auto before = *v.markets[1]->slot(slot);
    v.restart();
    EXPECT_EQ(v.markets[1]->contracts(slot), contracts);
    EXPECT_EQ(v.markets[1]->slot(slot)->cleared_block, before.cleared_block);
    EXPECT_EQ(v.markets[1]->slot(slot)->contracts_hash, before.contracts_hash);
    EXPECT_EQ(v.markets[1]->conditions(1)[0], buy(300, 160));
    EXPECT_EQ(v.markets[1]->members().size(), 3U);
    EXPECT_EQ(v.markets[1]->coin_moves(v.markets[1]->self(), 0, 9).size(), 1U);
    EXPECT_TRUE(deploy_community(*v.node, testing::key(testing::kManager), {}))
        << "a second deployment finds nothing to do";
    EXPECT_EQ(v.node->pool().status().pending, 0U);
}

TEST(NodeMarket, commands_that_cannot_be_have_a_reason) {
    Village v;
    auto& home = *v.markets[0];
    const auto reason = [&](const core::MarketCommand& command) {
        return v.submit(home, command)->reason();
    };
    const auto slot = v.next_slot();
    EXPECT_EQ(reason(core::ClearSlot{slot + 2}), "gate-open");
    EXPECT_EQ(reason(core::ClearSlot{slot - 9}), "gate-closed");
    EXPECT_EQ(reason(core::SettleSlot{slot}), "not-cleared");
    EXPECT_EQ(reason(core::SendCoins{v.markets[1]->self(), kGrant + MilliWon{1}}), "no-coin");
    EXPECT_EQ(reason(core::SendCoins{v.markets[1]->self(), MilliWon{0}}), "bad-amount");
    EXPECT_EQ(reason(core::GrantCoins{home.self(), MilliWon{1}}), "not-allowed");
    EXPECT_EQ(reason(core::PauseMarket{true}), "not-allowed");
    EXPECT_EQ(reason(Village::application(0)), "already-member");
    EXPECT_EQ(reason(core::SetConditions{{sell(1U << 20, 1)}}), "too-much-energy");
    EXPECT_EQ(reason(core::SetConditions{{sell(1, 100), buy(1, 100)}}), "conditions-crossed");
    auto wish = sell(1, 100);
    wish.green = true;
    EXPECT_EQ(reason(core::SetConditions{{wish}}), "wish-not-supported");

    auto& stranger = v.add_market(7);
    EXPECT_EQ(v.submit(stranger, core::SetConditions{{sell(1, 1)}})->reason(), "not-member");
    EXPECT_EQ(v.submit(stranger, core::LeaveSeat{})->reason(), "not-member");
    EXPECT_EQ(v.submit(stranger, core::ReportReading{slot, 1})->reason(), "not-member");
    home.lock();
    EXPECT_EQ(reason(core::SendCoins{v.markets[1]->self(), MilliWon{1}}), "locked");
    EXPECT_TRUE(v.done(home, core::SetConditions{{sell(1, 100)}})->final())
        << "the agent's key still keeps conditions";
}

TEST(NodeMarket, the_owner_signs_what_the_agent_may_not) {
    Village v;
    auto& home = *v.markets[0];
    const auto dear = buy(30'000, 250);  // 7,500 coin a slot: above the agent's first limit
    EXPECT_TRUE(v.done(home, core::SetConditions{{dear}})->final());
    home.lock();
    auto dearer = buy(40'000, 250);
    EXPECT_EQ(v.submit(home, core::SetConditions{{dearer}})->reason(), "agent-slot-cap");
    EXPECT_EQ(home.conditions(0)[0], dear);
}

TEST(NodeMarket, unlocking_renews_the_agents_limits) {
    Village v({}, 1, 86'400'000);
    auto& home = *v.markets[0];
    const auto limits = [&] {
        return *read_agent_limits(v.community->ledger().view(v.suite.policy, ask_agent_limits(0)));
    };
    home.lock();
    const auto first = limits();
    home.unlock(testing::key(100));
    v.node.pass(1'000);
    EXPECT_EQ(limits().until, first.until) << "plenty of time is left";
    home.lock();
    v.until(first.until + std::chrono::hours{1});
    EXPECT_EQ(v.submit(home, core::SetConditions{{sell(1, 100)}})->reason(), "agent-expired");
    home.unlock(testing::key(100));
    v.node.pass(1'000);
    EXPECT_GT(limits().until, first.until + std::chrono::days{29});
    EXPECT_EQ(limits().per_day, first.per_day);
    home.lock();
    EXPECT_TRUE(v.done(home, core::SetConditions{{sell(1, 100)}})->final());
}

TEST(NodeMarket, several_commands_wait_at_once) {
    Village v;
    auto& home = *v.markets[0];
    std::vector<std::shared_ptr<testing::Told>> told;
    for (int i = 1; i <= 5; ++i) {
        told.push_back(v.submit(home, core::SendCoins{v.markets[1]->self(), MilliWon{i}}));
    }
    v.node.pass(1'000);
    for (const auto& one : told) EXPECT_TRUE(one->final());
    EXPECT_EQ(home.coins(home.self()).balance, kGrant - MilliWon{15});
    EXPECT_EQ(home.coin_moves(home.self(), 0, 3).size(), 3U);
    EXPECT_EQ(home.coin_moves(home.self(), 0, 3).back().amount, MilliWon{5});
}

TEST(NodeMarket, of_two_who_clear_at_once_one_is_late) {
    Village v;
    const auto slot = v.next_slot();
    v.until(v.manager->rules().gate(slot));
    const auto one = v.submit(*v.markets[0], core::ClearSlot{slot});
    const auto two = v.submit(*v.markets[1], core::ClearSlot{slot});
    v.node.pass(1'000);
    EXPECT_TRUE(one->final());
    EXPECT_EQ(two->outcomes.front().state, core::Outcome::State::kPending);
    EXPECT_TRUE(two->is(core::Outcome::State::kFailed));
    EXPECT_EQ(two->reason(), "already-cleared");
}

TEST(NodeMarket, a_silent_meter_is_left_out_when_its_time_is_up) {
    Village v;
    v.done(*v.markets[0], core::SetConditions{{sell(500, 100)}});
    v.done(*v.markets[1], core::SetConditions{{buy(300, 160)}});
    const auto slot = v.clear_next();
    const auto rules = v.manager->rules();
    v.until(rules.end(slot) + std::chrono::seconds{1});
    const auto heard = v.done(*v.markets[0], core::ReportReading{slot, 300});
    EXPECT_FALSE(heard->final());
    v.until(rules.end(slot) + std::chrono::seconds{201});
    v.community->tick(v.now());
    v.node.pass(1'000);
    EXPECT_TRUE(heard->final());
    EXPECT_FALSE(v.manager->reading(slot, 1));
    EXPECT_EQ(v.submit(*v.markets[0], core::ReportReading{slot, 5})->reason(), "already-reported");
    v.until(rules.settles_from(slot));
    ASSERT_TRUE(v.done(*v.markets[2], core::SettleSlot{slot})->final());
    EXPECT_TRUE(v.manager->settlement(slot, 1)->estimated);
    EXPECT_FALSE(v.manager->settlement(slot, 0)->estimated);
}

TEST(NodeMarket, a_reading_with_a_strange_signature_is_not_taken) {
    Village v;
    const auto slot = v.clear_next();
    testing::Told told;
    const auto digest = reading_digest(v.suite, v.node->chain_id(), slot, 1, 77);
    v.community->readings().add(
        {.slot = slot, .seat = 1, .net_wh = 77, .signature = sign(digest, testing::key(102))},
        [&](const core::Outcome& o) { told.outcomes.push_back(o); });
    EXPECT_EQ(told.reason(), "bad-signature");
}

TEST(NodeMarket, a_dispute_shows_and_then_settles_with_the_signed_value) {
    Village v;
    const auto slot = v.clear_next();
    const auto rules = v.manager->rules();
    v.until(rules.end(slot) + std::chrono::seconds{1});
    for (auto& market : v.markets) v.submit(*market, core::ReportReading{slot, 10});
    v.node.pass(1'000);
    ASSERT_EQ(v.manager->slot(slot)->stage, core::SlotStage::kReported);
    const auto digest = reading_digest(v.suite, v.node->chain_id(), slot, 2, -44);
    testing::Told told;
    v.community->outbox().send(
        testing::key(1), dispute_reading(v.suite, slot, 2, -44, sign(digest, testing::key(108))),
        [&](const core::Outcome& o) { told.outcomes.push_back(o); });
    v.node.pass(1'000);
    EXPECT_TRUE(told.final()) << told.reason();
    EXPECT_EQ(v.manager->slot(slot)->stage, core::SlotStage::kDisputed);
    EXPECT_EQ(v.manager->reading(slot, 2), Wh{-44});
    v.until(rules.settles_from(slot) + std::chrono::seconds{61});
    EXPECT_EQ(v.manager->slot(slot)->stage, core::SlotStage::kReported);
    EXPECT_TRUE(v.done(*v.markets[0], core::SettleSlot{slot})->final());
    EXPECT_EQ(v.manager->settlement(slot, 2)->metered, Wh{-44});
}

TEST(NodeMarket, the_manager_pauses_grants_and_denies) {
    Village v;
    ASSERT_TRUE(v.done(*v.manager, core::PauseMarket{true})->final());
    EXPECT_TRUE(v.markets[0]->paused());
    const auto slot = v.next_slot();
    v.until(v.manager->rules().gate(slot));
    EXPECT_EQ(v.submit(*v.markets[0], core::ClearSlot{slot})->reason(), "paused");
    ASSERT_TRUE(v.done(*v.manager, core::PauseMarket{false})->final());
    EXPECT_FALSE(v.markets[0]->paused());

    ASSERT_TRUE(v.done(*v.manager, core::GrantCoins{v.markets[0]->self(), MilliWon{5}})->final());
    EXPECT_EQ(v.markets[0]->coins(v.markets[0]->self()).balance, kGrant + MilliWon{5});
    EXPECT_EQ(v.markets[0]->coin_moves(v.markets[0]->self(), 0, 1)[0].cause,
              core::CoinMove::Cause::kDeposit);

    auto& late = v.add_market(5);
    ASSERT_TRUE(v.done(late, Village::application(5))->final());
    ASSERT_TRUE(v.done(*v.manager, core::DenyMember{late.self()})->final());
    EXPECT_EQ(late.member(late.self())->state, core::MemberState::kDenied);
    ASSERT_TRUE(v.done(*v.markets[2], core::LeaveSeat{})->final());
    EXPECT_EQ(v.manager->member(v.markets[2]->self())->state, core::MemberState::kLeft);
}

}  // namespace
}  // namespace dure::chain::api
