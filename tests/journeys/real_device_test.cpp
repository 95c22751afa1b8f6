// A home with hardware that is not ours trades in real time: ../shared/simdev behind Modbus TCP is
// its inverter and meter, what it sells and buys is paid to the milli-won, and the meter's slots
// are the device's own truth.
#include <gtest/gtest.h>
#include <unistd.h>

#include <QJsonObject>
#include <cmath>
#include <future>
#include <thread>

#include "chain/api/settlement.hpp"
#include "chain/crypto/random.hpp"
#include "tests/devices/simdev.hpp"
#include "tests/journeys/audit.hpp"
#include "tests/journeys/resident.hpp"
#include "tests/journeys/rpc_client.hpp"

namespace dure::journeys {
namespace {

using namespace std::chrono_literals;
using core::LinkState;
using devices::test::Simdev;
using Phase = core::LeaseState::Phase;
namespace fs = std::filesystem;

constexpr core::MilliWon kGrant{100'000'000};

class RealDeviceTest : public testing::Test {
 protected:
    void SetUp() override {
        if (const auto why = Simdev::missing(); !why.empty()) GTEST_SKIP() << why;
        directory = fs::temp_directory_path() / ("dure-real-" + std::to_string(::getpid()));
        fs::remove_all(directory);
    }
    ~RealDeviceTest() override {
        chain.reset();
        community.reset();
        fs::remove_all(directory);
    }

    /// Device, community, membership of the home, and an outsider with a seat.
    void begin(const QStringList& plant) {
        device = std::make_unique<Simdev>(QStringList{"--soc", "100", "--wmax", "30000"} + plant);
        ASSERT_TRUE(device->running()) << device->log();
        ASSERT_TRUE(wait_until([&] { return device->plant("load") > 0; }, 10s));
        truth_at_first = truth();
        app::CommunityOptions options;
        options.data_dir = directory;
        options.device = devices::to_string(device->endpoint());
        options.slot_seconds = 10;
        options.time_factor = 1;
        options.pin_memory_kib = 64;
        opened_at = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
        auto opened = app::open_community(options);
        ASSERT_TRUE(opened.community) << opened.error.id << ": " << opened.error.text;
        community = std::move(opened.community);
        ASSERT_TRUE(open_keys(community->keys()));
        ASSERT_TRUE(join(*community, 30s));
        ASSERT_TRUE(wait_until([&] { return link() == LinkState::kOnline; }, 10s));

        chain = std::make_unique<RpcClient>(community->rpc_port(), directory);
        auto key = chain::SecretKey::from_bytes(chain::random_bytes(32));
        outsider = std::make_unique<Outsider>(*chain, std::move(*key));
        ASSERT_EQ(outsider->apply(), "");
        ASSERT_EQ(ask(community->office(), core::ApproveMember{outsider->address()}).reason, "");
    }

    std::shared_ptr<const core::HomeView> home() const { return community->home().view(); }
    LinkState link() const {
        const auto view = home();
        return view->plant.devices.empty() ? LinkState::kSearching : view->plant.devices[0].link;
    }
    Phase lease() const {
        const auto view = home();
        return view->plant.devices.empty() ? Phase::kNone : view->plant.devices[0].lease.phase;
    }
    bool alarmed(const std::string& id) const {
        const auto view = home();
        return std::ranges::any_of(view->alarms,
                                   [&](const auto& a) { return a.active && a.id == id; });
    }
    std::vector<core::ContractView> settled() const {
        std::vector<core::ContractView> out;
        for (const auto& contract : home()->contracts) {
            if (contract.stage == core::ContractStage::kSettled && contract.settlement)
                out.push_back(contract);
        }
        return out;
    }
    /// What the journal holds of the time since the community was opened.
    core::UsageBucket recorded() {
        core::UsageBucket sum;
        for (const auto& bucket : slots()) {
            sum.sum.exported += bucket.sum.exported;
            sum.sum.imported += bucket.sum.imported;
            sum.sum.generated += bucket.sum.generated;
            sum.covered += bucket.covered;
            sum.estimated += bucket.estimated;
        }
        return sum;
    }
    std::vector<core::UsageBucket> slots() {
        // Two days at most: the run may cross midnight.
        std::vector<core::UsageBucket> out;
        core::UtcTime moment = opened_at;
        for (int day = 0; day < 2; ++day, moment = home()->now) {
            auto series = std::make_shared<std::promise<core::UsageSeries>>();
            auto future = series->get_future();
            community->home().usage(core::Period::kDay, moment,
                                    [series](core::UsageSeries s) { series->set_value(s); });
            const auto told = future.get();
            if (!out.empty() && told.start < out.back().end) break;
            for (const auto& bucket : told.buckets) {
                if (bucket.end > opened_at && bucket.covered > 0) out.push_back(bucket);
            }
        }
        return out;
    }
    QJsonObject truth() { return device->truth()["plant"].toObject()["energy"].toObject(); }
    double flowed(const char* key) {
        return truth()[key].toDouble() - truth_at_first[key].toDouble();
    }
    /// Until the slot in which the flow ended is in the journal.
    bool meter_is_told() {
        const auto ended = home()->now + 1500ms;  // a poll may still be on its way
        return wait_until(
            [&] {
                const auto rows = slots();
                return !rows.empty() && rows.back().end > ended;
            },
            30s);
    }

