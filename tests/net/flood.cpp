#include "tests/net/flood.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdio>
#include <cstring>
#include <deque>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>
#include <thread>

#include "chain/net/network.hpp"
#include "chain/net/wire.hpp"
#include "chain/node/node_host.hpp"
#include "tests/net/noise_mutation.hpp"
#include "tests/node/chain_fixture.hpp"

namespace dure::chain::testing {

namespace {

constexpr std::size_t kValidators = 4;
constexpr std::uint64_t kFirstSigner = 100;
constexpr std::int64_t kTransferMs = 250;
/// Half-open connections held at a time; the oldest is closed for the next.
constexpr std::size_t kHeld = 2'000;

std::int64_t steady_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

void say(int out, const std::string& line) {
    [[maybe_unused]] const auto written = ::write(out, line.data(), line.size());
}

std::shared_ptr<const NodeIdentity> identity(std::uint64_t number) {
    TestRandom random(number);
    return random_identity(random);
}

Genesis village_genesis() {
    auto genesis = test_genesis();
    genesis.timestamp =
        static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(
                                       std::chrono::system_clock::now().time_since_epoch())
                                       .count());
    genesis.validators.clear();
    for (std::uint64_t i = 0; i < kValidators; ++i)
        genesis.validators.push_back(account(kFirstSigner + i));
    return genesis;
}

/// Ports that are free now.
std::vector<std::uint16_t> free_ports(std::size_t count) {
    std::vector<int> sockets;
    std::vector<std::uint16_t> out;
    for (std::size_t i = 0; i < count; ++i) {
        const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address);
        socklen_t size = sizeof address;
        ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
        out.push_back(ntohs(address.sin_port));
        sockets.push_back(fd);
    }
    for (const int fd : sockets) ::close(fd);
    return out;
}

/// A validator. The first one also sends a transfer every quarter of a second.
[[noreturn]] void be_validator(std::size_t index, const std::filesystem::path& directory,
                               const std::vector<std::uint16_t>& ports, const Genesis& genesis,
                               int out) {
    HostOptions options;
    options.data_dir = directory / std::to_string(index);
    options.genesis = genesis;
    options.config = test_config();
    options.signer = make_signer(key(kFirstSigner + index));
    NetworkOptions network;
    network.identity = identity(index);
    network.listen = ListenAddress{"127.0.0.1", ports[index]};
    for (std::size_t i = 0; i < kValidators; ++i) {
        if (i != index) network.peers.push_back({"127.0.0.1", ports[i], identity(i)->key()});
    }
    options.network = std::move(network);
    NodeHost host(std::move(options));
    const auto state = host.start();
    if (state.phase != HostState::Phase::kRunning) {
        say(out, "failed\n");
        ::_exit(1);
    }
    std::map<std::uint64_t, std::int64_t> sent_ms;  // by nonce; on the node's thread
    Subscription blocks;
    host.post([&](Node& node) {
        blocks = node.on_block([&](const BlockRecord& record) {
            const auto now = steady_ms();
            say(out, "block " + std::to_string(record.block.header.number) + " " +
                         std::to_string(now) + "\n");
            for (const auto& transaction : record.block.transactions) {
                const auto sent = sent_ms.find(transaction.nonce);
                if (sent == sent_ms.end()) continue;
                say(out, "final " + std::to_string(now - sent->second) + "\n");
                sent_ms.erase(sent);
            }
        });
    });
    for (std::uint64_t nonce = 0;; ++nonce) {
        std::this_thread::sleep_for(std::chrono::milliseconds(kTransferMs));
        if (index != 0) continue;
        host.post([&, nonce](Node& node) {
            if (node.submit(raw(transfer(nonce, account(1), 1), 0))) sent_ms[nonce] = steady_ms();
        });
    }
}

