// Many seeds: spread over processes, so that a crash of one is a result like any other, and told
// in one line each where something broke.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plan.hpp"
#include "world.hpp"

namespace dure::sim {

struct Campaign {
    ChaosOptions options;
    std::uint64_t first = 1, last = 1;  ///< seeds, both included
    unsigned jobs = 1;
    enum class Mode : std::uint8_t { kRun, kShaCheck };
    Mode mode = Mode::kRun;
};

/// Nothing when the words are no options of ours.
std::optional<Campaign> parse_campaign(const std::vector<std::string>& words);
/// 0 when no invariant was broken.
int run_campaign(const Campaign& campaign);

/// The command that shows a seed again.
std::string replay_command(const ChaosOptions& options);

}  // namespace dure::sim
