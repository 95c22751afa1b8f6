#include "app/demo/community.hpp"

#include <QSaveFile>
#include <QSettings>
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <sstream>
#include <thread>

#include "app/demo/history.hpp"
#include "app/demo/house_states.hpp"
#include "app/demo/life.hpp"
#include "app/home/key_vault.hpp"
#include "app/home/open_fault.hpp"
#include "chain/api/reading_letter.hpp"
#include "chain/api/rpc_methods.hpp"
#include "chain/node/node_host.hpp"
#include "chain/rpc/server.hpp"
#include "devices/link/devices_thread.hpp"
#include "devices/roles/open_plant.hpp"
#include "devices/simulator/simulated_home.hpp"

namespace dure::app {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::uint64_t kChainId = 20350;
constexpr std::int32_t kMostFactor = 3600;
/// At most one poll a second; with short slots so many that the meter's reading is certain in time.
constexpr int kPollsASlot = 30;
constexpr auto kPast = std::chrono::days{60};
// An almost full battery: a visitor sees surplus go to neighbours, not into storage for two hours.
constexpr double kFirstCharge = 0.93;
constexpr auto kFirstHour = 10h;  ///< of the local day on which a compressed demo begins
constexpr auto kLocal = 9h;       ///< Asia/Seoul

/// Block timestamps follow market time, timers real time.
class NodeClock final : public chain::Clock {
 public:
    explicit NodeClock(const MarketClock& clock) : clock_(clock) {}
    std::int64_t wall_ms() const override { return clock_.now().time_since_epoch().count(); }
    std::int64_t steady_ms() const override { return clock_.monotonic().count(); }

 private:
    const MarketClock& clock_;
};

class NodeExecutor final : public core::Executor {
 public:
    explicit NodeExecutor(chain::NodeHost& host) : host_(host) {}
    void post(std::function<void()> work) override {
        host_.post([work = std::move(work)](chain::Node&) { work(); });
    }

