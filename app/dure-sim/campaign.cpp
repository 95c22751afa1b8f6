#include "campaign.hpp"

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstring>
#include <iomanip>
#include <iostream>
#include <new>

namespace dure::sim {

namespace {

constexpr std::uint64_t kEventsShown = 60;

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// What the jobs share: the next seed and the sums.
struct Tally {
    std::atomic<std::uint64_t> next;
    std::atomic<std::uint64_t> seeds, failures, events, blocks, transactions, boots;
    std::atomic<std::int64_t> simulated, worst_block, worst_final, worst_catch_up;
    std::atomic<std::uint64_t> highest_round, forks, conflict_stops, equivocators,
        validator_changes, broken_channels;
};

template <class Number>
void raise(std::atomic<Number>& most, Number value) {
    auto seen = most.load();
    while (seen < value && !most.compare_exchange_weak(seen, value)) {
    }
}

std::string hex(std::uint64_t value) {
    char digits[17];
    std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(value));
    return digits;
}

void print_violation(const Outcome& outcome, const ChaosOptions& options) {
    std::cout << "seed " << outcome.seed << " broke invariant "
              << static_cast<int>(outcome.violation->invariant) << " ("
              << to_string(outcome.violation->invariant) << "): " << outcome.violation->what
              << "\n  plan: " << outcome.plan << "\n  at " << outcome.simulated / kSecond
              << " s, event " << outcome.events << ", log " << hex(outcome.log_hash)
              << "\n  again: " << replay_command(options) << std::endl;
}

Outcome run_seed(const ChaosOptions& options) {
    const auto all = options.trace == ChaosOptions::Trace::kAll;
    auto outcome = World(options, all ? 0 : UINT64_MAX).run();
    if (!outcome.violation) return outcome;
    if (!all) {
        // The same again, with words for the last events.
        const auto from = outcome.events - std::min(outcome.events, kEventsShown);
        std::cout << "seed " << outcome.seed << ", its last events:\n";
        static_cast<void>(World(options, from).run());
    }
    print_violation(outcome, options);
    return outcome;
}

int sha_check(const Campaign& campaign) {
    int differing = 0;
    for (auto seed = campaign.first; seed <= campaign.last; ++seed) {
        auto options = campaign.options;
        options.seed = seed;
        const auto once = World(options).run();
        const auto twice = World(options).run();
        const auto is_same = once.log_hash == twice.log_hash && once.events == twice.events;
        std::cout << "seed " << seed << ' ' << hex(once.log_hash) << ' ' << hex(twice.log_hash)
                  << (is_same ? "" : " DIFFERENT") << std::endl;
        if (!is_same) ++differing;
    }
    return differing == 0 ? 0 : 1;
}

void work(const Campaign& campaign, Tally& tally) {
    for (;;) {
        const auto seed = tally.next++;
        if (seed > campaign.last) return;
        auto options = campaign.options;
        options.seed = seed;
        const auto outcome = run_seed(options);
        ++tally.seeds;
        if (outcome.violation) ++tally.failures;
        tally.events += outcome.events;
        tally.blocks += outcome.height;
        tally.transactions += outcome.transactions;
        tally.boots += outcome.boots;
        tally.simulated += outcome.simulated / kSecond;
        raise(tally.highest_round, static_cast<std::uint64_t>(outcome.highest_round));
        tally.forks += outcome.forked ? 1 : 0;
        tally.conflict_stops += outcome.conflict_stops;
        tally.equivocators += outcome.equivocators;
        tally.validator_changes += outcome.validator_changes;
        tally.broken_channels += outcome.broken_channels;
        if (!outcome.is_quiet) raise(tally.worst_block, outcome.first_block_after.value_or(0));
        raise(tally.worst_final, outcome.all_final_after.value_or(0));
        raise(tally.worst_catch_up, outcome.caught_up_after.value_or(0));
    }
}

double cpu_seconds() {
    const auto ticks = [](int who) {
        struct rusage usage {};
        getrusage(who, &usage);
        const auto seconds = [](const timeval& t) {
            return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
        };
        return seconds(usage.ru_utime) + seconds(usage.ru_stime);
    };
    return ticks(RUSAGE_SELF) + ticks(RUSAGE_CHILDREN);
}

void print_tally(const Tally& tally, double wall) {
    const auto cpu = cpu_seconds();
    const auto simulated = static_cast<double>(tally.simulated.load());
    const auto ms = [](std::int64_t micros) {
        return std::to_string(micros / kMillisecond) + " ms";
    };
    std::cout << std::fixed << std::setprecision(1) << tally.seeds << " seeds, " << tally.failures
              << " failures; " << simulated / 3'600 << " simulated hours in " << wall << " s, "
              << cpu << " core-s: " << simulated / std::max(cpu, 0.001)
              << " simulated s per core-s\n"
              << tally.events << " events, " << tally.blocks << " blocks, " << tally.transactions
              << " transactions, " << tally.boots << " boots, highest round " << tally.highest_round
              << "\nafter the heal at worst: first block " << ms(tally.worst_block)
              << ", all final " << ms(tally.worst_final) << ", all caught up "
              << ms(tally.worst_catch_up) << '\n'
              << tally.equivocators << " validators seen voting twice, evidence kept of each; "
              << tally.validator_changes << " changes of validators; " << tally.broken_channels
              << " encrypted channels broken by a changed byte";
    if (tally.forks > 0)
        std::cout << "; " << tally.forks << " seeds with two chains, " << tally.conflict_stops
                  << " nodes stopped over them";
    std::cout << std::endl;
}

}  // namespace

