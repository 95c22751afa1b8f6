// A real community, founded with dured init and run with dured run, and two wallpads that joined it
// by invite, each with its own node and an inverter behind Modbus: they trade, their meters sign
// what flowed, and the slot settles on exactly that. Nothing of the demo posts, clears or settles.
#include <gtest/gtest.h>

#include <QCoreApplication>
#include <atomic>
#include <filesystem>
#include <map>
#include <thread>

#include "app/member/entrance.hpp"
#include "app/member/member_home.hpp"
#include "core/journal/sqlite_journal.hpp"
#include "devices/simulator/simulated_home.hpp"
#include "tests/journeys/dured_command.hpp"
#include "tests/journeys/resident.hpp"
#include "tests/processes/community.hpp"

namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using namespace dure;
using namespace std::chrono_literals;
using journeys::approve_node;
using journeys::dured;
using journeys::new_directory;
using journeys::wait_until;

constexpr core::SlotRules kTimes{
    .slot_seconds = 10, .gate_seconds = 4, .reading_seconds = 8, .dispute_seconds = 0};

/// A machine that stalls for seconds may lose a slot; the market goes on with the next.
constexpr std::uint32_t kSlotsTried = 20;

class Founder {
 public:
    Founder() {
        dured({"init", "--data-dir", at(), "--address",
               "127.0.0.1:" + std::to_string(processes::free_port()), "--validators", "1",
               "--rpc-port", "0", "--slot-times", "10,4,8,0"});
        node.emplace(DURE_DURED, directory_ / "founder");
        node->start();
        EXPECT_TRUE(node->answers(20s));
    }
    ~Founder() {
        node.reset();
        fs::remove_all(directory_);
    }
    std::string at() const { return directory_ / "founder"; }
    json::value ask(std::string_view method, json::array params) const {
        const auto answer = node->ask(method, std::move(params));
        return answer ? *answer : json::value(nullptr);
    }

 private:
    fs::path directory_ = new_directory("village");

 public:
    std::optional<processes::Member> node;
};

/// A home of it: joined by invite, admitted, seated. Closes with its end; its journal stays.
class Wallpad {
 public:
    Wallpad(const Founder& founder, const char* name, std::uint16_t unit, devices::HouseKind kind)
        : directory_(new_directory(name)),
          devices_(devices::HouseModel(devices::house_parameters(kind, unit)), {}) {
        enter(founder, unit);
        auto opened = app::open_member_home({.data_dir = directory_,
                                             .device = to_string(devices_.endpoint()),
                                             .pin_memory_kib = 64});
        EXPECT_TRUE(opened.community) << opened.error.text;
        community = std::move(opened.community);
        be_admitted(founder);
        EXPECT_TRUE(journeys::open_keys(community->keys()));
        take_a_seat(founder, unit);
    }
    ~Wallpad() {
        community.reset();
        fs::remove_all(directory_);
    }

    /// What the home's own meter log says flowed, + export. After the home has ended.
    std::optional<core::Wh> measured(core::Slot slot) const {
        const core::SqliteJournal journal(app::community_directory(directory_) / "journal.db");
        const auto rows = journal.range(kTimes.start(slot), kTimes.end(slot));
        if (rows.empty() || rows.front().quality < core::Quality::kEstimated) return std::nullopt;
        return rows.front().exported - rows.front().imported;
    }

    std::unique_ptr<app::Community> community;

 private:
    void enter(const Founder& founder, std::uint16_t unit) {
        const auto invite = dured({"invite", "--data-dir", founder.at(), "--role", "follower",
                                   "--unit", std::to_string(unit), "--text"});
        app::NodeEntrance entrance(directory_, [] {});
        std::atomic<int> fault{-1};
        entrance.enter(invite.substr(0, invite.find('\n')),
                       [&](core::EntranceFault told) { fault = static_cast<int>(told); });
        EXPECT_TRUE(wait_until([&] { return fault >= 0; }, 30s));
        EXPECT_EQ(fault, static_cast<int>(core::EntranceFault::kNone));
    }
    void be_admitted(const Founder& founder) {
        using Standing = core::NodeEntry::Standing;
        const auto standing = [&] {
            const auto entry = community->home().view()->nodes.entry;
            return entry ? entry->standing : Standing::kUnknown;
        };
        EXPECT_TRUE(wait_until([&] { return standing() == Standing::kPending; }, 60s));
        approve_node(founder.at(), community->home().view()->nodes.entry->words);
        EXPECT_TRUE(wait_until([&] { return standing() == Standing::kAdmitted; }, 60s));
    }
    void take_a_seat(const Founder& founder, std::uint16_t unit) {
        const auto& home = community->home();
        journeys::ask(
            community->home(),
            core::JoinCommunity{.building = 103, .unit = unit, .invite = "journey", .kind = {}});
        EXPECT_TRUE(
            wait_until([&] { return home.view()->membership == core::Membership::kApplied; }, 60s));
        dured({"members", "--data-dir", founder.at(), "approve",
               chain::to_hex(home.view()->address)});
        EXPECT_TRUE(wait_until(
            [&] { return home.view()->membership == core::Membership::kApproved; }, 60s));
    }

