// What several blocks changed, as one diff.
#pragma once

#include <span>

#include "chain/state/state_diff.hpp"

namespace dure::chain {

/// Oldest first: whoever applies the result has what applying each in turn gives.
StateDiff merge(std::span<const StateDiff> diffs);

}  // namespace dure::chain
