#include "runner.hpp"

#include <boost/asio/ip/address.hpp>
#include <future>
#include <string>

#include "chain/api/node_market.hpp"
#include "chain/api/reading_letter.hpp"
#include "chain/api/rpc_methods.hpp"
#include "chain/api/slot_keeper.hpp"
#include "chain/api/suite.hpp"
#include "chain/node/node_host.hpp"
#include "chain/node/system_env.hpp"
#include "chain/rpc/server.hpp"
#include "node_status.hpp"

namespace dure::app {

namespace {

using namespace std::chrono_literals;

/// A twelfth of a leap year.
constexpr std::uint64_t kMonthSeconds = 366ULL * 86'400 / 12;

std::vector<chain::PeerAddress> dialled(const std::vector<chain::DialAddress>& all,
                                        chain::NodeRole self, bool relays) {
    std::vector<chain::PeerAddress> out;
    for (const auto& address : all) {
        // Validators reach each other themselves; the rest wants to be reachable through relays.
        const bool is_relay =
            address.role == chain::NodeRole::kRelay && self == chain::NodeRole::kFollower;
        if (is_relay == relays)
            out.push_back({.host = address.host, .port = address.port, .key = address.key});
    }
    return out;
}

chain::wire::Role wire_role(chain::NodeRole role) {
    return role == chain::NodeRole::kFollower ? chain::wire::Role::kFollower
                                              : chain::wire::Role::kRelay;
}

std::optional<chain::InviteFault> fault_in(chain::wire::Refusal::Why why) {
    using Why = chain::wire::Refusal::Why;
    using Fault = chain::InviteFault;
    switch (why) {
        case Why::kNotRegistered:
            return std::nullopt;
        case Why::kOtherCommunity:
            return Fault::kOtherCommunity;
        case Why::kNotTheManagers:
            return Fault::kNotTheManagers;
        case Why::kExpired:
            return Fault::kExpired;
        case Why::kSpent:
            return Fault::kSpent;
        case Why::kForAnother:
            return Fault::kForAnother;
        case Why::kRegistered:
            return Fault::kRegistered;
        case Why::kRevoked:
            break;
    }
    return Fault::kRevoked;
}

/// Where the community's market stands: the founder's, whoever manages later.
std::optional<chain::api::Suite> suite_in(const chain::Genesis& genesis) {
    const auto& governance = genesis.governance;
    return governance ? std::optional(chain::api::suite_of(governance->manager)) : std::nullopt;
}

/// What the node that holds the metering key does for all homes, on the node's thread.
struct MeteringService {
    MeteringService(chain::Node& node, const chain::api::Suite& suite, const chain::SecretKey& key)
        : community(node, suite, 0), keeper(community, key.clone()) {
        community.readings().set_metering_key(key.clone());
    }
    void tick(core::UtcTime now) {
        community.tick(now);
        keeper.tick(now);
    }
    chain::api::Community community;
    chain::api::SlotKeeper keeper;
};

Trouble words_for(const chain::NodeError& error, const Home& home) {
    using Kind = chain::NodeError::Kind;
    switch (error.kind) {
        case Kind::kInUse:
            return {"another dured runs in " + home.directory().string() + " already"};
        case Kind::kNoSpace:
            return {"the disk is full; the node needs at least 64 MiB"};
        case Kind::kNotWritable:
            return {"cannot write in " + home.directory().string() + ": " + error.what};
        case Kind::kNetwork:
            return {"cannot listen on " +
                    (home.settings().listen ? to_string(*home.settings().listen) : "") + ": " +
                    error.what};
        case Kind::kBadGenesis:
        case Kind::kWrongGenesis:
        case Kind::kStore:
            break;
    }
    return {error.what};
}

}  // namespace

struct Runner::Impl {
    Impl(const Home& given, chain::LogLevel level) : home(given), log(level) {}

    const Home& home;
    chain::LogLevel log;
    std::unique_ptr<chain::NodeHost> host;
    std::unique_ptr<chain::rpc::Server> server;
    std::optional<chain::SecretKey> metering_key;
    std::shared_ptr<chain::Clock> clock = chain::make_system_clock();
    // On the node's thread:
    std::optional<Membership> membership;
    chain::Subscription blocks;
    std::unique_ptr<MeteringService> metering;

