#include "app/member/member_home.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/dured/runner.hpp"
#include "app/home/key_vault.hpp"
#include "app/home/open_fault.hpp"
#include "app/member/entrance.hpp"
#include "app/member/member_life.hpp"
#include "devices/link/devices_thread.hpp"
#include "devices/roles/open_plant.hpp"

namespace dure::app {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto kTick = 250ms;
/// Membership's affairs that are due by time: an invite that is to be redeemed again.
constexpr auto kLookEvery = 2s;
constexpr auto kPatience = 10s;

class RunnerExecutor final : public core::Executor {
 public:
    explicit RunnerExecutor(const Runner& runner) : runner_(runner) {}
    void post(std::function<void()> work) override {
        runner_.post([work = std::move(work)](chain::Node&) { work(); });
    }

 private:
    const Runner& runner_;
};

core::EntranceFault fault_of(chain::InviteFault fault) {
    using Chain = chain::InviteFault;
    switch (fault) {
        case Chain::kOtherCommunity:
            return core::EntranceFault::kOtherCommunity;
        case Chain::kNotTheManagers:
            return core::EntranceFault::kNotTheManagers;
        case Chain::kExpired:
            return core::EntranceFault::kExpired;
        case Chain::kSpent:
            return core::EntranceFault::kSpent;
        case Chain::kForAnother:
            return core::EntranceFault::kForAnother;
        case Chain::kRegistered:
            return core::EntranceFault::kMemberAlready;
        case Chain::kRevoked:
            break;
    }
    return core::EntranceFault::kRevoked;
}

core::NodeEntry::Standing standing_of(const Runner::State& state) {
    using Standing = core::NodeEntry::Standing;
    // Who was sent away may not have been given the block that says so.
    if (state.refused && state.fault == chain::InviteFault::kRevoked) return Standing::kRevoked;
    if (!state.standing) return Standing::kUnknown;
    switch (state.standing->standing) {
        case chain::NodeStanding::kPending:
            return Standing::kPending;
        case chain::NodeStanding::kActive:
            return Standing::kAdmitted;
        case chain::NodeStanding::kRevoked:
            return Standing::kRevoked;
        case chain::NodeStanding::kUnknown:
            break;
    }
    return Standing::kUnknown;
}

Home opened(const fs::path& directory) {
    auto home = Home::open(directory);
    if (!home) throw OpenFault("community-unusable", home.error().what);
    return *std::move(home);
}

class MemberHome final : public Community {
 public:
    explicit MemberHome(MemberOptions options);
    ~MemberHome() override { end(); }

    core::Home& home() override { return life_->home(); }
    core::Office& office() override { return life_->office(); }
    core::Keys& keys() override { return *vault_; }
    std::uint16_t rpc_port() const override { return runner_.rpc_port(); }
    std::string device_endpoint() const override { return {}; }

 private:
    void open_devices();
    void open_life();
    core::NodeEntry entry(chain::Node& node);
    void run();
    void end();

    MemberOptions options_;
    const Home place_;
    MemberKeyFiles key_files_;
    MarketClock clock_{1};
    Runner runner_;
    RunnerExecutor executor_{runner_};
    std::unique_ptr<KeyVault> vault_;
    std::unique_ptr<core::SqliteJournal> journal_;
    std::shared_ptr<devices::DevicesThread> devices_thread_;
    std::unique_ptr<core::Plant> plant_;
    std::unique_ptr<MemberLife> life_;
    bool admitted_ = false;  ///< on the node's thread

    std::mutex mutex_;
    std::condition_variable wake_;
    bool ending_ = false;
    std::atomic<bool> tick_posted_{false};
    std::thread ticker_;
};

MemberHome::MemberHome(MemberOptions options)
    : options_(std::move(options)),
      place_(opened(community_directory(options_.data_dir))),
      key_files_(place_.directory() / "keys"),
      runner_(place_) {
    std::error_code failed;
    fs::create_directories(place_.directory() / "keys", failed);
    try {
        if (const auto trouble = runner_.start()) throw OpenFault("node-failed", trouble->what);
        open_devices();
        open_life();
    } catch (...) {
        end();
        throw;
    }
    ticker_ = std::thread([this] { run(); });
}

void MemberHome::end() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    wake_.notify_one();
    if (ticker_.joinable()) ticker_.join();
    vault_.reset();
    if (life_) {
        runner_.run([this](chain::Node&) { life_.reset(); });
        life_.reset();  // the node may have stopped before
    }
    plant_.reset();
    devices_thread_.reset();
    runner_.stop();
}

