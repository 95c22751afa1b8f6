// Communities of real processes in network namespaces, with real TCP over a switch that parts them
// and makes their lines bad. Longer, with figures: dure-processes lines.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <thread>

#include "tests/processes/checks.hpp"

namespace dure::processes {
namespace {

using namespace std::chrono_literals;
using chain::testing::Building;

constexpr Millis kStart = 30s;
constexpr Millis kFinal = 15s;
constexpr Millis kAfterHeal = 10s;  // design 03 section 2
constexpr std::size_t kRelay = 4;   ///< machine of the relay, after the validators'

/// What comes of a call to a TCP port: 0 when somebody answers, else errno.
int call(const Dwelling& from, const std::string& host, std::uint16_t port) {
    return from.inside([&] {
        const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        ::inet_pton(AF_INET, host.c_str(), &to.sin_addr);
        int error = 0;
        if (::connect(socket, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0)
            error = errno;
        if (error == EINPROGRESS) {
            pollfd wait{socket, POLLOUT, 0};
            socklen_t size = sizeof error;
            error = ETIMEDOUT;
            if (::poll(&wait, 1, 1'000) == 1)
                ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size);
        }
        ::close(socket);
        return error;
    });
}

class SeparateNetworks : public ::testing::Test {
 protected:
    void SetUp() override {
        if (const auto why = Building::unavailable()) GTEST_SKIP() << *why;
        building.emplace(7);
        community.emplace(
            DURE_DURED,
            Shape{.validators = 4, .followers = 2, .relays = 1, .building = &*building});
        community->start_all();
        for (auto* member : community->all()) ASSERT_TRUE(member->answers(kStart)) << member->log();
        ASSERT_TRUE(ledger.pay(home(0), kStart));
    }
    void TearDown() override {
        if (!community) return;
        if (!HasFailure()) {
            for (auto* member : community->all()) ledger.expect_nothing_lost(*member);
            expect_one_chain(community->all(), 0);
            expect_no_double_sign(community->all());
            return;
        }
        for (auto* member : community->all())
            std::cerr << "---- " << member->directory() << "\n" << member->log();
    }
    Member& validator(std::size_t i) { return *community->validators()[i]; }
    Member& home(std::size_t i) { return *community->followers()[i]; }
    std::uint64_t highest() {
        std::uint64_t out = 0;
        for (auto* member : community->all()) out = std::max(out, member->height().value_or(0));
        return out;
    }

    std::optional<Building> building;
    std::optional<Community> community;
    Ledger ledger;
};

TEST_F(SeparateNetworks, homes_that_reach_nobody_but_the_relay_take_part) {
    // No route leads to the validators, and none that somebody adds.
    const auto& place = home(0).dwelling();
    for (std::size_t machine = 0; machine < 4; ++machine)
        EXPECT_EQ(call(place, Building::ip(machine), 30'400), ENETUNREACH);
    EXPECT_EQ(call(place, Building::ip(kRelay), 30'400), ENETUNREACH) << "as validators see it";
    const auto& way = home(0).home().settings().peers;
    ASSERT_EQ(way.size(), 1U);
    EXPECT_EQ(way[0].role, chain::NodeRole::kRelay);
    EXPECT_EQ(call(place, way[0].host, way[0].port), 0);
    const auto route =
        "ip -n " + building->name(place.machine) + " route add 10.77.0.0/16 via " + way[0].host;
    ASSERT_EQ(std::system(route.c_str()), 0);  // NOLINT: fixed words only
    EXPECT_EQ(call(place, Building::ip(0), 30'400), ETIMEDOUT) << "the relay is no router";

    ASSERT_TRUE(ledger.pay(home(1), kFinal));
    ASSERT_TRUE(ledger.pay(validator(0), kFinal));
    // The relay's end is the homes' only; its return brings them up to date.
    auto& relay = *community->relays()[0];
    relay.kill();
    for (std::size_t i = 1; i < 4; ++i) ASSERT_TRUE(ledger.pay(validator(i), kFinal));
    const auto behind = home(0).height().value_or(0);
    EXPECT_LT(behind, highest());
    relay.start();
    ASSERT_TRUE(wait_for_block(community->all(), highest() - 1, kStart)) << home(0).log();
    ASSERT_TRUE(ledger.pay(home(0), kFinal));
}

TEST_F(SeparateNetworks, a_parted_building_never_disagrees_and_goes_on_when_healed) {
    // One alone; the homes' relay is with the three.
    building->part({{0, 1, 2, 4, 5, 6}, {3}});
    ASSERT_TRUE(ledger.pay(home(0), kFinal));
    ASSERT_TRUE(ledger.pay(validator(1), kFinal));
    EXPECT_LT(validator(3).height().value_or(0), highest());
    building->heal();
    const auto caught_up = wait_for_block({&validator(3)}, highest() - 1, kAfterHeal);
    ASSERT_TRUE(caught_up) << validator(3).log();

    // Two and two: nobody may go on.
    building->part({{0, 1, 4, 5, 6}, {2, 3}});
    const auto under_way = ledger.send(validator(0), kFinal);
    ASSERT_TRUE(under_way);
    const auto height = highest();
    std::this_thread::sleep_for(6s);
    EXPECT_EQ(highest(), height);
    building->heal();
    const auto healed = wait_for_block(community->all(), height, kAfterHeal);
    ASSERT_TRUE(healed);
    RecordProperty("caught_up_ms", static_cast<int>(caught_up->count()));
    RecordProperty("healed_ms", static_cast<int>(healed->count()));
    EXPECT_TRUE(wait_until(kFinal, [&] { return ledger.is_final(validator(0), *under_way); }));
}

TEST_F(SeparateNetworks, slow_lines_that_lose_packets_delay_blocks_and_nothing_else) {
    for (std::size_t machine = 0; machine < building->size(); ++machine)
        building->set_line(machine, {.delay_ms = 50, .jitter_ms = 10, .loss_percent = 2});
    for (std::size_t i = 0; i < 3; ++i) ASSERT_TRUE(ledger.pay(home(i % 2), kFinal));
    for (std::size_t machine = 0; machine < building->size(); ++machine)
        building->set_line(machine, {});
    ASSERT_TRUE(wait_for_block(community->all(), highest() - 1, kFinal));
}

}  // namespace
}  // namespace dure::processes
