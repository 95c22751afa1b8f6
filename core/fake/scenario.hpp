// The made-up homes by name. Every scenario stands at the same moment, 22 November 2026, 13:24 in
// Seoul; each differs from `normal` in what its name says.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/ports/home.hpp"

namespace dure::core::fake {

enum class Scenario : std::uint8_t {
    kNormal,    ///< selling to three neighbours at noon
    kMaximal,   ///< long lists, large numbers, everything at once
    kEmpty,     ///< first day: not joined, nothing read yet
    kStale,     ///< the battery has been silent for three minutes
    kFaulty,    ///< meter lost, inverter is another device, foreign limit, store rebuilt
    kSyncing,   ///< the chain is catching up: coins unknown
    kLocked,    ///< as normal; the screen shows the lock page
    kOffline,   ///< no peer for twelve minutes; energy goes on
    kApplied,   ///< waits for the office's approval
    kGuest,     ///< as normal; the screen hides money
    kJoining,   ///< new in a community of others: its blocks are on their way
    kKnocking,  ///< its node waits for the manager to compare six words
    kRefused,   ///< its invite was used by somebody else
};

std::span<const std::string_view> scenario_names();
std::optional<Scenario> scenario_named(std::string_view name);

UtcTime scenario_now();
UtcTime readings_since(Scenario scenario);  ///< the journal begins here

HomeView home_view(Scenario scenario);
OfficeView office_view(Scenario scenario);
NodesView nodes_view(Scenario scenario);
/// What a block of the office's list carries.
BlockDetail block_detail(const BlockRow& row);

}  // namespace dure::core::fake
