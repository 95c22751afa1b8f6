// Networks over real sockets on 127.0.0.1: friends, strangers and enemies.
#include "chain/net/network.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/write.hpp>
#include <fstream>

#include "chain/net/node_key.hpp"
#include "chain/net/relay_host.hpp"
#include "chain/net/wire.hpp"
#include "chain/node/node_host.hpp"
#include "tests/net/network_bench.hpp"
#include "tests/node/chain_fixture.hpp"

namespace dure::chain {
namespace {

using namespace testing;

Bytes text(std::string_view words) { return {words.begin(), words.end()}; }
std::vector<Bytes> only(Bytes message) { return {std::move(message)}; }

/// The memory of this process in KiB.
std::size_t resident_kib() {
    std::ifstream in("/proc/self/statm");
    std::size_t all = 0, resident = 0;
    in >> all >> resident;
    return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)) / 1'024;
}

TEST(Network, a_caller_and_a_listener_exchange_messages_both_ways) {
    NetworkBench bench;
    auto& b = bench.add(NetworkBench::listening());
    NetworkOptions options;
    options.peers = {NetworkBench::address(b)};
    auto& a = bench.add(options);
    ASSERT_TRUE(bench.until([&] { return a.peers.size() == 1 && b.peers.size() == 1; }));
    EXPECT_TRUE(a.knows(b.identity->key()));
    EXPECT_TRUE(b.knows(a.identity->key()));
    a.send_all(text("first"));
    Bytes large(kMessageBytes);
    for (std::size_t i = 0; i < large.size(); ++i) large[i] = static_cast<Byte>(i * 7);
    a.send_all(large);
    b.send_all(text("back"));
    ASSERT_TRUE(bench.until([&] { return b.messages[a.identity->key()].size() == 2; }));
    EXPECT_EQ(b.messages[a.identity->key()][1], large);
    ASSERT_TRUE(bench.until([&] { return !a.messages.empty(); }));
    EXPECT_EQ(a.messages[b.identity->key()], only(text("back")));
}