std::string replay_command(const ChaosOptions& options) {
    const ChaosOptions usual;
    auto out = "dure-sim chaos --seed " + std::to_string(options.seed);
    if (options.nodes != usual.nodes) out += " --nodes " + std::to_string(options.nodes);
    if (options.followers != usual.followers)
        out += " --followers " + std::to_string(options.followers);
    if (options.minutes != usual.minutes) out += " --minutes " + std::to_string(options.minutes);
    if (options.crypto == ChaosOptions::Crypto::kReal) out += " --real-crypto";
    if (options.crypto == ChaosOptions::Crypto::kFast) out += " --fast-crypto";
    if (options.traitors == ChaosOptions::Traitors::kNone) out += " --no-traitors";
    if (options.traitors == ChaosOptions::Traitors::kBeyondF) out += " --beyond-f";
    return out;
}

std::optional<Campaign> parse_campaign(const std::vector<std::string>& words) {
    Campaign campaign;
    bool has_seeds = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& word = words[i];
        const auto value = [&]() -> std::optional<std::uint64_t> {
            return i + 1 < words.size() ? number(words[++i]) : std::nullopt;
        };
        if (word == "--seed" || word == "--seeds") {
            if (++i == words.size()) return std::nullopt;
            const auto dots = words[i].find("..");
            const auto first = number(std::string_view(words[i]).substr(0, dots));
            const auto last = dots == std::string::npos
                                  ? first
                                  : number(std::string_view(words[i]).substr(dots + 2));
            if (!first || !last || *last < *first) return std::nullopt;
            campaign.first = *first;
            campaign.last = *last;
            has_seeds = true;
        } else if (word == "--nodes") {
            const auto n = value();
            if (!n || *n < 1 || *n > 64) return std::nullopt;
            campaign.options.nodes = *n;
        } else if (word == "--followers") {
            const auto n = value();
            if (!n || *n > 64) return std::nullopt;
            campaign.options.followers = *n;
        } else if (word == "--minutes") {
            const auto n = value();
            if (!n || *n < 1 || *n > 100'000) return std::nullopt;
            campaign.options.minutes = static_cast<std::int64_t>(*n);
        } else if (word == "--jobs") {
            const auto n = value();
            if (!n || *n < 1 || *n > 256) return std::nullopt;
            campaign.jobs = static_cast<unsigned>(*n);
        } else if (word == "--real-crypto") {
            campaign.options.crypto = ChaosOptions::Crypto::kReal;
        } else if (word == "--fast-crypto") {
            campaign.options.crypto = ChaosOptions::Crypto::kFast;
        } else if (word == "--no-traitors") {
            campaign.options.traitors = ChaosOptions::Traitors::kNone;
        } else if (word == "--beyond-f") {
            campaign.options.traitors = ChaosOptions::Traitors::kBeyondF;
        } else if (word == "--sha-check") {
            campaign.mode = Campaign::Mode::kShaCheck;
        } else if (word == "--trace") {
            campaign.options.trace = ChaosOptions::Trace::kAll;
        } else {
            return std::nullopt;
        }
    }
    return has_seeds ? std::optional{campaign} : std::nullopt;
}

int run_campaign(const Campaign& campaign) {
    if (campaign.mode == Campaign::Mode::kShaCheck) return sha_check(campaign);
    auto* memory =
        mmap(nullptr, sizeof(Tally), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return 2;
    auto& tally = *new (memory) Tally{};
    tally.next = campaign.first;
    const auto begin = std::chrono::steady_clock::now();
    int crashes = 0;
    if (campaign.jobs == 1) {
        work(campaign, tally);
    } else {
        std::cout.flush();
        for (unsigned job = 0; job < campaign.jobs; ++job) {
            if (fork() == 0) {
                work(campaign, tally);
                std::cout.flush();
                _exit(0);
            }
        }
        int status = 0;
        while (wait(&status) > 0) {
            if (WIFEXITED(status) && WEXITSTATUS(status) == 0) continue;
            ++crashes;
            std::cout << "a job crashed; the seed is one of those not counted" << std::endl;
        }
    }
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
    print_tally(tally, wall.count());
    return tally.failures == 0 && crashes == 0 ? 0 : 1;
}

}  // namespace dure::sim