    fs::path directory_;
    devices::SimulatedHome devices_;
};

bool conditions_stand(Wallpad& home, core::Condition condition) {
    return journeys::ask(home.community->home(), core::PutCondition{0, condition}).state ==
           core::Outcome::State::kFinal;
}

TEST(ReadingsJourney, what_the_meters_of_joined_homes_sign_is_posted_and_settles_the_slot) {
    Founder founder;
    Wallpad seller(founder, "seller", 1204, devices::HouseKind::kSolarHome);
    Wallpad buyer(founder, "buyer", 302, devices::HouseKind::kConsumerHome);
    ASSERT_TRUE(conditions_stand(seller, journeys::offer(3, 100)));
    ASSERT_TRUE(conditions_stand(buyer, journeys::wish(3, 160)));

    // The first slot with a contract that settles on two meters.
    const auto first = kTimes.slot_at(std::chrono::floor<std::chrono::milliseconds>(
                           std::chrono::system_clock::now())) +
                       1;
    struct Posted {
        core::Wh reading[2];
        bool estimated = false;
    };
    std::map<core::Slot, Posted> settled;
    const auto look = [&](core::Slot slot) {
        const auto contracts = founder.ask("dure_contracts", {slot.index});
        if (!contracts.is_array() || contracts.get_array().empty()) return;
        Posted posted;
        for (const auto seat : {0, 1}) {
            const auto reading = founder.ask("dure_reading", {slot.index, seat});
            const auto settlement = founder.ask("dure_settlement", {slot.index, seat});
            if (!reading.is_int64() || !settlement.is_object()) return;
            posted.reading[seat] = core::Wh{reading.get_int64()};
            EXPECT_EQ(settlement.at("metered").get_int64(), reading.get_int64());
            posted.estimated = posted.estimated || settlement.at("estimated").get_bool();
            EXPECT_EQ(settlement.at("contracted").get_int64(), seat == 0 ? 3 : -3);
        }
        settled.emplace(slot, posted);
    };
    // Once a second and only what is over: a node answers so many questions a second.
    const auto over = [] {
        return kTimes.slot_at(
            std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
    };
    for (auto last = over(); settled.empty() && last < first + kSlotsTried; last = over()) {
        for (auto slot = first; slot < last && settled.empty(); slot = slot + 1) look(slot);
        std::this_thread::sleep_for(1s);
    }
    EXPECT_FALSE(settled.empty()) << "no slot was settled on both meters";

    // Each home's own screen knows, from its own node.
    ASSERT_FALSE(settled.empty());
    const auto slot = settled.begin()->first;
    const auto is_told = [&](const Wallpad& home) {
        const auto& list = home.community->home().view()->contracts;
        return std::any_of(list.begin(), list.end(), [&](const core::ContractView& one) {
            return one.slot == slot && one.stage == core::ContractStage::kSettled &&
                   one.metered_block != 0 && one.settlement && !one.settlement->estimated;
        });
    };
    for (const auto* home : {&seller, &buyer})
        EXPECT_TRUE(wait_until([&] { return is_told(*home); }, 20s));

    seller.community.reset();
    buyer.community.reset();
    for (const auto& [each, posted] : settled) {
        EXPECT_FALSE(posted.estimated) << "slot " << each.index;
        EXPECT_EQ(seller.measured(each), posted.reading[0]) << "slot " << each.index;
        EXPECT_EQ(buyer.measured(each), posted.reading[1]) << "slot " << each.index;
    }
}

}  // namespace

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    // A missed step ends the journey: what follows would only repeat it.
    testing::GTEST_FLAG(throw_on_failure) = true;
    const QCoreApplication application(argc, argv);
    return RUN_ALL_TESTS();
}