    chain::HostOptions options() const {
        const auto& settings = home.settings();
        chain::NodeConfig config;
        config.node_key = home.identity()->key();
        config.role = wire_role(settings.role);
        config.program = DURE_VERSION;
        if (const auto suite = suite_in(home.genesis()))
            config.letters = chain::api::reading_letters(*suite);
        // Wallpads reach the metering key's node through whoever they call.
        if (metering_key || settings.role != chain::NodeRole::kFollower)
            config.letter_duty = chain::LetterDuty::kCarry;
        config.most_peers = settings.most_peers;
        config.keep_bodies_s = settings.keep_months * kMonthSeconds;
        if (const auto invite = home.invite()) config.invite = chain::encode(*invite);
        chain::NetworkOptions network;
        network.identity = home.identity();
        if (const auto& listen = settings.listen)
            network.listen = chain::ListenAddress{.host = listen->host, .port = listen->port};
        network.limits.peers = settings.most_peers;
        network.peers = dialled(settings.peers, settings.role, false);
        network.relays = dialled(settings.peers, settings.role, true);
        if (settings.role == chain::NodeRole::kRelay) network.relay = chain::RelayService::kOn;
        return {.data_dir = home.chain_directory(),
                .genesis = home.genesis(),
                .config = std::move(config),
                .signer = chain::make_signer(home.signing_key()),
                .clock = {},
                .senders = {},
                .log = chain::make_stderr_log(log),
                .network = std::move(network),
                .prepare = {}};
    }

    /// Runs `work` on the node's thread; nothing when it is not answered in time.
    template <class Work>
    auto ask(std::chrono::milliseconds patience, Work work) const
        -> std::optional<decltype(work(std::declval<chain::Node&>()))> {
        using Answer = decltype(work(std::declval<chain::Node&>()));
        if (!host) return std::nullopt;
        auto promise = std::make_shared<std::promise<Answer>>();
        auto answer = promise->get_future();
        host->post([promise = std::move(promise), work = std::move(work)](chain::Node& node) {
            promise->set_value(work(node));
        });
        if (answer.wait_for(patience) != std::future_status::ready) return std::nullopt;
        try {
            return answer.get();
        } catch (const std::future_error&) {  // destroyed unrun
            return std::nullopt;
        }
    }

    void begin(chain::Node& node) {
        membership.emplace(home, [this](std::vector<chain::DialAddress> all) {
            const auto role = home.settings().role;
            host->call(dialled(all, role, false), dialled(all, role, true));
        });
        blocks = node.on_block([this](const chain::BlockRecord& block) {
            membership->heard(block);
            // After the block's own event: a transaction sent here belongs to the next.
            host->post([this](chain::Node& later) { tick(later); });
        });
        deploy_market(node);
        if (const auto suite = suite_in(node.genesis()); suite && metering_key)
            metering = std::make_unique<MeteringService>(node, *suite, *metering_key);
        tick(node);
    }

    void tick(chain::Node& node) {
        if (membership) membership->tick(node, clock->steady_ms());
        if (metering) metering->tick(core::UtcTime{std::chrono::milliseconds{clock->wall_ms()}});
    }

    /// The founder's first transactions: the market's contracts, at the addresses that follow from
    /// the manager's key. After a crash in between it goes on where it stopped.
    void deploy_market(chain::Node& node) {
        const auto manager = home.manager_key();
        if (!manager || !node.genesis().governance) return;
        if (chain::api::is_deployed(node, chain::api::suite_of(chain::address_of(*manager))))
            return;
        chain::api::CommunityTerms terms{.rules = home.settings().slot_times, .metering = {}};
        if (metering_key) terms.metering = chain::address_of(*metering_key);
        static_cast<void>(chain::api::deploy_community(node, *manager, terms));
    }

