// A community in one thread and virtual time: computers, network, people and faults from one seed.
// First a time of faults in which nothing wrong may happen, then a healed core that must go on.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "chain/node/genesis.hpp"
#include "chain/node/senders.hpp"
#include "computer.hpp"
#include "liar.hpp"
#include "load.hpp"
#include "network.hpp"
#include "oracle.hpp"
#include "plan.hpp"
#include "schedule.hpp"
#include "votes.hpp"

namespace dure::sim {

struct Outcome {
    std::uint64_t seed = 0;
    std::string plan;
    std::optional<Violation> violation;
    std::uint64_t log_hash = 0;  ///< of every event and effect
    std::uint64_t events = 0;
    std::uint64_t height = 0;
    std::uint64_t transactions = 0;
    std::uint64_t boots = 0;
    std::uint32_t highest_round = 0;
    Micros simulated = 0;
    bool is_quiet = false;  ///< nothing waited at the heal: the first block is a heartbeat
    bool forked = false;    ///< only with more liars than the community bears
    std::uint64_t conflict_stops = 0;  ///< nodes that saw two final blocks and said so
    std::uint64_t equivocators = 0;    ///< seen, and evidence of them kept
    std::uint64_t validator_changes = 0;
    std::uint64_t broken_channels = 0;  ///< by a changed byte
    /// From when the healed core wanted a block to its first new one.
    std::optional<Micros> first_block_after;
    /// From the heal to the last waiting transaction, and until nobody is behind.
    std::optional<Micros> all_final_after, caught_up_after;
};

class World {
 public:
    /// Prints events from the `trace_from`th on.
    explicit World(const ChaosOptions& options, std::uint64_t trace_from = UINT64_MAX);
    ~World();
    Outcome run();

 private:
    // world.cpp: what happens
    void found();
    void wire_up();
    void step();
    void handle(const Arrival&);
    void handle(const LinkOpened&);
    void handle(const LinkClosed&);
    void handle(const TimerDue&);
    void handle(const Deed&);
    void tell(const Network::Notices& notices);
    void give(std::size_t computer, Computer::Waiting what);
    void process(std::size_t computer, const Computer::Waiting& what);
    void settle(std::size_t computer, std::vector<chain::Effect> effects);
    void execute(std::size_t computer, chain::Effect& effect, Micros departs);
    void serve_inbox(std::size_t computer);
    void boot(std::size_t computer);
    void boot_later(std::size_t computer, Micros delay);
    enum class Death : std::uint8_t { kKill, kPowerCut };
    void die(std::size_t computer, Death death);
    void note(std::uint64_t value) {
        log_hash_ = (log_hash_ ^ value) * 0x9e3779b97f4a7c15ULL;
        log_hash_ ^= log_hash_ >> 31;
    }
    void note(chain::ByteView bytes);
    template <class... Parts>
    void trace(const Parts&... parts) {
        if (events_ < trace_from_) return;
        std::ostringstream line;
        (line << ... << parts);
        print(line.str());
    }
    void print(const std::string& line) const;
    bool is_honest(std::size_t computer) const { return computers_[computer]->lies == 0; }
    void submit(std::size_t computer, const chain::Bytes& raw);
    void send(std::size_t computer, PeerId to, chain::Bytes frame, Micros departs);
    void observe_arrival(std::size_t computer, const Frame& frame);
    bool is_deaf_to(std::size_t computer, const Frame& frame);
    void lie(std::size_t computer);
    std::optional<std::size_t> some_running();

    // world_faults.cpp: what goes wrong
    void plan_faults();
    void repeat(const char* name, Micros mean, void (World::*fault)());
    void fault_partition();
    void fault_crash();
    void fault_power_cut();
    void fault_pause();
    void fault_clock();
    void fault_disk();
    void fault_disk_loss();
    void fault_relay();
    void change_validators();
    void burst();
    void hostile_burst();
    void ask_again();
    void ask_until_final();
    /// A new, empty disk. Not counted against those that may be lost: may_lose_disk does that.
    void lose_disk(std::size_t computer);
    void cut_power(std::size_t computer, Micros off);
    std::vector<bool> random_side();
    /// Whether a validator may forget votes: those that did and those that lie are at most f.
    bool may_lose_disk(std::size_t computer);

    // world_heal.cpp: the end of faults
    void heal();
    bool lacks_voices();
    bool is_block_wanted();
    void check_first_block();
    void check_core();
    void begin_night();
    void check_night();
    /// Off for good: not of the core any more.
    void take_out(std::size_t computer);
    /// A wallpad all of whose lines go to liars and those out for good: where validators change, a
    /// liar without a seat is not one of the f.
    bool is_cut_off(std::size_t computer) const;
    void check_evidence();
    void check_beyond_f();
    bool in_core(std::size_t computer) const { return core_[computer]; }
    /// Whether its key may vote on the next block.
    bool is_sitting(std::size_t computer) const;

    ChaosOptions options_;
    Prng prng_;
    Plan plan_;
    Schedule schedule_;
    std::uint64_t trace_from_;
    chain::Genesis genesis_;
    chain::NodeConfig config_;
    std::unique_ptr<chain::Signer> watcher_;  ///< recovers only
    std::unique_ptr<chain::SenderRecovery> direct_senders_, senders_;
    std::vector<std::unique_ptr<Computer>> computers_;
    std::unique_ptr<Network> network_;
    std::unique_ptr<Oracle> oracle_;
    Load load_;
    std::unique_ptr<VoteReader> votes_;
    Conspiracy conspiracy_;
    std::vector<std::unique_ptr<Liar>> liars_;  ///< null for the honest
    std::vector<chain::Subscription> subscriptions_;
    std::size_t disk_losses_left_ = 0;  ///< honest validators that may still forget votes
    std::vector<bool> has_lost_disk_;
    std::size_t last_proposer_ = 0;
    SharedFrame last_sent_;

    std::uint64_t log_hash_ = 0;
    std::uint64_t events_ = 0;
    std::uint64_t boots_ = 0;

    std::vector<bool> core_;
    std::optional<Micros> healed_at_;
    std::uint64_t height_at_heal_ = 0;
    std::optional<Micros> wanted_at_;  ///< since the heal: a block
    std::uint64_t height_when_asked_ = 0;
    bool needs_silent_ = false;                    ///< for a quorum after the heal
    std::size_t spare_ = 0;                        ///< validators of the core that may still go
    std::vector<std::vector<std::size_t>> lines_;  ///< of wallpads: whom they dial
    std::optional<Micros> night_since_;
    std::uint64_t height_at_night_ = 0;
    Outcome outcome_;
    bool is_done_ = false;
};

}  // namespace dure::sim