    /// Coins of both sides after so many settled contracts, exact in every place that tells them.
    void expect_exact_coins() {
        // A moment without settlement under way: the views and the chain tell of the same block.
        core::MilliWon ours, theirs, on_chain;
        std::vector<core::ContractView> contracts;
        core::MilliWon moved;
        ASSERT_TRUE(wait_until(
            [&] {
                contracts = settled();
                moved = {};
                for (const auto& c : contracts) moved += c.settlement->coins;
                const auto before = chain->number("eth_blockNumber", {});
                on_chain = balance_of(*chain, home()->address);
                ours = home()->coins.balance;
                theirs = outsider->balance();
                return ours == on_chain && ours == kGrant + moved &&
                       chain->number("eth_blockNumber", {}) == before;
            },
            20s))
            << "view " << ours.value << ", chain " << on_chain.value << ", grant + settlements "
            << (kGrant + moved).value;
        core::MilliWon with_outsider;
        for (const auto& c : contracts) {
            const auto amount = c.contracted * c.price;
            const bool sold = c.side == core::Side::kSell;
            EXPECT_EQ(c.settlement->coins, sold ? amount : -amount);
            EXPECT_EQ(c.settlement->contracted, sold ? c.contracted : -c.contracted);
            EXPECT_EQ(c.settlement->deviation, c.settlement->metered - c.settlement->contracted);
            const auto moves = home()->coin_moves;
            const auto move = std::ranges::find_if(moves, [&](const auto& m) {
                return m.slot == c.slot && m.cause == core::CoinMove::Cause::kSettlement;
            });
            ASSERT_NE(move, moves.end()) << "a settled contract without a coin move";
            EXPECT_EQ(move->amount, amount);
        }
        EXPECT_NE(theirs, kGrant) << "the outsider did not trade";
        EXPECT_EQ(theirs > kGrant, ours < kGrant);
    }