    std::optional<Trouble> open_rpc() {
        chain::rpc::ServerOptions rpc;
        rpc.port = home.settings().rpc_port;
        rpc.token_file = home.token_file();
        rpc.origins = home.settings().rpc_origins;
        rpc.limits = home.settings().rpc_limits;
        rpc.extra = node_methods(home);
        rpc.extra.merge(chain::api::community_methods(
            [](const chain::Node& node) -> std::optional<chain::Address> {
                const auto& governance = node.genesis().governance;
                return governance ? std::optional(governance->manager) : std::nullopt;
            }));
        auto started = chain::rpc::Server::start(
            std::move(rpc),
            [this](std::function<void(chain::Node&)> work) { host->post(std::move(work)); });
        if (!started) {
            if (started.error().kind == chain::rpc::ServerError::Kind::kPortBusy)
                return Trouble{"port " + std::to_string(home.settings().rpc_port) +
                               " is used by another program; choose another with --rpc-port"};
            return Trouble{"cannot open JSON-RPC: " + started.error().what};
        }
        server = *std::move(started);
        return home.keep_text(home.port_file(), std::to_string(server->port()));
    }
};

Runner::Runner(const Home& home, chain::LogLevel log) : impl_(std::make_unique<Impl>(home, log)) {}
Runner::~Runner() { stop(); }

std::optional<Trouble> Runner::start() {
    auto metering = impl_->home.metering_key();
    if (!metering) return metering.error();
    impl_->metering_key = *std::move(metering);
    const auto most = impl_->home.settings().most_peers;
    if (const auto files = chain::most_streams(); files < most) {
        return Trouble{"settings.json allows " + std::to_string(most) +
                       " peers, and this system only " + std::to_string(files) +
                       " connections to a program: raise its limit of open files (LimitNOFILE)"};
    }
    impl_->host = std::make_unique<chain::NodeHost>(impl_->options());
    const auto state = impl_->host->start();
    if (state.phase != chain::HostState::Phase::kRunning) {
        impl_->host.reset();
        return state.error ? words_for(*state.error, impl_->home)
                           : Trouble{"the node does not run"};
    }
    impl_->host->post([impl = impl_.get()](chain::Node& node) { impl->begin(node); });
    return impl_->open_rpc();
}

void Runner::stop() {
    if (!impl_->host) return;
    impl_->server.reset();
    impl_->ask(5s, [impl = impl_.get()](chain::Node&) {
        impl->blocks = {};
        impl->metering.reset();
        impl->membership.reset();
        return true;
    });
    impl_->host->stop();
    impl_->host.reset();
    std::error_code ignored;
    std::filesystem::remove(impl_->home.port_file(), ignored);
    std::filesystem::remove(impl_->home.token_file(), ignored);
}

std::uint16_t Runner::rpc_port() const { return impl_->server ? impl_->server->port() : 0; }

bool Runner::is_alive(std::chrono::milliseconds patience) const {
    // What is due by time and not by a block is done here.
    return impl_
        ->ask(patience,
              [impl = impl_.get()](chain::Node& node) {
                  impl->tick(node);
                  return true;
              })
        .value_or(false);
}

std::optional<std::string> Runner::stopped() const {
    if (!impl_->host) return std::nullopt;
    const auto state = impl_->host->state();
    if (state.phase != chain::HostState::Phase::kStopped) return std::nullopt;
    return state.stop_reason;
}

std::optional<Runner::State> Runner::state() const {
    return impl_->ask(5s, [this](chain::Node& node) {
        impl_->tick(node);
        return state_of(node);
    });
}

void Runner::post(std::function<void(chain::Node&)> work) const {
    if (impl_->host) impl_->host->post(std::move(work));
}

bool Runner::run(const std::function<void(chain::Node&)>& work) const {
    return impl_->host && impl_->host->run(work);
}

Runner::State Runner::state_of(chain::Node& node) const {
    const auto& membership = impl_->membership;
    const auto sync = node.sync_status();
    State out{.standing = membership ? membership->standing(node) : std::nullopt,
              .fault = membership ? membership->fault() : std::nullopt,
              .height = node.height(),
              .best = sync.best,
              .peers = sync.peers};
    // Who is refused is not told the blocks that say why.
    if (sync.refused && !out.fault) out.fault = fault_in(*sync.refused);
    out.refused = sync.refused.has_value();
    return out;
}

}  // namespace dure::app
