// dured dev: one validator, known keys, blocks on demand. Nothing here is a secret, so nothing of
// it may ever guard anything.
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <optional>
#include <sstream>
#include <string>

#include "chain/api/rpc_methods.hpp"
#include "chain/api/suite.hpp"
#include "chain/node/dev_chain.hpp"
#include "chain/node/dev_disk.hpp"
#include "chain/node/node_host.hpp"
#include "chain/node/system_env.hpp"
#include "chain/rpc/server.hpp"
#include "chain/store/rewind.hpp"
#include "commands.hpp"
#include "dev_methods.hpp"
#include "signals.hpp"

namespace dure::app {

namespace {

namespace fs = std::filesystem;

constexpr const char* kUsage =
    "usage: dured dev [options]\n"
    "  --rpc-port N     JSON-RPC on 127.0.0.1:N (8545; 0: any free one)\n"
    "  --data-dir D     keeps the chain in D; without, it is gone at the end\n"
    "  --chain-id N     31337; of a new chain only\n"
    "  --accounts N     how many known accounts are funded (10, at most 100); of a new chain only\n"
    "  --block-time S   a block every S seconds instead of one at once for each transaction\n"
    "  --no-mining      blocks by evm_mine only\n"
    "  --community      the first account founds a community: the market's contracts stand from "
    "the\n"
    "                   first block on, dure_suite says where; without, until somebody deploys "
    "them\n"
    "  --sync-each-block   a block is answered when it survives a power cut; without, a tenth of "
    "a\n"
    "                   second later (the end of this program loses nothing either way)\n"
    "  --origin O       web pages from O (as https://app.example) may ask; * for all pages\n"
    "  --token-file F   writes a token to F and wants it as \"Authorization: Bearer …\"\n"
    "  --silent         prints the address it listens on and nothing else\n";

constexpr std::uint64_t kChainId = 31'337;
constexpr std::uint32_t kAccounts = 10, kMostAccounts = 100;
constexpr std::string_view kEther = "000000000000000000";
constexpr std::string_view kBalanceEther = "10000";

struct Options {
    std::uint16_t port = 8'545;
    std::optional<fs::path> data_dir;
    std::optional<std::uint64_t> chain_id;
    std::optional<std::uint32_t> accounts;
    std::int64_t block_seconds = 0;
    bool mines = true;
    bool founds_community = false;
    bool sync_each = false;
    bool silent = false;
    std::vector<std::string> origins;
    std::optional<fs::path> token_file;
};

template <class Number>
bool read_number(std::string_view text, Number& out, Number most) {
    const auto end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, out);
    return error == std::errc{} && at == end && out >= 0 && out <= most;
}

std::optional<Options> parse(Words words) {
    Options out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto word = words[i];
        if (word == "--no-mining") {
            out.mines = false;
            continue;
        }
        if (word == "--community") {
            out.founds_community = true;
            continue;
        }
        if (word == "--sync-each-block") {
            out.sync_each = true;
            continue;
        }
        if (word == "--silent") {
            out.silent = true;
            continue;
        }
        if (i + 1 == words.size()) return std::nullopt;
        const auto value = words[++i];
        bool good = true;
        if (word == "--rpc-port") {
            good = read_number(value, out.port, std::numeric_limits<std::uint16_t>::max());
        } else if (word == "--data-dir") {
            out.data_dir = value;
        } else if (word == "--chain-id") {
            good = read_number(value, out.chain_id.emplace(), std::uint64_t{1} << 53);
        } else if (word == "--accounts") {
            good = read_number(value, out.accounts.emplace(), kMostAccounts);
        } else if (word == "--block-time") {
            good = read_number(value, out.block_seconds, std::int64_t{86'400});
        } else if (word == "--origin") {
            out.origins.emplace_back(value);
        } else if (word == "--token-file") {
            out.token_file = value;
        } else {
            good = false;
        }
        if (!good) return std::nullopt;
    }
    if (out.founds_community && out.accounts == 0U) return std::nullopt;
    return out;
}

int fail(const std::string& what) {
    std::fprintf(stderr, "dured: %s\n", what.c_str());
    return 1;
}

/// The chain's directory, with everything in it removed at the end when nobody named it.
class DataDirectory {
 public:
    explicit DataDirectory(const std::optional<fs::path>& named) {
        if (named) {
            path_ = *named;
            return;
        }
        auto name = (fs::temp_directory_path() / "dured-dev-XXXXXX").string();
        if (::mkdtemp(name.data()) != nullptr) path_ = temporary_ = name;
    }
    DataDirectory(const DataDirectory&) = delete;
    ~DataDirectory() {
        std::error_code ignored;
        if (!temporary_.empty()) fs::remove_all(temporary_, ignored);
    }
    const fs::path& path() const { return path_; }

 private:
    fs::path path_, temporary_;
};

/// The validator seals for nobody but this program: any key does, always the same.
chain::SecretKey sealing_key() {
    constexpr std::string_view kText = "dured dev validator";
    return *chain::SecretKey::from_bytes(
        chain::keccak256(
            chain::ByteView{reinterpret_cast<const chain::Byte*>(kText.data()), kText.size()})
            .bytes);
}

chain::Genesis new_genesis(const Options& options, const chain::Address& validator,
                           const std::vector<DevAccount>& accounts) {
    chain::Genesis genesis;
    genesis.chain_id = options.chain_id.value_or(kChainId);
    genesis.timestamp = static_cast<std::uint64_t>(chain::make_system_clock()->wall_ms() / 1'000);
    genesis.validators = {validator};
    for (const auto& account : accounts) {
        genesis.alloc[account.address].balance =
            *chain::parse_decimal(std::string(kBalanceEther) + std::string(kEther));
    }
    return genesis;
}

/// Of a directory that has one, or a new one that is written there.
chain::Result<chain::Genesis, chain::GenesisError> genesis_in(const fs::path& directory,
                                                              const chain::Genesis& fresh) {
    const auto file = directory / "genesis.json";
    if (std::ifstream in{file}) {
        std::stringstream text;
        text << in.rdbuf();
        return chain::parse_genesis(text.str());
    }
    std::error_code error;
    fs::create_directories(directory, error);
    std::ofstream out{file};
    out << chain::to_json(fresh) << '\n';
    if (!out.flush()) return chain::GenesisError{"cannot write " + file.string()};
    return fresh;
}

void print(const chain::Genesis& genesis, const std::vector<DevAccount>& accounts,
           const Options& options) {
    std::printf(
        "Dure's developers' chain %llu. The accounts below are known to everybody: whatever is\n"
        "sent to them on another chain is lost.\n\n",
        static_cast<unsigned long long>(genesis.chain_id));
    std::printf("Mnemonic: %.*s   (m/44'/60'/0'/0/i)\n\n", static_cast<int>(kDevMnemonic.size()),
                kDevMnemonic.data());
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        std::printf("(%zu) %s  %s\n", i, chain::checksum_address(accounts[i].address).c_str(),
                    chain::to_hex(accounts[i].key.view()).c_str());
    }
    std::printf("\nEach began with %.*s ether. %s\n", static_cast<int>(kBalanceEther.size()),
                kBalanceEther.data(),
                options.data_dir ? ("The chain is kept in " + options.data_dir->string()).c_str()
                                 : "The chain is gone when this program ends (see --data-dir)");
}

chain::rpc::Limits open_limits() {
    chain::rpc::Limits limits;
    limits.body_bytes = std::size_t{64} << 20;
    limits.batch = 100'000;
    limits.response_bytes = std::size_t{256} << 20;
    limits.connections = 1'024;
    limits.filters = 1'024;
    limits.requests_per_second = 0;
    limits.call_ms = 0;
    limits.turn_ms = 0;
    limits.log_blocks = 1'000'000;
    limits.subscriptions = 1'024;
    limits.unread_bytes = std::size_t{64} << 20;
    limits.open_questions = 1'024;
    return limits;
}

/// Finishes what an earlier run began, and syncs as the options say.
std::function<chain::DiskResult<std::unique_ptr<chain::Disk>>(std::unique_ptr<chain::Disk>)>
disk_of(const Options& options) {
    return
        [sync_each = options.sync_each, is_kept = options.data_dir.has_value()](
            std::unique_ptr<chain::Disk> disk) -> chain::DiskResult<std::unique_ptr<chain::Disk>> {
            if (auto finished = chain::finish_rewind(*disk); !finished)
                return chain::Failure{finished.error()};
            if (sync_each) return disk;
            return chain::make_dev_disk(std::move(disk),
                                        is_kept ? chain::Syncs::kLater : chain::Syncs::kNever);
        };
}

/// The first account's contracts. Something else may stand in its first transactions' place.
std::optional<std::string> found_community(chain::Node& node, chain::DevChain& dev,
                                           const DevAccount& manager) {
    const auto suite = chain::api::suite_of(manager.address);
    if (chain::api::is_deployed(node, suite)) return std::nullopt;
    const auto sent = chain::api::deploy_community(node, manager.key, {});
    if (!sent) return "the market's contracts are refused: " + std::string(to_string(sent.error()));
    if (node.pool().has_ready() && !dev.mine()) return "the node has stopped";
    if (!chain::api::is_deployed(node, suite))
        return "the first account has sent other transactions before, it cannot found a community";
    return std::nullopt;
}

int serve(const Options& options) {
    const DataDirectory directory(options.data_dir);
    if (directory.path().empty()) return fail("cannot make a temporary directory");

    auto signer = chain::make_dev_signer(sealing_key());
    const auto validator = signer->address();
    const auto accounts = std::make_shared<const std::vector<DevAccount>>(
        dev_accounts(options.accounts.value_or(kAccounts)));
    auto genesis = genesis_in(directory.path(), new_genesis(options, validator, *accounts));
    if (!genesis) return fail(genesis.error().what);
    if (options.chain_id && *options.chain_id != genesis->chain_id)
        return fail("the chain in " + directory.path().string() + " has the chain id " +
                    std::to_string(genesis->chain_id));
    if (genesis->validators != std::vector{validator})
        return fail("the chain in " + directory.path().string() + " is not a developers' chain");

    const auto clock = std::make_shared<chain::DevClock>(chain::make_system_clock());
    chain::HostOptions host_options;
    host_options.data_dir = directory.path();
    host_options.genesis = *genesis;
    host_options.config = chain::DevChain::node_config();
    host_options.signer = std::move(signer);
    host_options.clock = clock;
    host_options.prepare = disk_of(options);
    chain::NodeHost host(std::move(host_options));
    if (const auto state = host.start(); state.phase != chain::HostState::Phase::kRunning)
        return fail(state.error ? state.error->what : "the node does not run");

    std::shared_ptr<chain::DevChain> dev;
    std::optional<std::string> unfounded;
    host.run([&](chain::Node& node) {
        dev = std::make_shared<chain::DevChain>(node, clock);
        if (options.block_seconds > 0) dev->set_interval(options.block_seconds * 1'000);
        if (options.block_seconds > 0 || !options.mines) dev->mining = chain::Mining::kByHand;
        if (options.founds_community) unfounded = found_community(node, *dev, accounts->front());
    });
    if (!dev) return fail("the node has stopped");
    if (unfounded) {
        host.stop();
        return fail(*unfounded);
    }

    chain::rpc::ServerOptions server_options;
    server_options.port = options.port;
    server_options.token_file = options.token_file;
    server_options.origins = options.origins;
    server_options.limits = open_limits();
    server_options.extra = dev_methods(dev, accounts);
    server_options.extra.merge(chain::api::community_methods(
        [manager = accounts->empty() ? std::nullopt : std::optional(accounts->front().address)](
            const chain::Node&) { return manager; }));
    server_options.settling = chain::rpc::Settling{
        .is_due =
            [dev](const chain::Node& node) {
                return dev->mining == chain::Mining::kAtOnce && node.pool().has_ready();
            },
        .settle = [dev](chain::Node&) { dev->mine_waiting(); }};
    auto server = chain::rpc::Server::start(
        std::move(server_options),
        [&host](std::function<void(chain::Node&)> work) { host.post(std::move(work)); });
    if (!server) {
        host.stop();
        return fail(server.error().what);
    }

    if (!options.silent) print(*genesis, *accounts, options);
    std::printf("%sListening on http://127.0.0.1:%d\n", options.silent ? "" : "\n",
                (*server)->port());
    std::fflush(stdout);

    wait_for_end();
    host.run([&](chain::Node&) { dev->forget_snapshots(); });
    host.stop();
    return 0;
}

}  // namespace

int run_dev(Words words) {
    if (!words.empty() && words.front() == "--help") {
        std::fputs(kUsage, stdout);
        return 0;
    }
    const auto options = parse(words);
    if (!options) {
        std::fputs(kUsage, stderr);
        return 2;
    }
    hold_end_signals();
    return serve(*options);
}

}  // namespace dure::app
