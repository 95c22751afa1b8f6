// Who may vote, how many make a quorum and whose turn it is to propose.
#pragma once

#include <cstdint>
#include <vector>

#include "chain/base/types.hpp"

namespace dure::chain {

/// ⌈2n/3⌉ for prepares and commits: two quorums share more than f = ⌊(n−1)/3⌋ validators.
constexpr std::size_t quorum(std::size_t validators) { return (2 * validators + 2) / 3; }
constexpr std::size_t tolerated_faults(std::size_t validators) {
    return validators == 0 ? 0 : (validators - 1) / 3;
}

/// Next after `previous` (the last block's proposer) plus `round`, in address order. A previous
/// proposer that is no validator any more counts at the place where it would stand.
/// `validators` sorted, not empty.
Address proposer(const std::vector<Address>& validators, const Address& previous,
                 std::uint32_t round);

}  // namespace dure::chain
