// dure-sim-mutants: planted bugs, and how many seeds each took to be caught. This program alone has
// them: the sources that hold one are compiled into it once more (CMakeLists.txt beside this file).
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <iomanip>
#include <iostream>
#include <new>
#include <optional>

#include "chain/base/mutant.hpp"
#include "world.hpp"

namespace {

using namespace dure::sim;
using dure::chain::Mutant;
namespace chain = dure::chain;

struct Canary {
    Mutant mutant{};
    const char* name = "";
    const char* what = "";
    enum class Speed : std::uint8_t { kQuick, kSlow } speed{};  ///< quick: in every CI run
};
using enum Canary::Speed;

constexpr std::array kCanaries{
    Canary{Mutant::kQuorumOfHalf, "K1", "a quorum is half and one", kQuick},
    Canary{Mutant::kNoLock, "K2", "a prepared block binds nobody", kSlow},
    Canary{Mutant::kStaysAtDecidedHeight, "K3", "an imported block does not end its height",
           kQuick},
    Canary{Mutant::kRoundInHash, "K4", "the round is part of the block's hash", kQuick},
    Canary{Mutant::kNoReproposal, "K5", "a re-proposed block is refused", kSlow},
    Canary{Mutant::kHeartbeatByProposer, "K6", "nobody misses an empty block", kSlow},
    Canary{Mutant::kEmptyStaysEmpty, "K7", "an empty directory asks for nothing", kQuick},
    Canary{Mutant::kProposalStays, "K8", "the state keeps what was only proposed", kQuick},
    Canary{Mutant::kTimerUnbounded, "K9", "the round timer has no cap", kSlow},
    Canary{Mutant::kHeadNotTold, "K10", "new heads are lost inside the node", kQuick},
    Canary{Mutant::kValidatorsLate, "K11", "a change of validators comes a block late", kSlow},
    Canary{Mutant::kNoJump, "K12", "f+1 who are ahead take nobody along", kSlow},
    Canary{Mutant::kAmnesia, "K13", "votes are forgotten at a restart", kSlow},
    Canary{Mutant::kCommitUnprepared, "G1", "commits without a quorum of prepares", kSlow},
    Canary{Mutant::kSealsUnchecked, "G2", "commit seals are not checked", kSlow},
    Canary{Mutant::kRoundChangeBelieved, "G3", "certificates of round changes are believed", kSlow},
    Canary{Mutant::kProposalUnexecuted, "G4", "proposals are not executed before a vote", kSlow},
    Canary{Mutant::kLogUnsynced, "G5", "a final block is not synced", kQuick},
    Canary{Mutant::kVoteUnsynced, "G6", "a vote is not synced before it leaves", kQuick},
    Canary{Mutant::kInverseForgetsSlots, "G7", "stepping back forgets storage", kQuick},
    Canary{Mutant::kSyncUnsealed, "G8", "blocks from others need no quorum", kSlow},
    Canary{Mutant::kNoGossip, "G9", "transactions are not passed on", kQuick},
    Canary{Mutant::kEvidenceLost, "G10", "evidence is not kept", kSlow},
    Canary{Mutant::kTimestampAnything, "G11", "timestamps may go back", kSlow},
    Canary{Mutant::kForgetsRound, "G12", "a prepared block is forgotten at a restart", kSlow},
    Canary{Mutant::kToldUnstored, "G13", "a block is told before it is stored", kQuick},
};

struct Result {
    std::atomic<std::uint64_t> seeds;  ///< until caught; 0: not caught
    std::atomic<int> invariant;        ///< −1: the process crashed
};
struct Board {
    std::atomic<std::size_t> next;
    std::array<Result, kCanaries.size()> results;
};

ChaosOptions canary_options(std::uint64_t seed) {
    ChaosOptions options;
    options.seed = seed;
    options.followers = 3;
    options.minutes = 12;
    options.crypto = ChaosOptions::Crypto::kFast;
    return options;
}

void hunt(const Canary& canary, Result& result, std::uint64_t most) {
    chain::planted_mutant = canary.mutant;
    for (std::uint64_t seed = 1; seed <= most; ++seed) {
        result.seeds = seed;
        const auto outcome = World(canary_options(seed)).run();
        if (!outcome.violation) continue;
        // Only what the planted bug does counts.
        chain::planted_mutant = Mutant::kNone;
        const auto is_clean = !World(canary_options(seed)).run().violation;
        chain::planted_mutant = canary.mutant;
        if (!is_clean) continue;
        result.invariant = static_cast<int>(outcome.violation->invariant);
        return;
    }
    result.seeds = 0;
}

/// Prints the table; 0 when every mutant was caught.
int run_canaries(const std::vector<std::string>& words) {
    std::uint64_t most = 1'000;
    unsigned jobs = 1;
    auto quick_only = false;
    std::string only;
    std::optional<std::uint64_t> shown;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto has_value = i + 1 < words.size();
        if (words[i] == "--quick") {
            quick_only = true;
        } else if (words[i] == "--only" && has_value) {
            only = words[++i];
        } else if (words[i] == "--show" && has_value) {
            shown = static_cast<std::uint64_t>(std::atoll(words[++i].c_str()));
        } else if (words[i] == "--jobs" && has_value) {
            jobs = static_cast<unsigned>(std::clamp(std::atoi(words[++i].c_str()), 1, 64));
        } else if (words[i] == "--most" && has_value) {
            most =
                static_cast<std::uint64_t>(std::clamp(std::atoi(words[++i].c_str()), 1, 100'000));
        } else {
            std::cerr
                << "usage: dure-sim-mutants [--quick] [--only NAME] [--most SEEDS] [--jobs N]\n"
                   "       dure-sim-mutants --only NAME --show SEED\n";
            return 2;
        }
    }
    const auto is_wanted = [&](const Canary& canary) {
        return only.empty() ? !quick_only || canary.speed == kQuick : canary.name == only;
    };
    if (shown) {
        const auto canary = std::find_if(kCanaries.begin(), kCanaries.end(), is_wanted);
        if (canary == kCanaries.end()) return 2;
        chain::planted_mutant = canary->mutant;
        const auto outcome = World(canary_options(*shown), 0).run();
        std::cout << outcome.plan << '\n'
                  << (outcome.violation ? outcome.violation->what : "nothing") << '\n';
        return 0;
    }
    auto* memory =
        mmap(nullptr, sizeof(Board), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return 2;
    auto& board = *new (memory) Board{};
    std::cout.flush();
    for (unsigned job = 0; job < jobs; ++job) {
        if (fork() != 0) continue;
        for (auto i = board.next++; i < kCanaries.size(); i = board.next++) {
            if (!is_wanted(kCanaries[i])) continue;
            // A process of its own: a crash is a catch.
            const auto child = fork();
            if (child == 0) {
                hunt(kCanaries[i], board.results[i], most);
                _exit(0);
            }
            int status = 0;
            waitpid(child, &status, 0);
            if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) board.results[i].invariant = -1;
        }
        _exit(0);
    }
    while (wait(nullptr) > 0) {
    }
    int missed = 0;
    for (std::size_t i = 0; i < kCanaries.size(); ++i) {
        const auto& canary = kCanaries[i];
        if (!is_wanted(canary)) continue;
        const auto seeds = board.results[i].seeds.load();
        const auto invariant = board.results[i].invariant.load();
        std::cout << std::left << std::setw(5) << canary.name << std::setw(46) << canary.what;
        if (seeds == 0) {
            std::cout << "NOT CAUGHT in " << most << '\n';
            ++missed;
        } else {
            std::cout << std::right << std::setw(5) << seeds << "  "
                      << (invariant < 0 ? "crash" : to_string(static_cast<Invariant>(invariant)))
                      << '\n';
        }
    }
    return missed == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) { return run_canaries({argv + 1, argv + argc}); }