 private:
    chain::NodeHost& host_;
};

void check_options(const CommunityOptions& options) {
    if (options.slot_seconds < 10 || options.slot_seconds > 3600 ||
        10'800 % options.slot_seconds != 0)
        throw OpenFault("bad-slot-seconds",
                        "A slot must last 10 to 3,600 seconds and fit evenly into three hours.");
    if (options.time_factor < 1 || options.time_factor > kMostFactor)
        throw OpenFault("bad-time-factor", "Time can run 1 to 3,600 times as fast as outside.");
    if (options.device && options.time_factor != 1)
        throw OpenFault("bad-time-factor", "With a real device time runs as it does outside.");
}

void make_directory(const fs::path& directory) {
    std::error_code failed;
    fs::create_directories(directory, failed);
    const auto probe = directory / ".write-probe";
    const bool writable = !failed && static_cast<bool>(std::ofstream(probe) << "1");
    if (!writable)
        throw OpenFault("data-dir-unwritable", "Cannot write to the data directory " +
                                                   directory.string() +
                                                   ". Choose another with --data-dir.");
    fs::remove(probe, failed);
}

/// A directory belongs to one way of counting time: its chain's timestamps say so.
void keep_settings(const CommunityOptions& options) {
    const auto file = QString::fromStdString((options.data_dir / "community.ini").string());
    QSettings settings(file, QSettings::IniFormat);
    const int factor = settings.value("timeFactor", options.time_factor).toInt();
    const uint slot = settings.value("slotSeconds", options.slot_seconds).toUInt();
    if (factor != options.time_factor || slot != options.slot_seconds)
        throw OpenFault("other-community",
                        "The data directory " + options.data_dir.string() +
                            " holds a community with slots of " + std::to_string(slot) + " s at " +
                            std::to_string(factor) +
                            " times outside speed. Choose another with --data-dir.");
    settings.setValue("timeFactor", factor);
    settings.setValue("slotSeconds", slot);
    settings.sync();
}

core::UtcTime first_moment(const CommunityOptions& options) {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    if (options.time_factor == 1) return now;
    const auto local_midnight = std::chrono::floor<std::chrono::days>(now + kLocal);
    return local_midnight + kFirstHour - kLocal;
}

chain::Genesis load_genesis(const CommunityOptions& options, const chain::Address& validator) {
    const auto file = options.data_dir / "genesis.json";
    if (std::ifstream in(file); in) {
        std::ostringstream text;
        text << in.rdbuf();
        auto parsed = chain::parse_genesis(text.str());
        if (!parsed) throw OpenFault("bad-genesis", file.string() + ": " + parsed.error().what);
        return std::move(*parsed);
    }
    chain::Genesis genesis;
    genesis.chain_id = kChainId;
    genesis.timestamp = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::seconds>(first_moment(options).time_since_epoch())
            .count());
    genesis.validators = {validator};
    // Whole or not there: a power cut must not leave half a genesis.
    QSaveFile out(QString::fromStdString(file.string()));
    const auto text = chain::to_json(genesis) + '\n';
    const bool written = out.open(QIODevice::WriteOnly) &&
                         out.write(text.data(), static_cast<qint64>(text.size())) ==
                             static_cast<qint64>(text.size()) &&
                         out.commit();
    if (!written) throw OpenFault("data-dir-unwritable", "Cannot write " + file.string() + ".");
    return genesis;
}

OpenFault fault_of(const chain::NodeError& error, const fs::path& directory) {
    using Kind = chain::NodeError::Kind;
    const auto where = directory.string();
    switch (error.kind) {
        case Kind::kBadGenesis:
            return {"bad-genesis", "The genesis file is wrong: " + error.what};
        case Kind::kWrongGenesis:
            return {"wrong-genesis",
                    "The chain in " + where +
                        " began with another genesis block than genesis.json says: " + error.what};
        case Kind::kNotWritable:
            return {"data-dir-unwritable", "Cannot write to " + where + ": " + error.what};
        case Kind::kInUse:
            return {"data-dir-in-use", "Another program uses the data directory " + where + "."};
        case Kind::kNoSpace:
            return {"disk-full", "There is no space left for the chain in " + where + "."};
        case Kind::kStore:
            return {"store-failed", "The chain's store in " + where + " fails: " + error.what};
        case Kind::kNetwork:
            return {"network-failed", "The node cannot listen: " + error.what};
    }
    return {"store-failed", error.what};
}

/// The community's times: with slots of a quarter of an hour, those of design 02 section 2
/// shortened so that a demo's visitor sees a settlement within a minute.
core::SlotRules rules_for(const CommunityOptions& options) {
    core::SlotRules rules;
    rules.slot_seconds = options.slot_seconds;
    rules.gate_seconds = std::max(options.slot_seconds / 3, 1U);
    rules.reading_seconds = std::max(options.slot_seconds / 5, 1U);
    rules.dispute_seconds = options.slot_seconds / 3;
    return rules;
}

std::chrono::milliseconds slot_in_real_time(const CommunityOptions& options) {
    return std::chrono::milliseconds{1000LL * options.slot_seconds / options.time_factor};
}

class Running final : public Community {
 public:
    explicit Running(CommunityOptions options);
    ~Running() override;

    core::Home& home() override { return life_->home(); }
    core::Office& office() override { return life_->office(); }
    core::Keys& keys() override { return *vault_; }
    std::uint16_t rpc_port() const override { return rpc_ ? rpc_->port() : 0; }
    std::string device_endpoint() const override {
        return simulated_ ? devices::to_string(simulated_->endpoint()) : std::string{};
    }

 private:
    void open_node();
    void open_devices();
    void open_life();
    void open_rpc();
    void begin_history();
    void run();
    void save_houses();
    /// On the node's thread, waiting for it; false when there is no running node. Throws what the
    /// work throws.
    void end();

    CommunityOptions options_;
    MemberKeyFiles key_files_;
    MarketClock clock_;
    std::vector<devices::HouseState> houses_;  ///< yours first
    devices::HouseModel home_model_;
    std::unique_ptr<KeyVault> vault_;
    std::unique_ptr<chain::NodeHost> host_;
    std::unique_ptr<NodeExecutor> executor_;
    std::unique_ptr<core::SqliteJournal> journal_;
    std::shared_ptr<devices::DevicesThread> devices_thread_;
    std::unique_ptr<devices::SimulatedHome> simulated_;
    std::unique_ptr<core::Plant> plant_;
    std::unique_ptr<Life> life_;
    std::unique_ptr<chain::rpc::Server> rpc_;

