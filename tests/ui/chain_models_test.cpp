// The trading network on the screens: nodes, validators and blocks in words.
#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <set>

#include "core/fake/fake_home.hpp"
#include "core/fake/fake_office.hpp"
#include "ui/frame/preferences.hpp"
#include "ui/frame/security.hpp"
#include "ui/frame/session.hpp"
#include "ui/manager/block_model.hpp"
#include "ui/manager/call_words.hpp"
#include "ui/manager/nodes_model.hpp"
#include "ui/pages/alarm_words.hpp"
#include "ui/pages/network_model.hpp"
#include "ui/trade/alias.hpp"

namespace dure::ui {
namespace {

using core::fake::FakeHome;
using core::fake::FakeOffice;
using core::fake::Scenario;

struct Stage {
    explicit Stage(Scenario scenario) : home(scenario), office(scenario) {}
    Preferences preferences{{}, {}};
    Security security{preferences};
    FakeHome home;
    FakeOffice office;
    AppSession session{home, office, AppSession::Clock::kFixed};
};

void settle(const BlockModel& model) {
    QElapsedTimer timer;
    for (timer.start(); model.state() == BlockModel::State::Searching && timer.elapsed() < 5'000;)
        QCoreApplication::processEvents();
}

TEST(Nodes, a_validator_that_misses_turns_stands_out) {
    const Stage stage(Scenario::kNormal);
    NodesModel model;
    const auto& rows = model.validators()->rows();
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0].level, 0);
    EXPECT_EQ(rows[2].level, 2);
    EXPECT_EQ(rows[3].level, 1);
    EXPECT_EQ(model.validatorsFine(), u"2 / 4");
    EXPECT_TRUE(model.validatorsMissing());
    EXPECT_EQ(model.evidenceCount(), 0);
}

TEST(Nodes, who_waits_is_let_in_by_its_words_and_only_once) {
    Stage stage(Scenario::kMaximal);
    NodesModel model;
    ASSERT_EQ(model.waitingCount(), 3);
    const auto first = model.waiting()->rows()[0];
    EXPECT_EQ(first.words, u"orbit maple silver window harvest clay");
    EXPECT_EQ(first.name, qtTrId("dure.nodes.role-unit"));
    const auto server = model.waiting()->rows()[1];
    EXPECT_EQ(server.name, qtTrId("dure.nodes.role-validator")) << "no unit is not unit 0";
    model.admit(first.id);
    model.admit(first.id);
    model.refuse(server.id);
    model.admit(QStringLiteral("0x00"));
    for (int i = 0; i < 5; ++i) QCoreApplication::processEvents();
    ASSERT_EQ(stage.office.requests().size(), 2U);
    const auto* admitted = std::get_if<core::AdmitNode>(&stage.office.requests()[0]);
    ASSERT_NE(admitted, nullptr);
    EXPECT_EQ(full_hex(admitted->key), first.id);
    EXPECT_NE(std::get_if<core::RefuseNode>(&stage.office.requests()[1]), nullptr);
    EXPECT_EQ(model.waitingCount(), 1);
    EXPECT_EQ(model.failure(), QString());
}

TEST(Nodes, a_desk_without_the_managers_key_says_so_and_asks_nothing_of_it) {
    Stage stage(Scenario::kNormal);
    auto view = *stage.office.view();
    view.may_decide = false;
    stage.office.show(view);
    for (int i = 0; i < 5; ++i) QCoreApplication::processEvents();
    NodesModel model;
    ASSERT_EQ(model.waitingCount(), 1);
    EXPECT_FALSE(model.mayDecide());
    EXPECT_EQ(model.failure(), refusal_words("no-manager-key"));
    view.nodes.waiting.clear();
    stage.office.show(view);
    for (int i = 0; i < 5; ++i) QCoreApplication::processEvents();
    EXPECT_EQ(model.failure(), QString()) << "nothing to decide, nothing to say";
}

TEST(Nodes, what_was_not_measured_is_not_a_number) {
    Stage stage(Scenario::kNormal);
    auto view = *stage.office.view();
    view.nodes.block_time_ms.reset();
    for (auto& peer : view.nodes.peers) {
        peer.latency_ms.reset();
        peer.height = 0;
    }
    stage.office.show(view);
    QCoreApplication::processEvents();
    NodesModel model;
    EXPECT_EQ(model.blockTime(), u"–");
    for (const auto& row : model.peers()->rows()) {
        EXPECT_EQ(row.latency, u"–");
        EXPECT_EQ(row.height, u"–");
    }
}

TEST(Nodes, every_proof_of_a_lie_is_listed) {
    const Stage stage(Scenario::kMaximal);
    NodesModel model;
    EXPECT_EQ(model.evidenceCount(), static_cast<int>(stage.office.view()->nodes.evidence.size()));
    EXPECT_GT(model.evidenceCount(), 0);
}

TEST(Network, progress_is_said_only_while_there_is_more_to_fetch) {
    {
        const Stage stage(Scenario::kSyncing);
        const NetworkModel model;
        EXPECT_TRUE(model.catchingUp());
        EXPECT_FALSE(model.progressWords().isEmpty());
    }
    const Stage stage(Scenario::kNormal);
    NetworkModel model;
    EXPECT_FALSE(model.catchingUp());
    EXPECT_TRUE(model.progressWords().isEmpty());
    EXPECT_EQ(model.partnerCount(), static_cast<int>(stage.home.view()->nodes.peers.size()));
}

TEST(Block, is_found_by_height_and_by_hash_and_steps_to_its_neighbours) {
    const Stage stage(Scenario::kNormal);
    const auto newest = stage.office.view()->blocks.front();
    BlockModel model;
    model.setQuery(QStringLiteral("newest"));
    settle(model);
    ASSERT_EQ(model.state(), BlockModel::State::Found);
    EXPECT_EQ(model.count(), static_cast<int>(newest.transactions));
    EXPECT_FALSE(model.hasNext());
    const auto hash = model.fullHash();
    model.step(-1);
    settle(model);
    EXPECT_TRUE(model.hasNext());
    EXPECT_NE(model.fullHash(), hash);
    model.setQuery(hash);
    settle(model);
    EXPECT_EQ(model.fullHash(), hash);
    for (const auto& row : model.transactions()->rows()) EXPECT_FALSE(row.call.isEmpty());
}

TEST(Block, says_what_was_asked_of_the_network_and_what_was_voted_for) {
    core::TransactionView asked;
    asked.to = core::AddressBytes{};
    asked.contract = "governance";
    const auto words = [&](const std::string& call) {
        asked.call = call;
        return call_words(asked);
    };
    const auto unknown = words("nothing-of-the-kind");
    std::set<QString> all{unknown};
    for (const char* call :
         {"add-validator", "remove-validator", "replace-validator", "register-node", "approve-node",
          "revoke-node", "cancel-invite", "set-manager", "redeem-invite", "leave", "announce"}) {
        EXPECT_TRUE(all.insert(words(call)).second) << call;
        EXPECT_NE(words("vote-" + std::string(call)), unknown) << call;
        EXPECT_NE(words("vote-" + std::string(call)), words("withdraw-vote-" + std::string(call)));
    }
    EXPECT_EQ(words("vote-nothing-of-the-kind"), unknown);
    asked.contract = "market";
    EXPECT_EQ(words("vote-add-validator"), unknown) << "nobody votes there";
    asked.contract = "governance";
    asked.call = "announce";
    core::CallField endpoint;
    endpoint.name = "endpoint";
    endpoint.kind = core::CallField::Kind::kText;
    endpoint.text = "10.0.0.7:30350";
    asked.fields = {endpoint};
    EXPECT_TRUE(field_words(asked, {}).contains(QStringLiteral("10.0.0.7:30350")));
}

TEST(Block, what_is_nowhere_is_said) {
    const Stage stage(Scenario::kNormal);
    BlockModel model;
    for (const char* nonsense : {"", "abc", "-1", "0x1234", "12.5"}) {
        EXPECT_FALSE(model.understands(QString::fromLatin1(nonsense))) << nonsense;
    }
    EXPECT_TRUE(model.understands(QStringLiteral(" 1,284,906 ")));
    model.setQuery(QStringLiteral("1"));
    settle(model);
    EXPECT_EQ(model.state(), BlockModel::State::Nowhere);
    model.setQuery(QStringLiteral("nonsense"));
    EXPECT_EQ(model.state(), BlockModel::State::Nowhere);
}

}  // namespace
}  // namespace dure::ui
