// Who may vote, how many make a quorum and whose turn it is to propose.
#pragma once

#include <cstdint>
#include <vector>

#include "chain/base/mutant.hpp"
#include "chain/base/types.hpp"

namespace dure::chain {

/// ⌈2n/3⌉ for prepares and commits: two quorums share more than f = ⌊(n−1)/3⌋ validators.
constexpr std::size_t quorum(std::size_t validators) {
    if (mutant(Mutant::kQuorumOfHalf)) return validators / 2 + 1;
    return (2 * validators + 2) / 3;
}
constexpr std::size_t tolerated_faults(std::size_t validators) {
    return validators == 0 ? 0 : (validators - 1) / 3;
}

/// Where the set in force is written down.
enum class ValidatorSource : std::uint8_t {
    kHeader,    ///< the header lists it
    kContract,  ///< the state of the parent has it; the header's list and vote are empty
};

/// Those who may vote on one block.
struct ValidatorSet {
    std::vector<Address> members;  ///< sorted, not empty
    ValidatorSource source = ValidatorSource::kHeader;

    std::size_t size() const { return members.size(); }
    std::size_t quorum() const { return chain::quorum(members.size()); }
    bool contains(const Address&) const;
    /// What stands in the header.
    std::vector<Address> listed() const {
        return source == ValidatorSource::kHeader ? members : std::vector<Address>{};
    }
    friend bool operator==(const ValidatorSet&, const ValidatorSet&) = default;
};

/// Next after `previous` (the last block's proposer) plus `round`, in address order. A previous
/// proposer that is no validator any more counts at the place where it would stand.
/// `validators` sorted, not empty.
Address proposer(const std::vector<Address>& validators, const Address& previous,
                 std::uint32_t round);

}  // namespace dure::chain