    std::mutex mutex_;
    std::condition_variable wake_;
    bool ending_ = false;
    std::atomic<bool> tick_posted_{false};
    std::thread ticker_;
};

Running::Running(CommunityOptions options)
    : options_(std::move(options)),
      key_files_(
          (check_options(options_), make_directory(options_.data_dir), options_.data_dir / "keys")),
      clock_(options_.time_factor),
      home_model_(parameters_of(your_home())) {
    std::error_code failed;
    fs::create_directories(options_.data_dir / "keys", failed);
    keep_settings(options_);
    try {
        open_node();
        open_devices();
        open_life();
        open_rpc();
    } catch (...) {
        end();
        throw;
    }
    ticker_ = std::thread([this] { run(); });
}

Running::~Running() { end(); }

void Running::end() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    wake_.notify_one();
    if (ticker_.joinable()) {
        ticker_.join();
        save_houses();
    }
    rpc_.reset();
    vault_.reset();
    if (life_) {
        host_->run([this](chain::Node&) { life_.reset(); });
        life_.reset();  // the node may have stopped before
    }
    plant_.reset();
    simulated_.reset();
    devices_thread_.reset();
    host_.reset();
}

void Running::open_node() {
    const auto validator = key_files_.validator();
    auto genesis = load_genesis(options_, chain::address_of(validator));
    houses_ = load_house_states(options_.data_dir / "houses.txt");
    clock_.start_from(core::UtcTime{std::chrono::seconds{genesis.timestamp + 1}});

    chain::HostOptions host;
    host.data_dir = options_.data_dir / "chain";
    host.genesis = std::move(genesis);
    host.signer = chain::make_signer(validator);
    host.clock = std::make_shared<NodeClock>(clock_);
    host.config.block_period_ms =
        std::clamp<std::int64_t>(slot_in_real_time(options_).count() / 30, 20, 1000);
    host.config.heartbeat_ms = 15'000;
    host.config.program = DURE_VERSION;
    host.config.letters =
        chain::api::reading_letters(chain::api::suite_of(chain::address_of(key_files_.manager())));
    host_ = std::make_unique<chain::NodeHost>(std::move(host));
    const auto state = host_->start();
    if (state.error) throw fault_of(*state.error, options_.data_dir);
    executor_ = std::make_unique<NodeExecutor>(*host_);

    // Time goes on from the last thing that is known to have happened.
    core::UtcTime last{};
    host_->run([&last](chain::Node& node) {
        last = core::UtcTime{std::chrono::seconds{node.head().timestamp + 1}};
    });
    for (const auto& house : houses_) last = std::max(last, house.at);
    clock_.start_from(last);
}

void Running::begin_history() {
    auto slots = live_the_past(home_model_, rules_for(options_), clock_.now(), kPast);
    // Houses that begin anew, because their file was damaged, do not rewrite what was recorded.
    if (slots.empty()) return;
    const auto recorded = journal_->range(slots.front().start, slots.back().end);
    std::erase_if(slots, [&recorded](const core::SlotEnergy& slot) {
        return std::ranges::binary_search(recorded, slot.start, {}, &core::SlotEnergy::start);
    });
    journal_->put_all(slots);
}

void Running::open_devices() {
    journal_ = std::make_unique<core::SqliteJournal>(options_.data_dir / "journal.db");
    devices_thread_ = std::make_shared<devices::DevicesThread>();
    devices::Endpoint endpoint;
    if (options_.device) {
        auto parsed = devices::parse_endpoint(*options_.device);
        if (const auto* wrong = std::get_if<devices::EndpointError>(&parsed))
            throw OpenFault("bad-device", devices::explain(*wrong, *options_.device));
        endpoint = std::get<devices::Endpoint>(parsed);
    } else {
        if (houses_.empty()) {
            begin_history();
            home_model_.set_charge(kFirstCharge);
        } else {
            home_model_.restore(houses_.front());
        }
        devices::SimulatedHomeOptions simulated;
        simulated.clock = [this] { return clock_.now(); };
        simulated.thread = devices_thread_;
        simulated_ = std::make_unique<devices::SimulatedHome>(home_model_, std::move(simulated));
        if (!simulated_->listening())
            throw OpenFault(
                "device-port",
                "The simulated inverter cannot listen on this machine: " + simulated_->error());
        endpoint = simulated_->endpoint();
    }
    devices::PlantOptions plant;
    plant.clock = [this] { return clock_.now(); };
    plant.record_dir = options_.data_dir / "leases";
    std::error_code failed;
    fs::create_directories(plant.record_dir, failed);
    plant.timing.poll = std::clamp<std::chrono::milliseconds>(
        slot_in_real_time(options_) / kPollsASlot, 50ms, plant.timing.poll);
    plant.thread = devices_thread_;
    plant_ = devices::open_plant(endpoint, std::move(plant));
}

