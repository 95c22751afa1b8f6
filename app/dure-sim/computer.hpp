// One simulated computer: its clocks, disk, keys and the node that runs on it, through crashes,
// power cuts and pauses. Events come one at a time; what a node cannot take now (it is paused, or
// its disk is slow) waits.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/dure-sim/fault_disk.hpp"
#include "chain/node/node.hpp"
#include "clock.hpp"
#include "keys.hpp"
#include "prng.hpp"
#include "schedule.hpp"

namespace dure::sim {

struct HeardFrame {
    chain::PeerId peer = 0;
    SharedFrame frame;
};

class Computer {
 public:
    struct Parts {
        const Micros& now;
        std::unique_ptr<chain::Signer> signer;
        chain::SenderRecovery& senders;
        Prng prng;
    };
    Computer(std::size_t index, Parts parts);

    /// Runs the node on what its disk holds.
    std::optional<chain::NodeError> boot(const chain::Genesis& genesis,
                                         const chain::NodeConfig& config);
    /// The node is gone without a word; the disk is not touched.
    void halt();

    bool runs() const { return node_ != nullptr; }
    chain::Node& node() { return *node_; }
    const chain::Node& node() const { return *node_; }
    std::size_t index() const { return index_; }
    chain::Address address() const { return signer_->address(); }
    chain::Signer& signer() { return *signer_; }
    std::uint32_t life() const { return life_; }

    // What waits
    using Waiting = std::variant<chain::Event, HeardFrame, TimerDue>;
    bool is_busy(Micros now) const { return now < busy_until_ || !inbox_.empty(); }
    void keep(Waiting what) { inbox_.push_back(std::make_unique<Waiting>(std::move(what))); }
    /// Null when there is nothing, or it is busy still.
    std::unique_ptr<Waiting> next_waiting(Micros now);
    void busy_until(Micros until) { busy_until_ = std::max(busy_until_, until); }
    /// Nothing holds it up any more.
    void wake() { busy_until_ = 0; }

    // Timers: a setting replaces the earlier one.
    std::uint64_t set_timer(chain::NodeTimer timer) { return ++timers_[index_of(timer)]; }
    bool is_current(const TimerDue& due) const {
        return due.life == life_ && timers_[index_of(due.timer)] == due.setting;
    }

    // What the disk will do
    /// Stops the machine before the nth operation from now that changes something.
    void die_at_operation(std::uint64_t nth) {
        dies_at_ = disk.operations() + nth;
        arm();
    }
    void fail_operations(chain::DiskError::Kind kind, std::uint64_t count);
    void slow_syncs(Micros each, std::uint64_t count);
    void mend_disk();
    /// Time that slow operations took since last asked.
    Micros take_disk_time() { return std::exchange(disk_time_, 0); }

    NodeClock clock;
    FaultDisk disk;

    std::uint32_t lies = 0;     ///< 0: honest
    bool is_validator = false;  ///< has a validator's key, whether it may vote now or not
    std::size_t key_index = 0;  ///< of its key among its kind's
    bool is_out_for_good = false;
    std::uint32_t failed_boots = 0;
    /// Effects of the next event that still leave before the process is killed.
    std::optional<std::size_t> killed_after_effects;
    std::function<void(chain::LogLevel, std::string_view)> on_log;

 private:
    class Log final : public chain::Logger {
     public:
        explicit Log(Computer& of) : of_(of) {}
        void write(chain::LogLevel level, std::string_view line) override {
            if (of_.on_log) of_.on_log(level, line);
        }

     private:
        Computer& of_;
    };
    static std::size_t index_of(chain::NodeTimer timer) { return static_cast<std::size_t>(timer); }
    void arm();
    DiskFault strike(const DiskOperation& operation);

    std::size_t index_;
    std::unique_ptr<chain::Signer> signer_;
    chain::SenderRecovery& senders_;
    SimRandom random_;
    Log log_{*this};
    std::uint32_t life_ = 0;
    std::array<std::uint64_t, 16> timers_{};
    std::deque<std::unique_ptr<Waiting>> inbox_;
    Micros busy_until_ = 0;

    std::uint64_t dies_at_ = UINT64_MAX;
    DiskFault failing_ = DiskFault::kNone;
    std::uint64_t failures_left_ = 0;
    Micros slow_each_ = 0;
    std::uint64_t slow_left_ = 0;
    Micros disk_time_ = 0;

    std::unique_ptr<chain::Node> node_;  ///< last: it goes first
};

}  // namespace dure::sim
