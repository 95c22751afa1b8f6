#include "tests/net/flood.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>
#include <thread>

#include "chain/net/network.hpp"
#include "chain/node/node_host.hpp"
#include "tests/net/noise_mutation.hpp"
#include "tests/node/chain_fixture.hpp"

namespace dure::chain::testing {

namespace {

constexpr std::size_t kValidators = 4;
constexpr std::uint64_t kFirstSigner = 100;
constexpr std::int64_t kTransferMs = 250;
/// Generators of connections: one alone is slower than what it attacks.
constexpr std::size_t kGenerators = 2;

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
    std::uint64_t nonce = 0;  // on the node's thread
    for (;;) {
        std::this_thread::sleep_for(std::chrono::milliseconds(kTransferMs));
        if (index != 0) continue;
        host.post([&](Node& node) {
            if (node.submit(raw(transfer(nonce, account(1), 1), 0))) {
                sent_ms[nonce++] = steady_ms();
            } else {
                say(out, "refused\n");
            }
        });
    }
}

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

FloodFigures FloodVillage::watch(std::chrono::seconds span, std::vector<Child> attackers) {
    FloodFigures out;
    const auto pid = validators_[0].pid;
    (void)lines(validators_[0]);
    std::vector<double> reached(attackers.size());
    std::vector<double> drops(attackers.size());
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
            if (what == "refused") ++out.refused;
            if (what != "block") continue;
            if (last) out.interval_ms.push_back(second - *last);
            last = second;
        }
        out.resident_mib = std::max(out.resident_mib, resident_mib(pid));
        for (std::size_t i = 0; i < attackers.size(); ++i) {
            for (const auto& line : lines(attackers[i])) {
                std::istringstream words(line);
                std::string what;
                double value = 0;
                words >> what >> value;
                if (what == "attack") reached[i] = value;
                if (what == "drops") drops[i] = value;
            }
        }
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    out.cpu_percent = 100.0 * (cpu_seconds(pid) - cpu) / took.count();
    for (std::size_t i = 0; i < attackers.size(); ++i) {
        out.attackers_cpu_percent += 100.0 * cpu_seconds(attackers[i].pid) / took.count();
        out.attacks_per_second += reached[i];
        out.drops += static_cast<std::uint64_t>(drops[i]);
        stop(attackers[i]);
    }
    return out;
}

FloodFigures FloodVillage::rest(std::chrono::seconds span) { return watch(span, {}); }

FloodFigures FloodVillage::connections(std::chrono::seconds span, int per_second) {
    std::vector<Child> attackers;
    for (std::size_t i = 0; i < kGenerators; ++i) {
        attackers.push_back(start([&](int out) {
            rlimit limit{8'192, 8'192};
            (void)::setrlimit(RLIMIT_NOFILE, &limit);
            open_connections(ports_[0], per_second / static_cast<int>(kGenerators), out);
        }));
    }
    return watch(span, std::move(attackers));
}

FloodFigures FloodVillage::garbage(std::chrono::seconds span, Garbage kind, int bytes_per_second) {
    Target target{.ports = ports_, .keys = {}, .genesis = *genesis_, .twin = kFirstSigner + 3};
    for (std::size_t i = 0; i < kValidators; ++i) target.keys.push_back(identity(i)->key());
    std::vector<Child> attackers;
    attackers.push_back(start([&](int out) { send_garbage(target, kind, bytes_per_second, out); }));
    return watch(span, std::move(attackers));
}

}  // namespace dure::chain::testing