    fs::path directory;
    core::UtcTime opened_at{};
    std::unique_ptr<Simdev> device;
    QJsonObject truth_at_first;
    std::unique_ptr<app::Community> community;
    std::unique_ptr<RpcClient> chain;
    std::unique_ptr<Outsider> outsider;
};

TEST_F(RealDeviceTest, sells_its_surplus_obeys_orders_and_survives_being_unplugged) {
    // Nothing flows over the meter while slots begin and end unwatched: sums are exact.
    begin({"--pv", "10000", "--load", "10000"});
    if (HasFatalFailure()) return;
    ASSERT_EQ(outsider->want(wish(60, 200)), "");
    ASSERT_EQ(ask(community->home(), core::PutCondition{0, offer(12, 100)}).reason, "");
    device->set({{"load", 4000}});
    ASSERT_TRUE(wait_until([&] { return !settled().empty(); }, 60s))
        << "contracts " << home()->contracts.size() << ", settled " << settled().size();
    for (const auto& contract : settled()) {
        EXPECT_EQ(contract.side, core::Side::kSell);
        EXPECT_EQ(contract.contracted, core::Wh{12});
        EXPECT_GE(contract.price, core::Tick{100});
        EXPECT_FALSE(contract.settlement->estimated) << "slot " << contract.slot.index;
    }
    expect_exact_coins();

    // An order of the resident, verified on power.
    ASSERT_EQ(ask(community->home(), core::LimitOutput{.permille = 200, .duration = 60s}).reason,
              "");
    ASSERT_TRUE(wait_until([&] { return lease() == Phase::kVerified; }, 15s));
    EXPECT_NEAR(device->plant("ac"), 6000, 1);
    ASSERT_EQ(ask(community->home(), core::ReleaseOutput{}).reason, "");
    ASSERT_TRUE(wait_until([&] { return lease() == Phase::kNone; }, 15s));

    // The stop works while the chain's thread is stuck.
    std::promise<void> stuck, go_on;
    community->home().request(core::PauseAgent{false}, [&](const core::Outcome&) {
        stuck.set_value();
        go_on.get_future().wait();
    });
    stuck.get_future().wait();
    community->home().request(core::StopSelling{}, [](const core::Outcome&) {});
    const bool stopped = wait_until([&] { return device->plant("grid") > -50; }, 15s);
    go_on.set_value();
    EXPECT_TRUE(stopped) << "the home still sells " << device->plant("grid") << " W";
    EXPECT_TRUE(wait_until([&] { return home()->plant.selling_stopped; }, 5s));
    ASSERT_EQ(ask(community->home(), core::ResumeSelling{}).reason, "");
    ASSERT_TRUE(wait_until([&] { return device->plant("grid") < -5000; }, 15s));

    // Unplugged for a while: said, with its age; nothing is invented; the others go on.
    const auto newest = [this] { return community->office().view()->slots.front().slot; };
    const auto slot_before = newest();
    device->fault("restart:down=6,reset=0,persist=1");
    ASSERT_TRUE(wait_until([&] { return link() == LinkState::kUnreachable; }, 15s));
    const auto unplugged = recorded();
    EXPECT_TRUE(wait_until([&] { return alarmed("inverter-unreachable"); }, 5s));
    EXPECT_LT(home()->plant.devices[0].last_good, home()->now);
    EXPECT_TRUE(wait_until([&] { return home()->grid.quality == core::Quality::kStale; }, 5s));
    ASSERT_TRUE(wait_until([&] { return newest() > slot_before; }, 15s))
        << "the community stood still";
    // At most the rest of the slot in which it was unplugged.
    if (link() == LinkState::kUnreachable) {
        EXPECT_LE(recorded().sum.exported - unplugged.sum.exported, core::Wh{17});
    }

    // Plugged in again: the counters tell what flowed meanwhile, and that its cut into slots is not
    // measured. All that was sold, limited, stopped and missed adds up to the device's truth.
    ASSERT_TRUE(wait_until([&] { return link() == LinkState::kOnline; }, 45s));
    device->set({{"load", 10000}});
    ASSERT_TRUE(meter_is_told());
    EXPECT_NEAR(static_cast<double>(recorded().sum.exported.value), flowed("export"), 1);
    EXPECT_NEAR(static_cast<double>(recorded().sum.imported.value), flowed("import"), 1);
    EXPECT_GT(recorded().estimated, unplugged.estimated);
    EXPECT_FALSE(alarmed("inverter-unreachable"));

    // Gone for good.
    device->kill();
    EXPECT_TRUE(wait_until([&] { return link() == LinkState::kUnreachable; }, 15s));
    const auto address = home()->address;
    EXPECT_GT(balance_of(*chain, address), kGrant);
    chain.reset();
    community.reset();
    EXPECT_EQ(audit(directory).fault, "");
}

TEST_F(RealDeviceTest, buys_what_its_load_needs) {
    begin({"--pv", "500", "--load", "500"});
    if (HasFatalFailure()) return;
    ASSERT_EQ(outsider->want(offer(60, 90)), "");
    ASSERT_EQ(ask(community->home(), core::PutCondition{0, wish(9, 190)}).reason, "");
    device->set({{"load", 4500}});
    ASSERT_TRUE(wait_until([&] { return !settled().empty(); }, 60s))
        << "contracts " << home()->contracts.size() << ", settled " << settled().size();
    for (const auto& contract : settled()) {
        EXPECT_EQ(contract.side, core::Side::kBuy);
        EXPECT_EQ(contract.contracted, core::Wh{9});
        EXPECT_LE(contract.price, core::Tick{190});
        EXPECT_FALSE(contract.settlement->estimated) << "slot " << contract.slot.index;
    }
    expect_exact_coins();
    device->set({{"load", 500}});
    ASSERT_TRUE(meter_is_told());
    EXPECT_NEAR(static_cast<double>(recorded().sum.imported.value), flowed("import"), 1);
    EXPECT_NEAR(static_cast<double>(recorded().sum.exported.value), flowed("export"), 1);
    chain.reset();
    community.reset();
    EXPECT_EQ(audit(directory).fault, "");
}

}  // namespace
}  // namespace dure::journeys
