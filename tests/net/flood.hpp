// Four validators in processes of their own on 127.0.0.1, and those who would stop them: strangers
// that open connections and say nothing, and a member that sends garbage.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "chain/node/genesis.hpp"
#include "tests/net/attackers.hpp"

namespace dure::chain::testing {

/// What the validators did in a span of time.
struct FloodFigures {
    std::vector<double> interval_ms;  ///< from block to block, at the first validator
    std::vector<double> final_ms;     ///< a transfer's way from submit to final, there
    std::size_t refused = 0;          ///< transfers that its pool did not take
    double cpu_percent = 0;           ///< of one core, the first validator
    double resident_mib = 0;          ///< the most
    double attacks_per_second = 0;    ///< connections opened, or MiB sent to all together
    double attackers_cpu_percent = 0;
    std::uint64_t drops = 0;  ///< times the attacker was sent away
};
double percentile(std::vector<double> values, double fraction);

class FloodVillage {
 public:
    FloodVillage();
    ~FloodVillage();
    FloodVillage(const FloodVillage&) = delete;
    FloodVillage& operator=(const FloodVillage&) = delete;

    /// Whether blocks are made, within so long.
    bool is_alive(std::chrono::seconds patience);
    FloodFigures rest(std::chrono::seconds span);
    /// Connections to the first validator, so many a second, held open and silent.
    FloodFigures connections(std::chrono::seconds span, int per_second);
    /// A member, who also has the last validator's key, sends every validator so many bytes a
    /// second.
    FloodFigures garbage(std::chrono::seconds span, Garbage kind, int bytes_per_second);

 private:
    struct Child {
        pid_t pid = 0;
        int out = -1;  ///< what it says
        std::string rest;
    };
    template <class Work>
    Child start(Work work);
    static void stop(Child&);
    std::vector<std::string> lines(Child&);
    FloodFigures watch(std::chrono::seconds span, std::vector<Child> attackers);

    std::filesystem::path directory_;
    std::vector<std::uint16_t> ports_;
    std::unique_ptr<Genesis> genesis_;
    std::vector<Child> validators_;
};

}  // namespace dure::chain::testing