void MemberHome::open_devices() {
    journal_ = std::make_unique<core::SqliteJournal>(place_.directory() / "journal.db");
    if (!options_.device) return;
    const auto parsed = devices::parse_endpoint(*options_.device);
    if (const auto* wrong = std::get_if<devices::EndpointError>(&parsed))
        throw OpenFault("bad-device", devices::explain(*wrong, *options_.device));
    devices_thread_ = std::make_shared<devices::DevicesThread>();
    devices::PlantOptions plant;
    plant.clock = [this] { return clock_.now(); };
    plant.record_dir = place_.directory() / "leases";
    std::error_code failed;
    fs::create_directories(plant.record_dir, failed);
    plant.thread = devices_thread_;
    plant_ = devices::open_plant(std::get<devices::Endpoint>(parsed), std::move(plant));
}

void MemberHome::open_life() {
    std::optional<chain::Argon2Cost> cost;
    if (options_.pin_memory_kib != 0)
        cost = chain::Argon2Cost{.passes = 1, .memory_kib = options_.pin_memory_kib};
    vault_ = std::make_unique<KeyVault>(
        place_.directory() / "keys" / "owner", cost, [this](std::optional<chain::SecretKey> key) {
            // std::function copies, keys do not: the key travels in a shared owner of one.
            auto open = std::make_shared<std::optional<chain::SecretKey>>(std::move(key));
            runner_.post([this, open](chain::Node&) {
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
    auto manager = place_.kept_manager_key();
    if (!manager) throw OpenFault("keys-unusable", manager.error().what);
    const bool made = runner_.run([&](chain::Node& node) {
        life_ = std::make_unique<MemberLife>(
            MemberParts{.clock = clock_,
                        .keys = key_files_,
                        .owner = executor_,
                        .node = node,
                        .plant = plant_.get(),
                        .journal = *journal_,
                        .home_owner = owner,
                        .manager_key = std::move(*manager),
                        .entry = [this, &node] { return entry(node); }});
    });
    if (!made) throw OpenFault("node-failed", "The chain stopped while the home was opened.");
}

core::NodeEntry MemberHome::entry(chain::Node& node) {
    using Standing = core::NodeEntry::Standing;
    const auto state = runner_.state_of(node);
    core::NodeEntry out{.standing = standing_of(state),
                        .words = chain::identity_phrase(place_.identity()->key(), place_.owner()),
                        .fault = core::EntranceFault::kNone,
                        .certain = false};
    if (out.standing == Standing::kAdmitted && !admitted_) {
        admitted_ = true;
        keep_admitted(options_.data_dir);
    }
    if (out.standing == Standing::kUnknown && state.fault) {
        const bool is_newest = state.peers > 0 && state.best && state.height >= *state.best;
        out.fault = fault_of(*state.fault);
        out.certain = state.refused || is_newest;
    }
    return out;
}

void MemberHome::run() {
    auto looked = std::chrono::steady_clock::now();
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, kTick, [this] { return ending_; })) {
        lock.unlock();
        if (!tick_posted_.exchange(true)) {
            runner_.post([this](chain::Node&) {
                tick_posted_ = false;
                if (life_) life_->tick();
            });
        }
        if (std::chrono::steady_clock::now() - looked > kLookEvery) {
            static_cast<void>(runner_.is_alive(kPatience));
            looked = std::chrono::steady_clock::now();
        }
        lock.lock();
    }
}

}  // namespace

Opened open_member_home(const MemberOptions& options) { return opened_as<MemberHome>(options); }

}  // namespace dure::app
