// Whose turns were missed: what the rounds of the last headers say about each validator.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "chain/block/header.hpp"

namespace dure::app {

struct Turns {
    std::uint64_t proposed = 0;
    std::uint64_t missed = 0;  ///< a later round had to decide
};

/// Of the blocks (`head` − `blocks`, `head`], by the validators of now: what came before a change
/// of the set is counted as well as it can be. `validators` sorted.
std::map<chain::Address, Turns> turns_of(
    const std::vector<chain::Address>& validators, std::uint64_t head, std::uint64_t blocks,
    const std::function<std::optional<chain::Header>(std::uint64_t)>& header);

}  // namespace dure::app
