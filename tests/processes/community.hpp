// A community of real dured processes on this machine: founded in one temporary directory, started,
// killed and asked through their own JSON-RPC.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/dured/home.hpp"
#include "app/dured/rpc_client.hpp"
#include "chain/crypto/secp256k1.hpp"
#include "tests/net/building.hpp"

namespace dure::processes {

using Millis = std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

/// A free port of 127.0.0.1, free at least until now.
std::uint16_t free_port();

/// Where a process runs and is asked: a machine of a building, or this machine itself.
struct Dwelling {
    const chain::testing::Building* building = nullptr;
    std::size_t machine = 0;

    template <class Work>
    auto inside(Work work) const {
        if (building == nullptr) return work();
        std::optional<decltype(work())> out;
        building->on(machine, [&] { out.emplace(work()); });
        return *std::move(out);
    }
};

/// One dured and its data directory.
class Member {
 public:
    Member(std::filesystem::path program, std::filesystem::path directory, Dwelling dwelling = {});
    Member(const Member&) = delete;
    Member& operator=(const Member&) = delete;
    ~Member();  ///< kills

    void start();
    /// No chance to flush or say goodbye.
    void kill();
    void signal_kill() const;  ///< without waiting for its end
    /// SIGTERM, and whether it ended well within ten seconds.
    bool stop();
    bool runs() const { return pid_ > 0; }
    pid_t pid() const { return pid_; }
    /// Whether JSON-RPC answers within `patience`.
    bool answers(Millis patience) const;

    const app::Home& home() const { return *home_; }
    chain::Address owner() const { return home_->owner(); }
    const std::filesystem::path& directory() const { return directory_; }
    const Dwelling& dwelling() const { return dwelling_; }
    std::string log() const;

    // Asked; nothing when it does not answer.
    std::optional<std::uint64_t> height() const;
    std::optional<std::string> block_hash(std::uint64_t number) const;
    std::optional<boost::json::value> status() const;
    std::size_t peers() const;
    app::Outcome<boost::json::value> ask(std::string_view method, boost::json::array params) const;
    /// Signed, sent and in a block, or why not.
    app::Outcome<chain::Done> send(const chain::SecretKey& key, const chain::Address& to,
                                   const chain::Bytes& data) const;

 private:
    const app::RpcClient* client() const;

    std::filesystem::path program_, directory_;
    Dwelling dwelling_;
    std::optional<app::Home> home_;
    pid_t pid_ = -1;
    mutable std::optional<app::RpcClient> client_;
};

struct Shape {
    std::size_t validators = 4;
    std::size_t followers = 0;
    std::size_t relays = 0;  ///< then followers reach the community through them alone
    /// Everybody on a machine of their own there: validators, relays, followers. Followers are
    /// secluded with the first relay, if there is one.
    chain::testing::Building* building = nullptr;
};

/// All in one genesis, as if every invite had been redeemed before the first block.
class Community {
 public:
    Community(const std::filesystem::path& program, Shape shape);
    ~Community();

    void start_all();
    void kill_all();

    std::vector<std::unique_ptr<Member>>& validators() { return validators_; }
    std::vector<std::unique_ptr<Member>>& followers() { return followers_; }
    std::vector<std::unique_ptr<Member>>& relays() { return relays_; }
    std::vector<Member*> all();
    const chain::SecretKey& manager() const { return *manager_; }

    /// A new home of this community that is not in its registry; not started.
    std::unique_ptr<Member> stranger(chain::NodeRole role);
    /// Another machine with a copy of this one's disk, keys and all; of one that does not run.
    std::unique_ptr<Member> copy_of(const Member& member);

 private:
    struct Plan;
    std::filesystem::path program_, directory_;
    chain::Genesis genesis_;
    std::optional<chain::SecretKey> manager_;
    std::vector<chain::DialAddress> addresses_;
    std::vector<std::unique_ptr<Member>> validators_, followers_, relays_;
    std::size_t strangers_ = 0, copies_ = 0;
};

/// A transaction that changes nothing: from a key of its own, so that any node may send it.
struct Payment {
    std::string hash;
    std::string raw;
};
Payment payment(std::uint64_t chain_id, std::uint64_t number);

/// Polls until `done` or the time is over; how long it took.
template <class Done>
std::optional<Millis> wait_until(Millis patience, Done done, Millis every = Millis{50}) {
    const auto begin = Steady::now();
    for (;;) {
        if (done()) return std::chrono::duration_cast<Millis>(Steady::now() - begin);
        if (Steady::now() - begin > patience) return std::nullopt;
        struct timespec pause {
            0, static_cast<long>(every.count()) * 1'000'000
        };
        nanosleep(&pause, nullptr);
    }
}

}  // namespace dure::processes
