#include "plan.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "chain/consensus/validators.hpp"

namespace dure::sim {

namespace {

constexpr std::array<std::pair<Lie, const char*>, 13> kLies{{
    {Lie::kSilence, "silence"},
    {Lie::kSilenceToSome, "silence-to-some"},
    {Lie::kTwoProposals, "two-proposals"},
    {Lie::kTwoVotes, "two-votes"},
    {Lie::kInvalidBlock, "invalid-block"},
    {Lie::kWithheldBlock, "withheld-block"},
    {Lie::kForgedCertificate, "forged-certificate"},
    {Lie::kRoundSpam, "round-spam"},
    {Lie::kOtherSeals, "other-seals"},
    {Lie::kFutureHeights, "future-heights"},
    {Lie::kTwin, "twin"},
    {Lie::kGarbage, "garbage"},
    {Lie::kFakeBlocks, "fake-blocks"},
}};

std::uint32_t draw_lies(Prng& prng) {
    // Mostly one or two: a liar that does everything at once is easy to see through.
    std::uint32_t lies = 0;
    do {
        lies |= static_cast<std::uint32_t>(kLies[prng.below(kLies.size())].first);
    } while (prng.chance(0.4));
    return lies;
}

Micros every(Prng& prng, Micros least, Micros most) { return prng.between(least, most); }

}  // namespace

Plan draw_plan(const ChaosOptions& options, Prng& prng) {
    Plan plan;
    const auto drawn = prng.below(16) == 0;
    plan.real_crypto = options.crypto == ChaosOptions::Crypto::kReal ||
                       (options.crypto == ChaosOptions::Crypto::kDrawn && drawn);
    plan.empty_blocks_often = prng.chance(0.25);

    plan.datagrams = prng.chance(0.5);
    if (prng.chance(0.5)) plan.loss = prng.real() * 0.3;
    if (prng.chance(0.5)) plan.duplicate = prng.real() * 0.2;
    if (prng.chance(0.5)) plan.replay = prng.real() * 0.1;
    if (prng.chance(0.5)) plan.mean_delay = prng.between(1, 200) * kMillisecond;
    if (prng.chance(0.5)) plan.tail = prng.real() * 0.01;
    plan.relayed = prng.chance(0.5);
    plan.relay_faults = plan.relayed && prng.chance(0.5);

    const auto minutes = [](std::int64_t n) { return n * 60 * kSecond; };
    if (prng.chance(0.5)) plan.partitions = every(prng, 20 * kSecond, minutes(5));
    if (prng.chance(0.5)) plan.crashes = every(prng, 10 * kSecond, minutes(5));
    if (prng.chance(0.5)) plan.power_cuts = every(prng, 30 * kSecond, minutes(8));
    if (prng.chance(0.5)) plan.pauses = every(prng, 10 * kSecond, minutes(3));
    if (prng.chance(0.5)) plan.clock_faults = every(prng, 30 * kSecond, minutes(5));
    if (prng.chance(0.5)) plan.disk_errors = every(prng, 30 * kSecond, minutes(5));
    if (prng.chance(0.5)) plan.disk_losses = every(prng, minutes(3), minutes(10));

    if (options.traitors != ChaosOptions::Traitors::kNone) {
        const auto f = chain::tolerated_faults(options.nodes);
        const auto beyond = options.traitors == ChaosOptions::Traitors::kBeyondF;
        const auto byzantine = prng.chance(0.5);
        const auto count = beyond ? std::min(options.nodes, f + 1 + prng.below(f + 1))
                                  : (byzantine ? prng.below(f + 1) : 0);
        for (std::size_t i = 0; i < count; ++i) {
            plan.lies.push_back(beyond ? static_cast<std::uint32_t>(Lie::kTwoProposals) |
                                             static_cast<std::uint32_t>(Lie::kTwoVotes)
                                       : draw_lies(prng));
        }
    }
    plan.bursts = every(prng, 5 * kSecond, minutes(1));
    plan.burst = 1 + prng.below(12);
    plan.hostile_clients = prng.chance(0.5);
    plan.governed = prng.chance(0.5);
    if (plan.governed && prng.chance(0.7))
        plan.validator_changes = every(prng, 20 * kSecond, minutes(4));
    plan.sealed = !plan.datagrams && prng.chance(0.25);
    if (plan.sealed && prng.chance(0.5)) plan.corrupt = prng.real() * 0.002;
    if (plan.sealed && prng.chance(0.5)) plan.torn = prng.real() * 0.002;
    return plan;
}

std::string Plan::describe() const {
    std::string out = real_crypto ? "real crypto" : "fast crypto";
    const auto add = [&](const std::string& what) { out += ", " + what; };
    const auto percent = [](double share) {
        return std::to_string(static_cast<int>(share * 1'000)) + "‰";
    };
    const auto period = [](Micros mean) {
        return " every " + std::to_string(mean / kSecond) + " s";
    };
    add(datagrams ? "datagrams" : sealed ? "encrypted streams" : "streams");
    const auto one_in = [](double share) {
        return " 1 in " + std::to_string(static_cast<int>(1 / share));
    };
    if (corrupt > 0) add("changed bytes" + one_in(corrupt));
    if (torn > 0) add("torn connections" + one_in(torn));
    if (loss > 0) add("loss " + percent(loss));
    if (duplicate > 0) add("duplicates " + percent(duplicate));
    if (replay > 0) add("replay " + percent(replay));
    add("delay " + std::to_string(mean_delay / kMillisecond) + " ms");
    if (tail > 0) add("tail " + percent(tail));
    if (relayed) add(relay_faults ? "relays that fail" : "relays");
    if (empty_blocks_often) add("short heartbeat");
    if (partitions > 0) add("partitions" + period(partitions));
    if (crashes > 0) add("crashes" + period(crashes));
    if (power_cuts > 0) add("power cuts" + period(power_cuts));
    if (pauses > 0) add("pauses" + period(pauses));
    if (clock_faults > 0) add("clock faults" + period(clock_faults));
    if (disk_errors > 0) add("disk errors" + period(disk_errors));
    if (disk_losses > 0) add("disk losses" + period(disk_losses));
    for (const auto mask : lies) {
        std::string names;
        for (const auto& [lie, name] : kLies) {
            if ((mask & static_cast<std::uint32_t>(lie)) == 0) continue;
            names += (names.empty() ? "" : "+") + std::string(name);
        }
        add("traitor (" + names + ")");
    }
    add("bursts of " + std::to_string(burst) + period(bursts));
    if (hostile_clients) add("hostile clients");
    if (governed) add("governed");
    if (validator_changes > 0) add("votes on validators" + period(validator_changes));
    return out;
}

}  // namespace dure::sim
