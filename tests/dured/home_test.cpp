// What the subcommands of dured share: words typed, the data directory, codes on the terminal.
#include "app/dured/home.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "app/dured/arguments.hpp"
#include "app/dured/qr.hpp"
#include "app/dured/watchdog.hpp"
#include "chain/store/posix_disk.hpp"
#include "chain/store/vote_record.hpp"
#include "tests/node/chain_fixture.hpp"

namespace dure::app {
namespace {

using chain::testing::account;
using chain::testing::TemporaryDirectory;

Outcome<Arguments> parsed(std::vector<std::string_view> words) {
    return Arguments::parse(words, {"data-dir", "hours"}, {"json"});
}

TEST(Arguments, tells_options_from_the_rest) {
    const auto got = parsed({"add", "--data-dir", "/x", "0xab", "--json"});
    ASSERT_TRUE(got);
    EXPECT_EQ(got->rest(), (std::vector<std::string>{"add", "0xab"}));
    EXPECT_EQ(got->value("data-dir"), "/x");
    EXPECT_TRUE(got->has("json"));
    EXPECT_FALSE(got->value("hours"));
    EXPECT_EQ(*got->number_or("hours", 24, 1, 48), 24U);
}

TEST(Arguments, says_what_is_wrong) {
    EXPECT_EQ(parsed({"--datadir", "/x"}).error().what, "unknown option --datadir");
    EXPECT_EQ(parsed({"--data-dir"}).error().what, "--data-dir needs a value");
    EXPECT_EQ(parsed({"--hours", "1", "--hours", "2"}).error().what, "--hours stands there twice");
    for (const auto* text : {"0", "49", "x", "-1", "1x", "", "99999999999999999999"}) {
        EXPECT_EQ(parsed({"--hours", text})->number_or("hours", 24, 1, 48).error().what,
                  "--hours must be a number from 1 to 48");
    }
}

TEST(EndpointText, reads_what_it_writes) {
    for (const auto* text : {"10.0.0.1:30400", "node.local:1", "[fe80::1]:65535", "[::]:9"}) {
        const auto endpoint = parse_endpoint(text);
        ASSERT_TRUE(endpoint) << text;
        EXPECT_EQ(to_string(*endpoint), text);
    }
    for (const auto* text :
         {"", ":", "host", "host:", "host:0", "host:65536", "host:1x", ":1", "fe80::1:1", "[]:1"})
        EXPECT_FALSE(parse_endpoint(text)) << text;
    EXPECT_FALSE(is_dialable(*parse_endpoint("0.0.0.0:1")));
    EXPECT_FALSE(is_dialable(*parse_endpoint("[::]:1")));
    EXPECT_TRUE(is_dialable(*parse_endpoint("127.0.0.1:1")));
}

Settings full_settings() {
    Settings out;
    out.role = chain::NodeRole::kRelay;
    out.listen = Endpoint{"0.0.0.0", 30'400};
    out.address = Endpoint{"10.0.0.1", 30'400};
    out.most_peers = 300;
    out.rpc_port = 0;
    out.rpc_origins = {"https://dashboard.example", "http://localhost:3000"};
    out.rpc_limits.connections = 64;
    out.rpc_limits.requests_per_second = 0;
    out.rpc_limits.call_ms = 1'000;
    out.slot_times = {
        .slot_seconds = 30, .gate_seconds = 10, .reading_seconds = 6, .dispute_seconds = 0};
    out.keep_months = 0;
    out.peers = {{.host = "fe80::1", .port = 3, .key = {{1, 2, 3}}},
                 {.host = "relay", .port = 4, .key = {{4}}, .role = chain::NodeRole::kRelay}};
    return out;
}

TEST(SettingsFile, reads_what_it_writes_and_refuses_what_it_does_not_know) {
    const auto again = parse_settings(to_json(full_settings()));
    ASSERT_TRUE(again) << again.error().what;
    EXPECT_EQ(*again, full_settings());
    EXPECT_EQ(parse_settings(R"({"keepMonths":25})")->keep_months, 25U);
    EXPECT_EQ(parse_settings("{}")->keep_months, 13U);
    for (const auto* text : {"",
                             "[]",
                             R"({"rol":"relay"})",
                             R"({"role":"king"})",
                             R"({"rpcPort":65536})",
                             R"({"listen":"x"})",
                             R"({"peers":[{"address":"a:1"}]})",
                             R"({"peers":{}})",
                             R"({"mostPeers":7})",
                             R"({"mostPeers":1001})",
                             R"({"mostPeers":"all"})",
                             R"({"rpcLimits":[]})",
                             R"({"rpcLimits":{"conections":1}})",
                             R"({"rpcLimits":{"connections":0}})",
                             R"({"rpcLimits":{"batch":"50"}})",
                             R"({"rpcOrigins":["*"]})",
                             R"({"rpcOrigins":["https://a.example/path"]})",
                             R"({"rpcOrigins":"https://a.example"})",
                             R"({"keepMonths":-1})",
                             R"({"keepMonths":"13"})",
                             R"({"slotTimes":900})",
                             R"({"slotTimes":[900,300,300]})",
                             R"({"slotTimes":[900,300,300,"900"]})",
                             R"({"slotTimes":[900,300,300,-1]})",
                             R"({"slotTimes":[9,3,3,3]})",
                             R"({"slotTimes":[11,3,3,3]})",
                             R"({"slotTimes":[30,31,6,0]})",
                             R"({"slotTimes":[30,10,0,0]})",
                             R"({"slotTimes":[30,10,6,604801]})"})
        EXPECT_FALSE(parse_settings(text)) << text;
}

class HomeDirectory : public ::testing::Test {
 protected:
    TemporaryDirectory temporary;
    std::filesystem::path path = temporary.path() / "node";

    Home founded() {
        auto home = Home::make(path);
        EXPECT_TRUE(home);
        home->settings() = full_settings();
        EXPECT_FALSE(home->keep_settings());
        EXPECT_FALSE(home->keep_genesis(chain::testing::test_genesis()));
        return *home;
    }
};

TEST_F(HomeDirectory, posts_readings_with_a_key_of_their_own_or_else_the_managers) {
    const auto home = founded();
    ASSERT_TRUE(home.metering_key());
    EXPECT_FALSE(*home.metering_key()) << "another node does it";
    const auto manager = home.make_manager_key();
    ASSERT_TRUE(manager);
    const auto posts_as = [&] { return chain::address_of(**home.metering_key()); };
    EXPECT_EQ(posts_as(), chain::address_of(*manager)) << "a community of before there was one";
    const auto metering = home.make_metering_key();
    ASSERT_TRUE(metering);
    EXPECT_NE(chain::address_of(*metering), chain::address_of(*manager));
    EXPECT_EQ(posts_as(), chain::address_of(*metering));
    std::ofstream(path / "metering.key") << "lost\n";
    EXPECT_FALSE(home.metering_key()) << "a damaged one is not passed over";
}

TEST_F(HomeDirectory, keeps_its_keys) {
    const auto made = founded();
    const auto opened = Home::open(path);
    ASSERT_TRUE(opened) << opened.error().what;
    EXPECT_EQ(opened->owner(), made.owner());
    EXPECT_EQ(opened->identity()->key(), made.identity()->key());
    EXPECT_EQ(opened->settings(), full_settings());
    EXPECT_EQ(opened->genesis(), chain::testing::test_genesis());
    for (const auto* name : {"node.key", "signing.key", "genesis.json", "settings.json"}) {
        struct stat info {};
        ASSERT_EQ(::stat((path / name).c_str(), &info), 0);
        EXPECT_EQ(info.st_mode & 0077, 0U) << name;
    }
}

TEST_F(HomeDirectory, a_new_key_has_a_whole_record_of_no_votes) {
    const auto home = founded();
    {
        const auto disk = chain::open_data_directory(home.chain_directory());
        ASSERT_TRUE(disk);
        auto record = chain::VoteRecord::open(**disk);
        ASSERT_TRUE(record);
        EXPECT_EQ(record->state().standing, chain::VoteStanding::kWhole);
        EXPECT_EQ(record->state().height, 0U);
    }
    // A lost record does not come back with the old key.
    std::filesystem::remove_all(home.chain_directory());
    ASSERT_TRUE(Home::open(path));
    EXPECT_FALSE(std::filesystem::exists(home.chain_directory()));
}

TEST_F(HomeDirectory, is_not_founded_twice) {
    founded();
    const auto again = Home::make(path);
    ASSERT_FALSE(again);
    EXPECT_NE(again.error().what.find("holds a community already"), std::string::npos);
}

TEST_F(HomeDirectory, a_lost_key_does_not_come_back_as_another) {
    founded();
    std::filesystem::remove(path / "signing.key");
    const auto opened = Home::open(path);
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().what.find("signing.key"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(path / "signing.key"));
}

TEST_F(HomeDirectory, a_key_that_others_may_read_is_refused) {
    founded();
    std::filesystem::permissions(path / "node.key", std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
    const auto opened = Home::open(path);
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().what.find("can be read by others"), std::string::npos);
}

TEST_F(HomeDirectory, keeps_an_invite_until_it_is_redeemed) {
    const auto home = founded();
    EXPECT_FALSE(home.invite());
    chain::Invite invite;
    invite.addresses = {{.host = "a", .port = 1, .key = {{9}}}};
    const auto kept = *chain::sign_invite(invite, chain::testing::key(1));
    EXPECT_FALSE(home.keep_invite(kept));
    EXPECT_EQ(home.invite(), kept);
    home.forget_invite();
    EXPECT_FALSE(home.invite());
}

TEST(QrCode, is_square_with_a_quiet_border) {
    const auto code = qr_blocks("DURE1:" + std::string(506, 'A'));
    ASSERT_TRUE(code);
    std::vector<std::string> lines;
    std::stringstream in(*code);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    // A version v code has 17 + 4v modules a side; here with two light ones around.
    const auto modules = [](const std::string& line) {
        std::size_t count = 0;
        for (const char c : line) count += (c & 0xc0) != 0x80 ? 1 : 0;
        return count;
    };
    const auto side = modules(lines.front());
    EXPECT_EQ((side - 4 - 17) % 4, 0U);
    EXPECT_LE(side, 81U) << "must fit a terminal";
    EXPECT_EQ(lines.size(), (side + 1) / 2);
    for (const auto& line : lines) {
        EXPECT_EQ(modules(line), side);
        EXPECT_TRUE(line.starts_with("██"));
        EXPECT_TRUE(line.ends_with("██"));
    }
    EXPECT_FALSE(qr_blocks(std::string(8'000, 'x')));
}

/// A datagram socket as systemd's, and what was said to it.
class NotifySocket {
 public:
    explicit NotifySocket(const std::filesystem::path& path)
        : socket_(::socket(AF_UNIX, SOCK_DGRAM, 0)) {
        sockaddr_un at{};
        at.sun_family = AF_UNIX;
        path.string().copy(at.sun_path, sizeof at.sun_path - 1);
        EXPECT_EQ(::bind(socket_, reinterpret_cast<const sockaddr*>(&at), sizeof at), 0);
    }
    ~NotifySocket() { ::close(socket_); }
    std::string heard() const {
        char text[128];
        const auto count = ::recv(socket_, text, sizeof text, MSG_DONTWAIT);
        return count < 0 ? "" : std::string(text, static_cast<std::size_t>(count));
    }

 private:
    int socket_;
};

TEST(Watchdog, tells_systemd_when_it_listens) {
    TemporaryDirectory directory;
    const auto path = directory.path() / "notify";
    ::unsetenv("NOTIFY_SOCKET");
    EXPECT_FALSE(tell_systemd("READY=1"));
    const NotifySocket systemd(path);
    ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
    EXPECT_TRUE(tell_systemd("READY=1"));
    EXPECT_EQ(systemd.heard(), "READY=1");
    ::unsetenv("NOTIFY_SOCKET");
}

TEST(Watchdog, pings_twice_in_the_time_systemd_waits) {
    ::unsetenv("WATCHDOG_USEC");
    EXPECT_FALSE(watchdog_period());
    ::setenv("WATCHDOG_USEC", "30000000", 1);
    EXPECT_EQ(watchdog_period(), std::chrono::milliseconds{15'000});
    for (const auto* text : {"", "x", "-1", "0"}) {
        ::setenv("WATCHDOG_USEC", text, 1);
        EXPECT_FALSE(watchdog_period()) << text;
    }
    ::unsetenv("WATCHDOG_USEC");
}

}  // namespace
}  // namespace dure::app
