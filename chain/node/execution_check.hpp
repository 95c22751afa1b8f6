// What a header claims about its execution, and the way back from one that was not decided.
#pragma once

#include "chain/block/execution.hpp"
#include "chain/block/header.hpp"
#include "chain/state/state_diff.hpp"
#include "chain/state/world_state.hpp"

namespace dure::chain {

/// Gas, bloom and receipts; the state root is the caller's, who has the state.
bool matches(const Header&, const BlockResult&);

/// What restores `before` after `diff` was applied to it.
StateDiff inverse_of(const StateDiff& diff, const WorldState& before);

}  // namespace dure::chain
