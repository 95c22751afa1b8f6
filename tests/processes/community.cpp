#include "tests/processes/community.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "chain/block/transaction.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/crypto/random.hpp"
#include "chain/node/system_env.hpp"

namespace dure::processes {

namespace json = boost::json;
namespace fs = std::filesystem;

namespace {

/// Where everybody listens who has a machine alone.
constexpr std::uint16_t kPort = 30'400;

}  // namespace

std::uint16_t free_port() {
    // Below the ports that the system gives away: a validator's own must still be free when it
    // comes back from a power cut, though everybody's JSON-RPC takes any port meanwhile.
    constexpr int kFirst = 10'000, kEnd = 32'000;
    static int next = kFirst + ::getpid() * 37 % (kEnd - kFirst);
    for (int tries = 0; tries < 1'000; ++tries) {
        const auto port = static_cast<std::uint16_t>(next);
        next = next + 1 < kEnd ? next + 1 : kFirst;
        const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_port = htons(port);
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const bool found = ::bind(socket, reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0;
        ::close(socket);
        if (found) return port;
    }
    throw std::runtime_error("no free port");
}

Member::Member(fs::path program, fs::path directory, Dwelling dwelling)
    : program_(std::move(program)), directory_(std::move(directory)), dwelling_(dwelling) {
    auto home = app::Home::open(directory_);
    if (!home) throw std::runtime_error(home.error().what);
    home_ = *std::move(home);
}

Member::~Member() { kill(); }

void Member::start() {
    client_.reset();
    std::error_code ignored;
    fs::remove(home_->port_file(), ignored);  // of a process that was killed
    const auto log = directory_ / "log.txt";
    const auto* building = dwelling_.building;
    const auto space = building ? "/run/netns/" + building->name(dwelling_.machine) : "";
    pid_ = ::fork();
    if (pid_ != 0) return;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (!space.empty() && ::setns(::open(space.c_str(), O_RDONLY | O_CLOEXEC), CLONE_NEWNET) != 0)
        ::_exit(126);
    const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(out, STDERR_FILENO);
    ::execl(program_.c_str(), program_.c_str(), "run", "--data-dir", directory_.c_str(), nullptr);
    ::_exit(127);
}

void Member::signal_kill() const {
    if (pid_ > 0) ::kill(pid_, SIGKILL);
}

void Member::kill() {
    if (pid_ <= 0) return;
    signal_kill();
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    client_.reset();
}

bool Member::stop() {
    if (pid_ <= 0) return true;
    ::kill(pid_, SIGTERM);
    int status = 0;
    const auto ended =
        wait_until(Millis{10'000}, [&] { return ::waitpid(pid_, &status, WNOHANG) == pid_; });
    if (!ended) {
        kill();
        return false;
    }
    pid_ = -1;
    client_.reset();
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

const app::RpcClient* Member::client() const {
    if (!client_) {
        auto found = app::RpcClient::of(*home_);
        if (found) client_ = *std::move(found);
    }
    return client_ ? &*client_ : nullptr;
}

app::Outcome<json::value> Member::ask(std::string_view method, json::array params) const {
    const auto* connection = client();
    if (connection == nullptr) return app::Trouble{"does not run"};
    return dwelling_.inside([&] { return connection->ask(method, std::move(params)); });
}

app::Outcome<chain::Done> Member::send(const chain::SecretKey& key, const chain::Address& to,
                                       const chain::Bytes& data) const {
    const auto* connection = client();
    if (connection == nullptr) return app::Trouble{"does not run"};
    return dwelling_.inside([&] { return connection->send(key, to, data); });
}

bool Member::answers(Millis patience) const {
    return wait_until(patience, [&] { return height().has_value(); }).has_value();
}

std::string Member::log() const {
    std::ifstream in(directory_ / "log.txt");
    std::stringstream out;
    out << in.rdbuf();
    return out.str();
}

std::optional<std::uint64_t> Member::height() const {
    const auto* connection = client();
    if (connection == nullptr) return std::nullopt;
    const auto number = dwelling_.inside([&] { return connection->number("eth_blockNumber", {}); });
    if (!number) return std::nullopt;
    return *number;
}

std::optional<std::string> Member::block_hash(std::uint64_t number) const {
    std::stringstream hex;
    hex << "0x" << std::hex << number;
    const auto block = ask("eth_getBlockByNumber", {json::value(hex.str()), false});
    if (!block || !block->is_object()) return std::nullopt;
    return std::string(block->at("hash").as_string());
}

std::optional<json::value> Member::status() const {
    auto answer = ask("dure_nodeStatus", {});
    if (!answer) return std::nullopt;
    return *std::move(answer);
}

std::size_t Member::peers() const {
    const auto now = status();
    return now ? now->at("peers").as_array().size() : 0;
}

struct Community::Plan {
    fs::path directory;
    app::Home home;
    chain::NodeRole role;
    Dwelling dwelling;
};

Community::Community(const fs::path& program, Shape shape) : program_(program) {
    auto name = (fs::temp_directory_path() / "dure-processes-XXXXXX").string();
    directory_ = ::mkdtemp(name.data());
    manager_ = chain::random_key();

    std::vector<Plan> plans;
    const auto plan = [&](const char* kind, std::size_t count, chain::NodeRole role) {
        for (std::size_t i = 0; i < count; ++i) {
            const auto at = directory_ / (std::string(kind) + "-" + std::to_string(i));
            auto home = app::Home::make(at);
            if (!home) throw std::runtime_error(home.error().what);
            home->settings().role = role;
            home->settings().rpc_port = 0;
            const Dwelling dwelling{shape.building, plans.size()};
            if (role != chain::NodeRole::kFollower) {
                home->settings().listen = app::Endpoint{"127.0.0.1", free_port()};
                home->settings().address = home->settings().listen;
                if (shape.building != nullptr) {
                    home->settings().listen = app::Endpoint{"0.0.0.0", kPort};
                    home->settings().address =
                        app::Endpoint{chain::testing::Building::ip(dwelling.machine), kPort};
                }
            }
            plans.push_back({at, *std::move(home), role, dwelling});
        }
    };
    plan("validator", shape.validators, chain::NodeRole::kValidator);
    plan("relay", shape.relays, chain::NodeRole::kRelay);
    plan("follower", shape.followers, chain::NodeRole::kFollower);

    genesis_.chain_id = 20'350;
    genesis_.timestamp =
        static_cast<std::uint64_t>(chain::make_system_clock()->wall_ms() / 1'000) - 1;
    auto& governance = genesis_.governance.emplace();
    governance.manager = chain::address_of(*manager_);
    governance.code = chain::governance_code();
    for (const auto& one : plans) {
        chain::RegisteredNode node;
        node.key = one.home.identity()->key();
        node.owner = one.home.owner();
        node.role = one.role;
        governance.nodes.push_back(node);
        if (one.role == chain::NodeRole::kValidator) genesis_.validators.push_back(node.owner);
        if (const auto& at = one.home.settings().address)
            addresses_.push_back(
                {.host = at->host, .port = at->port, .key = node.key, .role = one.role});
    }
    for (auto& one : plans) {
        const bool is_secluded =
            shape.building != nullptr && shape.relays > 0 && one.role == chain::NodeRole::kFollower;
        std::string relay_there;
        if (is_secluded)
            relay_there = shape.building->seclude(one.dwelling.machine, shape.validators);
        for (auto address : addresses_) {
            if (is_secluded) address.host = relay_there;
            const bool wanted = one.role != chain::NodeRole::kFollower || shape.relays == 0 ||
                                address.role == chain::NodeRole::kRelay;
            if (wanted && address.key != one.home.identity()->key())
                one.home.settings().peers.push_back(address);
        }
        if (one.home.keep_settings() || one.home.keep_genesis(genesis_))
            throw std::runtime_error("cannot write in " + directory_.string());
        auto& room = one.role == chain::NodeRole::kValidator ? validators_
                     : one.role == chain::NodeRole::kRelay   ? relays_
                                                             : followers_;
        room.push_back(std::make_unique<Member>(program_, one.directory, one.dwelling));
    }
}

Community::~Community() {
    kill_all();
    const bool keep = std::getenv("DURE_KEEP") != nullptr;
    std::error_code ignored;
    if (!keep) fs::remove_all(directory_, ignored);
}

std::vector<Member*> Community::all() {
    std::vector<Member*> out;
    for (auto* room : {&validators_, &relays_, &followers_}) {
        for (auto& member : *room) out.push_back(member.get());
    }
    return out;
}

void Community::start_all() {
    for (auto* member : all()) member->start();
}

void Community::kill_all() {
    // All signals first: a building's power goes at once.
    for (const auto* member : all()) member->signal_kill();
    for (auto* member : all()) member->kill();
}

std::unique_ptr<Member> Community::stranger(chain::NodeRole role) {
    const auto at = directory_ / ("stranger-" + std::to_string(strangers_++));
    auto home = app::Home::make(at);
    if (!home) throw std::runtime_error(home.error().what);
    home->settings().role = role;
    home->settings().rpc_port = 0;
    home->settings().peers = addresses_;
    if (role != chain::NodeRole::kFollower) {
        home->settings().listen = app::Endpoint{"127.0.0.1", free_port()};
        home->settings().address = home->settings().listen;
    }
    if (home->keep_settings() || home->keep_genesis(genesis_))
        throw std::runtime_error("cannot write in " + at.string());
    return std::make_unique<Member>(program_, at);
}

std::unique_ptr<Member> Community::copy_of(const Member& member) {
    const auto at = directory_ / ("copy-" + std::to_string(copies_++));
    fs::copy(member.directory(), at, fs::copy_options::recursive);
    fs::remove(at / "log.txt");
    auto home = app::Home::open(at);
    if (!home) throw std::runtime_error(home.error().what);
    // Another machine has this port to itself; here the first one has it.
    home->settings().listen = app::Endpoint{"127.0.0.1", free_port()};
    if (home->keep_settings()) throw std::runtime_error("cannot write in " + at.string());
    return std::make_unique<Member>(program_, at);
}

Payment payment(std::uint64_t chain_id, std::uint64_t number) {
    const auto seed = chain::keccak256(chain::Bytes{
        'p', 'a', 'y', static_cast<chain::Byte>(number), static_cast<chain::Byte>(number >> 8),
        static_cast<chain::Byte>(number >> 16), static_cast<chain::Byte>(number >> 24)});
    chain::Transaction tx;
    tx.type = chain::TransactionType::dynamic_fee;
    tx.chain_id = chain_id;
    tx.gas_limit = 21'000;
    tx.to = chain::Address{{1}};
    const auto raw = chain::encode(chain::sign(tx, *chain::SecretKey::from_bytes(seed)));
    return {.hash = chain::to_hex(chain::keccak256(raw)), .raw = chain::to_hex(raw)};
}

}  // namespace dure::processes