/// Opens connections to the port, from many addresses, and says nothing on them.
[[noreturn]] void open_connections(std::uint16_t port, int per_second, int out) {
    std::deque<int> held;
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    to.sin_port = htons(port);
    const linger reset{1, 0};
    const auto start = steady_ms();
    auto said = start;
    std::int64_t opened = 0;
    std::uint32_t source = 0;
    for (;;) {
        const auto now = steady_ms();
        const auto due = (now - start) * per_second / 1'000;
        // What this machine cannot do in time is left out, and the figure says so.
        for (; opened < due && steady_ms() - now < 200; ++opened) {
            const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
            if (fd < 0) break;
            sockaddr_in from{};
            from.sin_family = AF_INET;
            from.sin_addr.s_addr = htonl(0x7f010000U + (++source % 60'000U));
            ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
            ::bind(fd, reinterpret_cast<sockaddr*>(&from), sizeof from);
            (void)::connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to);
            held.push_back(fd);
            if (held.size() <= kHeld) continue;
            ::close(held.front());
            held.pop_front();
        }
        if (now - said >= 500) {
            said = now;
            say(out, "attack " +
                         std::to_string(static_cast<double>(opened) * 1'000.0 /
                                        static_cast<double>(now - start)) +
                         "\n");
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

/// A member that greets as it should and then sends what is no message, or one that is wrong.
class GarbageSender final : public PeerSink {
 public:
    GarbageSender(const std::vector<std::uint16_t>& ports, const Genesis& genesis, int per_second,
                  int out)
        : per_second_(per_second), out_(out), genesis_(genesis) {
        NetworkOptions options;
        options.identity = identity(kValidators);
        for (std::size_t i = 0; i < kValidators; ++i)
            options.peers.push_back({"127.0.0.1", ports[i], identity(i)->key()});
        network_.emplace(
            io_, std::move(options),
            NetworkEnv{.prologue = channel_prologue(genesis.chain_id, genesis_hash(genesis)),
                       .random =
                           [this](std::span<Byte> bytes) {
                               for (auto& b : bytes) b = static_cast<Byte>(random_());
                           },
                       .log = {}},
            *this);
        for (std::uint64_t i = 0; i < 256; ++i) {
            // Well formed, with a signature of nobody: each must be looked at to be refused.
            auto bytes = raw(transfer(i, account(2), i), 1);
            bytes[bytes.size() - 5] ^= static_cast<Byte>(1 + i % 7);
            bad_transfers_.push_back(std::move(bytes));
        }
        (void)network_->start();
        tick();
        io_.run();
    }
    void peer_connected(PeerId peer, const NodeKey&) override {
        wire::Hello hello;
        hello.chain_id = genesis_.chain_id;
        hello.genesis = genesis_hash(genesis_);
        network_->send(peer, wire::encode(hello));
        peers_[peer] = 0;
    }
    void peer_disconnected(PeerId peer) override {
        peers_.erase(peer);
        ++drops_;
    }
    void message_received(PeerId, Bytes) override {}

 private:
    Bytes garbage() {
        if (random_() % 4 == 0) {
            wire::Transactions bad;
            for (int i = 0; i < 16; ++i)
                bad.raw.push_back(bad_transfers_[random_() % bad_transfers_.size()]);
            return wire::encode(bad);
        }
        Bytes out(64 + random_() % 16'000);
        for (auto& byte : out) byte = static_cast<Byte>(random_());
        // Half of them begin as a message would.
        if (random_() % 2 == 0) out[0] = static_cast<Byte>(1 + random_() % 13);
        return out;
    }
    void tick() {
        constexpr int kEveryMs = 20;
        for (auto& [peer, owed] : peers_) {
            owed = std::min(owed + per_second_ * kEveryMs / 1'000, per_second_);
            while (owed > 0) {
                const auto bytes = garbage();
                owed -= static_cast<int>(bytes.size());
                sent_ += static_cast<double>(bytes.size());
                network_->send(peer, bytes);
            }
        }
        if (++ticks_ % 25 == 0) {
            const auto mib = sent_ / (1'024.0 * 1'024.0);
            say(out_, "attack " + std::to_string(mib * 1'000.0 / (ticks_ * kEveryMs)) + "\n" +
                          "drops " + std::to_string(drops_) + "\n");
        }
        timer_.expires_after(std::chrono::milliseconds(kEveryMs));
        timer_.async_wait([this](boost::system::error_code error) {
            if (!error) tick();
        });
    }
    int per_second_;
    int out_;
    Genesis genesis_;
    TestRandom random_{99};
    boost::asio::io_context io_{1};
    boost::asio::steady_timer timer_{io_};
    std::map<PeerId, int> peers_;
    std::vector<Bytes> bad_transfers_;
    std::optional<Network> network_;
    std::uint64_t drops_ = 0;
    double sent_ = 0;
    int ticks_ = 0;
};

double cpu_seconds(pid_t pid) {
    std::ifstream in("/proc/" + std::to_string(pid) + "/stat");
    std::string all((std::istreambuf_iterator<char>(in)), {});
    const auto after_name = all.rfind(')');
    if (after_name == std::string::npos) return 0;
    std::istringstream rest(all.substr(after_name + 2));
    std::string skip;
    for (int field = 3; field < 14; ++field) rest >> skip;
    double user = 0, system = 0;
    rest >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

double resident_mib(pid_t pid) {
    std::ifstream in("/proc/" + std::to_string(pid) + "/statm");
    double all = 0, resident = 0;
    in >> all >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1'024.0 * 1'024.0);
}

}  // namespace

double percentile(std::vector<double> values, double fraction) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    const auto last = static_cast<double>(values.size() - 1);
    return values[static_cast<std::size_t>(last * fraction + 0.5)];
}

template <class Work>
FloodVillage::Child FloodVillage::start(Work work) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) std::abort();
    Child child;
    child.pid = ::fork();
    if (child.pid == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::close(ends[0]);
        work(ends[1]);
        ::_exit(0);
    }
    ::close(ends[1]);
    child.out = ends[0];
    ::fcntl(child.out, F_SETFL, O_NONBLOCK);
    return child;
}

void FloodVillage::stop(Child& child) {
    if (child.pid == 0) return;
    ::kill(child.pid, SIGKILL);
    ::waitpid(child.pid, nullptr, 0);
    ::close(child.out);
    child.pid = 0;
}

FloodVillage::FloodVillage()
    : ports_(free_ports(kValidators)), genesis_(std::make_unique<Genesis>(village_genesis())) {
    std::string path = (std::filesystem::temp_directory_path() / "dure-flood-XXXXXX").string();
    directory_ = ::mkdtemp(path.data());
    for (std::size_t i = 0; i < kValidators; ++i) {
        validators_.push_back(
            start([&](int out) { be_validator(i, directory_, ports_, *genesis_, out); }));
    }
}

FloodVillage::~FloodVillage() {
    for (auto& child : validators_) stop(child);
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
}

std::vector<std::string> FloodVillage::lines(Child& child) {
    char buffer[4'096];
    for (ssize_t n = 0; (n = ::read(child.out, buffer, sizeof buffer)) > 0;)
        child.rest.append(buffer, static_cast<std::size_t>(n));
    std::vector<std::string> out;
    for (auto end = child.rest.find('\n'); end != std::string::npos; end = child.rest.find('\n')) {
        out.push_back(child.rest.substr(0, end));
        child.rest.erase(0, end + 1);
    }
    return out;
}

bool FloodVillage::is_alive(std::chrono::seconds patience) {
    const auto end = std::chrono::steady_clock::now() + patience;
    std::size_t blocks = 0;
    while (std::chrono::steady_clock::now() < end) {
        for (const auto& line : lines(validators_[0]))
            blocks += line.starts_with("block") ? 1U : 0U;
        if (blocks >= 3) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return false;
}

FloodFigures FloodVillage::watch(std::chrono::seconds span, Child* attacker) {
    FloodFigures out;
    const auto pid = validators_[0].pid;
    (void)lines(validators_[0]);
    const auto cpu = cpu_seconds(pid);
    const auto start = std::chrono::steady_clock::now();
    std::optional<double> last;
    while (std::chrono::steady_clock::now() < start + span) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        for (std::size_t i = 1; i < validators_.size(); ++i) (void)lines(validators_[i]);
        for (const auto& line : lines(validators_[0])) {
            std::istringstream words(line);
            std::string what;
            double first = 0, second = 0;
            words >> what >> first >> second;
            if (what == "final") out.final_ms.push_back(first);
            if (what != "block") continue;
            if (last) out.interval_ms.push_back(second - *last);
            last = second;
        }
        if (attacker == nullptr) continue;
        for (const auto& line : lines(*attacker)) {
            std::istringstream words(line);
            std::string what;
            double value = 0;
            words >> what >> value;
            if (what == "attack") out.attacks_per_second = value;
            if (what == "drops") out.drops = static_cast<std::uint64_t>(value);
        }
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    out.cpu_percent = 100.0 * (cpu_seconds(pid) - cpu) / took.count();
    out.resident_mib = resident_mib(pid);
    return out;
}

FloodFigures FloodVillage::rest(std::chrono::seconds span) { return watch(span, nullptr); }

FloodFigures FloodVillage::connections(std::chrono::seconds span, int per_second) {
    auto attacker = start([&](int out) {
        rlimit limit{8'192, 8'192};
        (void)::setrlimit(RLIMIT_NOFILE, &limit);
        open_connections(ports_[0], per_second, out);
    });
    auto figures = watch(span, &attacker);
    stop(attacker);
    return figures;
}

FloodFigures FloodVillage::garbage(std::chrono::seconds span, int bytes_per_second) {
    auto attacker =
        start([&](int out) { GarbageSender(ports_, *genesis_, bytes_per_second, out); });
    auto figures = watch(span, &attacker);
    stop(attacker);
    return figures;
}

}  // namespace dure::chain::testing