void Running::open_life() {
    std::optional<chain::Argon2Cost> cost;
    if (options_.pin_memory_kib != 0)
        cost = chain::Argon2Cost{.passes = 1, .memory_kib = options_.pin_memory_kib};
    vault_ = std::make_unique<KeyVault>(
        options_.data_dir / "keys" / "owner", cost, [this](std::optional<chain::SecretKey> key) {
            // std::function copies, keys do not: the key travels in a shared owner of one.
            auto open = std::make_shared<std::optional<chain::SecretKey>>(std::move(key));
            host_->post([this, open](chain::Node&) {
                if (!life_) return;
                if (*open) {
                    life_->home_market().unlock(std::move(**open));
                } else {
                    life_->home_market().lock();
                }
            });
        });
    chain::Address owner;
    owner.bytes = vault_->address();

    std::vector<devices::HouseState> neighbours_houses;
    if (!houses_.empty()) neighbours_houses.assign(houses_.begin() + 1, houses_.end());
    const bool made = host_->run([&](chain::Node& node) {
        life_ = std::make_unique<Life>(
            LifeParts{.options = options_,
                      .clock = clock_,
                      .keys = key_files_,
                      .owner = *executor_,
                      .node = node,
                      .rules = rules_for(options_),
                      .plant = *plant_,
                      .journal = *journal_,
                      .home_owner = owner,
                      .poll_period = std::clamp<std::chrono::milliseconds>(
                          slot_in_real_time(options_) / kPollsASlot, 50ms, 1000ms),
                      .houses = neighbours_houses});
    });
    if (!made) throw OpenFault("store-failed", "The chain stopped while the homes were opened.");
    save_houses();
}

void Running::open_rpc() {
    chain::rpc::ServerOptions server;
    server.port = options_.rpc_port;
    // The demo is open to try things out; a real home's node wants the token.
    if (options_.device) server.token_file = options_.data_dir / "rpc.token";
    server.extra =
        chain::api::community_methods([manager = chain::address_of(key_files_.manager())](
                                          const chain::Node&) { return std::optional(manager); });
    auto started = chain::rpc::Server::start(
        std::move(server),
        [this](std::function<void(chain::Node&)> work) { host_->post(std::move(work)); });
    if (!started) {
        const auto error = started.error();
        const bool busy = error.kind == chain::rpc::ServerError::Kind::kPortBusy;
        throw OpenFault(busy ? "rpc-port-busy" : "rpc-failed",
                        busy ? "Port " + std::to_string(options_.rpc_port) +
                                   " is used by another program. Choose another with --rpc-port."
                             : "JSON-RPC cannot start: " + error.what);
    }
    rpc_ = std::move(*started);
}

void Running::run() {
    const auto period =
        std::clamp<std::chrono::milliseconds>(slot_in_real_time(options_) / 100, 20ms, 250ms);
    // Market time goes on from what was saved, so a demo that is cut off again and again still
    // ages.
    const auto save_every =
        std::clamp<std::chrono::milliseconds>(slot_in_real_time(options_) / 3, 100ms, 10s);
    auto saved = std::chrono::steady_clock::now();
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, period, [this] { return ending_; })) {
        lock.unlock();
        if (!tick_posted_.exchange(true)) {
            host_->post([this](chain::Node&) {
                tick_posted_ = false;
                if (life_) life_->tick();
            });
        }
        if (std::chrono::steady_clock::now() - saved > save_every) {
            save_houses();
            saved = std::chrono::steady_clock::now();
        }
        lock.lock();
    }
}

void Running::save_houses() {
    std::vector<devices::HouseState> states;
    host_->run([&](chain::Node&) {
        if (life_) states = life_->houses();
    });
    states.insert(states.begin(), simulated_ ? simulated_->model().state() : home_model_.state());
    save_house_states(options_.data_dir / "houses.txt", states);
}

}  // namespace

Opened open_community(const CommunityOptions& options) { return opened_as<Running>(options); }

}  // namespace dure::app