TEST(Network, four_that_all_call_each_other_have_one_link_a_pair) {
    NetworkBench bench;
    for (int i = 0; i < 4; ++i) bench.add(NetworkBench::listening());
    std::vector<PeerAddress> all;
    for (const auto& node : bench.nodes) all.push_back(NetworkBench::address(*node));
    for (const auto& node : bench.nodes) node->network->call(all, {});
    const auto full = [&] {
        return std::ranges::all_of(bench.nodes,
                                   [](const auto& node) { return node->peers.size() == 3; });
    };
    ASSERT_TRUE(bench.until(full));
    bench.run(1'500);
    ASSERT_TRUE(bench.until(full));
    for (const auto& node : bench.nodes) {
        EXPECT_EQ(node->network->counts().streams, 3U);
        node->messages.clear();
        node->send_all(text("hello"));
    }
    ASSERT_TRUE(bench.until([&] {
        return std::ranges::all_of(bench.nodes,
                                   [](const auto& node) { return node->messages.size() == 3; });
    }));
}

TEST(RelayHost, connects_nodes_that_call_it_by_its_key_and_no_others) {
    NetworkBench bench;
    auto options = NetworkBench::listening();
    options.identity = bench.identity();
    RelayHost relay(options, channel_prologue(1, Hash256{}));
    ASSERT_EQ(relay.start(), std::nullopt);
    NetworkOptions wrong;
    wrong.relays = {{"127.0.0.1", relay.port(), bench.identity()->key()}};
    bench.add(wrong);
    bench.run(300);
    EXPECT_EQ(relay.counts().relay_clients, 0U);
    NetworkOptions right;
    right.relays = {{"127.0.0.1", relay.port(), options.identity->key()}};
    auto& a = bench.add(right);
    auto& b = bench.add(right);
    ASSERT_TRUE(bench.until([&] { return a.peers.size() == 1 && b.peers.size() == 1; }));
    EXPECT_EQ(relay.counts().relay_clients, 2U);
}

TEST(Network, nodes_behind_a_relay_exchange_messages_and_see_it_go) {
    NetworkBench bench;
    auto listening = NetworkBench::listening();
    listening.relay = RelayService::kOn;
    auto& relay = bench.add(listening, Services::kRelay);
    const auto address = NetworkBench::address(relay);
    NetworkOptions options;
    options.relays = {address};
    auto& a = bench.add(options);
    auto& b = bench.add(options);
    ASSERT_TRUE(bench.until([&] { return a.peers.size() == 1 && b.peers.size() == 1; }));
    EXPECT_TRUE(a.knows(b.identity->key()));
    a.send_all(text("through"));
    ASSERT_TRUE(bench.until([&] { return !b.messages.empty(); }));
    EXPECT_EQ(b.messages[a.identity->key()], only(text("through")));
    relay.network.reset();
    ASSERT_TRUE(bench.until([&] { return a.peers.empty() && b.peers.empty(); }));
}

TEST(Network, the_wrong_key_or_another_chain_connects_nobody) {
    NetworkBench bench;
    auto& b = bench.add(NetworkBench::listening());
    NetworkOptions wrong_key;
    wrong_key.peers = {{"127.0.0.1", b.network->port(), bench.identity()->key()}};
    NetworkOptions right_key;
    right_key.peers = {NetworkBench::address(b)};
    auto& impostor = bench.add(wrong_key);
    auto& other_chain = bench.add(right_key, Services::kChain, 2);
    ASSERT_TRUE(bench.until([&] {
        return impostor.network->counts().calls > 1 && other_chain.network->counts().calls > 1;
    }));
    EXPECT_TRUE(b.peers.empty());
    EXPECT_TRUE(impostor.peers.empty());
    EXPECT_TRUE(other_chain.peers.empty());
}

TEST(Network, a_dropped_peer_is_gone_on_both_sides) {
    NetworkBench bench;
    auto& b = bench.add(NetworkBench::listening());
    NetworkOptions options;
    options.peers = {NetworkBench::address(b)};
    auto& a = bench.add(options);
    ASSERT_TRUE(bench.until([&] { return a.peers.size() == 1 && b.peers.size() == 1; }));
    a.network->call({}, {});
    b.network->drop(b.peers.begin()->first, "revoked");
    ASSERT_TRUE(bench.until([&] { return a.peers.empty() && b.peers.empty(); }));
    bench.run(700);
    EXPECT_TRUE(b.peers.empty());
    EXPECT_EQ(b.network->counts().streams, 0U);
}

TEST(Network, who_comes_back_is_found_again) {
    NetworkBench bench;
    auto options = NetworkBench::listening();
    options.identity = bench.identity();
    auto& first = bench.add(options);
    options.listen->port = first.network->port();
    NetworkOptions caller;
    caller.peers = {NetworkBench::address(first)};
    auto& a = bench.add(caller);
    ASSERT_TRUE(bench.until([&] { return a.peers.size() == 1; }));
    first.network.reset();
    ASSERT_TRUE(bench.until([&] { return a.peers.empty(); }));
    auto& again = bench.add(options);
    ASSERT_TRUE(bench.until([&] { return a.peers.size() == 1 && again.peers.size() == 1; }));
}

TEST(Network, garbage_and_slow_strangers_are_cut_off_and_cost_nothing_lasting) {
    NetworkBench bench;
    auto& b = bench.add(NetworkBench::listening());
    auto garbage = bench.stranger(b);
    asio::write(garbage, asio::buffer(std::string("GET / HTTP/1.1\r\nHost: dure\r\n\r\n")));
    EXPECT_TRUE(bench.until([&] { return NetworkBench::is_closed(garbage); }, 3));
    // One byte at a time: the five seconds run from the connection's start.
    auto slow = bench.stranger(b);
    const auto start = std::chrono::steady_clock::now();
    const Bytes first{0, 32};
    std::size_t sent = 0;
    EXPECT_TRUE(bench.until(
        [&] {
            bench.run(100);
            boost::system::error_code ignored;
            const Byte byte = sent < 2 ? first[sent] : Byte{9};
            if (sent++ < 30) asio::write(slow, asio::buffer(&byte, 1), ignored);
            return NetworkBench::is_closed(slow);
        },
        15));
    const auto took = std::chrono::steady_clock::now() - start;
    EXPECT_GE(took, std::chrono::milliseconds(4'500));
    EXPECT_LE(took, std::chrono::seconds(9));
    EXPECT_EQ(b.network->counts().streams, 0U);
    EXPECT_EQ(b.network->counts().pending, 0U);
}

TEST(Network, half_open_strangers_take_few_places_and_friends_still_come_in) {
    NetworkBench bench;
    auto& b = bench.add(NetworkBench::listening());
    std::vector<tcp::socket> strangers;
    for (int i = 0; i < 300; ++i) {
        const auto from = "127.0.1." + std::to_string(1 + i % 100);
        strangers.push_back(bench.stranger(b, from.c_str()));
        if (i % 20 == 0) bench.run(5);
    }
    ASSERT_TRUE(bench.until([&] { return b.network->counts().accepted >= 300; }));
    EXPECT_LE(b.network->counts().pending, 24U);
    EXPECT_GE(b.network->counts().refused, 276U);
    // Their five seconds pass, and the place is free.
    NetworkOptions options;
    options.peers = {NetworkBench::address(b)};
    auto& a = bench.add(options);
    EXPECT_TRUE(bench.until([&] { return a.peers.size() == 1 && b.peers.size() == 1; }, 25));
}

TEST(Network, garbage_after_the_handshake_ends_the_connection) {
    NetworkBench bench;
    auto& b = bench.add(NetworkBench::listening());
    TestRandom random(8);
    SecureChannel channel({.role = NoiseRole::kInitiator,
                           .identity = random_identity(random),
                           .prologue = channel_prologue(1, Hash256{}),
                           .expected = b.identity->key(),
                           .fresh_key = [&] { return random_secret(random); }},
                          0);
    auto socket = bench.stranger(b);
    asio::write(socket, asio::buffer(channel.take_output()));
    ASSERT_TRUE(bench.until([&] {
        Bytes in(4'096);
        boost::system::error_code error;
        const auto size = socket.read_some(asio::buffer(in), error);
        (void)channel.receive(ByteView{in}.first(size), 0);
        return channel.established();
    }));
    asio::write(socket, asio::buffer(channel.take_output()));
    ASSERT_TRUE(bench.until([&] { return b.peers.size() == 1; }));
    asio::write(socket, asio::buffer(Bytes(2'000, 7)));
    EXPECT_TRUE(bench.until([&] { return b.peers.empty(); }, 5));
    EXPECT_TRUE(NetworkBench::is_closed(socket));
}

TEST(Network, a_peer_that_does_not_read_is_left_before_it_fills_the_memory) {
    NetworkBench bench;
    auto& b = bench.add(NetworkBench::listening());
    TestRandom random(8);
    SecureChannel channel({.role = NoiseRole::kInitiator,
                           .identity = random_identity(random),
                           .prologue = channel_prologue(1, Hash256{}),
                           .expected = b.identity->key(),
                           .fresh_key = [&] { return random_secret(random); }},
                          0);
    auto socket = bench.stranger(b);
    asio::write(socket, asio::buffer(channel.take_output()));
    ASSERT_TRUE(bench.until([&] {
        Bytes in(4'096);
        boost::system::error_code error;
        const auto size = socket.read_some(asio::buffer(in), error);
        (void)channel.receive(ByteView{in}.first(size), 0);
        return channel.established();
    }));
    asio::write(socket, asio::buffer(channel.take_output()));
    ASSERT_TRUE(bench.until([&] { return b.peers.size() == 1; }));
    const auto before = resident_kib();
    b.send_all(text("first"));
    EXPECT_TRUE(bench.until([&] {
        b.send_all(Bytes(64 * 1'024));
        return b.peers.empty();
    }));
    EXPECT_LE(resident_kib(), before + 16 * 1'024);
}

TEST(Network, runs_out_of_descriptors_and_recovers) {
    NetworkBench bench;
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
    auto few = before;
    few.rlim_cur = 64;
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &few), 0);
    auto& b = bench.add(NetworkBench::listening());
    NetworkOptions options;
    options.peers = {NetworkBench::address(b)};
    std::vector<int> taken;
    for (int fd = ::open("/dev/null", O_RDONLY); fd >= 0; fd = ::open("/dev/null", O_RDONLY))
        taken.push_back(fd);
    // The caller has no socket to call with …
    auto& a = bench.add(options);
    bench.run(600);
    EXPECT_TRUE(a.peers.empty());
    // … then one, and the listener none to accept with …
    ::close(taken.back());
    taken.pop_back();
    EXPECT_TRUE(bench.until([&] { return b.network->counts().accept_failures > 0; }));
    EXPECT_TRUE(b.peers.empty());
    // … then there are enough.
    for (const int fd : taken) ::close(fd);
    EXPECT_TRUE(bench.until([&] { return a.peers.size() == 1 && b.peers.size() == 1; }));
    // Strangers cannot take those that are kept back.
    std::size_t refused_sockets = 0;
    std::vector<tcp::socket> strangers;
    for (int i = 0; i < 20; ++i) {
        try {
            const auto from = "127.0.2." + std::to_string(1 + i);
            strangers.push_back(bench.stranger(b, from.c_str()));
        } catch (const boost::system::system_error&) {
            ++refused_sockets;
        }
        bench.run(2);
    }
    EXPECT_EQ(refused_sockets, 0U);
    EXPECT_LE(b.network->counts().streams, 24U);
    strangers.clear();
    EXPECT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
}

TEST(Network, a_port_that_is_taken_is_said) {
    NetworkBench bench;
    auto& b = bench.add(NetworkBench::listening());
    NetworkOptions options = NetworkBench::listening();
    options.identity = bench.identity();
    options.listen->port = b.network->port();
    TestPeer second(bench.io, options,
                    {.prologue = {}, .random = [](std::span<Byte>) {}, .log = {}});
    const auto error = second.network->start();
    ASSERT_TRUE(error);
    EXPECT_NE(error->find("in use"), std::string::npos) << *error;
}

TEST(NodeKeyFile, is_made_once_for_the_owner_only) {
    TemporaryDirectory directory;
    const auto path = directory.path() / "node.key";
    const auto made = read_or_create_node_key(path);
    ASSERT_TRUE(made);
    struct stat status {};
    ASSERT_EQ(::stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
    EXPECT_EQ((*read_or_create_node_key(path))->key(), (*made)->key());
    ASSERT_EQ(::chmod(path.c_str(), 0644), 0);
    EXPECT_EQ(read_or_create_node_key(path).error(), KeyFileError::not_private);
}

HostOptions host_options(const std::filesystem::path& directory, NetworkOptions network) {
    HostOptions out;
    out.data_dir = directory;
    out.genesis = test_genesis();
    out.config = test_config();
    out.signer = make_signer(key(1));
    out.network = std::move(network);
    return out;
}

bool wait_for(const std::function<bool()>& done) {
    for (int i = 0; i < 200; ++i) {
        if (done()) return true;
        ::usleep(50'000);
    }
    return false;
}

TEST(NodeHost, two_nodes_on_loopback_are_connected_and_end_cleanly) {
    TemporaryDirectory directory;
    TestRandom random(4);
    auto listening = NetworkBench::listening();
    listening.identity = random_identity(random);
    NodeHost a(host_options(directory.path() / "a", listening));
    ASSERT_EQ(a.start().phase, HostState::Phase::kRunning);
    ASSERT_NE(a.port(), 0);
    NetworkOptions calling;
    calling.identity = random_identity(random);
    NodeHost b(host_options(directory.path() / "b", calling));
    ASSERT_EQ(b.start().phase, HostState::Phase::kRunning);
    EXPECT_EQ(b.port(), 0);
    b.call({{"127.0.0.1", a.port(), listening.identity->key()}}, {});
    ASSERT_TRUE(wait_for([&] { return a.network().peers.size() == 1; }));
    EXPECT_EQ(a.network().peers[0].key, calling.identity->key());
    EXPECT_EQ(b.network().peers[0].key, listening.identity->key());
    b.stop();
    EXPECT_TRUE(wait_for([&] { return a.network().peers.empty(); }));
    EXPECT_TRUE(b.network().peers.empty());
}

TEST(NodeHost, a_relay_serves_a_hundred_homes_when_it_is_told_to) {
    constexpr std::size_t kHomes = 100;
    ASSERT_GE(most_streams(), 2 * kHomes) << "this test needs more open files";
    TemporaryDirectory directory;
    TestRandom random(4);
    auto listening = NetworkBench::listening();
    listening.identity = random_identity(random);
    listening.relay = RelayService::kOn;
    listening.limits.peers = kHomes;
    auto options = host_options(directory.path() / "relay", listening);
    options.config.most_peers = kHomes;
    const auto genesis = genesis_hash(options.genesis);
    const auto chain_id = options.genesis.chain_id;
    NodeHost relay(std::move(options));
    ASSERT_EQ(relay.start().phase, HostState::Phase::kRunning);
    NetworkBench bench;
    NetworkOptions calling;
    // Not `relays`: that homes find each other behind it is shown elsewhere, with fewer.
    calling.peers = {{"127.0.0.1", relay.port(), listening.identity->key()}};
    const auto before = resident_kib();
    for (std::size_t i = 0; i < kHomes; ++i)
        bench.add(calling, Services::kChain, chain_id, genesis);
    const auto connected = [&] {
        return static_cast<std::size_t>(std::ranges::count_if(
            bench.nodes, [](const auto& home) { return home->peers.size() == 1; }));
    };
    ASSERT_TRUE(bench.until([&] { return connected() == kHomes; }, 40)) << connected();
    wire::Hello hello;
    hello.chain_id = chain_id;
    hello.genesis = genesis;
    for (auto& home : bench.nodes) home->send_all(wire::encode(hello));
    // Each hears how far the relay is, and stays.
    ASSERT_TRUE(bench.until([&] {
        return std::ranges::all_of(bench.nodes, [](const auto& home) {
            return !home->messages.empty() &&
                   std::ranges::any_of(home->messages.begin()->second, [](const Bytes& frame) {
                       const auto kind = wire::kind_of(frame);
                       return kind && *kind == wire::Kind::kStatus;
                   });
        });
    }));
    EXPECT_EQ(relay.network().peers.size(), kHomes);
    // Both ends of each connection are in this process.
#ifdef __SANITIZE_THREAD__
    constexpr std::size_t kKibEach = 2'048;  // and what that remembers of every word
#else
    constexpr std::size_t kKibEach = 512;
#endif
    EXPECT_LT(resident_kib() - before, kHomes * kKibEach);
    bench.add(calling, Services::kChain, chain_id, genesis);
    bench.run(500);
    EXPECT_EQ(connected(), kHomes) << "one more finds no place";
}

TEST(NodeHost, that_cannot_listen_says_so_and_does_not_run) {
    TemporaryDirectory directory;
    TestRandom random(4);
    auto listening = NetworkBench::listening();
    listening.identity = random_identity(random);
    NodeHost a(host_options(directory.path() / "a", listening));
    ASSERT_EQ(a.start().phase, HostState::Phase::kRunning);
    listening.listen->port = a.port();
    NodeHost b(host_options(directory.path() / "b", listening));
    const auto state = b.start();
    EXPECT_EQ(state.phase, HostState::Phase::kFailed);
    ASSERT_TRUE(state.error);
    EXPECT_EQ(state.error->kind, NodeError::Kind::kNetwork);
}

}  // namespace
}  // namespace dure::chain
