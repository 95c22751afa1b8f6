// dure_*: a slot's whole way, as an integrator reads it over JSON-RPC.
#include "chain/api/rpc_methods.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "tests/api/village.hpp"

namespace dure::chain::api {
namespace {

using namespace testing;
namespace json = boost::json;

struct Integrator {
    explicit Integrator(Village& v) : village(v) {}

    rpc::Answer<json::value> ask(const std::string& method, const std::string& params = "[]") {
        const auto values = json::parse(params).as_array();
        rpc::Params read(values);
        auto answer = methods.at(method)(*village.node, read);
        if (read.error()) return *read.error();
        return answer;
    }
    json::value told(const std::string& method, const std::string& params = "[]") {
        auto answer = ask(method, params);
        EXPECT_TRUE(answer) << method << ": " << answer.error().message;
        return answer ? *answer : json::value();
    }

    Village& village;
    rpc::ExtraMethods methods =
        community_methods([](const Node&) { return std::optional(account(kManager)); });
};

TEST(DureMethods, tell_a_slots_way_from_condition_to_settlement) {
    Village v;
    Integrator integrator(v);
    auto& seller = *v.markets[0];
    auto& buyer = *v.markets[1];
    v.done(seller, core::SetConditions{{sell(500, 100)}});
    v.done(buyer, core::SetConditions{{buy(300, 160)}});

    // Conditions
    const auto conditions = integrator.told("dure_conditions", "[0]");
    ASSERT_EQ(conditions.as_array().size(), core::kConditionsPerSeat);
    EXPECT_EQ(conditions.at(0).at("side"), "sell");
    EXPECT_EQ(conditions.at(0).at("wh"), 500);
    EXPECT_EQ(conditions.at(0).at("limit"), 100);
    EXPECT_EQ(conditions.at(1), nullptr);
    const auto next = v.next_slot();
    const auto slot_text = std::to_string(next.index);
    const auto book = integrator.told("dure_book", "[" + slot_text + "]");
    EXPECT_EQ(book, (json::value{{{"price", 100}, {"offered", 500}, {"wanted", 0}},
                                 {{"price", 160}, {"offered", 0}, {"wanted", 300}}}));
    EXPECT_EQ(integrator.told("dure_slot", "[" + slot_text + "]"), nullptr);

    // Contracts
    ASSERT_EQ(v.clear_next(), next);
    const auto slot = integrator.told("dure_slot", "[" + slot_text + "]");
    EXPECT_EQ(slot.at("stage"), "cleared");
    EXPECT_EQ(slot.at("wh"), 300);
    EXPECT_EQ(slot.at("settledBlock"), nullptr);
    const auto price = slot.at("price").to_number<std::int64_t>();
    const auto contracts = integrator.told("dure_contracts", "[" + slot_text + "]");
    EXPECT_EQ(contracts,
              (json::value{{{"seller", 0}, {"buyer", 1}, {"wh", 300}, {"price", price}}}));

    // Coin
    const auto buyer_text = "\"" + to_hex(Address{buyer.self()}) + "\"";
    EXPECT_EQ(integrator.told("dure_coins", "[" + buyer_text + "]").at("locked"), 300 * price);

    // Settlement
    v.until(v.manager->rules().end(next) + std::chrono::seconds{1});
    v.submit(seller, core::ReportReading{next, 310});
    v.submit(buyer, core::ReportReading{next, -290});
    v.done(*v.markets[2], core::ReportReading{next, -100});
    EXPECT_EQ(integrator.told("dure_reading", "[" + slot_text + ",1]"), -290);
    EXPECT_EQ(integrator.told("dure_reading", "[" + slot_text + ",9]"), nullptr);
    v.until(v.manager->rules().settles_from(next));
    ASSERT_TRUE(v.done(seller, core::SettleSlot{next})->final());
    const auto settlement = integrator.told("dure_settlement", "[" + slot_text + ",1]");
    EXPECT_EQ(settlement.at("contracted"), -300);
    EXPECT_EQ(settlement.at("metered"), -290);
    EXPECT_EQ(settlement.at("deviation"), 10);
    EXPECT_EQ(settlement.at("coins"), -300 * price);
    const auto moves = integrator.told("dure_coinMoves", "[" + buyer_text + ",0,1]");
    EXPECT_EQ(moves.at(0).at("cause"), "settlement");
    EXPECT_EQ(moves.at(0).at("amount"), 300 * price);
    EXPECT_EQ(moves.at(0).at("slot"), next.index);
    EXPECT_EQ(integrator.told("dure_supply"), v.manager->supply().value);

    // Membership
    const auto members = integrator.told("dure_members");
    EXPECT_EQ(members.as_array().size(), 3u);
    EXPECT_EQ(members.at(1), integrator.told("dure_member", "[" + buyer_text + "]"));
    EXPECT_EQ(members.at(1).at("seat"), 1);
    EXPECT_EQ(members.at(1).at("state"), "approved");

    // Monitoring
    const auto status = integrator.told("dure_status");
    EXPECT_EQ(status.at("height"), v.node->height());
    EXPECT_EQ(status.at("seats"), 3);
    EXPECT_EQ(status.at("marketRuns"), true);
    EXPECT_EQ(status.at("slotSeconds"), 900);
    EXPECT_EQ(integrator.told("dure_suite").at("market"), to_hex(v.suite.market).c_str());
}

TEST(DureMethods, say_that_there_is_no_community_and_what_is_wrong_with_a_question) {
    Village v;
    Integrator integrator(v);
    integrator.methods = community_methods([](const Node&) { return std::optional(account(7)); });
    EXPECT_EQ(integrator.ask("dure_members").error().code, rpc::kServerError);
    integrator.methods = community_methods([](const Node&) { return std::nullopt; });
    EXPECT_EQ(integrator.ask("dure_members").error().code, rpc::kServerError);

    Integrator other(v);
    for (const auto* params : {"[]", "[-1]", "[\"1\"]", "[4294967296]", "[null]"})
        EXPECT_EQ(other.ask("dure_slot", params).error().code, rpc::kInvalidParams) << params;
    EXPECT_EQ(other.ask("dure_coins", R"(["0x12"])").error().code, rpc::kInvalidParams);
}

}  // namespace
}  // namespace dure::chain::api
